"""Explore: the ties around whom one chooses, at a day in the world and a day of the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import draw, layout
from dashboard.address import View
from dashboard.markup import element, safe_url
from dashboard.picture import Picture, picture
from dashboard.scene import Scene
from dashboard.views import panel, state, style
from dashboard.views.controls import controls
from dashboard.views.shared import Graph, graph, tell_empty
from dashboard.words import STANDING_WORDS, clock_words, counted, dispute_words
from diplograph.dates import during, text_words
from diplograph.queries import FactRecord

HEIGHT = 600
_PICTURE = "w_picture"


def show() -> None:
    """The whole view."""
    style.inject()
    st.html(element("h1", "Explore", class_="dg-heard"))
    world = Graph()
    if world.empty:
        tell_empty()
        return
    view, complaints = state.current(world.registry)
    for complaint in complaints:
        st.html(element("p", complaint, class_="dg-limit"))
    # what is selected changes nothing of what is drawn, so it is no part of the question
    found = world.scene(_asked(view))
    controls(view, world.registry, found.kinds, found.days, found.publications)
    drawn = picture(
        found.ties,
        found.facts,
        world.registry.entities,
        found.entities,
        view.focus,
        as_of=view.as_of,
        known_on=view.known_on,
        hidden=found.hidden,
        kinds=found.kinds,
    )
    st.html(
        element("p", drawn.sentence, class_="dg-said", role="status")
        + (element("p", drawn.limit, class_="dg-limit") if drawn.limit else "")
    )
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        if drawn.edges:
            _draw(drawn, view)
            if view.selected or view.node:
                st.html(style.guide())
        else:
            _nothing(view, world)
    with right, st.container(height=HEIGHT + 30, border=False, key="panel"):
        _panel(view, world)
    _words(found, view, world)
    state.publish(view)


def _asked(view: View) -> View:
    return replace(view, selected=None, node=None)


def _draw(drawn: Picture, view: View) -> None:
    state.follow(view.focus)
    places = layout.place(drawn, state.places())
    state.places().update(places)
    graph(
        **draw.arguments(
            drawn,
            places,
            selected=view.selected,
            node=view.node,
            layout=state.layout(),
            height=HEIGHT,
        ),
        key=_PICTURE,
        default=None,
        on_change=_clicked,
    )


def _clicked() -> None:
    """What was clicked or moved in the picture."""
    value: dict[str, Any] | None = st.session_state.get(_PICTURE)
    match value:
        case {"event": "moved", "places": dict(moved)}:
            state.places().update({id_: (float(x), float(y)) for id_, (x, y) in moved.items()})
        case {"event": "edge", "id": str(id_)}:
            state.select(fact=id_.split("|", 1)[0])
        case {"event": "node", "id": str(id_)}:
            state.select(node=id_)
        case {"event": "none"}:
            state.select()


def _panel(view: View, world: Graph) -> None:
    if view.selected is not None:
        found = world.facts((view.selected,), view.known_on)
        if view.selected in found:
            panel.fact_panel(found[view.selected], world)
        elif kin := world.kin(view.selected):
            panel.kin_panel(view.selected, kin)
        else:
            panel.nothing_known(view.selected, world.has_fact(view.selected), view.known_on)
    elif view.node is not None:
        panel.entity_panel(world.registry.entities[view.node], world, view.as_of, view.known_on)
    else:
        panel.nothing_selected(style.guide())


def _nothing(view: View, world: Graph) -> None:
    """Why the picture is empty, and what to change."""
    names = ", ".join(map(world.name, view.focus)) or "nobody"
    why = [f"No tie of {names} is recorded {clock_words(view.as_of, view.known_on)}."]
    ways = []
    if not view.focus:
        why, ways = ["Nobody is in focus."], ["Choose a country, person or organization above."]
    if view.as_of or view.known_on:
        ways.append("Move a clock to a later day, or switch it off.")
    if view.kinds is not None:
        ways.append("Choose more kinds of ties.")
    if view.standings is not None or view.contested:
        ways.append("Take away a filter by standing or dispute.")
    if view.depth == 0 and view.focus:
        ways.append("Show their neighbours, not only ties between them.")
    st.html(
        element(
            "div",
            element("h3", "Nothing to draw"),
            *(element("p", text) for text in (*why, *ways)),
            class_="dg-panel dg-notice",
        )
    )


def _words(found: Scene, view: View, world: Graph) -> None:
    """The same as the picture: a list to choose from, and a table."""
    facts = sorted(
        found.facts.values(),
        key=lambda fact: (fact.kind.heading, panel.fact_title(fact, world.name)),
    )
    if not facts:
        return
    titles = {fact.id: _title(fact, world) for fact in facts}

    def take() -> None:
        state.select(fact=st.session_state["w_fact"])

    st.session_state["w_fact"] = view.selected if view.selected in titles else None
    st.selectbox(
        "Open a fact",
        list(titles),
        format_func=lambda id_: titles.get(id_, ""),
        key="w_fact",
        on_change=take,
        placeholder=f"One of the {counted(len(facts), 'fact')} in the picture",
    )
    with st.container(key="table"):
        st.dataframe(
            pd.DataFrame([_row(fact, world, found) for fact in facts]),
            hide_index=True,
            width="stretch",
            column_config={
                "Source": st.column_config.LinkColumn(display_text="open", width="small"),
                "Fact": st.column_config.TextColumn(width="large"),
                "Claims": st.column_config.NumberColumn(width="small"),
            },
            alt="All facts of the picture, one a row",
        )


def _title(fact: FactRecord, world: Graph) -> str:
    mark = "⚡ " if fact.now.contested else ""
    return f"{fact.kind.style.symbol} {mark}{panel.fact_title(fact, world.name)}"


def _row(fact: FactRecord, world: Graph, found: Scene) -> dict[str, Any]:
    now = fact.now
    last = fact.claims[-1]
    urls = [safe_url(fact.sources[id_].cells.get("url", "")) for id_ in last.sources]
    published = [fact.sources[id_].cells.get("published", "") for id_ in last.sources]
    return {
        "Kind": fact.kind.heading,
        "Fact": panel.sentence(fact, world.name),
        "When": during(now.start, now.end),
        "Standing": STANDING_WORDS[now.standing],
        "Contested": "; ".join(dispute_words(fact.kind, now.disputes)),
        "Drawn": "no: it ties no two entities" if fact.id in found.untied else "yes",
        "Claims": len(fact.claims),
        "Last source": ", ".join(fact.sources[id_].publisher for id_ in last.sources),
        "Published": ", ".join(text_words(text) for text in published if text),
        "Source": next(filter(None, urls), None),
    }


show()
