"""A page of the dashboard, as a test reads it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator

from tests.browser.conftest import Watched


def region(watched: Watched, name: str) -> Locator:
    """A part of the page, by its name."""
    return watched.page.get_by_role("region", name=name, exact=True)


def query(watched: Watched) -> dict[str, str]:
    """What the page's address asks."""
    return {name: texts[0] for name, texts in parse_qs(urlsplit(watched.page.url).query).items()}
