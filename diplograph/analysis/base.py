"""What every analysis is: a function from a world of ties to a table whose columns are declared.

Ranges: ``certain`` counts what is asserted and surely held; ``possible`` counts besides what is
alleged, and what may have held, its dates being uncertain. What is only expected counts in neither.
``contested`` counts the facts behind the number on which sources disagree.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, certainty
from diplograph.errors import DeclarationError, DiplographError
from diplograph.model import Entity
from diplograph.questions.core import TieRecord

if TYPE_CHECKING:
    import pandas as pd

ColumnKind = Literal["entity", "entities", "facts", "text", "count", "number", "share", "date"]
Row = dict[str, Any]
"""One row of a table: column to value; entities and facts by id, several of them as a tuple."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an analysis's table. ``count`` is an integer, ``share`` from 0 to 1."""

    name: str
    kind: ColumnKind
    help: str

    @property
    def heading(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Table:
    """What an analysis found; ``summary`` says in a sentence what no row does, or is blank."""

    columns: tuple[Column, ...]
    rows: list[Row]
    summary: str = ""

    def frame(self) -> pd.DataFrame:
        """The rows as a data frame, with every column even if there are none."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=[column.name for column in self.columns])

    def named(self, name: Callable[[str], str]) -> Table:
        """The same table with names in place of the entities' ids."""
        one = {column.name for column in self.columns if column.kind == "entity"}
        several = {column.name for column in self.columns if column.kind == "entities"}

        def shown(column: str, value: Any) -> Any:
            if column in one:
                return name(value) if value else ""
            return tuple(map(name, value)) if column in several else value

        rows = [{key: shown(key, value) for key, value in row.items()} for row in self.rows]
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Held:
    """A tie that holds on the day asked for; ``certain`` or only possibly."""

    tie: TieRecord
    certain: bool


@dataclass(frozen=True, slots=True)
class World:
    """Ties, and the day and the record by which to look at them.

    ``as_of`` None: at any time. ``known_on`` None: as known now. ``since`` is the day from which
    events count, and the earlier day of a comparison. ``about`` limits the table to some entities.
    ``until``: with ``as_of``, what held at any time from that day to this one counts.
    ``ties`` may hold every version of a fact; each look takes those known on its day.
    """

    ties: Sequence[TieRecord]
    entities: Mapping[str, Entity]
    as_of: date | None = None
    known_on: date | None = None
    since: date | None = None
    about: tuple[str, ...] = ()
    until: date | None = None

    def name(self, id_: str) -> str:
        """An entity's name, or its id where it is not known."""
        return self.entities[id_].name if id_ in self.entities else id_

    def label(self, id_: str) -> str:
        """An entity's label, blank where it is not known."""
        return self.entities[id_].label if id_ in self.entities else ""

    def is_state(self, id_: str) -> bool:
        """Whether it is a state."""
        return self.label(id_) == "Country"

    def home(self, id_: str) -> str:
        """A person's state, where it is recorded; otherwise the entity itself."""
        entity = self.entities.get(id_)
        return (entity.cells.get("country") or id_) if entity and entity.label == "Person" else id_

    def known(self, kinds: Collection[str] | None = None) -> Iterator[TieRecord]:
        """The ties in the record on the day asked for, one version a fact."""
        for tie in self.ties:
            if (kinds is None or tie.kind in kinds) and known(tie, self.known_on):
                yield tie

    def held(self, *kinds: str) -> list[Held]:
        """The ties of some kinds that hold: certainly, or possibly; absences are among them."""
        found = []
        for tie in self.known(kinds):
            held = holds(tie, self.as_of, self.since, self.until)
            if held != "no":
                found.append(Held(tie, held == "yes"))
        return found

    def last_known(self, *kinds: str) -> set[str]:
        """The facts of some kinds that hold on the day, but are only last known to: it lies after
        the last source that says so."""
        return {one.tie.fact for one in self.held(*kinds) if one.tie.last_known(self.as_of)}

    def contested(self, *kinds: str) -> set[str]:
        """The facts of some kinds on which sources disagree, by the record of the day."""
        return {tie.fact for tie in self.known(kinds) if tie.contested}

    def concerns(self, *ids: str) -> bool:
        """Whether a row on these entities belongs in the table."""
        return not self.about or bool(set(ids) & set(self.about))

    def on(self, day: date | None, known_on: date | None) -> World:
        """The same ties looked at on other days."""
        return replace(self, as_of=day, known_on=known_on)


def known(tie: TieRecord, known_on: date | None) -> bool:
    """Whether a tie is in the record as it stood on a day (None: as it stands now)."""
    if known_on is None:
        return tie.known_to == OPEN
    return tie.known_from <= known_on < tie.known_to


def holds(
    tie: TieRecord, as_of: date | None, since: date | None = None, until: date | None = None
) -> str:
    """Whether a tie held on a day: ``yes``, ``possibly`` or ``no``.

    A visit, meeting or statement is an event: from its day on, it counts as having happened (from
    ``since``, where that is given). What is alleged holds at most possibly; what is only expected
    does not hold. With ``until``: whether it held, or took place, at any time from ``as_of`` to
    that day.
    """
    if tie.standing == "expected":
        return "no"
    best = "yes" if tie.standing in ("asserted", "denied") else "possibly"
    if KINDS[tie.kind].when.lasts:
        found = "yes" if as_of is None else certainty(as_of, tie.start, tie.end, until)
        return found if found != "yes" else best
    if as_of and until:
        as_of, since = until, max(as_of, since or as_of)
    if (as_of and tie.start.earliest > as_of) or (since and tie.end.latest < since):
        return "no"
    surely_before = as_of is None or tie.start.latest <= as_of
    surely_after = since is None or tie.end.earliest >= since
    return best if surely_before and surely_after else "possibly"


@dataclass(slots=True)
class Count:
    """Facts counted: how many certainly, possibly (the certain ones too) and contested."""

    sure: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)

    def add(self, held: Held) -> None:
        """Count a tie's fact, once however many ties it has."""
        self.maybe.add(held.tie.fact)
        if held.certain:
            self.sure.add(held.tie.fact)
        if held.tie.contested:
            self.disputed.add(held.tie.fact)

    @property
    def certain(self) -> int:
        """How many certainly hold."""
        return len(self.sure)

    @property
    def possible(self) -> int:
        """How many certainly or possibly hold."""
        return len(self.maybe)

    @property
    def contested(self) -> int:
        """On how many of them the sources disagree."""
        return len(self.disputed)


