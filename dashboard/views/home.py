"""Home: what this is, what is in it, and stories to start from."""

from __future__ import annotations

import streamlit as st

from dashboard import stories
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.views import datasets, search
from dashboard.views.frame import opened
from dashboard.views.shared import Graph
from diplograph.catalogue import KINDS
from diplograph.dates import text_words
from diplograph.questions import overview
from diplograph.questions.overview import Overview

_HEADING = "Who has an embassy where, who signed, who visited, who sanctions whom"
_LEAD = (
    "Diplograph holds sourced diplomatic facts as a graph: each with the claims it rests on, side "
    "by side where sources disagree, down to embassies that a source says are not there. Every tie "
    "has two clocks, when it was so in the world and when the record knew of it, and any picture "
    "can be set to any day of either."
)


def show() -> None:
    """The whole view."""
    frame = opened("home", _HEADING)
    if frame is None:
        return
    world = frame.world
    found = world.read(overview.overview)
    words, told = st.columns([5, 8], gap="large")
    with words:
        st.html(element("p", _LEAD, class_="dg-lead"))
        search.box(large=True)
        st.html(_figures(found))
        st.html(_kinds(found))
        standing = st.container()
    with told:
        _stories(world)
    with standing:  # last: the command is asked for it, which takes a second or two
        datasets.show(world)


def _figures(found: Overview) -> Markup:
    """How much there is; every number leads to what it counts."""
    counts = found.counts
    entries = [
        (counts["facts"], "facts", href("explore")),
        (counts["claims"], "claims by sources", href("sources")),
        (counts["sources cited"], "sources cited", href("sources")),
        (counts["contested facts"], "contested facts", href("explore", contested="1")),
        (counts["sourced absences"], "sourced absences", href("explore", standing="denied")),
        (counts["facts with uncertain dates"], "facts with uncertain dates", href("explore")),
    ]
    figures = [
        element(
            "div",
            element("dt", what),
            element("dd", inside(f"{number:,}", address, class_="dg-quiet")),
            class_="dg-figure",
        )
        for number, what, address in entries
    ]
    said = []
    if found.first:
        said += ["From ", inside(str(found.first.year), href("explore")), " on"]
    if found.last:
        id_, publisher, day = found.last
        said += ["; " if said else "", "the latest dated source is of "]
        said += [inside(f"{text_words(day)}, {publisher}", href("sources", id=id_))]
    return together(
        element("dl", *figures, class_="dg-figures"),
        element("p", *said, "." if said else "", class_="dg-limit"),
    )


def _stories(world: Graph) -> None:
    every = [fact for story in stories.stories() for fact in story.facts]
    told = stories.told(world.read(overview.loaded, tuple(every)))
    if told:
        st.html(
            together(
                element("h2", "Stories to start from", class_="dg-section"),
                element("div", *(story.card() for story in told), class_="dg-grid"),
            )
        )


def _kinds(found: Overview) -> Markup:
    """The kinds of facts, each with its number and the way to it."""
    entries = [
        element(
            "span",
            element("span", kind.style.symbol, class_=f"dg-kind-{kind.name}", aria_hidden="true"),
            " ",
            inside(f"{kind.heading} {found.kinds[kind.name]:,}", href("explore", kinds=kind.name)),
        )
        for kind in KINDS.values()
        if found.kinds[kind.name]
    ]
    return together(
        element("h2", "What kinds of facts", class_="dg-section"),
        element("div", *entries, class_="dg-row"),
        element("p", inside("Load facts of your own", href("load")), class_="dg-prose"),
    )


show()
