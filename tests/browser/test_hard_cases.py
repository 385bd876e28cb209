"""Names that would like to be code, a graph with nothing in it, and no graph at all."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Dialog, expect

from diplograph.database import Database
from loader.load import load_folder
from tests.browser.conftest import serving, watching
from tests.browser.graph import names, node_point

HOSTILE = "</script><img src=x onerror=alert(1)> **b** [x](javascript:alert(1)) $x$ :red[y] :tada:"


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
    people = {
        "mallory": HOSTILE,
        "long": "Long" * 2500,
        "turned": "\u202eRight\u200f 🇧🇾👩\u200d👩\u200d👧",
    }
    rows = [{"id": id_, "name": name, "country": "BLR"} for id_, name in people.items()]
    _write(folder, "people", rows)
    source = {"id": "s", "publisher": HOSTILE, "title": HOSTILE, "published": "2024-07-23"}
    _write(folder, "sources", [{**source, "url": "https://example.org/a?b=<c>"}])
    office = {"country": "BLR", "office": HOSTILE, "source": "s", "locator": HOSTILE}
    _write(folder, "offices", [{"person": id_, **office, "note": HOSTILE} for id_ in people])
    load_folder(database, folder)


@pytest.mark.usefixtures("hostile")
def test_hostile_text_is_text_everywhere(
    environment: dict[str, str], chromium: Browser, tmp_path: Path, artifacts: Path
) -> None:
    with serving(environment, tmp_path) as url, watching(chromium, url) as watched:
        dialogs: list[str] = []

        def opened(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.accept()

        watched.page.on("dialog", opened)
        frame = watched.open("?focus=mallory,BLR&entity=mallory")
        assert {len(name) for name in names(frame)} <= set(range(41)), "a name is as long as fits"
        assert "Right 🇧🇾👩\u200d👩\u200d👧" in names(frame), "marks of direction are not drawn"
        panel = watched.page.get_by_role("region", name="Entity", exact=True)
        expect(panel.get_by_role("heading", level=3)).to_have_text(HOSTILE)
        link = panel.locator(".dg-facts a").first
        expect(link).to_contain_text(HOSTILE[:60])
        link.click()
        watched.still()
        fact = watched.page.get_by_role("region", name="Fact", exact=True)
        expect(fact.get_by_role("heading", level=3)).to_contain_text(HOSTILE)
        expect(fact.locator("a[href^=http]")).to_have_text(HOSTILE)
        expect(fact.get_by_role("article")).to_contain_text(f"Note: {HOSTILE}")
        # the hover text of a node, as vis shows it
        watched.page.mouse.move(*node_point(watched, frame, "mallory"))
        expect(frame.locator("div.vis-tooltip")).to_contain_text(HOSTILE)
        assert not frame.locator("img").count()
        watched.page.screenshot(path=artifacts / "explore-hostile.png")
        with watched.page.expect_download() as saving:
            frame.get_by_role("button", name="Save as SVG").click()
        drawing = ElementTree.parse(saving.value.path()).getroot()
        tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
        assert tags == {"svg", "path", "text"}
        written = [element.text or "" for element in drawing.iter() if element.tag.endswith("text")]
        assert any("</script><img src=x" in text for text in written)
        assert dialogs == []
        # the picture of this name is an image that was never asked for
        assert watched.page.locator("img[src=x]").count() == 0


@pytest.mark.long
@pytest.mark.usefixtures("database")
def test_an_empty_graph_says_how_to_fill_it(
    environment: dict[str, str], chromium: Browser, tmp_path: Path
) -> None:
    with serving(environment, tmp_path) as url, watching(chromium, url) as watched:
        watched.page.goto(url)
        expect(watched.page.get_by_text("The graph is empty")).to_be_visible(timeout=30_000)
        expect(watched.page.get_by_text("diplograph load data")).to_be_visible()


def test_a_graph_that_is_away_says_how_to_start_it(chromium: Browser, tmp_path: Path) -> None:
    away = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x"}
    with serving(away, tmp_path) as url, watching(chromium, url) as watched:
        watched.page.goto(url)
        expect(watched.page.get_by_text("The graph cannot be reached")).to_be_visible(
            timeout=60_000
        )
        expect(watched.page.get_by_text("Traceback")).to_have_count(0)
