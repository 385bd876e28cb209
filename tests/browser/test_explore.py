"""Explore, as a reader meets it: the picture, what is beside it, and what its controls do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched
from tests.browser.graph import (
    ABSENCE,
    EMBASSY,
    PAIR,
    line_point,
    lines,
    names,
    positions,
    text,
)
from tests.browser.page import query, region


def test_it_opens_on_the_story_and_is_calm(watched: Watched, artifacts: Path) -> None:
    frame = watched.open()
    assert {"North Korea", "Belarus", "Russia"} <= names(frame)
    expect(watched.page.get_by_role("status").first).to_contain_text("by all that is known")
    label = frame.locator("[role=application]").get_attribute("aria-label") or ""
    assert "ties from" in label
    drawn = lines(frame)
    assert 20 < len(drawn) < 90, "one line for each pair, one for each kind within the front"
    front = [one for one in drawn.values() if {one["from"], one["to"]} == {"PRK", "RUS"}]
    assert len({one["kind"] for one in front}) == len(front) > 4
    watched.page.screenshot(path=artifacts / "explore-light.png")


@pytest.mark.long
def test_every_name_is_legible_and_no_label_lies_on_another(watched: Watched) -> None:
    frame = watched.open()
    assert frame.evaluate("[...window.diplograph.looked.values()].every(node => !node.mark)")
    boxes = frame.evaluate(
        """() => {
          const { network, looked } = window.diplograph, s = network.getScale();
          return [...looked.keys()].map(id => {
            const at = network.getPosition(id), { width, height } = network.body.nodes[id].shape;
            return [at.x - width / 2, at.y - height / 2, at.x + width / 2, at.y + height / 2]
              .map(one => one * s);
          });
        }"""
    )
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert bottom - top > 20, "names are drawn at a size that can be read"
        for x0, y0, x1, y1 in boxes[place + 1 :]:
            assert right <= x0 or x1 <= left or bottom <= y0 or y1 <= top
    written = frame.evaluate("window.diplograph.labels().length")
    assert written > 20


@pytest.mark.long
@pytest.mark.parametrize(("typed", "id_"), [("Japan", "JPN"), ("EU", "european-union")])
def test_a_name_and_enter_adds_that_one_and_nothing_else(
    watched: Watched, typed: str, id_: str
) -> None:
    watched.open("?focus=BLR&limit=3")
    box = watched.page.get_by_role("combobox", name="Add by any name")
    box.fill(typed)
    box.press("Enter")
    watched.page.wait_for_url(f"**{id_}*")
    watched.still()
    assert query(watched)["focus"].split(",") == ["BLR", id_]
    chips = watched.page.get_by_role("navigation", name="In focus").get_by_role("link")
    expect(chips).to_have_count(2)
    chips.first.click()
    watched.still()
    assert query(watched)["focus"] == id_


def test_certain_alleged_contested_and_absent_are_seen_as_such(watched: Watched) -> None:
    frame = watched.open()
    drawn = lines(frame)
    absence = next(one for one in drawn.values() if one["fact"] == ABSENCE)
    assert text(absence) == "✕ no embassy"
    assert absence["edge"]["arrows"]["to"]["type"] == "bar"
    alleged = [one for one in drawn.values() if one["standing"] == "alleged"]
    assert alleged
    assert all(one["edge"]["dashes"] and "alleged" in text(one) for one in alleged)
    contested = [one for one in drawn.values() if one["contested"]]
    assert all(one["edge"]["background"]["enabled"] and "⚡" in text(one) for one in contested)
    assert contested
    legend = frame.get_by_label("Legend", exact=True)
    for words in ("certain", "alleged", "contested", "recorded absence"):
        expect(legend).to_contain_text(words)
    expect(legend).not_to_contain_text("last known")  # with no day to look at, nothing is
    expect(legend).to_be_in_viewport()


@pytest.mark.long
def test_filters_by_type_group_and_publisher(watched: Watched) -> None:
    watched.open("?types=sanctions.arms&kinds=sanctions&depth=1")
    watched.open("?bloc=csto")
    shown = names(watched.frame())
    assert "China" not in shown
    assert "Kazakhstan" in shown
    watched.open("?publisher=KBS World&group=region")
    expect(watched.page.get_by_text("Only what KBS World says")).to_be_visible()


@pytest.mark.long
def test_positions_stay_when_a_clock_moves_and_the_address_carries_it(watched: Watched) -> None:
    frame = watched.open()
    before, ties = positions(frame), sum(one["count"] for one in lines(frame).values())
    watched.page.get_by_role("switch", name="As of").check()
    watched.still()
    assert "as_of" in query(watched)
    after = positions(watched.frame())
    assert sum(one["count"] for one in lines(frame).values()) < ties
    assert len(set(before) & set(after)) > 3
    assert all(after[id_] == before[id_] for id_ in set(before) & set(after))


@pytest.mark.long
def test_an_address_shows_the_record_as_it_stood(
    watched: Watched, chromium: Browser, artifacts: Path
) -> None:
    frame = watched.open(f"{PAIR}&known_on=2016-10-01&fact={EMBASSY}")
    assert not any("2024" in text(one) for one in lines(frame).values())
    expect(watched.page.get_by_role("status").first).to_contain_text(
        "as the record stood on 1 October 2016"
    )
    expect(region(watched, "Fact")).to_contain_text("Belarus denies")
    watched.page.screenshot(path=artifacts / "explore-known-on.png")
    dark = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    other = Watched(dark.new_page(), watched.url)
    light = lines(frame)
    for id_, line in lines(other.open(f"{PAIR}&known_on=2016-10-01")).items():
        if id_ in light:
            assert line["edge"]["color"] != light[id_]["edge"]["color"]
    other.open()
    other.page.screenshot(path=artifacts / "explore-dark.png")
    dark.close()


@pytest.mark.long
def test_what_only_possibly_held_is_fainter(watched: Watched) -> None:
    frame = watched.open("?as_of=1992-06-01")
    unsure = [one for one in lines(frame).values() if not one["certain"]]
    sure = [one for one in lines(frame).values() if one["certain"]]
    assert unsure

    def strength(line: dict[str, Any]) -> int:
        return int(line["edge"]["color"][7:] or "ff", 16)  # #rrggbb or #rrggbbaa

    assert max(map(strength, unsure)) < min(map(strength, sure))


@pytest.mark.long
def test_the_table_has_the_source_of_every_fact(watched: Watched) -> None:
    watched.open(PAIR)
    watched.page.get_by_text("The picture as a table, with sources").click()
    watched.still()
    expect(watched.page.get_by_test_id("stDataFrame")).to_be_visible(timeout=30_000)


@pytest.mark.long
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_picture_can_be_saved(watched: Watched, artifacts: Path, ending: str) -> None:
    frame = watched.open()
    with watched.page.expect_download() as saving:
        frame.get_by_role("button", name=f"Save as {ending.upper()}").click()
    path = artifacts / f"explore-export.{ending}"
    saving.value.save_as(path)
    assert saving.value.suggested_filename == f"north-korea-belarus-russia.{ending}"
    if ending == "png":
        assert path.read_bytes().startswith(b"\x89PNG")
        return
    written = path.read_text(encoding="utf-8")
    for words in (
        "North Korea",
        "Visits",
        "alleged",
        "recorded absence",
        "by all that is known",
        "Sources, with",
    ):
        assert words in written
    assert "Sources, with their claims: " in written


def test_an_empty_picture_says_why_and_what_to_change(watched: Watched) -> None:
    watched.page.goto(f"{watched.url}/explore?as_of=1801-01-01&kinds=none")
    expect(watched.page.get_by_role("heading", name="Nothing to draw")).to_be_visible(
        timeout=60_000
    )
    body = watched.page.get_by_text("Move a clock to a later day")
    expect(body).to_be_visible()
    expect(watched.page.get_by_text("Choose more kinds of ties.")).to_be_visible()


@pytest.mark.long
def test_it_can_be_used_on_a_phone(chromium: Browser, watched: Watched, artifacts: Path) -> None:
    phone = chromium.new_context(viewport={"width": 390, "height": 844})
    other = Watched(phone.new_page(), watched.url)
    frame = other.open()
    assert {"North Korea", "Belarus", "Russia"} <= names(frame)
    wide = other.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, "the page scrolls sideways"
    assert line_point(other, frame, next(iter(lines(frame))))
    buttons = frame.get_by_role("button").all()
    boxes = [box for one in buttons if one.is_visible() and (box := one.bounding_box())]
    assert len(boxes) > 10
    assert all(box["height"] >= 44 for box in boxes), "too small for a thumb"
    other.page.screenshot(path=artifacts / "explore-phone.png", full_page=True)
    phone.close()
    assert other.wrong == []
