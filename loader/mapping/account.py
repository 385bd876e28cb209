"""What became of every record: claims, a named reason why there are none, or no match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from diplograph.errors import Problem


@dataclass(slots=True)
class Unmatched:
    """A value that matched nothing: where it came first, how many rows wait for it, candidates."""

    file: str
    row: int
    column: str
    value: str
    hint: str
    rows: int = 0

    def problem(self) -> Problem:
        """The value as a problem, once for all of its rows."""
        more = f"; {self.rows:,} rows wait for it" if self.rows > 1 else ""
        said = f"{self.hint}{more}"
        return Problem(self.file, self.row, self.column, self.value, said, "no-match")


@dataclass(slots=True)
class Account:
    """The figures of one run; ``left`` counts records by reason, ``items`` items of lists."""

    read: int = 0
    made: int = 0
    claims: int = 0
    repeated: int = 0
    waiting: int = 0
    faulty: int = 0
    left: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    unmatched: dict[tuple[str, str], Unmatched] = field(default_factory=dict)

    def miss(self, first: Unmatched) -> None:
        """Note that a value matched nothing."""
        self.unmatched.setdefault((first.column, first.value), first).rows += 1

    def lines(self) -> Iterator[str]:
        """The account in words."""
        yield f"{_of(self.read, 'record')} read: {self.made:,} made {_of(self.claims, 'claim')}"
        if self.repeated:
            yield f"{_of(self.repeated, 'claim')} repeated an earlier one, word for word"
        for reason, count in self.left.most_common():
            yield f"{_of(count, 'record')} left out: {reason}"
        for reason, count in self.items.most_common():
            yield f"{_of(count, 'item')} of a list left out: {reason}"
        if self.waiting:
            values = _of(len(self.unmatched), "value")
            yield f"{_of(self.waiting, 'record')} waiting for {values} without match"
        if self.faulty:
            yield f"{_of(self.faulty, 'record')} with faults"

    def as_dict(self) -> dict[str, Any]:
        """The account as plain values."""
        plain = ("read", "made", "claims", "repeated", "waiting", "faulty")
        return {name: getattr(self, name) for name in plain} | {
            "left_out": dict(self.left.most_common()),
            "items_left_out": dict(self.items.most_common()),
            "unmatched": [
                {"column": one.column, "value": one.value, "hint": one.hint, "rows": one.rows}
                for one in self.unmatched.values()
            ],
        }


def _of(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
