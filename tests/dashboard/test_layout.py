"""Places: no label on another, the same every time, and kept through every change."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from itertools import combinations

import pytest

from dashboard.picture.layout import box, place
from dashboard.picture.picture import Picture, picture
from tests.dashboard.records import entity, tie

FOCUS = ("AAA", "BBB", "CCC")


def star(leaves: int, parallel: int = 12, focus: tuple[str, ...] = FOCUS) -> Picture:
    """A focus with a busy pair, and people tied to one or two of it."""
    ties = [tie(f"busy{number}", start_id=focus[0], end_id=focus[1]) for number in range(parallel)]
    people = [f"person-{number:02}" for number in range(leaves)]
    for number, person in enumerate(people):
        ties += [
            tie(f"{person}-{end}", "offices", "HOLDS_OFFICE", "Envoy", person, end)
            for end in dict.fromkeys((focus[number % len(focus)], focus[number % 2]))
        ]
    world = {id_: entity(id_) for id_ in focus}
    world |= {one: entity(one, "Person", f"Somebody {one[-2:]} Longname") for one in people}
    return picture(ties, {}, world, list(world), focus)


@pytest.mark.parametrize("leaves", [0, 1, 8, 30, 55])
def test_no_label_lies_on_another(leaves: int) -> None:
    shown = star(leaves)
    places = place(shown)
    for one, other in combinations(shown.nodes, 2):
        (ax, ay), (bx, by) = places[one.id], places[other.id]
        (aw, ah), (bw, bh) = box(one), box(other)
        apart = abs(ax - bx) >= (aw + bw) / 2 - 1 or abs(ay - by) >= (ah + bh) / 2 - 1
        assert apart, (one.name, other.name)


def test_a_large_picture_is_placed_by_springs_without_overlap_of_nodes() -> None:
    shown = star(160)
    places = place(shown)
    assert len(set(places.values())) == len(shown.nodes)


def test_the_same_picture_always_has_the_same_places() -> None:
    assert place(star(20)) == place(star(20))


def test_what_stands_stays_when_others_come_and_go() -> None:
    before = place(star(12))
    more = place(star(18), before)
    assert {id_: more[id_] for id_ in before} == before
    fewer = place(star(5), more)
    assert all(fewer[id_] == more[id_] for id_ in fewer)


def test_a_newcomer_comes_near_those_it_is_tied_to() -> None:
    before = place(star(12))
    after = place(star(13), before)
    at = after["person-12"]
    assert min(math.dist(at, after[one]) for one in FOCUS[:2]) < 320


def test_neighbours_stand_around_the_focus_and_not_in_it() -> None:
    places = place(star(20, parallel=20))
    inner = max(math.dist((0, 0), places[one]) for one in FOCUS)
    assert all(
        math.hypot(x / 1.6, y) > inner / 1.6 for id_, (x, y) in places.items() if id_ not in FOCUS
    )


def test_those_of_a_group_stand_side_by_side() -> None:
    shown = star(12)
    grouped = replace(
        shown,
        nodes=tuple(
            replace(node, group="odd" if int(node.id[-1]) % 2 else "even")
            if node.id not in FOCUS
            else node
            for node in shown.nodes
        ),
    )
    places = place(grouped)
    around = sorted(
        (node for node in grouped.nodes if node.group),
        key=lambda node: math.atan2(places[node.id][1], places[node.id][0]),
    )
    changes = sum(a.group != b.group for a, b in zip(around, around[1:] + around[:1], strict=True))
    assert changes == 2


def test_paths_are_placed_in_columns_from_one_end_to_the_other() -> None:
    ties = [tie("1", start_id="AAA", end_id="BBB"), tie("2", start_id="BBB", end_id="CCC")]
    ties += [tie("3", start_id="AAA", end_id="DDD"), tie("4", start_id="DDD", end_id="CCC")]
    world = {id_: entity(id_) for id_ in ("AAA", "BBB", "CCC", "DDD")}
    places = place(picture(ties, {}, world, list(world), ("AAA", "CCC")), path=("AAA", "CCC"))
    assert places["AAA"][0] < places["BBB"][0] == places["DDD"][0] < places["CCC"][0]


@pytest.mark.long
def test_two_thousand_are_placed_in_seconds() -> None:
    shown = star(2000)
    began = time.perf_counter()
    places = place(shown)
    assert time.perf_counter() - began < 20
    assert len(set(places.values())) == len(shown.nodes)


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_any_number_of_entities_can_be_in_focus(count: int) -> None:
    names = tuple(f"F{number}" for number in range(count))
    world = {id_: entity(id_) for id_ in names}
    shown = picture([], {}, world, list(names), names)
    assert len(set(place(shown).values())) == count


def test_an_empty_picture_has_no_places() -> None:
    assert place(picture([], {}, {}, [], [])) == {}
