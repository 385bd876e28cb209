"""Load: files are checked, what they would change is reviewed, and only then are they loaded."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard.exports import rows_csv
from dashboard.loading import commands, review, uploads
from dashboard.loading.commands import Outcome
from dashboard.markup import element, inside, together
from dashboard.pages import PAGES, Clocks, href
from dashboard.telling import Teller
from dashboard.views import datasets, writing
from dashboard.views.frame import opened
from dashboard.views.shared import Graph
from diplograph.errors import Problem

_HELD, _DRAWN = "dg_reviewed", 6
_LEAD = (
    "One CSV file for each kind of fact, one row for each claim, and sources.csv for where they "
    "come from. The files are checked and compared with the graph first; nothing is written "
    "before you say so."
)


@dataclass(slots=True)
class _Reviewed:
    """Files that were handed over, and what loading them would do or did."""

    folder: Path
    dataset: str
    good_rows: bool
    outcome: Outcome
    done: bool = False


def show() -> None:
    """The whole view."""
    frame = opened("load", PAGES["load"].title, empty=True)
    if frame is None:
        return
    files, standing = st.columns([7, 5], gap="large")
    with files:
        st.html(element("p", _LEAD, class_="dg-prose"))
        name = st.text_input(
            "Name of the dataset",
            key="w_load_dataset",
            placeholder="mine",
            help="Rows of this name that are loaded already and not among these are taken out.",
        )
        dataset = name.strip() or "mine"
        given, written = st.tabs(["Hand over files", "Write rows here"])
        with given:
            _files(dataset)
        with written:
            writing.show(frame.world, dataset, lambda rows: _check(rows, [], dataset))
        held: _Reviewed | None = st.session_state.get(_HELD)
        if held is not None:
            _reviewed(held, frame.world)
    with standing:
        datasets.show(frame.world)


def _files(dataset: str) -> None:
    st.download_button(
        "Empty files to fill in (zip)",
        uploads.templates,
        file_name="diplograph-templates.zip",
        mime="application/zip",
        on_click="ignore",
        type="tertiary",
        icon=":material/description:",
    )
    given = st.file_uploader(
        "CSV files of one dataset, or a zip of them",
        type=["csv", "zip"],
        accept_multiple_files=True,
        key="w_load_files",
    )
    if st.button("Check", type="primary", disabled=not given):
        files, faults = uploads.unpacked((one.name, one.getvalue()) for one in given)
        _check(files, faults, dataset)


def _check(files: uploads.Files, faults: list[Problem], dataset: str) -> None:
    """Put the files into a folder of their own and ask what loading it would do."""
    folder = Path(tempfile.mkdtemp(prefix="diplograph-"))
    for name, content in files.items():
        (folder / re.sub(r"[^\w.-]", "_", name)).write_bytes(content)
    if faults:
        st.session_state[_HELD] = _Reviewed(folder, dataset, False, Outcome({}, (), tuple(faults)))
        return
    with st.spinner("Checking every row, and comparing with the graph …"):
        found = commands.review(folder, dataset)
    st.session_state[_HELD] = _Reviewed(folder, dataset, False, found)


def _reviewed(held: _Reviewed, world: Graph) -> None:
    """What was found, and what can be done next."""
    found = held.outcome
    st.html(element("p", review.told(found, held.done), class_="dg-said", role="status"))
    if found.problems:
        st.html(review.problems_table(found.problems))
        _download("Problems (CSV)", "problems.csv", rows_csv(review.problem_rows(found.problems)))
    if found.changes:
        with st.expander("Every change, claim by claim", expanded=len(found.changes) <= _DRAWN):
            st.html(review.changes_table(found.changes))
        _download("Changes (CSV)", "changes.csv", rows_csv(review.change_rows(found.changes)))
    if held.done:
        _picture(found, world)
    elif found.errors and found.counts:
        st.button("Leave the wrong rows out", on_click=_leave_out, args=(held,))
    elif found.counts and found.touches:
        words = "Load the rows that are right" if held.good_rows else "Load it"
        if st.button(words, type="primary"):
            _load(held)


def _leave_out(held: _Reviewed) -> None:
    found = commands.review(held.folder, held.dataset, good_rows=True)
    # what is left out is told, but no longer in the way
    st.session_state[_HELD] = _Reviewed(
        held.folder, held.dataset, True, _without_errors(found) if found.touches else found
    )


def _without_errors(found: Outcome) -> Outcome:
    """The same with its errors told as what is left out."""
    told = tuple(
        Problem(one.file, one.row, one.column, one.value, one.message, one.code, "warning")
        for one in found.problems
    )
    return Outcome(found.counts, found.changes, told, found.fault)


def _load(held: _Reviewed) -> None:
    bar = st.progress(0.0, "Loading …")

    def report(done: int, total: int) -> None:
        bar.progress(min(1.0, done / max(total, 1)), f"{done:,} of {total:,} facts written")

    found = commands.load(held.folder, held.dataset, held.good_rows, report)
    done = bool(found.counts) and not found.fault
    st.session_state[_HELD] = _Reviewed(held.folder, held.dataset, held.good_rows, found, done)
    st.rerun()


def _picture(found: Outcome, world: Graph) -> None:
    """The way to what has come: those whom most of it is about, and the facts themselves."""
    ids = tuple(dict.fromkeys(one.fact for one in found.changes if one.what != "withdrawn"))
    facts = world.briefs(ids[: review.LISTED], None)
    about = Counter(
        id_ for fact in facts for _, *ends in fact.kind.pairs(fact.now.values) for id_ in ends
    )
    if not about:
        return
    focus = ",".join(id_ for id_, _ in about.most_common(_DRAWN))
    teller = Teller(world.name, Clocks())
    st.html(
        together(
            element("p", inside("See it in Explore", href("explore", focus=focus, depth="0"))),
            element("ul", *(element("li", teller.fact(fact)) for fact in facts[:_DRAWN])),
        )
    )


def _download(label: str, name: str, content: str) -> None:
    st.download_button(
        label, content, file_name=name, mime="text/csv", on_click="ignore", type="tertiary"
    )


show()
