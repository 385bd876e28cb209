"""The days on which the clocks' sliders stop: those on which something changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from diplograph.dates import OPEN, UNKNOWN, Window

MOST_STEPS = 1500
"""A slider with more stops than pixels cannot be aimed; exact days have the date field."""


def turning_days(spans: Iterable[tuple[Window, Window]]) -> list[date]:
    """The days on which an answer as of that day may differ from that of the day before.

    Both ends are inclusive, so what ends on a day is gone on the next.
    """
    found = set()
    for start, end in spans:
        found |= {start.earliest, start.latest, _after(end.earliest), _after(end.latest)}
    return sorted(found - {UNKNOWN, OPEN})


def _after(day: date) -> date:
    return day if day == OPEN else day + timedelta(days=1)


def around(days: Sequence[date], day: date, count: int = 40) -> list[date]:
    """The days nearest to one, at most ``count`` before and after it; ``days`` are in order."""
    at = bisect_left(days, day)
    return list(days[max(0, at - count) : at + count + 1])


def steps(days: Sequence[date], shown: Iterable[date | None] = ()) -> list[date]:
    """At most ``MOST_STEPS`` days, and those that are shown, in order.

    Where there are more, the first of each month or year with a change stands for its days.
    """
    kept = sorted(set(days))
    for coarser in (_month, _year):
        if len(kept) > MOST_STEPS:
            kept = sorted(set(map(coarser, kept)))
    stride = -(-len(kept) // MOST_STEPS) or 1
    return sorted({*kept[::stride], *kept[-1:], *(day for day in shown if day)})


def _month(day: date) -> date:
    return day.replace(day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)
