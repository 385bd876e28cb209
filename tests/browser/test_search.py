"""The search box, on every page, by keyboard and mouse."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.pages import PAGES, href
from diplograph.database import Database
from loader.load import load_folder
from tests.browser.conftest import Watched, watching

HOSTILE = "</script><img src=x onerror=alert(1)> **b** \u202egnp.exe 🇰🇵 " + "long " * 2000


def box(watched: Watched) -> Locator:
    return watched.page.get_by_role("combobox", name="Search entities, facts and sources")


def hits(watched: Watched) -> Locator:
    return watched.page.get_by_role("listbox", name="What was found").get_by_role("option")


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_search_box(watched: Watched, path: str) -> None:
    watched.page.goto(watched.url + href(path))
    expect(box(watched)).to_have_count(1, timeout=30_000)
    expect(box(watched)).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "title", "address"),
    [
        ("Ryzankou", "Maxim Ryzhenkov", "maxim-ryzhenkov"),
        ("DPRK", "North Korea", "/country?id=PRK"),
        ("embassy minsk", "North Korea: embassy in Minsk, Belarus", "/fact?id=prk-embassy-minsk"),
        (
            "nk embasy belarus",
            "North Korea: embassy in Minsk, Belarus",
            "/fact?id=prk-embassy-minsk",
        ),
    ],
)
def test_aliases_misspellings_and_parts_find(
    watched: Watched, text: str, title: str, address: str
) -> None:
    watched.page.goto(f"{watched.url}/rankings")
    box(watched).wait_for(timeout=30_000)
    watched.still()
    watched.page.keyboard.press("/")
    expect(box(watched)).to_be_focused()
    watched.page.keyboard.type(text)
    expect(hits(watched).first).to_contain_text(title, timeout=20_000)
    expect(box(watched)).to_have_attribute("aria-expanded", "true")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url(f"**{address.replace('?', chr(92) + '?')}*")


@pytest.mark.long
def test_arrows_move_escape_closes_and_back_comes_back(watched: Watched) -> None:
    watched.page.goto(f"{watched.url}/rankings")
    box(watched).wait_for(timeout=30_000)
    watched.still()
    box(watched).click()
    watched.page.keyboard.type("embassy")
    expect(hits(watched).nth(1)).to_be_visible(timeout=20_000)
    expect(hits(watched).nth(0)).to_have_attribute("aria-selected", "true")
    watched.page.keyboard.press("ArrowDown")
    expect(hits(watched).nth(1)).to_have_attribute("aria-selected", "true")
    active = box(watched).get_attribute("aria-activedescendant")
    assert active == hits(watched).nth(1).get_attribute("id")
    watched.page.keyboard.press("Escape")
    expect(hits(watched)).to_have_count(0)
    expect(box(watched)).to_have_value("embassy")
    watched.page.keyboard.press("Escape")
    expect(box(watched)).to_have_value("")
    watched.page.keyboard.type("embassy")
    wanted = hits(watched).nth(1).get_attribute("href", timeout=20_000)
    hits(watched).nth(1).click()
    watched.page.wait_for_url(f"{watched.url}{wanted}")
    watched.still()
    watched.page.go_back()
    watched.page.wait_for_url(f"{watched.url}/rankings")


@pytest.mark.long
def test_nothing_found_says_so_and_what_to_try(watched: Watched) -> None:
    watched.page.goto(f"{watched.url}/rankings")
    box(watched).fill("zzzzqqqqzz", timeout=30_000)
    note = watched.page.get_by_role("listbox", name="What was found")
    expect(note).to_contain_text("Try fewer letters", timeout=20_000)


@pytest.mark.long
def test_a_phone_has_room_for_it(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    watched.page.goto(f"{watched.url}/rankings")
    box(watched).fill("embassy minsk", timeout=30_000)
    expect(hits(watched).first).to_be_visible(timeout=20_000)
    found = watched.page.get_by_role("listbox", name="What was found").bounding_box()
    assert found is not None
    assert found["x"] >= 0
    assert found["x"] + found["width"] <= 390


@pytest.mark.long
def test_hostile_names_are_text(
    database: Database, server: str, chromium: Browser, tmp_path: Path
) -> None:
    with (tmp_path / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "name", "aliases", "country"], ["m", HOSTILE, "Mallory", "BLR"]])
    source = ["s", HOSTILE[:90], HOSTILE[:90], "2024-07-23"]
    with (tmp_path / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "publisher", "title", "published"], source])
    load_folder(database, tmp_path)
    with watching(chromium, server) as watched:
        watched.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        watched.page.goto(f"{watched.url}/explore")
        box(watched).fill("mallory", timeout=30_000)
        expect(hits(watched).first).to_contain_text("</script><img src=x", timeout=20_000)
        assert not watched.page.locator("img[src=x]").count()
