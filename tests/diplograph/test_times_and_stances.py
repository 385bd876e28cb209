"""When it was so and who stands by it: the design's sentences on dates and denials, by example."""

from __future__ import annotations

from datetime import date

import pytest

from diplograph.catalogue import EMBASSIES, RELATIONS, SANCTIONS, TREATIES, VISITS
from diplograph.dates import OPEN, UNKNOWN
from diplograph.model import Claim
from diplograph.resolution.resolve import versions
from diplograph.resolution.times import day_after, day_before
from tests.diplograph.claims import claim, embassy
from tests.diplograph.reading import now, pairs, span, ties

A, B, C = "@a", "@b", "@c"


def denied(published: str, by: str = A, **cells: str) -> Claim:
    return embassy(published, by, "denied", **cells)


def expected(published: str, by: str = A, **cells: str) -> Claim:
    return embassy(published, by, "expected", **cells)


def visit(published: str, dates: str = "", by: str = A, standing: str = "asserted") -> Claim:
    return claim(VISITS, published, by, standing, sender="BLR", host="PRK", date=dates)


SINCE_1990 = embassy("2001-06-01", A, from_="1990-03-01")
SINCE_2015 = embassy("2020-06-01", B, from_="2015-03-01")
UNTIL_2000 = embassy("2020-06-01", B, from_="1990-03-01", to="2000-03-01")


# Dates


def test_each_end_is_narrowed_by_all_that_agree_and_crossed_ends_are_a_dispute() -> None:
    wide = embassy("2020-01-01", A, from_="[1990..1995]", to="2010")
    narrow = embassy("2020-01-02", B, from_="[1993..1999]", to="2010-05")
    assert ties(now(wide, narrow)) == [
        "asserted 1993-01-01..1995-12-31 to 2010-05-01..2010-05-31"
    ]  # fmt: skip
    crossed = now(embassy("2020-01-01", A, from_="2010"), embassy("2020-01-01", B, to="2005"))
    assert crossed.disputes == ("from", "to")
    assert ties(crossed) == ["asserted 2010-01-01..2010-12-31 to 2010-01-01..2010-12-31!"]


def test_the_best_attested_is_narrowed_by_those_that_agree_with_it() -> None:
    said = {A: "2005-05", B: "[2005-05-07..2005-08-31]", C: "2009"}
    found = now(*(embassy("2020-01-01", by, from_=text) for by, text in said.items()))
    assert found.disputes == ("from",)
    assert span(found.start) == "2005-05-07..2005-05-31"


def test_a_start_without_a_date_is_bounded_by_publication_or_by_an_earlier_end() -> None:
    assert ties(now(embassy("2020-01-01"))) == ["asserted ..2020-01-01 to open"]
    assert ties(now(embassy("2020-01-01", to="2005"))) == [
        "asserted ..2005-12-31 to 2005-01-01..2005-12-31"
    ]
    later = embassy("2020-01-01", to="2030-05-07")
    assert ties(now(later)) == ["asserted ..2020-01-01 to 2030-05-07"]


def test_start_and_end_of_one_month_are_narrowed_against_each_other() -> None:
    one_day = embassy("2020-01-01", from_="2016-09-21", to="2016")
    assert ties(now(one_day)) == ["asserted 2016-09-21 to 2016-09-21..2016-12-31"]
    other = embassy("2020-01-01", from_="2016", to="2016-03-01")
    assert ties(now(other)) == ["asserted 2016-01-01..2016-03-01 to 2016-03-01"]


def test_a_treaty_in_force_by_one_source_and_signed_by_another() -> None:
    pact = {"name": "Pact", "parties": "PRK;RUS"}
    signed = claim(TREATIES, "2024-06-20", A, signed="2024-06-19", **pact)
    in_force = claim(TREATIES, "2024-12-05", B, from_="2024-12-04", **pact)
    undated = claim(TREATIES, "2025-01-01", C, **pact)
    assert ties(now(signed)) == ["asserted 2024-06-19 to open"]
    assert ties(now(signed, in_force, undated)) == ["asserted 2024-12-04 to open"]
    assert ties(now(signed, undated)) == ["asserted 2024-06-19 to open"]
    before = claim(TREATIES, "2025-01-01", C, from_="2024-01-01", **pact)
    assert now(signed, before).disputes == ("from",)


# Open ends, and states that end


