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

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace


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


MOST_ALIKE = 20
"""So many problems that say the same are shown one by one; more are shown as one."""

_ROWS_NAMED = 5


def grouped(problems: Iterable[Problem], most: int = MOST_ALIKE) -> list[Problem]:
    """The problems as they are shown: of more than ``most`` that say the same of one column, the
    first alone, with the number of the others and the first of their rows."""
    groups: dict[tuple[str, ...], list[tuple[int, Problem]]] = {}
    for place, one in enumerate(problems):
        key = (one.file, one.column, one.message, one.code, one.severity)
        groups.setdefault(key, []).append((place, one))
    shown: list[tuple[int, Problem]] = []
    for alike in groups.values():
        if len(alike) > most:
            shown.append((alike[0][0], _as_one([one for _, one in alike])))
        else:
            shown += alike
    return [one for _, one in sorted(shown, key=lambda pair: pair[0])]


def _as_one(alike: Sequence[Problem]) -> Problem:
    first, *others = alike
    rows = [str(one.row) for one in others if one.row]
    where = ", ".join(rows[:_ROWS_NAMED]) + (", …" if len(rows) > _ROWS_NAMED else "")
    more = f"and {len(others):,} more rows: {where}" if rows else f"and {len(others):,} more"
    return replace(first, message=f"{first.message} ({more})")


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
