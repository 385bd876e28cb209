"""What is loaded, and what comes with the program: each dataset to take out or to load."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.loading import commands, review
from dashboard.loading.commands import Outcome
from dashboard.markup import element
from dashboard.views.shared import Graph
from dashboard.words import counted

_SAID = "dg_datasets_said"


@st.cache_data(show_spinner="Reading what is loaded …", max_entries=2)
def _status(stamp: str) -> dict[str, Any]:  # noqa: ARG001 - told anew after each load
    return commands.status()


def show(world: Graph) -> None:
    """Two lists, each row with what can be done with it."""
    found = _status(world.stamp)
    loaded = found.get("datasets", [])
    if said := st.session_state.pop(_SAID, None):
        st.html(element("p", said, class_="dg-said", role="status"))
    st.html(element("h2", "What is loaded", class_="dg-section"))
    if not loaded:
        st.html(element("p", "Nothing yet.", class_="dg-prose"))
    for one in loaded:
        numbers = f"{counted(one['claims'], 'claim')}; loaded {one['loaded'][:10]}"
        if one["joined"]:
            numbers += f"; {counted(one['joined'], 'fact')} shared with other datasets"
        if _row(one["dataset"], numbers, "Take out", f"out_{one['dataset']}"):
            _ask(one["dataset"], one["claims"])
    if world.stamp and st.button(
        "Take the last load back …",
        key="w_set_undo",
        help="What the last load or taking out has changed becomes as it was before.",
    ):
        _ask_undo()
    names = {one["dataset"] for one in loaded}
    rest = [one for one in found.get("shipped", []) if one["dataset"] not in names]
    if rest:
        st.html(element("h2", "What comes with Diplograph", class_="dg-section"))
    for one in rest:
        numbers = f"{one['title']}; {counted(one['claims'] or 0, 'claim')}"
        if _row(one["dataset"], numbers, "Load", f"in_{one['dataset']}"):
            _load(one["dataset"])


def _row(name: str, told: str, action: str, key: str) -> bool:
    words, button = st.columns([4, 1.3], vertical_alignment="center")
    with words:
        st.html(
            element(
                "div",
                element("strong", name),
                element("div", told, class_="dg-muted dg-small"),
            )
        )
    with button:
        return st.button(action, key=f"w_set_{key}", width="stretch", help=f"{action}: {name}")


@st.dialog("Take it out?")
def _ask(name: str, claims: int) -> None:
    st.write(
        f"{counted(claims, 'claim')} of {name} leave the graph, and the facts, sources and names "
        "that rest on them alone. Its files are not touched: load them again and all is as before."
    )
    if st.button("Take it out", type="primary"):
        with st.spinner(f"Taking {name} out …"):
            _told(name, commands.withdraw(name), "was taken out")
    if st.button("Leave it"):
        st.rerun()


@st.dialog("Take the last load back?")
def _ask_undo() -> None:
    st.write(
        "What was loaded or taken out last becomes as it was before. Do it again to go one load "
        "further back; what is taken back can be loaded again."
    )
    if st.button("Take it back", type="primary"):
        with st.spinner("Taking it back …"):
            _told("The last load", commands.undo(), "was taken back")
    if st.button("Leave it"):
        st.rerun()


def _load(name: str) -> None:
    bar = st.progress(0.0, f"Loading {name}: reading its rows …")

    def report(done: int, total: int) -> None:
        bar.progress(min(1.0, done / max(total, 1)), f"{name}: {done:,} of {total:,} facts written")

    _told(name, commands.load_shipped(name, report), "was loaded")


def _told(name: str, found: Outcome, what: str) -> None:
    done = bool(found.counts) and not found.fault and not found.errors
    said = f"{name} {what}." if done else review.told(found, done=False)
    if not done and found.problems:
        said += " " + " ".join(str(problem) for problem in found.problems[:3])
    st.session_state[_SAID] = said
    st.rerun()
