"""Where nodes stand: the same every time, and unmoved by what comes and goes around them.

A focus stands in the middle and its neighbours on rings around it; the paths between two stand in
columns from one to the other; a crowd is laid out by igraph (Fruchterman and Reingold's springs).
Newcomers take the nearest free place to those they are tied to, and nobody moves for them.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import igraph

from dashboard.picture.picture import Node, Picture
from dashboard.picture.ring import Box, Point, join, surround

CROWD = 150
"""Up to so many nodes names are read, and worth the care of rings."""

FLAT = 0.56
"""The focus's height to its width: screens are wider than high."""

_CHARACTER, _PAD, _GLYPH = 7.0, 18.0, 15.0
_FOCUS_CHARACTER, _FOCUS_PAD = 9.0, 26.0
_HEIGHT, _FOCUS_HEIGHT = 25.0, 34.0
_ROUNDS = 200
_COLUMN, _ROW = 330.0, 62.0
_ROOM_X, _ROOM_Y = 95.0, 62.0


def box(node: Node) -> Box:
    """The width and height of a node's box in pixels, as the component draws it, or more."""
    wide, pad = (_FOCUS_CHARACTER, _FOCUS_PAD) if node.focus else (_CHARACTER, _PAD)
    glyph = 0.0 if node.label == "Country" else _GLYPH
    return len(node.name) * wide + pad + glyph, _FOCUS_HEIGHT if node.focus else _HEIGHT


def place(
    picture: Picture, placed: Mapping[str, Point] | None = None, path: Sequence[str] = ()
) -> dict[str, Point]:
    """A place for every node of the picture; those in ``placed`` stay where they are.

    ``path``: the two entities between whom the picture shows paths, if it does.
    """
    before = placed or {}
    ids = [node.id for node in picture.nodes]
    stay = {id_: before[id_] for id_ in ids if id_ in before}
    newcomers = [id_ for id_ in ids if id_ not in stay]
    if not newcomers:
        return stay
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in picture.edges:
        near[edge.start][edge.end] += 1
        near[edge.end][edge.start] += 1
    if len(newcomers) > CROWD:
        return _crowd(ids, near, stay)
    boxes = {node.id: box(node) for node in picture.nodes}
    if stay:
        found = join(newcomers, stay, near, boxes)
    elif path:
        found = _columns(ids, near, path)
    else:
        focus = [node.id for node in picture.nodes if node.focus]
        found = _focus_places(focus, near)
        groups = {node.id: node.group for node in picture.nodes if node.group}
        rest = [id_ for id_ in ids if id_ not in found]
        tied = [id_ for id_ in rest if any(f in near[id_] for f in focus)]
        found |= surround(tied, found, near, boxes, groups)
        found = join([id_ for id_ in rest if id_ not in found], found, near, boxes)
    return _apart(boxes, found, frozenset(stay))


def _focus_places(focus: Sequence[str], near: Mapping[str, Mapping[str, int]]) -> dict[str, Point]:
    """The focus on a ring, its busiest pair level and on top, where its labels read best."""
    if len(focus) < 2:
        return dict.fromkeys(focus, (0.0, 0.0))
    pairs = [(a, b) for i, a in enumerate(focus) for b in focus[i + 1 :]]
    first = max(pairs, key=lambda p: (near[p[0]].get(p[1], 0), -focus.index(p[0])))
    order = [*first, *(one for one in focus if one not in first)]
    count = len(order)
    radius = (430 if count < 4 else 330) / (2 * math.sin(math.pi / count))
    start = -math.pi / 2 - math.pi / count
    return {
        one: (
            radius * math.cos(start + 2 * math.pi * place / count),
            radius * FLAT * math.sin(start + 2 * math.pi * place / count),
        )
        for place, one in enumerate(order)
    }


def _columns(
    ids: Sequence[str], near: Mapping[str, Mapping[str, int]], path: Sequence[str]
) -> dict[str, Point]:
    """From one end of the paths to the other, a column for each step."""
    steps, ring = {path[0]: 0}, [path[0]]
    while ring:
        beyond = dict.fromkeys(o for one in ring for o in near[one] if o not in steps)
        steps.update(dict.fromkeys(beyond, steps[ring[0]] + 1))
        ring = list(beyond)
    direct = path[1] in near[path[0]]
    steps[path[1]] = max(n for one, n in steps.items() if one != path[1]) + 1
    columns: dict[int, list[str]] = defaultdict(list)
    for one in ids:
        columns[steps.get(one, 0)].append(one)

    def row(place: int, count: int) -> float:
        # nobody stands on the straight way from one end to the other
        middle = (count - 1) / 2
        return place - middle + (0.5 if direct and count % 2 and len(columns) > 1 else 0)

    return {
        one: (column * _COLUMN, (0 if one in path else row(place, len(members))) * _ROW)
        for column, members in columns.items()
        for place, one in enumerate(members)
    }


def _crowd(
    ids: Sequence[str], near: Mapping[str, Mapping[str, int]], stay: Mapping[str, Point]
) -> dict[str, Point]:
    """Places for very many: by springs from a fixed start, in a frame as wide as a screen is."""
    index = {id_: number for number, id_ in enumerate(ids)}
    edges = [(index[a], index[b]) for a in ids for b in near[a] if a < b and b in index]
    graph = igraph.Graph(n=len(ids), edges=edges)
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 - for the same places again
    golden = math.pi * (3 - math.sqrt(5))
    start = [
        (math.sqrt(n) * math.cos(n * golden), math.sqrt(n) * math.sin(n * golden))
        for n in range(len(ids))
    ]
    coordinates = graph.layout_fruchterman_reingold(seed=start, niter=200, grid=True).coords
    xs, ys = sorted(x for x, _ in coordinates), sorted(y for _, y in coordinates)
    # a few that fly off must not make the rest small: the frame holds all but 2 %
    cut = len(ids) // 50
    wide, high = xs[-1 - cut] - xs[cut] or 1.0, ys[-1 - cut] - ys[cut] or 1.0
    side = math.sqrt(len(ids))
    scale_x, scale_y = side * _ROOM_X / wide, side * _ROOM_Y / high
    return {
        id_: stay.get(id_, (round(x * scale_x, 1), round(y * scale_y, 1)))
        for id_, (x, y) in zip(ids, coordinates, strict=True)
    }


def _apart(
    boxes: Mapping[str, Box], spots: Mapping[str, Point], stay: frozenset[str]
) -> dict[str, Point]:
    """The places with boxes pushed apart; who stands already never moves."""
    found = dict(spots)
    loose = [id_ for id_ in boxes if id_ not in stay]
    for _ in range(_ROUNDS):
        moved = False
        for id_ in loose:
            for other in boxes:
                if other != id_:
                    moved |= _push(found, id_, other, boxes, other in stay)
        if not moved:
            break
    return {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in found.items()}


def _push(
    found: dict[str, Point], one: str, other: str, boxes: Mapping[str, Box], stays: bool
) -> bool:
    """Move two overlapping boxes apart along the shorter way; whether they did overlap."""
    (ax, ay), (bx, by) = found[one], found[other]
    over_x = (boxes[one][0] + boxes[other][0]) / 2 + 8 - abs(ax - bx)
    over_y = (boxes[one][1] + boxes[other][1]) / 2 + 8 - abs(ay - by)
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
