"""The search box, on every page: what one types is answered by Python, and Enter opens the best.

Only the box is run again while one types (a fragment), never the page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.finding import answer, entities
from dashboard.pages import clocks_from
from dashboard.views import state
from dashboard.views.shared import Graph
from diplograph.errors import DatabaseError

_FOLDER = Path(__file__).parent


def _html(size: str, hint: str) -> str:
    return f"""
<div class="box {size}" role="search">
  <label class="heard" for="q">Search entities, facts and sources</label>
  <input id="q" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
    aria-controls="hits" aria-keyshortcuts="/" autocomplete="off" autocapitalize="off"
    spellcheck="false" placeholder="{hint}">
  {"" if size == "pick" else '<kbd aria-hidden="true">/</kbd>'}
  <div class="heard status" aria-live="polite"></div>
  <div class="hits" id="hits" role="listbox" aria-label="What was found" hidden></div>
</div>"""


def _component(name: str, size: str, hint: str) -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        f"diplograph_{name}",
        html=_html(size, hint),
        css=(_FOLDER / "search.css").read_text(encoding="utf-8"),
        js=(_FOLDER / "search.js").read_text(encoding="utf-8"),
    )


_small = _component("search", "small", "Search")
_large = _component("search_large", "large", "Try Ryzankou, or embassy minsk")
_pick = _component("pick", "pick", "")


@st.fragment
def box(large: bool = False) -> None:
    """The box; the large one is Home's, the other stands in the head of every other page."""
    key = "dg_search_large" if large else "dg_search"
    asked = f"{key}_asked"

    def ask() -> None:
        st.session_state[asked] = st.session_state[f"{key}_box"].asked

    with st.container(key=key):
        (_large if large else _small)(
            key=f"{key}_box",
            data=_answer(st.session_state.get(asked), _everything),
            on_asked_change=ask,
        )


@st.fragment
def picker(
    key: str,
    label: str,
    address: Callable[[str], str],
    labels: tuple[str, ...] = (),
    shown: str = "",
) -> None:
    """A box in which an entity (of some labels) is found by any of its names; whoever is chosen is
    gone to, at the ``address`` that is made of the id. ``shown`` stands in it until one types."""
    asked = f"dg_pick_{key}_asked"

    def ask() -> None:
        st.session_state[asked] = st.session_state[f"dg_pick_{key}"].asked

    def found(text: str) -> dict[str, Any]:
        world = Graph()
        return entities(text, world.index, world.registry, address, labels)

    _pick(
        key=f"dg_pick_{key}",
        data={**_answer(st.session_state.get(asked), found), "label": label, "shown": shown},
        on_asked_change=ask,
    )


def _answer(
    question: dict[str, Any] | None, found: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """The answer to a question as the box puts it, with its number."""
    match question:
        case {"text": str(text), "number": number}:
            return {**_safely(text, found), "number": number}
    return {}


def _everything(text: str) -> dict[str, Any]:
    world = Graph()
    clocks, _ = clocks_from(state.address())
    return answer(text, world.index, clocks)


def _safely(text: str, found: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    try:
        return found(text)
    except DatabaseError:
        return {"error": "The graph cannot be reached, so nothing can be looked up."}
