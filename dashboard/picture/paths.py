"""The paths between two entities, found from both ends in steps, so that the graph between them is
read and no more. Clocks and filters are the asker's, so each step of a path passes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diplograph.kinds import STANDINGS
from diplograph.questions.core import TieRecord
from diplograph.questions.nodes import FactNode

Asked = Callable[[Collection[str]], set[tuple[str, str]]]
"""Asks the graph: each of some entities with each of its neighbours."""

FURTHEST = 6
"""How many steps apart two entities may be."""

MOST = 60
"""How many paths are found at most, the shortest first."""


def between(ask: Asked, start: str, end: str, longer: int = 0) -> list[tuple[str, ...]]:
    """The shortest paths between two entities, and those up to ``longer`` steps more.

    At most ``MOST``, the shortest first and in the order of ids; [] where they are further apart
    than ``FURTHEST`` steps, or one and the same.
    """
    if start == end:
        return []
    near: dict[str, set[str]] = defaultdict(set)
    sides = ({start: 0}, {end: 0})
    edges: list[Collection[str]] = [[start], [end]]
    apart, reached = None, 0
    while reached < FURTHEST if apart is None else reached < min(apart + longer, FURTHEST):
        # the side with fewer to ask goes on
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        if not edges[side]:
            side = 1 - side
        if not edges[side]:
            break
        fresh: dict[str, None] = {}
        for one, other in sorted(ask(edges[side])):
            near[one].add(other)
            near[other].add(one)
            if other not in sides[side]:
                fresh[other] = None
        steps = max(sides[side].values()) + 1
        sides[side].update(dict.fromkeys(fresh, steps))
        edges[side] = list(fresh)
        reached += 1
        met = [sides[0][one] + sides[1][one] for one in sides[0] if one in sides[1]]
        apart = min(met) if met and apart is None else apart
    if apart is None:
        return []
    longest = min(apart + longer, FURTHEST)
    found = list(_walks(near, start, end, longest))
    return sorted(found, key=lambda path: (len(path), path))[:MOST]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: from whom to whom, and the facts that tie them, the surest first, of these
    the latest."""

    start: str
    end: str
    facts: tuple[FactNode, ...]


def steps_of(
    paths: Iterable[Sequence[str]], ties: Iterable[TieRecord], facts: Mapping[str, FactNode]
) -> list[list[Step]]:
    """The steps of each path by the ties that are drawn; one without a fact has none."""
    found: dict[frozenset[str], dict[str, FactNode]] = defaultdict(dict)
    for tie in ties:
        if tie.fact in facts:
            found[frozenset((tie.start_id, tie.end_id))][tie.fact] = facts[tie.fact]
    ordered = {
        pair: tuple(
            sorted(
                sorted(some.values(), key=lambda fact: (fact.start, fact.id), reverse=True),
                key=lambda fact: (STANDINGS.index(fact.standing), fact.contested),
            )
        )
        for pair, some in found.items()
    }
    return [
        [
            Step(one, other, ordered.get(frozenset((one, other)), ()))
            for one, other in pairwise(path)
        ]
        for path in paths
    ]


def _walks(
    near: Mapping[str, Collection[str]], start: str, end: str, longest: int
) -> Iterator[tuple[str, ...]]:
    """Every path without a circle of at most so many steps, within what was read."""
    left = _distances(near, end)
    waiting: list[Sequence[str]] = [(start,)]
    count = 0
    while waiting and count < MOST * 20:
        # breadth first, so that the shortest come first
        following: list[Sequence[str]] = []
        for path in waiting:
            for one in sorted(near.get(path[-1], ())):
                if one == end:
                    count += 1
                    yield (*path, one)
                elif one not in path and len(path) + left.get(one, longest) <= longest:
                    following.append((*path, one))
        waiting = following


def _distances(near: Mapping[str, Collection[str]], end: str) -> dict[str, int]:
    found = {end: 0}
    ring = [end]
    while ring:
        following = []
        for one in ring:
            for other in near.get(one, ()):
                if other not in found:
                    found[other] = found[one] + 1
                    following.append(other)
        ring = following
    return found
