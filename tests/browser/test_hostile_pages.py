"""Names and texts that would like to be code are text on every page."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from dashboard.pages import PAGES, href
from diplograph.database import Database
from loader.load import load_folder
from tests.browser.conftest import watching
from tests.browser.test_every_page import settled

SCRIPT = "</script><img src=x onerror=alert(1)> **b** [x](javascript:alert(1)) $x$ :red[y]"
TURNED = "\u202eLive\u202c \u200fIB \u2066x\u2069"
FLAGS = "🇧🇾🇰🇵 <b onmouseover=alert(2)>Flags</b>"
LONG = "é<i>" * 2500

PLACES: dict[str, dict[str, str]] = {
    "home": {},
    "explore": {"focus": "mallory,flags,BLR"},
    "country": {"id": "mallory"},
    "pair": {"a": "flags", "b": "BLR"},
    "rankings": {"by": "sanctions", "as_of": "2024-07-24"},
    "changes": {"a": "2024-01-01", "b": "2024-12-31"},
    "console": {},
    "sources": {"id": "s"},
    "fact": {"id": "hostile-sanction"},
}
"""Where on each page hostile text is to be seen."""

SILENT = {"home", "console"}
"""The pages that name no entity before one asks."""


def _write(folder: Path, name: str, *rows: dict[str, str]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def hostile(database: Database, tmp_path: Path) -> Database:
    """A graph in which everything that can be text is hostile, turned round, long or a flag."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    _write(
        folder,
        "people",
        {"id": "mallory", "name": SCRIPT, "country": "BLR", "aliases": TURNED, "note": LONG},
    )
    _write(folder, "organizations", {"id": "flags", "name": FLAGS, "note": SCRIPT})
    _write(
        folder,
        "sources",
        {
            "id": "s",
            "publisher": FLAGS,
            "title": SCRIPT,
            "author": TURNED,
            "published": "2024-07-23",
            "url": "https://example.org/?a=<b>&c='\"",
            "note": LONG,
        },
    )
    claim = {"source": "s", "locator": SCRIPT, "note": LONG}
    _write(folder, "offices", {"person": "mallory", "country": "BLR", "office": SCRIPT, **claim})
    _write(
        folder,
        "sanctions",
        {
            "fact": "hostile-sanction",
            "senders": "flags",
            "target": "BLR",
            "grounds": LONG,
            "legal_basis": TURNED,
            "from": "2024-07-01",
            **claim,
        },
    )
    _write(
        folder,
        "statements",
        {
            "speakers": "mallory",
            "about": "BLR",
            "type": "threat",
            "date": "2024-07-20",
            "text": SCRIPT,
            **claim,
        },
    )
    load_folder(database, folder)
    return database


@pytest.mark.long
def test_hostile_text_is_text_on_every_page(
    hostile: Database, server: str, chromium: Browser, artifacts: Path
) -> None:
    assert set(PLACES) == set(PAGES)
    for path, query in PLACES.items():
        with watching(chromium, server) as watched:
            dialogs: list[str] = []

            def opened(dialog: Dialog, seen: list[str] = dialogs) -> None:
                seen.append(dialog.message)
                dialog.accept()

            watched.page.on("dialog", opened)
            page = settled(watched, href(path, None, **query))
            page.screenshot(path=artifacts / f"{path}-hostile.png")
            for place in page.frames:
                made = "img[src=x], [onerror], [onmouseover], a[href^=javascript]"
                assert place.locator(made).count() == 0, path
            shown = page.locator("[data-testid=stMain]").inner_text()
            named = FLAGS in shown or SCRIPT in shown or path == "explore"
            stub = shown.strip() == PAGES[path].title
            assert named or stub or path in SILENT, f"{path}: {shown[:400]}"
            assert dialogs == [], path
            wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{path}: the page is {wide} px too wide"
