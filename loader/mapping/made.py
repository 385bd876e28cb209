"""Cities, persons and organizations that a table names: one row each, whatever names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from slugify import slugify

from diplograph.entities import ENTITY_FILES, Registry, entity_from, folded, split
from diplograph.model import Entity

_STEMS = {label: (stem, columns) for stem, (label, columns) in ENTITY_FILES.items()}


@dataclass(slots=True)
class _Row:
    """An entity that is needed, and what is known of it so far."""

    label: str
    cells: dict[str, str]
    places: list[tuple[float, float]] = field(default_factory=list)

    def finished(self) -> dict[str, str]:
        """Its row; a place without its own is where its table's rows lie on the middle."""
        cells = dict(self.cells)
        if self.places and not cells.get("lat"):
            for name, numbers in zip(("lat", "lon"), zip(*self.places, strict=True), strict=True):
                cells[name] = f"{median(numbers):.2f}"
        return cells


class Made:
    """The entities that a run of a mapping needs beside the well-known countries."""

    def __init__(self, registry: Registry, own: Iterable[Entity]) -> None:
        self._registry = registry
        self._rows: dict[str, _Row] = {}
        self._own = {entity.id: entity for entity in own}
        self._known: dict[tuple[str, ...], str] = {}
        for entity in self._own.values():
            registry.add(entity)
            self._note(entity.label, entity.cells, [entity.name, *entity.aliases], entity.id)

    def _note(self, label: str, cells: Mapping[str, str], names: Iterable[str], id_: str) -> None:
        for item in [*split(cells.get("also", "")), cells.get("wikidata", "")]:
            if item:
                self._known.setdefault((label, item), id_)
        for name in names:
            self._known.setdefault((label, cells.get("country", ""), folded(name)), id_)

    def need(self, id_: str) -> None:
        """Take in one of the mapping's own entities, since a claim names it."""
        own = self._own.get(id_)
        if own and id_ not in self._rows:
            _, columns = _STEMS[own.label]
            cells = {name: own.cells.get(name, "") for name in columns}
            self._rows[id_] = _Row(own.label, cells)

    def find(self, label: str, name: str, cells: Mapping[str, str]) -> str:
        """The id of an entity by its Wikidata item, or its country and name; made if it is new."""
        name = name.replace(";", ",")
        item, country = cells.get("wikidata", ""), cells.get("country", "")
        by_name = self._known.get((label, country, folded(name)), "")
        by_item = self._known.get((label, item), "") if item else by_name
        if (
            item
            and not by_item
            and by_name
            and not self._registry.entities[by_name].cells.get("wikidata")
        ):
            by_item = by_name
        id_ = by_item or self._make(label, name, cells)
        self.need(id_)
        row = self._rows[id_]
        if place := _place(cells):
            row.places.append(place)
        return id_

    def _make(self, label: str, name: str, cells: Mapping[str, str]) -> str:
        item, country = cells.get("wikidata", ""), cells.get("country", "")
        plain = cells.get("id") or slugify("-".join(filter(None, (name, country)))) or "x"
        id_, number = plain, 1
        while id_ in self._registry.entities:
            number += 1
            id_ = f"{plain}-{item.lower() if item and number == 2 else number}"
        _, columns = _STEMS[label]
        made = {key: cells.get(key, "") for key in columns if key not in ("lat", "lon")}
        made |= {"id": id_, "name": cells.get("name") or name}
        entity = entity_from(label, made)
        self._registry.add(entity)
        self._note(label, made, [name, *entity.aliases], id_)
        self._rows[id_] = _Row(label, made)
        return id_

    def files(self) -> Iterator[tuple[str, list[str], list[dict[str, str]]]]:
        """Each entity file's stem, columns and rows, without columns that are blank in all."""
        for label, (stem, columns) in _STEMS.items():
            rows = [row.finished() for row in self._rows.values() if row.label == label]
            if rows:
                needed = ("id", "name")
                used = [c for c in columns if c in needed or any(row.get(c) for row in rows)]
                yield stem, used, sorted(rows, key=lambda row: row["id"])


def _place(cells: Mapping[str, str]) -> tuple[float, float] | None:
    lat, lon = cells.get("lat", ""), cells.get("lon", "")
    number = re.compile(r"-?\d+(\.\d+)?")
    if not (number.fullmatch(lat) and number.fullmatch(lon)):
        return None
    found = float(lat), float(lon)
    return found if abs(found[0]) <= 90 and abs(found[1]) <= 180 else None
