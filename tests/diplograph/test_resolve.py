"""From claims to versions: the rules, by example."""

from __future__ import annotations

from datetime import date

import pytest

from diplograph.catalogue import EMBASSIES, TREATIES, VISITS
from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window, parse_date
from diplograph.resolution.resolve import versions
from tests.diplograph.claims import claim, embassy

KCNA = embassy("2016-09-21", "kcna", from_="2016-09-21")
DENIAL = embassy("2016-09-22", "BLR", "denied")
AP = embassy("2024-07-23", "@ap", from_="2016")


def test_the_embassy_in_minsk_as_the_design_tells_it() -> None:
    first, second = versions(EMBASSIES, [AP, DENIAL, KCNA])
    assert (first.known_from, first.known_to) == (date(2016, 9, 21), date(2016, 9, 22))
    assert not first.contested
    assert (second.known_from, second.known_to) == (date(2016, 9, 22), OPEN)
    assert second.standing == "asserted"
    assert second.disputes == ("existence",)
    assert second.start == parse_date("2016-09-21")
    assert second.end == OPEN_END


def test_a_party_that_takes_its_denial_back_for_that_time_denies_no_more() -> None:
    confirmed = embassy("2016-10-04", "BLR", from_="2016-09-21")
    found = versions(EMBASSIES, [KCNA, DENIAL, confirmed])
    assert [version.contested for version in found] == [False, True, False]


def test_a_later_word_without_dates_erases_nothing() -> None:
    confirmed = embassy("2016-10-04", "BLR")
    found = versions(EMBASSIES, [KCNA, DENIAL, confirmed])
    assert [version.contested for version in found] == [False, True]


def test_agreeing_claims_narrow_each_other() -> None:
    wide = embassy("2020-01-01", "@a", from_="199X")
    narrow = embassy("2021-01-01", "@b", from_="[1992..1995]")
    *_, now = versions(EMBASSIES, [wide, narrow])
    assert now.start == parse_date("[1992..1995]")
    assert not now.contested


def test_claims_that_lie_apart_are_a_dispute_and_the_most_precise_wins() -> None:
    year = embassy("2021-01-01", "@a", from_="1994")
    day = embassy("2020-01-01", "@b", from_="1992-02-03")
    *_, now = versions(EMBASSIES, [year, day])
    assert now.disputes == ("from",)
    assert now.start == parse_date("1992-02-03")


def test_among_equally_precise_claims_more_parties_outweigh_a_later_one() -> None:
    early = [embassy("2020-01-01", f"@{n}", from_="1992-02-03") for n in range(2)]
    late = embassy("2021-01-01", "@late", from_="1992-02-04")
    *_, now = versions(EMBASSIES, [*early, late])
    assert now.start == parse_date("1992-02-03")
    *_, now = versions(EMBASSIES, [early[0], late])
    assert now.start == parse_date("1992-02-04")
    two_publishers = embassy("2020-01-01", "@1;@2", from_="1992-02-03")
    *_, now = versions(EMBASSIES, [two_publishers, late])
    assert now.start == parse_date("1992-02-03")


def test_an_unknown_start_is_bounded_by_the_day_of_publication() -> None:
    (now,) = versions(EMBASSIES, [embassy("2024-07-23", standing="denied")])
    assert now.start == Window(UNKNOWN, date(2024, 7, 23))
    assert now.end == OPEN_END


def test_an_end_that_another_source_does_not_know_of_yet_is_no_dispute() -> None:
    before = embassy("2016-01-01", "@a", from_="1990")
    after = embassy("2024-01-01", "@b", from_="1990", to="2023-11")
    *_, now = versions(EMBASSIES, [before, after])
    assert now.end == parse_date("2023-11")
    assert not now.contested


def test_still_open_against_closed_is_a_dispute() -> None:
    closed = embassy("2024-01-01", "@a", from_="1990", to="2023-11")
    open_ = embassy("2025-01-01", "@b", from_="1990")
    *_, now = versions(EMBASSIES, [closed, open_])
    assert now.disputes == ("to",)
    assert now.end == parse_date("2023-11")


def test_a_day_within_a_span_agrees_with_it() -> None:
    pair = {"visitors": "x", "sender": "BLR", "host": "PRK"}
    day = claim(VISITS, "2024-07-23", "@a", date="2024-07-23", **pair)
    span = claim(VISITS, "2024-07-27", "@b", date="2024-07-23/2024-07-26", **pair)
    *_, now = versions(VISITS, [day, span])
    assert (now.start, now.end) == (parse_date("2024-07-23"), parse_date("2024-07-26"))
    assert not now.contested


def test_a_treaty_ties_from_signature_until_its_entry_into_force_is_known() -> None:
    pact = {"name": "Pact", "parties": "PRK;RUS"}
    signed = claim(TREATIES, "2024-06-20", "@a", signed="2024-06-19", **pact)
    in_force = claim(TREATIES, "2024-12-05", "@b", signed="2024-06-19", from_="2024-12-04", **pact)
    first, now = versions(TREATIES, [signed, in_force])
    assert first.start == parse_date("2024-06-19")
    assert now.start == parse_date("2024-12-04")
    assert not now.contested


def test_a_denied_version_makes_only_an_absence() -> None:
    (denied,) = versions(EMBASSIES, [embassy("2024-07-23", standing="denied")])
    assert [tie.type for tie in denied.ties] == ["HAS_NO_EMBASSY_IN"]
    (unsigned,) = versions(
        TREATIES, [claim(TREATIES, "2024-01-01", standing="denied", name="P", parties="PRK;RUS")]
    )
    assert unsigned.ties == ()


def test_a_fact_without_claims_is_none() -> None:
    with pytest.raises(ValueError, match="at least one"):
        versions(EMBASSIES, [])
