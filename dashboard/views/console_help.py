"""What stands around the editor of the console: limits, saving, saved queries, and the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

import streamlit as st

from dashboard.console.asked import LIMITS, SECONDS, Question
from dashboard.console.saved import Saved, forget, name_from, path, save
from dashboard.console.schema import LABELS, TIES, TYPES, Property, Shape
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.views import editor, state
from diplograph.errors import DiplographError

HEIGHT = 280


def controls(question: Question, own: Mapping[str, Saved]) -> None:
    """Limits, and keeping the query under a name."""
    with st.container(horizontal=True, gap="small", key="console_controls"):
        with st.popover("Limits", icon=":material/timer:"):
            _limit("limit", "Rows at most", LIMITS, question.limit, LIMITS[1])
            _limit("seconds", "Seconds at most", SECONDS, question.seconds, SECONDS[1])
        with st.popover("Save", icon=":material/bookmark:"):
            _save(question, own)
        if question.name in own:
            st.button(
                "Forget",
                icon=":material/delete:",
                on_click=_forget,
                args=(question.name, question.text),
                help="Take it from the list of your own queries; it stays in the editor",
            )


def _limit(name: str, label: str, allowed: tuple[int, ...], value: int, usual: int) -> None:
    key = f"w_console_{name}"

    def change() -> None:
        chosen = st.session_state[key]
        state.put(**{name: None if chosen in (None, usual) else str(chosen)})

    st.session_state[key] = value
    st.segmented_control(label, allowed, format_func=lambda n: f"{n:,}", key=key, on_change=change)


def _save(question: Question, own: Mapping[str, Saved]) -> None:
    """A form that keeps the query, with its parameters, for this user."""
    before = own.get(question.name)
    with st.form("console_save", border=False):
        title = st.text_input("Name", before.name if before else "", key="w_console_name")
        sentence = st.text_input(
            "What it asks, in a sentence",
            before.sentence if before else "",
            key="w_console_sentence",
        )
        if not st.form_submit_button("Save this query"):
            return
    text = editor.typed(question)
    try:
        name = name_from(title)
        given = {one.name: question.given.get(one.name, "") for one in question.parameters}
        save(path(), Saved(name, sentence.strip(), text, given, own=True))
    except DiplographError as error:
        st.error(str(error))
    else:
        state.put(name=name, q=text)
        st.rerun()


def _forget(name: str, text: str) -> None:
    forget(path(), name)
    state.put(name=None, q=text)


def beside(question: Question, saved: Mapping[str, Saved]) -> None:
    """Saved queries and the schema, each behind its tab."""
    queries, schema = st.tabs(["Saved queries", "Labels, types, properties"])
    with queries, st.container(height=HEIGHT, border=False, key="console_saved"):
        st.html(_list(saved.values(), question.name))
    with schema, st.container(height=HEIGHT, border=False, key="console_schema"):
        st.html(_schema())


def _list(saved: Iterable[Saved], chosen: str) -> Markup:
    def heading(one: Saved) -> str:
        return "Your own" if one.own else one.group

    parts: list[str] = []
    for title, group in groupby(saved, heading):
        items = (
            element(
                "li",
                inside(
                    one.sentence or one.name,
                    href(
                        "console", None, name=one.name, **({"as": "picture"} if one.drawn else {})
                    ),
                    **({"aria_current": "true"} if one.name == chosen else {}),
                ),
            )
            for one in group
        )
        parts += [element("h4", title), element("ul", *items)]
    return element("section", *parts, class_="dg-panel", aria_label="Saved queries")


@cache
def _schema() -> Markup:
    others = {name: shape for name, shape in TYPES.items() if name not in TIES}
    groups = (
        ("Labels of nodes", LABELS.values()),
        ("Ties between entities", TIES.values()),
        ("Other relationships", others.values()),
    )
    parts: list[str] = []
    for title, shapes in groups:
        parts += [element("h4", title), *(_shape(shape) for shape in shapes)]
    return element(
        "section",
        element("p", "Open one for its properties; a name in it goes into the query."),
        *parts,
        class_="dg-panel",
        aria_label="Labels, types and properties",
    )


def _shape(shape: Shape) -> Markup:
    return element(
        "details",
        element(
            "summary",
            element("code", shape.name, style="font-size: .9em"),
            element("span", f" {shape.help}", class_="dg-muted dg-small"),
        ),
        element("p", _insert("Put in an example", shape.pattern)),
        element("pre", element("code", shape.pattern), class_="dg-small"),
        element("ul", *(_property(one) for one in shape.properties)) if shape.properties else "",
    )


def _property(one: Property) -> Markup:
    words = f" One of: {', '.join(one.words)}." if one.words else ""
    example = f" {one.example}" if one.example and not one.words else ""
    return element(
        "li",
        _insert(one.name, one.name),
        element("span", f" {one.help}{words}", class_="dg-small"),
        element("code", example, class_="dg-small") if example else "",
    )


def _insert(text: str, cypher: str) -> Markup:
    """Words whose click puts Cypher into the editor."""
    return together(
        element("a", text, href="#", role="button", data_dg_insert=cypher, class_="dg-insert")
    )
