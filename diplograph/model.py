"""The records that pass between files, graph and pictures: plain, frozen, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diplograph.dates import OPEN, Window
from diplograph.kinds import Values


@dataclass(frozen=True, slots=True)
class Entity:
    """A Country, Organization, Person or City; ``cells`` is its row, column to text."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A publication; ``known`` is the first day on which it had surely appeared."""

    id: str
    publisher: str
    title: str
    known: date
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """One CSV row: a source's word on one fact.

    ``values`` holds the kind's own columns, entities by id; ``parties`` who is said to say so
    (``attributed_to``, or else the publishers); ``known`` the day from which it was published.
    """

    id: str
    dataset: str
    kind: str
    fact: str
    standing: str
    values: Values
    attributed_to: tuple[str, ...]
    sources: tuple[str, ...]
    locator: str
    note: str
    parties: frozenset[str]
    known: date
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Version:
    """A fact as it stood in the record from ``known_from`` up to, not including, ``known_to``.

    ``disputes`` names what the claims disagree on: ``existence`` or columns; () if on nothing.
    """

    known_from: date
    known_to: date
    standing: str
    start: Window
    end: Window
    values: Values
    disputes: tuple[str, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether its claims disagree."""
        return bool(self.disputes)

    @property
    def current(self) -> bool:
        """Whether nothing published since has changed it."""
        return self.known_to == OPEN


@dataclass(frozen=True, slots=True)
class Tie:
    """A direct relationship between two entities, made by one version of a fact."""

    type: str
    start: str
    end: str
    value: str
    version: Version
