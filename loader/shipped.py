"""The datasets that come with the program, by name, and how they are made anew.

Each is a folder in ``data/world``, made from open data by the mapping of its name in
``data/world/mappings``; the mapping says which file it takes (``takes``).
"""

from __future__ import annotations

import sys
from pathlib import Path

WORLD = Path(__file__).resolve().parent.parent / "data" / "world"


def shipped_names() -> list[str]:
    """The names of the datasets that come with the program."""
    return sorted(one.parent.name for one in WORLD.glob("*/sources.csv"))


def shipped(name: str) -> Path | None:
    """The folder of a dataset that comes with the program, or None if there is none so named."""
    return WORLD / name if name in shipped_names() else None


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
