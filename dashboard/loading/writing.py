"""Rows that are written in the page: the tables of the CSV contract, to be filled in. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from diplograph.catalogue import KINDS
from diplograph.contract import data_package

Rows = list[dict[str, str]]
"""Rows of a table, by column; a cell that is not there is blank."""

MOST = 500
"""Up to how many rows of a dataset can be changed in a page; more are for a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column to fill in: its name, what it holds, its words if it takes one of a few, and
    whether it must be filled."""

    name: str
    help: str
    words: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to fill in: the stem of its file, what it is called, and its columns."""

    stem: str
    heading: str
    cells: tuple[Cell, ...]


@cache
def sheets() -> dict[str, Sheet]:
    """Every table of the contract by its file's stem: kinds of fact first, then the rest."""
    found = {}
    for table in data_package("rows")["resources"]:
        stem = table["path"].removesuffix(".csv")
        cells = tuple(
            Cell(
                field["name"],
                field["description"],
                tuple(field.get("constraints", {}).get("enum", ())),
                bool(field.get("constraints", {}).get("required")),
            )
            for field in table["schema"]["fields"]
        )
        heading = KINDS[stem].heading if stem in KINDS else stem.capitalize()
        found[stem] = Sheet(stem, heading, cells)
    return found


def rows_from(files: Mapping[str, bytes]) -> dict[str, Rows]:
    """The rows of CSV files of the contract, by their files' stems."""
    found = {}
    for name, content in files.items():
        text = content.decode("utf-8-sig")
        found[name.removesuffix(".csv")] = list(csv.DictReader(io.StringIO(text, newline="")))
    return found


def files_from(rows: Mapping[str, Iterable[Mapping[str, str | None]]]) -> dict[str, bytes]:
    """Rows as CSV files of the contract; a row without a single cell is left out, and so is a
    file without a row."""
    found = {}
    for stem, sheet in sheets().items():
        header = [cell.name for cell in sheet.cells]
        told = [[(row.get(name) or "").strip() for name in header] for row in rows.get(stem, ())]
        if full := [row for row in told if any(row)]:
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([header, *full])
            found[f"{stem}.csv"] = out.getvalue().encode()
    return found
