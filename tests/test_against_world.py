"""The page that lays the curated rows beside the world's datasets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.against_world import page

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.long
def test_the_page_says_what_the_datasets_have_now() -> None:
    text = page()
    assert text == (DOCS / "against-world.md").read_text(encoding="utf-8"), "run `make docs`"
    rows = {line.split("|")[1].strip(): line for line in text.splitlines() if "North Korea" in line}
    assert "Belarus" in rows["North Korea has a mission in"].split("|")[4]
