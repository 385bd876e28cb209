"""What a reader chooses into the address: an entity by any of its names, or a day."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.views import state
from dashboard.views.shared import Graph
from dashboard.words import excerpt


def entity(world: Graph, field: str, label: str, labels: tuple[str, ...] = ()) -> None:
    """Choose an entity (of some labels) into a field of the address; what was cut short with
    ``show`` and ``part`` is left."""
    entities = world.registry.entities
    ids = [id_ for id_, one in entities.items() if not labels or one.label in labels]
    current = state.address().get(field)

    def take() -> None:
        state.put(**{field: st.session_state[key], "show": None, "part": None})

    def shown(id_: str) -> str:
        one = entities[id_]
        if id_ == current:
            return one.name
        names = dict.fromkeys((*one.aliases, one.cells.get("official_name", ""), id_))
        others = ", ".join(name for name in names if name and name != one.name)
        return excerpt(f"{one.name} · {one.label} · {others}", 110)

    key = f"w_{field}"
    st.session_state[key] = current if current in ids else None
    st.selectbox(
        label,
        sorted(ids, key=lambda id_: entities[id_].name),
        format_func=shown,
        key=key,
        on_change=take,
        placeholder="A country, organization, person or city, by any of its names",
        label_visibility="collapsed",
    )


def day(field: str, label: str, value: date | None) -> None:
    """Choose a day into a field of the address; where ``value`` may be None it can be emptied."""
    key = f"w_day_{field}"
    st.session_state[key] = value

    def take() -> None:
        chosen = st.session_state[key]
        state.put(**{field: chosen.isoformat() if chosen else None})

    st.date_input(
        label,
        key=key,
        min_value=date(1000, 1, 1),
        max_value=date(2999, 12, 31),
        format="DD/MM/YYYY",
        on_change=take,
    )
