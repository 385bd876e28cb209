"""The datasets that come with the program, by name, and how they are made anew.

Each is a folder in ``data/world``, made from open data by the mapping of its name in
``data/world/mappings``; the mapping says which file it takes (``takes``).
"""

from __future__ import annotations

import json
import sys
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


def rebuild(raw: Path, to: Path = WORLD) -> None:
    """Make every shipped dataset anew from a folder of open data, and say what came of it.

    Raises InputError at the first that does not go through.
    """
    from loader.mapping.command import write
    from loader.mapping.declaration import read_mapping

    for path in sorted((WORLD / "mappings").glob("*.toml")):
        mapping = read_mapping(path)
        made = write(raw / mapping.takes, path, to / mapping.dataset)
        said = "\n  ".join(made.account.lines())
        sys.stdout.write(f"{mapping.dataset}: {said}\n  {len(made.problems)} warnings\n")


if __name__ == "__main__":
    from diplograph.cli import run

    run(lambda: rebuild(Path(sys.argv[1])))
