# ruff: noqa: E501 - a table of cases is read by its columns
"""Whom a row's names mean, at the time of which the row tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.check import check_folder
from loader.dataset import Dataset
from tests.conftest import ROOT

CASES = ROOT / "tests" / "fixtures" / "cases"
SOURCES = (
    "id,publisher,title,published\n"
    "old,P1,T1,1901-01-01\ns75,P1,T2,1975-01-01\ns1,P1,T3,2001-01-01\ns3,P3,T4,2020-01-01\n"
)
HEADERS = {
    "embassies": "sender,receiver,level,from,to,standing,attributed_to,source",
    "visits": "sender,host,date,source",
    "treaties": "name,parties,type,signed,source",
}


def checked(folder: Path, stem: str, *rows: str, **files: str) -> Dataset:
    folder.mkdir(exist_ok=True)
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    text = "\n".join([HEADERS[stem], *rows]) + "\n"
    (folder / f"{stem}.csv").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return check_folder(folder)


def test_names_are_kept_in_one_spelling() -> None:
    names = [
        entity.name for entity in check_folder(CASES / "names-stored-unnormalised/uni").entities
    ]
    assert names[:3] == ["José Múñez", "Ann Lee", "Bo Dahl"]


@pytest.mark.parametrize(
    ("row", "id_"),
    [
        ("Korea,RUS,embassy,1896,1905,,,s1", "XKOR"),
        ("Korea,RUS,embassy,,1905,,,s1", "XKOR"),
        ("Korea,RUS,embassy,,,,,old", "XKOR"),
        ("Yemen,RUS,embassy,1955,,,,s1", "YEM"),
        ("Yemen,RUS,embassy,1955,1960,,,s1", "XYAR"),
        ("Yemen,RUS,embassy,,,,,s1", "YEM"),
    ],
)
def test_the_state_of_the_row_s_time_is_meant(tmp_path: Path, row: str, id_: str) -> None:
    (claim,) = checked(tmp_path, "embassies", row).claims
    assert claim.values["sender"] == (id_,)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1960-05/1960-06", "XYAR"),
        ("1960-05/", "which of XYAR (North Yemen), YDYE (South Yemen)?"),
        ("1991", "YEM"),
        ("", "which of XYAR (North Yemen), YDYE (South Yemen)?"),
    ],
)
def test_an_event_may_have_lasted_until_the_last_word_on_it(
    tmp_path: Path, date: str, said: str
) -> None:
    dataset = checked(tmp_path, "visits", f"FRA,Yemen,{date},s75")
    hosts = [claim.values["host"][0] for claim in dataset.claims]
    assert [*hosts, *(problem.message for problem in dataset.problems)] == [said]


def test_a_code_decides_whatever_the_time_and_is_warned_of(tmp_path: Path) -> None:
    dataset = checked(tmp_path, "visits", "FRA,RUS,1966,s1", "RUS,FRA,1966,s1")
    assert [claim.values["host"] for claim in dataset.claims] == [("RUS",), ("FRA",)]
    (found,) = dataset.warnings
    assert (found.code, found.row, found.column) == ("name-outside-life", 2, "host")


def test_two_of_that_time_are_an_error_that_names_them(tmp_path: Path) -> None:
    (found,) = checked(tmp_path, "embassies", "Yemen,CHN,embassy,,,,,s75").problems
    assert (found.code, found.severity) == ("ambiguous-name", "error")
    assert "XYAR (North Yemen), YDYE (South Yemen)" in found.message


def test_a_state_of_another_time_is_taken_with_one_warning(tmp_path: Path) -> None:
    rows = [f"Russia,{state},embassy,1950,1980,,,s1" for state in ("FRA", "ITA", "GBR")]
    dataset = checked(tmp_path, "embassies", *rows)
    assert len(dataset.claims) == 3
    (found,) = dataset.problems
    assert (found.code, found.severity) == ("name-outside-life", "warning")
    assert (found.row, found.column, found.value) == (2, "sender", "Russia")
    assert found.message.endswith("at that time: Soviet Union (SUHH)")


def test_who_says_so_lived_when_it_was_published(tmp_path: Path) -> None:
    dataset = checked(tmp_path, "embassies", "SUHH,FRA,embassy,1930,1980,,RUS,s1")
    assert dataset.problems == []


@pytest.mark.parametrize(
    ("stem", "row", "message"),
    [
        ("embassies", "SUHH,FRA,embassy,1995-05-05,,,,s3", "SUHH ended on 1991-12-25; the row begins 1995-05-05"),
        ("embassies", "FRA,DDDE,embassy,2005,,,,s3", "DDDE ended on 1990-10-02; the row begins 2005"),
        ("embassies", "Soviet Union,FRA,embassy,1995,,,,s3", "SUHH ended on 1991-12-25; the row begins 1995"),
        ("treaties", "A pact,FRA;YUCS,friendship,2010,s3", "YUCS ended on 2003-02-03; the row begins 2010"),
    ],
)  # fmt: skip
def test_nothing_begins_after_a_state_s_end(
    tmp_path: Path, stem: str, row: str, message: str
) -> None:
    (found,) = checked(tmp_path, stem, row).problems
    assert (found.code, found.severity) == ("begins-after-the-state", "error")
    assert found.message == message


@pytest.mark.parametrize(
    ("stem", "row"),
    [
        ("embassies", "SUHH,FRA,embassy,1991,,,,s3"),
        ("embassies", "SUHH,FRA,embassy,,,,,s3"),
        ("embassies", "SUHH,FRA,embassy,1995,,denied,,s3"),
        ("visits", "FRA,SUHH,1995-05-05,s3"),
    ],
)
def test_what_may_be_said_of_a_state_that_is_no_more_is_at_most_warned_of(
    tmp_path: Path, stem: str, row: str
) -> None:
    dataset = checked(tmp_path, stem, row)
    assert len(dataset.claims) == 1
    assert not dataset.errors


def test_an_item_s_number_is_checked(tmp_path: Path) -> None:
    people = "id,name,country,wikidata\na,Ann,FRA,Q42\nb,Bo,FRA,42\nc,Cy,FRA,Q0\n"
    dataset = checked(tmp_path, "embassies", people=people)
    assert [(p.row, p.code) for p in dataset.problems] == [(3, "bad-wikidata"), (4, "bad-wikidata")]
