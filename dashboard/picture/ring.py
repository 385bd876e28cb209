"""Places around a focus: rings on which whoever is tied to the same stands side by side.

One unit is a pixel on the screen when the picture is seen at its own size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

Point = tuple[float, float]
Box = tuple[float, float]
Near = Mapping[str, Mapping[str, int]]
"""To each entity those it is tied to, with the number of ties."""

AIR = 26.0
"""The air between two boxes side by side."""

STEP_X, STEP_Y = 165.0, 84.0
"""How much wider and higher each ring is than the one within."""

_TURNS = 24
_STAY = 14


def surround(
    newcomers: Sequence[str],
    centres: Mapping[str, Point],
    near: Near,
    boxes: Mapping[str, Box],
    groups: Mapping[str, str],
) -> dict[str, Point]:
    """A place for each newcomer, the first of them on the innermost ring.

    Those of a group stand side by side; otherwise who is tied to the same does.
    """
    found: dict[str, Point] = {}
    waiting = list(newcomers)
    wide = sum(boxes[one][0] for one in waiting) / max(1, len(waiting)) + AIR
    sizes: list[tuple[float, float, int]] = []
    for rx, ry in rings(list(centres.values())):
        if not waiting:
            break
        room = max(6, int(_length(rx, ry, wide)))
        if room < len(waiting) <= room * 1.15:  # a ring is not left with two or three
            room = len(waiting)
        sizes.append((rx, ry, min(room, len(waiting))))
        waiting = waiting[room:]
    pulls = _pulls(newcomers, centres, near)
    if groups and sizes:
        return _by_group(newcomers, sizes, wide, centres, pulls, groups)
    done = 0
    for rx, ry, count in sizes:
        here = newcomers[done : done + count]
        found |= _on_ring(here, rx, ry, wide, centres, pulls, {**found}, boxes)
        done += count
    return found


def _pulls(
    here: Sequence[str], centres: Mapping[str, Point], near: Near
) -> dict[str, dict[str, float]]:
    """How strongly each is drawn to each centre."""
    return {
        one: {c: 1 + math.log2(n) for c, n in near.get(one, {}).items() if c in centres}
        for one in here
    }


def _by_group(
    everyone: Sequence[str],
    sizes: Sequence[tuple[float, float, int]],
    wide: float,
    centres: Mapping[str, Point],
    pulls: Mapping[str, Mapping[str, float]],
    groups: Mapping[str, str],
) -> dict[str, Point]:
    """Each group in a sector of its own, over all rings."""
    slots = [
        spot
        for place, (rx, ry, count) in enumerate(sizes)
        for spot in _spread(count, rx, ry, wide, place % 2 / 2)
    ]
    rx, ry, _ = sizes[0]
    slots.sort(key=lambda at: math.atan2(at[1] / ry, at[0] / rx) % (2 * math.pi))
    order = _in_order(everyone, centres, pulls, groups)
    return dict(zip(order, slots, strict=True))


def rings(around: Sequence[Point]) -> Iterator[tuple[float, float]]:
    """The half axes of the rings about these points, without end."""
    wide = max((abs(x) for x, _ in around), default=0.0)
    high = max((abs(y) for _, y in around), default=0.0)
    rx, ry = max(390.0, wide + 205), max(205.0, high + 92)
    while True:
        yield rx, ry
        rx, ry = rx + STEP_X, ry + STEP_Y


def _need(rx: float, ry: float, turn: float, wide: float) -> float:
    """How far along the ring a box reaches at this place: its width above, its height beside."""
    dx, dy = rx * math.sin(turn), ry * math.cos(turn)
    length = math.hypot(dx, dy)
    return (abs(dx) / length) * wide + (abs(dy) / length) * 46


def _length(rx: float, ry: float, wide: float) -> float:
    """How many boxes of this width the ring takes."""
    return sum(
        math.hypot(rx * math.sin(turn), ry * math.cos(turn)) / _need(rx, ry, turn, wide)
        for turn in _turns(360)
    ) * (2 * math.pi / 360)


def _turns(count: int) -> list[float]:
    return [2 * math.pi * place / count for place in range(count)]


def _spread(count: int, rx: float, ry: float, wide: float, shift: float) -> list[Point]:
    """So many places on the ring, as far apart as their boxes ask for, the first turned a share
    ``shift`` of a place on."""
    steps = 720
    sums = [0.0]
    for turn in _turns(steps):
        length = math.hypot(rx * math.sin(turn), ry * math.cos(turn))
        sums.append(sums[-1] + length / _need(rx, ry, turn, wide))
    found, at = [], 0
    for place in range(count):
        wanted = (place + shift) / count * sums[-1]
        while at < steps - 1 and sums[at + 1] < wanted:
            at += 1
        turn = 2 * math.pi * at / steps
        found.append((rx * math.cos(turn), ry * math.sin(turn)))
    return found


def _on_ring(
    here: Sequence[str],
    rx: float,
    ry: float,
    wide: float,
    centres: Mapping[str, Point],
    pulls: Mapping[str, Mapping[str, float]],
    within: Mapping[str, Point],
    boxes: Mapping[str, Box],
) -> dict[str, Point]:
    """These on one ring, in the order that keeps their lines to the centres short and clear of
    the boxes within."""

    @cache  # each place is tried for many
    def crossed(at: Point, centre: str) -> int:
        return sum(
            _passes(at, centres[centre], spot, boxes[other]) for other, spot in within.items()
        )

    def cost(one: str, at: Point) -> float:
        short = sum(weight * math.dist(at, centres[c]) for c, weight in pulls[one].items())
        return short + 120 * sum(crossed(at, c) for c in pulls[one])

    order = _in_order(here, centres, pulls, {})
    best: tuple[float, list[Point]] | None = None
    for shift in (0.0, 0.25, 0.5, 0.75) if within and len(order) < 30 else (0.0, 0.5):
        spots = _spread(len(order), rx, ry, wide, shift)
        for turned in range(0, len(order), max(1, len(order) // _TURNS)):
            around = spots[turned:] + spots[:turned]
            total = sum(map(cost, order, around))
            if best is None or total < best[0] - 1e-6:
                best = (total, around)
    if best is None:
        return {}
    spots = best[1]
    _swap(order, spots, cost)
    return dict(zip(order, spots, strict=True))


def _passes(a: Point, b: Point, at: Point, size: Box) -> bool:
    """Whether the line between two points runs through a box."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy or 1.0
    along = min(1.0, max(0.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length))
    x, y = a[0] + along * dx - at[0], a[1] + along * dy - at[1]
    return abs(x) < size[0] / 2 + 4 and abs(y) < size[1] / 2 + 4


