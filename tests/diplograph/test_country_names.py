"""Every name of a state that occurs in the open data, as its publishers write it, is found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from importlib.resources import files

import pytest
from defusedxml.ElementTree import parse

from diplograph.entities import NotFound, Registry, well_known_countries
from loader.mapping.names import spellings
from tests.conftest import ROOT

RAW = ROOT.parent / "shared" / "data"

REGISTRY = Registry(well_known_countries())

NO_STATES = {"Nordic countries", "Portuguese colonization of the Americas"}
"""What stands in a column of states and is none; the mapping leaves it out, with the reason."""


ALIASED = {"Bosnian Federation", "Korea", "Somoa"}
"""What the mapping of the visits has an alias for: slips of the pen, and a name of two states."""


ITEMS = {"operator": "operatorQID", "jurisdictions": "jurisdictionQIDs", "country": "countryQID"}
"""The columns of the missions that name a state, and those that have its item of Wikidata."""


BY_CODE = ("Gaza", "Jan Mayen", "Saint Martin", "Svalbard", "Virgin Islands", "none")
"""How those of the Factbook's names begin that are of a part, of two territories or of nothing; its
code says which is meant."""


def _hosts() -> Iterator[str]:
    with (RAW / "world/missions/missions.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["country"] for row in csv.DictReader(file, delimiter=";"))


def _visited() -> Iterator[str]:
    for path in (RAW / "histatstate/visits-and-travels").rglob("*.xml"):
        for element in parse(path).iter():
            if element.tag in ("from", "country") and element.text:
                yield " ".join(element.text.split())


def _is_found(name: str) -> bool:
    try:
        REGISTRY.find(name, ("Country",))
    except NotFound:
        return False
    return True


@pytest.mark.skipif(not RAW.is_dir(), reason="the open data is not here")
def test_every_name_of_a_state_in_the_open_data_is_found() -> None:
    names = {*_hosts(), *_visited()} - {"", *NO_STATES, *ALIASED}
    assert len(names) > 200
    # what stands after a name ("Afghanistan (Interim Authority)") is the mappings' to leave out
    missed = [n for n in sorted(names) if not any(map(_is_found, (n, *spellings(n))))]
    assert missed == []


def _found(name: str) -> set[str]:
    """The states that a name, or what it is without its annotations, is found as."""
    found = set()
    for text in (name, *spellings(name)):
        with suppress(NotFound):
            found.add(REGISTRY.find(text, ("Country",)).id)
    return found


@pytest.mark.skipif(not RAW.is_dir(), reason="the open data is not here")
def test_senders_and_hosts_are_by_name_the_states_that_they_are_by_item() -> None:
    items = {c.cells["wikidata"]: c.id for c in well_known_countries() if c.cells.get("wikidata")}
    with (RAW / "world/missions/missions.csv").open(encoding="utf-8", newline="") as file:
        pairs = {
            pair
            for row in csv.DictReader(file, delimiter=";")
            for what in ITEMS
            for pair in zip(row[what].split("|"), row[ITEMS[what]].split("|"), strict=True)
            if pair[1] in items
        }
    assert len(pairs) > 200
    assert {name: _found(name) for name, item in pairs if _found(name) != {items[item]}} == {}


@pytest.mark.skipif(not RAW.is_dir(), reason="the open data is not here")
def test_the_factbooks_names_are_the_states_that_they_are_by_code() -> None:
    table = files("loader.mapping").joinpath("gec.csv").read_text(encoding="utf-8")
    codes = {row["gec"].lower(): row["id"] for row in csv.DictReader(io.StringIO(table))}
    lines = (RAW / "world/governments/government.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    names = {unescape(one["name"]): codes[one["gec"]] for one in told if one["gec"] in codes}
    assert len(names) > 200
    missed = [name for name, id_ in names.items() if _found(name) != {id_}]
    assert [name for name in missed if not name.startswith(BY_CODE)] == []


@pytest.mark.skipif(not RAW.is_dir(), reason="the open data is not here")
def test_every_territory_with_an_envoy_is_found() -> None:
    folder = RAW / "histatstate/chiefs-of-mission/missions-countries"
    posts = {
        element.text.strip().replace("-", " ")
        for path in folder.glob("*.xml")
        for element in parse(path).iter("territory-id")
        if element.text
    }
    assert len(posts) > 150
    assert {post for post in posts if not _found(post)} <= {"korea", "yugoslavia 1946"}
