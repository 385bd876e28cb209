"""A country on its way into the table: its cells, and the names that it may go by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from diplograph.entities import ENTITY_FILES

COLUMNS = ENTITY_FILES["countries"][1]


@dataclass
class Row:
    """A country on its way into the table."""

    id: str
    cells: dict[str, str] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    place: str = ""

    def say(self, column: str, value: Any) -> None:
        """Fill a cell that is still blank."""
        text = "" if value is None else str(value).strip()
        if text and not self.cells.get(column):
            self.cells[column] = text

    def line(self) -> dict[str, str]:
        """The row as the table has it: every column, blank where nothing is known."""
        return {column: self.cells.get(column, "") for column in COLUMNS} | {"id": self.id}


class Wrong(Exception):
    """The table would not be right; the text lists why."""


def variants(name: str) -> Iterator[str]:
    """Other ways to write an English name that tables use."""
    if name.startswith("Saint "):
        yield "St. " + name.removeprefix("Saint ")
    if " and " in name:
        yield name.replace(" and ", " & ")
