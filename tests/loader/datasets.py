"""Tiny data sets, made of texts."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FIXTURES

MINSK = FIXTURES / "minsk"


def copy_of_minsk(folder: Path, **changed: str | bytes | None) -> Path:
    """The fixture ``minsk`` with some files written anew (``embassies="…"``) or left out (None)."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, bytes] = {p.stem: p.read_bytes() for p in MINSK.glob("*.csv")}
    for stem, content in changed.items():
        if content is None:
            texts.pop(stem)
        else:
            texts[stem] = content if isinstance(content, bytes) else content.encode()
    for stem, data in texts.items():
        (folder / f"{stem}.csv").write_bytes(data)
    return folder


def minsk(stem: str) -> str:
    """A file of the fixture as text."""
    return (MINSK / f"{stem}.csv").read_text(encoding="utf-8")
