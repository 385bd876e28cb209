"""The sources that a run cites: those of the mapping, and those it has each record make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from diplograph.dates import parse_date
from diplograph.model import Source

PLACE = re.compile(r"{([^{}]+)}")
"""A place for a record's cell, as in ``id = "articles-{article}"``."""


class Cited:
    """Sources by id. One whose id has places for cells is made of each record that gives others."""

    def __init__(self, declared: list[dict[str, str]]) -> None:
        self._first = declared[0]
        self.rows = [cells for cells in declared if not PLACE.search(cells["id"])]
        self.by_id = {cells["id"]: _source(cells) for cells in self.rows}

    def of(self, record: Mapping[str, str]) -> str:
        """The id of the source of a record that names none: the mapping's first."""
        if not PLACE.search(self._first["id"]):
            return self._first["id"]
        id_ = _filled(self._first["id"], record)
        if id_ not in self.by_id:
            cells = {key: _filled(text, record) for key, text in self._first.items()}
            self.by_id[id_] = _source(cells)
            self.rows.append(cells)
        return id_


def _filled(text: str, record: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: record.get(found[1], ""), text)


def _source(cells: dict[str, str]) -> Source:
    return Source(cells["id"], cells["publisher"], cells["title"], _known(cells), cells)


def _known(cells: Mapping[str, str]) -> date:
    return parse_date(cells["published"]).latest
