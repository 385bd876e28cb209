"""Every page with an address that fills it, and axe's judgement of it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

from dashboard.pages import PAGES, href

FILLED: dict[str, dict[str, str]] = {
    "home": {},
    "explore": {"focus": "PRK,BLR,RUS", "fact": "prk-embassy-minsk"},
    "country": {"id": "BLR"},
    "pair": {"a": "PRK", "b": "BLR"},
    "rankings": {"by": "missions"},
    "changes": {"a": "2016-09-01", "b": "2016-10-01"},
    "console": {},
    "sources": {},
    "load": {},
    "fact": {"id": "prk-embassy-minsk"},
}
"""What each page is opened with, so that it has something to show; one for every page."""

ADDRESSES = {path: href(path, None, **FILLED.get(path, {})) for path in PAGES}

STREAMLITS: dict[str, tuple[str, str]] = {
    "scrollable-region-focusable": (
        ".stCode",
        "st.code of a set height scrolls; Chromium and Firefox give it the focus by Tab themselves",
    ),
}
"""Faults within Streamlit's own widgets, which are not ours to mend: the rule, where, and why."""

_GRAVE = ("serious", "critical")


def faults(page: Page) -> list[str]:
    """What axe finds grave on a page and in the frames within it: rule, where, and the help."""
    found = []
    frames: list[Page | Frame] = [page, *page.frames[1:]]
    for place in frames:
        for one in Axe().run(place).response["violations"]:
            if one["impact"] in _GRAVE:
                found += [_told(one, node) for node in one["nodes"] if not _streamlits(one, node)]
    return found


def _streamlits(fault: dict[str, Any], node: dict[str, Any]) -> bool:
    where, _ = STREAMLITS.get(fault["id"], ("", ""))
    return bool(where) and where in _target(node)


def _target(node: dict[str, Any]) -> str:
    return " ".join(str(part) for part in node["target"])


def _told(fault: dict[str, Any], node: dict[str, Any]) -> str:
    text = " ".join(node["failureSummary"].split())
    return f"{fault['id']} ({fault['impact']}) at {_target(node)}: {text} {node['html'][:200]}"
