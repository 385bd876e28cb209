"""Files to rows: CSV as RFC 4180 has it, with one problem per fault and never an exception."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import process

from diplograph.errors import Problem
from diplograph.text import tidy

MAX_CELL = 100_000
"""The longest cell that is taken, in characters: far beyond any fact, far below a mistake."""

_FORMULA = re.compile(r"[=@]|[+\-][A-Za-z(@=]")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its number as a spreadsheet counts (the header is 1), the line it starts on,
    and its cells, stripped, by column."""

    file: str
    number: int
    line: int
    cells: dict[str, str]

    def problem(
        self,
        column: str,
        message: str,
        code: str,
        severity: str = "error",
        value: str | None = None,
    ) -> Problem:
        """A problem in this row; the value is the cell's unless another is given."""
        shown = self.cells.get(column, "") if value is None else value
        return Problem(self.file, self.number, column, shown, message, code, severity)


@dataclass(slots=True)
class Table:
    """A file's good rows and what was wrong with the others."""

    file: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, columns: Sequence[str], required: Sequence[str]) -> Table:
    """The rows of one CSV file whose header may have these columns and must have the required.

    Faults of the file (encoding, quotes, header) and of rows (ragged, over-long or formula cells)
    are in ``problems``; such rows are left out. Raises nothing for what a file may hold.
    """
    table = Table(path.name)
    text = _decoded(path, table)
    if text is None:
        return table
    records = _records(text, table)
    header_record = next(records, None)
    if header_record is None:
        if not table.problems:
            _file_problem(table, "empty; a header row is needed", "empty-file")
        return table
    header = _header(header_record[2], columns, required, table)
    if header is None:
        return table
    for number, line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(table.file, number, line, {})
        if len(cells) != len(header):
            table.problems.append(
                row.problem(
                    "",
                    f"{len(cells)} cells where the header has {len(header)}; "
                    "is a comma missing, or a cell with a comma not quoted?",
                    "ragged-row",
                    value=",".join(cells)[:200],
                )
            )
            continue
        row.cells.update(zip(header, (cell.strip() for cell in cells), strict=True))
        faults = list(_cell_faults(row))
        table.problems.extend(faults)
        if not faults:
            table.rows.append(row)
    return table


def _file_problem(table: Table, message: str, code: str, row: int = 0, value: str = "") -> None:
    table.problems.append(Problem(table.file, row, "", value, message, code))


def _decoded(path: Path, table: Table) -> str | None:
    """The file's text without a byte order mark, or None with the problem noted."""
    try:
        data = path.read_bytes()
    except OSError as error:
        _file_problem(table, f"cannot be read: {error.strerror}", "unreadable-file")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _file_problem(table, "is UTF-16; save it as UTF-8", "encoding", value="UTF-16")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        row = before.count(b"\n") + 1
        tail = before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")[-20:]
        _file_problem(
            table,
            f"byte 0x{data[error.start]:02X} (after {tail!r}) is not UTF-8; "
            f"save the file as UTF-8{_guess(data)}",
            "encoding",
            row,
            f"0x{data[error.start]:02X}",
        )
        return None
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        _file_problem(table, "has a NUL character; it is not a text file", "encoding", row)
        return None
    return text


def _guess(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return " (it looks like Windows-1252)"


def _records(text: str, table: Table) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its number and first line; broken quoting ends the file with a problem."""
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number, line = 0, 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _file_problem(table, _quoting(str(error), line), "quoting", number)
            return
        yield number, line, [tidy(cell) for cell in cells]
        line = reader.line_num + 1


def _quoting(error: str, line: int) -> str:
    if "unexpected end of data" in error:
        return f"a quote opened in the record that starts on line {line} is never closed"
    return (
        f"broken quoting on line {line}: put a cell with a comma or quote in double quotes, "
        'and write a quote within it twice ("")'
    )


def _header(
    cells: list[str], columns: Sequence[str], required: Sequence[str], table: Table
) -> list[str] | None:
    names = [cell.strip() for cell in cells]
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        mark = "semicolons" if ";" in names[0] else "tabs"
        _file_problem(
            table, f"its cells are separated by {mark}; save it with commas", "separator", 1
        )
        return None
    faults = len(table.problems)
    for name in names:
        if name in columns:
            if names.count(name) > 1:
                said = "stands twice in the header"
                problem = Problem(table.file, 1, name, name, said, "duplicate-column")
                if problem not in table.problems:
                    table.problems.append(problem)
            continue
        near = process.extractOne(name.lower(), columns, score_cutoff=70)
        hint = f"did you mean {near[0]}?" if near else f"this file has: {', '.join(columns)}"
        message = f"no such column; {hint}" if name else "a column without a name"
        table.problems.append(Problem(table.file, 1, name, name, message, "unknown-column"))
    for name in required:
        if name not in names:
            message = f"the column {name} is missing"
            table.problems.append(Problem(table.file, 1, name, "", message, "missing-column"))
    return names if len(table.problems) == faults else None


def _cell_faults(row: Row) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        if len(cell) > MAX_CELL:
            yield row.problem(
                column,
                f"{len(cell):,} characters in one cell; at most {MAX_CELL:,} are taken",
                "cell-too-long",
                value=f"{cell[:40]}…",
            )
        elif _FORMULA.match(cell):
            yield row.problem(
                column, "looks like a spreadsheet formula; write its value", "formula"
            )
