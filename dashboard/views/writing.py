"""Rows written in the page, table by table: a dataset of one's own, without a spreadsheet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.loading import commands, uploads, writing
from dashboard.loading.writing import Rows, Sheet
from dashboard.markup import element
from dashboard.views.shared import Graph
from dashboard.words import counted

_BASE, _NOW, _OF = "dg_write_base", "dg_write_now", "dg_write_of"
_ROUND, _DRAFTS = "dg_write_round", "dg_write_drafts"
_LEAD = (
    "A row is what one source says of one fact. Write the fact into its table, and where it is "
    "said into Sources; people, organizations and cities that the graph has not yet want a row of "
    "their own. Names are understood as well as ids."
)


def show(world: Graph, dataset: str, check: Callable[[uploads.Files], None]) -> None:
    """Tables to fill in, with the rows of the dataset where it is loaded; ``check`` takes their
    files."""
    st.html(element("p", _LEAD, class_="dg-prose"))
    if said := _fetch(world, dataset):
        st.html(element("p", said, class_="dg-limit"))
        return
    sheets = writing.sheets()
    stem = st.selectbox(
        "Table",
        list(sheets),
        format_func=lambda one: _called(sheets[one]),
        key="w_write_table",
    )
    _edit(sheets[stem])
    written = writing.files_from(_tables())
    st.caption(f"Written: {', '.join(written)}." if written else "Nothing is written yet.")
    if st.button("Check these rows", type="primary", disabled=not written):
        check(written)


def _called(sheet: Sheet) -> str:
    n = sum(any(row.values()) for row in _tables().get(sheet.stem, []))
    return f"{sheet.heading} ({counted(n, 'row')})" if n else sheet.heading


def _key(sheet: Sheet) -> str:
    return f"w_write_{sheet.stem}_{st.session_state.get(_ROUND, 0)}"


def _tables() -> dict[str, Rows]:
    """Every table as it stands now."""
    return {**st.session_state.get(_BASE, {}), **st.session_state.get(_NOW, {})}


def _begin(tables: dict[str, Rows]) -> None:
    """Editors that begin with these rows; what was changed in others is no change to these."""
    st.session_state[_BASE], st.session_state[_NOW] = tables, {}
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _fetch(world: Graph, dataset: str) -> str:
    """Begin with what was written under this name, or with the dataset's own rows where it is
    loaded, or else go on with what is there; what is in the way of that."""
    before = st.session_state.get(_OF)
    if before == dataset:
        return ""
    claims = world.datasets().get(dataset, 0)
    if claims > writing.MOST:
        return (
            f"{dataset} has {claims:,} claims, too many to change here: write under another name, "
            "or change its files and hand them over."
        )
    drafts: dict[str, dict[str, Rows]] = st.session_state.setdefault(_DRAFTS, {})
    if before is not None:
        drafts[before] = _tables()
    if dataset in drafts:
        _begin(drafts[dataset])
    elif claims:
        with tempfile.TemporaryDirectory() as folder:
            if fault := commands.export(dataset, Path(folder)):
                return fault
            files = {one.name: one.read_bytes() for one in Path(folder).glob("*.csv")}
        _begin(writing.rows_from(files))
    st.session_state[_OF] = dataset
    return ""


def _edit(sheet: Sheet) -> None:
    if _key(sheet) not in st.session_state:  # new, or another table or page was open: it forgets
        _begin(_tables())
    header = [cell.name for cell in sheet.cells]
    base = st.session_state.get(_BASE, {}).get(sheet.stem, [])
    config: dict[str, Any] = {
        cell.name: st.column_config.SelectboxColumn(
            cell.name, help=cell.help, options=cell.words, required=False
        )
        if cell.words
        else st.column_config.TextColumn(cell.name, help=cell.help, default="")
        for cell in sheet.cells
    }
    edited = st.data_editor(
        pd.DataFrame(base, columns=header, dtype="string"),
        key=_key(sheet),
        num_rows="dynamic",
        column_config=config,
        hide_index=True,
        width="stretch",
    )
    needed = ", ".join(cell.name for cell in sheet.cells if cell.required)
    st.caption(f"Must be filled: {needed}. What each column holds stands at its name.")
    rows = [
        {name: "" if pd.isna(cell) else str(cell) for name, cell in row.items()}
        for row in edited.to_dict("records")
    ]
    st.session_state[_NOW] = {sheet.stem: rows}
