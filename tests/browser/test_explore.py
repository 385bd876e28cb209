"""Explore, as a reader meets it: the picture, what is beside it, and what each click does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, expect

from tests.browser.conftest import Watched
from tests.browser.graph import (
    click_line,
    click_node,
    line_point,
    lines,
    names,
    node_point,
    positions,
    text,
    told,
)

EMBASSY = "prk-embassy-minsk"
ABSENCE = "blr-embassy-pyongyang"
PAIR = "?focus=PRK,BLR&depth=0"


def region(watched: Watched, name: str) -> Locator:
    return watched.page.get_by_role("region", name=name, exact=True)


def query(watched: Watched) -> dict[str, str]:
    return {name: texts[0] for name, texts in parse_qs(urlsplit(watched.page.url).query).items()}


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
def test_a_click_on_a_bundle_lists_its_facts_and_parts_it(watched: Watched) -> None:
    frame = watched.open()
    before = positions(frame)
    click_line(watched, frame, "KOR|PRK")
    panel = region(watched, "Pair")
    expect(panel.get_by_role("heading", level=3)).to_have_text(
        re.compile("South Korea – North Korea|North Korea – South Korea")
    )
    parted = [one for one in lines(frame).values() if {one["from"], one["to"]} == {"KOR", "PRK"}]
    assert len(parted) > 2
    assert positions(frame) == before
    panel.get_by_role("listitem").first.get_by_role("link").click()
    watched.still()
    assert "fact" in query(watched)
    expect(region(watched, "Fact").get_by_role("article").first).to_be_visible()
    watched.page.go_back()
    watched.still()
    assert query(watched)["pair"]
    expect(region(watched, "Pair")).to_be_visible()


def unheard(frame: Frame) -> None:
    """The page hears nothing more of what is done to the picture."""
    frame.evaluate("window.parent.postMessage = () => {}")


def test_the_picture_parts_a_pair_before_the_page_answers(watched: Watched) -> None:
    frame = watched.open()
    unheard(frame)
    watched.page.mouse.click(*line_point(watched, frame, "KOR|PRK"))
    frame.wait_for_function("!window.diplograph.edges.get('KOR|PRK')")
    ends = {"KOR", "PRK"}
    assert sum({one["from"], one["to"]} == ends for one in lines(frame).values()) > 2
    assert "pair" not in query(watched)


@pytest.mark.long
def test_the_picture_marks_a_fact_before_the_page_answers(watched: Watched) -> None:
    frame = watched.open()
    unheard(frame)
    line = next(one["id"] for one in lines(frame).values() if one["fact"] == ABSENCE)
    watched.page.mouse.click(*line_point(watched, frame, line))
    frame.wait_for_function(
        """fact => {
          const { network, lines } = window.diplograph;
          return network.getSelectedEdges().some(id => lines.byId.get(id).fact === fact);
        }""",
        arg=ABSENCE,
    )
    assert "fact" not in query(watched)


@pytest.mark.long
def test_a_click_on_a_fact_opens_its_claims(watched: Watched) -> None:
    frame = watched.open(f"{PAIR}&pair=PRK,BLR&strand=embassies")
    line = next(one for one in lines(frame).values() if one["fact"] == EMBASSY)
    click_line(watched, frame, line["id"])
    panel = region(watched, "Fact")
    expect(panel.get_by_role("heading", level=3)).to_contain_text("embassy in Minsk, Belarus")
    assert panel.get_by_role("article").count() > 5
    assert query(watched)["fact"] == EMBASSY
    expect(panel.get_by_role("link", name="Open this fact's page")).to_have_attribute(
        "href", re.compile(rf"/fact\?id={EMBASSY}")
    )


@pytest.mark.long
def test_lines_part_where_one_looks_closer(watched: Watched) -> None:
    frame = watched.open()
    assert "PRK|USA" in lines(frame)
    frame.evaluate(
        """() => {
          const { network } = window.diplograph;
          const a = network.getPosition("PRK"), b = network.getPosition("USA");
          network.moveTo({ position: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, scale: 5 });
        }"""
    )
    frame.wait_for_function("!window.diplograph.edges.get('PRK|USA')")
    parted = [one for one in lines(frame).values() if {one["from"], one["to"]} == {"PRK", "USA"}]
    assert len(parted) > 3
    ways = {(one["edge"]["from"], one["id"]) for one in parted}
    assert len(ways) == len(parted)
    frame.get_by_role("button", name="Show everything").click()
    frame.wait_for_function("!!window.diplograph.edges.get('PRK|USA')")


def test_an_entity_has_a_panel_and_steps_that_can_be_taken_back(watched: Watched) -> None:
    frame = watched.open()
    click_node(watched, frame, "CHN")
    panel = region(watched, "Entity")
    expect(panel.get_by_role("heading", level=3)).to_have_text("China")
    expect(panel.get_by_role("link", name="Open its dossier")).to_have_attribute(
        "href", "/country?id=CHN"
    )
    panel.get_by_role("link", name="Hide", exact=True).click()
    watched.still()
    assert query(watched)["hide"] == "CHN"
    assert "China" not in names(watched.frame())
    with told(watched, frame):
        frame.get_by_role("button", name="Undo").click()
    assert "hide" not in query(watched)
    assert "China" in names(watched.frame())
    with told(watched, frame):
        frame.get_by_role("button", name="Redo").click()
    assert query(watched)["hide"] == "CHN"
    expect(frame.get_by_role("button", name="Redo")).to_be_disabled()


@pytest.mark.long
def test_a_double_click_expands_and_another_draws_more(watched: Watched) -> None:
    frame = watched.open()
    before = positions(frame)
    click_node(watched, frame, "PRK", twice=True)
    assert query(watched)["expand"] == "PRK"
    after = positions(watched.frame())
    assert len(after) > len(before)
    assert all(after[id_] == before[id_] for id_ in before), "nobody moves for newcomers"
    click_node(watched, frame, "PRK", twice=True)
    assert query(watched)["expand"] == "PRK,PRK"
    assert len(positions(frame)) > len(after)
    watched.page.go_back()
    watched.still()
    assert set(positions(watched.frame())) == set(after)


@pytest.mark.long
def test_several_are_selected_and_the_paths_between_two_drawn(watched: Watched) -> None:
    frame = watched.open()
    click_node(watched, frame, "JPN")
    click_node(watched, frame, "IRN", more=True)
    assert set(query(watched)["entity"].split(",")) == {"JPN", "IRN"}
    region(watched, "Selection").get_by_role("link", name="Paths between the two").click()
    watched.still()
    frame = watched.frame()
    assert set(query(watched)["path"].split(",")) == {"JPN", "IRN"}
    assert {"Japan", "Iran"} <= names(frame)
    expect(watched.page.get_by_text("Paths between").first).to_be_visible()
    panel = region(watched, "Paths")
    expect(panel.get_by_role("heading", level=3)).to_contain_text("from Japan to Iran")
    assert panel.locator("ol").count() == panel.get_by_role("heading", level=4).count() > 0
    watched.page.get_by_role("link", name="back to the neighbours").click()
    watched.still()
    assert "North Korea" in names(watched.frame())


@pytest.mark.long
def test_a_box_selects_who_is_in_it(watched: Watched) -> None:
    frame = watched.open()
    at = [node_point(watched, frame, id_) for id_ in ("USA", "JPN")]
    left, right = min(x for x, _ in at) - 60, max(x for x, _ in at) + 60
    top, bottom = min(y for _, y in at) - 25, max(y for _, y in at) + 25
    page = watched.page
    with told(watched, frame):
        page.keyboard.down("Shift")
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move((left + right) / 2, (top + bottom) / 2)
        page.mouse.move(right, bottom)
        page.mouse.up()
        page.keyboard.up("Shift")
    assert {"USA", "JPN"} <= set(query(watched)["entity"].split(","))


@pytest.mark.long
def test_a_menu_at_the_pointer_offers_the_steps(watched: Watched) -> None:
    frame = watched.open()
    watched.page.mouse.click(*node_point(watched, frame, "IRN"), button="right")
    menu = frame.get_by_role("menu")
    expect(menu.get_by_role("menuitem", name="Open its dossier")).to_be_visible()
    with told(watched, frame):
        menu.get_by_role("menuitem", name="Pin").click()
    assert query(watched)["pin"] == "IRN"
    watched.page.mouse.click(*node_point(watched, frame, "IRN"), button="right")
    menu.get_by_role("menuitem", name="Open its dossier").click()
    watched.page.wait_for_url("**/country?id=IRN")


@pytest.mark.long
def test_a_kind_is_left_out_by_a_click_on_the_legend(watched: Watched) -> None:
    frame = watched.open()
    with told(watched, frame):
        frame.get_by_role("button", name=re.compile("Visits")).click()
    assert "visits" not in query(watched)["kinds"]
    assert not any(one["kind"] == "visits" for one in lines(watched.frame()).values())
    with told(watched, frame):
        frame.get_by_role("button", name=re.compile("Visits")).click()
    assert "kinds" not in query(watched)


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
def test_who_is_dragged_stays_there(watched: Watched) -> None:
    frame = watched.open()
    x, y = node_point(watched, frame, "IRN")
    watched.page.mouse.move(x, y)
    watched.page.mouse.down()
    watched.page.mouse.move(x + 20, y + 30)
    watched.page.mouse.move(x + 40, y + 60)
    watched.page.mouse.up()
    watched.still()
    dragged = positions(frame)["IRN"]
    click_node(watched, frame, "KOR")
    assert positions(watched.frame())["IRN"] == dragged


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
def test_the_same_by_keyboard(watched: Watched) -> None:
    watched.open(PAIR)
    choice = watched.page.get_by_role("combobox", name="Open a fact")
    choice.focus()
    choice.press_sequentially("no embassy")
    choice.press("Enter")
    watched.still()
    expect(region(watched, "Fact")).to_contain_text(
        "Belarus has no embassy in Pyongyang, North Korea"
    )
    watched.open()
    entity = region(watched, "In the picture").get_by_role("link", name="Iran", exact=True)
    entity.focus()
    watched.page.keyboard.press("Enter")
    watched.still()
    hide = region(watched, "Entity").get_by_role("link", name="Hide", exact=True)
    hide.focus()
    watched.page.keyboard.press("Enter")
    watched.still()
    assert "Iran" not in names(watched.frame())


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
