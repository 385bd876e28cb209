"""Denials and absences: the design's sentences, by example."""

from __future__ import annotations

import pytest

from diplograph.model import Claim
from tests.diplograph.claims import embassy
from tests.diplograph.reading import now, ties
from tests.diplograph.test_times_and_stances import denied, visit

A, B = "@a", "@b"
DATED = {"from_": "1990-03-01"}


@pytest.mark.parametrize(
    ("said", "contested", "lines"),
    [
        # before, during and after: a day of publication alone
        ([embassy("2020-06-01", B, from_="2015-03-01"), denied("2001-06-01")], False,
         ["asserted 2015-03-01 to open", "denied ..2001-06-01 to 2015-02-28"]),
        ([embassy("2020-06-01", B, from_="2015-03-01"), denied("2015-02-28")], False,
         ["asserted 2015-03-01 to open", "denied ..2015-02-28 to 2015-02-28"]),
        ([embassy("2020-06-01", B, from_="2015-03-01"), denied("2015-03-01")], True,
         ["asserted 2015-03-01 to open!"]),
        ([embassy("2020-06-01", B, from_="2015-03-01"), denied("2017-01-01")], True,
         ["asserted 2015-03-01 to open!"]),
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2000-03-01"),
          denied("2000-03-01")], True,
         ["asserted 1990-03-01 to 2000-03-01!"]),
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2000-03-01"),
          denied("2000-03-02")], False,
         ["asserted 1990-03-01 to 2000-03-01", "denied 2000-03-02 to open"]),
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2000-03-01"),
          denied("2005-01-01")], False,
         ["asserted 1990-03-01 to 2000-03-01", "denied 2000-03-02..2005-01-01 to open"]),
        # with dates: of those
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2000-03-01"),
          denied("2021-01-01", from_="2005-01-01")], False,
         ["asserted 1990-03-01 to 2000-03-01", "denied 2005-01-01 to open"]),
        ([embassy("2020-06-01", B, from_="2015-03-01"),
          denied("2017-01-01", from_="1990-03-01", to="2010-03-01")], False,
         ["asserted 2015-03-01 to open", "denied 1990-03-01 to 2010-03-01"]),
        ([embassy("2020-06-01", B, from_="2015-03-01"),
          denied("2017-01-01", to="2010-03-01")], False,
         ["asserted 2015-03-01 to open", "denied ..2010-03-01 to 2010-03-01"]),
        ([embassy("2022-06-01", B, from_="2015-03-01", to="2020-03-01"),
          denied("2017-01-01", from_="1990-03-01")], True,
         ["asserted 2015-03-01 to 2020-03-01!", "denied 1990-03-01 to 2015-02-28!",
          "denied 2020-03-02 to open!"]),
        ([embassy("2022-06-01", B, from_="2015-03-01", to="2020-03-01"),
          denied("2017-01-01", from_="2016-03-01", to="2018-03-01")], True,
         ["asserted 2015-03-01 to 2020-03-01!"]),
        # what ends where the other begins
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2015-05-07"),
          denied("2021-01-01", from_="2015-05-07")], False,
         ["asserted 1990-03-01 to 2015-05-07", "denied 2015-05-08 to open"]),
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2015"),
          denied("2021-01-01", from_="2015")], False,
         ["asserted 1990-03-01 to 2015-01-01..2015-12-31",
          "denied 2015-01-02..2015-12-31 to open"]),
        ([embassy("2020-06-01", B, from_="2015"), denied("2021-01-01", to="2015")], False,
         ["asserted 2015-01-01..2015-12-31 to open",
          "denied ..2015-12-30 to 2015-01-01..2015-12-30"]),
        ([embassy("2020-06-01", B, from_="2015-05-07", to="2015-05-07"),
          denied("2021-01-01", from_="2015-05-07", to="2015-05-07")], True,
         ["asserted 2015-05-07 to 2015-05-07!"]),
        # within the year in which it began or ended: before the one, after the other
        ([embassy("2020-06-01", B, from_="2001"),
          denied("2021-01-01", from_="2001-02-01", to="2001-05-01")], False,
         ["asserted 2001-01-01..2001-12-31 to open", "denied 2001-02-01 to 2001-05-01"]),
        ([embassy("2020-06-01", B, from_="1990-03-01", to="2001"),
          denied("2021-01-01", from_="2001-02-01", to="2001-05-01")], False,
         ["asserted 1990-03-01 to 2001-01-01..2001-12-31", "denied 2001-02-01 to 2001-05-01"]),
        ([embassy("2020-06-01", B, from_="2001", to="2001"),
          denied("2021-01-01", from_="2001-02-01", to="2001-05-01")], True,
         ["asserted 2001-01-01..2001-12-31 to 2001-01-01..2001-12-31!"]),
        # an embassy without since when has begun after the day of the denial
        ([embassy("2024-01-01", B), denied("2001-06-01")], False,
         ["asserted 2001-06-02..2024-01-01 to open",
          "denied ..2001-06-01 to 2001-06-01..2023-12-31"]),
        ([embassy("2024-01-01", B), denied("2001-06-01"), denied("2003-06-01")], False,
         ["asserted 2003-06-02..2024-01-01 to open",
          "denied ..2001-06-01 to 2003-06-01..2023-12-31"]),
        ([embassy("2010-01-01", B, to="[1995..2005]"), denied("1990-06-01")], False,
         ["asserted 1990-06-02..2005-12-31 to 1995-01-01..2005-12-31",
          "denied ..1990-06-01 to 1990-06-01..2005-12-30"]),
        # unless somebody says that it was so by then
        ([embassy("2010-01-01", B, to="[1995..2005]"), denied("2001-06-01")], True,
         ["asserted ..2005-12-31 to 1995-01-01..2005-12-31!"]),
        ([embassy("2024-01-01", B),
          denied("2001-06-01", from_="1990-03-01", to="2000-03-01")], False,
         ["asserted 2000-03-02..2024-01-01 to open", "denied 1990-03-01 to 2000-03-01"]),
        ([embassy("1999-01-01", B), embassy("2024-01-01", B), denied("2001-06-01")], True,
         ["asserted ..1999-01-01 to open!"]),
        ([embassy("2024-01-01", B, to="2010-03-01"), denied("2001-06-01")], False,
         ["asserted 2001-06-02..2010-03-01 to 2010-03-01",
          "denied ..2001-06-01 to 2001-06-01..2010-02-28"]),
        # of several denials the last that nobody contradicts for its day bounds the start
        ([embassy("2010-01-01", B), embassy("2024-01-01", "@c"), denied("2001-06-01"),
          denied("2005-06-01", "@d"), denied("2015-06-01")], True,
         ["asserted 2005-06-02..2010-01-01 to open!",
          "denied ..2001-06-01 to 2005-06-01..2009-12-31"]),
        # a denial whose end is a year bounds it by that year's first day
        ([embassy("2024-01-01", B), denied("2001-06-01", from_="1990", to="1999")], False,
         ["asserted 1999-01-02..2024-01-01 to open",
          "denied 1990-01-01..1990-12-31 to 1999-01-01..1999-12-31"]),
        # within the year in which it begins or ends
        ([embassy("2020-06-01", B, from_="2015"),
          denied("2021-01-01", from_="1990", to="2015-06-01")], False,
         ["asserted 2015-01-01..2015-12-31 to open",
          "denied 1990-01-01..1990-12-31 to 2015-06-01"]),
        ([embassy("2020-06-01", B, from_="2015"), denied("2021-01-01", from_="2015")], True,
         ["asserted 2015-01-01..2015-12-31 to open!"]),
        ([embassy("2020-06-01", B, from_="2015"), denied("2021-01-01", from_="2014")], True,
         ["asserted 2015-01-01..2015-12-31 to open!",
          "denied 2014-01-01..2014-12-31 to 2014-12-31..2015-12-30!"]),
        ([embassy("2020-06-01", B, from_="1990", to="2015"),
          denied("2021-01-01", from_="2014-12-31")], True,
         ["asserted 1990-01-01..1990-12-31 to 2015-01-01..2015-12-31!",
          "denied 2015-01-02 to open!"]),
        ([embassy("2020-06-01", B, from_="1990", to="2015"), denied("2015-12-31")], True,
         ["asserted 1990-01-01..1990-12-31 to 2015-01-01..2015-12-31!"]),
        ([embassy("2020-06-01", B, from_="1990", to="2015"), denied("2016-01-01")], False,
         ["asserted 1990-01-01..1990-12-31 to 2015-01-01..2015-12-31",
          "denied 2015-01-02..2016-01-01 to open"]),
        # denials that disagree among themselves
        ([denied("2020-01-01", from_="1990-03-01"),
          denied("2020-01-02", B, from_="1995-03-01")], True,
         ["denied 1995-03-01 to open!"]),
        ([denied("2020-01-01", from_="2010-03-01"), denied("2020-01-01", B, to="2005-03-01")], True,
         ["denied 2010-03-01 to 2010-03-01!"]),
    ],
)  # fmt: skip
def test_what_is_said_to_be_and_what_another_denies(
    said: list[Claim], contested: bool, lines: list[str]
) -> None:
    found = now(*said)
    assert found.contested == contested
    assert ties(found) == lines


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        # without dates it ends what the party said before, some day between the two
        ([embassy("2001-06-01", A, **DATED), denied("2015-06-01")],
         ["asserted 1990-03-01 to 2001-06-01..2015-05-31",
          "denied 2001-06-02..2015-06-01 to open"]),
        ([embassy("2001-06-01", A, from_="2010-03-01"), denied("2015-06-01")],
         ["asserted 2010-03-01 to 2010-03-01..2015-05-31",
          "denied 2010-03-02..2015-06-01 to open"]),
        ([embassy("2001-06-01", A), denied("2015-06-01")],
         ["asserted ..2001-06-01 to 2001-06-01..2015-05-31",
          "denied 2001-06-02..2015-06-01 to open"]),
        ([denied("2001-06-01"), embassy("2015-06-01", A)],
         ["asserted 2001-06-02..2015-06-01 to open",
          "denied ..2001-06-01 to 2001-06-01..2015-05-31"]),
        ([denied("2001-06-01", from_="1990-03-01"), embassy("2015-06-01", A)],
         ["asserted 2001-06-02..2015-06-01 to open",
          "denied 1990-03-01 to 2001-06-01..2015-05-31"]),
        # and erases nothing that was over by then, or was to begin later
        ([embassy("2001-06-01", A, to="2000-03-01", **DATED), denied("2015-06-01")],
         ["asserted 1990-03-01 to 2000-03-01", "denied 2000-03-02..2015-06-01 to open"]),
        ([embassy("2001-06-01", A, from_="2020-03-01"), denied("2015-06-01")],
         ["asserted 2020-03-01 to open", "denied ..2015-06-01 to 2020-02-29"]),
        ([denied("2001-06-01", from_="1990-03-01", to="2000-03-01"), embassy("2015-06-01", A)],
         ["asserted 2000-03-02..2015-06-01 to open", "denied 1990-03-01 to 2000-03-01"]),
        # with dates it replaces from where they overlap
        ([embassy("2001-06-01", A, **DATED), denied("2015-06-01", from_="2010-03-01")],
         ["asserted 1990-03-01 to 2010-02-28", "denied 2010-03-01 to open"]),
        ([embassy("2001-06-01", A, **DATED), denied("2015-06-01", from_="2010")],
         ["asserted 1990-03-01 to 2009-12-31..2010-12-30",
          "denied 2010-01-01..2010-12-31 to open"]),
        ([embassy("2001-06-01", A), denied("2015-06-01", from_="2010-03-01")],
         ["asserted ..2001-06-01 to 2010-02-28", "denied 2010-03-01 to open"]),
        ([embassy("2001-06-01", A, **DATED), denied("2015-06-01", from_="1990-03-01")],
         ["denied 1990-03-01 to open"]),
        ([embassy("2001-06-01", A, **DATED), denied("2015-06-01", to="1995-03-01")],
         ["denied ..1995-03-01 to 1995-03-01"]),
        ([denied("2001-06-01", to="2030-03-01"), embassy("2015-06-01", A, from_="2010-03-01")],
         ["asserted 2010-03-01 to open", "denied ..2001-06-01 to 2010-02-28"]),
        ([denied("2001-06-01"), embassy("2015-06-01", A, from_="1990-03-01")],
         ["asserted 1990-03-01 to open"]),
        # and leaves what they do not meet
        ([denied("2012-06-01"), embassy("2020-01-01", A, from_="2015-03-01")],
         ["asserted 2015-03-01 to open", "denied ..2012-06-01 to 2015-02-28"]),
        ([embassy("2001-06-01", A, to="2000-03-01", **DATED),
          denied("2021-01-01", from_="2005-03-01")],
         ["asserted 1990-03-01 to 2000-03-01", "denied 2005-03-01 to open"]),
        # a row of several parties stands while one of them has not changed its word
        ([embassy("2001-06-01", "@a;@b", **DATED), denied("2015-06-01", "@a;@b")],
         ["asserted 1990-03-01 to 2001-06-01..2015-05-31",
          "denied 2001-06-02..2015-06-01 to open"]),
        ([embassy("2001-06-01", "@a;@b", **DATED), denied("2015-06-01", A)],
         ["asserted 1990-03-01 to open!"]),
        ([embassy("2001-06-01", "@a;@b", **DATED), denied("2015-06-01", A),
          denied("2017-06-01", B)],
         ["asserted 1990-03-01 to 2001-06-01..2017-05-31!",
          "denied 2001-06-02..2017-06-01 to open"]),
        # an allegation or an expectation takes nothing back; nor does a word of the same day
        ([denied("2001-06-01", from_="1990-03-01"), embassy("2015-06-01", A, "alleged", **DATED)],
         ["alleged 1990-03-01 to open"]),
        ([embassy("2001-06-01", A, **DATED), denied("2001-06-01")],
         ["asserted 1990-03-01 to open!"]),
        # what it says of itself twice is no change
        ([embassy("2001-06-01", A, **DATED), embassy("2015-06-01", A, from_="1990-03")],
         ["asserted 1990-03-01 to open"]),
        # another's word stands beside one that was taken back
        ([embassy("2001-06-01", A, **DATED), denied("2015-06-01"),
          embassy("2002-06-01", B, **DATED)],
         ["asserted 1990-03-01 to open!"]),
    ],
)  # fmt: skip
def test_a_party_s_later_word(said: list[Claim], lines: list[str]) -> None:
    assert ties(now(*said)) == lines


