"""Every name of a state that occurs in the open data, as its publishers write it, is found."""

from __future__ import annotations

import csv
from collections.abc import Iterator

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
