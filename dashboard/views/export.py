"""The menu Export, for any page that shows ties or facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard import cypher, exports
from dashboard.exports import Selection, rows_csv
from dashboard.views import state
from dashboard.views.shared import Graph, database
from diplograph.questions import core
from diplograph.questions.core import FactRecord, TieRecord

Content = str | bytes
TYPED = 200
"""Up to so many facts the Cypher that names them is shown."""

_FORMATS: dict[str, tuple[str, str, Callable[[Selection], Content]]] = {
    "Facts, for a spreadsheet (CSV)": ("csv", "text/csv", exports.facts_csv),
    "Claims, to load again (zipped CSV)": ("zip", "application/zip", exports.contract_zip),
    "Everything (JSON)": ("json", "application/json", exports.to_json),
    "Ties (GraphML)": ("graphml", "application/xml", exports.graphml),
    "Ties (GEXF, for Gephi)": ("gexf", "application/xml", exports.gexf),
}
"""What is offered: extension, media type, and what makes it."""

_OF_TIES = ("Ties (GraphML)", "Ties (GEXF, for Gephi)")


def export_menu(
    world: Graph,
    ties: Sequence[TieRecord],
    facts: Mapping[str, FactRecord] | Callable[[], Mapping[str, FactRecord]],
    cypher: str = "",
    name: str = "diplograph",
    table: Sequence[Mapping[str, str]] = (),
) -> None:
    """A button that opens onto a download for each format, and the Cypher that yields the same.

    ``ties`` and ``facts`` are what the page shows, as ``Scene`` and ``Graph.facts`` have them;
    either may be empty. ``facts`` may be a function that reads them, called when someone asks for
    a file (not with cached functions of Streamlit's: it runs outside the page's own thread).
    ``cypher``: a query without parameters, best made by ``dashboard.cypher.ties`` or ``.facts``;
    blank where none says it. ``name`` begins the files' names. ``table``: rows that the page shows
    and that are neither, as a ranking's. Nothing is made before someone asks for it. Once a page.
    """
    asked = state.address()
    entities = world.registry.entities

    def made(make: Callable[[Selection], Content]) -> Content:
        found = facts() if callable(facts) else facts
        return make(Selection(ties, found, entities, asked))

    with st.popover("Export", icon=":material/download:", key="dg_export"):
        if not (ties or facts or table):
            st.caption("There is nothing to export: nothing is shown.")
            return
        if table:
            _offer("The table (CSV)", f"{name}-table.csv", "text/csv", partial(rows_csv, table))
        for label, (extension, mime, make) in _FORMATS.items():
            if facts if label not in _OF_TIES else ties:
                _offer(label, f"{name}.{extension}", mime, partial(made, make))
        if cypher:
            st.caption("The Cypher that yields it, for `diplograph query` or Neo4j Browser")
            st.code(cypher, language="cypher", wrap_lines=True)


def facts_menu(world: Graph, ids: Sequence[str], known_on: date | None, name: str) -> None:
    """The menu for facts that a page lists, as known on a day; their claims are read when a file is
    asked for."""
    if ids:
        query = cypher.facts(ids) if len(ids) <= TYPED and known_on is None else ""
        read = partial(core.facts, database(), list(ids), known_on)
        export_menu(world, (), read, query, name=name)


def _offer(label: str, file_name: str, mime: str, make: Callable[[], Content]) -> None:
    st.download_button(
        label,
        make,
        file_name=file_name,
        mime=mime,
        key=f"dg_export_{file_name}",
        on_click="ignore",
        type="tertiary",
    )
