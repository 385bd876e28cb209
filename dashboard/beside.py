"""Two entities side by side and between them, as markup. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import listing
from dashboard.dossier import Missions
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.pairs import Lane, Shared
from dashboard.portrait import remark, sent
from dashboard.telling import Teller
from dashboard.words import counted

NAMES = 10
"""How many names a cell lists."""


def begun(lanes: Sequence[Lane], pair: tuple[str, str], teller: Teller) -> Markup:
    """When each sort of tie began: the earliest fact of each lane, and the way to all of them."""
    names = teller.name(pair[0]), teller.name(pair[1])
    rows = []
    for lane in lanes:
        first = lane.first
        if first is None:
            continue
        total = counted(len(lane.entries), "fact")
        address = href("pair", teller.clocks, a=pair[0], b=pair[1], show=lane.key)
        symbol = element("span", lane.kind.style.symbol, class_=f"dg-kind-{lane.kind.name}")
        rows.append(
            element(
                "tr",
                element("th", symbol, f" {lane.heading(*names)}", scope="row"),
                element("td", listing.when(first), class_="dg-when"),
                element("td", teller.undated(first.fact), " ", *listing.tags(first)),
                element("td", inside(total, address), class_="dg-n"),
            )
        )
    heads = ("Tie", "Since, or first", "The first recorded")
    return listing.framed("When each tie began", heads, rows, ["All"])


def missions(found: Missions, pair: tuple[str, str], teller: Teller) -> Markup:
    """Missions each way, side by side, and what is to be noticed."""
    me, other = teller.name(pair[0]), teller.name(pair[1])
    there = element(
        "div",
        element("h3", f"{me} in {other}"),
        sent(found.there, found.no_there, teller),
        class_="dg-card",
    )
    here = element(
        "div",
        element("h3", f"{other} in {me}"),
        sent(found.here, found.no_here, teller),
        class_="dg-card",
    )
    said = remark(found, me, teller.name)
    placed = said.replace(" there", f" in {other}").replace(" here", f" in {me}")
    return together(
        element("div", there, here, class_="dg-sides"),
        *([element("p", placed, class_="dg-said")] if placed else []),
    )


def side_by_side(found: Sequence[Shared], pair: tuple[str, str], teller: Teller) -> Markup:
    """Group by group: with whom only the first has such facts, with whom both, only the second."""
    names = teller.name(pair[0]), teller.name(pair[1])
    rows = [
        element(
            "tr",
            element("th", one.heading, scope="row"),
            *(
                _names(one, ids, part, pair, teller)
                for part, ids in (("first", one.first), ("both", one.both), ("second", one.second))
            ),
        )
        for one in found
    ]
    heads = ("", f"Only {names[0]}", "Both", f"Only {names[1]}")
    return listing.framed("Side by side", heads, rows)


def _names(
    one: Shared, ids: Sequence[str], part: str, pair: tuple[str, str], teller: Teller
) -> Markup:
    """A number that opens its facts, and the first names behind it."""
    if not ids:
        return element("td", "none", class_="dg-muted")
    address = href("pair", teller.clocks, a=pair[0], b=pair[1], show=f"{one.key}-{part}")
    listed = [
        together(", " if place else "", teller.entity(id_)) for place, id_ in enumerate(ids[:NAMES])
    ]
    rest = f" and {len(ids) - NAMES:,} more" if len(ids) > NAMES else ""
    said = {"first": "only the first", "both": "both", "second": "only the second"}[part]
    number = inside(
        f"{len(ids):,}", address, aria_label=f"{one.heading}, {said}: the facts of {len(ids):,}"
    )
    return element(
        "td", element("strong", number), ": ", element("span", *listed, rest, class_="dg-small")
    )
