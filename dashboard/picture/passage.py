"""What came into a picture and what went out of it as a clock moved, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.pages import Clocks
from dashboard.words import counted
from diplograph.dates import day_words

NAMED = 3
"""How many facts are named on each side."""


def told(before: Clocks, now: Clocks, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """What the step from some clocks to others brought and took; blank where none has moved.

    ``old`` and ``new`` are the facts drawn, id to title.
    """
    moved = [
        f"{what} {first} → {last}"
        for what, first, last in (
            ("as of", _range(before.as_of, before.until), _range(now.as_of, now.until)),
            ("known on", _known(before), _known(now)),
        )
        if first != last
    ]
    if not moved:
        return ""
    came = [title for id_, title in new.items() if id_ not in old]
    went = [title for id_, title in old.items() if id_ not in new]
    changes = [_some(titles, verb) for titles, verb in ((came, "came"), (went, "went")) if titles]
    said = f"{', '.join(moved)}: {', '.join(changes) or 'nothing came or went'}."
    return f"{said[0].upper()}{said[1:]}"


def _range(day: date | None, until: date | None = None) -> str:
    if day is None:
        return "any day"
    return f"{day_words(day)} to {day_words(until)}" if until else day_words(day)


def _known(clocks: Clocks) -> str:
    if clocks.known_since is None:
        return _range(clocks.known_on)
    last = day_words(clocks.known_on) if clocks.known_on else "today"
    return f"{day_words(clocks.known_since)} to {last}"


def _some(titles: list[str], verb: str) -> str:
    named = "; ".join(titles[:NAMED])
    more = f"; and {len(titles) - NAMED:,} more" if len(titles) > NAMED else ""
    return f"{counted(len(titles), 'fact')} {verb} ({named}{more})"
