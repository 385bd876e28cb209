"""Blocs and regions."""

from __future__ import annotations

from dataclasses import replace

from dashboard.picture.grouping import REGIONS, blocs, regions, sorts
from diplograph.entities import well_known_countries
from diplograph.model import Entity
from tests.dashboard.records import entity


def test_regions_are_those_of_the_state_list() -> None:
    codes = {"USA": "2", "BLR": "370", "CHN": "710", "SYR": "652", "NGA": "475", "AUS": "900"}
    world = {id_: replace(entity(id_), cells={"cow": code}) for id_, code in codes.items()}
    assert regions(world, world) == {
        "USA": "Americas",
        "BLR": "Europe",
        "CHN": "Asia",
        "SYR": "Middle East and North Africa",
        "NGA": "Sub-Saharan Africa",
        "AUS": "Oceania",
    }


def test_who_has_no_code_has_no_region() -> None:
    assert regions({"xi": entity("xi", "Person")}, ["xi"]) == {}


def test_every_country_with_a_code_has_a_region() -> None:
    world: dict[str, Entity] = {one.id: one for one in well_known_countries()}
    found = regions(world, world)
    coded = [id_ for id_, one in world.items() if one.cells.get("cow")]
    assert set(found) == set(coded)
    assert set(found.values()) == {name for _, name in REGIONS}


def test_each_is_in_the_largest_bloc_it_belongs_to_and_no_bloc_is_of_one() -> None:
    world = {id_: entity(id_, name=id_) for id_ in ("a", "b", "c", "d", "Big", "Small", "One")}
    members = [("a", "Big"), ("b", "Big"), ("c", "Big"), ("c", "Small"), ("d", "Small")]
    members += [("a", "Small"), ("d", "One")]
    found = blocs(members, ["a", "b", "c", "d"], world)
    assert found == {"a": "Big", "b": "Big", "c": "Big"}


def test_everyone_is_of_a_kind_of_entity() -> None:
    world = {
        "xi": entity("xi", "Person"),
        "CHN": entity("CHN"),
        "sco": entity("sco", "Organization"),
    }
    assert sorts(world, world) == {"xi": "People", "CHN": "Countries", "sco": "Organizations"}
