"""Events that begin and end to spells, each on the entry that says most of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diplograph.dates import parse_date
from loader.histatstate.events import Event

REPEATS = "repeats"
ENDS = "ends-a-spell"
OVER = "over-already"


@dataclass(slots=True)
class Spell:
    """A time over which something stood; ``number`` is the entry that makes the claim of it."""

    what: str
    number: int
    start: str = ""
    end: str = ""
    ended_by: int = 0
    note: str = ""


def spells(told: Iterable[Event]) -> tuple[list[Spell], dict[int, str]]:
    """The spells of one thing between two parties, and why entries make none of their own.

    An end that cannot be dated, and a second beginning, leave the spell with an end that is not
    known, but before the next begins. Severed relations end an embassy so, too.
    Nothing is given a date that no entry says.
    """
    made: list[Spell] = []
    left: dict[int, str] = {}
    standing: Spell | None = None
    for event in told:
        if event.begins and not event.date:
            _lost(standing, "")
            standing = None
        elif event.begins:
            if standing and (event.what == "recognition" or _same(standing, event)):
                left.setdefault(event.number, REPEATS)
                continue
            if made and (standing or made[-1].end.endswith("..]")):
                _lost(made[-1], event.date)
            standing = Spell(event.what, event.number, event.date, note=event.note)
            made.append(standing)
        elif standing:
            if event.date and event.date >= standing.start[: len(event.date)]:
                standing.end, standing.ended_by = event.date, event.number
                left.setdefault(event.number, ENDS)
            else:
                _lost(standing, "")
            standing = None
        elif event.date and not made:
            made.append(Spell(event.what, event.number, "", event.date))
        elif event.date:
            left.setdefault(event.number, OVER)
    return made, left


def _same(spell: Spell, event: Event) -> bool:
    """Whether a beginning is told a second time, and not as one after an end."""
    return spell.start == event.date or (not event.again and spell.start[:4] == event.date[:4])


def _lost(spell: Spell | None, latest: str) -> None:
    """Give a spell an end that is not known: on some day since it began, up to the latest."""
    if spell:
        first, last = spell.start.rstrip("~"), latest.rstrip("~")
        if last and len(first) != len(last):
            first, last = f"{parse_date(first).earliest}", f"{parse_date(last).latest}"
        spell.end = f"[{first}..{last}]"


def in_order(told: Iterable[tuple[Event, str]]) -> list[Event]:
    """Events by date; one without goes by its heading's first year (given), else stays in place."""
    last = ""
    keyed = []
    for place, (event, year) in enumerate(told):
        last = event.date or year or last
        keyed.append((last, place, event))
    return [event for *_, event in sorted(keyed, key=lambda one: one[:2])]
