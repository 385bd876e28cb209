"""Files to rows: CSV as RFC 4180 has it, with one problem per fault and never an exception."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from diplograph.errors import Problem
from diplograph.text import tidy
from loader.decode import decoded
from loader.formulas import is_formula
from loader.header import header_faults, nameless, not_commas
from loader.swallowed import swallowed

MAX_CELL = 100_000
"""The longest cell that is taken, in characters: far beyond any fact, far below a mistake."""


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
    are in ``problems``; such rows are left out, and all rows if the header is wrong. Raises
    nothing for what a file may hold.
    """
    table = Table(path.name)
    text = decoded(path)
    if isinstance(text, Problem):
        table.problems.append(text)
        return table
    records = _records(text, table)
    header_record = next(records, None)
    if problem := not_commas(table.file, text, columns):
        table.problems = [problem]
    elif header_record is None:
        if not table.problems:
            _file_problem(table, "empty; a header row is needed", "empty-file")
    elif not any(cell.strip() for cell in header_record[2]):
        _file_problem(table, "its first row is blank; the header stands there", "no-header", 1)
    else:
        names = [tidy(cell) for cell in header_record[2]]
        table.problems += header_faults(table.file, names, columns, required)
        if not table.problems:
            _read_rows(names, records, table)
    return table


def _read_rows(
    names: list[str], records: Iterator[tuple[int, int, list[str]]], table: Table
) -> None:
    """The rows under a good header. Columns without a name are passed over if they are empty."""
    named = [place for place, name in enumerate(names) if name]
    width, least = len(names), named[-1] + 1
    filled: dict[int, int] = {}
    for number, line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(table.file, number, line, {})
        if said := swallowed(cells, width, line):
            table.problems.append(row.problem("", said, "stray-quote"))
            continue
        cells = [tidy(cell) for cell in cells]
        if not least <= len(cells) <= width:
            table.problems.append(_ragged(row, cells, width))
            continue
        if len(named) < width:
            for place, cell in enumerate(cells):
                if cell.strip() and not names[place]:
                    filled.setdefault(place, number)
        row.cells.update((names[place], cells[place].strip()) for place in named)
        faults = list(_cell_faults(row))
        table.problems.extend(faults)
        if not faults:
            table.rows.append(row)
    if problem := nameless(table.file, names, filled):
        table.problems.insert(0, problem)
        if filled:
            table.rows.clear()


def _ragged(row: Row, cells: list[str], width: int) -> Problem:
    said = f"{len(cells)} cell{'s' if len(cells) != 1 else ''} where the header has {width}; "
    if len(cells) == 1 and (mark := next((m for m in ";\t" if m in cells[0]), "")):
        said += f"its cells are separated by {'semicolons' if mark == ';' else 'tabs'}"
    elif len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        said += "those beyond are blank: delete them"
    else:
        said += "is a comma missing, or a cell with a comma not quoted?"
    return row.problem("", said, "ragged-row", value=",".join(cells)[:200])


def _file_problem(table: Table, message: str, code: str, row: int = 0) -> None:
    table.problems.append(Problem(table.file, row, "", "", message, code))


def _records(text: str, table: Table) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its number and first line; broken quoting ends the file with a problem."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number, line = 0, 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = _quoting(str(error), line, reader.line_num)
            _file_problem(table, said, "quoting", number)
            return
        yield number, line, cells
        line = reader.line_num + 1


def _quoting(error: str, line: int, last: int) -> str:
    if "unexpected end of data" in error:
        return f"a quote opened in the record that starts on line {line} is never closed"
    right = (
        'put a cell with a comma or quote in double quotes, and write a quote within it twice ("")'
    )
    if last > line:
        return f"broken quoting: a quote that opens on line {line} runs on to line {last}; {right}"
    return f"broken quoting on line {line}: {right}"


def _cell_faults(row: Row) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        if len(cell) > MAX_CELL:
            yield row.problem(
                column,
                f"{len(cell):,} characters in one cell; at most {MAX_CELL:,} are taken",
                "cell-too-long",
                value=f"{cell[:40]}…",
            )
        elif is_formula(cell):
            yield row.problem(
                column, "looks like a spreadsheet formula; write its value", "formula"
            )
