"""The files of a folder: which are read, whatever their case, and what is said of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.check import check_folder
from tests.conftest import FIXTURES
from tests.loader.datasets import copy_of_minsk


@pytest.mark.parametrize("name", ["EMBASSIES.CSV", "Embassies.csv", "embassies.CSV"])
def test_a_file_is_read_whatever_the_case_of_its_name(tmp_path: Path, name: str) -> None:
    folder = copy_of_minsk(tmp_path)
    (folder / "embassies.csv").rename(folder / name)
    dataset = check_folder(folder)
    assert not dataset.problems
    assert name in dataset.files
    assert {claim.file for claim in dataset.claims} == {name}


def test_the_upper_case_name_that_was_reported_changes_no_claim() -> None:
    cases = FIXTURES / "cases" / "uppercase-csv-ignored"
    lower, upper = (check_folder(cases / name, "up") for name in ("up1", "up2"))
    assert not lower.problems + upper.problems
    assert [claim.id for claim in lower.claims] == [claim.id for claim in upper.claims] != []


def test_two_names_that_differ_in_case_alone_are_an_error(tmp_path: Path) -> None:
    folder = copy_of_minsk(tmp_path)
    (folder / "EMBASSIES.csv").write_bytes((folder / "embassies.csv").read_bytes())
    if len(list(folder.glob("*mbassies.csv"))) < 2 and not (folder / "EMBASSIES.csv").exists():
        pytest.skip("this file system does not tell them apart")
    (found,) = check_folder(folder).problems
    assert (found.file, found.code, found.severity) == ("embassies.csv", "two-files", "error")
    assert found.message == "is there twice, as embassies.csv and EMBASSIES.csv; put them into one"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("visits.tsv", "save it as visits.csv"),
        ("Visits.XLSX", "save it as visits.csv"),
        ("visits.ods", "save it as visits.csv"),
        ("visits.txt", "save it as visits.csv"),
        ("visits.csv.txt", "save it as visits.csv"),
        ("visits.csv.gz", "unpack it as visits.csv"),
        ("facts.xlsx", "save each table in it as CSV, under one of the names countries.csv, "),
    ],
)
def test_what_looks_like_data_is_not_passed_over(tmp_path: Path, name: str, right: str) -> None:
    folder = copy_of_minsk(tmp_path)
    (folder / name).write_bytes(b"x")
    (found,) = check_folder(folder).problems
    assert (found.file, found.severity, found.code) == (name, "warning", "not-read")
    assert found.message.startswith(f"is not read; {right}")


def test_what_is_no_data_is_passed_over(tmp_path: Path) -> None:
    folder = copy_of_minsk(tmp_path)
    strays = (
        "README.md expectations.toml datapackage.json .DS_Store .~lock.visits.csv# .visits.csv "
        "~$visits.xlsx notes.txt embassies.csv.bak"
    )
    for name in strays.split():
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "old.xlsx").mkdir()
    assert not check_folder(folder).problems


def test_a_folder_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    file = copy_of_minsk(tmp_path) / "embassies.csv"
    (found,) = check_folder(file).problems
    assert found.message == "is a file, not a folder; name the folder that it is in"
    (found,) = check_folder(tmp_path / "nowhere").problems
    assert found.message == "no such folder"


def test_a_folder_that_is_called_like_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    folder = copy_of_minsk(tmp_path)
    (folder / "visits.csv").mkdir()
    (found,) = check_folder(folder).problems
    assert (found.file, found.code) == ("visits.csv", "unreadable-file")


@pytest.mark.parametrize(
    ("stem", "header", "alone", "column"),
    [
        ("treaties", "name,parties,signed,source", "Pact,{},2001,kbs-2016-09-21", "parties"),
        ("meetings", "countries,date,topic,source", "{},2001,peace,kbs-2016-09-21", "countries"),
    ],
)
def test_what_ties_nobody_is_warned_of(
    tmp_path: Path, stem: str, header: str, alone: str, column: str
) -> None:
    rows = [header, alone.format("PRK"), alone.format("PRK;BLR")]
    dataset = check_folder(copy_of_minsk(tmp_path, **{stem: "\n".join(rows)}))
    (found,) = dataset.problems
    assert (found.file, found.row, found.column) == (f"{stem}.csv", 2, column)
    assert (found.severity, found.code, found.value) == ("warning", "ties-nobody", "PRK")
    assert found.message.startswith("ties nobody: a tie is between two in the column ")
    assert sum(claim.kind == stem for claim in dataset.claims) == 2
