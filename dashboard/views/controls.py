"""The controls of Explore: whom, how far, which kinds and standings, and both clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.address import DEPTHS, LIMIT, MOST, View
from dashboard.picture import legend
from dashboard.views import state
from dashboard.words import STANDING_WORDS, excerpt
from diplograph.catalogue import KINDS
from diplograph.entities import Registry
from diplograph.kinds import STANDINGS

DEPTH_WORDS = ("Only them", "Their neighbours", "Two steps")
_FIRST_DAY, _LAST_DAY = date(1800, 1, 1), date(2100, 12, 31)


def controls(
    view: View,
    registry: Registry,
    kinds: Mapping[str, int],
    days: Sequence[date],
    publications: Sequence[date],
) -> None:
    """All controls; each shows the view and changes it by a callback."""
    whom, far, more = st.columns([6, 2, 1.2], vertical_alignment="bottom")
    with whom:
        _whom(view, registry)
    with far:
        _set("depth", view.depth)
        st.selectbox(
            "Around them",
            DEPTHS,
            format_func=lambda depth: DEPTH_WORDS[depth],
            key="w_depth",
            on_change=_take,
            args=("depth",),
            label_visibility="collapsed",
        )
    with more, st.popover("Filters", icon=":material/tune:", width="stretch"):
        _filters(view)
    world, record = st.columns(2, gap="large")
    with world:
        _clock(
            view.as_of,
            "as_of",
            "As of",
            "The world's clock: only what was, certainly or possibly, so on that day.",
            days,
        )
    with record:
        _clock(
            view.known_on,
            "known_on",
            "Known on",
            "The record's clock: only what had been published by that day, as it stood then.",
            publications,
        )
    _kinds(view, kinds)


def _set(field: str, value: Any) -> None:
    """What a widget shows is what the view says, however it came about."""
    st.session_state[f"w_{field}"] = value


def _take(field: str) -> None:
    state.change(**{field: st.session_state[f"w_{field}"]})


def _whom(view: View, registry: Registry) -> None:
    entities = registry.entities

    def shown(id_: str) -> str:
        entity = entities[id_]
        if id_ in view.focus:
            return entity.name
        names = dict.fromkeys((*entity.aliases, entity.cells.get("official_name", ""), id_))
        others = ", ".join(name for name in names if name and name != entity.name)
        return excerpt(f"{entity.name} · {entity.label} · {others}", 110)

    def take() -> None:
        state.change(focus=tuple(st.session_state["w_focus"]), node=None)

    _set("focus", list(view.focus))
    st.multiselect(
        "In focus",
        sorted(entities, key=lambda id_: entities[id_].name),
        format_func=shown,
        key="w_focus",
        on_change=take,
        placeholder="A country, person or organization, by any of its names",
        label_visibility="collapsed",
        max_selections=12,
    )


def _filters(view: View) -> None:
    def standings() -> None:
        found = st.session_state["w_standings"]
        state.change(standings=None if len(found) == len(STANDINGS) else tuple(found))

    _set("standings", list(view.standings if view.standings is not None else STANDINGS))
    st.pills(
        "Standing",
        STANDINGS,
        selection_mode="multi",
        format_func=lambda standing: STANDING_WORDS[standing],
        key="w_standings",
        on_change=standings,
    )
    _set("contested", view.contested)
    st.toggle("Contested only", key="w_contested", on_change=_take, args=("contested",))
    _set("limit", view.limit)
    st.slider(
        "Neighbours at most",
        0,
        MOST,
        key="w_limit",
        step=5 if view.limit % 5 == 0 else 1,
        on_change=_take,
        args=("limit",),
        help=f"The most tied come first. Usual is {LIMIT}.",
    )
    st.button("Place everything afresh", on_click=state.tidy, icon=":material/refresh:")


def _clock(
    value: date | None, field: str, label: str, explained: str, days: Sequence[date]
) -> None:
    """A clock: off, or a day by a slider over the days that matter or by its exact date."""
    today = date.today()
    past = [day for day in days if day <= today]

    def switch() -> None:
        usual = past[-1] if past else today
        state.change(**{field: usual if st.session_state[f"w_{field}_on"] else None})

    def slide() -> None:
        state.change(**{field: st.session_state[f"w_{field}_slider"]})

    def pick() -> None:
        state.change(**{field: st.session_state[f"w_{field}_date"]})

    on, slider, exact = st.columns([1.5, 4, 1.7], vertical_alignment="center")
    with on:
        _set(f"{field}_on", value is not None)
        st.toggle(label, key=f"w_{field}_on", on_change=switch, help=explained)
    shown = value or (past[-1] if past else today)
    steps = sorted({*days, shown, *([today] if len(days) < 2 else [])})
    if len(steps) < 2:
        steps = [date(shown.year - 1, 1, 1), *steps]
    with slider:
        _set(f"{field}_slider", shown)
        st.select_slider(
            f"{label}: day",
            steps,
            format_func=lambda day: f"{day:%-d %b %Y}",
            key=f"w_{field}_slider",
            on_change=slide,
            disabled=value is None,
            label_visibility="collapsed",
        )
    with exact:
        _set(f"{field}_date", shown)
        st.date_input(
            f"{label}: exact date",
            key=f"w_{field}_date",
            min_value=min(_FIRST_DAY, shown),
            max_value=max(_LAST_DAY, shown),
            on_change=pick,
            format="DD/MM/YYYY",
            disabled=value is None,
            label_visibility="collapsed",
        )


def _kinds(view: View, counts: Mapping[str, int]) -> None:
    entries = {entry.kind: entry for entry in legend(counts)}

    def take() -> None:
        found = st.session_state["w_kinds"]
        state.change(kinds=None if len(found) == len(KINDS) else tuple(found))

    _set("kinds", list(view.kinds if view.kinds is not None else KINDS))
    with st.container(key="legend"):
        st.pills(
            "Kinds of ties",
            list(KINDS),
            selection_mode="multi",
            format_func=lambda kind: (
                f"{entries[kind].symbol} {entries[kind].heading} {entries[kind].count}"
            ),
            key="w_kinds",
            on_change=take,
            label_visibility="collapsed",
        )