def test_an_event_denied_by_those_who_said_it_is_denied() -> None:
    assert (
        now(visit("2015-03-01", "2015-02"), visit("2015-04-09", "", A, "denied")).standing
        == "denied"
    )
    other = now(visit("2015-03-01", "2015-02"), visit("2015-04-09", "", B, "denied"))
    assert (other.standing, other.disputes) == ("asserted", ("existence",))
    # denied for other days, and before it was
    apart = now(visit("2015-03-01", "2015-02"), visit("2015-04-09", "2014-02", B, "denied"))
    assert not apart.contested
    before = now(visit("2015-03-01", "2015-02"), visit("2014-04-09", "", B, "denied"))
    assert not before.contested
    assert [tie.standing for tie in before.ties] == ["asserted"]


@pytest.mark.parametrize(
    ("end", "died", "day", "lines"),
    [
        ("", "1999", "2000-06-01", ["asserted 1980-03-01 to 1999-01-01..1999-12-31"]),
        ("", "1999", "1999-06-01", ["asserted 1980-03-01 to 1999-01-01..1999-12-31!"]),
        ("", "1999-05-01", "2000-06-01", ["asserted 1980-03-01 to 1999-05-01"]),
        ("1999", "1999", "2000-06-01", ["asserted 1980-03-01 to 1999-01-01..1999-12-31"]),
        ("1985", "1999", "2000-06-01",
         ["asserted 1980-03-01 to 1985-01-01..1985-12-31",
          "denied 1985-01-02..1999-12-31 to 1999-01-01..1999-12-31"]),
        ("1999-05", "1999", "2000-06-01",
         ["asserted 1980-03-01 to 1999-05-01..1999-05-31",
          "denied 1999-05-02..1999-12-31 to 1999-05-02..1999-12-31"]),
    ],
)  # fmt: skip
def test_what_is_denied_after_the_end_of_its_state(
    end: str, died: str, day: str, lines: list[str]
) -> None:
    mission = embassy("1990-01-01", B, from_="1980-03-01", to=end)
    assert ties(now(mission, denied(day), BLR=died)) == lines
