"""Facts and claims as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from diplograph.dates import OPEN, Window, during, text_words
from diplograph.kinds import Kind, Values
from diplograph.model import Claim
from diplograph.phrases import fill, listed
from diplograph.resolve import extent

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
            return [column.shown.get(cell, cell.replace("-", " ")) for cell in cells]
        return list(cells)

    return words


def title(kind: Kind, standing: str, values: Values, name: Namer) -> str:
    """A fact's name: ``North Korea: embassy in Belarus (Minsk)``; an absence is named as one."""
    template = kind.phrase.denied if standing == "denied" else kind.phrase.title
    return fill(template, _words(kind, values, name))


def clause(
    kind: Kind, standing: str, values: Values, start: Window, end: Window, name: Namer
) -> str:
    """What is (or is not) so, and when, without a full stop."""
    over = end.latest != OPEN and standing != "expected"
    positive = kind.phrase.past if over else kind.phrase.now
    template = kind.phrase.denied if standing == "denied" else positive
    when = during(start, end)
    text = fill(template, _words(kind, values, name))
    return f"{text} ({when})" if when else text


def fact_sentence(
    kind: Kind, standing: str, values: Values, start: Window, end: Window, name: Namer
) -> str:
    """A fact as a sentence that says how it stands."""
    text = clause(kind, standing, values, start, end, name)
    prefix = {"alleged": "Alleged: ", "expected": "Expected: "}.get(standing, "")
    return f"{prefix}{text[0].upper()}{text[1:]}."


def disagreements(kind: Kind, disputes: Iterable[str]) -> list[str]:
    """What the claims on a fact disagree on, each to follow "disagree": ``on when it began``."""
    words = {column.name: f"on {column.help}" for column in kind.columns}
    words.update(dict.fromkeys(kind.starts, "on when it began"))
    words.update({kind.ends or "": "on when it ended", kind.event or "": "on when it took place"})
    words["existence"] = "on whether it is so at all"
    return [words.get(name, f"on its {name}") for name in disputes]


_VERBS = {
    "asserted": ("says", "say"),
    "alleged": ("alleges", "allege"),
    "expected": ("expects", "expect"),
    "denied": ("denies", "deny"),
}


def claim_sentence(kind: Kind, claim: Claim, publisher: str, name: Namer) -> str:
    """Who says what: ``Belarus denies that …``; the publisher where no one else is named."""
    who = [name(one) for one in claim.attributed_to] or [publisher]
    standing = claim.standing
    start, end = extent(kind, claim)
    if standing == "denied" and not claim.attributed_to:
        text = clause(kind, "denied", claim.values, start, end, name)
        return f"{listed(who)} says that {text}."
    said = "expected" if standing == "expected" else "asserted"
    text = clause(kind, said, claim.values, start, end, name)
    return f"{listed(who)} {_VERBS[standing][len(who) > 1]} that {text}."
