"""What is done in Explore's picture with the pointer, or by keyboard in its place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Frame, expect

from tests.browser.conftest import Watched
from tests.browser.graph import (
    ABSENCE,
    EMBASSY,
    PAIR,
    click_line,
    click_node,
    line_point,
    lines,
    names,
    node_point,
    positions,
    told,
)
from tests.browser.page import query, region


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
