"""The console: a question in Cypher, and its answer as a table, a picture or JSON."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.console import result
from dashboard.console.asked import SHOWN, Question, question_from
from dashboard.console.charts import DRAWN as CHARTED
from dashboard.console.charts import chart
from dashboard.console.complete import Names, names_from
from dashboard.console.hints import hints, told
from dashboard.console.picture import Drawn, fact_titles
from dashboard.console.picture import draw as draw_answer
from dashboard.console.result import Known
from dashboard.console.saved import Saved, library, path, read
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.picture import draw, layout
from dashboard.picture.bundle import grains, parted
from dashboard.picture.ring import Point
from dashboard.views import console_help, editor, state, style
from dashboard.views.canvas import graph
from dashboard.views.frame import opened
from dashboard.views.shared import Graph, database
from dashboard.words import counted
from diplograph.database import Answer
from diplograph.errors import DatabaseError, DiplographError

HEIGHT = 560
_PICTURE = "w_console_picture"
_OUTCOME, _DRAWN = "dg_console_outcome", "dg_console_drawn"
_TITLES = {"table": "Table", "picture": "Picture", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query: an answer after some seconds, or what is wrong and would be right."""

    asked: object
    seconds: float
    values: dict[str, object]
    answer: Answer | None = None
    heading: str = ""
    wrong: tuple[str, ...] = ()


def show() -> None:
    """The whole view."""
    frame = opened("console", "Ask in Cypher")
    if frame is None:
        return
    world = frame.world
    own, complaint = _own()
    saved = library(own)
    question, complaints = question_from(
        state.address(), {one.name: (one.text, one.given) for one in saved.values()}
    )
    # what comes and goes has a place of its own, so that the editor below never moves and keeps
    # what is typed in it
    with st.container():
        for text in [*([complaint] if complaint else []), *complaints]:
            st.html(element("p", text, class_="dg-limit"))
    left, right = st.columns([1.9, 1], gap="large")
    with left:
        with st.container():
            _title(question, saved)
        editor.editor(question, lambda: _names(world, world.stamp), world.registry)
        console_help.controls(question, own)
    with right:
        console_help.beside(question, saved)
    if question.text.strip():
        _answer(question, world)
    else:
        st.html(
            element(
                "p",
                "Write a query, or take one from the list. It can read and nothing else; what it "
                "finds can be shared by the address of this page.",
                class_="dg-prose dg-muted",
            )
        )


def _own() -> tuple[dict[str, Saved], str]:
    try:
        return read(path()), ""
    except DiplographError as error:
        return {}, f"{error}. Your saved queries are not listed until it is put right."


