# ruff: noqa: E501 - a table of cases is read by its columns
"""Bad input: one problem per fault, each with its place and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loader.check import check_folder
from loader.read import read_table
from tests.loader.datasets import copy_of_minsk, minsk

Place = tuple[str, int, str, str]
FIRST = "prk-embassy-minsk,PRK,BLR,minsk,embassy,2016-09-21,,asserted,kcna,kbs-2016-09-21,,"
HEADER = minsk("embassies").splitlines()[0]


def problems(folder: Path) -> list[tuple[Place, str]]:
    found = check_folder(folder).problems
    return [((p.file, p.row, p.column, p.value), p.message) for p in found]


def test_the_fixture_itself_is_right(tmp_path: Path) -> None:
    assert problems(copy_of_minsk(tmp_path)) == []


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (FIRST.replace("PRK", "Korea"), "sender", "Korea", "which of KOR (South Korea), PRK (North Korea)?"),
        (FIRST.replace("BLR", "Belaruss"), "receiver", "Belaruss", "no such state or organization; Belarus (BLR)?"),
        (FIRST.replace("y,2016-09-21,,", "y,2016-13,,"), "from", "2016-13", "there is no month 13; months are 01 to 12"),
        (FIRST.replace("y,2016-09-21,,", "y,2016-02-30,,"), "from", "2016-02-30", "no such day"),
        (FIRST.replace("y,2016-09-21,,", "y,21/9/2016,,"), "from", "21/9/2016", "a date with slashes; write 2016-09-21"),
        (FIRST.replace("y,2016-09-21,,", "y,2016,2015,"), "to", "2015", "ends before it begins"),
        (FIRST.replace(",kbs-2016-09-21", ","), "source", "", "which source says so?"),
        (FIRST.replace("kbs-2016-09-21", "kbs-2016-09-12"), "source", "kbs-2016-09-12", "no such id in sources.csv; kbs-2016-09-21?"),
        (FIRST.replace(",embassy,", ",embasy,"), "level", "embasy", "embassy?"),
        (FIRST.replace("asserted", "claimed"), "standing", "claimed", "one of: asserted, alleged, expected, denied"),
        (FIRST.replace("prk-embassy-minsk", "PRK Minsk"), "fact", "PRK Minsk", "a slug has lower-case letters"),
        (FIRST.replace("PRK", ""), "sender", "", "is needed: the sending state"),
        (FIRST.replace("BLR", "PRK"), "receiver", "PRK", "is the same as sender"),
        (FIRST.replace("minsk,embassy", "minks,embassy"), "city", "minks", "no such city; Minsk (minsk)?"),
        (FIRST.replace("BLR", "BLR;RUS"), "receiver", "BLR;RUS", "one name is wanted here, not a list"),
        (FIRST + "=HYPERLINK(1)", "note", "=HYPERLINK(1)", "looks like a spreadsheet formula; write its value"),
        (FIRST + "x" * 1_000_000, "note", "x" * 40 + "…", "1,000,000 characters in one cell; at most 100,000 are taken"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named(
    tmp_path: Path, row: str, column: str, value: str, message: str
) -> None:
    ((place, said),) = problems(copy_of_minsk(tmp_path, embassies=f"{HEADER}\n{row}\n"))
    assert place == ("embassies.csv", 2, column, value)
    assert message in said


@pytest.mark.parametrize(
    ("content", "row", "message"),
    [
        ("", 0, "empty; a header row is needed"),
        (f"{HEADER}\n{FIRST},extra\n", 2, "13 cells where the header has 12"),
        (f'{HEADER}\n{FIRST}"never closed\n', 2, "is never closed"),
        (HEADER.replace("receiver,", "") + "\n", 1, "the column receiver is missing"),
        (HEADER.replace("sender", "sendr") + "\n", 1, "no such column; did you mean sender?"),
        (HEADER.replace(",", ";") + "\n", 1, "separated by semicolons; save it with commas"),
        (f"{HEADER}\n{FIRST}\n{FIRST}\n", 3, "the same as row 2"),
        (f"{HEADER}\n{FIRST}Pj\xf6ngjang\n".encode("cp1252"), 2, "byte 0xF6 (after"),
        (f"{HEADER}\n".encode("utf-16"), 0, "is UTF-16; save it as UTF-8"),
        (f"{HEADER}\n{FIRST}\0\n", 2, "has a NUL character"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: str | bytes, row: int, message: str) -> None:
    found = problems(copy_of_minsk(tmp_path, embassies=content))
    (file, number, _, _), said = found[0]
    assert (file, number) == ("embassies.csv", row)
    assert message in said


@pytest.mark.parametrize(
    "content", ["\ufeff" + minsk("embassies"), minsk("embassies").replace("\n", "\r\n")]
)
def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path, content: str) -> None:
    assert problems(copy_of_minsk(tmp_path, embassies=content)) == []


def test_a_slug_cannot_be_of_two_kinds(tmp_path: Path) -> None:
    relations = (
        "fact,country_a,country_b,status,from,to,source\n"
        "prk-embassy-minsk,PRK,BLR,relations,1992,,ap-2024-07-23\n"
    )
    ((place, said),) = problems(
        copy_of_minsk(tmp_path, relations=relations, embassies=f"{HEADER}\n{FIRST}\n")
    )
    assert place == ("embassies.csv", 2, "fact", "prk-embassy-minsk")
    assert "is the slug of another kind of fact in relations.csv, row 2" in said


def test_a_fact_cannot_be_about_two_pairs(tmp_path: Path) -> None:
    other = FIRST.replace("BLR", "RUS")
    ((place, said),) = problems(copy_of_minsk(tmp_path, embassies=f"{HEADER}\n{FIRST}\n{other}\n"))
    assert place == ("embassies.csv", 3, "receiver", "RUS")
    assert "is about BLR in embassies.csv, row 2" in said


def test_a_source_needs_a_day_by_which_it_was_published(tmp_path: Path) -> None:
    sources = minsk("sources").replace("2016-09-21,2026-11-24,de", ",2026-11-24,de")
    (found,) = check_folder(copy_of_minsk(tmp_path / "a", sources=sources)).problems
    assert (found.severity, found.column, found.row) == ("warning", "published", 2)
    sources = minsk("sources").replace("2016-09-21,2026-11-24,de", ",,de")
    found = check_folder(copy_of_minsk(tmp_path / "b", sources=sources)).problems[0]
    assert (found.severity, found.code) == ("error", "no-publication-date")


def test_without_sources_there_is_no_dataset(tmp_path: Path) -> None:
    assert problems(copy_of_minsk(tmp_path, sources=None))[0][0][0] == "sources.csv"


def test_an_unknown_file_is_not_passed_over(tmp_path: Path) -> None:
    folder = copy_of_minsk(tmp_path)
    (folder / "embasies.csv").write_text("a\n", encoding="utf-8")
    assert problems(folder) == [
        (("embasies.csv", 0, "", ""), "no such file in a dataset; embassies.csv?")
    ]


def test_an_id_stands_once(tmp_path: Path) -> None:
    cities = minsk("cities") + "minsk,Minsk,,BLR,53.9,27.5\n"
    ((place, said),) = problems(copy_of_minsk(tmp_path, cities=cities))
    assert place == ("cities.csv", 4, "id", "minsk")
    assert "stands in cities.csv, row 2 already" in said


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_the_reader_fail(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "embassies.csv"
    path.write_bytes(HEADER.encode() + b"\n" + data)
    table = read_table(path, HEADER.split(","), ["sender"])
    assert all(set(row.cells) == set(HEADER.split(",")) for row in table.rows)
