"""When an entry's event was: its heading's year, or a day that the sentence gives it."""

from __future__ import annotations

import re
from datetime import datetime

from loader.histatstate.articles import Entry

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?P<about>(?:on or )?(?:about|around) )?(?P<date>{_MONTH}(?: \d{{1,2}},?)? \d{{4}})"
_ANY = re.compile(rf"{_MONTH}(?: \d{{1,2}},?)? (\d{{4}})|\b(1[789]\d\d|20\d\d)\b")
_ELSE = (
    r"\b(?:after|following|until|before|prior|had|has|who|although|though|while|since|between|"
    r"declared|appointed|commissioned|nominated|signed|announced|agreed|confirm\w*|dated)\b"
)
"""Words after which a date may be of something else than the event."""

_NOT = re.compile(r"\b(?:not|never|refused to|declined to) (?:\w+ )?recogni(?!.*\buntil\b)")


def dated(entry: Entry, verbs: str) -> tuple[str, str]:
    """The date (EDTF) of what the verbs say, or else why none can be read.

    A day is taken only where it stands with the verb; failing that the year, if heading and
    sentence agree on it.
    """
    years = entry.years
    if len(years) != 1:
        return "", "several-years" if years else "no-year"
    (year,) = years
    if "recogni" in verbs and _NOT.search(entry.sentence):
        return "", "not-done"
    told = {a or b for a, b in _ANY.findall(entry.sentence)}
    if told and year not in told:
        return "", "years-differ"
    day, about = _day(entry.sentence, verbs)
    if not day:
        return year, ""
    if day[:4] != year:
        return "", "years-differ"
    return f"{day}{'~' if about else ''}", ""


def _day(sentence: str, verbs: str) -> tuple[str, bool]:
    """The day or month that stands with a verb, as ``opened on 1 May`` or ``On 1 May … opened``."""
    gap = rf"(?:(?!{_ELSE}|\d{{4}})[^;])*?"
    after = rf"\b(?:{verbs})\w*{gap}(?:\b(?:on|in) |\b(?:established|opened|closed) )?{_DATE}"
    first = rf"^(?:On|In) (?:or )?{_DATE},?{gap}\b(?:{verbs})"
    for pattern in (first, after):
        if found := re.search(pattern, sentence, re.IGNORECASE):
            before = sentence[: found.start("date")].split()[-1:]
            if before and before[0].lower() in ("by", "from", "to", "of", "through"):
                continue
            return _iso(found["date"]), bool(found["about"])
    return "", False


def _iso(text: str) -> str:
    plain = text.replace(",", "")
    try:
        return f"{datetime.strptime(plain, '%B %d %Y'):%Y-%m-%d}"
    except ValueError:
        month = re.fullmatch(rf"{_MONTH} \d{{4}}", plain)
        return f"{datetime.strptime(plain, '%B %Y'):%Y-%m}" if month else ""
