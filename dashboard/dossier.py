"""What is recorded of one entity, put in order for a reader: groups of facts, numbers, asymmetries.

Pure: facts in, values out. A group is the facts of one kind in which the entity has one role.
``as_of`` None: at any time, and where a number is of a day, today's. A visit, a meeting or a
statement counts from its day on, as in the analyses (``diplograph.analysis.base.holds``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, UNKNOWN, certainty, outlasts
from diplograph.entities import split
from diplograph.kinds import Kind
from diplograph.model import Entity, Version
from diplograph.questions.dossiers import Brief
from diplograph.vocabularies import FULL_MISSIONS, LEVELS

HEADINGS: Mapping[tuple[str, str], str] = {
    ("relations", "PARTY"): "Diplomatic relations",
    ("embassies", "SENDER"): "Missions abroad",
    ("embassies", "RECEIVER"): "Missions received",
    ("embassies", "IN"): "Missions in this city",
    ("visits", "VISITOR"): "Visits paid",
    ("visits", "SENDER"): "Visits paid",
    ("visits", "HOST"): "Visits received",
    ("visits", "IN"): "Visits to this city",
    ("visits", "ARRIVED_FROM"): "Visits that set out from here",
    ("visits", "RECEIVED_BY"): "Visitors received",
    ("meetings", "PARTICIPANT"): "Meetings",
    ("meetings", "PARTY"): "Meetings",
    ("meetings", "IN"): "Meetings held here",
    ("treaties", "PARTY"): "Treaties",
    ("treaties", "SIGNATORY"): "Treaties signed",
    ("treaties", "IN"): "Treaties signed here",
    ("sanctions", "SENDER"): "Sanctions imposed",
    ("sanctions", "TARGET"): "Sanctions suffered",
    ("military_support", "SUPPORTER"): "Military support given",
    ("military_support", "RECIPIENT"): "Military support received",
    ("military_support", "AGAINST"): "Military support against it",
    ("statements", "SPEAKER"): "Statements made",
    ("statements", "ABOUT_ENTITY"): "Statements about it",
    ("memberships", "MEMBER"): "Memberships",
    ("memberships", "ORGANIZATION"): "Members",
    ("offices", "HOLDER"): "Offices held",
    ("offices", "COUNTRY"): "Office-holders",
    ("offices", "ACCREDITED_AT"): "Envoys accredited to it",
}
"""What the facts of a kind are called in which an entity has a role; of a role that is not here,
the kind's own heading."""


def held(version: Version, kind: Kind, day: date | None) -> str:
    """Whether a version holds on a day: ``yes``, ``possibly``, ``no``, or ``absent`` where it is
    denied for that day. What is alleged holds possibly; what is only expected does not yet."""
    if version.standing == "expected":
        return "no"
    if kind.when.lasts:
        when = "yes" if day is None else certainty(day, version.start, version.end)
    elif day is None or version.start.latest <= day:
        when = "yes"
    else:
        when = "possibly" if version.start.earliest <= day else "no"
    if version.standing == "denied":
        return "no" if when == "no" else "absent"
    return "possibly" if when == "yes" and version.standing == "alleged" else when


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in a list, and whether it holds on the day asked for (see ``held``), or today.

    ``last_known``: whether the day that was asked for lies after the last word on it. Of today that
    is so of nearly everything, so it is told only where somebody asks for a day.
    """

    fact: Brief
    held: str
    last_known: bool = False

    @classmethod
    def on(cls, fact: Brief, as_of: date | None, today: date) -> Entry:
        """A fact on the day asked for, or today."""
        how = held(fact.now, fact.kind, as_of or today)
        open_ = how in ("yes", "absent") and fact.kind.when.lasts
        return cls(fact, how, open_ and outlasts(as_of, fact.now.end, fact.now.last_said))


_ORDER = {"yes": 0, "possibly": 1, "no": 2, "absent": 3}


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind in which the entity has one role. ``entries`` are those to list, ``ever``
    how many there are at any time (absences and expectations not among them)."""

    key: str
    heading: str
    kind: Kind
    entries: tuple[Entry, ...]
    ever: int

    def count(self, *holding: str) -> int:
        """How many hold: ``yes``, ``possibly`` and so on."""
        return sum(entry.held in holding for entry in self.entries)

    @property
    def last_known(self) -> int:
        """How many of those that hold are last known to."""
        return sum(entry.last_known and entry.held == "yes" for entry in self.entries)

    @property
    def contested(self) -> int:
        """On how many of those listed sources disagree."""
        return sum(entry.fact.now.contested for entry in self.entries)


