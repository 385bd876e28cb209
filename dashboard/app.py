"""The dashboard's entry: ``streamlit run dashboard/app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.views import shared

st.set_page_config(page_title="Diplograph", page_icon="🕸", layout="wide")
st.logo(str(Path(__file__).with_name("wordmark.svg")), size="large")
page = st.navigation(
    [st.Page("views/explore.py", title="Explore", icon=":material/hub:", default=True)],
    position="top",
)
shared.guarded(page.run)
