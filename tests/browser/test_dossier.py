"""The pages of an entity, a pair, a fact and a source, as a reader meets them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from pybtex.database import parse_string

from diplograph.database import Database
from diplograph.questions.core import facts_of
from loader.load import load_folder
from tests.browser.conftest import Watched, serving, watching
from tests.dashboard.facts import HOSTILE

PATIENCE = 120_000


def visit(watched: Watched, address: str, heading: str) -> Page:
    """Go to a page and wait for its heading."""
    watched.page.goto(f"{watched.url}{address}")
    watched.page.get_by_role("heading", level=2, name=heading).first.wait_for(timeout=PATIENCE)
    watched.still()
    return watched.page


def region_rows(page: Page, name: str) -> int:
    return page.get_by_role("region", name=name, exact=True).locator("tbody tr").count()


def test_a_dossier_has_its_numbers_and_each_opens_its_facts(
    watched: Watched, story: Database, artifacts: Path
) -> None:
    page = visit(watched, "/country?id=PRK", "North Korea")
    total = len(facts_of(story, "PRK"))
    expect(page.get_by_text(f"{total:,} facts by ")).to_be_visible()
    page.screenshot(path=artifacts / "dossier.png")
    hosted = story.read(
        "MATCH (f:Visit)-[:HOST]->(:Entity {id: 'PRK'}) RETURN count(DISTINCT f) AS n"
    )[0]["n"]
    figure = page.locator(".dg-figure", has_text="Visits received")
    figure.get_by_role("link").click()
    page.get_by_role("heading", name="North Korea: Visits received").wait_for(timeout=PATIENCE)
    watched.still()
    assert "show=visits-host" in page.url
    assert region_rows(page, "North Korea: Visits received") == hosted
    page.go_back()
    page.get_by_role("heading", name="Missions both ways").wait_for(timeout=PATIENCE)
    assert "show=" not in page.url


@pytest.mark.long
def test_asymmetries_are_called_out(watched: Watched) -> None:
    page = visit(watched, "/country?id=BLR", "Missions both ways")
    row = page.get_by_role("region", name="Missions both ways").locator(
        "tr", has=page.get_by_role("link", name="North Korea", exact=True)
    )
    expect(row).to_contain_text("✕ no embassy")
    expect(row).to_contain_text("Unequal: a trade office there, an embassy here.")


@pytest.mark.long
def test_both_clocks_change_the_dossier(watched: Watched) -> None:
    page = visit(watched, "/country?id=PRK&as_of=1990-01-01&known_on=2016-12-31", "North Korea")
    expect(page.get_by_role("status").first).to_contain_text(
        "as of 1 January 1990, as the record stood on 31 December 2016."
    )
    expect(page.get_by_text("Numbers are of 1 January 1990, events up to then")).to_be_visible()
    link = page.get_by_role("region", name="Missions both ways").get_by_role("link").first
    assert "as_of=1990-01-01&known_on=2016-12-31" in (link.get_attribute("href") or "")


@pytest.mark.long
def test_people_organizations_and_cities_have_theirs(watched: Watched) -> None:
    page = visit(watched, "/country?id=vladimir-putin", "Vladimir Putin")
    expect(page.get_by_role("region", name="Offices held", exact=True).first).to_be_visible()
    page = visit(watched, "/country?id=european-union", "European Union")
    expect(page.get_by_role("region", name="Sanctions imposed", exact=True).first).to_be_visible()
    page = visit(watched, "/country?id=pyongyang", "Pyongyang")
    expect(
        page.get_by_role("region", name="Missions in this city", exact=True).first
    ).to_be_visible()


@pytest.mark.long
def test_another_is_chosen_by_keyboard(watched: Watched) -> None:
    page = visit(watched, "/country", "Most is recorded of")
    box = page.get_by_role("combobox", name="Whose dossier")
    box.focus()
    box.press_sequentially("Mongolia")
    box.press("Enter")
    page.get_by_role("heading", level=2, name="Mongolia").wait_for(timeout=PATIENCE)
    assert "id=MNG" in page.url
    first = page.locator(".dg-figure a").first
    first.focus()
    first.press("Enter")
    page.wait_for_url("**show=**")


def test_two_countries(watched: Watched, artifacts: Path) -> None:
    page = visit(watched, "/pair?a=BLR&b=PRK", "When each tie began")
    rows = page.get_by_role("region", name="When each tie began")
    expect(rows).to_contain_text("Embassies and other missions: North Korea → Belarus")
    expect(rows).to_contain_text("since 19 Sep 2016")
    missing = page.get_by_role("region", name="Recorded absences and denials")
    expect(missing).to_contain_text("Belarus has no embassy in Pyongyang, North Korea")
    shared = page.get_by_role("region", name="Side by side").locator(
        "tr", has=page.get_by_text("Sanctions suffered", exact=True)
    )
    expect(shared).to_contain_text("United States")
    page.screenshot(path=artifacts / "pair.png", full_page=True)
    strip = page.get_by_role("group", name="What joins them in time")
    marks = strip.get_by_role("link")
    assert marks.count() > 20
    embassy = strip.get_by_role("link", name="North Korea has an embassy in Minsk, Belarus")
    embassy.press("Enter")
    page.get_by_role("heading", name="North Korea: embassy in Minsk, Belarus").wait_for(
        timeout=PATIENCE
    )
    page.go_back()
    page.get_by_role("heading", name="Side by side").wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="Swap").click()
    page.get_by_role("heading", level=2, name="North Korea and Belarus").wait_for(timeout=PATIENCE)


def test_a_fact_has_its_claims_its_history_and_citations(watched: Watched, artifacts: Path) -> None:
    page = visit(watched, "/fact?id=prk-embassy-minsk", "How the record came about")
    assert page.get_by_role("region", name="Claims").get_by_role("article").count() > 15
    expect(page.get_by_role("region", name="Claims side by side")).to_contain_text("denied")
    record = page.get_by_role("region", name="How the record came about")
    expect(record).to_contain_text("an assertion outweighs what is only alleged")
    page.screenshot(path=artifacts / "fact.png", full_page=True)
    page.get_by_role("tab", name="BibTeX").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as BibTeX").click()
    entries = parse_string(waiting.value.path().read_text(encoding="utf-8"), "bibtex").entries
    assert "diplograph-prk-embassy-minsk" in entries
    page.get_by_role("tab", name="CSL-JSON").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSL-JSON").click()
    items = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert len(items) == len(entries) > 10
    record.get_by_role("link", name="22 September 2016").click()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("As the record stood on 22 September 2016.", timeout=PATIENCE)
    assert "known_on=2016-09-22" in page.url


@pytest.mark.long
def test_a_fact_that_is_not_there_says_so(watched: Watched) -> None:
    visit(watched, "/fact?id=nothing", "There is no such fact")
    visit(watched, "/fact", "No fact is named")
    page = visit(
        watched, "/fact?id=prk-embassy-minsk&known_on=2001-01-01", "Nothing had been published"
    )
    page.get_by_role("link", name="What is recorded of it now").click()
    page.get_by_role("heading", name="North Korea: embassy in Minsk, Belarus").wait_for(
        timeout=PATIENCE
    )


def test_sources(watched: Watched, story: Database, artifacts: Path) -> None:
    watched.page.goto(f"{watched.url}/sources")
    page = watched.page
    total = story.read("MATCH (s:Source) RETURN count(s) AS n")[0]["n"]
    page.get_by_text(f"1 to 200 of {total:,} sources").wait_for(timeout=PATIENCE)
    box = page.get_by_role("textbox", name="Find a source")
    box.fill("associated press ryzhenkov")
    box.press("Enter")
    expect(page.get_by_text("No such source")).to_be_visible(timeout=PATIENCE)
    box.fill("belarus foreign minister arrives")
    box.press("Enter")
    link = page.get_by_role("link", name="Belarus' foreign minister arrives in North Korea").first
    link.click()
    page.get_by_role("heading", name="What rests on it alone").wait_for(timeout=PATIENCE)
    assert "id=ap-2024-07-23" in page.url
    said = page.get_by_role("region", name="What it says")
    claims = story.read(
        "MATCH (c:Claim)-[:CITES]->(:Source {id: 'ap-2024-07-23'}) RETURN count(c) AS n"
    )[0]["n"]
    assert said.locator("ol > li").count() == claims
    page.screenshot(path=artifacts / "source.png", full_page=True)
    page.goto(f"{watched.url}/sources?by=publishers")
    expect(page.get_by_role("region", name="Publishers")).to_contain_text("KCNA", timeout=PATIENCE)


def _write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def hostile(database: Database, tmp_path: Path) -> None:
    """A graph in which everything that can be text is hostile."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    _write(folder, "people", [{"id": "mallory", "name": HOSTILE, "country": "BLR"}])
    source = {"id": "s", "publisher": HOSTILE, "title": HOSTILE, "published": "2024-07-23"}
    _write(folder, "sources", [{**source, "author": HOSTILE, "note": HOSTILE}])
    office = {"person": "mallory", "country": "BLR", "office": HOSTILE, "source": "s"}
    _write(folder, "offices", [{**office, "fact": "bad", "locator": HOSTILE, "note": HOSTILE}])
    visit_ = {"visitors": "mallory", "sender": "BLR", "host": "PRK", "date": "2024-07-23"}
    _write(folder, "visits", [{**visit_, "distinction": HOSTILE, "source": "s"}])
    load_folder(database, folder)


@pytest.mark.long
@pytest.mark.usefixtures("hostile")
def test_hostile_text_is_text_everywhere(
    environment: dict[str, str], chromium: Browser, tmp_path: Path
) -> None:
    with serving(environment, tmp_path) as url, watching(chromium, url) as watched:
        dialogs: list[str] = []

        def opened(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.accept()

        watched.page.on("dialog", opened)
        for address, heading in (
            ("/fact?id=bad", "How the record came about"),
            ("/country?id=mallory", "Who published most about it"),
            ("/pair?a=BLR&b=PRK", "When each tie began"),
            ("/sources?id=s", "What it says"),
        ):
            page = visit(watched, address, heading)
            assert page.locator("img[src=x]").count() == 0, address
            assert "onerror=alert(1)" in page.inner_text("[data-testid=stMain]"), address
            width = page.locator("[data-testid=stMain]").evaluate(
                "main => main.scrollWidth - main.clientWidth"
            )
            assert width <= 0, f"{address} is {width} px too wide"
        assert dialogs == []
