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
    day_words,
    during,
    parse_date,
    parse_span,
    text_words,
    words,
)

DAYS = st.dates(UNKNOWN, OPEN)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Any window; a few are open or unknown at an end, or a day, month or year."""
    earliest = draw(st.one_of(DAYS, st.just(UNKNOWN)))
    latest = draw(st.one_of(st.dates(earliest, OPEN), st.just(OPEN), st.just(earliest)))
    return Window(earliest, latest)


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
    ("text", "said"),
    [
        ("2016-09-21", "21 September 2016"),
        ("2016-09", "September 2016"),
        ("2016-02", "February 2016"),
        ("2016", "2016"),
        ("199X", "the 1990s"),
        ("[1990..1993]", "between 1990 and 1993"),
        ("[1990..1999]", "the 1990s"),
        ("[1991..2000]", "between 1991 and 2000"),
        ("[2016-09-27..2016-10-31]", "between 27 September and 31 October 2016"),
        ("[2016-09-14..2016-09-30]", "between 14 and 30 September 2016"),
        ("[2016-12-14..2017-01-30]", "between 14 December 2016 and 30 January 2017"),
        ("[2016-09-20..2016-09-21]", "20 or 21 September 2016"),
        ("[2016-09-30..2016-10-01]", "30 September or 1 October 2016"),
        ("[2016-12-31..2017-01-01]", "31 December 2016 or 1 January 2017"),
        ("[..1993]", "31 December 1993 or earlier"),
        ("[1990..]", "1 January 1990 or later"),
        ("1992~", "between 1991 and 1993"),
    ],
)
def test_a_window_in_words(text: str, said: str) -> None:
    assert words(parse_date(text)) == said


def test_the_widest_window_is_an_unknown_date() -> None:
    assert words(Window(UNKNOWN, OPEN)) == "an unknown date"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1992~", "about 1992"),
        ("1992?", "1992 (uncertain)"),
        ("1992%", "about 1992 (uncertain)"),
        ("199X~", "about the 1990s"),
        ("199X", "the 1990s"),
        ("2024-07-23/2024-07-26", "from 23 July 2024 to 26 July 2024"),
        ("2024-07-23/", "from 23 July 2024"),
        ("2024-07-23/..", "from 23 July 2024 on"),
    ],
)
def test_a_text_in_words_keeps_its_doubt(text: str, said: str) -> None:
    assert text_words(text) == said


@given(windows())
def test_a_window_s_words_are_never_empty(any_window: Window) -> None:
    assert words(any_window).strip()


@given(DAYS)
def test_a_day_s_words_name_its_day_and_year(day: date) -> None:
    assert day_words(day).split()[0] == str(day.day)
    assert day_words(day).split()[-1] == str(day.year)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2016-09-21", None, "since 21 September 2016"),
        ("2016", "2020-03", "from 2016 to March 2020"),
        ("2024-07-23", "2024-07-23", "on 23 July 2024"),
        ("2024-07", "2024-07", "in July 2024"),
        ("2024", "2024", "in 2024"),
        ("199X", "199X", "the 1990s"),
        ("[2024-07-22..2024-07-23]", "[2024-07-22..2024-07-23]", "on 22 or 23 July 2024"),
        ("[2024-07-22..2024-07-23]", "2024-07-25", "from 22 or 23 July 2024 to 25 July 2024"),
        ("2024-07-22", "2024-07-25", "from 22 to 25 July 2024"),
        ("2024-07-30", "2024-08-02", "from 30 July to 2 August 2024"),
        ("2024-12-30", "2025-01-02", "from 30 December 2024 to 2 January 2025"),
        ("[2024-07-22..]", None, "from 22 July 2024 or later"),
        ("[..2024-07-23]", None, "since 23 July 2024 at the latest"),
        ("[..2016]", "2020", "until 2020"),
        ("2024-07-23", "[2024-07-23..]", "from 23 July 2024"),
        ("[2016-01-02..2016-02-03]", None, "since some day between 2 January and 3 February"),
        ("2016", "[2017-01-02..2017-02-03]", "from 2016 to some day between 2 January and"),
        ("[2016-09-01..2016-09-15]", None, "since some day between 1 and 15 September 2016"),
        ("[1990-05-01..1999-03-01]", None, "since some day between 1 May 1990 and 1 March 1999"),
        ("[2016..2018]", "[2016..2018]", "between 2016 and 2018"),
    ],
)
def test_both_ends_in_words_as_they_follow_a_clause(start: str, end: str | None, said: str) -> None:
    text = during(parse_date(start), parse_date(end) if end else OPEN_END)
    assert text.startswith(said)
    assert "in between" not in text


def test_an_event_that_is_expected_is_on_its_day_though_it_may_never_be() -> None:
    day = parse_date("2016-11-11")
    assert during(Window(day.earliest, OPEN), day) == "on 11 November 2016"
    days = parse_date("[2016-11-11..2016-11-20]")
    assert during(Window(days.earliest, OPEN), days) == "between 11 and 20 November 2016"


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


def test_of_what_may_have_begun_at_any_time_nothing_is_said() -> None:
    assert during(Window(UNKNOWN, OPEN), OPEN_END) == ""


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
