"""Who and where: entities by id, name or alias, and the well-known countries."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from rapidfuzz import fuzz, process

from diplograph.catalogue.reference import ENTITIES, SOURCES
from diplograph.dates import OPEN, UNKNOWN, Window
from diplograph.lives import Lives
from diplograph.model import Entity
from diplograph.text import folded as folded

ENTITY_FILES: dict[str, tuple[str, tuple[str, ...]]] = {
    stem: (table.label, table.header) for stem, table in ENTITIES.items()
}
"""Each entity file's stem, with the label of its nodes and its columns."""

SOURCE_COLUMNS = SOURCES.header

BUILTIN = "/program"
"""The dataset of the countries that come with the program: a name that no folder can have."""


def split(cell: str) -> tuple[str, ...]:
    """The items of a list cell, separated by ``;``."""
    if ";" not in cell:
        return (item,) if (item := cell.strip()) else ()
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


ALWAYS = Window(UNKNOWN, OPEN)
"""The span of a name of which nothing says when it was used: the states of today go first."""

_ABBREVIATION = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.){2,3}")
_CODE = re.compile(r"[A-Z]{2,4}")
_NOT_SAID = frozenset(
    ("n.a.", "n/a", "#n/a", "none", "null", "nil", "unknown", "not known", "-", "--", "–", "—", "?")
)
_PARTS_OF_THE_UK = frozenset(("england", "scotland", "wales", "northern ireland"))


class Registry:
    """Entities by id and by every name they go by.

    Codes and abbreviations of up to three letters are names in capitals only, so that "no", "is"
    and "N.A." are no state.
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self.entities: dict[str, Entity] = {}
        self.lives = Lives()
        self._same: Mapping[str, str] = {}
        self._codes: dict[str, str] = {}
        self._capitals: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        self._bearers: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._misses: dict[tuple[str, tuple[str, ...]], str] = {}
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Add an entity; one with a known id is corrected and keeps its earlier names."""
        self._bearers.clear()
        self._misses.clear()
        self.entities[entity.id] = entity
        if entity.label == "Country":
            self.lives.add(entity)
        if (iso2 := entity.cells.get("iso2", "")).isupper():
            self._codes[iso2] = entity.id
        coded = entity.label == "Country" and _CODE.fullmatch(entity.id)
        _note(self._near if coded else self._names, folded(entity.id), entity.id)
        for name in (entity.name, entity.cells.get("official_name", ""), *entity.aliases):
            if _ABBREVIATION.fullmatch(name):
                plain = name.replace(".", "")
                _note(self._near, folded(plain), entity.id)
                _note(self._capitals, plain, entity.id)
                _note(self._capitals, "".join(f"{letter}." for letter in plain), entity.id)
            else:
                _note(self._names, folded(name), entity.id)

    def find(self, text: str, labels: tuple[str, ...], span: Window | None = None) -> Entity:
        """The entity of one of these labels that goes by this id, name or alias.

        Of several states that bear a name, the one that lived in the span (first day to last; OPEN
        while it lasts) is meant; if several did and the span is open, the one that lives on.
        Raises NotFound, naming the candidates, where there is none or more than one.
        """
        ids = self._bearing(text, labels) or self._turned(text, labels)
        if len(ids) > 1:
            ids = self.lives.meant(ids, span or ALWAYS)
        if len(ids) == 1:
            return self.entities[ids[0]]
        if ids:
            which = ", ".join(self._named(one) for one in sorted(ids))
            raise NotFound(f"which of {which}?", "ambiguous-name")
        if (said := self._misses.get((text, labels))) is None:
            said = self._misses[text, labels] = self._miss(text, labels)
        raise NotFound(said, f"unknown-{_word(labels)}")

    def join(self, same: Mapping[str, str]) -> None:
        """Take ids that stand for one entity for one: of those that bear a name, the last added."""
        self._same = same
        self._bearers.clear()

    def life_warning(self, entity: Entity, span: Window) -> str:
        """What to say where no day of the span is in a state's life; blank where one may be."""
        return self.lives.warning(entity.id, span)

    def _bearing(self, text: str, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of all who go by a text: by a code one, by a name perhaps several."""
        known = self._bearers.get((text, labels), ())
        if not known and _spelt(text) not in _NOT_SAID:
            exact = self._labelled((text, self._codes.get(text, "")), labels)[:1]
            names = [*self._capitals.get(text, ()), *self._names.get(folded(text), ())]
            one_each = {self._same.get(i, i): i for i in self._labelled(names, labels)}
            known = tuple(exact or one_each.values())
            self._bearers[text, labels] = known
        return known

    def _turned(self, text: str, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The states that go by a name which lists turn round: ``Korea, North``."""
        if "Country" not in labels:
            return ()
        return next((ids for one in turned(text) if (ids := self._bearing(one, ("Country",)))), ())

    def _named(self, id_: str) -> str:
        return f"{id_} ({self.entities[id_].name})"

    def _miss(self, text: str, labels: tuple[str, ...]) -> str:
        if _spelt(text) in _NOT_SAID:
            return "is no name; leave the cell blank where the source does not say"
        other = self.entities.get(text)
        if other is not None:
            return f"is {_WORDS[other.label]}; wanted: {_word(labels)}"
        if folded(text) in _PARTS_OF_THE_UK and self._labelled(["GBR"], labels):
            return f"is a part of the United Kingdom; {self._named('GBR')}?"
        near = [f"{self.entities[i].name} ({i})" for i in self.suggest(text, labels, 2)]
        hint = f"; {' or '.join(near)}?" if near else ""
        return f"no such {_word(labels)}{hint}"

    def suggest(self, text: str, labels: tuple[str, ...], limit: int) -> list[str]:
        """The ids whose names are nearest to a text, the nearest first, without the far fetched."""
        # not ISO's codes of two letters: every word resembles some
        names = {**self._near, **self._names}
        wanted = [name for name, ids in names.items() if self._labelled(ids, labels)]
        # whole names only: by their parts, every long word resembles some code
        found = process.extract(
            folded(text), wanted, scorer=fuzz.ratio, limit=limit * 4, score_cutoff=75
        )
        near = [name for name, score, _ in found if score > found[0][1] - 10]
        ids = (i for name in near for i in self._labelled(names[name], labels))
        return list(dict.fromkeys(ids))[:limit]

    def _labelled(self, ids: Iterable[str], labels: tuple[str, ...]) -> list[str]:
        return [i for i in ids if i in self.entities and self.entities[i].label in labels]


def turned(name: str) -> tuple[str, ...]:
    """A name that is turned round as it may be said: ``Korea, North``, ``Gambia, The``."""
    first, comma, rest = name.strip().partition(", ")
    if not comma:
        return ()
    return f"{rest} {first}", first if rest.lower() == "the" else f"{rest} of {first}"


def _note(names: dict[str, list[str]], name: str, id_: str) -> None:
    if name and id_ not in (ids := names.setdefault(name, [])):
        ids.append(id_)


def _spelt(text: str) -> str:
    return text.strip().casefold()


_WORDS = {
    "Country": "a state",
    "Organization": "an organization",
    "Person": "a person",
    "City": "a city",
}


def _word(labels: tuple[str, ...]) -> str:
    return " or ".join(_WORDS[label].split(" ", 1)[1] for label in labels)
