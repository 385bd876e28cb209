"""Explore: the ties around whom one chooses, at a day in the world and a day of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.exports import credit_line
from dashboard.markup import element
from dashboard.pages import Clocks, href
from dashboard.picture import bundle, draw, grouping, layout, passage, steps
from dashboard.picture.address import View
from dashboard.picture.picture import Picture, picture
from dashboard.picture.steps import STEPS
from dashboard.scene import Scene
from dashboard.views import listing, panel, state
from dashboard.views.canvas import graph
from dashboard.views.controls import controls
from dashboard.views.frame import opened
from dashboard.views.shared import CACHED, Graph
from dashboard.words import clock_words
from diplograph.catalogue import KINDS

HEIGHT = 640
_PICTURE = "w_picture"
_BEFORE = "dg_passage"


def show() -> None:
    """The whole view."""
    frame = opened("explore")
    if frame is None:
        return
    world = frame.world
    view, complaints = state.current(world.registry)
    found = world.scene(state.asked(view))
    # what comes and goes stands in a container: the picture's frame is drawn anew when it moves
    above = st.container(key="controls")
    drawn = _picture(world, world.stamp, replace(state.asked(view), group=view.group))
    st.html(
        element(
            "p",
            drawn.sentence,
            *([" ", element("span", drawn.limit, class_="dg-limit")] if drawn.limit else []),
            class_="dg-said",
            role="status",
        )
    )
    with st.container(key="passage"):
        if moved := _passage(view, found):
            st.html(element("p", moved, class_="dg-said dg-small", role="status"))
    with st.container(key="stage"):
        left, right = st.columns([2.45, 1], gap="medium")
        with left:
            if drawn.edges:
                _draw(drawn, view, world)
            else:
                _nothing(view, found, world)
        with right, st.container(height=HEIGHT, border=False, key="panel"):
            panel.show(view, drawn, found, world)
    # after the picture, though above it: whoever clicked waits for the picture
    with above:
        for complaint in complaints:
            st.html(element("p", complaint, class_="dg-limit"))
        controls(view, world, found)
    listing.show(found, view, world)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _picture(_world: Graph, stamp: str, view: View) -> Picture:  # noqa: ARG001 - part of the key
    """The picture of a view, whatever is selected in it."""
    found = _world.scene(state.asked(view))
    return picture(
        found.ties,
        found.facts,
        _world.registry.entities,
        found.entities,
        view.path or view.focus,
        as_of=view.as_of,
        until=view.until,
        known_on=view.known_on,
        known_since=view.known_since,
        hidden=found.hidden,
        kinds=found.counts.kinds,
        groups=_groups(view, found, _world),
    )


def _passage(view: View, found: Scene) -> str:
    """What came and went since a clock moved, for as long as nothing else does."""
    asked = state.timeless(view)
    titles = {id_: fact.title for id_, fact in found.facts.items()}
    before, then, old, said = st.session_state.get(_BEFORE, (asked, view.clocks, titles, ""))
    if (before, then) != (asked, view.clocks):
        said = passage.told(then, view.clocks, old, titles) if before == asked else ""
    st.session_state[_BEFORE] = (asked, view.clocks, titles, said)
    return str(said)


def _groups(view: View, found: Scene, world: Graph) -> dict[str, str]:
    """What each entity is grouped under, if they are to be grouped."""
    entities = world.registry.entities
    if view.group == "region":
        return grouping.regions(entities, found.entities)
    if view.group == "sort":
        return grouping.sorts(entities, found.entities)
    if view.group == "bloc":
        return grouping.blocs(world.memberships(view), found.entities, entities)
    return {}


def _read(view: View, found: Scene) -> dict[str, str | None]:
    """The pairs whose ties are read one by one, by the selected fact or pair."""
    if view.pair:
        return {"|".join(sorted(view.pair)): view.strand}
    return {
        "|".join(sorted((tie.start_id, tie.end_id))): tie.kind
        for tie in found.ties
        if tie.fact == view.selected
    }


def _draw(drawn: Picture, view: View, world: Graph) -> None:
    found = world.scene(state.asked(view))
    state.follow(view.path or view.focus, (view.path, view.group))
    places = layout.place(drawn, state.places(), view.path)
    state.places().update(places)
    about = view.path or view.focus
    names = ", ".join(map(world.name, about[:4])) + (" …" if len(about) > 4 else "")
    usual = bundle.grains(drawn.lines, about, view.lines)
    pair = "|".join([*sorted(view.pair), *([view.strand] if view.strand else [])])
    graph(
        draw.arguments(
            drawn,
            places,
            grains=usual,
            opened=bundle.parted(drawn.lines, usual, _read(view, found)),
            selected=view.selected,
            pair=pair or None,
            chosen=view.nodes,
            pinned=view.pinned,
            expanded=view.expanded,
            hidden_kinds=[] if view.kinds is None else [k for k in KINDS if k not in view.kinds],
            heading=names,
            credit=credit_line(world.publishers_of(found, view.known_on)),
            steps={step.name: step.words for step in STEPS.values()},
            dossiers=_dossiers(drawn, view),
            layout=state.layout(),
            physics=view.physics,
            height=HEIGHT,
            undo=state.can_undo(),
            redo=state.can_redo(),
        ),
        key=_PICTURE,
        on_change=_clicked,
    )


def _dossiers(drawn: Picture, view: View) -> dict[str, str]:
    """The address of each country's page."""
    return {
        node.id: href("country", view.clocks, id=node.id)
        for node in drawn.nodes
        if node.label == "Country"
    }


