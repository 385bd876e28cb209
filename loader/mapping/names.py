"""States and organizations as publishers write them: by name or in a code system.

Names are the program's one resolver's (``diplograph.entities.Registry``); what is added here is the
mapping's own aliases, code systems, and what is written after a name ("Cuba*").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

from diplograph.entities import ALWAYS, NotFound, Registry, split
from diplograph.kinds import Column
from diplograph.model import Entity
from loader.names import RowNames

SYSTEMS = ("iso2", "iso3", "cow", "gw", "m49", "gec", "wikidata")
"""ISO 3166-1, the Correlates of War, Gleditsch and Ward, the UN, the CIA's (FIPS), Wikidata."""


class Finder:
    """Who is meant by a text in a column. One code may be of several states, one after the other
    (365: the Russian Empire, the Soviet Union, Russia): then the row's time decides."""

    def __init__(self, registry: Registry, aliases: Mapping[str, str]) -> None:
        self._registry = registry
        self._aliases = aliases
        self._codes: dict[str, dict[str, list[str]]] = {system: {} for system in SYSTEMS}
        for entity in registry.entities.values():
            self._note(entity)
        text = files("loader.mapping").joinpath("gec.csv").read_text(encoding="utf-8")
        for cells in csv.DictReader(io.StringIO(text, newline="")):
            self._codes["gec"].setdefault(_bare(cells["gec"]), []).append(cells["id"])

    def _note(self, entity: Entity) -> None:
        if entity.label == "Country":
            self._codes["iso3"][_bare(entity.id)] = [entity.id]
        for system in ("iso2", "cow", "gw", "m49", "wikidata", "also"):
            for code in split(entity.cells.get(system, "")):
                codes = self._codes["wikidata" if system == "also" else system]
                codes.setdefault(_bare(code), []).append(entity.id)

    def find(self, text: str, column: Column, row: RowNames, codes: str) -> Entity:
        """The entity that is meant. Raises NotFound."""
        if text in self._aliases:
            return row.find(self._aliases[text], column)
        if codes:
            return row.find(self._by_code(text, column, row, codes), column)
        try:
            return row.find(text, column)
        except NotFound as miss:
            for turned in spellings(text):
                try:
                    return row.find(turned, column)
                except NotFound:
                    continue
            raise miss

    def _by_code(self, text: str, column: Column, row: RowNames, codes: str) -> str:
        entities = self._registry.entities
        found = self._codes[codes].get(_bare(text), [])
        ids = tuple(i for i in found if i in entities and entities[i].label in column.entity)
        if len(ids) > 1:
            ids = self._registry.lives.meant(ids, row.span or ALWAYS)
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise NotFound(f"which of {', '.join(sorted(ids))}?", "ambiguous-name")
        others = [
            f"in {system}: {', '.join(self._codes[system][_bare(text)])}"
            for system in SYSTEMS
            if _bare(text) in self._codes[system]
        ]
        hint = f"; {', '.join(others)}" if others else ", nor in any other that is known here"
        raise NotFound(f"no such code in {codes}{hint}", "unknown-code")


def _bare(code: str) -> str:
    """A code as it is compared: no leading zeros (``004``), nor a float's end (``2.0``)."""
    text = re.sub(r"\.0+$", "", code.strip().lower())
    return text.lstrip("0") or text


def spellings(text: str) -> Iterator[str]:
    """A name without what publishers add: ``Burkina Faso (Upper Volta)``, ``Cuba*``."""
    plain = text.strip("*†‡ ")
    if plain != text:
        yield plain
    before, parenthesis, within = plain.partition(" (")
    if parenthesis:
        yield before
        yield within.rstrip(") ")
