"""An address carries the whole view, and a wrong one is told what is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.picture.address import STORY, View, view_from

ENTITIES = {*STORY, "USA"}

VIEWS = [
    View(),
    View(focus=("USA",), depth=2, limit=40, kinds=("visits",), standings=("alleged", "denied")),
    View(kinds=(), contested=True, as_of=date(2016, 9, 1), known_on=date(2016, 10, 1)),
    View(selected="prk-embassy-minsk"),
    View(nodes=("PRK", "USA")),
    View(pair=("PRK", "RUS"), strand="visits"),
    View(path=("PRK", "USA"), paths="short", between=True, group="region", physics=True),
    View(
        expanded=("USA",),
        pinned=("RUS",),
        hidden=("BLR",),
        publisher="KBS, World",
        source="ap-2024-07-23",
    ),
    View(types=("embassies.embassy", "sanctions.arms"), bloc="USA"),
    View(known_since=date(2016, 1, 1), known_on=date(2016, 12, 31)),
    View(as_of=date(2016, 1, 1), until=date(2016, 12, 31), lines="fact", expanded=("USA", "USA")),
]


@pytest.mark.parametrize("view", VIEWS)
def test_there_and_back(view: View) -> None:
    assert view_from(view.params(), ENTITIES) == (view, [])


def test_the_usual_view_needs_no_address() -> None:
    assert View().params() == {}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"focus": "ATL"}, "ATL"),
        ({"as_of": "2016-13"}, "2016-13"),
        ({"kinds": "embassies,feuds"}, "feuds"),
        ({"depth": "9"}, "depth"),
        ({"limit": "many"}, "limit"),
        ({"entity": "nobody"}, "nobody"),
        ({"pair": "PRK"}, "pair"),
        ({"types": "embassies.castle"}, "castle"),
        ({"group": "taste"}, "taste"),
        ({"lines": "curves"}, "curves"),
        ({"until": "2016-01-01"}, "until"),
    ],
)
def test_what_an_address_gets_wrong_is_said_and_left_out(params: dict[str, str], said: str) -> None:
    view, complaints = view_from(params, ENTITIES)
    assert len(complaints) == 1
    assert said in complaints[0]
    assert view.limit == View().limit
    assert view.as_of is None
