"""Load: files are checked, reviewed, loaded and taken out again, and nothing before the yes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.loading.writing import sheets
from diplograph.database import Database
from loader.load import load_folder
from tests.browser.conftest import Watched, serving, watching
from tests.conftest import FIXTURES

MINSK = FIXTURES / "minsk"


def zipped(**changed: str) -> bytes:
    """The files of the dataset in a zip, some with another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for path in sorted(MINSK.glob("*.csv")):
            text = changed.get(path.stem, path.read_text(encoding="utf-8"))
            folder.writestr(f"minsk/{path.name}", text)
    return out.getvalue()


@contextmanager
def opened(environment: dict[str, str], folder: Path, chromium: Browser) -> Iterator[Watched]:
    """The page of a dashboard of its own."""
    with serving(environment, folder) as url, watching(chromium, url) as found:
        found.page.set_default_timeout(60_000)
        found.page.goto(f"{url}/load")
        yield found


def claims(database: Database) -> int:
    return int(database.read("MATCH (c:Claim) RETURN count(c) AS n")[0]["n"])


def test_files_are_checked_reviewed_loaded_and_taken_out(
    database: Database,
    environment: dict[str, str],
    chromium: Browser,
    tmp_path: Path,
    artifacts: Path,
) -> None:
    wrong = (MINSK / "embassies.csv").read_text(encoding="utf-8").replace("2016,,", "21/09/2016,,")
    with opened(environment, tmp_path, chromium) as watched:
        page = watched.page
        files = page.get_by_test_id("stFileUploaderDropzoneInput")
        check = page.get_by_role("button", name="Check", exact=True)

        def give(name: str, content: bytes) -> None:
            files.set_input_files({"name": name, "mimeType": "", "buffer": content})
            expect(page.get_by_text(name)).to_be_visible()
            watched.still()

        give("m.zip", zipped(embassies=wrong))
        page.get_by_role("textbox", name="Name of the dataset").fill("minsk")
        check.click()
        problems = page.get_by_role("region", name="Problems")
        expect(problems).to_contain_text("21/09/2016")
        expect(problems).to_contain_text("embassies.csv")
        expect(page.get_by_text("Nothing is written while there are errors")).to_be_visible()
        page.screenshot(path=artifacts / "load-problems.png", full_page=True)
        assert claims(database) == 0

        page.get_by_role("button", name="Remove").first.click()
        watched.still()
        give("minsk.zip", zipped())
        check.click()
        expect(page.get_by_text("4 claims added")).to_be_visible()
        assert claims(database) == 0
        page.screenshot(path=artifacts / "load-review.png", full_page=True)
        page.get_by_role("button", name="Load it").click()
        expect(page.get_by_role("link", name="See it in Explore")).to_be_visible()
        assert claims(database) == 4
        page.screenshot(path=artifacts / "load-done.png", full_page=True)

        page.get_by_role("button", name="Take out").first.click()
        assert claims(database) == 4
        page.get_by_role("dialog").get_by_role("button", name="Take it out").click()
        expect(page.get_by_text("minsk was taken out.")).to_be_visible()
        assert claims(database) == 0


@pytest.mark.long
def test_rows_are_written_in_the_page_and_a_draft_is_not_lost(
    database: Database,
    environment: dict[str, str],
    chromium: Browser,
    tmp_path: Path,
    artifacts: Path,
) -> None:
    load_folder(database, MINSK)
    with opened(environment, tmp_path, chromium) as watched:
        page = watched.page

        def begin() -> None:
            name = page.get_by_role("textbox", name="Name of the dataset")
            name.fill("minsk")
            name.press("Enter")
            watched.still()
            page.get_by_role("tab", name="Write rows here").click()
            expect(page.get_by_text("Written: ")).to_contain_text("embassies.csv")

        begin()
        table = page.get_by_role("combobox", name="Table")
        table.click()
        page.get_by_role("option", name="Embassies").click()
        watched.still()
        grid = page.get_by_test_id("stDataFrame").locator("visible=true").first
        box = grid.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 60, box["y"] + 35 + 17)
        for _ in range(embassies().index("note")):
            page.keyboard.press("ArrowRight")
        page.keyboard.type("Read again", delay=60)
        page.keyboard.press("Enter")
        watched.still()
        table.click()
        page.get_by_role("option", name="Sources").click()
        watched.still()
        for other in ("Sources", "Load"):  # there and back
            page.get_by_role("link", name=other, exact=True).click()
            watched.still()
        begin()
        page.get_by_role("button", name="Check these rows").click()
        expect(page.get_by_text("1 claim changed")).to_be_visible()
        page.screenshot(path=artifacts / "load-written.png", full_page=True)
        page.get_by_role("button", name="Load it").click()
        expect(page.get_by_role("link", name="See it in Explore")).to_be_visible()
    notes = database.read("MATCH (c:Claim) WHERE c.note CONTAINS 'Read again' RETURN c.id AS id")
    assert len(notes) == 1


def embassies() -> list[str]:
    return [cell.name for cell in sheets()["embassies"].cells]