def tally(held: Iterable[Held], keys: Callable[[TieRecord], Iterable[Any]]) -> dict[Any, Count]:
    """Counts of facts by the keys that each tie gives."""
    counts: dict[Any, Count] = defaultdict(Count)
    for one in held:
        for key in keys(one.tie):
            counts[key].add(one)
    return counts


Run = Callable[[World], Table]


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysis as it is declared: everything that a command, view or page says of it.

    ``kinds`` are the kinds of tie it reads; ``history`` whether earlier versions too. ``about``
    says what entities it takes: ``""`` none, ``"any"`` some or none, or what it needs.
    ``bars`` names the columns that make its picture: the label's, then one or two of numbers (a
    range); () where a table says it best.
    """

    name: str
    heading: str
    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    run: Run
    history: bool = False
    needs: int = 0
    needs_since: bool = False
    bars: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if not inspect.getdoc(self.run):
            raise DeclarationError(f"analysis {self.name!r}: no definition in its docstring")
        if len(set(names)) < len(names) or not set(self.bars) <= set(names):
            raise DeclarationError(f"analysis {self.name!r}: its columns do not agree")
        if strays := set(self.kinds) - set(KINDS):
            raise DeclarationError(f"analysis {self.name!r}: no such kind: {strays}")

    @property
    def explanation(self) -> str:
        """Its definition and source: the docstring of its function."""
        return inspect.getdoc(self.run) or ""

    def __call__(self, world: World) -> Table:
        """The table. Raises DiplographError where it needs entities or a day that are not given."""
        if len(world.about) < self.needs:
            raise DiplographError(f"{self.name} needs {self.needs} entities to be about")
        if self.needs_since and world.since is None:
            raise DiplographError(f"{self.name} needs an earlier day to compare with (since)")
        table = self.run(world)
        names = {column.name for column in self.columns}
        for row in table.rows[:1]:
            if set(row) != names:
                raise DeclarationError(f"analysis {self.name!r}: a row has other columns")
        return table


RANGE = (
    ("certain", "asserted, and surely so on that day"),
    ("possible", "with what is alleged or may have been so"),
)


def counted(*names: str) -> tuple[Column, ...]:
    """A pair of columns, certain and possible, for each name."""
    return tuple(
        Column(f"{name}_{end}", "count", f"{name.replace('_', ' ')}: {help_}")
        for name in names
        for end, help_ in RANGE
    )


CONTESTED = Column("contested", "count", "facts behind the numbers on which sources disagree")
