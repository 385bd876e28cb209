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


def test_2_when_it_opened_and_who_denied(reader: Reader) -> None:
    reader.search("prk embassy minsk")
    expect(reader.shown).to_contain_text("Belarus denies")
    expect(reader.shown).to_contain_text("19 September 2016")
    assert reader.page.get_by_role("article").count() > 5
    assert reader.actions == ACTIONS[1]


def test_3_relations_without_an_embassy(reader: Reader) -> None:
    reader.search("North Korea")
    reader.click(reader.shown.get_by_role("link", name="no embassy in North Korea"))
    expect(reader.shown.get_by_role("table").first).to_contain_text("Belarus")
    assert reader.actions == ACTIONS[2]


def test_4_visits_between_two(reader: Reader) -> None:
    reader.menu("Two countries")
    reader.click(reader.shown.get_by_role("link", name="North Korea and Belarus"))
    for way in ("North Korea → Belarus", "Belarus → North Korea"):
        expect(reader.shown.get_by_role("heading", name=f"Visits: {way}")).to_be_visible()
    assert reader.actions == ACTIONS[3]


def test_5_who_sanctions_all_three(reader: Reader) -> None:
    reader.menu("Explore")
    reader.click(reader.shown.get_by_role("link", name="What all in focus share"))
    panel = reader.shown.get_by_role("region", name="Selection")
    expect(panel.get_by_role("heading", name="Sanctions suffered")).to_be_visible()
    expect(panel).to_contain_text("European Union")
    assert reader.actions == ACTIONS[4]


def test_6_who_signed_and_what_it_obliges_to(reader: Reader) -> None:
    reader.search("pact PRK RUS 2024")
    expect(reader.shown).to_contain_text("Kim Jong Un")
    expect(reader.shown).to_contain_text("gives military and other assistance without delay")
    assert reader.actions == ACTIONS[5]


def test_7_what_was_known_on_a_day(reader: Reader) -> None:
    reader.search("prk embassy minsk")
    articles = reader.shown.get_by_role("article")
    expect(articles.first).to_be_visible()
    all_told = articles.count()
    reader.clock("Known on", "2016-09-25")
    expect(reader.shown).to_contain_text("as the record stood on September 25, 2016")
    assert 0 < articles.count() < all_told
    assert reader.actions == ACTIONS[6]


def test_8_what_rests_on_one_source_alone(reader: Reader) -> None:
    reader.menu("Sources")
    reader.click(reader.page.get_by_role("radio", name="Facts on one source alone"))
    expect(reader.shown.get_by_role("status")).to_contain_text("on which one source alone")
    assert reader.shown.get_by_role("table").get_by_role("row").count() > 20
    assert reader.actions == ACTIONS[7]


def test_9_most_missions_and_their_change(reader: Reader) -> None:
    reader.menu("Rankings")
    reader.clock("As of", "2019-12-31")
    reader.day("Change since", "01/01/2010")
    table = reader.shown.get_by_role("table").first
    expect(table.get_by_role("columnheader", name="Since 1 January 2010")).to_be_visible()
    assert table.get_by_role("row").count() > 10
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
