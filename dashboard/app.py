"""The dashboard's entry: ``streamlit run dashboard/app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.pages import PAGES
from dashboard.views import frame, shared

st.set_page_config(page_title="Diplograph", page_icon="🕸", layout="wide")
st.logo(str(Path(__file__).with_name("wordmark.svg")), size="large")
first = next(iter(PAGES))
chosen = st.navigation(
    [
        st.Page(
            f"views/{page.path}.py",
            title=page.title,
            icon=page.icon,
            url_path=page.path,
            default=page.path == first,
            visibility="visible" if page.listed else "hidden",
        )
        for page in PAGES.values()
    ],
    position="top",
)
frame.furnish(chosen.url_path or first)
shared.guarded(chosen.run)
