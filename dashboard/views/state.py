"""The session's view: set by widgets and clicks, kept in the address, read back from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.address import View, view_from
from dashboard.ring import Point
from diplograph.entities import Registry

_VIEW, _ADDRESS, _PLACES, _LAYOUT = "dg_view", "dg_address", "dg_places", "dg_layout"


def current(registry: Registry) -> tuple[View, list[str]]:
    """The view, and what is wrong with the address if it was changed from outside."""
    params = dict(st.query_params)
    complaints: list[str] = []
    if _VIEW not in st.session_state or (
        params != st.session_state.get(_ADDRESS) and not st.session_state.pop("dg_changed", False)
    ):
        st.session_state[_VIEW], complaints = view_from(params, registry.entities)
    st.session_state.pop("dg_changed", None)
    view: View = st.session_state[_VIEW]
    return view, complaints


def change(**fields: Any) -> None:
    """Change the view; for the callbacks of widgets."""
    st.session_state[_VIEW] = replace(st.session_state[_VIEW], **fields)
    st.session_state["dg_changed"] = True


def select(fact: str | None = None, node: str | None = None) -> None:
    """Select a fact or an entity, or nothing."""
    change(selected=fact, node=node)


def publish(view: View) -> None:
    """Put the view into the address."""
    params = view.params()
    if dict(st.query_params) != params:
        st.query_params.from_dict(params)
    st.session_state[_ADDRESS] = params


def places() -> dict[str, Point]:
    """Where each entity that was ever drawn in this session stands."""
    found: dict[str, Point] = st.session_state.setdefault(_PLACES, {})
    return found


def layout() -> int:
    """A number that changes when everything is to be placed afresh."""
    number: int = st.session_state.setdefault(_LAYOUT, 1)
    return number


def follow(focus: tuple[str, ...]) -> None:
    """Begin afresh where the focus has nothing in common with the one before."""
    before = st.session_state.get("dg_focus", focus)
    st.session_state["dg_focus"] = focus
    if before and focus and not set(before) & set(focus):
        tidy()


def tidy() -> None:
    """Forget all places."""
    st.session_state[_PLACES] = {}
    st.session_state[_LAYOUT] = layout() + 1
