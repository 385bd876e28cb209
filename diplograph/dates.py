"""Dates as sources give them (EDTF), and the days they may mean.

EDTF is the Library of Congress's Extended Date/Time Format, ISO 8601-2:2019,
https://www.loc.gov/standards/datetime/. Parsing is the ``edtf`` package's, but for the plainest
texts; what is ours is the pair of days (earliest, latest) that a text allows, and the words for it.
"""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from diplograph.date_hints import EXAMPLES, explain, no_such_day, no_such_month, not_level_1

UNKNOWN = date(1, 1, 1)
"""How an unknown start is written: the earliest day there is."""

OPEN = date(9999, 12, 31)
"""How an open end is written: the latest day there is."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The days on which something may have happened, first and last, both included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"{self.earliest} is after {self.latest}")

    @property
    def days(self) -> int:
        """How many days the window has; the fewer, the more precise."""
        return (self.latest - self.earliest).days + 1

    @property
    def rank(self) -> date:
        """The day by which windows are put in order: the last, or the first where that is open."""
        return self.earliest if self.latest == OPEN else self.latest

    def meet(self, other: Window) -> Window | None:
        """The days in both windows, or None where they lie apart."""
        earliest = max(self.earliest, other.earliest)
        latest = min(self.latest, other.latest)
        return Window(earliest, latest) if earliest <= latest else None


OPEN_END = Window(OPEN, OPEN)


@dataclass(frozen=True, slots=True)
class Span:
    """An event's date cell: a day, or an interval whose end may be unknown or open.

    ``end`` is None where the source does not say it. ``point`` is true where one date was given.
    """

    start: Window
    end: Window | None
    point: bool


def _day(value: Any, fallback: date) -> date:
    """A bound from the parser (struct_time, or an infinity) as a date within our calendar."""
    if isinstance(value, time.struct_time):
        if not 1 <= value.tm_year <= 9999:
            raise ValueError("years run from 0001 to 9999")
        return date(value.tm_year, value.tm_mon, value.tm_mday)
    return fallback


def _widen(window: Window) -> Window:
    """One unit of the window's own precision more at either side: what ``~`` and ``?`` allow.

    EDTF leaves the width of an approximation to its reader; we take one year, month or day.
    """
    before, after = _day_before(window.earliest), _day_after(window.latest)
    if window.days > 31:
        years = max(1, round(window.days / 365))
        before = window.earliest.replace(year=max(1, window.earliest.year - years))
        after = window.latest.replace(year=min(9999, window.latest.year + years))
    elif window.days > 1:
        before = before.replace(day=1)
        after = after.replace(day=calendar.monthrange(after.year, after.month)[1])
    return Window(before, after)


def _day_before(day: date) -> date:
    return max(day, UNKNOWN + timedelta(days=1)) - timedelta(days=1)


def _day_after(day: date) -> date:
    return min(day, OPEN - timedelta(days=1)) + timedelta(days=1)


_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOUBTED_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[~?%]")
_PLAIN_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?=$|-X|[~?%])")
_PLAIN_CHARACTERS = re.compile(r"[0-9X., \[\]~?%-]*")
_SHAPED = re.compile(r"[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?|\[[0-9X., ~?%-]+\]|(\.\.)?")
"""What has the shape of one date, or of an interval's open end."""

_NO_DATES = frozenset({"0000", "9999"})
"""What the parser takes for years, and writers use for "unknown"."""

_DATE_TYPES = {
    "Date",
    "UncertainOrApproximate",
    "Unspecified",
    "PartialUnspecified",
    "OneOfASet",
    "Season",
}


_YEAR_OR_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?([~?%]?)")
_DECADE_OR_CENTURY = re.compile(r"([0-9]{2,3})XX?(?<=[0-9X]{4})")
_BETWEEN = re.compile(r"\[([0-9]{4}(?:-[0-9]{2}){0,2})?\.\.([0-9]{4}(?:-[0-9]{2}){0,2})?\]")


