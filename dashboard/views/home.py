"""Home: what this is, what is in it, this world on a map, and stories to start from."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import mapchart, overview, selection, stories, worldmap
from dashboard.address import View
from dashboard.markup import Markup, element, inside, together
from dashboard.overview import Overview
from dashboard.pages import href
from dashboard.selection import Selection
from dashboard.views import search, style
from dashboard.views.frame import opened
from dashboard.views.shared import Graph
from dashboard.words import counted
from diplograph.catalogue import KINDS
from diplograph.dates import day_words, text_words

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
    words, picture = st.columns([5, 8], gap="large")
    with words:
        st.html(element("p", _LEAD, class_="dg-lead"))
        search.box(large=True)
        st.html(_figures(found))
    with picture:
        _map(world)
    _stories(world)
    st.html(_kinds(found))


def _figures(found: Overview) -> Markup:
    """How much there is; every number leads to what it counts."""
    counts = found.counts
    entries = [
        (counts["facts"], "facts", href("explore")),
        (counts["claims"], "claims by sources", href("sources")),
        (counts["sources cited"], "sources cited", href("sources")),
        (counts["contested facts"], "contested facts", href("explore", contested="1")),
        (counts["sourced absences"], "sourced absences", href("explore", standing="denied")),
        (counts["facts with uncertain dates"], "facts with uncertain dates", href("atlas")),
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
        said += ["From ", inside(str(found.first.year), href("atlas")), " on"]
    if found.last:
        id_, publisher, day = found.last
        said += ["; " if said else "", "the latest dated source is of "]
        said += [inside(f"{text_words(day)}, {publisher}", href("sources", id=id_))]
    return together(
        element("dl", *figures, class_="dg-figures"),
        element("p", *said, "." if said else "", class_="dg-limit"),
    )


def _map(world: Graph) -> None:
    """This world, legibly: one state's missions as they stand today."""
    sender = world.read(overview.subject)
    if sender is None:
        return
    today = date.today()
    name = world.name(sender)
    view = View(focus=(sender,), kinds=("embassies",), as_of=today)
    found = world.read(selection.select, view)
    ties = [tie for tie in found.ties if tie.start_id == sender]
    certain = {tie.fact: tie.holds(today) == "yes" for tie in ties}
    entities = world.registry.entities
    drawn = worldmap.world_map(ties, entities, certain)
    said = _said(found, sender, name, today)
    with st.container(key="map", height="stretch"):
        st.vega_lite_chart(
            mapchart.chart(
                drawn,
                entities,
                [found.of_arc(arc) for arc in drawn.arcs],
                (sender,),
                theme=style.theme(),
                across=780,
            ),
            theme=None,
            width="stretch",
            height="stretch",
            alt=said,
        )
    ways = (
        inside("map, table and time axis", href("atlas", None, **view.params())),
        inside("dossier", href("country", id=sender)),
    )
    st.html(
        together(
            element("p", said, " To its ", ways[0], " or its ", ways[1], ".", class_="dg-small"),
            style.guide(entities=False),
            element(
                "details",
                element("summary", "How borders are drawn"),
                element("p", worldmap.BORDERS),
                class_="dg-limit",
            ),
        )
    )


def _said(found: Selection, sender: str, name: str, today: date) -> str:
    sent = [tie for tie in found.ties if tie.start_id == sender]
    # what is only expected does not stand yet; what is alleged possibly does
    stand = [tie for tie in sent if tie.type == "HAS_EMBASSY_IN" and tie.standing != "expected"]
    sure = [tie for tie in stand if tie.standing == "asserted" and tie.holds(today) == "yes"]
    facts = {tie.fact for tie in sure}
    perhaps = {tie.fact for tie in stand} - facts
    states = {tie.end_id for tie in sure}
    contested = {tie.fact for tie in stand if tie.contested}
    absent = {tie.fact for tie in sent if tie.type == "HAS_NO_EMBASSY_IN"}
    return (
        f"As of {day_words(today)} the record has {counted(len(facts), 'mission')} of {name} "
        f"standing in {counted(len(states), 'place')}, and {len(perhaps):,} that possibly stand; "
        f"{len(contested):,} of all these are contested. For {len(absent):,} more a source says "
        "that there is none."
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
    )


show()
