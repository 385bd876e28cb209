"""The example in docs/mappings.md does what the page says, in under 20 lines."""

from __future__ import annotations

import re
from pathlib import Path

from loader.check import check_folder
from loader.mapping.command import preview, write
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
PARTS: dict[str, str] = dict(re.findall(r"```(csv|toml|text)\n(.*?)```", PAGE, re.S))


def _example(folder: Path) -> tuple[Path, Path]:
    table, mapping = folder / "posts.csv", folder / "posts.toml"
    table.write_text(PARTS["csv"], encoding="utf-8")
    mapping.write_text(PARTS["toml"], encoding="utf-8")
    return table, mapping


def test_the_example_reads_as_the_page_says(tmp_path: Path) -> None:
    made = preview(*_example(tmp_path))
    assert not made.problems
    assert [*made.sentences, *made.account.lines()] == PARTS["text"].splitlines()
    assert len(PARTS["toml"].splitlines()) < 20


def test_the_example_is_written_as_a_dataset(tmp_path: Path) -> None:
    write(*_example(tmp_path), tmp_path / "posts")
    checked = check_folder(tmp_path / "posts")
    assert not checked.problems
    assert [claim.values["city"] for claim in checked.claims] == [
        ("pyongyang-prk",),
        ("mbabane-swz",),
        ("kinshasa-cod",),
    ]