def _plain(text: str) -> Window | None:
    """The window of a text that is read without the parser, which takes milliseconds; None of any
    other, and of whatever is not right, so that the parser and its messages decide."""
    if text[:4] in _NO_DATES:
        return None
    if found := _YEAR_OR_MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2] or 0)
        if month > 12 or (found[2] and not month):
            return None
        last = calendar.monthrange(year, month or 12)[1]
        window = Window(date(year, month or 1, 1), date(year, month or 12, last))
        return _widen(window) if found[3] else window
    if found := _DECADE_OR_CENTURY.fullmatch(text):
        years = 10 ** (4 - len(found[1]))
        first = int(found[1]) * years
        return Window(date(first, 1, 1), date(first + years - 1, 12, 31)) if first else None
    if found := _BETWEEN.fullmatch(text):
        if len({len(side) for side in found.groups() if side}) != 1:
            return None  # without any date, or with two of unlike precision
        start = _plain_or_day(found[1]) if found[1] else Window(UNKNOWN, UNKNOWN)
        end = _plain_or_day(found[2]) if found[2] else OPEN_END
        if start and end and start.earliest <= end.earliest and start.latest <= end.latest:
            return Window(start.earliest, end.latest)
    return None


def _plain_or_day(text: str) -> Window | None:
    try:
        return parse_date(text) if len(text) == 10 else _plain(text)
    except ValueError:
        return None


def _parse(text: str) -> Window:
    month = _PLAIN_MONTH.match(text)
    if month and not 1 <= int(month[2]) <= 12 and not 21 <= int(month[2]) <= 24:
        raise ValueError(no_such_month(month[1], month[2]))
    if text in _NO_DATES or text.startswith("XXXX"):
        raise ValueError(explain(text))
    if text.startswith("["):
        for found in _PLAIN_DAY.findall(text):
            _plain_day(found)
    # it takes long to import, and most dates are plain
    import edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = edtf.parse_edtf(text)
        name = type(parsed).__name__
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        # beside its own exception the parser lets Python's through, as for 2016-09-2X
        raise ValueError(explain(text)) from None
    if name not in _DATE_TYPES or not _PLAIN_CHARACTERS.fullmatch(text):
        # the parser takes significant digits (1985S2) for a plain date
        raise ValueError(not_level_1(text))
    window = Window(_day(lower, UNKNOWN), _day(upper, OPEN))
    if name == "Season" and text.endswith("-24"):
        # the winter that a year begins with, or the one that it ends with
        window = Window(date(lower.tm_year, 1, 1), _winter_end(lower.tm_year))
    return _widen(window) if text.rstrip()[-1] in "~?%" else window


def _winter_end(year: int) -> date:
    return date(year + 1, 3, 1) - timedelta(days=1) if year < OPEN.year else OPEN


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Window:
    """The window that one EDTF date (not an interval) allows.

    Raises ValueError, with a text for the person who wrote it, for anything else.
    """
    if _PLAIN_DAY.fullmatch(text):
        return Window(day := _plain_day(text), day)
    if window := _plain(text):
        return window
    if _DOUBTED_DAY.fullmatch(text):
        _plain_day(text[:10])
    if "/" in text:
        for side in _sides(text):
            if side not in ("", ".."):
                parse_date(side)
        raise ValueError("an interval; write its ends in the columns from and to")
    if text.startswith("{"):
        raise ValueError(
            "not a date of EDTF level 1: {…} means all of these dates; write one row for each, "
            f"as {EXAMPLES}"
        )
    return _parse(text)


def _plain_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(no_such_day(text)) from None


def _sides(text: str) -> list[str]:
    """Both sides of an interval; a text that only has a slash is no interval."""
    sides = text.split("/")
    if not any(sides) or not all(map(_SHAPED.fullmatch, sides)):
        raise ValueError(explain(text))
    if len(sides) > 2:
        raise ValueError("an interval has one slash and two dates")
    return sides


