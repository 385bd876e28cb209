"""What a view needs of the graph: the entities, ties and facts to draw and to tell.

A picture is drawn from ties and fact nodes alone; claims are read of what is opened. Every question
starts from the few entities at its centre, so that it costs what the answer is worth, not what
the graph holds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dashboard.picture.address import EXPANSION, PATHS, View
from dashboard.picture.grouping import regions
from dashboard.picture.paths import between
from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN, certainty
from diplograph.kinds import STANDINGS
from diplograph.model import Entity
from diplograph.questions import core, nodes
from diplograph.questions.around import Asker, Filter
from diplograph.questions.core import TieRecord
from diplograph.questions.nodes import FactNode, fact_nodes


@dataclass(frozen=True, slots=True)
class Counts:
    """Ties by kind, by standing and by type (``kind.value``), and how many are contested."""

    kinds: dict[str, int]
    standings: dict[str, int]
    types: dict[str, int]
    contested: int


def counts_of(ties: Iterable[TieRecord]) -> Counts:
    """The ties counted by what they can be filtered by."""
    ties = list(ties)
    return Counts(
        dict(Counter(tie.kind for tie in ties)),
        dict(Counter(tie.standing for tie in ties)),
        dict(Counter(f"{t.kind}.{value}" for t in ties for value in t.value.split(";") if value)),
        sum(tie.contested for tie in ties),
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """``hidden`` is how many neighbours the limit leaves out; ``counts`` are the ties between these
    entities before the filters by kind, type, standing and dispute; ``days`` and ``publications``
    are the dates that matter; ``apart``: the two ends of a path have none within reach; ``paths``:
    those that are drawn, the shortest first."""

    entities: tuple[str, ...]
    ties: list[TieRecord]
    facts: dict[str, FactNode]
    hidden: int
    counts: Counts
    days: list[date]
    publications: list[date]
    apart: bool = False
    paths: tuple[tuple[str, ...], ...] = ()


def load_scene(database: Database, view: View, entities: Mapping[str, Entity]) -> Scene:
    """The scene of a view. What is selected in it does not matter."""
    ask = Asker(database, _passing(view))
    paths: list[tuple[str, ...]] = []
    ways: set[frozenset[str]] | None = None
    if view.path:
        start, end = view.path
        paths = between(ask.pairs, start, end, longer=PATHS.index(view.paths))
        ways = {frozenset(step) for path in paths for step in pairwise(path)}
        chosen = list(dict.fromkeys([*view.path, *(one for path in paths for one in path)]))
        centres: list[str] | None = None
        left = 0
    else:
        chosen, left = _choose(ask, view, entities)
        wide = view.between or view.depth > 1
        centres = None if wide else [one for one in view.centres if one in chosen]
    middle = centres if centres is not None else chosen
    every = ask.ties(middle, chosen)
    filtered = view.open != view.passing
    unfiltered = Asker(database, view.open).ties(middle, chosen) if filtered else every
    timely = [tie for tie in every if tie.holds(view.as_of, view.until) != "no"]
    drawn = [t for t in timely if view.kinds is None or t.kind in view.kinds]
    if ways is not None:
        drawn = [tie for tie in drawn if frozenset((tie.start_id, tie.end_id)) in ways]
    tied = {id_ for tie in drawn for id_ in (tie.start_id, tie.end_id)}
    kept = {*view.centres, *view.pinned, *view.path}
    windows = [w for tie in every for w in (tie.start, tie.end)]
    return Scene(
        entities=tuple(one for one in chosen if one in tied or one in kept),
        ties=drawn,
        facts=fact_nodes(database, entities, view.known_on, ids={tie.fact for tie in drawn}),
        hidden=left,
        counts=counts_of(t for t in unfiltered if t.holds(view.as_of, view.until) != "no"),
        days=_sorted(day for w in windows for day in (w.earliest, w.latest)),
        publications=nodes.publications(database, {tie.fact for tie in every}),
        apart=ways == set(),
        paths=tuple(paths),
    )


def _passing(view: View) -> Filter:
    """Which ties pass: no path leads over a recorded absence, unless absences are asked for."""
    passing = view.passing
    if not view.path or passing.standings is not None:
        return passing
    return replace(passing, standings=tuple(one for one in STANDINGS if one != "denied"))


def _sorted(days: Iterable[date]) -> list[date]:
    return sorted(set(days) - {UNKNOWN, OPEN})


def _choose(ask: Asker, view: View, entities: Mapping[str, Entity]) -> tuple[list[str], int]:
    """The centres, who is pinned, and the best of those around; and how many are left out.

    Best are those tied to several of the centres, and often: the sum of log2(1 + facts) over them.
    """
    chosen = [one for one in (*view.centres, *view.pinned) if one not in view.hidden]
    chosen = list(dict.fromkeys(chosen))
    members = None if view.bloc is None else ask.members(view.bloc)
    if view.region is not None:
        there = {id_ for id_, name in regions(entities, entities).items() if name == view.region}
        members = there if members is None else members & there
    together = set(view.focus) if view.shared and len(view.focus) > 1 else set()

    def add(centres: Sequence[str], most: int) -> tuple[list[str], int]:
        near = ask.around(centres)
        ranked = sorted(
            (
                one
                for one in near
                if one not in chosen
                and one not in view.hidden
                and (members is None or one in members)
                and (not together <= set(centres) or together <= near[one].keys())
            ),
            key=lambda one: (-sum(math.log2(1 + n) for n in near[one].values()), one),
        )
        chosen.extend(ranked[:most])
        return ranked[:most], max(0, len(ranked) - most)

    left = 0
    ring: Sequence[str] = [one for one in view.focus if one not in view.hidden]
    for _ in range(view.depth if ring else 0):
        ring, left = add(ring, view.limit)
        if not ring:
            break
    for one, times in Counter(view.expanded).items():
        add([one], EXPANSION * times)
    return chosen, left


def untied(database: Database, view: View, entities: Mapping[str, Entity]) -> dict[str, FactNode]:
    """Facts about the focus that tie no two entities, as a statement by no one named."""
    about = nodes.untied(database, view.focus, KINDS if view.kinds is None else view.kinds)
    if since := view.known_since:
        told = core.facts(database, about, view.known_on)
        about = [id_ for id_, fact in told.items() if since <= fact.now.known_from]
    found = fact_nodes(database, entities, view.known_on, ids=about)
    return {id_: fact for id_, fact in found.items() if _told(fact, view)}


def _told(fact: FactNode, view: View) -> bool:
    if view.standings is not None and fact.standing not in view.standings:
        return False
    if view.contested and not fact.contested:
        return False
    return view.as_of is None or certainty(view.as_of, fact.start, fact.end, view.until) != "no"
