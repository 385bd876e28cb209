"""Places around a focus: rings of slots, each newcomer in the one from which its ties read best.

For pictures of a size that is read line by line. A slot is judged by how near it is to those whom
the newcomer is tied to, by how many busy lines its own would cross, and by what it would cover.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

Point = tuple[float, float]
Box = tuple[float, float]
Pair = tuple[str, str]

RINGS, FIRST, STEP = 6, 150.0, 86.0
"""How many rings of slots, how far out the first is, and how far apart they are."""

READABLE = 215.0
"""How long a line is on which its label can be read."""

_SPACING = 58.0
_CLOSE = 26.0


def settle(
    newcomers: Sequence[str],
    placed: Mapping[str, Point],
    busy: Mapping[Pair, int],
    boxes: Mapping[str, Box],
    in_fan: Callable[[str, Point, Box, Mapping[str, Point]], bool],
) -> dict[str, Point]:
    """``placed`` with a place for every newcomer; ``in_fan`` tells where none may stand."""
    found = dict(placed)
    near: dict[str, dict[str, int]] = {}
    for (a, b), count in busy.items():
        near.setdefault(a, {})[b] = count
        near.setdefault(b, {})[a] = count
    slots = list(_slots(list(placed.values())))
    waiting = list(newcomers)
    while waiting:
        # the most tied to what stands goes first; names decide between equals
        waiting.sort(key=lambda one: (-sum(o in found for o in near.get(one, ())), one))
        one = waiting.pop(0)
        ties = {other: n for other, n in near.get(one, {}).items() if other in found}
        lines = [(found[a], found[b], n) for (a, b), n in busy.items() if a in found and b in found]
        best: tuple[float, Point] | None = None
        for slot in slots:
            if _covers(slot, boxes[one], found, boxes) or in_fan(one, slot, boxes[one], found):
                continue
            cost = _cost(slot, ties, found, lines, best[0] if best else math.inf)
            # a line that runs along or through a fan hides its labels
            cost += sum(
                0.9
                for other in ties
                for share in (0.3, 0.5, 0.7)
                if in_fan(one, _between(slot, found[other], share), (0.0, 0.0), found)
            )
            if best is None or cost < best[0]:
                best = (cost, slot)
        found[one] = best[1] if best else _beyond(found)
    return found


def _slots(around: Sequence[Point]) -> Iterator[Point]:
    """The slots of every ring, from the inside out, on ellipses about what stands already."""
    xs, ys = [x for x, _ in around], [y for _, y in around]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    wide, high = (max(xs) - min(xs)) / 2, (max(ys) - min(ys)) / 2
    for ring in range(RINGS):
        out = FIRST + STEP * ring
        rx, ry = wide + out * 1.5, high + out * 0.55
        count = max(16, round(math.pi * (rx + ry) / _SPACING))
        for place in range(count):
            turn = 2 * math.pi * (place + ring % 2 / 2) / count
            yield middle[0] + rx * math.cos(turn), middle[1] + ry * math.sin(turn)


def _beyond(found: Mapping[str, Point]) -> Point:
    """A place below everything, where every slot is taken."""
    return (sum(x for x, _ in found.values()) / len(found), max(y for _, y in found.values()) + 80)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _covers(slot: Point, size: Box, found: Mapping[str, Point], boxes: Mapping[str, Box]) -> bool:
    return any(
        abs(slot[0] - x) < (size[0] + boxes[id_][0]) / 2
        and abs(slot[1] - y) < (size[1] + boxes[id_][1]) / 2
        for id_, (x, y) in found.items()
    )


def _cost(
    slot: Point,
    ties: Mapping[str, int],
    found: Mapping[str, Point],
    lines: Sequence[tuple[Point, Point, int]],
    limit: float,
) -> float:
    """How badly a slot suits; it is given up once worse than ``limit``."""
    ys = [y for _, y in found.values()]
    cost = max(0.0, slot[1] - max(ys), min(ys) - slot[1]) / 60
    for a, b, _ in lines:
        if _distance(slot, a, b) < _CLOSE:
            cost += 1.2
    for other, count in ties.items():
        end = found[other]
        away = math.dist(slot, end)
        cost += math.sqrt(count) * away / 260 + max(0.0, READABLE + 10 * count - away) / 30
        for a, b, busy in lines:
            if end not in (a, b) and _cross(slot, end, a, b):
                cost += 0.25 + 0.3 * min(busy, 9)
        for id_, at in found.items():
            if id_ != other and _distance(at, slot, end) < _CLOSE:
                cost += 1.2
        if cost >= limit:
            break
    return cost


def _distance(point: Point, a: Point, b: Point) -> float:
    """How far a point is from a line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.dist(point, (a[0] + along * dx, a[1] + along * dy))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
