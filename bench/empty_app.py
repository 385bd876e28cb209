"""The least that a rerun of Streamlit can do: a button, and a text that says it was pressed."""

from __future__ import annotations

import streamlit as st

if st.button("Press"):
    st.session_state["pressed"] = st.session_state.get("pressed", 0) + 1
st.text(f"pressed {st.session_state.get('pressed', 0)}")
