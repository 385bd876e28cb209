"""Which rows are about one fact: by example of the design, and for whatever rows there may be."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.catalogue import (
    EMBASSIES,
    KINDS,
    MEETINGS,
    OFFICES,
    SANCTIONS,
    TREATIES,
    VISITS,
)
from diplograph.model import Claim
from diplograph.resolution.episodes import Facts, facts_of
from tests.diplograph.claims import claim


def office(published: str, from_: str = "", to: str = "", **more: str) -> Claim:
    who = {"person": "vp", "country": "RUS", "office": "President", "slug": ""}
    return claim(OFFICES, published, from_=from_, to=to, **{**who, **more})


def mission(published: str, from_: str = "", to: str = "", **more: str) -> Claim:
    which = {"sender": "USA", "receiver": "CUB", "level": "embassy", "slug": ""}
    return claim(EMBASSIES, published, from_=from_, to=to, **{**which, **more})


def visit(date: str, published: str = "2020-01-01", **more: str) -> Claim:
    return claim(
        VISITS, published, date=date, **{"sender": "USA", "host": "DEU", "slug": "", **more}
    )


def facts(*claims: Claim) -> Facts:
    return facts_of(KINDS, claims)


def sizes(*claims: Claim) -> dict[str, int]:
    found = facts(*claims)
    assert not found.findings
    return {id_: len(group) for id_, group in found.claims.items()}


def test_two_terms_are_two_facts_named_by_their_years() -> None:
    first = office("2010-01-01", "2000-05-07", "2008-05-07")
    assert sizes(first, office("2020-01-01", "2012-05-07")) == {
        "offices:vp:RUS:president::2000": 1,
        "offices:vp:RUS:president::2012": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (("2000-05-07", "2008-05-07"), ("2008-05-07", ""), 2),  # they touch on a day
        (("2000", "2008"), ("2008", "2012"), 2),  # they touch in a year
        (("2000", "2008"), ("2007-03", "2012"), 1),  # they overlap: sources disagree
        (("2000", "2008"), ("2000-05-07", ""), 1),
        (("2000", ""), ("2008", ""), 1),  # neither is said to end
        (("2016-09-21", "2016-09-21"), ("2016-09-21", "2016-09-21"), 1),  # one day, said twice
        (("", "2008-05-07"), ("2008-05-07", ""), 2),
        (("", "2008"), ("1999", ""), 1),
        (("2000", "2008"), ("2008", ""), 2),
        (("2008", "2008"), ("2008", "2012"), 1),  # the one may be a part of the other
        (("2000", "2008"), ("2008", "2008"), 1),
        (("", "2008"), ("2008", "2012"), 1),
        (("2000", "2008"), ("2008-05", "2012"), 1),
        (("2000", "2008-05"), ("2008-06", ""), 2),
        # their other ends need not lie apart
        (("[2007..2008]", "2008"), ("2008", "2012"), 1),
        (("2008-05", "2008"), ("2008", "2012"), 1),
        (("2008-01-01", "2008"), ("2008", "2012"), 1),
        (("2000", "2008"), ("2008", "[2008..2010]"), 1),
        (("2000", "2008"), ("2008", "2008-05"), 1),
        (("2000", "2008"), ("2008", "2008-12-31"), 1),
    ],
)
def test_spells_are_one_unless_one_ends_by_the_day_on_which_the_other_begins(
    first: tuple[str, str], second: tuple[str, str], number: int
) -> None:
    assert len(sizes(office("2010-01-01", *first), office("2020-01-01", *second))) == number


def test_an_embassy_that_closed_and_reopened_is_two() -> None:
    found = sizes(
        mission("2020-01-01", "1923", "1961-01-03"),
        mission("2020-01-02", "2015-07-20"),
        mission("2021-01-01", "2015"),
        mission("1950-01-01", "1923"),
    )
    assert found == {"embassies:USA:CUB::embassy:1923": 2, "embassies:USA:CUB::embassy:2015": 2}


def test_two_visits_in_a_month_are_two_and_one_in_four_spellings_is_one() -> None:
    assert len(sizes(visit("2015-03-02"), visit("2015-03-28"))) == 2
    spellings = ("2019-07-23", "2019-07", "2019-07?", "[2019-07-23..2019-07-26]")
    assert sizes(*map(visit, spellings)) == {"visits:sender=USA:DEU:2019": 4}


def test_who_visits_without_a_name_is_told_by_the_state() -> None:
    found = sizes(
        visit("2015-03-02"), visit("2015-03-02", sender="FRA"), visit("2015-03-02", visitors="pp")
    )
    assert set(found) == {
        "visits:sender=USA:DEU:2015", "visits:sender=FRA:DEU:2015", "visits:pp:DEU:2015",
    }  # fmt: skip


def test_meetings_of_states_without_persons_are_told_by_the_states() -> None:
    said = {"USA;FRA": "2015-03", "USA;DEU": "2015-03", "USA;ITA": "", "USA;ESP": ""}
    rows = [
        claim(MEETINGS, "2020-01-01", countries=states, date=date, slug="")
        for states, date in said.items()
    ]
    assert len(sizes(*rows)) == 4


def test_a_blank_joins_the_one_group_that_it_fits() -> None:
    havana = mission("2010-01-01", "2015", city="havana")
    assert sizes(havana, mission("2020-01-01", "2015")) == {
        "embassies:USA:CUB:havana:embassy:2015": 2
    }


def test_a_blank_that_fits_several_stands_alone_with_a_warning() -> None:
    rows = [mission("2010-01-01", "2015", city=city) for city in ("havana", "santiago", "")]
    found = facts(*rows)
    assert len(found.claims) == 3
    (warning,) = found.findings
    assert (warning.claim, warning.severity, warning.column) == (rows[2], "warning", "city")


def test_an_undated_row_joins_the_one_that_stands_when_it_is_published() -> None:
    spells = [office("2010-01-01", "2000", "2008-05-07"), office("2020-01-01", "2012-05-07")]
    found = sizes(*spells, office("2016-01-01"), office("2003-01-01"))
    # each is named by its first-published row, which gives no date
    assert found == {
        "offices:vp:RUS:president::undated": 2,
        "offices:vp:RUS:president::undated-2": 2,
    }
    lost = facts(*spells, between := office("2010-06-01"))
    (error,) = lost.findings
    assert (error.claim, error.code, error.severity) == (between, "needs-a-slug", "error")
    assert between not in [one for group in lost.claims.values() for one in group]


def test_an_undated_row_joins_the_only_one_at_whatever_time_it_is_published() -> None:
    assert list(sizes(office("2010-01-01", "2000", "2008"), office("1990-01-01")).values()) == [2]


def test_an_undated_row_is_the_event_that_any_of_its_rows_lets_happen_on_that_day() -> None:
    march = [visit("2015-03-02"), visit("2015-03")]
    found = sizes(*march, visit("2015-06-01"), visit("", "2015-03-20"))
    assert sorted(found.values()) == [1, 3]


def test_undated_rows_alone_are_one_fact() -> None:
    assert sizes(office("2010-01-01"), office("2020-01-01")) == {
        "offices:vp:RUS:president::undated": 2
    }


def test_further_facts_of_a_year_are_numbered_by_publication() -> None:
    early, late = visit("2015-03-28", "2015-04-01"), visit("2015-03-02", "2016-01-01")
    found = facts(late, early).claims
    assert found == {"visits:sender=USA:DEU:2015": [early], "visits:sender=USA:DEU:2015-2": [late]}


def test_a_coarse_date_joins_the_most_precise_that_it_can_be_then_the_earliest() -> None:
    year, month, day = visit("2015"), visit("2015-03", id_="1"), visit("2015-04-10", id_="2")
    assert sorted(map(len, facts(year, month, day).claims.values())) == [1, 2]
    assert [month] in facts(year, month, day).claims.values()
    early, late = visit("2015-03-02", id_="z"), visit("2015-03-28", id_="a")
    assert [late] in facts(visit("2015-03"), early, late).claims.values()


@pytest.mark.parametrize(
    ("published", "joins"),
    [
        ("2015-03-02", 0),
        ("2015-03-04", 0),
        ("2015-03-05", None),
        ("2015-03-28", 1),
        ("2015-04-02", None),
    ],
)
def test_an_undated_visit_is_the_one_of_its_day_of_publication(
    published: str, joins: int | None
) -> None:
    dated = [visit("2015-03-02/2015-03-04"), visit("2015-03-28/2015-04-01")]
    undated = visit("", published)
    found = facts(*dated, undated)
    joined = [n for n, one in enumerate(dated) if together(found, one, undated)]
    assert joined == ([] if joins is None else [joins])
    assert [f.code for f in found.findings] == (["needs-a-slug"] if joins is None else [])


def together(found: Facts, one: Claim, other: Claim) -> bool:
    """Whether two rows are about one fact."""
    return any(one in group and other in group for group in found.claims.values())


@pytest.mark.parametrize(
    ("published", "joins"),
    [("1990-01-01", 0), ("2008-12-31", 0), ("2009-01-01", None), ("2012-05-07", 1)],
)
def test_an_undated_spell_is_the_one_that_may_stand_on_its_day_of_publication(
    published: str, joins: int | None
) -> None:
    dated = [office("2020-01-01", "", "2008"), office("2020-01-02", "2012-05-07")]
    undated = office(published)
    found = facts(*dated, undated)
    joined = [n for n, one in enumerate(dated) if together(found, one, undated)]
    assert joined == ([] if joins is None else [joins])


def test_a_year_in_an_id_is_the_first_in_which_it_may_have_begun() -> None:
    assert list(sizes(visit("[2014-12-30..2015-01-02]"))) == ["visits:sender=USA:DEU:2014"]


def test_what_agrees_in_one_column_and_differs_in_another_is_two_facts() -> None:
    def sanction(**more: str) -> Claim:
        return claim(SANCTIONS, "2020-01-01", senders="USA", target="BLR", slug="", **more)

    trade = sanction(type="trade", legal_basis="A")
    assert len(sizes(trade, sanction(legal_basis="B"))) == 2
    assert len(sizes(trade, sanction(type="trade", legal_basis="B"), sanction(type="arms"))) == 3
    joined = sizes(trade, sanction(legal_basis="A"), sanction(type="trade"))
    assert list(joined.values()) == [3]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("2015-03-02/", "2015-06-02/", 2),  # over by the last word on it
        ("2015-03-02/", "2015-03-09", 1),
        ("2015-03/", "2015-03-28", 1),  # published within the month in which it began
        ("2015-03-02/2015-03", "2015-03-20", 1),
    ],
)
def test_an_event_may_have_lasted_until_its_end_or_the_last_word_on_it(
    first: str, second: str, number: int
) -> None:
    assert len(sizes(visit(first, "2015-03-10"), visit(second))) == number


def test_a_treaty_that_is_signed_alone_is_named_by_the_year_of_its_signature() -> None:
    pact = claim(TREATIES, "2020-01-01", parties="PRK;RUS", name="Pact", signed="2000", slug="")
    assert list(sizes(pact)) == ["treaties:PRK+RUS:pact:2000"]


DATES = st.sampled_from(
    [
        "2000",
        "2004-03",
        "2004-03-09",
        "2008-05-07",
        "2008",
        "2012-05",
        "199X",
        "2008~",
        "[2003..2006]",
        "",
    ]
)
DAYS = st.sampled_from(["1999-01-01", "2004-01-01", "2008-05-07", "2010-01-01", "2020-01-01"])


@st.composite
def rows(draw: st.DrawFn) -> list[Claim]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        which = {
            "id_": f"{number}",
            "slug": draw(st.sampled_from(["", "", "", "one", "two"])),
            "standing": draw(st.sampled_from(["asserted", "denied", "expected"])),
        }
        if draw(st.booleans()):
            first, last = sorted([draw(DATES), draw(DATES)])
            city = draw(st.sampled_from(["", "a", "b"]))
            found.append(mission(draw(DAYS), first, last, city=city, **which))
        else:
            found.append(visit(draw(DATES), draw(DAYS), **which))
    return found


@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(claims: list[Claim], chance: random.Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    one, other = facts(*claims), facts(*shuffled)
    assert one.claims == other.claims
    assert one.groups == other.groups
    assert {repr(f) for f in one.findings} == {repr(f) for f in other.findings}


@given(rows())
def test_every_row_is_in_one_fact_unless_there_is_an_error_about_it(claims: list[Claim]) -> None:
    found = facts(*claims)
    placed = [one.id for group in found.claims.values() for one in group]
    wrong = {f.claim.id for f in found.findings if f.severity == "error"}
    assert len(placed) == len(set(placed))
    assert set(placed) == {one.id for one in claims} - wrong


@given(rows())
def test_a_fact_has_its_claims_in_the_order_of_publication(claims: list[Claim]) -> None:
    for group in facts(*claims).claims.values():
        assert all(one.order < other.order for one, other in pairwise(group))


@given(rows())
def test_a_fact_without_its_slug_is_named_by_its_group(claims: list[Claim]) -> None:
    found = facts(*claims)
    for id_, group in found.claims.items():
        slugs = {one.slug for one in group} - {""}
        assert slugs == {id_} or (not slugs and id_.startswith(f"{found.groups[id_]}:"))
