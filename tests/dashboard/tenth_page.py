"""A page that is not there: how little a further one takes."""

from __future__ import annotations

import streamlit as st

from dashboard.views.frame import opened, show_clocks


def show() -> None:
    """The whole view."""
    frame = opened("sources", "How many there are")
    if frame is None:
        return
    show_clocks(frame)
    st.write(f"{len(frame.world.registry.entities):,} entities, as of {frame.clocks.as_of}")


show()
