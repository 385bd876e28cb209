"""The address as the state of a page: widgets and clicks change it, every run reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.pages import href
from dashboard.picture.address import View, view_from
from dashboard.picture.ring import Point
from diplograph.entities import Registry

_VIEW, _PLACES, _LAYOUT = "dg_view", "dg_places", "dg_layout"
_TRAIL, _AHEAD = "dg_trail", "dg_ahead"

STEPS = 100
"""How many steps can be taken back."""


def address() -> dict[str, str]:
    """The query of the page's address, which is all that a page's view is made from."""
    return dict(st.query_params)


def put(**changes: str | None) -> None:
    """Change parts of the address; None takes one out. For the callbacks of widgets."""
    for name, text in changes.items():
        if text:
            st.query_params[name] = text
        else:
            st.query_params.pop(name, None)


def current(registry: Registry) -> tuple[View, list[str]]:
    """Explore's view as the address has it, and what is wrong with the address."""
    view, complaints = view_from(address(), registry.entities)
    st.session_state[_VIEW] = view
    _remember(view.params())
    return view, complaints


def change(**fields: Any) -> None:
    """Change Explore's view, and with it the address; for the callbacks of widgets."""
    take(replace(seen(), **fields))


def seen() -> View:
    """The view as the last run had it; for callbacks."""
    view: View = st.session_state[_VIEW]
    return view


def asked(view: View) -> View:
    """The view as far as it decides what is read: selections and ways of drawing do not."""
    return replace(view, selected=None, nodes=(), pair=(), strand=None, group=None, physics=False)


def timeless(view: View) -> View:
    """What is read of the view with both clocks off."""
    return replace(asked(view), as_of=None, until=None, known_on=None, known_since=None)


def take(view: View) -> None:
    """Go over to another view; for callbacks."""
    st.session_state[_VIEW] = view
    st.query_params.from_dict(view.params())


def select(
    fact: str | None = None,
    nodes: tuple[str, ...] = (),
    pair: tuple[str, ...] = (),
    strand: str | None = None,
) -> None:
    """Select a fact, entities, or the ties of a pair; or nothing."""
    change(selected=fact, nodes=nodes, pair=pair, strand=strand)


def link(view: View, **fields: Any) -> str:
    """The address of Explore in this view, with some of it changed."""
    return href("explore", None, **replace(view, **fields).params())


def selecting(view: View, **fields: Any) -> str:
    """The address of the view with something else, or nothing, selected."""
    return link(view, **{"selected": None, "nodes": (), "pair": (), "strand": None, **fields})


def _trail() -> list[dict[str, str]]:
    found: list[dict[str, str]] = st.session_state.setdefault(_TRAIL, [])
    return found


def _ahead() -> list[dict[str, str]]:
    found: list[dict[str, str]] = st.session_state.setdefault(_AHEAD, [])
    return found


def _remember(params: dict[str, str]) -> None:
    """Keep the way that led here, and what was taken back of it; the browser's own buttons for
    back and forward take steps too."""
    trail, ahead = _trail(), _ahead()
    if len(trail) > 1 and trail[-2] == params:
        ahead.append(trail.pop())
    elif not trail or trail[-1] != params:
        if ahead and ahead[-1] == params:
            ahead.pop()
        else:
            ahead.clear()
        trail.append(params)
        del trail[: -STEPS - 1]


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return len(_trail()) > 1


def undo() -> None:
    """Take the last step back; for callbacks."""
    if can_undo():
        st.query_params.from_dict(_trail()[-2])


def can_redo() -> bool:
    """Whether there is a step to take again."""
    return bool(_ahead())


def redo() -> None:
    """Take again the step that was taken back last; for callbacks."""
    if can_redo():
        st.query_params.from_dict(_ahead()[-1])


def places() -> dict[str, Point]:
    """Where each entity that was ever drawn in this session stands."""
    found: dict[str, Point] = st.session_state.setdefault(_PLACES, {})
    return found


def layout() -> int:
    """A number that changes when everything is to be placed afresh."""
    number: int = st.session_state.setdefault(_LAYOUT, 1)
    return number


def follow(about: tuple[str, ...], arranged: tuple[object, ...]) -> None:
    """Begin afresh where what the picture is about has nothing in common with what it was about
    before, or where it is arranged in another way."""
    before = st.session_state.get("dg_about", (about, arranged))
    st.session_state["dg_about"] = (about, arranged)
    if before[1] != arranged or (before[0] and about and not set(before[0]) & set(about)):
        tidy()


def tidy() -> None:
    """Forget all places but those of who is pinned."""
    view: View | None = st.session_state.get(_VIEW)
    kept = {id_: at for id_, at in places().items() if view and id_ in view.pinned}
    st.session_state[_PLACES] = kept
    st.session_state[_LAYOUT] = layout() + 1
