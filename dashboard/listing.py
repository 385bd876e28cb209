"""Lists of facts as tables in which each row leads to its fact. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.dossier import Entry
from dashboard.markup import Markup, element, inside, together
from dashboard.strip import LEGEND, Mark
from dashboard.telling import Teller, sentence
from dashboard.words import counted, last_said, short_day, short_when
from diplograph.dates import OPEN, UNKNOWN
from diplograph.questions.dossiers import Brief

PAGE = 200
"""How many facts a page of a list shows at most."""


def framed(
    label: str,
    heads: Sequence[str],
    rows: Sequence[Markup],
    numbers: Sequence[str] = (),
    whole: bool = True,
) -> Markup:
    """Rows as a table that can be scrolled by keyboard; ``numbers`` are the heads of its last
    columns. ``whole``: it is as long as its rows; else no longer than a screen."""
    columns = [element("th", head, scope="col") for head in heads]
    columns += [element("th", head, scope="col", class_="dg-n") for head in numbers]
    found = element(
        "table",
        element("caption", label, class_="dg-heard"),
        element("thead", element("tr", *columns)),
        element("tbody", *rows),
        class_="dg-table",
    )
    style = {"style": "max-height:none"} if whole else {}
    return element(
        "div", found, class_="dg-scroll", tabindex="0", role="region", aria_label=label, **style
    )


def table(entries: Sequence[Entry], teller: Teller, label: str, kinds: bool = False) -> Markup:
    """Facts one a row: when, what, how it stands, by how many claims; ``kinds``: its kind too."""
    heads = [*(["Kind"] if kinds else []), "When", "What", "How it stands"]
    return framed(label, heads, [_row(entry, teller, kinds) for entry in entries], ["Claims"])


def _row(entry: Entry, teller: Teller, kinds: bool) -> Markup:
    fact = entry.fact
    claims = inside(
        counted(fact.claims, "claim"),
        teller.fact_address(fact.id),
        aria_label=f"{counted(fact.claims, 'claim')}: {sentence(fact, teller.name)}",
    )
    symbol = element("span", fact.kind.style.symbol, class_=f"dg-kind-{fact.kind.name}")
    return element(
        "tr",
        *([element("td", symbol, " ", fact.kind.heading)] if kinds else []),
        element("td", when(entry), class_="dg-when"),
        element("td", teller.undated(fact)),
        element("td", together(*tags(entry))),
        element("td", claims, class_="dg-n"),
    )


def when(entry: Entry) -> str:
    """When a fact was so, in short; in words where no source gives its start."""
    now, lasts = entry.fact.now, entry.fact.kind.when.lasts
    if short := short_when(now.start, now.end):
        return short if lasts else short.replace("since", "from", 1)
    first, last = now.start.earliest, now.start.latest
    if first == UNKNOWN and last == OPEN:
        return "no date"
    if first != UNKNOWN:
        return f"{short_day(first)} or later"
    return f"by {last.year}" if lasts else f"{short_day(last)} or earlier"


def tags(entry: Entry) -> list[Markup]:
    """How a fact stands, where it is not plainly so: by word and pattern."""
    now = entry.fact.now
    found = []
    if now.standing != "asserted":
        word = "absent" if now.standing == "denied" else now.standing
        found.append(element("span", word, class_=f"dg-tag dg-{now.standing}"))
    if now.contested:
        found.append(element("span", "⚡ contested", class_="dg-tag dg-contested"))
    if entry.held == "possibly" and now.standing == "asserted":
        found.append(element("span", "? possibly", class_="dg-tag dg-alleged"))
    if entry.last_known:
        title = "No source after that day says it, and none that it has ended."
        found.append(element("span", last_said(now), class_="dg-muted dg-small", title=title))
    if entry.held == "no" and entry.fact.kind.when.lasts and now.end.latest != OPEN:
        found.append(element("span", "ended", class_="dg-muted dg-small"))
    return [together(" " if place else "", one) for place, one in enumerate(found)]


def marks(entries: Sequence[Entry], teller: Teller) -> list[Mark]:
    """Facts as marks of a strip, those without any date left out.

    An event of which only the beginning is known is marked there: it did not last until today.
    """
    return [
        Mark(
            start=entry.fact.now.start,
            end=entry.fact.now.start if _begun(entry.fact) else entry.fact.now.end,
            text=sentence(entry.fact, teller.name),
            address=teller.fact_address(entry.fact.id),
            kind=entry.fact.kind.name,
            standing=entry.fact.now.standing,
            contested=entry.fact.now.contested,
        )
        for entry in entries
        if _dated(entry.fact)
    ]


def legend(entries: Iterable[Entry]) -> Markup:
    """How to read a strip of these, and how many of them it cannot show."""
    undated = len({entry.fact.id for entry in entries if not _dated(entry.fact)})
    left = f" {counted(undated, 'fact')} without a date: not drawn." if undated else ""
    return element("p", f"{LEGEND}{left}", class_="dg-limit")


def _dated(fact: Brief) -> bool:
    """Whether there is something to draw; of what merely stands, since when it surely does."""
    now = fact.now
    if not fact.kind.when.lasts:
        return now.start.earliest != UNKNOWN
    return now.start.latest != OPEN or now.start.earliest != UNKNOWN or now.end.latest != OPEN


def _begun(fact: Brief) -> bool:
    return not fact.kind.when.lasts and fact.now.end.latest == OPEN
