"""Citations to copy or to take away, in each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.markup import element
from dashboard.words import excerpt
from diplograph.citations.bibtex import bibtex
from diplograph.citations.chicago import chicago_notes
from diplograph.citations.csl import csl
from diplograph.citations.ris import ris
from diplograph.citations.work import Work

FORMATS: Mapping[str, tuple[Callable[[Sequence[Work]], str], str, str]] = {
    "Chicago": (chicago_notes, "txt", "text/plain"),
    "BibTeX": (bibtex, "bib", "application/x-bibtex"),
    "RIS": (ris, "ris", "application/x-research-info-systems"),
    "CSL-JSON": (csl, "json", "application/vnd.citationstyles.csl+json"),
}


def show(choices: Mapping[str, Sequence[Work]]) -> None:
    """A citation of one of the choices (what it is called, to the works), in every format."""
    st.html(element("h2", "Cite", class_="dg-section", id="cite"))
    names = list(choices)
    chosen = names[0]
    if len(names) > 1:
        chosen = st.selectbox(
            "What to cite",
            names,
            key="w_cite",
            format_func=lambda name: excerpt(name, 110),
        )
    works = choices[chosen]
    for tab, (name, (written, ending, mime)) in zip(
        st.tabs(list(FORMATS)), FORMATS.items(), strict=True
    ):
        with tab:
            text = written(works)
            st.code(text, language=None, wrap_lines=True, height=220 if len(works) > 2 else None)
            st.download_button(
                f"Download as {name}",
                text,
                file_name=f"{works[0].id.replace(':', '-')}.{ending}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
            )
