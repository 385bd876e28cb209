"""The stops of the clocks' sliders."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.clockwork import MOST_STEPS, around, steps, turning_days
from dashboard.pages import Clocks, clocks_from
from diplograph.database import Database
from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window, certainty
from diplograph.questions import core
from diplograph.questions.days import whole_graph

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1))


def windows() -> st.SearchStrategy[Window]:
    return st.tuples(DAYS, DAYS).map(lambda pair: Window(min(pair), max(pair)))


@given(windows(), windows() | st.just(OPEN_END), st.data())
def test_only_on_a_turning_day_does_an_answer_differ_from_the_day_before(
    start: Window, end: Window, data: st.DataObject
) -> None:
    days = turning_days([(start, end)])
    assert not {UNKNOWN, OPEN} & set(days)
    near = [day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)]
    day = data.draw(DAYS | st.sampled_from(near))
    if certainty(day, start, end) != certainty(day - timedelta(days=1), start, end):
        assert day in days


@given(st.lists(DAYS, max_size=3000), DAYS)
def test_a_slider_has_a_bounded_number_of_stops_in_order(days: list[date], shown: date) -> None:
    found = steps(days, [shown, None])
    assert len(found) <= MOST_STEPS + 2
    assert found == sorted(set(found))
    assert shown in found


@given(st.sets(DAYS, max_size=200), DAYS)
def test_the_days_around_one_include_its_neighbours(days: set[date], day: date) -> None:
    found = around(sorted(days), day, 5)
    after = [one for one in sorted(days) if one > day][:1]
    before = [one for one in sorted(days) if one < day][-1:]
    assert set(after + before) <= set(found)
    assert len(found) <= 11


def test_the_whole_graphs_days_are_those_on_which_something_turns(story: Database) -> None:
    days, publications = whole_graph(story)
    assert date(2016, 9, 21) in days
    assert days == sorted(days)
    assert date(2016, 9, 21) in publications
    assert not {UNKNOWN, OPEN} & {*days, *publications}


def test_the_address_carries_a_range_and_refuses_one_that_ends_before_it_begins() -> None:
    clocks = Clocks(date(2016, 1, 1), None, date(2016, 12, 31))
    assert clocks_from(clocks.params()) == (clocks, [])
    wrong, complaints = clocks_from({"as_of": "2016-02-01", "until": "2016-01-01"})
    assert wrong == Clocks(date(2016, 2, 1))
    assert complaints
    assert clocks_from({"until": "2016-01-01"})[0] == Clocks()
    known = Clocks(known_on=date(2016, 12, 31), known_since=date(2016, 1, 1))
    assert clocks_from(known.params()) == (known, [])
    wrong, complaints = clocks_from({"known_on": "2016-01-01", "known_since": "2016-02-01"})
    assert (wrong, len(complaints)) == (Clocks(known_on=date(2016, 1, 1)), 1)
    assert clocks_from({"known_since": "2016-01-01"}) == (Clocks(known_since=date(2016, 1, 1)), [])


@given(windows(), windows() | st.just(OPEN_END), DAYS, st.integers(0, 60))
def test_over_a_span_it_holds_no_less_than_on_any_of_its_days(
    start: Window, end: Window, first: date, length: int
) -> None:
    days = [first + timedelta(days=shift) for shift in range(length + 1)]
    answers = {certainty(day, start, end) for day in days}
    whole = certainty(first, start, end, days[-1])
    assert (whole == "no") == (answers == {"no"})
    assert whole == "yes" or "yes" not in answers


def test_an_uncertain_day_within_the_span_is_certain_of_the_span() -> None:
    some_day = Window(date(2016, 1, 1), date(2016, 12, 31))
    assert certainty(date(2016, 6, 1), some_day, some_day) == "possibly"
    assert certainty(date(2016, 1, 1), some_day, some_day, date(2016, 12, 31)) == "yes"


def test_the_graph_gives_the_ties_of_a_span_of_days(story: Database) -> None:
    ids = ["PRK", "BLR", "RUS"]
    first, last = date(2016, 1, 1), date(2016, 12, 31)
    found = core.ties_among(story, ids, as_of=first, until=last)
    every = core.ties_among(story, ids)
    assert found == [tie for tie in every if tie.holds(first, last) != "no"]
    assert len(core.ties_among(story, ids, as_of=first)) < len(found) < len(every)