def groups(entity: str, facts: Iterable[Brief], as_of: date | None, today: date) -> list[Group]:
    """The facts of an entity by kind and role, in the order of the kinds.

    With ``as_of`` those that hold, possibly hold or are denied on that day; else all of them, and
    each is marked by whether it holds today.
    """
    by_kind: dict[str, list[Brief]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind.name].append(fact)
    found = []
    for kind in KINDS.values():
        by_heading: dict[str, dict[str, Brief]] = defaultdict(dict)
        keys: dict[str, str] = {}
        for column in kind.columns:
            if not column.role:
                continue
            heading = HEADINGS.get((kind.name, column.role), kind.heading)
            keys.setdefault(heading, f"{kind.name}-{column.role.lower()}")
            for fact in by_kind[kind.name]:
                if entity in fact.now.values.get(column.name, ()):
                    by_heading[heading][fact.id] = fact
        for heading, members in by_heading.items():
            group = _group(keys[heading], heading, kind, members.values(), as_of, today)
            found.append(group)
    return found


def _group(
    key: str,
    heading: str,
    kind: Kind,
    facts: Collection[Brief],
    as_of: date | None,
    today: date,
) -> Group:
    entries = [Entry.on(fact, as_of, today) for fact in facts]
    if as_of:
        entries = [entry for entry in entries if entry.held != "no"]

    def newest(entry: Entry) -> tuple[int, int, str]:
        latest = -entry.fact.now.start.rank.toordinal()
        return _ORDER[entry.held] if kind.when.lasts else 0, latest, entry.fact.id

    ever = sum(fact.now.standing not in ("denied", "expected") for fact in facts)
    return Group(key, heading, kind, tuple(sorted(entries, key=newest)), ever)


def days(facts: Iterable[Brief]) -> list[date]:
    """The days on which something begins or ends, as far as sources give them."""
    found = {
        day
        for fact in facts
        for window in (fact.now.start, fact.now.end)
        for day in (window.earliest, window.latest)
    }
    return sorted(found - {UNKNOWN, OPEN})


def predecessors(entity: str, entities: Iterable[Entity]) -> list[str]:
    """The states whose successor this one is."""
    return [one.id for one in entities if entity in split(one.cells.get("successors", ""))]


# Missions both ways

BILATERAL = tuple(level for level in LEVELS if level not in ("permanent-mission", "non-resident"))
"""The levels of resident missions to a state; a permanent mission is one to an organization."""


@dataclass(frozen=True, slots=True)
class Missions:
    """Missions between the entity and another on a day: ``there`` those that the entity has in the
    other, ``here`` those that the other has in it; ``no_there`` and ``no_here`` recorded absences.
    """

    other: str
    there: tuple[Entry, ...]
    here: tuple[Entry, ...]
    no_there: tuple[Entry, ...]
    no_here: tuple[Entry, ...]

    @property
    def levels(self) -> tuple[str, str]:
        """The highest level of resident mission there, and here, of those that surely stand if any
        do; blank where there is none."""
        there, here = (highest(_sure(side)) or highest(side) for side in (self.there, self.here))
        return there, here

    @property
    def sure(self) -> tuple[bool, bool]:
        """Whether one surely stands there, and here."""
        return bool(highest(_sure(self.there))), bool(highest(_sure(self.here)))

    @property
    def balance(self) -> str:
        """``one-sided there``, ``one-sided here``, ``unequal``, ``mutual`` or ``none``."""
        there, here = self.levels
        if there and here:
            return "mutual" if there == here else "unequal"
        return "one-sided there" if there else "one-sided here" if here else "none"

    @property
    def missing_is_recorded(self) -> bool:
        """Whether a source says that the side which does not answer has no embassy."""
        absent = {"one-sided there": self.no_here, "one-sided here": self.no_there}
        return denies(absent.get(self.balance, ()))


