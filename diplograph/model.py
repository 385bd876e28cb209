"""The records that pass between files, graph and pictures: plain, frozen, without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from diplograph.dates import OPEN, UNKNOWN, Window
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

    ``values`` holds the kind's own columns, entities by id; ``slug`` is the cell ``fact``, and
    ``fact`` the id of the fact that the row is about, "" until all rows are seen together.
    ``parties`` are those who are said to say so (``attributed_to``, or else the publishers);
    ``published`` the days on which its sources were, in order. ``given`` has those cells that were
    written otherwise than ``values`` has them. ``line`` is the row as a spreadsheet counts.
    """

    id: str
    dataset: str
    kind: str
    slug: str
    standing: str
    values: Values
    attributed_to: tuple[str, ...]
    sources: tuple[str, ...]
    locator: str
    note: str
    parties: frozenset[str]
    published: tuple[date, ...]
    file: str
    line: int
    fact: str = ""
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> date:
        """The day from which it was published."""
        return self.published[0]

    @property
    def denied(self) -> bool:
        """Whether it says that the thing is not so."""
        return self.standing == "denied"

    @property
    def order(self) -> tuple[date, str]:
        """What claims are sorted by: the order of publication."""
        return self.known, self.id


@dataclass(frozen=True, slots=True)
class Tie:
    """A direct relationship between two entities, made by one version of a fact.

    It has a standing and windows of its own, from the ``claims`` that make it; ``last_said`` is the
    last day on which a source of theirs was published. A comparison pays no heed to those two: to
    confirm changes nothing.
    """

    type: str
    start: str
    end: str
    value: str
    standing: str
    contested: bool
    since: Window
    until: Window
    last_said: date = field(default=UNKNOWN, compare=False)
    claims: tuple[Claim, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Version:
    """A fact as it stood in the record from ``known_from`` up to, not including, ``known_to``.

    ``start`` and ``end`` are those of the fact as a whole. ``disputes`` names what the claims
    disagree on: ``existence`` or columns; () if on nothing.
    """

    known_from: date
    known_to: date
    standing: str
    start: Window
    end: Window
    values: Values
    disputes: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    last_said: date = field(default=UNKNOWN, compare=False)
    claims: tuple[Claim, ...] = field(default=(), compare=False, repr=False)

    @property
    def contested(self) -> bool:
        """Whether its claims disagree."""
        return bool(self.disputes)

    @property
    def current(self) -> bool:
        """Whether nothing published since has changed it."""
        return self.known_to == OPEN
