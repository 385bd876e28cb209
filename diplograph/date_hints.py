"""What is wrong with a text that is no date, and what would be right, where that can be told.

Called only once parsing has failed, so it may take its time. Nothing is guessed for the writer:
a text with two readings is given both. The readings themselves are in ``date_readings``.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from diplograph.date_readings import (
    MONTHS,
    day_range,
    day_text,
    is_right,
    readings,
    word_set,
    worded,
)

EXAMPLES = "2016, 2016-09, 2016-09-21, 1992~, 199X or [1990..1993]"

NOT_EDTF = "not an EDTF date"
BLANK = "leave it blank where the source does not say"

_LONGEST = 120
"""Beyond this a text is prose; its first words are enough to look at."""

_NOTHING = word_set(
    """
    n/a n.a n.a. n/a. na #n/a #value! #ref! nan nat unknown unkn unk unbekannt inconnu
    none null nil - -- --- . .. ... ? ?? ??? ???? 0 00 0.0 9999 99 999 -9 -99 -999 -9999 -1 -8
    -7 x xx xxx * / // tbd tba tbc tbd. n.d. n.d nd s.d. s.d undated undefined missing blank
    empty nothing false ~ %
    """
) | {
    "not known",
    "not available",
    "not applicable",
    "not stated",
    "not said",
    "no date",
    "no data",
    "date unknown",
    "unknown date",
    "to be determined",
    "to be confirmed",
    "to be announced",
}
_GOING_ON = word_set(
    """
    present now today ongoing current currently continuing to-date open still
    """
) | {"to date", "to present", "until now"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_TIME = re.compile(r"(.*\d)[T ,]+\d{1,2}:\d{2}\b.*")
_SLASHED, _DOTTED = "a date with slashes", "a date with dots"
_WHAT = {"/": _SLASHED, "\\": _SLASHED, ".": _DOTTED}
_ONE_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?![\d-])")
_LEVEL_2 = re.compile(
    r"Y-?\d.*|-?[\dXu]{4}S\d.*|\d{4}(-[\dXu]{2}){1,2}.*u.*|\d{3}u.*|\d\duu.*|\{.*\}?"
    r"|[~?%]?\d{4}[~?%]?(-[~?%]?[\dX]{2}[~?%]?){1,2}"
)
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, with their 29 February 1900 taken into account."""


def explain(text: str) -> str:
    """Why a text is no date, in words for the person who wrote it; never empty."""
    plain = _plain(text[:_LONGEST])
    if plain != text and is_right(plain):
        return f"{NOT_EDTF}; write {plain}, in plain characters"
    return next(
        (said for hint in _HINTS if (said := hint(plain))),
        f"{NOT_EDTF}; write for example {EXAMPLES}",
    )


def no_such_day(text: str) -> str:
    """What is wrong with a text ``YYYY-MM-DD`` that is no day of the calendar."""
    year, month, day = (int(part) for part in text[:10].split("-"))
    if not year:
        return f"years run from 0001 to 9999; {BLANK}"
    if year == 9999:
        return f"no such day; {BLANK}"
    # a day or month of 00 or 99 is how data sets say that it is unknown
    month, day = month % 99, day % 99
    if not 1 <= month <= 12:
        said = f"no such day: there is no month {text[5:7]}"
        if not month and not day:
            return f"{said}; write {year:04} where only the year is said"
        exchanged = day_text(year, day, month)
        return f"{said}; {exchanged}?" if exchanged else said
    last = calendar.monthrange(year, month)[1]
    said = f"no such day: {MONTHS[month - 1]} {year} has {last} days"
    return said if day else f"{said}; write {year:04}-{month:02} where the day is not said"


def no_such_month(year: str, month: str) -> str:
    """What is wrong with a month over 12; ``1990-95`` may have meant the years."""
    said = f"there is no month {month}; months are 01 to 12"
    if int(month) > max(12, int(year[2:])):
        last = year[:2] + month
        return f"{said} ({_two(year, last)})"
    return said if int(month) else f"{said}; write {year} where only the year is said"


