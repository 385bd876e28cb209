"""What a reader chooses into the address: an entity by any of its names, or a day."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from dashboard.pages import href
from dashboard.views import search, state
from dashboard.views.shared import Graph


def entity(path: str, field: str, label: str, world: Graph, labels: tuple[str, ...] = ()) -> None:
    """Choose an entity (of some labels) into a field of the page's address; what was cut short with
    ``show`` and ``part`` is left."""
    before = {k: v for k, v in state.address().items() if k not in ("show", "part")}
    current = before.get(field, "")
    search.picker(
        f"{path}_{field}",
        label,
        lambda id_: href(path, None, **{**before, field: id_}),
        labels,
        world.name(current) if current in world.registry.entities else "",
    )


def day(
    field: str, label: str, value: date | None, width: int | Literal["stretch"] = "stretch"
) -> None:
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
        width=width,
    )
