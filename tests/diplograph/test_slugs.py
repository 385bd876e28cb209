"""Rows that have a slug, and rows that come to take one."""

from __future__ import annotations

from diplograph.catalogue import RELATIONS
from diplograph.model import Claim
from tests.diplograph.claims import claim
from tests.diplograph.test_episodes import facts, mission, office, sizes, visit


def test_an_episode_that_fits_one_slugged_fact_takes_its_slug() -> None:
    slugged = mission("2015-08-01", "2015-07-20", slug="us-havana", city="havana")
    assert sizes(slugged, mission("2020-01-01", "2015")) == {"us-havana": 2}
    assert sizes(slugged, mission("2020-01-01")) == {"us-havana": 2}
    assert sizes(slugged, mission("1950-01-01", "1923", "1961")) == {
        "us-havana": 1,
        "embassies:USA:CUB::embassy:1923": 1,
    }
    assert len(sizes(slugged, mission("2020-01-01", "2015", city="santiago"))) == 2


def test_an_episode_that_fits_several_slugged_facts_stays_apart_with_a_warning() -> None:
    rows = [mission("2015-08-01", "2015", slug=slug) for slug in ("one", "two")]
    found = facts(*rows, mission("2020-01-01", "2015"))
    assert len(found.claims) == 3
    assert [f.severity for f in found.findings] == ["warning"]


def test_a_slug_of_two_pairs_is_an_error_but_not_of_one_pair_either_way_round() -> None:
    def relation(dataset: str, one: str, other: str) -> Claim:
        return claim(RELATIONS, "2020-01-01", slug="r", dataset=dataset,
                     country_a=one, country_b=other, status="relations")  # fmt: skip

    assert sizes(relation("a", "BLR", "PRK"), relation("b", "PRK", "BLR")) == {"r": 2}
    found = facts(relation("a", "BLR", "PRK"), relation("b", "CHN", "PRK"))
    assert [f.code for f in found.findings] == ["fact-of-two-pairs"]


def test_a_slug_of_two_kinds_is_an_error() -> None:
    found = facts(office("2020-01-01", slug="x"), mission("2020-01-01", slug="x"))
    assert [f.code for f in found.findings] == ["slug-of-two-kinds"]


def test_a_slugged_fact_is_met_by_what_any_of_its_rows_says() -> None:
    slugged = [
        mission("2015-08-01", "2015", slug="m", city=city, id_=city) for city in ("havana", "")
    ]
    found = facts(*slugged, mission("2020-01-01", "2015", city="santiago"))
    assert {id_: len(group) for id_, group in found.claims.items()} == {"m": 3}
    assert found.groups["m"] == "embassies:USA:CUB:havana:embassy"


def test_every_row_of_an_episode_fits_some_dated_row_of_the_slug() -> None:
    def spells(*years: tuple[str, str], slug: str = "") -> list[Claim]:
        return [mission("2020-01-01", first, last, slug=slug) for first, last in years]

    early, late = ("2000", "2004"), ("2003", "2009")
    assert list(sizes(*spells(early, late), *spells(("2005", "2012"), slug="m")).values()) == [1, 2]
    assert sizes(*spells(early, late, slug="m"), *spells(("2005", "2010"))) == {"m": 3}
    undated = mission("2020-01-02", slug="m")
    assert len(sizes(undated, *spells(late, slug="m"), *spells(("1923", "1961")))) == 2


def test_rows_of_a_slug_may_differ_in_what_does_not_say_whom_it_is_about() -> None:
    rows = [mission("2015-08-01", slug="m", level=level) for level in ("embassy", "consulate")]
    assert sizes(*rows) == {"m": 2}


def test_a_slugged_fact_without_dates_is_met_at_any_time() -> None:
    assert sizes(mission("2015-08-01", slug="m"), mission("2020-01-01", "1923")) == {"m": 2}


def test_an_undated_row_takes_the_slug_only_of_what_stands_on_its_day() -> None:
    slugged = mission("2015-08-01", "2015-07-20", slug="m")
    assert sizes(slugged, mission("2016-01-01")) == {"m": 2}
    assert len(sizes(slugged, mission("1950-01-01"))) == 2


def test_each_row_of_a_slug_that_is_about_others_is_an_error_and_a_blank_is_none() -> None:
    first = visit("2015-03-02", slug="v")
    wrong = [visit("2015-03-02", slug="v", sender=sender, id_=sender) for sender in ("FRA", "ITA")]
    found = facts(first, *wrong, visit("2015-03-02", slug="v", sender="", visitors="x"))
    assert [f.code for f in found.findings] == ["fact-of-two-pairs"] * 2
    assert len(found.claims["v"]) == 2


def test_a_denial_takes_the_slug_of_what_it_denies_but_no_assertion_that_of_an_absence() -> None:
    slugged = [
        mission("2015-08-01", "2015", slug="m", city="havana"),
        mission("2015-08-01", "2001", "2014", slug="m", city="havana", standing="denied"),
    ]

    def joins(first: str, last: str, standing: str) -> bool:
        row = mission("2021-01-01", first, last, city="havana", standing=standing)
        return sizes(*slugged, row).get("m") == 3

    assert joins("2016", "2018", "denied")  # of the embassy
    assert joins("2002", "2010", "denied")  # as the absence has it
    assert not joins("1990", "1995", "denied")  # of neither's time
    assert joins("2016", "2018", "asserted")
    assert not joins("2002", "2010", "asserted")
    absence = slugged[1]
    against = mission("2021-01-01", "2002", "2010", city="havana")
    assert sizes(absence, against) == {"m": 2}  # where nothing else has the slug, it disputes it
