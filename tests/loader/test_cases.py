"""Small inputs that once gave wrong answers or lost rows, each with what is right."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplograph.database import Database
from diplograph.errors import InputError
from loader.check import check_folder
from loader.export import export_dataset
from loader.load import load_folder, load_folders, withdraw
from loader.together import check_folders
from tests.conftest import FIXTURES
from tests.loader.test_load import graph

CASES = FIXTURES / "cases"


def ties(database: Database, type_: str, **where: Any) -> list[tuple[Any, ...]]:
    """The ties of a type: start, end, standing, contested and the four days of their windows."""
    rows = database.read(f"MATCH (a)-[t:{type_}]->(b) RETURN a.id AS a, b.id AS b, t {{.*}} AS t")
    return sorted(
        (
            row["a"],
            row["b"],
            row["t"]["standing"],
            row["t"]["contested"],
            *(str(row["t"][n]) for n in ("fromEarliest", "fromLatest", "toEarliest", "toLatest")),
        )
        for row in rows
        if all(row["t"][name] == value for name, value in where.items())
    )


def certain(database: Database, type_: str, day: str) -> set[tuple[str, str]]:
    """Whom the README's plain question finds on a day."""
    rows = database.read(
        f"MATCH (a)-[t:{type_}]->(b) WHERE t.fromLatest <= $day AND $day <= t.toEarliest "
        "AND t.standing = 'asserted' RETURN a.id AS a, b.id AS b",
        day=date.fromisoformat(day),
    )
    return {(row["a"], row["b"]) for row in rows}


def test_two_terms_and_a_reopened_embassy_are_two_facts(database: Database) -> None:
    load_folder(database, CASES / "two-terms-become-one-day" / "twice")
    held = {day: certain(database, "HOLDS_OFFICE", f"{day}-01-01") for day in (2004, 2010, 2016)}
    assert held == {2004: {("vp", "RUS")}, 2010: set(), 2016: {("vp", "RUS")}}
    stood = {day: certain(database, "HAS_EMBASSY_IN", f"{day}-01-01") for day in (1950, 2000, 2016)}
    assert stood == {1950: {("USA", "CUB")}, 2000: set(), 2016: {("USA", "CUB")}}
    assert database.read("MATCH (f:Fact) WHERE f.contested RETURN f.id AS id") == []


def test_no_state_meets_one_that_no_row_has_it_meet(database: Database) -> None:
    load_folder(database, CASES / "country-meetings-fabricated" / "m")
    met = {(a, b) for a, b, *_ in ties(database, "MET_WITH")}
    assert met == {("FRA", "USA"), ("DEU", "USA"), ("ITA", "USA"), ("ESP", "USA")}
    assert not any(contested for *_, contested, _a, _b, _c, _d in ties(database, "MET_WITH"))


def test_one_visit_is_one_and_two_are_two_and_a_blank_is_not_another_city(
    database: Database,
) -> None:
    folder = CASES / "identity-blank-and-month"
    assert check_folder(folder / "vs").errors == []
    load_folder(database, folder / "v")
    visits = [(a, b, start) for a, b, _, _, start, *_ in ties(database, "VISITED")]
    assert visits == [
        ("USA", "DEU", "2019-07-23"), ("pp", "FRA", "2015-03-02"), ("pp", "FRA", "2015-03-28"),
    ]  # fmt: skip
    load_folder(database, folder / "e")
    assert len(ties(database, "HAS_EMBASSY_IN")) == 1
    assert database.read("MATCH (:Embassy)-[:IN]->(c) RETURN c.id AS id") == [{"id": "havana"}]


