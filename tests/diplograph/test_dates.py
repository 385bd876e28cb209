"""Dates as sources write them, and the days and words that they come to."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph import dates
from diplograph.dates import (
    OPEN,
    OPEN_END,
    UNKNOWN,
    Span,
    Window,
    certainty,
    parse_date,
    parse_span,
)
from tests.diplograph.windows import DAYS, windows


def window(earliest: str, latest: str) -> Window:
    return Window(date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-09", "2016-09-01", "2016-09-30"),
        ("2016-09-21", "2016-09-21", "2016-09-21"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2016-XX", "2016-01-01", "2016-12-31"),
        ("2016-09-XX", "2016-09-01", "2016-09-30"),
        ("201X-09", "2010-09-01", "2019-09-30"),
        ("[1990..1993]", "1990-01-01", "1993-12-31"),
        ("[2016-09-27..2016-10-31]", "2016-09-27", "2016-10-31"),
        ("[1990,1992]", "1990-01-01", "1992-12-31"),
        ("[..1993]", "0001-01-01", "1993-12-31"),
        ("[1990..]", "1990-01-01", "9999-12-31"),
        ("2016-21", "2016-03-01", "2016-05-31"),
        ("2016-24", "2016-01-01", "2017-02-28"),
    ],
)
def test_a_text_allows_the_days_that_it_may_mean(text: str, earliest: str, latest: str) -> None:
    assert parse_date(text) == window(earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1992~", "1991-01-01", "1993-12-31"),
        ("1992?", "1991-01-01", "1993-12-31"),
        ("1992%", "1991-01-01", "1993-12-31"),
        ("2016-01~", "2015-12-01", "2016-02-29"),
        ("2016-12?", "2016-11-01", "2017-01-31"),
        ("2016-02-28~", "2016-02-27", "2016-02-29"),
        ("199X~", "1980-01-01", "2009-12-31"),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("0001-01~", "0001-01-01", "0001-02-28"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999~", "9998-01-01", "9999-12-31"),
        ("9999-12~", "9999-11-01", "9999-12-31"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
    ],
)
def test_an_approximate_date_reaches_one_of_its_units_further(
    text: str, earliest: str, latest: str
) -> None:
    assert parse_date(text) == window(earliest, latest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016-13", "there is no month 13; months are 01 to 12"),
        ("2016-00", "there is no month 00; months are 01 to 12"),
        ("2016-13~", "there is no month 13; months are 01 to 12"),
        ("2016-13-01", "no such day"),
        ("2016-02-30", "no such day"),
        ("2015-02-29", "no such day"),
        ("1900-02-29", "no such day"),
        ("2016-01-00", "no such day"),
        ("31/12/2016", "a date with slashes; write 2016-12-31"),
        ("2016/2017", "an interval; write its ends in the columns from and to"),
        ("{1990,1991}", "means all of these dates; write one row for each"),
        ("2016-09-21T10:00", "a time of day; write the date alone"),
        ("sometime", "not an EDTF date; write for example 2016"),
        ("early 1990s", "not an EDTF date"),
        ("1990s", "not an EDTF date"),
        ("2016-9-21", "not an EDTF date"),
        ("20160921", "not an EDTF date"),
        ("2016-09-2X", "not a date of EDTF level 1"),
        ("21.09.2016", "a date with dots; write 2016-09-21"),
        ("１９９２", "not an EDTF date"),
        ("..", "not an EDTF date"),
        ("", "not an EDTF date"),
        ("Y12000", "not a date of EDTF level 1"),
        ("0000", "years run from 0001 to 9999"),
        ("-0044", "years run from 0001 to 9999"),
        ("[1993..1990]", "is after"),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_reason(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_date(text)


@given(st.text(alphabet="0123456789-/.X~?%[]{},T YWE", max_size=14))
def test_any_text_is_a_window_or_a_reason(text: str) -> None:
    reason = ""
    try:
        found = parse_span(text)
    except ValueError as error:
        reason = str(error)
    assert reason or found.end is None or found.start.earliest <= found.end.latest


@given(DAYS)
def test_a_day_s_window_is_the_day(day: date) -> None:
    assert parse_date(day.isoformat()) == Window(day, day)


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_month_and_year_enclose_the_day(day: date) -> None:
    month, year = parse_date(day.isoformat()[:7]), parse_date(day.isoformat()[:4])
    assert year.earliest <= month.earliest <= day <= month.latest <= year.latest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-23", Span(parse_date("2024-07-23"), parse_date("2024-07-23"), point=True)),
        (
            "2024-07-23/2024-07-26",
            Span(parse_date("2024-07-23"), parse_date("2024-07-26"), point=False),
        ),
        ("2024-07-23/", Span(parse_date("2024-07-23"), None, point=False)),
        ("2024-07-23/..", Span(parse_date("2024-07-23"), OPEN_END, point=False)),
        ("199X/2001~", Span(parse_date("199X"), parse_date("2001~"), point=False)),
        (
            "2024-07/2024-07-23",
            Span(parse_date("2024-07"), parse_date("2024-07-23"), point=False),
        ),
    ],
)
def test_an_event_is_a_date_or_an_interval(text: str, expected: Span) -> None:
    assert parse_span(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/2024", "needs its first date"),
        ("../2024", "needs its first date"),
        ("2024-07-26/2024-07-23", "ends before it begins"),
        ("2024/2025/2026", "an interval"),
        ("2024-07-23/2024-02-30", "no such day"),
    ],
)
def test_a_broken_interval_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_span(text)


def test_a_window_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="is after"):
        window("2016-02-01", "2016-01-31")


def test_windows_meet_in_the_days_of_both() -> None:
    year, autumn = parse_date("2016"), parse_date("[2016-09-01..2017-02-01]")
    assert year.meet(autumn) == window("2016-09-01", "2016-12-31")
    assert year.meet(parse_date("2017")) is None


@given(windows(), windows())
def test_meeting_is_symmetric_and_within_both(one: Window, other: Window) -> None:
    met = one.meet(other)
    assert met == other.meet(one)
    if met:
        assert met.days <= min(one.days, other.days)
        assert max(one.earliest, other.earliest) == met.earliest
    else:
        assert one.latest < other.earliest or other.latest < one.earliest


@pytest.mark.parametrize(
    "text", ["2016-05/2016", "2016/2016-05", "2016-06/2016-06", "2016-06-01/2016-06-01"]
)
def test_an_interval_may_end_within_the_unit_in_which_it_begins(text: str) -> None:
    span = parse_span(text)
    assert span.end is not None
    assert span.start.meet(span.end)


def test_an_interval_that_must_end_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_span("2016-06/2016-05")


def test_the_last_winter_ends_with_the_calendar() -> None:
    assert parse_date("9999-24") == Window(date(9999, 1, 1), date(9999, 12, 31))
    assert parse_date("2015-24") == Window(date(2015, 1, 1), date(2016, 2, 29))


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2015-12-31", "no"),
        ("2016-01-01", "possibly"),
        ("2016-12-30", "possibly"),
        ("2016-12-31", "yes"),
        ("2020-03-01", "yes"),
        ("2020-03-02", "possibly"),
        ("2020-03-31", "possibly"),
        ("2020-04-01", "no"),
    ],
)
def test_an_answer_as_of_a_day_is_yes_possibly_or_no_inclusive_at_both_ends(
    as_of: str, said: str
) -> None:
    assert certainty(date.fromisoformat(as_of), parse_date("2016"), parse_date("2020-03")) == said


@given(DAYS, windows(), windows())
def test_what_held_surely_held_possibly_too(day: date, start: Window, end: Window) -> None:
    if certainty(day, start, end) == "yes":
        assert start.earliest <= day <= end.latest
        assert certainty(day, Window(start.earliest, start.earliest), OPEN_END) == "yes"
        assert certainty(day, Window(UNKNOWN, start.latest), Window(end.earliest, OPEN)) == "yes"


@given(DAYS, windows(), windows(), windows())
def test_a_narrower_date_never_makes_yes_into_no(
    day: date, start: Window, end: Window, news: Window
) -> None:
    narrowed = start.meet(news)
    if narrowed and certainty(day, start, end) == "yes":
        assert certainty(day, narrowed, end) == "yes"
    if narrowed and certainty(day, start, end) == "no":
        assert certainty(day, narrowed, end) == "no"


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_a_day_holds_on_itself_alone(day: date) -> None:
    one = Window(day, day)
    assert certainty(day, one, one) == "yes"
    assert certainty(day - timedelta(days=1), one, one) == "no"
    assert certainty(day + timedelta(days=1), one, one) == "no"


def _unit(year: int, month: int, day: int, precision: int) -> str:
    return "-".join([f"{year:04}", f"{month:02}", f"{day:02}"][:precision])


# days and months that are none too: the two ways must agree on what is no date
UNITS = st.builds(
    _unit, st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32), st.integers(1, 3)
)
PLAIN = st.one_of(
    st.builds("{}{}".format, UNITS, st.sampled_from(["", "~", "?", "%"])),
    st.builds("{:03}X".format, st.integers(0, 999)),
    st.builds("{:02}XX".format, st.integers(0, 99)),
    st.builds("[{}..{}]".format, st.one_of(st.just(""), UNITS), st.one_of(st.just(""), UNITS)),
)


@given(PLAIN)
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    found = dates._plain(text)
    if found is not None:
        assert found == dates._parse(text)


def test_the_plainest_texts_are_read_without_the_parser() -> None:
    texts = ["2016", "2016-09", "1992~", "2016-09?", "199X", "19XX", "[1990..1993]"]
    texts += ["[2016-09-18..2016-09-20]", "[..2024-01-02]", "[2012..]"]
    assert [text for text in texts if dates._plain(text) is None] == []
