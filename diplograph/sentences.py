"""Facts and claims as sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from diplograph.dates import OPEN, Window, day_words, during, text_words
from diplograph.kinds import Kind, Values
from diplograph.model import Claim
from diplograph.phrases import fill, listed, with_the
from diplograph.resolution.resolve import extent

Namer = Callable[[str], str]
"""From an entity's id to its name."""


def _words(kind: Kind, values: Values, name: Namer) -> Callable[[str], list[str]]:
    def words(column_name: str) -> list[str]:
        column = kind.by_name[column_name]
        cells = values.get(column_name, ())
        if column.entity:
            return [name(cell) for cell in cells]
        if column.date:
            return [text_words(cell) for cell in cells]
        if column.words:
            return [column.read(cell) for cell in cells]
        return list(cells)

    return words


def title(kind: Kind, standing: str, values: Values, name: Namer) -> str:
    """A fact's name: ``North Korea: embassy in Minsk, Belarus``; an absence is named as one."""
    form = "denied" if standing == "denied" else "title"
    return _capital(fill(kind.phrase.template(form, values), _words(kind, values, name)))


def clause(
    kind: Kind, form: str, values: Values, start: Window, end: Window, name: Namer, when: str = ""
) -> str:
    """What is so, in a form of the kind's ``Phrase``, and when, without a full stop."""
    text = fill(kind.phrase.template(form, values), _words(kind, values, name))
    when = when or when_words(kind, form == "to", start, end)
    return f"{text} ({when})" if when else text


def when_words(kind: Kind, expected: bool, start: Window, end: Window) -> str:
    """When something is so, as its sentence has it in brackets; blank where nothing is known.

    What is expected, and an event, are from a day: "since" would say that they go on.
    """
    said = during(start, end)
    return re.sub("^since", "from", said) if expected or not kind.when.lasts else said


def _form(denied: bool, end: Window) -> str:
    over = end.latest != OPEN
    if denied:
        return "denied_past" if over else "denied"
    return "past" if over else "now"


def fact_sentence(
    kind: Kind, standing: str, values: Values, start: Window, end: Window, name: Namer
) -> str:
    """A fact as a sentence that says how it stands."""
    form = "to" if standing == "expected" else _form(standing == "denied", end)
    text = clause(kind, form, values, start, end, name)
    if standing in ("alleged", "expected"):
        return f"{standing.capitalize()}: {text}."
    return f"{_capital(text)}."


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def disagreements(kind: Kind, disputes: Iterable[str]) -> list[str]:
    """What the claims on a fact disagree on, each to follow "disagree": ``on when it began``."""
    words = {column.name: column.help for column in kind.columns}
    words |= {**kind.when.asked, "existence": "whether it is so at all"}
    return [f"on {words.get(name, f'its {name}')}" for name in disputes]


_VERBS = {
    "asserted": ("says", "say"),
    "alleged": ("alleges", "allege"),
    "expected": ("expects", "expect"),
    "denied": ("denies", "deny"),
}


def claim_sentence(kind: Kind, claim: Claim, publisher: str, name: Namer) -> str:
    """Who says what: ``Belarus denies that …``; the publisher where no one else is named."""
    who = [with_the(name(one)) for one in claim.attributed_to] or [with_the(publisher)]
    standing = claim.standing
    start, end = extent(kind, claim)
    form, when = _form(False, end), ""
    if standing == "denied" and not claim.attributed_to:
        standing, form = "asserted", _form(True, end)
    elif standing == "denied" and not any(claim.values.get(one) for one in kind.dated):
        # a denial without dates speaks of the day of its publication, not of any time since
        form, when = "past", f"as of {day_words(claim.known)}"
    elif standing == "expected":
        form = "to"
    text = clause(kind, form, claim.values, start, end, name, when)
    that = "" if form == "to" else "that "
    return f"{_capital(listed(who))} {_VERBS[standing][len(who) > 1]} {that}{text}."
