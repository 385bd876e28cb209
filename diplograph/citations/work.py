"""What is cited, and its dates as citations write them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from diplograph import __version__
from diplograph.dates import OPEN, UNKNOWN, Window, parse_date
from diplograph.entities import split
from diplograph.model import Source


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. ``published`` and ``accessed`` are EDTF texts or blank; ``dataset`` is true
    for an entry of a data set, as a fact is, and false for a publication."""

    id: str
    title: str
    publisher: str
    authors: tuple[str, ...] = ()
    url: str = ""
    published: str = ""
    accessed: str = ""
    language: str = ""
    note: str = ""
    dataset: bool = False


def source_work(source: Source) -> Work:
    """A source as a work to cite."""
    cells = source.cells
    return Work(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        authors=split(cells.get("author", "")),
        url=cells.get("url", ""),
        published=cells.get("published", ""),
        accessed=cells.get("accessed", ""),
        language=cells.get("language", ""),
    )


def fact_work(id_: str, title: str, known_on: date, accessed: date, claims: int) -> Work:
    """A fact as an entry of the record: as it stood on a day, read on another."""
    claimed = f"{claims} claim" if claims == 1 else f"{claims} claims"
    return Work(
        id=f"diplograph-{id_}",
        title=title,
        publisher=f"Diplograph {__version__}",
        published=known_on.isoformat(),
        accessed=accessed.isoformat(),
        language="en",
        note=f"fact {id_}, as the record stood on {day_in_words(known_on)}, from {claimed}",
        dataset=True,
    )


def window_of(text: str) -> Window | None:
    """The days that an EDTF text allows; None where it is blank, unreadable or says nothing."""
    try:
        window = parse_date(text) if text else None
    except ValueError:
        return None
    if window is None or window.earliest == UNKNOWN or window.latest == OPEN:
        return None
    return window


def date_parts(window: Window) -> list[list[int]]:
    """A window as CSL's date parts: one date as precise as it is, or the two ends of a range."""
    first, last = window.earliest, window.latest
    if first == last:
        return [[first.year, first.month, first.day]]
    month_end = calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and last.day == month_end:
        if (first.year, first.month) == (last.year, last.month):
            return [[first.year, first.month]]
        if (first.month, last.month) == (1, 12):
            return [[first.year]] if first.year == last.year else [[first.year], [last.year]]
    return [[first.year, first.month, first.day], [last.year, last.month, last.day]]


def day_in_words(day: date) -> str:
    """A day as American usage writes it: ``September 21, 2016``."""
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"


def in_words(window: Window) -> str:
    """A date as Chicago writes it: ``September 21, 2016``, ``September 2016``, or a range."""
    parts = date_parts(window)
    if len(parts) == 1:
        if len(parts[0]) == 3:
            return day_in_words(window.earliest)
        month = f"{calendar.month_name[parts[0][1]]} " if len(parts[0]) == 2 else ""
        return f"{month}{parts[0][0]}"
    first, last = window.earliest, window.latest
    if len(parts[0]) == 1:
        return f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_name[first.month]} {first.day}–{last.day}, {first.year}"
    if first.year == last.year:
        return f"{calendar.month_name[first.month]} {first.day}–{day_in_words(last)}"
    return f"{day_in_words(first)}–{day_in_words(last)}"
