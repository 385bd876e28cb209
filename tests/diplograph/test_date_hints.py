"""What is said of a text that is no date: what is wrong, and what would be right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.date_hints import EXAMPLES, explain
from diplograph.date_readings import MONTHS, is_right, readings
from diplograph.dates import parse_date, parse_span

UNSAID = "N/A n.a. unknown Unknown - – ? none NULL NaN 0 9999 -9 .. TBD 0000 XXXX XXXX-12-25"
BLANK = "leave it blank where the source does not say"
LEVEL_1 = f"not a date of EDTF level 1; write for example {EXAMPLES}"
TWO = "two dates; write [{0}..{1}] for one day between the two, or each in its own column where it"


def refusals(text: str) -> set[str]:
    """What both readers say of a text."""
    said = set()
    for read in (parse_date, parse_span):
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is what is tested
            read(text)
        said.add(str(caught.value))
    return said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016/09/21", "a date with slashes; write 2016-09-21"),
        ("31/12/2016", "a date with slashes; write 2016-12-31"),
        ("12/31/2016", "a date with slashes; write 2016-12-31"),
        ("4/4/1998", "a date with slashes; write 1998-04-04"),
        (
            "01/02/2016",
            "a date with slashes, which can be read in two ways; write 2016-02-01 or 2016-01-02",
        ),
        (
            "3/4/98",
            "a date with slashes; write 1998-04-03 or 1998-03-04, with all four digits of the year",
        ),
        ("2016/09", "a date with slashes; write 2016-09"),
        ("9/2016", "a date with slashes; write 2016-09"),
        ("9/11", "a date with slashes; the year is missing; write for example 2016-09-21"),
        (
            "31/31/2016",
            "a date with slashes, and there is no such day; write for example 2016-09-21",
        ),
        ("16.7.2009", "a date with dots; write 2009-07-16"),
        ("16. 7. 2009", "a date with dots; write 2009-07-16"),
        ("2016.09.21", "a date with dots; write 2016-09-21"),
        ("2016-9-21", "not an EDTF date; write 2016-09-21"),
        (
            "01-02-2016",
            "not an EDTF date, which can be read in two ways; write 2016-02-01 or 2016-01-02",
        ),
        ("20160921", "not an EDTF date; write 2016-09-21"),
        ("2016年9月21日", "not an EDTF date; write 2016-09-21"),
        ("2016년 9월", "not an EDTF date; write 2016-09"),
        ("2016–09–21", "not an EDTF date; write 2016-09-21, in plain characters"),
        ("１９９２", "not an EDTF date; write 1992, in plain characters"),
    ],
)
def test_a_date_in_numbers_is_written_anew(text: str, said: str) -> None:
    assert refusals(text) == {said}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("March 2015", "2015-03"),
        ("21 Sep 2016", "2016-09-21"),
        ("Sept. 21st, 2016", "2016-09-21"),
        ("21-Sep-2016", "2016-09-21"),
        ("1949, sometime before this date.", "[..1949]"),
        ("no later than 1992", "[..1992]"),
        ("not before 1992", "[1992..]"),
        ("c. 1992", "1992~"),
        ("possibly 1992", "1992?"),
        ("1990s", "199X"),
        ("early 1990s", "[1990..1993]"),
        ("19th century", "18XX"),
        ("spring 2016", "2016-21"),
        ("Q3 2016", "[2016-07..2016-09]"),
        ("199x", "199X"),
        ("19??", "19XX"),
        ("Sep-16", "2016-09, with all four digits of the year"),
        ("2016 (as reported)", "the date alone, perhaps 2016, and the rest in note"),
    ],
)
def test_a_date_in_words_is_written_anew(text: str, right: str) -> None:
    assert refusals(text) == {f"not an EDTF date; write {right}"}


@pytest.mark.parametrize(
    "text",
    [
        *[
            "N/A",
            "n.a.",
            "unknown",
            "Unknown",
            "-",
            "–",
            "?",
            "none",
            "NULL",
            "NaN",
            "0",
            "9999",
            "-9",
            "..",
            "TBD",
            "0000",
            "XXXX",
            "XXXX-12-25",
        ],
        "no date",
    ],
)
def test_what_the_source_does_not_say_is_left_blank(text: str) -> None:
    (said,) = refusals(text)
    assert said.endswith(BLANK)


@pytest.mark.parametrize("text", ["2016-", "2016–present", "2016 to now"])
def test_a_start_without_an_end_is_written_in_from(text: str) -> None:
    assert refusals(text) == {"an interval; write 2016 in the column from and leave to blank"}


def test_what_goes_on_has_a_blank_end() -> None:
    assert refusals("present") == {
        "not an EDTF date; leave it blank: a blank to means that it goes on"
    }


@pytest.mark.parametrize("text", ["44927", "44927.0", "44927.5", "44,927"])
def test_a_spreadsheet_s_number_is_turned_into_its_day(text: str) -> None:
    assert refusals(text) == {
        "looks like a spreadsheet's number for 2023-01-01 (its cells are formatted as numbers); "
        "write the date as text"
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016.0", "a year that became a number with decimals; write 2016"),
        ("1474416000", "looks like a computer's time stamp for 2016-09-21; write the date as text"),
        ("92", "not an EDTF date; a year has four digits, as 0800 or 1992"),
        ("2016-09-21 10:00:00", "a time of day; write the date alone: 2016-09-21"),
        ("2016-09-21T10:00:00Z", "a time of day; write the date alone: 2016-09-21"),
        (
            "21/9/2016 10:00",
            "a time of day; write the date alone (a date with slashes; write 2016-09-21)",
        ),
        ("2016-W38", "a week of the year; write [2016-09-19..2016-09-25]"),
        ("2016-265", "a day of the year; write 2016-09-21"),
        ("12345678", f"not an EDTF date; write for example {EXAMPLES}"),
    ],
)
def test_a_number_is_told_from_a_date(text: str, said: str) -> None:
    assert refusals(text) == {said}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-02-29", "no such day: February 2023 has 28 days"),
        ("2023-02-29?", "no such day: February 2023 has 28 days"),
        ("2016-02-30~", "no such day: February 2016 has 29 days"),
        ("[2023-02-29..2023-03-02]", "no such day: February 2023 has 28 days"),
        ("31 April 2015", "no such day: April 2015 has 30 days"),
        ("9999-12-32", f"no such day; {BLANK}"),
        ("2016-31-12", "no such day: there is no month 31; 2016-12-31?"),
        (
            "2016-09-00",
            "no such day: September 2016 has 30 days; write 2016-09 where the day is not said",
        ),
        (
            "2016-99-99",
            "no such day: there is no month 99; write 2016 where only the year is said",
        ),
    ],
)
def test_an_impossible_day_is_explained(text: str, said: str) -> None:
    assert refusals(text) == {said}


@pytest.mark.parametrize("text", ["1985S2", "Y170000002", "2004-06-~11", "2016?-09", "1950S2-01"])
def test_what_is_beyond_level_1_is_refused_with_the_examples(text: str) -> None:
    assert refusals(text) == {LEVEL_1}


def test_the_draft_s_unknown_digit_is_named() -> None:
    (said,) = refusals("156u-12-25")
    assert said.startswith("not a date of EDTF level 1 (an unknown digit is X); write for example")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("between 1990 and 1993", "1990", "1993"),
        ("2016-09-21 to 2016-09-24", "2016-09-21", "2016-09-24"),
        ("21–24 September 2016", "2016-09-21", "2016-09-24"),
    ],
)
def test_two_dates_are_told_from_one(text: str, first: str, last: str) -> None:
    (said,) = refusals(text)
    assert said.startswith(TWO.format(first, last))


def test_only_two_dates_with_a_slash_are_an_interval() -> None:
    with pytest.raises(ValueError, match="an interval; write its ends in the columns from and to"):
        parse_date("2016-09/2017?")
    with pytest.raises(ValueError, match="an interval; write its ends"):
        parse_date("2016/..")
    with pytest.raises(ValueError, match="there is no month 13"):
        parse_date("2016/2017-13")


@given(st.one_of(st.text(max_size=30), st.text("0123456789-/.X~?%[]{}ScQW ,'aepmrt", max_size=20)))
def test_any_text_is_a_date_or_a_reason_in_words(text: str) -> None:
    for read in (parse_date, parse_span):
        said = "a date"
        try:
            read(text)
        except ValueError as error:
            said = str(error)
        assert said.strip()
    assert explain(text).strip()


@given(st.text("0123456789 ,-./sQWXx?~<>+", max_size=12), st.sampled_from([*MONTHS, "before", "c"]))
def test_words_beside_numbers_are_a_date_or_a_reason(text: str, word: str) -> None:
    assert explain(f"{word} {text}").strip()
    assert explain(f"{text}{word}").strip()


@given(st.dates(date(1000, 1, 1), date(2100, 1, 1)))
@settings(max_examples=25)
def test_a_day_is_recognised_however_it_is_written(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    iso = day.isoformat()
    for text in (f"{y}/{m}/{d}", f"{d} {MONTHS[m - 1]} {y}", f"{MONTHS[m - 1][:3]} {d}, {y}"):
        (said,) = refusals(text)
        assert said.endswith(f"write {iso}")
    for text in (f"{d}.{m}.{y}", f"{m}/{d}/{y}"):
        (said,) = refusals(text)
        assert iso in said
    assert iso in readings(str(d), str(m), str(y))


@given(st.integers(10_000, 73_415))
def test_every_serial_number_is_its_day(number: int) -> None:
    day = date(1899, 12, 30) + timedelta(days=number)
    assert f"number for {day} (" in explain(str(number))


@given(st.dates())
@settings(max_examples=25)
def test_what_is_called_right_is_taken(day: date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert not is_right(text) or parse_date(text)
