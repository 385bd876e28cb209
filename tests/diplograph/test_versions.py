"""From claims to versions: what holds whatever sources say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diplograph.dates import OPEN, certainty
from diplograph.kinds import STANDINGS, Kind
from diplograph.model import Claim, Tie, Version
from diplograph.resolution.resolve import extent, versions
from tests.diplograph.generated import Fact, facts

ANY = facts()


def makers(kind: Kind, claims: list[Claim], tie: Tie) -> list[Claim]:
    """The claims that tie these two."""
    return [
        one
        for one in claims
        if (tie.start, tie.end) in [(start, end) for _, start, end in kind.pairs(one.values)]
    ]


def ties(fact: Fact) -> Iterator[tuple[Version, Tie]]:
    for version in fact.versions():
        for tie in version.ties:
            yield version, tie


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(fact: Fact, chance: random.Random) -> None:
    kind, claims, died = fact.kind, fact.claims, fact.died
    shuffled = list(claims)
    chance.shuffle(shuffled)
    one, other = versions(kind, claims, died), versions(kind, shuffled, died)
    assert one == other
    assert [v.claims for v in one] == [v.claims for v in other]
    assert [[t.last_said for t in v.ties] for v in one] == [
        [t.last_said for t in v.ties] for v in other
    ]


@given(ANY)
def test_versions_tile_the_record_from_first_publication_on(fact: Fact) -> None:
    found = fact.versions()
    assert found[0].known_from == min(c.known for c in fact.claims)
    assert found[-1].known_to == OPEN
    for one, other in pairwise(found):
        assert one.known_to == other.known_from
        assert replace(one, known_from=other.known_from, known_to=other.known_to) != other


@given(ANY)
def test_what_was_known_does_not_change_by_what_is_published_later(fact: Fact) -> None:
    kind, claims, died = fact.kind, fact.claims, fact.died
    whole = versions(kind, claims, died)
    for day in {c.known for c in claims}:
        *_, then = versions(kind, [c for c in claims if c.known <= day], died)
        known = next(v for v in whole if v.known_from <= day < v.known_to)
        assert replace(then, known_to=known.known_to) == known


@given(ANY)
def test_a_start_never_lies_after_its_end(fact: Fact) -> None:
    for version, tie in ties(fact):
        if version.standing != "expected":
            assert version.start.earliest <= version.end.earliest
            assert version.start.latest <= version.end.latest
        assert tie.since.earliest <= tie.until.earliest
        if tie.standing != "expected":
            assert tie.since.latest <= tie.until.latest


@given(ANY)
def test_a_tie_exists_only_where_a_claim_makes_it(fact: Fact) -> None:
    kind, claims = fact.kind, fact.claims
    for version, tie in ties(fact):
        made = makers(kind, [c for c in claims if c.known < version.known_to], tie)
        assert made
        assert {c.id for c in tie.claims} <= {c.id for c in made}
        assert tie.standing in {c.standing for c in made}


@given(ANY)
def test_a_pair_s_ties_depend_on_the_claims_that_make_it_alone(fact: Fact) -> None:
    kind, claims, died = fact.kind, fact.claims, fact.died
    for tie in versions(kind, claims, died)[-1].ties:
        *_, alone = versions(kind, makers(kind, claims, tie), died)
        assert replace(tie, contested=True) in [replace(t, contested=True) for t in alone.ties]


@given(ANY)
def test_a_tie_is_last_said_on_a_day_on_which_its_version_stood_or_before(fact: Fact) -> None:
    for version, tie in ties(fact):
        days = {day for one in tie.claims for day in one.published if day < version.known_to}
        assert tie.last_said == max(days)
        assert version.last_said >= max(one.known for one in version.claims)


@given(ANY)
def test_what_is_denied_makes_no_tie_but_an_absence(fact: Fact) -> None:
    for _, tie in ties(fact):
        assert (tie.standing == "denied") == (tie.type == "HAS_NO_EMBASSY_IN")
        assert all(one.standing == tie.standing for one in tie.claims)


@given(ANY)
def test_without_a_denial_the_strongest_standing_is_the_fact_s(fact: Fact) -> None:
    kind, claims, died = fact.kind, fact.claims, fact.died
    said = [one for one in claims if not one.denied]
    for version in versions(kind, said, died) if said else ():
        so_far = [one.standing for one in said if one.known < version.known_to]
        assert version.standing == min(so_far, key=STANDINGS.index)


@given(ANY)
def test_an_absence_lies_outside_the_uncontested_time_of_the_tie(fact: Fact) -> None:
    found = list(ties(fact))
    for version, absence in found:
        if absence.standing != "denied" or absence.contested:
            continue
        for other, tie in found:
            if other is not version or tie.contested or tie.standing in ("denied", "expected"):
                continue
            for day in (absence.since.latest, absence.until.earliest):
                if certainty(day, absence.since, absence.until) == "yes":
                    assert certainty(day, tie.since, tie.until) != "yes"
            assert not (
                absence.since.latest <= tie.since.latest <= absence.until.earliest
                and tie.since.latest <= tie.until.earliest
            )


@given(ANY)
def test_a_tie_ends_with_the_state_that_it_ties(fact: Fact) -> None:
    kind, died = fact.kind, fact.died
    for _, tie in ties(fact):
        ends = [died[state].latest for state in (tie.start, tie.end) if state in died]
        if kind.mortal and ends and tie.since.earliest <= min(ends):
            assert tie.until.latest <= min(ends)


@given(ANY)
def test_a_claim_alone_is_undisputed_and_gives_what_its_extent_is(fact: Fact) -> None:
    kind, one = fact.kind, fact.claims[0]
    (now,) = versions(kind, [one])
    assert not now.contested
    assert not any(tie.contested for tie in now.ties)
    assert now.standing == one.standing
    assert (now.start, now.end) == extent(kind, one)


@given(ANY)
def test_a_state_s_end_changes_no_tie_of_others(fact: Fact) -> None:
    kind, claims, died = fact.kind, fact.claims, fact.died
    mortal = versions(kind, claims, died)[-1].ties
    lasting = versions(kind, claims, {})[-1].ties
    for tie in lasting:
        if not kind.mortal or not {tie.start, tie.end} & set(died):
            assert tie in mortal
