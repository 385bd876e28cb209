"""What a map and a time axis show, and what the first page says, from the graph on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import overview, selection
from dashboard.address import View
from diplograph import queries
from diplograph.database import Database

pytestmark = pytest.mark.database
DAY = date(2016, 10, 1)


@pytest.mark.parametrize("known_on", [None, DAY])
def test_the_ties_of_some_are_those_of_all_that_touch_them(
    story: Database, known_on: date | None
) -> None:
    ids = ("PRK", "BLR", "maxim-ryzhenkov")
    found = queries.ties_of(story, ids, known_on=known_on)
    every = queries.all_ties(story, known_on=known_on)
    assert len(found) == len(set(found)) > 100
    assert set(found) == {tie for tie in every if tie.start_id in ids or tie.end_id in ids}


def test_no_kinds_are_no_ties(story: Database) -> None:
    assert queries.ties_of(story, ("PRK",), ()) == []


def test_a_selection_passes_its_filters_and_counts_what_they_leave(story: Database) -> None:
    view = View(focus=("PRK", "BLR"), depth=0, kinds=("embassies",), as_of=DAY)
    found = selection.select(story, view)
    assert {"prk-embassy-minsk", "blr-embassy-pyongyang"} <= set(found.facts)
    assert all({tie.start_id, tie.end_id} == {"PRK", "BLR"} for tie in found.ties)
    assert all(tie.kind == "embassies" and tie.holds(DAY) != "no" for tie in found.ties)
    assert found.found == len(found.facts) == found.kinds["embassies"]
    assert found.kinds["relations"] == 1
    wide = selection.select(story, View(focus=("PRK", "BLR"), kinds=("embassies",), as_of=DAY))
    assert set(found.facts) < set(wide.facts)
    only = selection.select(story, View(focus=("PRK", "BLR"), depth=0, standings=("denied",)))
    assert {tie.standing for tie in only.ties} == {"denied"}
    disputed = selection.select(story, View(focus=("PRK", "BLR"), depth=0, contested=True))
    assert all(tie.contested for tie in disputed.ties)
    assert "contested" in disputed.said("prk-embassy-minsk")


def test_the_latest_are_kept_where_there_are_too_many(
    story: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(focus=("PRK",), kinds=("visits",))
    every = selection.select(story, view)
    monkeypatch.setattr(selection, "MOST", 10)
    few = selection.select(story, view)
    assert few.facts == every.facts[-10:]
    assert few.found == every.found > 10
    assert {tie.fact for tie in few.ties} == set(few.facts)


def test_the_first_page_says_what_is_there(story: Database) -> None:
    found = overview.overview(story)
    assert found.counts == queries.counts(story)
    assert found.first is not None
    assert 1900 < found.first.year < 2000
    assert found.last is not None
    id_, publisher, day = found.last
    assert queries.sources(story, [id_])[id_].publisher == publisher
    assert date.fromisoformat(day) <= date.today()
    assert overview.subject(story) == "PRK"
    assert overview.loaded(story, ["prk-embassy-minsk", "nothing"]) == {"prk-embassy-minsk"}


def test_the_first_page_of_an_empty_graph_has_nothing_to_say(database: Database) -> None:
    found = overview.overview(database)
    assert (found.first, found.last) == (None, None)
    assert overview.subject(database) is None
