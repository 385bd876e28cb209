"""``python -m cli.world RAW``: the shipped datasets made anew from a folder of open data."""

from __future__ import annotations

import sys
from pathlib import Path

from cli.command import run
from loader.mapping.command import write
from loader.mapping.declaration import read_mapping
from loader.shipped import WORLD


def rebuild(raw: Path, to: Path = WORLD) -> None:
    """Make every shipped dataset anew from a folder of open data, and say what came of it.

    Raises InputError at the first that does not go through.
    """
    for path in sorted((WORLD / "mappings").glob("*.toml")):
        mapping = read_mapping(path)
        made = write(raw / mapping.takes, path, to / mapping.dataset)
        said = "\n  ".join(made.account.lines())
        sys.stdout.write(f"{mapping.dataset}: {said}\n  {len(made.problems)} warnings\n")


if __name__ == "__main__":
    run(lambda: rebuild(Path(sys.argv[1])))
