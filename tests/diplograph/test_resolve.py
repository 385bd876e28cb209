"""From claims to versions: the rules, by example and for whatever claims there may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.catalogue import EMBASSIES, KINDS, TREATIES, VISITS
from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window, parse_date
from diplograph.kinds import STANDINGS
from diplograph.model import Claim
from diplograph.resolve import versions
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


DAYS = st.dates(date(1990, 1, 1), date(2025, 12, 31))


@st.composite
def edtf_dates(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    form = draw(st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y~", "set", ""]))
    if form == "set":
        return f"[{day.year}..{day.year + draw(st.integers(1, 5))}]"
    return day.strftime(form)


@st.composite
def embassy_claims(draw: st.DrawFn) -> Claim:
    first, last = draw(edtf_dates()), draw(edtf_dates())
    if first and last and parse_date(last).latest < parse_date(first).earliest:
        first, last = last, first
    return embassy(
        draw(DAYS).isoformat(),
        draw(st.sampled_from(["PRK", "BLR", "@ap", "@kbs"])),
        draw(st.sampled_from(STANDINGS)),
        from_=first,
        to=last,
        level=draw(st.sampled_from(["embassy", "consulate"])),
    )


@st.composite
def visit_claims(draw: st.DrawFn) -> Claim:
    day = draw(DAYS)
    end = (day + timedelta(days=draw(st.integers(0, 9)))).isoformat()
    text = draw(st.sampled_from([day.isoformat(), f"{day}/", f"{day}/{end}", "", str(day.year)]))
    return claim(
        VISITS,
        draw(DAYS).isoformat(),
        draw(st.sampled_from(["PRK", "BLR", "@ap", "@kbs"])),
        draw(st.sampled_from(STANDINGS)),
        visitors="x",
        sender="BLR",
        host="PRK",
        date=text,
    )


GROUPS = st.one_of(
    st.lists(embassy_claims(), min_size=1, max_size=7, unique_by=lambda c: c.id),
    st.lists(visit_claims(), min_size=1, max_size=7, unique_by=lambda c: c.id),
)


@given(GROUPS, st.randoms())
def test_the_order_of_claims_does_not_matter(claims: list[Claim], random: object) -> None:
    kind = KINDS[claims[0].kind]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert versions(kind, shuffled) == versions(kind, claims)


@given(GROUPS)
def test_versions_tile_the_record_from_first_publication_on(claims: list[Claim]) -> None:
    found = versions(KINDS[claims[0].kind], claims)
    assert found[0].known_from == min(c.known for c in claims)
    assert found[-1].known_to == OPEN
    for one, other in pairwise(found):
        assert one.known_to == other.known_from
        assert replace(one, known_from=other.known_from, known_to=other.known_to) != other


@given(GROUPS)
def test_what_was_known_does_not_change_by_what_is_published_later(claims: list[Claim]) -> None:
    kind = KINDS[claims[0].kind]
    whole = versions(kind, claims)
    for day in {c.known for c in claims}:
        *_, then = versions(kind, [c for c in claims if c.known <= day])
        known = next(v for v in whole if v.known_from <= day < v.known_to)
        assert replace(then, known_to=known.known_to) == known


@given(GROUPS)
def test_a_version_ends_no_earlier_than_it_begins(claims: list[Claim]) -> None:
    for version in versions(KINDS[claims[0].kind], claims):
        assert version.start.earliest <= version.end.latest


@given(embassy_claims())
def test_one_claim_alone_is_never_disputed(one: Claim) -> None:
    (now,) = versions(EMBASSIES, [one])
    assert not now.contested
    assert now.standing == one.standing


@given(GROUPS)
def test_denied_versions_make_no_tie_but_an_absence(claims: list[Claim]) -> None:
    kind = KINDS[claims[0].kind]
    for version in versions(kind, claims):
        if version.standing == "denied":
            assert {tie.type for tie in version.ties} <= {"HAS_NO_EMBASSY_IN"}