@lru_cache(maxsize=65536)
def parse_span(text: str) -> Span:
    """An event's date: one EDTF date, or an interval ``a/b``, ``a/`` (end not said), ``a/..``.

    Raises ValueError for anything else, and for an interval that ends before it begins.
    """
    if "/" not in text:
        window = parse_date(text)
        return Span(window, window, point=True)
    first, last = _sides(text)
    if not first or first == "..":
        raise ValueError("an interval needs its first date")
    start = parse_date(first)
    if last == "":
        return Span(start, None, point=False)
    end = OPEN_END if last == ".." else parse_date(last)
    if end.latest < start.earliest:
        raise ValueError("the interval ends before it begins")
    return Span(start, end, point=False)


def day_words(day: date) -> str:
    """A day in words, as ``21 September 2016``."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def words(window: Window) -> str:
    """A window in words: ``21 September 2016``, ``2016``, ``the 1990s``, ``between … and …``."""
    first, last = window.earliest, window.latest
    if first == last:
        return day_words(first)
    if first == UNKNOWN:
        return "an unknown date" if last == OPEN else f"{day_words(last)} or earlier"
    if last == OPEN:
        return f"{day_words(first)} or later"
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years and first.year == last.year:
        return str(first.year)
    if whole_years and first.year % 10 == 0 and last.year == first.year + 9:
        return f"the {first.year}s"
    if whole_years:
        return f"between {first.year} and {last.year}"
    month_end = calendar.monthrange(last.year, last.month)[1]
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and (
        last.day == month_end
    ):
        return f"{calendar.month_name[first.month]} {first.year}"
    joined = (" or " if window.days == 2 else " and ").join((_short(first, last), day_words(last)))
    return joined if window.days == 2 else f"between {joined}"


def _short(day: date, before: date) -> str:
    """A day in words, without the month and the year that the next one names."""
    if day.year != before.year:
        return day_words(day)
    return str(day.day) if day.month == before.month else day_words(day).rpartition(" ")[0]


def text_words(text: str) -> str:
    """An EDTF text as a person would say it: ``about 1992``, ``the 1990s``."""
    if "/" in text:
        first, _, last = text.partition("/")
        if last == "..":
            return f"from {text_words(first)} on"
        return f"from {text_words(first)}" + (f" to {text_words(last)}" if last else "")
    if text and text[-1] in "~?%":
        plain = words(parse_date(text[:-1]))
        return {"~": f"about {plain}", "?": f"{plain} (uncertain)"}.get(
            text[-1], f"about {plain} (uncertain)"
        )
    return words(parse_date(text))


def during(start: Window, end: Window) -> str:
    """Both ends in words, as they follow a clause: ``since 2016``, ``from … to …``, ``on …``."""
    if start.latest == OPEN and start.earliest == end.earliest:
        start = end  # an event that is expected, and may never be
    if start == end:
        said = words(start)
        if start.earliest == UNKNOWN or start.days > 366 or said.startswith("between"):
            return said
        return f"{'on' if start.days < 3 else 'in'} {said}"
    if end == OPEN_END:
        if start.earliest == UNKNOWN:
            return f"since {day_words(start.latest)} at the latest" if start.latest != OPEN else ""
        return f"{'from' if start.latest == OPEN else 'since'} {_one_day(start)}"
    if start.earliest == UNKNOWN:
        return f"until {_one_day(end)}"
    if end.latest == OPEN:
        return f"from {_one_day(start)}"
    began = _short(start.earliest, end.latest) if start.days == end.days == 1 else _one_day(start)
    return f"from {began} to {_one_day(end)}"


def _one_day(window: Window) -> str:
    """A window's words after ``since`` or ``to``, where ``between …`` alone would not read."""
    said = words(window)
    return f"some day {said}" if said.startswith("between") else said


def outlasts(day: date | None, end: Window, last_said: date) -> bool:
    """Whether a day lies after the last word on what is open at its end: on that day it is *last
    known* to be so, and not known to have ended."""
    return day is not None and end.earliest == OPEN and last_said < day


def certainty(as_of: date, start: Window, end: Window, until: date | None = None) -> str:
    """Whether it held on a day: ``yes``, ``possibly`` or ``no``. Both ends are inclusive.

    With ``until``: whether it held at any time from the one day to the other.
    """
    last = until or as_of
    if start.latest <= last and as_of <= end.earliest:
        return "yes"
    return "possibly" if start.earliest <= last and as_of <= end.latest else "no"
