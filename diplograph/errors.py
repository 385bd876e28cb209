"""What can go wrong, as one tree.

DiplographError
├── InputError        the files say something we cannot load; carries one Problem per fault
├── DeclarationError  a kind is declared wrongly (raised at import)
├── DatabaseError     the graph could not be reached or refused
│   ├── EngineError   the embedded engine did not start, or its folder is in use
│   └── BusyError     another load is being written
└── QueryRefused      a typed query may not run here (it writes, or is not one statement)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place of the input, and what would be right.

    ``row`` counts as a spreadsheet does: the header is row 1; 0 means the file as a whole.
    ``code`` is stable, for programs; ``severity`` is ``error`` (the row cannot be loaded) or
    ``warning``.
    """

    file: str
    row: int
    column: str
    value: str
    message: str
    code: str
    severity: str = "error"

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        shown = self.value if len(self.value) <= 60 else f"{self.value[:57]}…"
        said = f" {shown!r}:" if self.value else ""
        return f"{place}:{said} {self.message}"

    def as_dict(self) -> dict[str, str | int]:
        """The problem as plain values, for ``--json``."""
        return asdict(self)


class DiplographError(Exception):
    """The root of every error that is ours; its text is fit to be shown to a person."""


class InputError(DiplographError):
    """The input has faults; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the input")


class DeclarationError(DiplographError):
    """A kind is declared wrongly."""


class DatabaseError(DiplographError):
    """The graph could not be reached, or refused; ``code`` is the server's, where it gave one."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class EngineError(DatabaseError):
    """The embedded engine could not be started or found."""


class BusyError(DatabaseError):
    """Another load is being written; wait for it, or stop it."""


class QueryRefused(DiplographError):
    """A typed query may not run here."""
