"""The dates that a text may mean which is not written as EDTF: in numbers or in English words."""

from __future__ import annotations

import calendar
import re
from datetime import date


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


MONTHS = tuple(calendar.month_name)[1:]

_RIGHT = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?|\d{3}X|\d{2}XX|\d{4}-XX|\d{4}-\d{2}-XX"
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS_OF_A_DECADE = {"early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}
_ABOUT = word_set(
    """
    c ca cca circa about around approximately approx roughly
    """
)
_UNSURE = word_set(
    """
    possibly probably perhaps maybe likely uncertain presumably reportedly
    """
)
_BEFORE = frozenset(["before", "until", "till", "prior", "earlier", "by", "pre"])
_AFTER = frozenset(["after", "later", "post", "onwards", "onward"])
_NEGATIONS = frozenset(("no", "not"))
_FILLERS = word_set(
    """
    the of in on at since from as a an year month day date dated sometime some time this that
    than or monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri
    saturday sat sunday sun
    """
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\b")


def is_right(text: str) -> bool:
    """Whether a text is written as the plainest EDTF dates are, and names a day that there is."""
    found = _RIGHT.fullmatch(text)
    if not found or text == "9999" or text.startswith("0000"):
        return False
    year, month, day = found.groups()
    if day:
        return day_text(int(year), int(month), int(day)) is not None
    return month is None or 1 <= int(month) <= 12 or 21 <= int(month) <= 24


def day_text(year: int, month: int, day: int) -> str | None:
    """The day as it should be written, or None where there is none."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def readings(first: str, second: str, third: str) -> list[str]:
    """The days that three numbers may mean: year first, or else day or month first."""
    if len(first) >= 3:
        orders = [(first, second, third), (first, third, second)]
        found = [text for y, m, d in orders if (text := _day(y, m, d))]
        return found[:1]  # nobody writes year, day, month where year, month, day can be read
    if len(second) > 2:
        return []
    year = third if len(third) >= 3 else _whole_year(third)
    orders = [(year, second, first), (year, first, second)]
    return list(dict.fromkeys(text for y, m, d in orders if (text := _day(y, m, d))))


def _day(year: str, month: str, day: str) -> str | None:
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    return day_text(int(year), int(month), int(day))


def _whole_year(two: str) -> str:
    """A year of two digits as POSIX reads it: 69 to 99 are of the 20th century."""
    return f"{1900 + int(two) if int(two) >= 69 else 2000 + int(two)}"


def worded(text: str) -> tuple[str, bool] | None:
    """What a text in words means as EDTF, and whether it says more than that; None if unclear."""
    low = _ORDINAL.sub(r"\1", text.lower()) if "centur" not in text.lower() else text.lower()
    if found := re.fullmatch(
        r"(?:in )?(?:the )?(?:(early|mid|middle|late)[ -]*)?(?:the )?(\d{3})0'?s", low
    ):
        return _decade(int(found[2]) * 10, found[1]), False
    if found := re.search(r"(?<!\d)(\d{3})0'?s(?!\w)", low):
        return f"{found[1]}X", True
    if found := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century", low):
        return f"{int(found[1]) - 1:02}XX", False
    if found := re.fullmatch(r"(?:q([1-4])[ /-]*(\d{4})|(\d{4})[ /-]*q([1-4]))", low):
        quarter, year = int(found[1] or found[4]), found[2] or found[3]
        return f"[{year}-{quarter * 3 - 2:02}..{year}-{quarter * 3:02}]", False
    if "/" in low:
        return None
    tokens = re.findall(r"[^\W\d_]+|\d+", low)
    years = [t for t in tokens if len(t) == 4 and t.isdigit()]
    days = [t for t in tokens if len(t) <= 2 and t.isdigit()]
    months = [number for t in tokens if (number := _month(t))]
    numbers = sum(t.isdigit() for t in tokens)
    short = not years and numbers == len(days) in (1, 2) and tokens[-1] == days[-1]
    if short and len(months) == 1:
        years, days = [_whole_year(days[-1])], days[:-1]  # 21-Sep-16, Sep-16
    if len(years) != 1 or len(months) > 1 or len(days) > 1 or numbers != 1 + len(days):
        return None
    core = _core(years[0], months, days, tokens)
    if core is None or not is_right(core):
        return (core, False) if core and len(core) == 10 else None
    words = {t for t in tokens if not t.isdigit() and not _month(t)} - set(_SEASONS)
    known = _ABOUT | _UNSURE | _BEFORE | _AFTER | _FILLERS
    if words & (_BEFORE | _AFTER):
        known |= _NEGATIONS
    return _qualified(core, words, low), bool(words - known)


def day_range(text: str) -> list[str]:
    """The first and last day of a range within a month: ``21-24 September 2016``."""
    found = re.fullmatch(
        r"(?:(?P<a>[a-z]+)\.? )?(\d{1,2}) ?(?:-|/|to|and|&) ?(\d{1,2})"
        r"(?: (?P<b>[a-z]+)\.?)?,? (\d{4})",
        _ORDINAL.sub(r"\1", text.lower()),
    )
    month = _month(found["a"] or found["b"] or "") if found else None
    if not found or not month:
        return []
    days = (day_text(int(found[5]), month, int(found[part])) for part in (2, 3))
    return [day for day in days if day]


def _decade(year: int, part: str | None) -> str:
    if part is None:
        return f"{year // 10:03}X"
    first, last = _PARTS_OF_A_DECADE[part]
    return f"[{year + first:04}..{year + last:04}]"


def _month(word: str) -> int | None:
    """The month that a word names in full or shortened."""
    if len(word) < 3 or word.isdigit():
        return None
    return next((i for i, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)


def _core(year: str, months: list[int], days: list[str], tokens: list[str]) -> str | None:
    seasons = [number for word, number in _SEASONS.items() if word in tokens]
    if months:
        return f"{year}-{months[0]:02}" + (f"-{int(days[0]):02}" if days else "")
    if days:
        return None
    return f"{year}-{seasons[0]}" if seasons else year


def _qualified(core: str, words: set[str], text: str) -> str:
    before, after = bool(words & _BEFORE) or "<" in text, bool(words & _AFTER) or ">" in text
    if words & _NEGATIONS:  # no later than, not before
        before, after = after, before
    if before:
        return f"[..{core}]"
    if after or text.endswith("+"):
        return f"[{core}..]"
    about, unsure = bool(words & _ABOUT) or bool(set("~≈±") & set(text)), bool(words & _UNSURE)
    unsure = unsure or "?" in text
    return core + ("%" if about and unsure else "~" if about else "?" if unsure else "")