def _clicked() -> None:
    """What was clicked or moved in the picture."""
    value: dict[str, Any] | None = st.session_state.get(_PICTURE)
    match value:
        case {"event": "moved", "places": dict(moved)}:
            state.places().update(_points(moved))
        case {"event": "edge", "id": str(id_)}:
            state.select(fact=id_)
        case {"event": "pair", "ends": [str(one), str(other)], "kind": str(kind)}:
            state.select(pair=(one, other), strand=kind or None)
        case {"event": "nodes", "ids": list(ids)}:
            state.select(nodes=tuple(map(str, ids)))
        case {"event": "double", "id": str(id_)}:
            state.take(steps.double(state.seen(), id_))
        case {"event": "act", "act": str(act), "ids": list(ids)}:
            state.take(steps.take(state.seen(), act, tuple(map(str, ids))))
        case {"event": "kind", "id": str(kind)}:
            state.take(steps.toggle_kind(state.seen(), kind))
        case {"event": "undo"}:
            state.undo()
        case {"event": "redo"}:
            state.redo()
        case {"event": "none"}:
            state.select()


def _points(moved: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    return {id_: (float(x), float(y)) for id_, (x, y) in moved.items()}


def _nothing(view: View, found: Scene, world: Graph) -> None:
    """Why the picture is empty, and what to change."""
    names = ", ".join(map(world.name, view.path or view.focus)) or "nobody"
    what = "path between" if view.path else "tie of"
    when = clock_words(view.as_of, view.known_on, view.until, view.known_since)
    why = [f"No {what} {names} is recorded {when}."]
    ways = []
    if found.apart and view.clocks == Clocks():
        why = [f"There is no path between {' and '.join(map(world.name, view.path))} in the data."]
    if not (view.focus or view.path):
        why, ways = ["Nobody is in focus."], ["Choose a country, person or organization above."]
    if view.known_since:
        ways.append("Let the record's clock begin earlier, or take its range away.")
    elif view.as_of or view.known_on:
        ways.append("Move a clock to a later day, or switch it off.")
    if view.kinds is not None:
        ways.append("Choose more kinds of ties.")
    if view.standings is not None or view.contested or view.types or view.publisher or view.bloc:
        ways.append("Take away a filter by standing, dispute, type, group or publisher.")
    if view.source:
        ways.append("Take away the filter by one source.")
    if view.depth == 0 and view.focus:
        ways.append("Show their neighbours, not only ties between them.")
    if view.hidden:
        ways.append("Bring back whom you have hidden.")
    st.html(
        element(
            "div",
            element("h3", "Nothing to draw"),
            *(element("p", text) for text in (*why, *ways)),
            class_="dg-panel dg-notice",
        )
    )


show()
