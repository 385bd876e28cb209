"""The two clocks, by mouse and by keyboard: steps, play, ranges, and the address they write."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Watched
from tests.browser.page import query

AT = "/rankings?by=treaties"
EXPLORE = "/explore?focus=BLR&limit=3"


def clock(watched: Watched, label: str) -> Locator:
    return watched.page.get_by_role("group", name=f"{label}: the clock")


def said(watched: Watched) -> Locator:
    """The first sentence over Explore's picture, which has both clocks in words."""
    return watched.page.get_by_role("status").first


def opened(watched: Watched, more: str = "", at: str = AT) -> Locator:
    watched.page.goto(f"{watched.url}{at}{more}")
    found = clock(watched, "As of")
    found.wait_for(timeout=120_000)
    watched.still()
    return found


@pytest.mark.long
def test_both_are_off_until_used_and_the_words_say_so(watched: Watched) -> None:
    world = opened(watched, at=EXPLORE)
    expect(said(watched)).to_contain_text("at any time, by all that is known.")
    switch = world.get_by_role("switch", name="As of")
    expect(switch).not_to_be_checked()
    switch.check()
    watched.still()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", query(watched)["as_of"])
    assert query(watched)["focus"] == "BLR", "the rest of the view stays"
    watched.page.go_back()
    watched.still()
    expect(switch).not_to_be_checked()


def test_a_step_goes_to_the_day_on_which_something_changes(watched: Watched) -> None:
    world = opened(watched, "&as_of=2016-09-21")
    world.get_by_role("button", name="As of: step back").click()
    watched.still()
    earlier = query(watched)["as_of"]
    assert earlier < "2016-09-21"
    world.get_by_role("button", name="As of: step forward").click()
    watched.still()
    assert query(watched)["as_of"] == "2016-09-21"
    exact = world.get_by_label("As of: exact date", exact=True)
    expect(exact).to_have_value("2016-09-21")
    exact.fill("2017-02-03")
    watched.still()
    assert query(watched)["as_of"] == "2017-02-03"
    expect(watched.page.locator(".words")).to_contain_text(
        "As of 3 February 2017, by all that", ignore_case=True
    )


@pytest.mark.long
def test_a_step_in_explore_says_what_came_and_went(watched: Watched) -> None:
    world = opened(watched, "&as_of=2016-09-21", at=EXPLORE)
    world.get_by_role("button", name="As of: step back").click()
    passed = watched.page.get_by_text(re.compile("^As of 21 September 2016 → "))
    expect(passed).to_contain_text(re.compile("came|went"), timeout=60_000)
    watched.still()
    watched.page.get_by_role("button", name="Filters").click()
    watched.page.get_by_text("Contested only").click()
    expect(passed).to_have_count(0, timeout=60_000)


@pytest.mark.long
def test_the_slider_goes_by_arrow_keys_and_says_its_day(watched: Watched) -> None:
    opened(watched, "&known_on=2016-10-01")
    slider = watched.page.get_by_role("slider", name="Known on: day")
    expect(slider).to_have_attribute("aria-valuetext", "1 October 2016")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    watched.still()
    assert query(watched)["known_on"] > "2016-10-01"
    expect(slider).to_be_focused()


@pytest.mark.long
def test_play_stops_at_the_end_and_is_one_step_in_the_history(watched: Watched) -> None:
    world = opened(watched, "&as_of=2023-09-01")
    before = watched.page.evaluate("history.length")
    world.get_by_label("As of: pace, step and range").press("Enter")
    world.get_by_role("combobox", name="Step to").select_option("the next year")
    world.get_by_role("combobox", name="Pace").select_option("fast")
    play = world.get_by_role("button", name="As of: play")
    play.press("Enter")
    pause = world.get_by_role("button", name="As of: pause")
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(play).to_have_attribute("aria-pressed", "false", timeout=60_000)
    assert query(watched)["as_of"] >= "2026-01-01"
    assert watched.page.evaluate("history.length") <= before + 1


@pytest.mark.long
def test_play_can_be_paused_by_keyboard(watched: Watched) -> None:
    world = opened(watched, "&as_of=1990-01-01")
    slider = watched.page.get_by_role("slider", name="As of: day")
    slider.press(" ")
    expect(world.get_by_role("button", name="As of: pause")).to_be_visible()
    watched.page.wait_for_url(lambda url: "as_of=1990-01-01" not in url)
    slider.press("Escape")
    expect(world.get_by_role("button", name="As of: play")).to_be_visible()
    watched.still()
    paused = watched.page.url
    watched.still()
    assert watched.page.url == paused


@pytest.mark.long
def test_a_range_of_days_is_in_the_address_and_in_words(watched: Watched) -> None:
    world = opened(watched, "&as_of=2016-09-21")
    world.get_by_label("As of: pace, step and range").click()
    world.get_by_label("Between two days").check()
    watched.still()
    assert query(watched)["as_of"] == "2016-01-01"
    assert query(watched)["until"] == "2016-12-31"
    expect(watched.page.locator(".words")).to_contain_text(
        "At any time from 1 January 2016 to 31 December 2016", ignore_case=True
    )
    world.get_by_label("As of: exact last date").fill("2018-06-30")
    watched.still()
    assert query(watched)["until"] == "2018-06-30"


@pytest.mark.long
def test_a_range_of_the_record_goes_along_by_steps(watched: Watched) -> None:
    opened(watched, "&known_on=2016-09-28", at="/explore?focus=PRK,BLR&depth=0")
    record = clock(watched, "Known on")
    record.get_by_label("Known on: pace, step and range").click()
    record.get_by_label("Between two days").check()
    watched.still()
    assert query(watched)["known_since"] == "2016-01-01"
    assert query(watched)["known_on"] == "2016-12-31"
    expect(said(watched)).to_contain_text(
        "as the record stood on 31 December 2016, only what came into it or changed since"
    )
    record.get_by_label("Known on: exact date").fill("2016-09-22")
    watched.still()
    record.get_by_role("button", name="Known on: step forward").click()
    passed = watched.page.get_by_text(re.compile("^Known on 22 September 2016 to 31 December"))
    expect(passed).to_contain_text(re.compile("came|went"), timeout=60_000)
    watched.still()
    assert query(watched)["known_since"] > "2016-09-22"
    assert query(watched)["known_on"] > "2016-12-31"
    record.get_by_label("Known on: pace, step and range").click()
    record.get_by_label("Between two days").uncheck()
    watched.still()
    assert "known_since" not in query(watched)