def _in_order(
    here: Sequence[str],
    centres: Mapping[str, Point],
    pulls: Mapping[str, Mapping[str, float]],
    groups: Mapping[str, str],
) -> list[str]:
    """Around the ring by the side to which their ties pull them, group by group."""

    def angle(one: str) -> float:
        total = sum(pulls[one].values())
        x = sum(w * centres[c][0] for c, w in pulls[one].items()) / (total or 1)
        y = sum(w * centres[c][1] for c, w in pulls[one].items()) / (total or 1)
        return math.atan2(y, x) % (2 * math.pi) if math.hypot(x, y) > 1 else 0.0

    by_angle = sorted(here, key=lambda one: (angle(one), here.index(one)))
    if not groups:
        return by_angle
    mean: dict[str, float] = {}
    for group in {groups.get(one, "") for one in here}:
        members = [angle(one) for one in here if groups.get(one, "") == group]
        x, y = sum(map(math.cos, members)), sum(map(math.sin, members))
        mean[group] = math.atan2(y, x) % (2 * math.pi)
    return sorted(by_angle, key=lambda one: (mean[groups.get(one, "")], groups.get(one, "")))


def _swap(order: list[str], spots: list[Point], cost: Callable[[str, Point], float]) -> None:
    """Exchange two as long as that makes lines shorter."""
    costs = [[cost(one, at) for at in spots] for one in order]
    number = {one: place for place, one in enumerate(order)}
    for _ in range(_STAY):
        better = False
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                one, other = costs[number[order[i]]], costs[number[order[j]]]
                now, then = one[i] + other[j], one[j] + other[i]
                if then < now - 1:
                    order[i], order[j] = order[j], order[i]
                    better = True
        if not better:
            return


def join(
    newcomers: Sequence[str], placed: Mapping[str, Point], near: Near, boxes: Mapping[str, Box]
) -> dict[str, Point]:
    """``placed`` with a place for every newcomer: the nearest free one to whom it is tied to."""
    found = dict(placed)
    middle = _middle(list(placed.values()))
    waiting = list(newcomers)
    while waiting:
        # the most tied to what stands goes first; their order decides between equals
        waiting.sort(key=lambda one: -sum(o in found for o in near.get(one, ())))
        one = waiting.pop(0)
        ties = {o: 1 + math.log2(n) for o, n in near.get(one, {}).items() if o in found}
        anchors = [found[o] for o in ties] or [middle]
        free = [
            slot for slot in _slots(anchors, middle) if not _covers(slot, boxes[one], found, boxes)
        ]

        def cost(slot: Point, ties: Mapping[str, float] = ties) -> float:
            # outwards rather than into the middle, where the lines are
            apart = sum(weight * math.dist(slot, found[o]) for o, weight in ties.items())
            return apart - 0.6 * math.dist(slot, middle) * sum(ties.values())

        found[one] = min(free, key=cost) if free else _beyond(found)
    return found


def _slots(anchors: Sequence[Point], middle: Point) -> Iterator[Point]:
    """Places around each anchor, and around all of them."""
    for x, y in (*anchors[:6], _middle(anchors), middle):
        for out in (150.0, 220.0, 300.0, 400.0, 520.0):
            for turn in _turns(24):
                yield x + out * 1.2 * math.cos(turn), y + out * 0.75 * math.sin(turn)


def _middle(points: Sequence[Point]) -> Point:
    if not points:
        return (0.0, 0.0)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _beyond(found: Mapping[str, Point]) -> Point:
    """A place below everything, where every slot is taken."""
    return _middle(list(found.values()))[0], max((y for _, y in found.values()), default=0) + 60


def _covers(slot: Point, size: Box, found: Mapping[str, Point], boxes: Mapping[str, Box]) -> bool:
    return any(
        abs(slot[0] - x) < (size[0] + boxes[id_][0]) / 2 + 12
        and abs(slot[1] - y) < (size[1] + boxes[id_][1]) / 2 + 8
        for id_, (x, y) in found.items()
        if id_ in boxes
    )
