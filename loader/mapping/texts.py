"""CSV and JSON lines to records."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from diplograph.errors import Problem
from diplograph.text import tidy
from loader.mapping.layout import Found, Layout
from loader.read import MAX_CELL, Row

MAX_LINE = 16 * 2**20
_MAX_DEPTH = 20


class _BadLine(ValueError):
    """A line that is no text; its text says what is wrong."""

    def __init__(self, line: int, value: str, message: str) -> None:
        super().__init__(message)
        self.line, self.value = line, value

    def problem(self, name: str) -> Problem:
        return Problem(name, self.line, "", self.value, str(self), "encoding")


def lines(file: BinaryIO) -> Iterator[str]:
    """The file's lines as text. Raises _BadLine at the first that is none."""
    number = 0
    while raw := file.readline(MAX_LINE):
        number += 1
        if len(raw) == MAX_LINE:
            raise _BadLine(number, "", f"is longer than {MAX_LINE:,} bytes; is it a text file?")
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            byte = f"0x{raw[error.start]:02X}"
            after = raw[max(0, error.start - 20) : error.start].decode("utf-8", "replace")
            said = f"this byte (after {after!r}) is not UTF-8; save the file as UTF-8"
            raise _BadLine(number, byte, said) from error
        if "\0" in text:
            raise _BadLine(number, "", "has a NUL character; it is not a text file")
        yield text


def csv_records(file: BinaryIO, name: str, layout: Layout) -> Iterator[Found]:
    """A table's records; the row counts as a spreadsheet does, the header being 1."""
    first = file.readline(MAX_LINE).decode("utf-8", "replace")
    file.seek(0)
    mark = layout.separator or max(",;\t|", key=first.count)
    reader = csv.reader(lines(file), delimiter=mark, strict=True)
    header: list[str] = []
    number, started = 0, 1
    try:
        for number, cells in enumerate(reader, 1):
            if header and any(cell.strip() for cell in cells):
                yield _row(Row(name, number, started, {}), header, cells)
            elif not header:
                header = [cell.strip() for cell in cells]
                twice = next((h for h in header if h and header.count(h) > 1), "")
                if twice:
                    yield Problem(name, 1, twice, "", "stands twice in the header", "two-columns")
                    return
            started = reader.line_num + 1
    except csv.Error as error:
        said = f"broken quoting ({error}): is a quote not closed, or the file cut off?"
        yield Problem(name, number + 1, "", "", said, "quoting")
    except _BadLine as error:
        yield error.problem(name)


def _row(row: Row, header: list[str], cells: list[str]) -> Row | Problem:
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(header):
        text = f"{len(cells)} cells where the header has {len(header)}"
        hint = "is a separator missing, or a cell with one in it not quoted?"
        return row.problem("", f"{text}; {hint}", "ragged-row", value=",".join(cells)[:200])
    row.cells.update(zip(header, map(tidy, cells), strict=True))
    return too_long(row) or row


def too_long(row: Row) -> Problem | None:
    """The problem of a cell that no fact can need."""
    for column, cell in row.cells.items():
        if len(cell) > MAX_CELL:
            text = f"{len(cell):,} characters in one cell; at most {MAX_CELL:,} are taken"
            return row.problem(column, text, "cell-too-long", value=cell[:40])
    return None


def json_records(file: BinaryIO, name: str, _: Layout) -> Iterator[Found]:
    """A record for each line that is a JSON object; the row is the line's number."""
    try:
        for number, line in enumerate(lines(file), 1):
            if not line.strip():
                continue
            row = Row(name, number, number, {})
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                said = f"is not JSON ({error}); was the file cut off, or is it no JSON lines?"
                yield row.problem("", said, "not-json", value=line.strip()[:60])
                if number == 1:
                    return
                continue
            if not isinstance(found, dict):
                said = "wanted: one JSON object on each line"
                yield row.problem("", said, "not-json", value=line.strip()[:60])
                return
            _flatten(row.cells, "", found, 0)
            yield too_long(row) or row
    except _BadLine as error:
        yield error.problem(name)


def _flatten(cells: dict[str, str], prefix: str, value: Any, depth: int) -> None:
    """A JSON value as cells: ``a/b`` for what is within, plain lists joined by ``|``."""
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        for key, one in value.items():
            _flatten(cells, f"{prefix}/{key}" if prefix else str(key), one, depth + 1)
    elif isinstance(value, list):
        cells[prefix] = "|".join("" if one is None else tidy(str(one)) for one in value)
    else:
        cells[prefix] = "" if value is None else tidy(str(value))
