"""Explore, as a reader meets it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, expect

from tests.browser.conftest import Watched

EMBASSY = "prk-embassy-minsk"
ABSENCE = "blr-embassy-pyongyang"


def edges(frame: Frame) -> dict[str, dict[str, Any]]:
    """The edges in vis's own data set, by id."""
    found = frame.evaluate("window.diplograph.edges.get().map(({title, ...rest}) => rest)")
    return {edge["id"]: edge for edge in found}


def positions(frame: Frame) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = frame.evaluate("window.diplograph.network.getPositions()")
    return found


def click_edge(watched: Watched, frame: Frame, fact: str) -> None:
    """Click with the mouse at the middle of a fact's first edge."""
    at = frame.evaluate(
        """fact => {
          const { network, edges } = window.diplograph;
          const id = edges.getIds().find(one => one.startsWith(fact + '|'));
          const type = network.body.edges[id].edgeType;
          return network.canvasToDOM(type.getPoint(0.44));
        }""",
        fact,
    )
    box = watched.page.locator("iframe[title*=diplograph]").bounding_box()
    assert box is not None
    watched.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


def test_it_opens_on_the_story(watched: Watched, artifacts: Path) -> None:
    frame = watched.open()
    labels = set(frame.evaluate("window.diplograph.nodes.get().map(node => node.label)"))
    assert {"North Korea", "Belarus", "Russia"} <= labels
    expect(watched.page.get_by_role("status").first).to_contain_text("by all that is known")
    label = frame.locator("[role=application]").get_attribute("aria-label") or ""
    assert "ties from" in label
    drawn = edges(frame)
    pair = [e for e in drawn.values() if {e["from"], e["to"]} == {"PRK", "BLR"}]
    assert len(pair) > 10
    ways = {(e["from"] < e["to"], str(e["smooth"])) for e in pair}
    assert len(ways) == len(pair), "parallel edges lie on one another"
    watched.page.screenshot(path=artifacts / "explore-light.png")


def test_absent_alleged_and_contested_ties_are_seen_as_such(watched: Watched) -> None:
    drawn = edges(watched.open())
    absence = next(e for e in drawn.values() if e["id"].startswith(f"{ABSENCE}|"))
    assert absence["absent"]
    assert absence["label"].startswith("✕ no embassy")
    assert absence["arrows"]["to"]["type"] == "bar"
    alleged = [e for e in drawn.values() if e["standing"] == "alleged"]
    assert alleged
    assert all(e["dashes"] and "alleged" in e["label"] for e in alleged)
    contested = next(e for e in drawn.values() if e["id"].startswith(f"{EMBASSY}|"))
    assert contested["contested"]
    assert contested["background"]["enabled"]
    assert contested["label"].startswith("⚡")


def test_a_click_on_an_edge_opens_its_claims(watched: Watched) -> None:
    frame = watched.open()
    before = positions(frame)
    click_edge(watched, frame, EMBASSY)
    panel = watched.page.get_by_role("region", name="Fact", exact=True)
    expect(panel.get_by_role("heading", level=3)).to_contain_text("embassy in Belarus")
    expect(panel.get_by_role("article").nth(5)).to_be_attached()
    links = panel.get_by_role("link")
    assert all(
        (links.nth(i).get_attribute("href") or "").startswith("http") for i in range(links.count())
    )
    expect(watched.page).to_have_url(re.compile(f"fact={EMBASSY}"))
    watched.drawn(frame, "picture.network.getSelectedEdges().length > 0")
    assert positions(frame) == before


def test_a_click_on_an_entity_lists_its_facts_and_one_can_be_opened(watched: Watched) -> None:
    frame = watched.open()
    at = frame.evaluate(
        "(() => { const n = window.diplograph.network;"
        " return n.canvasToDOM(n.getPosition('BLR')); })()"
    )
    box = watched.page.locator("iframe[title*=diplograph]").bounding_box()
    assert box is not None
    watched.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    panel = watched.page.get_by_role("region", name="Entity", exact=True)
    expect(panel.get_by_role("heading", level=3)).to_have_text("Belarus")
    watched.page.get_by_role("button", name="Belarus has no embassy in North Korea").click()
    expect(watched.page.get_by_role("region", name="Fact", exact=True)).to_contain_text(
        "no embassy"
    )


def test_positions_stay_when_a_clock_moves_and_the_address_carries_it(watched: Watched) -> None:
    frame = watched.open()
    before, all_edges = positions(frame), len(edges(frame))
    watched.page.get_by_text("As of", exact=True).click()
    expect(watched.page).to_have_url(re.compile("as_of="))
    slider = watched.page.get_by_role("slider", name="As of: day")
    for _ in range(5):
        slider.press("ArrowLeft")
    watched.drawn(frame, f"picture.edges.length < {all_edges}")
    after = positions(frame)
    assert len(set(before) & set(after)) > 3
    assert all(after[id_] == before[id_] for id_ in set(before) & set(after))


def test_an_address_shows_the_record_as_it_stood(
    watched: Watched, chromium: Browser, artifacts: Path
) -> None:
    frame = watched.open(f"/?known_on=2016-10-01&fact={EMBASSY}")
    assert not any("2024" in edge["label"] for edge in edges(frame).values())
    expect(watched.page.get_by_role("status").first).to_contain_text(
        "as the record stood on 1 October 2016"
    )
    expect(watched.page.get_by_role("region", name="Fact", exact=True)).to_contain_text(
        "Belarus denies"
    )
    watched.page.screenshot(path=artifacts / "explore-known-on.png")
    dark = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    other = Watched(dark.new_page(), watched.url)
    light = edges(frame)
    for id_, edge in edges(other.open("/?known_on=2016-10-01")).items():
        assert edge["font"]["color"] != light[id_]["font"]["color"]
    other.page.screenshot(path=artifacts / "explore-dark.png")
    dark.close()


def test_the_same_by_keyboard(watched: Watched) -> None:
    watched.open()
    choice = watched.page.get_by_role("combobox", name="Open a fact")
    choice.focus()
    choice.press_sequentially("no embassy")
    choice.press("Enter")
    expect(watched.page.get_by_role("region", name="Fact", exact=True)).to_contain_text(
        "Belarus has no embassy in North Korea"
    )


def test_an_empty_picture_says_why_and_what_to_change(watched: Watched) -> None:
    watched.page.goto(f"{watched.url}/?as_of=1801-01-01&kinds=visits")
    expect(watched.page.get_by_role("heading", name="Nothing to draw")).to_be_visible(
        timeout=30_000
    )
    body = watched.page.get_by_text("Move a clock to a later day")
    expect(body).to_be_visible()
    expect(watched.page.get_by_text("Choose more kinds of ties.")).to_be_visible()
