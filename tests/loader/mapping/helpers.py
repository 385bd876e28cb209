"""Small tables and mappings for tests."""

from __future__ import annotations

from pathlib import Path

from loader.mapping.command import Mapped, preview

SOURCE = '[source]\npublisher = "P"\ntitle = "T"\npublished = "2020-01-02"\n'

EMBASSIES = (
    SOURCE
    + """[[claims]]
kind = "embassies"
[claims.columns]
sender = "from"
receiver = "to"
level = "type"
"""
)


def put(folder: Path, table: str, mapping: str = EMBASSIES, name: str = "t.csv") -> Path:
    """A table and its mapping in a folder; the table's path."""
    (folder / "m.toml").write_text(mapping, encoding="utf-8")
    path = folder / name
    path.write_text(table, encoding="utf-8")
    return path


def look(folder: Path, table: str, mapping: str = EMBASSIES, name: str = "t.csv") -> Mapped:
    """What a mapping makes of a table."""
    return preview(put(folder, table, mapping, name), folder / "m.toml")


def errors(made: Mapped) -> list[str]:
    """The errors as they are shown."""
    return [str(one) for one in made.problems if one.severity == "error"]
