"""Rankings of states by their ties, with what is certain and what is possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import charts, cypher
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import PAGES, Clocks, href
from dashboard.rankings import (
    BOARDS,
    Line,
    Measure,
    gain_words,
    gains,
    measures,
    ranked,
    sentence,
    value_words,
)
from dashboard.views import choose, state
from dashboard.views.export import export_menu
from dashboard.views.frame import opened, show_clocks
from dashboard.views.shared import Graph, database
from dashboard.words import clock_words, counted
from diplograph.analysis import ANALYSES, Analysis, Table, World
from diplograph.database import Database
from diplograph.dates import day_words, parse_date
from diplograph.questions import core, summaries
from diplograph.questions.core import FactRecord, TieRecord

DRAWN, LISTED = 25, 300

Gained = tuple[date, dict[str, float]]  # the day since which a change is told, and that of each


@st.cache_resource(show_spinner="Counting …", max_entries=64)
def _world(_database: Database, stamp: str, name: str, clocks: Clocks) -> World:  # noqa: ARG001
    found = summaries.world(_database, ANALYSES[name], clocks.as_of, clocks.known_on)
    return replace(found, until=clocks.until)


@st.cache_resource(show_spinner="Counting …", max_entries=64)
def _table(_world: World, stamp: str, name: str, clocks: Clocks) -> Table:  # noqa: ARG001
    return ANALYSES[name](_world)


def show() -> None:
    """The whole view."""
    frame = opened("rankings", PAGES["rankings"].title)
    if frame is None:
        return
    world = frame.world
    # how things stand today, unless the address says otherwise
    clocks = replace(frame.clocks, as_of=frame.clocks.as_of or date.today())
    show_clocks(replace(frame, clocks=clocks), ranges=("as_of",), always=True)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        name = _chosen("by", list(BOARDS), BOARDS.__getitem__, "Ranking")
        analysis = ANALYSES[name]
        found = measures(analysis)
        measure = found[_chosen("measure", list(found), lambda key: found[key].heading, "Measure")]
        since = _since()
    seen = _world(database(), world.stamp, name, clocks)
    table = _table(seen, world.stamp, name, clocks)
    lines = ranked(table, measure)
    what = BOARDS[name]
    if measure.heading != what:
        what += f", {measure.heading.lower()},"
    when = clock_words(clocks.as_of, clocks.known_on, clocks.until)
    st.html(
        element(
            "p",
            sentence(lines, measure, what, when, world.name),
            class_="dg-said",
            role="status",
        )
    )
    if not lines:
        _nothing(clocks)
        return
    _limits(lines, table, len(seen.last_known(*analysis.kinds)))
    gained = None
    if since is not None:
        earlier = replace(clocks, as_of=since, until=None)
        then = _table(_world(database(), world.stamp, name, earlier), world.stamp, name, earlier)
        gained = (since, gains(lines, then, measure))
    picture, words = st.columns([1, 1], gap="medium")
    with picture:
        _draw(lines[:DRAWN], measure, world)
    with words:
        st.html(_words(lines[:LISTED], analysis, measure, clocks, world, gained))
    _definition(analysis)
    _export(analysis, seen, lines, measure, clocks, world, gained)


def _since() -> date | None:
    """The day since which the change is to be told, as the address has it, and the field for it."""
    try:
        text = state.address().get("since", "")
        since = parse_date(text).earliest if text else None
    except ValueError:
        since = None
        st.html(element("p", f"The address has no such date in since: {text}", class_="dg-limit"))
    choose.day("since", "Change since", since, width=170)
    return since


def _chosen(field: str, options: Sequence[str], shown: object, label: str) -> str:
    """A choice that is in the address; the first unless that says otherwise."""
    assert callable(shown)
    value = state.address().get(field, options[0])
    value = value if value in options else options[0]
    if len(options) == 1:
        return value
    key = f"w_rank_{field}"
    st.session_state[key] = value

    def take() -> None:
        wanted = st.session_state[key]
        rest = {"measure": None} if field == "by" else {}
        state.put(**{field: wanted or value}, **rest)

    st.segmented_control(
        label,
        options,
        format_func=shown,
        key=key,
        on_change=take,
        width="content",
        label_visibility="collapsed",
    )
    return value


def _nothing(clocks: Clocks) -> None:
    ways = ["Nothing of this sort is recorded for that day.", "Move a clock to another day."]
    if clocks.known_on:
        ways.append("Or switch Known on off, to count by all that is known.")
    st.html(element("div", *(element("p", way) for way in ways), class_="dg-panel dg-notice"))


def _limits(lines: Sequence[Line], table: Table, last_known: int) -> None:
    told = [table.summary] if table.summary else []
    if last_known:
        told.append(
            f"{counted(last_known, 'fact')} behind it {'is' if last_known == 1 else 'are'} last "
            "known: no source after that day says that they still are so."
        )
    if len(lines) > DRAWN:
        told.append(f"The first {DRAWN} of {len(lines):,} are drawn.")
    if len(lines) > LISTED:
        told.append(f"The first {LISTED} are listed; the export has all.")
    if told:
        st.html(element("p", " ".join(told), class_="dg-limit"))


def _draw(lines: Sequence[Line], measure: Measure, world: Graph) -> None:
    names = [world.name(line.entity) for line in lines]
    dark = st.context.theme.type == "dark"
    st.altair_chart(charts.ranges(lines, measure, names, dark), width="stretch")


def _words(
    lines: Sequence[Line],
    analysis: Analysis,
    measure: Measure,
    clocks: Clocks,
    world: Graph,
    gained: Gained | None,
) -> Markup:
    """The ranking as a table; each number leads to the ties behind it."""
    head = element(
        "tr",
        element("th", "Rank", scope="col", class_="dg-n"),
        element("th", "Who", scope="col"),
        element("th", measure.heading, scope="col", class_="dg-n"),
        *(
            [element("th", f"Since {day_words(gained[0])}", scope="col", class_="dg-n")]
            if gained
            else []
        ),
        element("th", "Contested", scope="col", class_="dg-n"),
    )
    kinds = ",".join(analysis.kinds)
    rows = [
        element(
            "tr",
            element("td", str(line.rank), class_="dg-n"),
            element(
                "th",
                inside(world.name(line.entity), href("country", clocks, id=line.entity)),
                scope="row",
            ),
            element(
                "td",
                inside(
                    value_words(line.low, line.high, measure.share),
                    href("explore", clocks, focus=line.entity, kinds=kinds),
                    aria_label=f"{value_words(line.low, line.high, measure.share)}: the ties of "
                    f"{world.name(line.entity)}",
                ),
                class_="dg-n",
            ),
            *(
                [element("td", gain_words(gained[1][line.entity], measure.share), class_="dg-n")]
                if gained
                else []
            ),
            element("td", f"⚡ {line.contested}" if line.contested else "–", class_="dg-n"),
        )
        for line in lines
    ]
    caption = f"{measure.low.help} – {measure.high.help}"
    if gained:
        caption += "; the change is of what is certain"
    table = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", *rows),
        class_="dg-table",
    )
    return element(
        "div", table, class_="dg-scroll", tabindex="0", role="region", aria_label="Ranking"
    )


def _definition(analysis: Analysis) -> None:
    parts = [" ".join(part.split()) for part in analysis.explanation.split("\n\n")]
    st.html(
        together(
            element("h2", "How it is counted", class_="dg-section"),
            *(element("p", part.replace("``", ""), class_="dg-prose") for part in parts),
        )
    )


def _export(
    analysis: Analysis,
    seen: World,
    lines: Sequence[Line],
    measure: Measure,
    clocks: Clocks,
    world: Graph,
    gained: Gained | None,
) -> None:
    ties: list[TieRecord] = [one.tie for one in seen.held(*analysis.kinds)]

    def facts() -> dict[str, FactRecord]:
        return core.facts(database(), [tie.fact for tie in ties], clocks.known_on)

    query = cypher.ties(
        kinds=analysis.kinds, as_of=clocks.as_of, known_on=clocks.known_on, until=clocks.until
    )
    rows = [
        {
            "rank": str(line.rank),
            "id": line.entity,
            "name": world.name(line.entity),
            measure.low.name: str(line.low),
            measure.high.name: str(line.high),
            **({f"since_{gained[0]}": f"{gained[1][line.entity]:g}"} if gained else {}),
            "contested": str(line.contested),
        }
        for line in lines
    ]
    export_menu(world, ties, facts, query, name=f"ranking-{analysis.name}", table=rows)


show()
