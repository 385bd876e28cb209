"""A list of facts in full, a page at a time, with its strip above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from dashboard import listing, strip
from dashboard.dossier import Entry
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import Clocks, href
from dashboard.telling import Teller
from dashboard.views import state
from dashboard.words import clock_words, counted

T = TypeVar("T")


def styles() -> None:
    """Put the styles of strips on the page."""
    st.html(Markup(f"<style>{strip.CSS}</style>"))


def first(
    entries: Sequence[Entry], teller: Teller, heading: str, address: str, most: int
) -> Markup:
    """The first facts of a list, and the way to the rest at ``address``."""
    total = len(entries)
    found = listing.table(entries[:most], teller, heading)
    if total <= most:
        return found
    every = inside(f"all {total:,}", address, aria_label=f"All {total:,}: {heading}")
    return together(found, element("p", f"{most} of {total:,}: ", every, class_="dg-limit"))


def page(
    found: Sequence[T], path: str, clocks: Clocks, params: Mapping[str, str]
) -> tuple[int, Sequence[T], list[Markup]]:
    """The page of a long list that the address asks for: where it begins, what is on it, and the
    links to those beside it (none if all is on one)."""
    parts = max(1, -(-len(found) // listing.PAGE))
    text = state.address().get("part", "1")
    part = min(max(1, int(text[:6])), parts) if text.isdecimal() else 1
    begin = (part - 1) * listing.PAGE
    turn = [
        together(inside(word, href(path, clocks, **{**params, "part": str(to)})), " ")
        for word, to in (("‹ Before", part - 1), ("Next ›", part + 1))
        if 1 <= to <= parts
    ]
    return begin, found[begin : begin + listing.PAGE], turn


def whole(
    entries: Sequence[Entry],
    teller: Teller,
    heading: str,
    back: tuple[str, str],
    address: tuple[str, dict[str, str]],
    kinds: bool = False,
) -> None:
    """A list in full under its heading. ``back``: what it is a part of, and its address;
    ``address``: the page and parameters of the list itself, whose ``part`` is the page shown."""
    clocks = teller.clocks
    total = len(entries)
    begin, shown, turn = page(entries, address[0], clocks, address[1])
    where = clock_words(clocks.as_of, clocks.known_on)
    said = f"{counted(total, 'fact')}, {where}."
    if turn:
        said = f"{begin + 1:,} to {begin + len(shown):,} of {total:,} facts, {where}."
    rows = [strip.Row("", listing.marks(shown, teller))]
    styles()
    st.html(
        together(
            element("p", inside(f"‹ {back[0]}", back[1])),
            element("h2", heading, class_="dg-heading"),
            element("p", said, class_="dg-said", role="status"),
            strip.chart(rows, date.today(), clocks.as_of, f"{heading} in time"),
            *([listing.table(shown, teller, heading, kinds=kinds)] if shown else []),
            *([] if shown else [nothing(clocks.as_of or clocks.known_on)]),
            element("p", *turn, class_="dg-row"),
        )
    )


def nothing(clock: date | None) -> Markup:
    """Why a list is empty, and what to change."""
    ways = "Move a clock to a later day, or switch it off." if clock else "Choose another above."
    return element(
        "div",
        element("h3", "Nothing is recorded"),
        element("p", "No fact of this sort is in the record as these clocks show it."),
        element("p", ways),
        class_="dg-panel dg-notice",
    )
