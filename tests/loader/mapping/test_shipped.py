"""The shipped datasets are right, and are what their mappings make of the open data."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from diplograph.catalogue import KINDS
from diplograph.entities import well_known_countries
from diplograph.errors import InputError
from diplograph.sentences import claim_sentence
from loader.check import check_folder
from loader.dataset import Dataset
from loader.mapping.command import write
from loader.mapping.declaration import read_mapping
from loader.shipped import WORLD, account, located, shipped, shipped_names
from tests.conftest import ROOT

RAW = ROOT.parent / "shared" / "data"
MAPPINGS = sorted((WORLD / "mappings").glob("*.toml"))
SMALL = ("us-relations", "world-leaders", "world-sanctions")
"""Those that a mapping makes in a few seconds."""


@cache
def _checked(name: str) -> Dataset:
    return check_folder(WORLD / name)


def test_a_shipped_dataset_is_found_by_name_alone() -> None:
    assert shipped("world-missions") == WORLD / "world-missions"
    assert shipped("../world") is None
    assert shipped("") is None


def test_every_shipped_dataset_has_its_mapping() -> None:
    assert shipped_names() == [path.stem for path in MAPPINGS]


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_dataset_passes_the_check(name: str) -> None:
    assert not _checked(name).errors


@pytest.mark.parametrize("name", shipped_names())
def test_every_record_is_accounted_for(name: str) -> None:
    found = account(name) or {}
    assert found["made"] + sum(found.get("left_out", {}).values()) == found["read"]
    assert "unmatched" not in found


@pytest.mark.skipif(not RAW.is_dir(), reason="the open data is not here")
@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path.stem in SMALL else pytest.mark.long) for path in MAPPINGS],
    ids=lambda path: path.stem,
)
def test_a_shipped_dataset_is_what_its_mapping_makes(path: Path, tmp_path: Path) -> None:
    mapping = read_mapping(path)
    write(RAW / mapping.takes, path, tmp_path / mapping.dataset)
    made = {one.name: one.read_bytes() for one in (tmp_path / mapping.dataset).iterdir()}
    kept = {one.name: one.read_bytes() for one in (WORLD / mapping.dataset).iterdir()}
    assert made == kept


@pytest.mark.parametrize("name", shipped_names())
def test_ten_facts_drawn_at_random_read_as_they_were_found_right(name: str) -> None:
    """The sentences of the fixture were compared with their source's records, one by one."""
    dataset = _checked(name)
    names = {one.id: one.name for one in [*well_known_countries(), *dataset.entities]}
    publishers = {source.id: source.publisher for source in dataset.sources}
    found = [
        f"{name} {claim.locator}: "
        + claim_sentence(KINDS[claim.kind], claim, publishers[claim.sources[0]], names.__getitem__)
        for claim in random.Random(17).sample(dataset.claims, 10)
    ]
    kept = (ROOT / "tests" / "fixtures" / "world-sentences.txt").read_text(encoding="utf-8")
    assert found == [line for line in kept.splitlines() if line.startswith(f"{name} ")]


def test_an_argument_is_a_folder_or_the_name_of_a_shipped_dataset(tmp_path: Path) -> None:
    assert located(tmp_path) == (tmp_path, None)
    assert located(Path("world-sanctions")) == (WORLD / "world-sanctions", "world-sanctions")
    assert located(tmp_path / "none") == (tmp_path / "none", None)
    with pytest.raises(InputError) as refused:
        located(Path("world-mission"))
    (problem,) = refused.value.problems
    assert all(name in problem.message for name in shipped_names())


def test_the_list_of_shipped_datasets_has_their_counts() -> None:
    lines = (WORLD / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    told = {row[0]: [int(n.replace(",", "")) for n in row[5:]] for row in rows[2:]}
    assert sorted(told) == shipped_names()
    for name, counts in told.items():
        found = account(name) or {}
        left = sum(found.get("left_out", {}).values())
        assert counts == [found["read"], found["claims"], left], name
