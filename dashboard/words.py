"""Short words for pictures and panels: dates on an edge, what a dispute is about, counts."""

from __future__ import annotations

import calendar
from datetime import date

from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window, day_words
from diplograph.model import Entity, Version

STANDING_WORDS = {
    "asserted": "Asserted",
    "alleged": "Alleged",
    "expected": "Expected",
    "denied": "Denied",
}
"""What a claim says of its fact, for people."""


_YEAR = 366


def short_day(day: date) -> str:
    """A day as short as a list needs it: ``19 Sep 2016``."""
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def short_window(window: Window) -> str:
    """A window as short as an edge needs it: ``19 Sep 2016``, ``Feb 1992``, ``1990–1993``; of more
    than a year the years alone."""
    first, last = window.earliest, window.latest
    if first == last:
        return short_day(first)
    if first == UNKNOWN or last == OPEN:
        return ""
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return short_day(first).partition(" ")[2]
    return f"{first.year}–{last.year}" if window.days > _YEAR else _from_to(first, last)


def _from_to(first: date, last: date) -> str:
    """Two days, without the month and the year that both have."""
    if first.year != last.year:
        return f"{short_day(first)} – {short_day(last)}"
    began = first.day if first.month == last.month else short_day(first).rpartition(" ")[0]
    return f"{began}–{short_day(last)}"


def short_when(start: Window, end: Window) -> str:
    """When a tie held, for an edge; blank where only the day of its report is known."""
    if start == end:
        return short_window(start)
    if end == OPEN_END or end.latest == OPEN:
        since = short_window(start)
        return f"since {since}" if since else ""
    if start.earliest == UNKNOWN:
        until = short_window(end)
        return f"until {until}" if until else ""
    if start.days == end.days == 1:
        return _from_to(start.earliest, end.earliest)
    if start.days == 1 and end.earliest <= start.earliest:
        return f"{_from_to(start.earliest, end.latest)} at the latest"
    both = [text for text in (short_window(start), short_window(end)) if text]
    return (" to " if any("–" in text for text in both) else " – ").join(both)


def last_said(version: Version) -> str:
    """The last day on which a source says that something stands: ``last known 16 Nov 2022``."""
    return f"last known {short_day(version.last_said)}"


def counted(count: int, one: str, several: str | None = None) -> str:
    """``1 fact``, ``1,200 facts``."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def clock_words(
    as_of: date | None,
    known_on: date | None,
    until: date | None = None,
    known_since: date | None = None,
) -> str:
    """Both clocks as they follow a count: ``as of …, as the record stood on …``."""
    world = f"as of {day_words(as_of)}" if as_of else "at any time"
    if as_of and until:
        world = f"at any time from {day_words(as_of)} to {day_words(until)}"
    record = f"as the record stood on {day_words(known_on)}" if known_on else "by all that is known"
    if known_since:
        record += f", only what came into it or changed since {day_words(known_since)}"
    return f"{world}, {record}"


def excerpt(text: str, length: int) -> str:
    """The text on one line, cut with an ellipsis where it is longer than ``length``."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def label(entity: Entity) -> str:
    """An entity in one line: its name, what it is, and its other names to search by."""
    names = dict.fromkeys((*entity.aliases, entity.cells.get("official_name", ""), entity.id))
    others = ", ".join(name for name in names if name and name != entity.name)
    return excerpt(f"{entity.name} · {entity.label} · {others}", 110)
