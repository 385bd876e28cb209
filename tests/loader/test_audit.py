"""What the audit asks of a dataset, and that the curated one answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from diplograph.database import Database
from diplograph.questions.core import counts
from loader.audit import audit, read_expectations
from loader.check import check_folder
from loader.dataset import Dataset
from loader.measured import measures, resolved
from tests.conftest import DATA

EMBASSIES = "fact,sender,receiver,city,level,from,to,standing,source\n"
RELATIONS = "fact,country_a,country_b,status,from,to,source\n"
VISITS = "fact,visitors,sender,host,city,date,source\n"
SOURCES = """id,publisher,title,url,published
a,Yonhap,One,https://www.example.org/page,2020-01-01
b,The Independent (Yonhap),The same,,2020-01-02
c,AP,Another,,2020-01-03
"""
PEOPLE = "id,name,country\nkim,Kim Jong Un,PRK\n"
RIGHT = {
    "sources": SOURCES,
    "embassies": EMBASSIES
    + "m,PRK,BLR,,embassy,2016-09-21,,,a\nm,PRK,BLR,,embassy,2016-09,,,c\n"
    + "n,PRK,SWE,,embassy,1975,,,a\nn,PRK,SWE,,embassy,1975,,,b\n",
}


def found(folder: Path, expectations: str = "", **files: str) -> list[tuple[str, str]]:
    """The code and value of each finding on a folder of these files beside the right ones."""
    for stem, text in {**RIGHT, **files}.items():
        (folder / f"{stem}.csv").write_text(text, encoding="utf-8")
    (folder / "expectations.toml").write_text(expectations, encoding="utf-8")
    dataset = check_folder(folder)
    assert not dataset.errors
    return [(one.code, one.value) for one in audit(dataset, read_expectations(folder))]


def test_nothing_is_found_of_what_is_plausible(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "value", "files"),
    [
        ("unused-source", "d", {"sources": f"{SOURCES}d,AFP,Unused,,2020-01-01\n"}),
        (
            "one-page-twice",
            "d",
            {
                "sources": f"{SOURCES}d,Yonhap,One,http://m.example.org/page/#top,2020-01-01\n",
                "relations": f"{RELATIONS}r,PRK,RUS,relations,1948,,d\n",
            },
        ),
        (
            "published-too-early",
            "r",
            {"relations": f"{RELATIONS}r,PRK,SWE,relations,2021,,a\n"},
        ),
        (
            "embassy-before-relations",
            "n",
            {"relations": f"{RELATIONS}r,SWE,PRK,relations,1976,,a\n"},
        ),
        (
            "before-the-state",
            "r",
            {"relations": f"{RELATIONS}r,PRK,UKR,relations,1990-01-01,,a\n"},
        ),
        (
            "two-places",
            "kim: v, w",
            {
                "people": PEOPLE,
                "visits": f"{VISITS}v,kim,PRK,RUS,,2019-04-24/2019-04-26,a\n"
                "w,kim,PRK,CHN,,2019-04-25,a\n",
            },
        ),
        (
            "name-outside-life",
            "Soviet Union",
            {"treaties": "fact,name,parties,source\nt,A pact,Soviet Union;SYR,a\n"},
        ),
    ],
)
def test_what_is_not_is_found_and_can_be_explained(
    tmp_path: Path, code: str, value: str, files: dict[str, str]
) -> None:
    assert (code, value) in found(tmp_path, **files)
    why = f'[[explained]]\ncode = "{code}"\nabout = "{value}"\nwhy = "for a reason"\n'
    assert (code, value) not in found(tmp_path, why, **files)


def test_an_explanation_of_nothing_is_found(tmp_path: Path) -> None:
    why = '[[explained]]\ncode = "two-places"\nabout = "kim: v, w"\nwhy = "for a reason"\n'
    assert found(tmp_path, why) == [("two-places", "kim: v, w")]


def test_a_floor_that_is_not_reached_is_found(tmp_path: Path) -> None:
    floors = "[floors]\nfacts = 2\nfacts_with_two_sources = 2\nfacts_with_two_publishers = 2\n"
    # two reports of one agency are two sources, but one who says so
    assert found(tmp_path, floors) == [("below-floor", "facts_with_two_publishers")]


@pytest.mark.parametrize(
    ("total", "codes"),
    [
        ("count = 2", []),
        ("count = 3", ["total-differs"]),
        ("count = 1", ["total-differs"]),
        ('count = 3\ntheirs = ["elsewhere"]', []),
        ('count = 1\nours = ["m"]', []),
        ('count = 2\nours = ["m"]\ntheirs = ["elsewhere"]', []),
        ('count = 2\nours = ["elsewhere"]', ["no-difference"]),
        ('count = 2\ntheirs = ["m"]', ["no-difference"]),
    ],
)
def test_a_published_total_comes_out_once_differences_are_named(
    tmp_path: Path, total: str, codes: list[str]
) -> None:
    wanted = f'[[missions]]\nsender = "PRK"\nas_of = 2019-12-31\nsource = "s"\n{total}\n'
    assert [code for code, _ in found(tmp_path, wanted)] == codes


@cache
def curated() -> Dataset:
    """The dataset that comes with the program, read once."""
    return check_folder(DATA)


def test_a_total_may_be_of_the_missions_that_a_state_receives(tmp_path: Path) -> None:
    total = '[[missions]]\nreceiver = "{}"\nas_of = 2019-12-31\nsource = "s"\ncount = {}\n'
    assert found(tmp_path, total.format("SWE", 1)) == []
    assert found(tmp_path, total.format("SWE", 2)) == [("total-differs", "in SWE 2019-12-31")]


def test_the_graph_is_counted_as_the_audit_counts_its_dataset(story: Database) -> None:
    dataset = curated()
    numbers = measures(dataset, resolved(dataset))
    counted = counts(story)
    for name, measure in (
        ("claims", "claims"),
        ("facts", "facts"),
        ("sources cited", "sources"),
        ("facts with two or more sources", "facts_with_two_sources"),
        ("contested facts", "contested"),
        ("sourced absences", "absences"),
        ("facts with uncertain dates", "uncertain_dates"),
    ):
        assert (name, counted[name]) == (name, numbers[measure])


def test_the_curated_dataset_is_plausible_and_reaches_its_floors() -> None:
    assert audit(curated(), read_expectations(DATA)) == []
    numbers = measures(curated(), resolved(curated()))
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    told = next(line for line in readme.splitlines() if line.startswith("| in the data |"))
    counted = [int(cell.replace(",", "")) for cell in told.split("|")[2:-1]]
    # a row more or less need not change the page; three in a hundred do
    assert counted == pytest.approx(list(numbers.values()), rel=0.03)