def test_an_event_of_which_the_start_is_known_may_have_lasted_until_the_last_word_on_it() -> None:
    first, last = visit("2015-02-28", "2015-02-27/"), visit("2015-03-09", "2015-02-27/", B)
    assert ties(now(first)) == ["asserted 2015-02-27 to 2015-02-27..2015-02-28"]
    assert ties(now(first, last)) == ["asserted 2015-02-27 to 2015-02-27..2015-03-09"]
    both = visit("2015-02-28;2015-03-09", "2015-02-27/")
    assert ties(now(both)) == ["asserted 2015-02-27 to 2015-02-27..2015-03-09"]
    early = visit("2015-01-01", "2015-02-27/")
    assert ties(now(early)) == ["asserted 2015-02-27 to 2015-02-27"]
    assert ties(now(visit("2015-02-28"))) == ["asserted ..2015-02-28 to ..2015-02-28"]


def test_a_day_within_one_span_agrees_with_it_and_a_day_between_two_with_neither() -> None:
    spans = [visit("2020-04-01", f"2020-0{n}-01/2020-0{n}-05", B) for n in (1, 3)]
    inside = visit("2020-04-01", "2020-01-03")
    assert not now(spans[0], inside).contested
    assert ties(now(spans[0], inside)) == ["asserted 2020-01-01 to 2020-01-05"]
    between = [visit("2020-05-01", "2020-02-01", f"@{n}") for n in range(3)]
    assert ties(now(*spans, *between)) == ["asserted 2020-02-01 to 2020-02-01!"]


@pytest.mark.parametrize(
    ("standing", "cells", "said"),
    [
        ("asserted", {"from_": "1960"}, "1960-01-01..1960-12-31 to 1991-12-26"),
        ("asserted", {"from_": "1991"}, "1991-01-01..1991-12-26 to 1991-12-26"),
        ("asserted", {"from_": "1960", "to": "1980"},
         "1960-01-01..1960-12-31 to 1980-01-01..1980-12-31"),
        ("asserted", {"from_": "1960", "to": "1991"},
         "1960-01-01..1960-12-31 to 1991-01-01..1991-12-26"),
        ("asserted", {"from_": "1960", "to": "1995"}, "1960-01-01..1960-12-31 to 1991-12-26"),
        ("asserted", {"from_": "1991-12-26"}, "1991-12-26 to 1991-12-26"),
        ("expected", {"from_": "1990"}, "1990-01-01..1990-12-31 to 1991-12-26"),
        ("denied", {"from_": "1960"}, "1960-01-01..1960-12-31 to 1991-12-26"),
        # a row that begins after the state's end is an error elsewhere; here it stays as it is
        ("asserted", {"from_": "1995"}, "1995-01-01..1995-12-31 to open"),
    ],
)  # fmt: skip
def test_missions_end_with_the_state(standing: str, cells: dict[str, str], said: str) -> None:
    found = now(embassy("1985-01-01", A, standing, **cells), BLR="1991-12-26")
    assert ties(found) == [f"{standing} {said}"]
    (tie,) = found.ties
    assert (found.start, found.end) == (tie.since, tie.until)


def test_the_first_state_to_end_ends_the_tie_and_the_last_tie_to_end_the_fact() -> None:
    one = embassy("1985-01-01", from_="1960")
    found = now(one, BLR="1991-12-26", PRK="1989-05-07")
    assert ties(found) == ["asserted 1960-01-01..1960-12-31 to 1989-05-07"]
    pact = claim(TREATIES, "1985-01-01", name="P", parties="BLR;PRK;RUS", from_="1960-01-01")
    found = now(pact, BLR="1991-12-26", PRK="1989-05-07")
    assert span(found.end) == "1991-12-26"
    found = now(pact, BLR="1991-12-26")
    assert pairs(found)[1] == "BLR-RUS asserted 1960-01-01 to 1991-12-26"
    assert pairs(found)[2] == "PRK-RUS asserted 1960-01-01 to open"
    assert span(found.end) == "9999-12-31.."


def test_sanctions_need_not_end_with_a_state() -> None:
    one = claim(SANCTIONS, "1985-01-01", senders="BLR", target="PRK", from_="1960-01-01")
    assert ties(now(one, BLR="1991-12-26")) == ["asserted 1960-01-01 to open"]


