"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from diplograph.dates import (
    OPEN,
    OPEN_END,
    UNKNOWN,
    Window,
    day_words,
    during,
    parse_date,
    text_words,
    words,
)
from tests.diplograph.windows import DAYS, windows


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


def test_of_what_may_have_begun_at_any_time_nothing_is_said() -> None:
    assert during(Window(UNKNOWN, OPEN), OPEN_END) == ""