def _title(question: Question, saved: dict[str, Saved]) -> None:
    one = saved.get(question.name)
    if one is None:
        return
    changed = question.text != one.text
    st.html(
        element(
            "p",
            one.sentence or one.name,
            element("span", " (changed)", class_="dg-muted") if changed else "",
            class_="dg-lead",
        )
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _known(_world: Graph, stamp: str) -> Known:  # noqa: ARG001
    return result.names_of(_world.registry)


@st.cache_resource(show_spinner=False, max_entries=2)
def _names(_world: Graph, stamp: str) -> Names:  # noqa: ARG001
    return names_from(_world.registry)


def _answer(question: Question, world: Graph) -> None:
    outcome = _outcome(question, world)
    if outcome.answer is None:
        st.html(
            element(
                "div",
                element("h3", outcome.heading),
                *(element("pre" if "\n" in text else "p", text) for text in outcome.wrong),
                class_="dg-panel dg-notice",
                role="alert",
            )
        )
        return
    answer = outcome.answer
    st.html(_said(question, outcome, answer, world))
    _choose(question, answer)
    base = _known(world, world.stamp)
    known = Known(base.entities, base.labels, fact_titles(database(), answer.rows))
    match question.shown:
        case "table":
            _table(answer, known)
        case "picture" if bars := chart(answer, style.theme() == "dark"):
            st.altair_chart(bars, width="stretch")
            if len(answer.rows) > CHARTED:
                said = f"The first {CHARTED} of {len(answer.rows):,} rows; the table has all."
                st.html(element("p", said, class_="dg-limit"))
        case "picture":
            _picture(_drawn(outcome, question, known, world), question, world)
        case "json":
            _json(answer)


def _outcome(question: Question, world: Graph) -> Outcome:
    """What came of the query, asked once for each run; a click elsewhere does not ask it again."""
    asked = (
        world.stamp,
        question.text,
        tuple(sorted(question.given.items())),
        question.limit,
        question.seconds,
        editor.runs(),
    )
    last: Outcome | None = st.session_state.get(_OUTCOME)
    if last is None or last.asked != asked:
        with st.spinner(f"Asking the graph, for {question.seconds} seconds at most …"):
            last = _ask(question, world, asked)
        st.session_state[_OUTCOME] = last
    return last


def _ask(question: Question, world: Graph, asked: object) -> Outcome:
    def wrong(heading: str, *texts: str) -> Outcome:
        return Outcome(asked, time.monotonic() - begun, {}, None, heading, texts)

    begun = time.monotonic()
    if question.missing:
        names = ", ".join(f"${name}" for name in question.missing)
        return wrong("A parameter is missing", f"Fill in {names} below the query.")
    try:
        values = question.values(world.registry)
    except ValueError as error:
        return wrong("A parameter is not right", str(error))
    try:
        answer = database().ask(question.text, values, question.seconds, question.limit)
    except DatabaseError as error:
        if error.code is None and "seconds and was ended" not in str(error):
            raise  # the graph itself is away, which every page tells alike
        text = told(str(error), marked=not database().address.embedded)
        if "seconds and was ended" in text:
            return wrong(
                "The query was ended",
                f"{text[0].upper()}{text[1:]}. Narrow it: name a label or a type in every pattern, "
                "give a path an upper end as in *..3, or allow more seconds under Limits.",
            )
        return wrong("The query is not right", text, *hints(question.text, world.registry))
    except DiplographError as error:
        return wrong("This is refused", f"{str(error)[0].upper()}{str(error)[1:]}.")
    return Outcome(asked, time.monotonic() - begun, values, answer)


def _said(question: Question, outcome: Outcome, answer: Answer, world: Graph) -> Markup:
    """How much was found, how fast, what is left out, and what the query has wrong."""
    count = counted(len(answer.rows), "row")
    seconds = f"{outcome.seconds:.2f} seconds"
    said = f"The first {count} in {seconds}." if answer.more else f"{count} in {seconds}."
    notes = []
    if answer.more:
        notes.append(
            f"There are more than {question.limit:,}: narrow the query, count in it, or raise the "
            "limit of rows under Limits."
        )
    if question.shown == "table" and len(answer.rows) > result.MOST_ROWS:
        notes.append(
            f"The table shows the first {result.MOST_ROWS:,}; CSV and JSON have every row."
        )
    if not answer.rows:
        notes += hints(question.text, world.registry)
    return together(
        element("h2", "Answer", class_="dg-section"),
        element("p", said, class_="dg-said", role="status"),
        *(element("p", note, class_="dg-limit") for note in notes),
    )


def _choose(question: Question, answer: Answer) -> None:
    """How the answer is shown, and its files."""

    def change() -> None:
        chosen = st.session_state["w_console_as"]
        state.put(**{"as": None if chosen in (None, "table") else chosen})

    st.session_state["w_console_as"] = question.shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Shown as",
            SHOWN,
            format_func=lambda one: _TITLES[one],
            key="w_console_as",
            on_change=change,
            label_visibility="collapsed",
        )
        name = question.name or "answer"
        files = (("CSV", "csv", result.csv_text), ("JSON", "json", result.json_text))
        for title, ending, text in files:
            st.download_button(
                title,
                text(answer).encode("utf-8"),
                f"{name}.{ending}",
                f"text/{ending}" if ending == "csv" else "application/json",
                icon=":material/download:",
                key=f"w_console_{ending}",
                on_click="ignore",
                help=f"The answer as {title}, whole",
            )