def test_absences_have_a_time_and_erase_nothing(database: Database) -> None:
    load_folder(database, CASES / "absence-and-history-lost" / "sem")
    here, absent = "HAS_EMBASSY_IN", "HAS_NO_EMBASSY_IN"
    never, ever = "0001-01-01", "9999-12-31"

    def found(fact: str, type_: str) -> list[tuple[Any, ...]]:
        return [row[2:] for row in ties(database, type_, fact=fact)]

    first, last = "1990-01-01", "2000-01-01"
    assert found("h35", here) == [("asserted", False, first, first, last, last)]
    assert found("h35", absent) == [("denied", False, "2005-01-01", "2005-01-01", ever, ever)]
    assert found("w1", here) == [("asserted", False, first, first, "2001-01-01", "2014-12-31")]
    assert found("w1", absent) == [("denied", False, "2001-01-02", "2015-01-01", ever, ever)]
    assert found("h1", here) == [("asserted", False, "2015-01-01", "2015-01-01", ever, ever)]
    assert found("h1", absent) == [
        ("denied", False, never, "2001-01-01", "2014-12-31", "2014-12-31")
    ]
    assert found("w2", here) == [("asserted", False, "2012-01-01", "2012-01-01", ever, ever)]
    assert found("w2", absent) == [
        ("denied", False, never, "2001-01-01", "2011-12-31", "2011-12-31")
    ]
    assert found("s5", here) == []
    assert found("s5", absent) == [("denied", False, never, "2020-01-01", ever, ever)]


def test_the_order_of_a_pair_is_no_dispute(database: Database) -> None:
    load_folder(database, CASES / "relations-order-contested" / "rel")
    assert database.read("MATCH (f:Fact) RETURN f.contested AS c, f.disputes AS d") == [
        {"c": False, "d": None}
    ]


def test_what_is_expected_or_outlived_its_state_is_not_certain(
    database: Database, tmp_path: Path
) -> None:
    folder = CASES / "certain-though-not" / "c"
    wrong = check_folder(folder).errors
    assert {(p.row, p.value) for p in wrong} == {(4, "SUHH"), (5, "DDDE")}
    load_folder(database, folder, good_rows=True)
    assert certain(database, "HAS_EMBASSY_IN", "2016-12-31") == set()
    assert certain(database, "HAS_EMBASSY_IN", "2016-09-21") == {("USA", "LAO")}
    assert certain(database, "HAS_EMBASSY_IN", "2016-03-01") == {("USA", "KHM")}
    assert certain(database, "HAS_EMBASSY_IN", "1991-12-01") == {("SUHH", "AFG")}
    assert certain(database, "HAS_EMBASSY_IN", "2024-01-01") == set()
    assert certain(database, "VISITED", "2024-07-23") == {("USA", "FRA")}
    (expected,) = ties(database, "HAS_EMBASSY_IN", standing="expected")
    assert expected[5] == "9999-12-31"
    unsaid = "MATCH (:Entity)-[t]->(:Entity) WHERE t.lastSaid IS NULL RETURN count(t) AS n"
    assert database.read(unsaid) == [{"n": 0}]


def test_a_dataset_may_have_the_programs_name(database: Database) -> None:
    folder = CASES / "bricked-by-folder-name-diplograph" / "diplograph"
    load_folder(database, folder)
    load_folder(database, CASES / "two-terms-become-one-day" / "twice")
    withdraw(database, "diplograph")
    assert database.read("MATCH (c:Claim {dataset: 'diplograph'}) RETURN c.id AS id") == []


def test_what_others_refer_to_is_not_taken_away(database: Database, tmp_path: Path) -> None:
    first, second = (CASES / "bricked-by-withdraw" / name for name in ("first", "second"))
    load_folder(database, first)
    load_folder(database, second)
    before = graph(database)
    with pytest.raises(InputError) as refused:
        withdraw(database, "first")
    (problem,) = refused.value.problems
    assert (problem.file, problem.value, problem.code) == (
        "visits.csv",
        "anna",
        "still-referred-to",
    )
    assert "second" in problem.message
    assert graph(database) == before
    without = shutil.copytree(first, tmp_path / "first")
    header = (without / "people.csv").read_text(encoding="utf-8").splitlines()[0]
    (without / "people.csv").write_text(f"{header}\n", encoding="utf-8")
    (without / "offices.csv").unlink()
    with pytest.raises(InputError):
        load_folder(database, without, "first")
    assert graph(database) == before
    withdraw(database, "second")
    withdraw(database, "first")
    assert database.read("MATCH (p:Person) RETURN p.id AS id") == []


