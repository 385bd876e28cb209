"""Home, as somebody meets it who has never been here."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.stories import stories
from diplograph.database import Database
from diplograph.questions import core
from tests.browser.conftest import Watched, watching


def opened(watched: Watched, width: int = 1440, height: int = 900) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.page.goto(watched.url)
    watched.page.get_by_role("heading", level=1, name="Who has an embassy where").wait_for(
        timeout=60_000
    )
    watched.page.get_by_role("heading", name="Stories to start from").wait_for(timeout=60_000)
    watched.still()


def test_it_says_what_is_in_it_and_each_number_leads_there(
    watched: Watched, story: Database, artifacts: Path
) -> None:
    opened(watched)
    counts = core.counts(story)
    figures = watched.page.locator(".dg-figures")
    for name in ("facts", "claims", "contested facts", "sourced absences"):
        expect(figures.get_by_role("link", name=f"{counts[name]:,}", exact=True)).to_be_visible()
    assert figures.get_by_role("link").count() == figures.locator("dd").count()
    expect(watched.page.get_by_text("the latest dated source is of")).to_be_visible()
    watched.page.screenshot(path=artifacts / "home-light.png")
    figures.get_by_role("link", name=f"{counts['contested facts']:,}", exact=True).click()
    watched.page.wait_for_url("**/explore?contested=1")


@pytest.mark.long
def test_every_story_opens(watched: Watched) -> None:
    opened(watched)
    for story in stories():
        if story.dataset != "data":
            continue
        card = watched.page.get_by_role("article").filter(
            has=watched.page.get_by_role("heading", name=story.title)
        )
        expect(card.locator("p").first).to_be_visible()
        assert card.get_by_role("link").count() == len(story.facts) + 2
        card.get_by_role("link", name=story.see).click()
        watched.page.wait_for_url(f"{watched.url}{story.address}")
        watched.still()
        watched.page.go_back()
        watched.page.wait_for_url(f"{watched.url}/")
        watched.page.get_by_role("heading", name="Stories to start from").wait_for(timeout=60_000)


@pytest.mark.long
def test_a_story_by_keyboard_alone(watched: Watched) -> None:
    opened(watched)
    link = watched.page.get_by_role("link", name="The embassy that was denied")
    link.focus()
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**/explore?*known_on=2016-09-30*")


@pytest.mark.long
def test_a_phone_does_not_scroll_sideways(watched: Watched, artifacts: Path) -> None:
    opened(watched, 390, 844)
    wide = watched.page.evaluate(
        "[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]"
    )
    assert max(wide) <= 390
    watched.page.screenshot(path=artifacts / "home-phone.png")


@pytest.mark.long
def test_it_is_dark_where_the_reader_is(
    chromium: Browser, dashboard_url: str, artifacts: Path
) -> None:
    with watching(chromium, dashboard_url) as watched:
        watched.page.emulate_media(color_scheme="dark")
        opened(watched, 1280, 800)
        ground = watched.page.evaluate(
            "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        )
        assert ground == "rgb(14, 17, 23)"
        watched.page.screenshot(path=artifacts / "home-dark.png")
