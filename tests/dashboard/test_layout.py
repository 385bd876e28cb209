"""Places: no label on another, the same every time, and kept through every change."""

from __future__ import annotations

from itertools import combinations

import pytest

from dashboard.layout import box, place
from dashboard.picture import Picture, picture
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
    shown = star(110)
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
    x, y = after["person-12"]
    nearest = min(before, key=lambda id_: (before[id_][0] - x) ** 2 + (before[id_][1] - y) ** 2)
    width = max(x for x, _ in after.values()) - min(x for x, _ in after.values())
    near = min(abs(x - after[one][0]) + abs(y - after[one][1]) for one in FOCUS)
    assert near < width
    assert nearest in before


def test_nobody_stands_in_the_fan_of_a_busy_pair() -> None:
    shown = star(20, parallel=20)
    places = place(shown)
    (ax, ay), (bx, _) = places["AAA"], places["BBB"]
    for node in shown.nodes:
        x, y = places[node.id]
        middle = abs(x - (ax + bx) / 2) < abs(bx - ax) / 8
        assert node.focus or not (middle and abs(y - ay) < 150)


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_any_number_of_entities_can_be_in_focus(count: int) -> None:
    names = tuple(f"F{number}" for number in range(count))
    world = {id_: entity(id_) for id_ in names}
    shown = picture([], {}, world, list(names), names)
    assert len(set(place(shown).values())) == count


def test_an_empty_picture_has_no_places() -> None:
    assert place(picture([], {}, {}, [], [])) == {}
