"""What holds for every page: it opens clean, can be used by keyboard and read by everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.pages import PAGES
from tests.browser.conftest import Watched, watching
from tests.browser.every_page import ADDRESSES, FILLED, faults


def settled(watched: Watched, address: str) -> Page:
    watched.page.goto(watched.url + address)
    watched.page.locator("h1").first.wait_for(state="attached", timeout=60_000)
    watched.still()
    return watched.page


def test_every_page_has_an_address_here() -> None:
    assert set(FILLED) == set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_it_opens_clean_axe_finds_nothing_grave_and_the_keyboard_reaches_it(
    path: str, watched: Watched, artifacts: Path
) -> None:
    page = settled(watched, ADDRESSES[path])
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert page.locator("[data-testid=stException]").count() == 0
    reached = False
    for _ in range(40):
        page.keyboard.press("Tab")
        reached = page.evaluate(
            "() => Boolean(document.activeElement?.closest('[data-testid=stMain]'))"
        )
        if reached:
            break
    assert reached, "the Tab key does not lead into the page"
    assert not (found := faults(page)), "\n".join(found)
    page.screenshot(path=artifacts / f"{path}-light.png")


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_grave_in_the_dark(
    path: str, chromium: Browser, dashboard_url: str, artifacts: Path
) -> None:
    with watching(chromium, dashboard_url) as watched:
        watched.page.emulate_media(color_scheme="dark")
        page = settled(watched, ADDRESSES[path])
        found = faults(page)
        page.screenshot(path=artifacts / f"{path}-dark.png")
        assert not found, "\n".join(found)
