"""Where nodes stand: the same every time, and unmoved by what comes and goes around them.

Around a focus newcomers take the best slot of a ring; a large picture is laid out by igraph (Kamada
and Kawai's springs, with what already stands pinned). Then boxes are pushed apart until no label
lies on another or in the fan of edges between a busy pair.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import igraph

from dashboard.picture import Edge, Node, Picture
from dashboard.ring import Point, settle

FAN_STEP = 23.0
"""How far apart the edges of one pair lie in the middle: a label's height and some air."""

NEAR, FOCUS_APART = 250.0, 760.0
"""How long an ordinary edge wants to be, and the distance of two entities in focus."""

_CHARACTER, _GAP, _LINE = 8.1, 26.0, 50.0
_ROUNDS = 400
_BUSY, _ANCHORS = 6, 3
_READ = 70
"""Up to so many nodes a picture is read line by line, and worth the care of rings."""

FLAT = 0.7
"""The focus ring's height to its width: screens are wider than high."""


def box(node: Node) -> tuple[float, float]:
    """The width and height that a node and its label take."""
    size = 1.35 if node.focus else 1.0
    return len(node.name) * _CHARACTER * size + _GAP, _LINE * size


def place(picture: Picture, placed: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """A place for every node of the picture; those in ``placed`` stay where they are."""
    before = placed or {}
    ids = [node.id for node in picture.nodes]
    pinned = {id_: before[id_] for id_ in ids if id_ in before}
    focus = [node.id for node in picture.nodes if node.focus]
    busy = Counter(_pair(edge) for edge in picture.edges)
    if not pinned:
        pinned = _focus_places(_anchors(focus, busy), busy)
    boxes = {node.id: box(node) for node in picture.nodes}
    fans = [(a, b, count) for (a, b), count in busy.items() if count > 1]
    newcomers = [id_ for id_ in ids if id_ not in pinned]

    def in_fan(
        id_: str, at: Point, size: tuple[float, float], standing: Mapping[str, Point]
    ) -> bool:
        return any(
            _fan_step(at, standing[a], standing[b], count, size) is not None
            for a, b, count in fans
            if a in standing and b in standing and id_ not in (a, b)
        )

    if not newcomers:
        return dict(pinned)
    if pinned and len(ids) <= _READ:
        spots = settle(newcomers, pinned, busy, boxes, in_fan)
    else:
        spots = _springs(ids, busy, pinned)
    return _apart(boxes, spots, frozenset(pinned), fans)


def _pair(edge: Edge) -> tuple[str, str]:
    return (edge.start, edge.end) if edge.start < edge.end else (edge.end, edge.start)


def _anchors(focus: Sequence[str], busy: Mapping[tuple[str, str], int]) -> list[str]:
    """The focus, and beside a small one the ends of the busiest pairs, whose fans need room."""
    found = list(focus)
    for pair, count in sorted(busy.items(), key=lambda item: (-item[1], item[0])):
        for one in pair if count >= _BUSY else ():
            if one not in found and len(found) < _ANCHORS:
                found.append(one)
    return found


def _focus_places(focus: Sequence[str], busy: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """The focus on a ring, its busiest pair level and on top, where their labels read best."""
    if not focus:
        return {}
    if len(focus) == 1:
        return {focus[0]: (0.0, 0.0)}
    first = max(
        combinations(focus, 2), key=lambda p: (busy.get((min(p), max(p)), 0), -focus.index(p[0]))
    )
    order = [*first, *(one for one in focus if one not in first)]
    count = len(order)
    apart = FOCUS_APART + 6 * max(0, max(busy.values(), default=0) - 20)
    radius = apart / (2 * math.sin(math.pi / count))
    start = -math.pi / 2 - math.pi / count
    return {
        one: (
            radius * math.cos(start + 2 * math.pi * place / count),
            # never quite level: vis misplaces the labels of level lines
            radius * FLAT * math.sin(start + 2 * math.pi * place / count) + 1.5 * place,
        )
        for place, one in enumerate(order)
    }


def _springs(
    ids: Sequence[str], busy: Mapping[tuple[str, str], int], pinned: Mapping[str, Point]
) -> dict[str, Point]:
    """Places for all, those of ``pinned`` given; igraph's Kamada–Kawai from a fixed start."""
    index = {id_: number for number, id_ in enumerate(ids)}
    pairs = [pair for pair in busy if pair[0] in index and pair[1] in index]
    graph = igraph.Graph(n=len(ids), edges=[(index[a], index[b]) for a, b in pairs])
    lengths = [
        FOCUS_APART if a in pinned and b in pinned else NEAR + 12 * busy[a, b] for a, b in pairs
    ]
    start = _start(ids, pairs, pinned)
    far = 1e5
    low = [pinned.get(i, (-far, -far)) for i in ids]
    high = [pinned.get(i, (far, far)) for i in ids]
    # without a path between them igraph would throw parts apart without bound
    hub = index[next(iter(pinned))] if pinned else 0
    for part in graph.connected_components():
        if hub not in part:
            graph.add_edge(hub, part[0])
            lengths.append(FOCUS_APART)
    coordinates = graph.layout_kamada_kawai(
        seed=[start[i] for i in ids],
        weights=lengths or None,
        maxiter=50 * len(ids),
        minx=[x for x, _ in low],
        maxx=[x for x, _ in high],
        miny=[y for _, y in low],
        maxy=[y for _, y in high],
    ).coords
    return {i: pinned.get(i, (x, y)) for i, (x, y) in zip(ids, coordinates, strict=True)}


def _start(
    ids: Sequence[str], pairs: Iterable[tuple[str, str]], pinned: Mapping[str, Point]
) -> dict[str, Point]:
    """Where the springs begin: beyond the neighbours that stand already, as seen from the middle,
    each turned a little further so that no two begin in one spot."""
    near: dict[str, list[Point]] = {}
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            if other in pinned:
                near.setdefault(one, []).append(pinned[other])
    middle = _mean(list(pinned.values()))
    found: dict[str, Point] = {}
    for number, id_ in enumerate(ids):
        if id_ in pinned:
            found[id_] = pinned[id_]
            continue
        x, y = _mean(near.get(id_, [middle]))
        outward = math.atan2(y - middle[1], x - middle[0]) if (x, y) != middle else math.pi / 2
        # the golden angle spreads any number of turns evenly
        turn = outward + ((number * 0.381966) % 1 - 0.5) * 2.4
        found[id_] = (x + NEAR * math.cos(turn), y + NEAR * math.sin(turn))
    return found


def _mean(points: Sequence[Point]) -> Point:
    if not points:
        return (0.0, 0.0)
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))


