"""What came into a picture and what went out of it as a clock moved, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.words import counted
from diplograph.dates import day_words

NAMED = 3
"""How many facts are named on each side."""

Days = tuple[date | None, date | None]
"""A day of the world and one of the record; None where the clock is off."""


def told(before: Days, now: Days, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """What the step from some days to others brought and took; blank where no day has moved.

    ``old`` and ``new`` are the facts drawn, id to title.
    """
    moved = [
        f"{what} {_day(first)} → {_day(last)}"
        for what, first, last in zip(("as of", "known on"), before, now, strict=True)
        if first != last
    ]
    if not moved:
        return ""
    came = [title for id_, title in new.items() if id_ not in old]
    went = [title for id_, title in old.items() if id_ not in new]
    changes = [_some(titles, verb) for titles, verb in ((came, "came"), (went, "went")) if titles]
    said = f"{', '.join(moved)}: {', '.join(changes) or 'nothing came or went'}."
    return f"{said[0].upper()}{said[1:]}"


def _day(day: date | None) -> str:
    return day_words(day) if day else "any day"


def _some(titles: list[str], verb: str) -> str:
    named = "; ".join(titles[:NAMED])
    more = f"; and {len(titles) - NAMED:,} more" if len(titles) > NAMED else ""
    return f"{counted(len(titles), 'fact')} {verb} ({named}{more})"