def test_a_denial_after_the_state_s_end_disputes_nothing_and_is_no_absence() -> None:
    found = now(embassy("1985-01-01", A, from_="1960-01-01"), denied("2005-01-01", B),
                BLR="1991-12-26")  # fmt: skip
    assert not found.contested
    assert ties(found) == ["asserted 1960-01-01 to 1991-12-26"]
    on_its_day = now(embassy("1985-01-01", A, from_="1960-01-01"), denied("1991-12-26", B),
                     BLR="1991-12-26")  # fmt: skip
    assert on_its_day.contested


# Standing


def test_the_strongest_standing_left_is_the_fact_s() -> None:
    rows = [embassy("2020-01-01", A, s, from_="2015") for s in ("expected", "alleged", "asserted")]
    assert [now(*rows[:n]).standing for n in (1, 2, 3)] == ["expected", "alleged", "asserted"]
    assert (
        now(embassy("2020-01-01", A, "alleged", from_="2015"), denied("2001-01-01", B)).standing
        == "alleged"
    )


def test_the_dates_and_disputes_of_weaker_standings_do_not_count() -> None:
    alleged = embassy("2001-01-01", C, "alleged", from_="1990-01-01")
    found = now(SINCE_2015, alleged, denied("2001-06-01"))
    assert not found.contested
    assert ties(found) == [
        "asserted 2015-03-01 to open", "denied ..2001-06-01 to 2015-02-28"
    ]  # fmt: skip
    assert now(alleged, denied("2001-06-01")).disputes == ("existence",)


@pytest.mark.parametrize(
    ("said", "standing", "lines"),
    [
        # expected for 2011 on, and denied on a day since
        ([expected("2010-06-01", from_="2011"), denied("2020-01-01", B)], "denied",
         ["denied ..2020-01-01 to open"]),
        # the denial is of a day before
        ([expected("2010-06-01", from_="2025"), denied("2020-01-01", B)], "expected",
         ["expected 2025-01-01..2025-12-31 to open", "denied ..2020-01-01 to open"]),
        ([expected("2010-06-01", from_="2011-01-01"), denied("2012-01-01", from_="2015")], "denied",
         ["denied 2015-01-01..2015-12-31 to open"]),
        ([expected("2010-06-01", to="2011"), denied("2012-01-01", B, from_="2015")], "expected",
         ["expected 2010-06-01.. to 2011-01-01..2011-12-31",
          "denied 2015-01-01..2015-12-31 to open"]),
        # denied, then expected
        ([denied("2010-06-01"), expected("2012-01-01", from_="2015")], "expected",
         ["expected 2015-01-01..2015-12-31 to open", "denied ..2010-06-01 to open"]),
        ([denied("2012-01-01", B), expected("2012-01-01", from_="2011")], "expected",
         ["expected 2011-01-01..2011-12-31 to open", "denied ..2012-01-01 to open"]),
    ],
)  # fmt: skip
def test_what_is_expected_and_denied(said: list[Claim], standing: str, lines: list[str]) -> None:
    found = now(*said)
    assert (found.standing, found.contested) == (standing, False)
    assert ties(found) == lines


def test_what_is_expected_begins_after_that_was_said_unless_a_date_is_given() -> None:
    assert ties(now(expected("2010-06-01"))) == ["expected 2010-06-01.. to open"]
    apart = [expected("2010-06-01", from_="2011"), expected("2010-06-01", B, from_="2013")]
    assert now(*apart).disputes == ("from",)
    ended = expected("2010-06-01", from_="2011", to="2012")
    assert ties(now(ended)) == ["expected 2011-01-01..2011-12-31 to 2012-01-01..2012-12-31"]
    short = expected("2010-06-01", to="2009")
    assert ties(now(short)) == ["expected 2010-06-01.. to 2010-06-01"]
    assert ties(now(visit("2010-06-01", "2011-05", standing="expected"))) == [
        "expected 2011-05-01..2011-05-31 to 2011-05-01..2011-05-31"
    ]


@pytest.mark.parametrize(
    ("published", "dates", "standing"),
    [
        ("2015-06-09", "", "denied"),  # it would have been by then
        ("2015-04-09", "", "expected"),  # an undated denial speaks of no later day
        ("2015-04-09", "2015-05", "denied"),
        ("2015-04-09", "2015-06", "expected"),
    ],
)
def test_an_expected_event_is_denied_for_its_time(
    published: str, dates: str, standing: str
) -> None:
    found = now(
        visit("2015-03-01", "2015-05", standing="expected"), visit(published, dates, B, "denied")
    )
    assert found.standing == standing


