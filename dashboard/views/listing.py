"""The picture in words: a list to choose from, and a table with the citation of each fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cypher
from dashboard.markup import element, safe_url
from dashboard.picture.address import View
from dashboard.scene import Scene
from dashboard.views import state
from dashboard.views.export import export_menu
from dashboard.views.shared import CACHED, Graph, database
from dashboard.words import STANDING_WORDS, counted
from diplograph.dates import during, text_words
from diplograph.questions import core
from diplograph.questions.core import FactRecord
from diplograph.questions.nodes import FactNode
from diplograph.sentences import disagreements

ROWS = 500
"""How many facts the table has at most."""

CHOICES = 2_000
"""Up to how many facts there is a list of all to choose from."""


def show(found: Scene, view: View, world: Graph) -> None:
    """Both; the table is read only where it is opened."""
    opened = bool(st.session_state.get("w_table"))
    untied = world.untied(state.asked(view)) if opened and not view.path else {}
    titles = _titles(world, world.stamp, state.asked(view), bool(untied))
    if not titles:
        return
    drawn = {**found.facts, **untied}
    facts = [drawn[id_] for id_ in titles]

    _choose(titles, view)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.toggle(
            "The picture as a table, with sources", key="w_table", help="Every fact, one a row."
        )
        _export(found, view, world)
    if not opened:
        return
    shown = facts[:ROWS]
    if len(facts) > ROWS:
        st.html(
            element(
                "p",
                f"{ROWS:,} of {len(facts):,} facts in the table: narrow by kind, standing or day.",
                class_="dg-limit",
            )
        )
    with st.spinner("Reading who says so …"):
        cited = world.facts(tuple(fact.id for fact in shown), view.known_on)
    with st.container(key="table"):
        st.dataframe(
            pd.DataFrame([_row(fact, cited.get(fact.id), untied) for fact in shown]),
            hide_index=True,
            width="stretch",
            column_config={
                "Source": st.column_config.LinkColumn(display_text="open", width="small"),
                "Fact": st.column_config.TextColumn(width="large"),
                "Claims": st.column_config.NumberColumn(width="small"),
            },
            alt="All facts of the picture, one a row",
        )


def _choose(titles: Mapping[str, str], view: View) -> None:
    """A list of all facts of the picture, to open one."""
    if len(titles) > CHOICES:  # a browser takes longer over the list than over the picture
        st.caption(
            f"{len(titles):,} facts are in the picture, too many to list: narrow it by kind, "
            "standing or day, or press / to search for one."
        )
        return

    def take() -> None:
        state.select(fact=st.session_state["w_fact"])

    st.session_state["w_fact"] = view.selected if view.selected in titles else None
    st.selectbox(
        "Open a fact",
        list(titles),
        format_func=lambda id_: titles.get(id_, ""),
        key="w_fact",
        on_change=take,
        placeholder=f"One of the {counted(len(titles), 'fact')} in the picture",
    )


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _titles(_world: Graph, stamp: str, view: View, untied: bool) -> dict[str, str]:  # noqa: ARG001
    """Every fact of the picture in one line, kind by kind; with those that tie no two entities."""
    facts = {**_world.scene(view).facts, **(_world.untied(view) if untied else {})}.values()
    ordered = sorted(facts, key=lambda fact: (fact.kind.heading, fact.title))
    return {fact.id: told(fact) for fact in ordered}


def _export(found: Scene, view: View, world: Graph) -> None:
    """What is drawn as files, and the Cypher that yields it where one query can."""
    ids = [fact.id for fact in found.facts.values()]
    centres = [] if view.between or view.depth > 1 else list(view.centres)
    query = cypher.ties(
        among=found.entities,
        around=centres,
        kinds=view.kinds,
        standings=view.standings,
        contested=view.contested,
        as_of=view.as_of,
        until=view.until,
        known_on=view.known_on,
        known_since=view.known_since,
        facts=ids if view.types or view.publisher or view.source or view.dataset else None,
    )
    export_menu(
        world,
        found.ties,
        partial(core.facts, database(), ids, view.known_on),
        "" if view.path else query,
        name="explore",
    )


def told(fact: FactNode) -> str:
    """A fact in one line."""
    mark = "⚡ " if fact.contested else ""
    when = during(fact.start, fact.end)
    return f"{fact.kind.style.symbol} {mark}{fact.title}{f', {when}' if when else ''}"


def _row(
    fact: FactNode, record: FactRecord | None, untied: Mapping[str, FactNode]
) -> dict[str, Any]:
    last = record.claims[-1] if record else None
    sources = [record.sources[id_] for id_ in last.sources] if record and last else []
    published = [source.cells.get("published", "") for source in sources]
    return {
        "Kind": fact.kind.heading,
        "Fact": fact.title,
        "When": during(fact.start, fact.end),
        "Standing": STANDING_WORDS[fact.standing],
        "Contested": "; ".join(disagreements(fact.kind, fact.disputes)),
        "Drawn": "no: it ties no two entities" if fact.id in untied else "yes",
        "Claims": len(record.claims) if record else 0,
        "Last source": ", ".join(source.publisher for source in sources),
        "Published": ", ".join(text_words(text) for text in published if text),
        "Source": next(filter(None, (safe_url(s.cells.get("url", "")) for s in sources)), None),
    }
