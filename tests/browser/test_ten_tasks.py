"""The ten tasks of docs/comparison.md, each from Home in the actions that its table counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Watched
from tests.test_comparison import ACTIONS


class Reader:
    """A reader at Home, whose actions are counted."""

    def __init__(self, watched: Watched) -> None:
        self.watched, self.page = watched, watched.page
        self.actions = 0
        self.page.goto(watched.url)
        self.page.locator("h1").first.wait_for(state="attached", timeout=120_000)
        watched.still()

    def _done(self) -> None:
        self.actions += 1
        self.watched.still()

    def search(self, text: str) -> None:
        """Type into the search box and take the first that is found."""
        box = self.page.get_by_role("combobox", name="Search").first
        box.click()
        box.press_sequentially(text)
        expect(self.page.get_by_role("option").first).to_be_visible(timeout=30_000)
        box.press("Enter")
        self._done()

    def click(self, where: Locator) -> None:
        where.first.click()
        self._done()

    def menu(self, name: str) -> None:
        """A page of the menu."""
        self.click(self.page.get_by_test_id("stTopNavLink").filter(has_text=name))

    def clock(self, label: str, day: str) -> None:
        """Set one of the clocks to an exact day."""
        self.page.get_by_label(f"{label}: exact date").first.fill(day)
        self._done()

    def day(self, label: str, text: str) -> None:
        """Type a day (DD/MM/YYYY) into a date field."""
        field = self.page.get_by_test_id("stDateInput").filter(has_text=label)
        field.locator("[role=spinbutton]").first.click()
        self.page.keyboard.type(text.replace("/", ""))
        # the field is read when one leaves it
        self.page.locator("h1").first.click()
        self._done()

    def choose(self, label: str, text: str) -> None:
        """Choose somebody by name in one of the boxes of a page."""
        box = self.page.get_by_role("combobox", name=label)
        box.fill(text)
        box.press("Enter")
        self._done()

    @property
    def shown(self) -> Locator:
        """What the page says."""
        return self.page.locator("[data-testid=stMain]")


@pytest.fixture
def reader(watched: Watched) -> Reader:
    watched.page.set_default_timeout(60_000)
    return Reader(watched)


def test_1_embassies_that_are_not_answered(reader: Reader) -> None:
    reader.search("Belarus")
    reader.clock("As of", "2018-12-31")
    both_ways = reader.shown.get_by_role("region", name="Missions both ways")
    expect(both_ways).to_contain_text("North Korea")
    assert reader.actions == ACTIONS[0]


def test_2_what_the_record_said(reader: Reader) -> None:
    reader.search("prk embassy minsk")
    reader.click(reader.shown.get_by_role("link", name="How the record came about"))
    record = reader.shown.get_by_role("region", name="How the record came about")
    expect(record).to_be_in_viewport()
    expect(record).to_contain_text("22 September 2016")
    assert reader.actions == ACTIONS[1]


def test_3_who_says_what(reader: Reader) -> None:
    reader.search("prk embassy minsk")
    expect(reader.shown).to_contain_text("Belarus denies")
    assert reader.page.get_by_role("article").count() > 5
    assert reader.actions == ACTIONS[2]


def test_4_most_missions(reader: Reader) -> None:
    reader.menu("Rankings")
    expect(reader.shown.get_by_role("table")).to_contain_text("North Korea")
    assert reader.actions == ACTIONS[3]


def test_5_most_visits_up_to_a_day(reader: Reader) -> None:
    reader.menu("Rankings")
    reader.click(reader.page.get_by_role("radio", name="Visits"))
    reader.clock("As of", "2019-12-31")
    expect(reader.shown.get_by_role("status")).to_contain_text("as of 31 December 2019")
    expect(reader.shown.get_by_role("table")).to_contain_text("North Korea")
    assert reader.actions == ACTIONS[4]


def test_6_what_ties_two_countries(reader: Reader) -> None:
    reader.menu("Two countries")
    reader.click(reader.shown.get_by_role("link", name="North Korea and Belarus"))
    expect(reader.shown.get_by_role("heading", name="North Korea and Belarus")).to_be_visible()
    expect(reader.shown).to_contain_text("facts join them")
    assert reader.actions == ACTIONS[5]


def test_7_who_sanctions(reader: Reader) -> None:
    reader.search("Belarus")
    figure = reader.shown.locator(".dg-figure").filter(has_text="Sanctions suffered")
    reader.click(figure.get_by_role("link"))
    expect(reader.shown).to_contain_text("Sanctions suffered")
    expect(reader.shown).to_contain_text("European Union")
    assert reader.actions == ACTIONS[6]


def test_8_what_is_recorded_as_absent(reader: Reader) -> None:
    reader.search("Belarus")
    reader.click(reader.shown.get_by_role("link", name="recorded as absent or denied"))
    expect(reader.shown).to_contain_text("no embassy in North Korea")
    assert reader.actions == ACTIONS[7]


def test_9_what_changed_in_the_record(reader: Reader) -> None:
    reader.menu("What changed")
    reader.day("After", "01/09/2016")
    reader.day("Up to", "01/10/2016")
    expect(reader.shown.get_by_role("status")).to_contain_text(
        "After 1 September 2016 and up to 1 October 2016"
    )
    expect(reader.shown).to_contain_text("In the record")
    assert reader.actions == ACTIONS[8]


def test_10_what_ties_two_people(reader: Reader) -> None:
    reader.menu("Two countries")
    reader.choose("The first of the two", "Kim Jong Un")
    reader.choose("The second of the two", "Vladimir Putin")
    expect(
        reader.shown.get_by_role("heading", name="Kim Jong Un and Vladimir Putin")
    ).to_be_visible()
    expect(reader.shown).to_contain_text("Vladivostok")
    assert reader.actions == ACTIONS[9]
