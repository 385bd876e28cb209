"""Rankings as the page shows them: an analysis's rows by one of its measures, with ranks.

The numbers are ``diplograph.analysis``'s; here they are only put in order and in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from diplograph.analysis import Analysis, Table
from diplograph.analysis.base import Column

BOARDS: dict[str, str] = {
    "missions": "Missions",
    "visits": "Visits",
    "treaties": "Treaties",
    "sanctions": "Sanctions",
    "memberships": "Memberships",
    "answered": "Reciprocity",
    "isolation": "Isolation",
}
"""The rankings by the analysis that each is made from, as people call them."""

_ENDS = (("_certain", "_possible"), ("_low", "_high"))


@dataclass(frozen=True, slots=True)
class Measure:
    """One number to rank by: its columns for the certain and the greatest possible value.

    ``share``: from 0 to 1 instead of a count.
    """

    name: str
    low: Column
    high: Column

    @property
    def share(self) -> bool:
        """Whether it is a share, not a count."""
        return self.low.kind == "share"

    @property
    def heading(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ranking: ``low`` is what is certain, ``high`` what is possible at most."""

    rank: int
    entity: str
    low: float
    high: float
    contested: int
    row: dict[str, Any]


def measures(analysis: Analysis) -> dict[str, Measure]:
    """What an analysis can be ranked by: what it draws first, then in the order of its columns."""
    by_name = {column.name: column for column in analysis.columns}
    found: dict[str, Measure] = {}
    for name, column in by_name.items():
        for low, high in _ENDS:
            stem = name.removesuffix(low)
            if stem != name and stem + high in by_name:
                found[stem] = Measure(stem, column, by_name[stem + high])
    main = analysis.bars[1].removesuffix("_certain").removesuffix("_low") if analysis.bars else ""
    return dict(sorted(found.items(), key=lambda pair: pair[0] != main))


def ranked(table: Table, measure: Measure) -> list[Line]:
    """The rows by a measure, the greatest first: by what is certain, then by what is possible.

    Equals share a rank and the next goes on after them (1, 2, 2, 4). Who has nothing to be ranked
    by is left out.
    """
    rows = [row for row in table.rows if row[measure.high.name]]
    rows.sort(key=lambda row: (*(-value for value in _pair(row, measure)), row["state"]))
    lines: list[Line] = []
    for place, row in enumerate(rows, start=1):
        low, high = _pair(row, measure)
        same = lines and (lines[-1].low, lines[-1].high) == (low, high)
        rank = lines[-1].rank if same else place
        lines.append(Line(rank, row["state"], low, high, row.get("contested", 0), row))
    return lines


def gains(lines: Sequence[Line], then: Table, measure: Measure) -> dict[str, float]:
    """By how much what is certain of each has grown since another day's table; who was not to be
    ranked then had nothing."""
    before = {row["state"]: row[measure.low.name] for row in then.rows}
    return {line.entity: line.low - (before.get(line.entity) or 0) for line in lines}


def gain_words(gain: float, share: bool) -> str:
    """A change with its sign: ``+3``, ``−2``, ``0``, ``+4 %`` (points, for a share)."""
    size = round(abs(gain) * (100 if share else 1))
    sign = "" if not size else "+" if gain > 0 else "−"
    return f"{sign}{size:,}{' %' if share else ''}"


def _pair(row: dict[str, Any], measure: Measure) -> tuple[float, float]:
    return row[measure.low.name], row[measure.high.name]


def value_words(low: float, high: float, share: bool) -> str:
    """A number or a range: ``41``, ``41–43``, ``93–100 %``."""
    texts = [f"{value * 100:.0f}" if share else f"{value:,.0f}" for value in (low, high)]
    return "–".join(dict.fromkeys(texts)) + (" %" if share else "")


def sentence(
    lines: Sequence[Line], measure: Measure, what: str, when: str, name: Callable[[str], str]
) -> str:
    """The ranking in a sentence or two."""
    if not lines:
        return f"Nobody can be ranked by {what.lower()}, {when}."

    def told(line: Line) -> str:
        return f"{name(line.entity)} ({value_words(line.low, line.high, measure.share)})"

    shared = sum(line.rank == 1 for line in lines)
    if shared > 3:
        value = value_words(lines[0].low, lines[0].high, measure.share)
        first = f"{shared:,} share the first place ({value})"
    else:
        come = "come" if len(lines) > 1 else "comes"
        first = f"first {come} {', '.join(map(told, lines[:3]))}"
    disputed = sum(line.contested > 0 for line in lines)
    unsure = sum(line.low != line.high for line in lines)
    parts = [f"{what} {when}: {first}, of {len(lines):,} that can be ranked."]
    if unsure:
        parts.append(f"{unsure:,} of the numbers {'is a range' if unsure == 1 else 'are ranges'}.")
    if disputed:
        parts.append(
            f"{disputed:,} rest{'s' if disputed == 1 else ''} on facts that are contested."
        )
    return " ".join(parts)