def _table(answer: Answer, known: Known) -> None:
    if answer.rows:
        st.html(result.table(answer, known))
    else:
        st.html(element("p", "No row fits.", class_="dg-prose"))


def _json(answer: Answer) -> None:
    text = result.json_text(Answer(answer.columns, answer.rows[: result.MOST_ROWS], answer.more))
    st.code(text, language="json", height=HEIGHT)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A picture with its places, kept while one clicks in it."""

    asked: object
    drawn: Drawn | None
    places: dict[str, Point]

    @property
    def focus(self) -> list[str]:
        """Whom the query names itself."""
        return [one.id for one in self.drawn.picture.nodes if one.focus] if self.drawn else []


def _drawn(outcome: Outcome, question: Question, known: Known, world: Graph) -> _Placed:
    last: _Placed | None = st.session_state.get(_DRAWN)
    if last is None or last.asked != outcome.asked:
        assert outcome.answer is not None
        with st.spinner("Drawing the answer …"):
            found = draw_answer(
                database(), question, outcome.answer, outcome.values, world.registry, known
            )
            places = layout.place(found.picture) if found else {}
        last = st.session_state[_DRAWN] = _Placed(outcome.asked, found, places)
    return last


def _picture(placed: _Placed, question: Question, world: Graph) -> None:
    found = placed.drawn
    if found is None:
        st.html(
            element(
                "div",
                element("h3", "Nothing to draw"),
                element(
                    "p",
                    "The rows name no entity and no fact. Return entities, ties or paths, as in ",
                    element("code", "RETURN a, t, b"),
                    ", or their ids or names.",
                ),
                class_="dg-panel dg-notice",
            )
        )
        return
    shown = found.picture
    usual = grains(shown.lines, placed.focus)
    texts = (shown.sentence, *found.notes)
    st.html(together(*(element("p", text, class_="dg-limit") for text in texts)))
    graph(
        draw.arguments(
            shown,
            placed.places,
            selected=question.fact or None,
            grains=usual,
            opened=parted(shown.lines, usual, _read(question)),
            pair=question.pair or None,
            chosen=[question.entity] if question.entity else [],
            heading=question.name,
            layout=editor.runs(),
            height=HEIGHT,
        ),
        key=_PICTURE,
        on_change=_clicked,
    )
    st.html(_selected(question, world))


def _read(question: Question) -> dict[str, str | None]:
    """The pair that is read tie by tie, and the one kind of its ties that is, if any."""
    one, other, kind = (*question.pair.split("|"), "", "", "")[:3]
    return {f"{one}|{other}": kind or None} if other else {}


def _clicked() -> None:
    """What was clicked in the picture goes into the address."""
    value: dict[str, Any] | None = st.session_state.get(_PICTURE)
    match value:
        case {"event": "edge", "id": str(id_)}:
            state.put(fact=id_, entity=None)
        case {"event": "pair", "ends": [str(one), str(other)], "kind": str(kind)}:
            pair = "|".join(filter(None, (*sorted((one, other)), kind)))
            state.put(fact=None, entity=None, pair=pair)
        case {"event": "nodes", "ids": [str(id_), *_]}:
            state.put(fact=None, entity=id_, pair=None)
        case {"event": "none"}:
            state.put(fact=None, entity=None, pair=None)
        case {"event": "moved", "places": dict(moved)} if _DRAWN in st.session_state:
            placed: _Placed = st.session_state[_DRAWN]
            placed.places.update({id_: (float(x), float(y)) for id_, (x, y) in moved.items()})


def _selected(question: Question, world: Graph) -> Markup:
    """What is chosen in the picture, with the way to its page."""
    said: Markup | str = "Click a line or an entity for the way to its page."
    if question.fact:
        titles = fact_titles(database(), [{"fact": question.fact}])
        if question.fact in titles:
            address = href("fact", None, id=question.fact)
            said = together("Chosen: ", inside(titles[question.fact], address))
    elif question.entity in world.registry.entities:
        known = _known(world, world.stamp)
        name = world.name(question.entity)
        said = together("Chosen: ", inside(name, known.entity(question.entity)))
    return element("p", said, class_="dg-prose", role="status")


show()
