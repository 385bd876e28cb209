"""Two entities side by side and between them. Pure: facts in, values out.

Whoever is of a state's people stands for it: a visit of its minister is one of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dossier import Entry, Group
from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, UNKNOWN
from diplograph.kinds import Kind
from diplograph.model import Entity
from diplograph.questions.dossiers import Brief

WAYS = ("forth", "back", "between", "together")
"""How a fact joins two: a tie from the first to the second, one back, a tie without direction (or
both ways), or no tie: both have a part in it side by side."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The facts of one kind that join two entities in one way."""

    kind: Kind
    way: str
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.kind.name}-{self.way}"

    def heading(self, first: str, second: str) -> str:
        """What it is called, by the two names."""
        sides = {
            "forth": f": {first} → {second}",
            "back": f": {second} → {first}",
            "together": ": both have a part",
        }
        return self.kind.heading + sides.get(self.way, "")

    @property
    def first(self) -> Entry | None:
        """The earliest of those that are so and have a date at all."""
        real = [
            entry
            for entry in self.entries
            if entry.fact.now.standing in ("asserted", "alleged")
            and (entry.fact.now.start.earliest, entry.fact.now.start.latest) != (UNKNOWN, OPEN)
        ]
        return min(real, key=lambda e: (e.fact.now.start.latest, e.fact.id), default=None)


def people_of(entity: str, entities: Iterable[Entity]) -> tuple[str, ...]:
    """The entity and the people recorded as its own."""
    own = (one.id for one in entities if _of(one) == entity)
    return (entity, *own)


def _of(one: Entity) -> str:
    return one.cells.get("country", "") if one.label == "Person" else ""


def way(fact: Brief, first: Collection[str], second: Collection[str]) -> str:
    """How a fact joins the two (see WAYS), by the ties that it makes or, denied, would make."""
    ties = list(fact.kind.pairs(fact.now.values))
    forth = any(start in first and end in second for _, start, end in ties)
    back = any(start in second and end in first for _, start, end in ties)
    symmetric = all(rule.symmetric for rule in fact.kind.ties)
    if (forth or back) and (symmetric or (forth and back)):
        return "between"
    return "forth" if forth else "back" if back else "together"


def lanes(
    first: Collection[str],
    second: Collection[str],
    facts: Iterable[Brief],
    as_of: date | None,
    today: date,
) -> list[Lane]:
    """The facts that join two, by kind and way, each oldest first; with ``as_of`` only those that
    hold, possibly hold or are denied on that day."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for fact in facts:
        entry = Entry.on(fact, as_of, today)
        if not (as_of and entry.held == "no"):
            found[fact.kind.name, way(fact, first, second)].append(entry)

    def oldest(entry: Entry) -> tuple[date, date, str]:
        return entry.fact.now.start.rank, entry.fact.now.start.earliest, entry.fact.id

    return [
        Lane(kind, how, tuple(sorted(found[kind.name, how], key=oldest)))
        for kind in KINDS.values()
        for how in WAYS
        if found[kind.name, how]
    ]


def silent(lanes: Sequence[Lane]) -> list[str]:
    """The kinds of which nothing at all, not even an absence, joins the two."""
    told = {lane.kind.name for lane in lanes}
    return [kind.heading.lower() for kind in KINDS.values() if kind.name not in told]


@dataclass(frozen=True, slots=True)
class Shared:
    """Of one group (missions abroad, sanctions suffered …): with whom both have such facts, and
    with whom only one; ids in the order of their names, and the facts behind each."""

    key: str
    heading: str
    both: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    facts: dict[str, tuple[Brief, ...]]


def shared(
    first: tuple[str, Sequence[Group]],
    second: tuple[str, Sequence[Group]],
    entities: dict[str, Entity],
) -> list[Shared]:
    """What two entities have in common, group by group: on the groups' day, certainly or possibly.

    Only states and organizations are compared, and not the two themselves.
    """
    pair = {first[0], second[0]}
    mine, theirs = ({group.key: group for group in groups} for _, groups in (first, second))
    found = []
    for key, group in {**mine, **theirs}.items():
        ours, others = (
            _partners(me, held_by.get(key), lambda one: _counts(one, entities, pair))
            for me, held_by in ((first[0], mine), (second[0], theirs))
        )
        if not ours and not others:
            continue

        facts = {
            id_: tuple(
                {fact.id: fact for fact in (*ours.get(id_, ()), *others.get(id_, ()))}.values()
            )
            for id_ in {*ours, *others}
        }
        found.append(
            Shared(
                key,
                group.heading,
                _by_name(entities, ours.keys() & others.keys()),
                _by_name(entities, ours.keys() - others.keys()),
                _by_name(entities, others.keys() - ours.keys()),
                facts,
            )
        )
    return found


def _by_name(entities: dict[str, Entity], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda id_: entities[id_].name))


def _counts(id_: str, entities: dict[str, Entity], pair: Collection[str]) -> bool:
    label = entities[id_].label if id_ in entities else ""
    return label in ("Country", "Organization") and id_ not in pair


def _partners(
    entity: str, group: Group | None, wanted: Callable[[str], bool]
) -> dict[str, list[Brief]]:
    """Those at the other end of an entity's ties of a group, with the facts that make them."""
    found: dict[str, list[Brief]] = defaultdict(list)
    for entry in group.entries if group else ():
        if entry.held not in ("yes", "possibly"):
            continue
        fact = entry.fact
        for _, start, end in fact.kind.pairs(fact.now.values):
            for me, other in ((start, end), (end, start)):
                if me == entity and wanted(other) and fact not in found[other][-1:]:
                    found[other].append(fact)
    return {other: facts for other, facts in found.items() if facts}


@dataclass(frozen=True, slots=True)
class Common:
    """Of one group: with whom every one of several has such facts, in the order of their names."""

    heading: str
    others: tuple[str, ...]


def in_common(
    sides: Sequence[tuple[str, Sequence[Group]]], entities: dict[str, Entity]
) -> list[Common]:
    """With whom several entities all have ties of a group: on the groups' day, certainly or
    possibly. Only states and organizations are told, and not those several themselves."""
    several = {id_ for id_, _ in sides}
    found = []
    headings = {group.key: group.heading for _, groups in sides for group in groups}
    for key, heading in headings.items():
        partners = [
            _partners(
                id_,
                next((group for group in groups if group.key == key), None),
                lambda one: _counts(one, entities, several),
            ).keys()
            for id_, groups in sides
        ]
        if others := set.intersection(*map(set, partners)):
            found.append(Common(heading, _by_name(entities, others)))
    return found