def test_datasets_that_need_each_other_come_together(database: Database) -> None:
    first, second = (CASES / "bricked-by-withdraw" / name for name in ("first", "second"))
    with pytest.raises(InputError):
        load_folder(database, second)
    load_folders(database, [(first, None), (second, None)])
    together = graph(database)
    withdraw(database, "second")
    withdraw(database, "first")
    load_folder(database, first)
    load_folder(database, second)
    assert graph(database) == together


def test_an_export_is_complete_and_holds_nothing_stale(database: Database, tmp_path: Path) -> None:
    entities, facts = (CASES / "export-incomplete-or-stale" / n for n in ("zents", "aafacts"))
    load_folder(database, entities)
    facts = shutil.copytree(facts, tmp_path / "aafacts")
    load_folder(database, facts)
    export_dataset(database, "zents", tmp_path / "x" / "zents")
    out = tmp_path / "x" / "aafacts"
    export_dataset(database, "aafacts", out)
    assert (out / "relations.csv").exists()
    assert (tmp_path / "x" / "zents" / "people.csv").exists()
    (facts / "relations.csv").unlink()
    load_folder(database, facts)
    export_dataset(database, "aafacts", out)
    assert sorted(p.name for p in out.glob("*.csv")) == ["sources.csv", "visits.csv"]
    with pytest.raises(InputError):
        load_folder(database, facts, "../escaped")
    with pytest.raises(InputError):
        export_dataset(database, "../escaped", tmp_path / "x" / "y")


def test_an_export_does_not_mix_with_the_files_of_others(
    database: Database, tmp_path: Path
) -> None:
    folder = shutil.copytree(CASES / "export-incomplete-or-stale" / "aafacts", tmp_path / "mine")
    load_folder(database, CASES / "export-incomplete-or-stale" / "zents")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError, match="1 problem"):
        export_dataset(database, "zents", folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_good_rows_take_nothing_from_what_could_not_be_read(database: Database) -> None:
    folder = CASES / "good-rows-withdraws-what-it-could-not-read"
    load_folder(database, folder / "v1", "gr")
    before = graph(database)
    loaded = load_folder(database, folder / "v2", "gr", good_rows=True)
    assert loaded.plan.counts()["withdrawn"] == 0
    assert loaded.plan.rejected == 1
    assert graph(database) == before


def test_one_id_for_two_people_in_two_datasets_is_an_error(database: Database) -> None:
    one, other = (CASES / "ids-collide-across-datasets" / name for name in ("dsA", "dsB"))
    load_folder(database, one)
    before = graph(database)
    with pytest.raises(InputError) as refused:
        load_folder(database, other)
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"one-id-two-names", "one-id-two-sources"}
    assert graph(database) == before
    checked = check_folders([one, other])
    assert codes <= {problem.code for problem in checked[-1].problems}


def test_a_name_that_is_taken_is_not_taken_over_unasked(database: Database, tmp_path: Path) -> None:
    case = CASES / "two-terms-become-one-day" / "twice"
    load_folder(database, case)
    other = shutil.copytree(case, tmp_path / "twice")
    with pytest.raises(InputError) as refused:
        load_folder(database, other)
    (problem,) = refused.value.problems
    assert "--dataset twice" in problem.message
    assert load_folder(database, other, "twice").plan.counts()["unchanged"] == 4


def test_what_is_not_loaded_cannot_be_withdrawn(database: Database) -> None:
    with pytest.raises(InputError) as refused:
        withdraw(database, "nosuch")
    assert "no dataset of this name" in refused.value.problems[0].message
