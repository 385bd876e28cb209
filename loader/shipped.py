"""The datasets that come with the program, by name, and how they are made anew.

Each is a folder in ``data/world``, made from open data by the mapping of its name in
``data/world/mappings``; the mapping says which file it takes (``takes``).
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from diplograph.errors import InputError, Problem

WORLD = Path(__file__).resolve().parent.parent / "data" / "world"


def shipped_names() -> list[str]:
    """The names of the datasets that come with the program."""
    return sorted(one.parent.name for one in WORLD.glob("*/sources.csv"))


def shipped(name: str) -> Path | None:
    """The folder of a dataset that comes with the program, or None if there is none so named."""
    return WORLD / name if name in shipped_names() else None


def located(argument: Path) -> tuple[Path, str | None]:
    """The folder that an argument of a command means, with the dataset's name if it is shipped.

    A folder is itself; what is none is taken as a shipped dataset's name. That name is given with
    it, so that another checkout's copy may take the place of this one's unasked. Raises InputError
    where a bare word is neither.
    """
    if argument.exists() or len(argument.parts) != 1:
        return argument, None
    if folder := shipped(argument.name):
        return folder, argument.name
    names = ", ".join(shipped_names()) or "none"
    said = f"no such folder, nor a shipped dataset; shipped are: {names}"
    raise InputError([Problem(str(argument), 0, "", "", said, "no-folder")])


def account(name: str) -> dict[str, Any] | None:
    """What became of the records of which a shipped dataset was made; None for any other."""
    folder = shipped(name)
    if folder is None or not (path := folder / "account.json").exists():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def shelf() -> list[dict[str, Any]]:
    """The datasets that come with the program: each with its title and its number of claims."""
    found = []
    for name in shipped_names():
        mapping = tomllib.loads((WORLD / "mappings" / f"{name}.toml").read_text(encoding="utf-8"))
        claims = (account(name) or {}).get("claims")
        found.append({"dataset": name, "title": mapping["title"], "claims": claims})
    return found