def _sure(missions: Iterable[Entry]) -> list[Entry]:
    return [one for one in missions if one.held == "yes"]


def denies(absences: Iterable[Entry]) -> bool:
    """Whether one of these is the absence of an embassy, and not of some lesser mission only."""
    return _full(absences)


def accredited(missions: Iterable[Entry]) -> tuple[str, ...]:
    """The cities from which non-resident missions are accredited."""
    return tuple(
        city
        for one in missions
        if "non-resident" in one.fact.now.values.get("level", ())
        for city in one.fact.now.values.get("city", ())
    )


def highest(missions: Iterable[Entry]) -> str:
    """The highest level among resident missions, in the catalogue's order."""
    levels = {level for one in missions for level in one.fact.now.values.get("level", ())}
    return next((level for level in BILATERAL if level in levels), "")


def missions(
    entity: str, facts: Iterable[Brief], as_of: date | None, today: date
) -> list[Missions]:
    """The missions between an entity and each other on the day asked for, or today; what is not
    answered first."""
    sides: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.kind.name != "embassies":
            continue
        entry = Entry.on(fact, as_of, today)
        how = entry.held
        sender = next(iter(fact.now.values.get("sender", ())), "")
        receiver = next(iter(fact.now.values.get("receiver", ())), "")
        if how == "no" or entity not in (sender, receiver):
            continue
        side = "there" if sender == entity else "here"
        other = receiver if sender == entity else sender
        sides[other][("no_" if how == "absent" else "") + side].append(entry)
    found = [
        Missions(
            other,
            *(tuple(lists[name]) for name in ("there", "here", "no_there", "no_here")),
        )
        for other, lists in sides.items()
    ]
    order = ("one-sided there", "one-sided here", "unequal", "none", "mutual")
    return sorted(found, key=lambda m: (order.index(m.balance), not m.missing_is_recorded, m.other))


def balances(found: Sequence[Missions]) -> dict[str, int]:
    """How many of each balance."""
    return dict(Counter(one.balance for one in found))


def without_embassy(
    entity: str, facts: Iterable[Brief], as_of: date | None, today: date
) -> tuple[list[Entry], list[Entry]]:
    """The diplomatic relations of a state on the day asked for, or today, certain or possible: with
    those of which no embassy or high commission in it is recorded for that day, and with those in
    which it has none.
    """
    facts = list(facts)
    found = {one.other: one for one in missions(entity, facts, as_of, today)}
    here: list[Entry] = []
    there: list[Entry] = []
    for fact in facts:
        if fact.kind.name != "relations" or fact.now.values.get("status") != ("relations",):
            continue
        entry = Entry.on(fact, as_of, today)
        ends = {*fact.now.values["country_a"], *fact.now.values["country_b"]}
        if entry.held not in ("yes", "possibly") or entity not in ends:
            continue
        (other,) = ends - {entity}
        mission = found.get(other)
        if mission is None or not _full(mission.here):
            here.append(entry)
        if mission is None or not _full(mission.there):
            there.append(entry)
    return here, there


def _full(some: Iterable[Entry]) -> bool:
    """Whether an embassy is among these missions."""
    return any(FULL_MISSIONS & set(one.fact.now.values.get("level", ())) for one in some)