def _apart(
    boxes: Mapping[str, tuple[float, float]],
    spots: dict[str, Point],
    pinned: frozenset[str],
    fans: Sequence[tuple[str, str, int]],
) -> dict[str, Point]:
    """The places with boxes pushed apart; what is pinned never moves."""
    found = dict(spots)
    loose = [id_ for id_ in boxes if id_ not in pinned]
    for _ in range(_ROUNDS):
        moved = False
        for id_ in loose:
            for a, b, count in fans:
                if id_ in (a, b):
                    continue
                step = _fan_step(found[id_], found[a], found[b], count, boxes[id_])
                if step is not None:
                    found[id_] = (found[id_][0] + step[0], found[id_][1] + step[1])
                    moved = True
            for other in boxes:
                if other != id_:
                    moved |= _push(found, id_, other, boxes, other in pinned)
        if not moved:
            break
    return {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in found.items()}


def _push(
    found: dict[str, Point],
    one: str,
    other: str,
    boxes: Mapping[str, tuple[float, float]],
    stays: bool,
) -> bool:
    """Move two overlapping boxes apart along the shorter way; whether they did overlap."""
    (ax, ay), (bx, by) = found[one], found[other]
    over_x = (boxes[one][0] + boxes[other][0]) / 2 - abs(ax - bx)
    over_y = (boxes[one][1] + boxes[other][1]) / 2 - abs(ay - by)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    share = 1.0 if stays else 0.5
    # ties between equals are broken by name, so that the outcome is always the same
    side = 1 if one > other else -1
    if over_y <= over_x:
        step = math.copysign(over_y + 0.5, (ay - by) or side)
        found[one] = (ax, ay + step * share)
        if not stays:
            found[other] = (bx, by - step * share)
    else:
        step = math.copysign(over_x + 0.5, (ax - bx) or side)
        found[one] = (ax + step * share, ay)
        if not stays:
            found[other] = (bx - step * share, by)
    return True


def _fan_step(at: Point, a: Point, b: Point, count: int, size: tuple[float, float]) -> Point | None:
    """The step out of the lens that the edges between two others fill; None if not in it."""
    length = math.dist(a, b)
    if length < 1:
        return None
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    along = (at[0] - a[0]) * ux + (at[1] - a[1]) * uy
    across = (at[1] - a[1]) * ux - (at[0] - a[0]) * uy
    if not 0 < along < length:
        return None
    half = FAN_STEP * (count - 1) / 2 * 4 * (along / length) * (1 - along / length)
    half += (abs(ux) * size[1] + abs(uy) * size[0]) / 2
    if abs(across) >= half:
        return None
    step = math.copysign(half + 1, across or 1.0) - across
    return (-uy * step, ux * step)
