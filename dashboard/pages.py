"""The dashboard's pages, and the addresses that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from diplograph.dates import parse_date


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its place in the address, what it is called, whether the menu lists it, and what
    else one may call it who looks for it."""

    path: str
    title: str
    icon: str
    listed: bool = True
    also: tuple[str, ...] = ()


PAGES: dict[str, Page] = {
    page.path: page
    for page in (
        Page("home", "Home", ":material/home:", also=("Stories", "Start")),
        Page("explore", "Explore", ":material/hub:", also=("Graph", "Network", "Picture", "Map")),
        Page("country", "Dossiers", ":material/flag:", also=("Dossier", "Countries", "Profiles")),
        Page(
            "pair",
            "Two countries",
            ":material/compare_arrows:",
            also=("Compare", "Pair", "Bilateral", "Between"),
        ),
        Page(
            "rankings",
            "Rankings",
            ":material/leaderboard:",
            also=("Ranking", "Most missions", "Top", "Statistics"),
        ),
        Page("changes", "What changed", ":material/difference:", also=("Changes", "News")),
        Page("console", "Ask", ":material/terminal:", also=("Cypher", "Query", "Console")),
        Page("sources", "Sources", ":material/library_books:", also=("Publishers",)),
        Page("load", "Load", ":material/upload_file:", also=("Import", "Upload", "CSV")),
        Page("fact", "Fact", ":material/fact_check:", listed=False),
    )
}
"""Every page by its path; the first is the one that the bare address opens. The module of each is
``views/PATH.py``."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two clocks as a page shows them. ``as_of`` None: at any time; ``known_on`` None: by all
    that is known now.

    ``until``: with ``as_of``, what held at any time from that day to this one; heeded by the
    pages that offer a range (``show_clocks(…, ranges=…)``), else carried along. ``known_since``:
    only what came into the record, or changed in it, from that day on; likewise.
    """

    as_of: date | None = None
    known_on: date | None = None
    until: date | None = None
    known_since: date | None = None

    def params(self) -> dict[str, str]:
        """The clocks in the query of an address, without one that is off."""
        days = {name: getattr(self, name) for name in _DAYS}
        return {name: day.isoformat() for name, day in days.items() if day}


_DAYS = ("as_of", "until", "known_since", "known_on")


def clocks_from(params: Mapping[str, str]) -> tuple[Clocks, list[str]]:
    """The clocks that an address asks for, and a sentence for each that it gets wrong."""
    days: dict[str, date] = {}
    complaints = []
    for name in _DAYS:
        if text := params.get(name, ""):
            try:
                window = parse_date(text)
                days[name] = window.latest if name == "until" else window.earliest
            except ValueError:
                complaints.append(f"The address has no such date in {name}: {text}")
    if "until" in days and days["until"] < days.get("as_of", date.max):
        del days["until"]
        complaints.append("The address has an until that is not after an as_of")
    if days.get("known_since", date.min) > days.get("known_on", date.max):
        del days["known_since"]
        complaints.append("The address has a known_since that is after its known_on")
    return Clocks(**days), complaints


def href(page: str, clocks: Clocks | None = None, **params: str) -> str:
    """The address of a page, relative to the dashboard's own; clocks that are on go with it."""
    path = "" if page == next(iter(PAGES)) else PAGES[page].path
    said = {name: text for name, text in params.items() if text}
    query = urlencode({**said, **(clocks.params() if clocks else {})}, safe=",:")
    return f"/{path}?{query}" if query else f"/{path}"
