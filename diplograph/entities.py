"""Who and where: entities by id, name or alias, and the well-known countries."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from diplograph.model import Entity

ENTITY_FILES: dict[str, tuple[str, tuple[str, ...]]] = {
    "countries": (
        "Country",
        (
            "id",
            "name",
            "official_name",
            "aliases",
            "from",
            "to",
            "successors",
            "capital",
            "lat",
            "lon",
            "iso2",
            "cow",
            "gw",
            "m49",
            "wikidata",
            "note",
        ),
    ),
    "organizations": ("Organization", ("id", "name", "aliases", "note")),
    "people": ("Person", ("id", "name", "aliases", "country", "note")),
    "cities": ("City", ("id", "name", "aliases", "country", "lat", "lon")),
}
"""Each entity file's stem, with the label of its nodes and its columns."""

SOURCE_COLUMNS = (
    "id",
    "publisher",
    "title",
    "author",
    "url",
    "published",
    "accessed",
    "language",
    "note",
)

BUILTIN = "diplograph"
"""The dataset of the countries that come with the program."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´."), None)
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as it is compared: no case, accents, dots, apostrophes or punctuation."""
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


def split(cell: str) -> tuple[str, ...]:
    """The items of a list cell, separated by ``;``."""
    return tuple(item for part in cell.split(";") if (item := part.strip()))


def entity_from(label: str, cells: dict[str, str]) -> Entity:
    """The entity that a row of an entity file describes."""
    return Entity(cells["id"], label, cells["name"], split(cells.get("aliases", "")), dict(cells))


def well_known_countries() -> Iterator[Entity]:
    """The states that come with the program (``diplograph/countries.csv``)."""
    text = files("diplograph").joinpath("countries.csv").read_text(encoding="utf-8")
    for cells in csv.DictReader(io.StringIO(text, newline="")):
        yield entity_from("Country", cells)


class NotFound(LookupError):
    """No entity, or more than one, has this name; the text says which it may be."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Registry:
    """Entities by id and by every name they go by."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self.entities: dict[str, Entity] = {}
        self._names: dict[str, list[str]] = {}
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Add an entity; one with a known id is corrected and keeps its earlier names."""
        self.entities[entity.id] = entity
        iso2 = entity.cells.get("iso2", "")
        for name in (entity.id, entity.name, entity.cells.get("official_name", ""), iso2):
            self._name(name, entity.id)
        for name in entity.aliases:
            self._name(name, entity.id)

    def _name(self, name: str, id_: str) -> None:
        key = folded(name)
        if key:
            ids = self._names.setdefault(key, [])
            if id_ not in ids:
                ids.append(id_)

    def find(self, text: str, labels: tuple[str, ...]) -> Entity:
        """The entity of one of these labels that goes by this id, name or alias.

        Raises NotFound, naming the candidates, where there is none or more than one.
        """
        exact = self.entities.get(text)
        if exact is not None and exact.label in labels:
            return exact
        ids = [i for i in self._names.get(folded(text), ()) if self.entities[i].label in labels]
        if len(ids) == 1:
            return self.entities[ids[0]]
        if ids:
            which = ", ".join(self._named(one) for one in sorted(ids))
            raise NotFound(f"which of {which}?", "ambiguous-name")
        raise NotFound(self._miss(text, labels), f"unknown-{_word(labels)}")

    def _named(self, id_: str) -> str:
        return f"{id_} ({self.entities[id_].name})"

    def _miss(self, text: str, labels: tuple[str, ...]) -> str:
        other = self.entities.get(text)
        if other is not None:
            return f"is {_WORDS[other.label]}; wanted: {_word(labels)}"
        near = [f"{self.entities[i].name} ({i})" for i in self.suggest(text, labels, 2)]
        hint = f"; {' or '.join(near)}?" if near else ""
        return f"no such {_word(labels)}{hint}"

    def suggest(self, text: str, labels: tuple[str, ...], limit: int) -> list[str]:
        """The ids whose names are nearest to a text, the nearest first, without the far fetched."""
        names = [n for n, ids in self._names.items() if self._labelled(ids, labels)]
        # whole names only: by their parts, every long word resembles some two-letter code
        found = process.extract(
            folded(text), names, scorer=fuzz.ratio, limit=limit * 4, score_cutoff=75
        )
        near = [name for name, score, _ in found if score > found[0][1] - 10]
        ids = (i for name in near for i in self._labelled(self._names[name], labels))
        return list(dict.fromkeys(ids))[:limit]

    def _labelled(self, ids: Iterable[str], labels: tuple[str, ...]) -> list[str]:
        return [i for i in ids if self.entities[i].label in labels]


_WORDS = {
    "Country": "a state",
    "Organization": "an organization",
    "Person": "a person",
    "City": "a city",
}


def _word(labels: tuple[str, ...]) -> str:
    return " or ".join(_WORDS[label].split(" ", 1)[1] for label in labels)