def test_a_source_that_only_confirms_makes_no_version_but_is_the_last_to_have_said_so() -> None:
    again = embassy("2005-01-01;2007-05-07", B, from_="1990-03-01")
    closed = embassy("2006-01-01", C, from_="1990-03-01", to="2005-12-31")
    first, second = versions(EMBASSIES, [SINCE_1990, again, closed])
    assert first.known_from == date(2001, 6, 1)
    assert first.last_said == first.ties[0].last_said == date(2005, 1, 1)
    assert second.last_said == second.ties[0].last_said == date(2007, 5, 7)


def test_relations_said_either_way_round_agree() -> None:
    rows = [
        claim(
            RELATIONS, f"202{n}-01-01", country_a=a, country_b=b, status="relations", from_="1990"
        )
        for n, (a, b) in enumerate([("PRK", "BLR"), ("BLR", "PRK")])
    ]
    found = versions(RELATIONS, rows)
    assert [v.contested for v in found] == [False]
    assert found[0].values["country_a"] == ("PRK",)
    assert pairs(found[0]) == ["BLR-PRK asserted 1990-01-01..1990-12-31 to open"]


YEARS = {"from_": "1990", "to": "1995"}


@pytest.mark.parametrize(
    ("said", "contested", "lines"),
    [
        # what another denies of the time before, after, and of a day within the same year
        ([embassy("2020-06-01", B, from_="2015"), denied("2020-06-02", to="2015-06")], False,
         ["asserted 2015-01-01..2015-12-31 to open",
          "denied ..2015-06-30 to 2015-06-01..2015-06-30"]),
        ([embassy("2020-06-01", B, **YEARS), denied("2020-06-02", from_="1995")], False,
         ["asserted 1990-01-01..1990-12-31 to 1995-01-01..1995-12-31",
          "denied 1995-01-02..1995-12-31 to open"]),
        ([embassy("2020-06-01", B, **YEARS), denied("1995-06-02")], True,
         ["asserted 1990-01-01..1990-12-31 to 1995-01-01..1995-12-31!"]),
        ([embassy("2020-06-01", B, **YEARS), denied("1996-06-02")], False,
         ["asserted 1990-01-01..1990-12-31 to 1995-01-01..1995-12-31",
          "denied 1995-01-02..1996-06-02 to open"]),
        ([embassy("2020-06-01", B, from_="1995"), denied("1995-06-02")], True,
         ["asserted 1995-01-01..1995-12-31 to open!"]),
        ([embassy("2020-06-01", B, from_="1995"), denied("1994-06-02")], False,
         ["asserted 1995-01-01..1995-12-31 to open",
          "denied ..1994-06-02 to 1994-12-31..1995-12-30"]),
        ([embassy("2024-01-01", B), denied("2001-06-01", to="2000")], False,
         ["asserted 2000-01-02..2024-01-01 to open",
          "denied ..2000-12-31 to 2000-01-01..2000-12-31"]),
        # the same party's later word
        ([embassy("2001-06-01", A, from_="1990"), denied("2015-06-01", from_="2010", to="2012")],
         False,
         ["asserted 1990-01-01..1990-12-31 to 2009-12-31..2010-12-30",
          "denied 2010-01-01..2010-12-31 to 2012-01-01..2012-12-31"]),
        ([embassy("2001-06-01", A), denied("2015-06-01", to="1995")], False,
         ["asserted 1995-01-02..2001-06-01 to open",
          "denied ..1995-12-31 to 1995-01-01..1995-12-31"]),
        ([embassy("2001-06-01", A, from_="1990", to="2005"), denied("2005-06-01")], False,
         ["asserted 1990-01-01..1990-12-31 to 2001-06-01..2005-05-31",
          "denied 2001-06-02..2005-06-01 to open"]),
        ([embassy("2001-06-01", "@a;@b", from_="1990-03-01"), denied("2015-06-01", B),
          denied("2010-06-01")], True,
         ["asserted 1990-03-01 to 2001-06-01..2015-05-31!",
          "denied 2001-06-02..2015-06-01 to open"]),
        # without dates, on the last day and on the first
        ([embassy("2001-06-01", A, from_="1990-03-01", to="2015-06-01"), denied("2015-06-01")],
         False,
         ["asserted 1990-03-01 to 2001-06-01..2015-05-31",
          "denied 2001-06-02..2015-06-01 to open"]),
        ([embassy("2001-06-01", A, from_="2015-06-01"), denied("2015-06-01")], False,
         ["denied ..2015-06-01 to open"]),
        ([embassy("2001-06-01", A, from_="[2015-06-01..2015-12-31]"), denied("2015-06-01")], False,
         ["asserted 2015-06-01..2015-12-31 to open"]),
        # an allegation takes nothing back
        ([denied("2001-06-01", from_="1990-03-01"),
          embassy("2015-06-01", A, "alleged", from_="2010-03-01", to="2012-03-01")], False,
         ["alleged 2010-03-01 to 2012-03-01",
          "denied 1990-03-01 to 2010-02-28", "denied 2012-03-02 to open"]),
        # a denial that gives an end alone begins by its publication
        ([denied("2001-06-01", to="1995")], False,
         ["denied ..1995-12-31 to 1995-01-01..1995-12-31"]),
        ([denied("2001-06-01", to="2005")], False,
         ["denied ..2001-06-01 to 2005-01-01..2005-12-31"]),
        # what is expected
        ([expected("2001-06-01", from_="2005"), denied("2003-01-01", B, from_="2006")], False,
         ["denied 2006-01-01..2006-12-31 to open"]),
        ([expected("2001-06-01", from_="2005", to="2006"), denied("2003-01-01", B, from_="2006")],
         False,
         ["expected 2005-01-01..2005-12-31 to 2006-01-01..2006-12-31",
          "denied 2006-01-01..2006-12-31 to open"]),
        ([denied("2001-01-01", B, from_="2005"), expected("2001-06-01", from_="2005")], False,
         ["expected 2005-01-01..2005-12-31 to open",
          "denied 2005-01-01..2005-12-31 to open"]),
        ([expected("2001-06-01", from_="2005-05"), expected("2003-06-01", B, from_="2005")], False,
         ["expected 2005-05-01..2005-05-31 to open"]),
        ([visit("2020-04-01", "2020-05", A, "expected")], False,
         ["expected 2020-05-01..2020-05-31 to 2020-05-01..2020-05-31"]),
        ([visit("2020-04-01", "2020-03-01/"), visit("2020-04-01", "2020-03-05", B)], False,
         ["asserted 2020-03-01 to 2020-03-01..2020-04-01"]),
    ],
)  # fmt: skip
def test_years_and_months_are_told_apart_by_what_they_leave_open(
    said: list[Claim], contested: bool, lines: list[str]
) -> None:
    found = now(*said)
    assert found.contested == contested
    assert ties(found) == lines


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"from_": "1960-01-01", "to": "1991-05"}, "1960-01-01 to 1991-05-01..1991-05-31"),
        ({"from_": "1960-01-01", "to": "1995"}, "1960-01-01 to 1991-01-01..1991-12-31"),
        ({"from_": "1991-06-01"}, "1991-06-01 to 1991-06-01..1991-12-31"),
    ],
)
def test_missions_end_in_the_year_in_which_the_state_did(cells: dict[str, str], said: str) -> None:
    assert ties(now(embassy("1985-01-01", **cells), BLR="1991")) == [f"asserted {said}"]


def test_a_denial_of_the_year_in_which_a_state_ended_disputes_what_was() -> None:
    found = now(embassy("1985-01-01", from_="1960"), denied("1991-06-01", B), BLR="1991")
    assert found.disputes == ("existence",)


def test_the_first_and_last_days_of_the_calendar_stand_for_no_day() -> None:
    for day in (UNKNOWN, OPEN):
        assert day_before(day) == day_after(day) == day


def test_a_denied_event_has_the_days_that_are_denied() -> None:
    one = visit("2020-04-01", "2020-03-01/2020-03-05", A, "denied")
    assert (span(now(one).start), span(now(one).end)) == ("2020-03-01", "2020-03-05")
    other = visit("2020-04-01", "2020-01-01", B, "denied")
    assert now(one, other).disputes == ("date",)


def test_relations_keep_both_states_and_what_ties_them() -> None:
    cells = {"country_a": "PRK", "country_b": "BLR", "status": "consular"}
    found = now(claim(RELATIONS, "2020-01-01", from_="1992", **cells))
    assert found.values == {name: (cell,) for name, cell in cells.items()}
