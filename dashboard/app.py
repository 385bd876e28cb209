"""The dashboard's entry: ``streamlit run dashboard/app.py``."""

from __future__ import annotations

import streamlit as st

from dashboard.views import shared

st.set_page_config(page_title="Diplograph", page_icon="🕸", layout="wide")
page = st.navigation(
    [st.Page("views/explore.py", title="Explore", icon=":material/hub:", default=True)],
    position="top",
)
shared.guarded(page.run)
