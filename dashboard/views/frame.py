"""What every page opens with: its heading, both clocks if it has them, and the graph."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.markup import element
from dashboard.pages import PAGES, Clocks, clocks_from
from dashboard.views import clocks as clock_controls
from dashboard.views import links, search, state, style
from dashboard.views.shared import Graph, tell_empty
from dashboard.words import excerpt


@dataclass(frozen=True, slots=True)
class Frame:
    """An opened page: the graph as it stands in this run, and the clocks that the address sets."""

    world: Graph
    clocks: Clocks


def furnish(path: str) -> None:
    """What is around every page: the styles, links that keep the session, and the search box.

    It is the entry's to call, so that all of it stays while the pages change. Home has a search box
    of its own.
    """
    style.inject()
    links.catch()
    if path != "home":
        search.box()


def opened(path: str, heading: str = "", empty: bool = False) -> Frame | None:
    """Open a page under its heading; None, with the way on told, where nothing is loaded and the
    page is of no use ``empty``.

    ``heading`` is shown where given; else the page's title is there for screen readers alone.
    """
    text = heading or PAGES[path].title
    st.html(element("h1", text, class_="dg-heading" if heading else "dg-heard"))
    world = Graph()
    if world.empty and not empty:
        tell_empty()
        return None
    clocks, complaints = clocks_from(state.address())
    for complaint in complaints:
        st.html(element("p", complaint, class_="dg-limit"))
    return Frame(world, clocks)


def entitle(text: str) -> None:
    """Name the browser's tab after what the page is about, so that a bookmark says it."""
    st.set_page_config(page_title=f"{excerpt(text, 80)} · Diplograph")


def show_clocks(
    frame: Frame,
    days: Sequence[date] = (),
    publications: Sequence[date] = (),
    ranges: Collection[str] = (),
    always: bool = False,
) -> None:
    """Both clocks, with the days that matter on this page as the stops of their sliders.

    Without such days they are the whole graph's. ``ranges``: as in ``control``.
    ``always``: it cannot do without a day in the world, so that clock has no switch.
    """
    if not (days and publications):
        every, published = frame.world.days()
        days, publications = days or every, publications or published
    clock_controls.control(frame.clocks, days, publications, ranges, always)
