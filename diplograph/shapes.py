"""When a fact is true: two shapes, of what lasts and of what takes place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Span:
    """What begins and may end; ``starts`` are the columns of its start, the first choice first.

    ``first`` and ``last`` are the columns that its settled start and end stand for.
    """

    starts: tuple[str, ...] = ("from",)
    last: str = "to"
    lasts: ClassVar[bool] = True
    began: ClassVar[str] = "began"

    @property
    def first(self) -> str:
        """The column of its start."""
        return self.starts[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that says when it was true."""
        return (*self.starts, self.last)

    @property
    def asked(self) -> Mapping[str, str]:
        """What claims disagree on in a column: to follow "disagree on"."""
        return {**dict.fromkeys(self.starts, "when it began"), self.last: "when it ended"}


@dataclass(frozen=True, slots=True)
class Event:
    """What takes place on a day, or from one to another: one column has both (EDTF interval)."""

    first: str = "date"
    lasts: ClassVar[bool] = False
    began: ClassVar[str] = "took place"

    @property
    def last(self) -> str:
        """The column of its end, the same."""
        return self.first

    @property
    def starts(self) -> tuple[str, ...]:
        """The columns of its start: that one."""
        return (self.first,)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that says when it was true."""
        return (self.first,)

    @property
    def asked(self) -> Mapping[str, str]:
        """What claims disagree on in its column: to follow "disagree on"."""
        return {self.first: "when it took place"}
