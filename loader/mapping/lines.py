"""Where in a TOML file a key stands, since the parser does not say."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]+)\s*=""")
_QUOTES = re.compile(r'"""|' + "'''")


def line_of(text: str, place: str) -> int:
    """The line of a place as ``claims[2].columns.sender``: of its key, or else of the nearest table
    or key around it; 1 where nothing is near."""
    known = _places(text)
    while place:
        if place in known:
            return known[place]
        place = place.rpartition(".")[0]
    return 1


def _places(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, within = "", False
    for number, line in enumerate(text.splitlines(), 1):
        quotes = len(_QUOTES.findall(line))
        if within:
            within = quotes % 2 == 0
            continue
        within = quotes % 2 == 1
        if header := _HEADER.match(line):
            name = header[2].replace('"', "")
            if header[1] == "[[":
                counts[name] = counts.get(name, 0) + 1
                table = f"{name}[{counts[name]}]"
            else:
                first, dot, rest = name.partition(".")
                table = f"{first}[{counts[first]}]{dot}{rest}" if first in counts else name
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            name = key[1].strip("\"'")
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found
