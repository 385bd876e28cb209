"""What changed, in the world and in the record; and how often the record is revised."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from diplograph.analysis.base import (
    Analysis,
    Column,
    Row,
    Table,
    World,
    counted,
    holds,
    known,
    tally,
)
from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, during, words
from diplograph.questions.core import TieRecord

EVERY = tuple(KINDS)
Status = tuple[str, str, bool, str]
"""How a fact stands: holds (yes, possibly, no), standing, contested, and its dates in words."""


def _concerned(world: World, ties: Iterable[TieRecord]) -> dict[str, list[TieRecord]]:
    facts: dict[str, list[TieRecord]] = defaultdict(list)
    for tie in ties:
        facts[tie.fact].append(tie)
    return {
        fact: of
        for fact, of in facts.items()
        if not world.about
        or all(any(id_ in (t.start_id, t.end_id) for t in of) for id_ in world.about)
    }


def _status(ties: list[TieRecord], known_on: date | None, as_of: date | None) -> Status | None:
    """How a fact stood on a day by the record of a day; None where it was not in the record."""
    there = [tie for tie in ties if known(tie, known_on)]
    if not there:
        return None
    tie = there[0]
    return holds(tie, as_of), tie.standing, tie.contested, during(tie.start, tie.end)


def _change(world: World) -> Table:
    """What changed between two days, split into what changed in the world and in the record.

    In the world: the fact stood differently on the earlier day (``since``) than on the later
    (``as_of``), both by the record of the later (``known_on``): it began, ended, took place, or
    one of these possibly. In the record: of one and the same earlier day, the record of that day
    said other than the later record does: something was learned, revised, disputed, settled or
    withdrawn. The two clocks are valid time and transaction time (Snodgrass and Ahn 1985).
    """
    later = world.known_on
    rows: list[Row] = []
    for fact, ties in _concerned(world, world.ties).items():
        before = _status(ties, world.since, world.since)
        revised = _status(ties, later, world.since)
        after = _status(ties, later, world.as_of)
        what = [("world", *_in_the_world(ties[0].kind, revised, after))]
        what.append(("record", *_in_the_record(before, revised)))
        first = ties[0]
        rows.extend(
            {
                "in": where,
                "fact": (fact,),
                "kind": first.kind,
                "change": change,
                "before": old,
                "after": new,
                "between": (first.start_id, first.end_id),
            }
            for where, change, old, new in what
            if change
        )
    order = {"world": 0, "record": 1}
    rows.sort(key=lambda r: (order[r["in"]], r["change"], r["kind"], r["fact"]))
    counts = [sum(row["in"] == where for row in rows) for where in order]
    return Table(
        CHANGE.columns,
        rows,
        f"{counts[0]} changes in the world, {counts[1]} in what was known of the earlier day.",
    )


_BEGAN = {
    ("no", "yes"): "began",
    ("no", "possibly"): "possibly began",
    ("possibly", "yes"): "surely stands now",
    ("yes", "no"): "ended",
    ("possibly", "no"): "ended, if it stood",
    ("yes", "possibly"): "possibly ended",
}


def _in_the_world(kind: str, first: Status | None, then: Status | None) -> tuple[str, str, str]:
    if first is None or then is None or first[0] == then[0]:
        return "", "", ""
    change = _BEGAN[first[0], then[0]]
    if not KINDS[kind].when.lasts:
        change = "took place" if then[0] == "yes" else "possibly took place"
    return change, first[0], f"{then[0]} ({then[3]})" if then[3] else then[0]


def _in_the_record(old: Status | None, new: Status | None) -> tuple[str, str, str]:
    """Of the earlier day alone: a fact of which neither record says that it held then is new in
    the world, not in the record."""
    if old is None:
        if new is None or new[0] == "no":
            return "", "", ""
        return "learned", "not recorded", _said(new)
    if new is None:
        return "withdrawn", _said(old), "not recorded"
    if old == new:
        return "", "", ""
    if not old[2] and new[2]:
        return "disputed", _said(old), _said(new)
    if old[2] and not new[2]:
        return "settled", _said(old), _said(new)
    return "revised", _said(old), _said(new)


def _said(status: Status) -> str:
    held, standing, contested, when = status
    parts = (held, standing, "contested" if contested else "", when)
    return ", ".join(part for part in parts if part)


CHANGE = Analysis(
    "change",
    "What changed between two days",
    EVERY,
    (
        Column("in", "text", "world or record"),
        Column("fact", "facts", "the fact"),
        Column("kind", "text", "its kind"),
        Column("change", "text", "what happened"),
        Column("before", "text", "how it stood"),
        Column("after", "text", "how it stands"),
        Column("between", "entities", "whom it ties"),
    ),
    _change,
    history=True,
    needs_since=True,
)


def _revisions(world: World) -> Table:
    """How often the record of each kind of fact is revised once it is made.

    A fact's record is revised when a later publication changes what its claims come to (dates,
    standing, whether it is contested). ``rate``: revisions for each year that a fact has been in
    the record, from its first publication to the day asked for: events over exposure, as a Poisson
    rate is estimated. ``days``: the median days from a fact's first version to its first revision,
    of those revised. Only facts that tie two entities are counted.
    """
    day = world.known_on or max((tie.known_from for tie in world.ties), default=OPEN)
    starts: dict[str, set[date]] = defaultdict(set)
    disputed: dict[str, bool] = {}
    kinds: dict[str, str] = {}
    for fact, ties in _concerned(world, world.ties).items():
        seen = [tie for tie in ties if tie.known_from <= day]
        if seen:
            starts[fact] = {tie.known_from for tie in seen}
            kinds[fact] = seen[0].kind
            disputed[fact] = any(tie.contested for tie in seen)
    rows: list[Row] = []
    for kind in (*KINDS, "all"):
        facts = [fact for fact in starts if kind in ("all", kinds[fact])]
        if not facts:
            continue
        revisions = sum(len(starts[fact]) - 1 for fact in facts)
        years = sum((day - min(starts[fact])).days for fact in facts) / 365.25
        waits = [
            (ordered[1] - ordered[0]).days
            for fact in facts
            if len(ordered := sorted(starts[fact])) > 1
        ]
        rows.append(
            {
                "kind": kind,
                "facts": len(facts),
                "revised": len(waits),
                "revisions": revisions,
                "ever_contested": sum(disputed[fact] for fact in facts),
                "rate": round(revisions / years, 4) if years else None,
                "days": statistics.median(waits) if waits else None,
            }
        )
    return Table(REVISIONS.columns, rows, f"By what was published up to {day.isoformat()}.")


REVISIONS = Analysis(
    "revisions",
    "How often the record is revised",
    EVERY,
    (
        Column("kind", "text", "the kind of fact"),
        Column("facts", "count", "in the record"),
        Column("revised", "count", "facts revised at least once"),
        Column("revisions", "count", "versions after the first"),
        Column("ever_contested", "count", "facts on which sources disagreed at some time"),
        Column("rate", "number", "revisions for each fact and year in the record"),
        Column("days", "number", "median days from the first version to the first revision"),
    ),
    _revisions,
    history=True,
    bars=("kind", "rate"),
)


def _visit_flows(world: World) -> Table:
    """How many visits went from each state to each other, and the first and last recorded.

    A flow counts visits on behalf of the sender, once each however many came, that happened by
    the day, from ``since`` on where that is given. ``back``: those in the other direction.
    """
    held = [
        one
        for one in world.held("visits")
        if world.label(one.tie.start_id) in ("Country", "Organization")
    ]
    flows = tally(held, lambda tie: ((tie.start_id, tie.end_id),))
    dates: dict[tuple[str, str], list[TieRecord]] = defaultdict(list)
    for one in held:
        dates[one.tie.start_id, one.tie.end_id].append(one.tie)
    rows: list[Row] = []
    for (sender, host), count in flows.items():
        if world.concerns(sender, host):
            back = flows.get((host, sender))
            ties = sorted(dates[sender, host], key=lambda t: (t.start.latest, t.start.earliest))
            rows.append(
                {
                    "sender": sender,
                    "host": host,
                    "visits_certain": count.certain,
                    "visits_possible": count.possible,
                    "back": back.possible if back else 0,
                    "contested": count.contested,
                    "first": words(ties[0].start),
                    "last": words(ties[-1].start),
                }
            )
    rows.sort(key=lambda r: (-r["visits_possible"], r["sender"], r["host"]))
    return Table(VISIT_FLOWS.columns, rows)


VISIT_FLOWS = Analysis(
    "visit-flows",
    "Visit flows",
    ("visits",),
    (
        Column("sender", "entity", "from where"),
        Column("host", "entity", "to where"),
        *counted("visits"),
        Column("back", "count", "visits in return"),
        Column("contested", "count", "visits on which sources disagree"),
        Column("first", "text", "the first recorded"),
        Column("last", "text", "the last recorded"),
    ),
    _visit_flows,
)


def _first_visits(world: World) -> Table:
    """The first visit recorded from each state to each other, the latest of these firsts first.

    First in the record, which is not first ever: an earlier visit may not be recorded. It is
    ``sure`` to be the first recorded where it happened for certain and no other visit may have
    been earlier.
    """
    flows: dict[tuple[str, str], list[TieRecord]] = defaultdict(list)
    for one in world.held("visits"):
        if world.is_state(one.tie.start_id):
            flows[one.tie.start_id, one.tie.end_id].append(one.tie)
    found: list[tuple[date, Row]] = []
    for (sender, host), ties in flows.items():
        if world.concerns(sender, host):
            ordered = sorted(ties, key=lambda tie: (tie.start.latest, tie.start.earliest, tie.fact))
            first = ordered[0]
            rivals = [t for t in ordered[1:] if t.start.earliest <= first.start.latest]
            row: Row = {
                "sender": sender,
                "host": host,
                "fact": (first.fact,),
                "when": words(first.start),
                "sure": "no" if rivals or first.standing != "asserted" else "yes",
                "since_then": len({tie.fact for tie in ordered}) - 1,
                "contested": len({tie.fact for tie in ordered if tie.contested}),
            }
            found.append((first.start.latest, row))
    found.sort(key=lambda pair: (pair[0].toordinal() * -1, pair[1]["sender"], pair[1]["host"]))
    return Table(FIRST_VISITS.columns, [row for _, row in found])


FIRST_VISITS = Analysis(
    "first-visits",
    "First visits",
    ("visits",),
    (
        Column("sender", "entity", "from where"),
        Column("host", "entity", "to where"),
        Column("fact", "facts", "the visit"),
        Column("when", "text", "when it was"),
        Column("sure", "text", "whether no other may have been earlier"),
        Column("since_then", "count", "visits recorded after it"),
        Column("contested", "count", "of all these visits, on how many sources disagree"),
    ),
    _first_visits,
)