def _plain(text: str) -> str:
    """The text in the characters that a date is written in: digits, hyphens, single blanks."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    kept = (
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in folded
        if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace()
    )
    return " ".join("".join(kept).split()).strip("'\"‘’“”`´ ")


def _nothing(text: str) -> str:
    low = text.lower().strip("()[] ") or text.lower()
    if low in _NOTHING:
        return f"{NOT_EDTF}; {BLANK}"
    if low in _GOING_ON:
        return f"{NOT_EDTF}; leave it blank: a blank to means that it goes on"
    if low.startswith("xxxx"):
        return f"no year is said, so it is no date; {BLANK}"
    return f"years run from 0001 to 9999; {BLANK}" if low == "0000" else ""


def _digits(text: str) -> str:
    """A number: a spreadsheet's or a computer's day, or a date without its hyphens."""
    number_in_groups = re.fullmatch(r"\d\d[,' ]\d{3}", text)
    plain = text[:2] + text[3:] if number_in_groups else text
    found = re.fullmatch(r"(\d+)(?:[.,](\d+))?", plain)
    if not found:
        return ""
    digits, decimals = found[1], found[2]
    size, number = len(digits), int(digits)
    if size == 5 and (day := _EPOCH + timedelta(days=number)).year <= 2100:
        return (
            f"looks like a spreadsheet's number for {day} (its cells are formatted as numbers); "
            "write the date as text"
        )
    if size in (10, 13) and (seconds := number // 10 ** (size - 10)) < 4_133_980_800:
        day = datetime.fromtimestamp(seconds, UTC).date()
        return f"looks like a computer's time stamp for {day}; write the date as text"
    if decimals is not None:
        if size == 4 and not int(decimals):
            return f"a year that became a number with decimals; write {digits}"
        return ""
    if size == 8:
        either = readings(digits[:4], digits[4:6], digits[6:])
        either += readings(digits[:2], digits[2:4], digits[4:])
        return f"{NOT_EDTF}; write {' or '.join(dict.fromkeys(either))}" if either else ""
    if size == 6 and is_right(month := f"{digits[:4]}-{digits[4:]}") and digits < "2100":
        return f"{NOT_EDTF}; write {month}"
    return f"{NOT_EDTF}; a year has four digits, as 0800 or 1992" if size < 4 else ""


def _time_of_day(text: str) -> str:
    found = _TIME.fullmatch(text)
    if not found:
        return ""
    said = "a time of day; write the date alone"
    if is_right(found[1]):
        return f"{said}: {found[1]}"
    return f"{said} ({explain(found[1])})"


def _parts(text: str) -> str:
    """Numbers with a mark between them: ``01/02/2016``, ``16.7.2009``, ``2016-9-21``."""
    found = re.fullmatch(
        r"(\d{1,4}) ?([/.\\ -]) ?(\d{1,4})(?: ?\2 ?(\d{1,4}))?\.?", text.strip("[](){}")
    )
    if not found:
        return ""
    first, mark, second, third = found.groups()
    what = _WHAT.get(mark, NOT_EDTF)
    if third is None:
        return _two_parts(what, first, second)
    either = readings(first, second, third)
    if not either:
        return f"{what}, and there is no such day; write for example 2016-09-21"
    if len(third) < 3 and len(first) < 3:
        return f"{what}; write {' or '.join(either)}, with all four digits of the year"
    if len(either) > 1:
        return f"{what}, which can be read in two ways; write {' or '.join(either)}"
    return f"{what}; write {either[0]}"


def _two_parts(what: str, first: str, second: str) -> str:
    year, other = (first, second) if len(first) == 4 else (second, first)
    if len(year) != 4:
        return f"{what}; the year is missing; write for example 2016-09-21"
    if len(other) <= 2 and 1 <= int(other) <= 12:
        return f"{what}; write {year}-{int(other):02}"
    if year == first and len(other) == 2 and int(other) > int(year[2:]):
        return f"{what}; {_two(year, year[:2] + other)}"
    if len(other) == 4:
        return f"{what}; {_two(first, second)}"
    return f"{what}, and there is no month {other}; write for example {year}-09"


def _two(first: str, last: str) -> str:
    """What to write for two dates, of which only the writer knows how they hang together."""
    first, last = sorted((first, last))
    days = (first, last)
    if len(first) != len(last):  # a set is of one precision
        days = (f"{first}-01-01"[:10], _last_day(last))
    return (
        f"write [{days[0]}..{days[1]}] for one day between the two, "
        f"or each in its own column where it lasted (an event's date: {first}/{last})"
    )


def _last_day(text: str) -> str:
    """The last day of a year or month; a day as it is."""
    if len(text) == 10:
        return text
    year, month = int(text[:4]), int(text[5:] or 12)
    return f"{text[:4]}-{month:02}-{calendar.monthrange(year, month)[1]}"


def _day_in_a_set(text: str) -> str:
    for found in re.finditer(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", text):
        if not is_right(found[0]):
            return no_such_day(found[0])
    return ""


def not_level_1(text: str) -> str:
    """What to say of EDTF that is beyond level 1, or has a time of day."""
    if said := _time_of_day(text):
        return said
    if found := re.fullmatch(r"([~?%])(\d{4}(?:-\d{2}){0,2})", text):
        return f"not a date of EDTF level 1; write {found[2]}{found[1]}"
    unknown = " (an unknown digit is X)" if "u" in text else ""
    return f"not a date of EDTF level 1{unknown}; write for example {EXAMPLES}"


def _level_2(text: str) -> str:
    return not_level_1(text) if _LEVEL_2.fullmatch(text) else ""


def _mask(text: str) -> str:
    """An unknown digit that is not written as X: ``199x``, ``19??``, ``199*``, ``2016-??``."""
    if not re.fullmatch(r"\d{2,3}[xX?*_]{1,2}|\d{4}(-[\dxX?*_]{2}){1,2}", text):
        return ""
    right = re.sub(r"[x?*_]", "X", text)
    return f"{NOT_EDTF}; write {right}" if is_right(right) else ""


def _week_or_day_of_year(text: str) -> str:
    try:
        if found := re.fullmatch(r"(\d{4})-?W(\d{2})(?:-?(\d))?", text):
            first = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
            last = first if found[3] else first + timedelta(days=6)
            right = str(first) if found[3] else f"[{first}..{last}]"
            return f"a week of the year; write {right}"
        if found := re.fullmatch(r"(\d{4})-(\d{3})", text):
            day = date(int(found[1]), 1, 1) + timedelta(days=int(found[2]) - 1)
            if day.year == int(found[1]):
                return f"a day of the year; write {day}"
    except (ValueError, OverflowError):
        return ""
    return ""


def _east_asian(text: str) -> str:
    """Year, month and day with their signs in Chinese, Japanese or Korean."""
    found = re.fullmatch(r"(\d{4}) ?[年년](?: ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?)?", text)
    if not found:
        return ""
    right = "-".join(f"{int(part):02}" for part in found.groups() if part)
    return f"{NOT_EDTF}; write {right}" if is_right(right) else ""


def _open_end(text: str) -> str:
    found = re.fullmatch(r"(\d{4}(?:-\d{2}){0,2}) ?(?:-|to) ?(\w*)", text)
    if found and is_right(found[1]) and (not found[2] or found[2].lower() in _GOING_ON):
        return f"an interval; write {found[1]} in the column from and leave to blank"
    return ""


def _words(text: str) -> str:
    found = worded(text)
    if found is None:
        several = day_range(text) or [one for one in _ONE_DATE.findall(text) if is_right(one)]
        if len(several) == 2 and several[0] != several[1]:
            return f"two dates; {_two(*several)}"
        if len(several) != 1 or any(c.isdigit() for c in text.replace(several[0], "")):
            return ""
        found = several[0], True
    right, rest = found
    if re.fullmatch(r"\d{4}(-\d{2}){2}", right) and not is_right(right):
        return no_such_day(right)
    if rest:
        return f"{NOT_EDTF}; write the date alone, perhaps {right}, and the rest in note"
    years = "" if re.search(r"\d{3}|centur", text) else ", with all four digits of the year"
    return f"{NOT_EDTF}; write {right}{years}"


_HINTS: tuple[Callable[[str], str], ...] = (
    _nothing,
    _digits,
    _time_of_day,
    _week_or_day_of_year,
    _parts,
    _mask,
    _level_2,
    _day_in_a_set,
    _east_asian,
    _open_end,
    _words,
)
