"""Files of a wrong shape: what is read all the same, and what is said of the rest, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplograph.errors import Problem
from loader.check import check_folder
from loader.formulas import is_formula
from loader.header import letters
from loader.read import Table, read_table
from tests.conftest import FIXTURES

COLUMNS = ("country_a", "country_b", "status", "from", "source", "note")
HEADER = ",".join(COLUMNS)
ROW = "USA,FRA,relations,1778,s1,"
MORE = "USA,DEU,relations,1990,s1,"


def table(folder: Path, content: str | bytes) -> Table:
    path = folder / "relations.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, COLUMNS, COLUMNS[:2])


def only(found: Table) -> Problem:
    (problem,) = found.problems
    return problem


@pytest.mark.parametrize(
    ("content", "row", "said"),
    [
        (
            f"{HEADER},,,\n{ROW},,x,\n",
            1,
            "columns G to I have no name, and there is data under H (first in row 2, column H): "
            "name them, or delete the cells",
        ),
        (
            "sep=;\n" + f"{HEADER}\n{ROW}\n".replace(",", ";"),
            1,
            "its first line says sep=;: save it with commas, without this line",
        ),
        (f"sep=,\n{HEADER}\n{ROW}\n", 1, "its first line says sep=,: delete this line"),
        (HEADER.replace(",", "\t"), 1, "its cells are separated by tabs; save it with commas"),
        (
            '"country_a";"country_b"\n"x,y";"z"\n',
            1,
            "its cells are separated by semicolons; save it with commas",
        ),
        (
            f'"{HEADER}"\n"{ROW}"\n',
            1,
            "each row is in quotes, as if it were one cell; take away the quotes around the rows",
        ),
        (
            f"{ROW}\n{MORE}\n",
            1,
            "none of its cells names a column; is the header missing? "
            f"this file has: {', '.join(COLUMNS)}",
        ),
        (f"\n{HEADER}\n{ROW}\n", 1, "its first row is blank; the header stands there"),
        (f"{HEADER},note,note\n", 1, "stands 3 times in the header"),
        (
            f"{HEADER}\n{ROW},,\n",
            2,
            "8 cells where the header has 6; those beyond are blank: delete them",
        ),
        (
            f"{HEADER}\nUSA;FRA;relations\n",
            2,
            "1 cell where the header has 6; its cells are separated by semicolons",
        ),
    ],
)
def test_a_wrong_shape_is_said_once(tmp_path: Path, content: str, row: int, said: str) -> None:
    problem = only(table(tmp_path, content))
    assert (problem.row, problem.message, problem.severity) == (row, said, "error")


@pytest.mark.parametrize("header", [f"{HEADER},,,", HEADER.replace("country_b", ",country_b", 1)])
def test_empty_columns_without_a_name_are_passed_over(tmp_path: Path, header: str) -> None:
    row = ",".join("" if not name else f"{name[:3]}" for name in header.split(","))
    found = table(tmp_path, f"{header}\n{row}\n")
    assert (only(found).severity, only(found).code) == ("warning", "nameless-column")
    assert [list(one.cells) for one in found.rows] == [list(COLUMNS)]
    assert found.rows[0].cells["source"] == "sou"


def test_columns_have_a_spreadsheet_s_letters() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


@pytest.mark.parametrize("stem", ["q", "source"])
def test_six_hundred_wrong_columns_are_one_message(tmp_path: Path, stem: str) -> None:
    wrong = ",".join(f"{stem}{n}" for n in range(600))
    said = only(table(tmp_path, f"{HEADER},{wrong}\n")).message
    assert said.startswith(f"there are no such 600 columns: {stem}0, {stem}1, {stem}2, ")
    assert f"and 595 more; this file has: {', '.join(COLUMNS)}" in said


def test_a_column_that_is_nearly_right_is_not_said_to_be_missing(tmp_path: Path) -> None:
    found = table(tmp_path, HEADER.replace("country_b", "county_b") + ",xyzzy,plugh\n")
    assert [problem.message for problem in found.problems] == [
        "no such column; did you mean country_b?",
        f"there are no such 2 columns: xyzzy, plugh; this file has: {', '.join(COLUMNS)}",
    ]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_every_kind_of_line_end_is_taken(tmp_path: Path, end: str) -> None:
    found = table(tmp_path, end.join([HEADER, ROW, MORE, ""]))
    assert not found.problems
    assert [row.number for row in found.rows] == [2, 3]


@pytest.mark.parametrize(
    ("content", "wide"),
    [
        (f"{HEADER}\n{ROW}\n".encode("utf-16"), "UTF-16"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16-le"), "UTF-16"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16-be"), "UTF-16"),
        (f"{HEADER}\n{ROW}\n".encode("utf-32"), "UTF-32"),
    ],
)
def test_wide_characters_are_recognised(tmp_path: Path, content: bytes, wide: str) -> None:
    problem = only(table(tmp_path, content))
    assert (problem.value, problem.message) == (wide, f"is {wide}; save it as UTF-8")


def test_a_workbook_that_is_called_csv_is_named(tmp_path: Path) -> None:
    said = only(table(tmp_path, b"PK\x03\x04\x14\0\x06\0")).message
    assert said == "is a workbook or a zip file, whatever its name; save it as CSV in UTF-8"


LINES = f'{HEADER}\n{ROW}"a\nb\nc"\n'


@pytest.mark.parametrize(
    "content",
    [
        f"{LINES}{MORE}caf\xe9\n".encode("cp1252"),
        f"{LINES}{MORE}\0\n".encode(),
        f"{LINES}USA,DEU\n".encode(),
        f'{LINES}{MORE}"b"c\n'.encode(),
        f'{LINES}{MORE}"never closed\n'.encode(),
    ],
)
def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path, content: bytes) -> None:
    assert only(table(tmp_path, content)).row == 3


@pytest.mark.parametrize(
    ("rows", "first", "last"),
    [
        (f'{ROW}"open\n{MORE}x\nUSA,ITA,relations,1990,s1,end"\n', 2, 4),
        (f'{ROW}"open\n{MORE}shut"\n', 2, 3),
        (f'USA,"FRA,relations,1778,s1,\n{MORE}shut"\n', 2, 3),
        ('USA,FRA,relations,"1778,s1,\nUSA,DEU,relations,1990",s1,x\n', 2, 3),
        (f'USA,"FRA\n",relations,1778,s1,"open\n{MORE}shut"\n', 3, 4),
    ],
)
def test_a_stray_quote_that_swallows_rows_is_noticed(
    tmp_path: Path, rows: str, first: int, last: int
) -> None:
    found = table(tmp_path, f"{HEADER}\n{rows}{MORE}\n")
    assert (only(found).row, only(found).code) == (2, "stray-quote")
    assert only(found).message.startswith(f"a quote opens on line {first}, runs to line {last} and")
    assert [row.number for row in found.rows] == [3]


@pytest.mark.parametrize(
    "note",
    [
        '"Present were A, B, C, D, and E\nand F, G, H, I, J, K\n1,000 men, 2,000 women, 3, 4, 5"',
        '"one\ntwo, three\n\nfour"',
        'the 5" gun',
    ],
)
def test_a_text_of_several_lines_or_with_a_lone_quote_is_taken(tmp_path: Path, note: str) -> None:
    assert not table(tmp_path, f"{HEADER}\n{ROW}{note}\n").problems


@pytest.mark.parametrize(
    "cell",
    [
        "@MFA_Ukraine", "@ap24", "-see page 4", "- We condemn (all of it)", "+48 22 523 00",
        "+1-202-555-0100", "-0044", "-5.5", "+/- 3 days", "-G7/G20 summit", "@NATO (official)", "-",
    ],
)  # fmt: skip
def test_what_only_begins_like_a_formula_is_a_text(cell: str) -> None:
    assert not is_formula(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "=1", '=HYPERLINK("x")', "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "+A1+B2",
        "-A1", "@A1*2", "- A1 - $B$2", "+Sheet1!A1", "-'a sheet'!A1", "-SUM(A1)", "+@SUM(1)",
        "-=1", "+(A1+B2)*3", "＝SUM(1)", "＋A1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_execute_is_a_formula(tmp_path: Path, cell: str) -> None:
    assert is_formula(cell)
    quoted = cell.replace('"', '""')
    assert only(table(tmp_path, f'{HEADER}\n{ROW}"{quoted}"\n')).code == "formula"


def test_the_shapes_that_were_reported() -> None:
    found = check_folder(FIXTURES / "cases" / "messages" / "shapes").problems
    assert [(p.file, p.row, p.severity, p.code) for p in found] == [
        ("relations.csv", 4, "error", "encoding"),
        ("visits.csv", 1, "warning", "nameless-column"),
    ]
    assert found[1].message.startswith(
        "columns E to G have no name; the cells under them are empty"
    )


def test_the_dates_that_were_reported() -> None:
    found = check_folder(FIXTURES / "cases" / "messages" / "dates").problems
    assert [(p.row, p.column, p.code) for p in found] == [
        (row, "from", "bad-date") for row in range(2, 9)
    ]
    assert not any("an interval" in p.message for p in found)


@given(st.text('abc,;"\n\r=+@-1 \t\0', max_size=200) | st.binary(max_size=100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_makes_the_reader_fail(tmp_path: Path, content: str | bytes) -> None:
    table(tmp_path, content)
    data = content if isinstance(content, bytes) else content.encode()
    found = table(tmp_path, f"{HEADER},,\n".encode() + data)
    assert all(tuple(row.cells) == COLUMNS for row in found.rows)
