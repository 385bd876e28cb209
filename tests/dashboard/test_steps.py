"""What can be done with entities: each step makes a view, and the address carries it."""

from __future__ import annotations

import pytest

from dashboard.picture.address import EXPANDED, View, view_from
from dashboard.picture.steps import STEPS, double, take, toggle_kind
from diplograph.catalogue import KINDS

ENTITIES = {"PRK", "BLR", "RUS", "USA", "CHN"}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("ids", [("USA",), ("USA", "CHN"), ("PRK",)])
def test_every_step_is_carried_by_the_address(name: str, ids: tuple[str, ...]) -> None:
    view = take(View(), name, ids)
    assert view_from(view.params(), ENTITIES) == (view, [])


def test_expanding_and_collapsing_are_each_others_way_back() -> None:
    once = double(View(), "USA")
    assert once.expanded == ("USA",)
    assert take(once, "collapse", ("USA",)).expanded == ()


def test_a_double_click_draws_more_each_time_up_to_a_bound() -> None:
    view = View()
    for _ in range(EXPANDED + 3):
        view = double(view, "PRK")
    assert view.expanded == ("PRK",) * EXPANDED
    assert view_from(view.params(), ENTITIES) == (view, [])


def test_who_is_hidden_is_nothing_else_any_more() -> None:
    view = View(expanded=("USA",), pinned=("USA",), nodes=("USA",))
    hidden = take(view, "hide", ("USA", "BLR"))
    assert hidden.hidden == ("USA", "BLR")
    assert hidden.focus == ("PRK", "RUS")
    assert (hidden.expanded, hidden.pinned, hidden.nodes) == ((), (), ())


def test_the_only_focus_begins_afresh_but_keeps_filters_and_clocks() -> None:
    view = View(hidden=("CHN",), kinds=("visits",), path=("PRK", "USA"))
    only = take(view, "only", ("USA",))
    assert (only.focus, only.hidden, only.path, only.kinds) == (("USA",), (), (), ("visits",))


def test_paths_want_two() -> None:
    assert take(View(), "path", ("USA",)) == View()
    assert take(View(), "path", ("USA", "CHN")).path == ("USA", "CHN")


def test_what_does_not_exist_changes_nothing() -> None:
    assert take(View(), "explode", ("USA",)) == View()
    assert take(View(), "hide", ()) == View()


def test_a_kind_is_left_out_and_drawn_again() -> None:
    without = toggle_kind(View(), "visits")
    assert without.kinds == tuple(kind for kind in KINDS if kind != "visits")
    assert toggle_kind(without, "visits") == View()
