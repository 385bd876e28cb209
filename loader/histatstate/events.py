"""What an entry of a timeline tells, by its heading: what began or ended.

What is not surely one of these is left out with a word that says why; the mapping has the reasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loader.histatstate.articles import Entry
from loader.histatstate.dates import dated

_AGAIN = r"re-?establish|re-?open|resum|restor|renew|normaliz"
_BEGIN = rf"establish|open|{_AGAIN}"
_END = r"sever|broke|break|terminat|cessation|ceas|interrupt|suspen|ended|ending"
_CLOSE = r"clos|suspen"
_RAISE = r"elevat|rais|upgrad|becom|became|promot|convert|re-?designat"
_OURS = r"\b(?:American?|U\.S\.|United States)(?!\s+Government)"
_MISSION = r"(?:Embassy|Legation)"
_US = r"(?:United States|U\.S\.)"
_RECOGNITION = re.compile(
    r"^(?:Mutual )?Recognition(?:,|$| and Establishment| between)|^Recognition of .*Independence"
    r"|^Recognition of the German Democratic Republic"
    rf"|^(?:{_US}|States) Recognition of (?!.*(?:Committee|Legation|Government))"
    rf"|.+ (?:Recognition of|Recognize) (?:the )?(?:Independence of )?(?:the )?{_US}"
)
_THEIRS = re.compile(rf"(?<!^U\.S\. )(?<!^United States )Recogni\w+ (?:of )?.*?{_US}")


@dataclass(frozen=True, slots=True)
class Event:
    """Something begun or ended. ``date`` is blank where it cannot be read; ``again``: resumed.

    ``what`` is relations, recognition, embassy (the United States' own) or theirs (in Washington).
    """

    what: str
    begins: bool
    date: str
    number: int
    again: bool = False
    note: str = ""


def events(entry: Entry) -> tuple[list[Event], str]:
    """What an entry tells of, and why nothing of it can be claimed if that is so.

    An event that cannot be dated is given all the same, since it ends what stood before it.
    """
    heading = entry.heading
    if re.search(r"key|issue|treat|event", entry.section):
        return [], "other-section"
    if not heading:
        return [], "no-heading"
    if re.search(r"\bNo\b|Non-|Anniversary|Withdrawn|Downgraded|/", heading):
        several = re.search("Downgraded|Relations.*/", heading)
        return (_lost(entry), "several-things") if several else ([], "other")
    if re.search(r"Consul", heading):
        return [], "consular"
    if re.search(r"\bMove|Transfer|Relocat|Returns|Returned", heading):
        return [], "moved"
    if re.search(r"Treaty|Convention|Agreement", heading):
        return [], "other"
    found, why = _told(entry)
    if not found:
        return (_lost(entry) if why == "several-things" else []), why
    verbs = {_verbs(one) for one in found}
    together = "|".join(sorted(verbs))
    days = set(re.findall(r"[A-Z][a-z]+ \d{1,2}, \d{4}", entry.sentence))
    made, faults = [], []
    for what, begins, note in found:
        words = _verbs((what, begins, note)) if len(days) > 1 else together
        date, fault = dated(entry, words)
        again = bool(re.search(_AGAIN, heading, re.IGNORECASE))
        made.append(Event(what, begins, date, entry.number, again, note))
        faults += [fault] if fault else []
    return made, next(iter(faults), "")


def _lost(entry: Entry) -> list[Event]:
    """Ends without a date, of all that a heading names which tells of several things."""
    named = {"relations": "Relations", "embassy": "Embassy"}
    return [Event(w, False, "", entry.number) for w, word in named.items() if word in entry.heading]


def _told(entry: Entry) -> tuple[list[tuple[str, bool, str]], str]:
    """What, whether it begins, and a note; or a word for why none."""
    heading = entry.heading
    found: list[tuple[str, bool, str]] = []
    why = ""
    if _RECOGNITION.search(heading):
        side = "of the United States" if _THEIRS.search(heading) else "by the United States"
        mutual = re.search(r"Mutual|between", heading)
        plain = re.match(r"Recognition(?:,|$)", heading)
        found.append(("recognition", True, "" if mutual or plain else side))
    if re.search(r"Relations?\b", heading) and not re.search("Ambassadorial|Expansion", heading):
        begins = bool(re.search(_BEGIN, heading, re.IGNORECASE))
        ends = bool(re.search(_END, heading, re.IGNORECASE)) or "Severs" in heading
        closes = re.search(_MISSION, heading) and re.search(_CLOSE, heading, re.IGNORECASE)
        if begins and ends and not closes:
            return [], "several-things"
        if begins != ends:
            found.append(("relations", begins, ""))
    if re.search(r"Embassy", heading):
        whose = _whose(entry)
        ended = re.search(_CLOSE, heading, re.IGNORECASE)
        begun = re.search(rf"{_BEGIN}|{_RAISE}", heading, re.IGNORECASE)
        if not whose:
            why = "whose-mission"
        elif re.search(r"Legations", heading):
            why = "several-things"
        elif begun and not ended:
            found.append((whose, True, ""))
        elif ended and (not begun or found):
            found.append((whose, False, ""))
    elif re.search(r"Legation|Mission|Liaison|Interests? Section|Office", heading):
        why = "other-mission"
    return found, why or "other"


def _whose(entry: Entry) -> str:
    """Whose embassy it is: embassy (ours), theirs, or blank where that is not said."""
    before = re.search(rf"(\S+)\s+{_MISSION}", re.sub(r"^the ", "", entry.heading))
    word = before[1] if before else ""
    abroad = re.search(r"in (?:the United States|the U\.S\.|Washington)", entry.heading)
    if not abroad and re.search(rf"{_OURS}[^,]*{_MISSION}", entry.heading):
        return "embassy"
    if word[:1].isupper() and not re.match("Elevation|Closure|Suspension|Establishment", word):
        return "theirs"
    if abroad:
        return "theirs"
    ours = rf"{_OURS}|{_MISSION} (?:in|at) |Embassy [A-Z]"
    return "embassy" if re.search(ours, f"{entry.heading} {entry.sentence}") else ""


def _verbs(event: tuple[str, bool, str]) -> str:
    what, begins, _ = event
    if what == "recognition":
        return "recogni"
    if what == "relations":
        return _BEGIN if begins else _END
    return rf"{_BEGIN}|{_RAISE}" if begins else _CLOSE
