"""How fast each page opens, against what it cannot do without: its queries and an empty rerun.

The queries' share is read in this process: each page's script is run under Streamlit's own test
harness with nothing kept from before, and the time that ``Database.read`` takes is summed.
"""

from __future__ import annotations

import logging
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import streamlit as st
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from bench import browser as look
from diplograph.database import Database

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its own server, and says so
VIEWS = Path(__file__).resolve().parent.parent / "dashboard" / "views"
PAGES: dict[str, dict[str, str]] = {
    "home": {},
    "country": {"id": "PRK"},
    "pair": {"a": "PRK", "b": "BLR"},
    "rankings": {"as_of": "2020-01-01"},
    "changes": {"from": "2016-01-01", "to": "2017-01-01"},
    "console": {},
    "sources": {},
    "fact": {"id": "prk-embassy-minsk"},
}
"""The pages that are measured, each with what its address asks for."""


@contextmanager
def _counted() -> Iterator[list[float]]:
    """The seconds that each question to the database takes."""
    found: list[float] = []
    read = Database.read

    def timed(self: Database, *args: Any, **parameters: Any) -> Any:
        began = time.perf_counter()
        try:
            return read(self, *args, **parameters)
        finally:
            found.append(time.perf_counter() - began)

    with patch.object(Database, "read", timed):
        yield found


def query_seconds(name: str) -> float:
    """Seconds that a page's questions take when nothing is kept from before."""
    st.cache_data.clear()
    st.cache_resource.clear()
    app = AppTest.from_file(str(VIEWS / f"{name}.py"), default_timeout=300)
    for key, value in PAGES[name].items():
        app.query_params[key] = value
    with _counted() as found:
        app.run()
    if app.exception:
        raise RuntimeError(f"{name}: {app.exception[0].message}")
    return sum(found)


_GO = """([address, heading]) => new Promise(done => {
  const began = performance.now();
  const shown = () => {
    const found = document.querySelector("[data-testid=stMain] h1");
    const body = document.querySelectorAll("[data-testid=stMain] [data-testid=stHtml]").length;
    if (location.pathname + location.search === address && found && body > 1
        && found.textContent !== heading)
      requestAnimationFrame(() => done((performance.now() - began) / 1000));
    else requestAnimationFrame(shown);
  };
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
  requestAnimationFrame(shown);
})"""
"""Follow an address as a link does, and tell when the page has a heading and text of its own."""


def paint_seconds(browser: Browser, url: str, name: str, count: int) -> list[float]:
    """Seconds from a click to the first paint of a page, each time from the page Load."""
    query = "&".join(f"{key}={value}" for key, value in PAGES[name].items())
    path = "" if name == "home" else name
    address = f"/{path}?{query}" if query else f"/{path}"
    page = look.new_page(browser)
    page.goto(f"{url}/load")
    found = []
    for _ in range(count):
        look.still(page)
        heading = page.locator("[data-testid=stMain] h1").first.text_content()
        found.append(float(page.evaluate(_GO, [address, heading])))
        look.still(page)
        page.evaluate(
            """() => { history.pushState({}, "", "/load");
                       window.dispatchEvent(new PopStateEvent("popstate")); }"""
        )
    page.close()
    return found


def ratio(paints: list[float], queries: float, empty: float) -> float:
    """The first, cold paint against the page's queries and an empty rerun together."""
    return paints[0] / (queries + empty)


def warm(paints: list[float]) -> float:
    """The median of the later paints."""
    return statistics.median(paints[1:])
