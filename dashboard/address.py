"""What Explore shows, as one value, and as the query of an address that reproduces it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from diplograph.catalogue import KINDS
from diplograph.dates import parse_date
from diplograph.kinds import STANDINGS

STORY = ("PRK", "BLR", "RUS")
"""Whom the page opens on: the three of the report that everything began with."""

DEPTHS = (0, 1, 2)
LIMIT, MOST = 12, 120


@dataclass(frozen=True, slots=True)
class View:
    """A state of Explore. ``kinds`` and ``standings`` are None for all of them.

    ``selected`` is a fact's id, ``node`` an entity's; at most one of them is set.
    """

    focus: tuple[str, ...] = STORY
    depth: int = 1
    limit: int = LIMIT
    kinds: tuple[str, ...] | None = None
    standings: tuple[str, ...] | None = None
    contested: bool = False
    as_of: date | None = None
    known_on: date | None = None
    selected: str | None = None
    node: str | None = None

    def params(self) -> dict[str, str]:
        """The query of an address, without what is as usual."""
        usual = View()
        found = {
            "focus": ",".join(self.focus) if self.focus != usual.focus else "",
            "depth": str(self.depth) if self.depth != usual.depth else "",
            "limit": str(self.limit) if self.limit != usual.limit else "",
            "kinds": _joined(self.kinds),
            "standing": _joined(self.standings),
            "contested": "1" if self.contested else "",
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "known_on": self.known_on.isoformat() if self.known_on else "",
            "fact": self.selected or "",
            "entity": self.node or "",
        }
        return {name: text for name, text in found.items() if text}


def _joined(words: tuple[str, ...] | None) -> str:
    return "" if words is None else ",".join(words) or "none"


def view_from(params: Mapping[str, str], entities: Iterable[str]) -> tuple[View, list[str]]:
    """The view that an address asks for, and a sentence for each part that it gets wrong."""
    known = set(entities)
    complaints: list[str] = []

    def chosen(name: str, allowed: Iterable[str]) -> tuple[str, ...] | None:
        text = params.get(name, "")
        if not text:
            return None
        wanted = () if text == "none" else tuple(dict.fromkeys(text.split(",")))
        strays = [one for one in wanted if one not in allowed]
        complaints.extend(f"The address names no such {name}: {one}" for one in strays)
        return tuple(one for one in allowed if one in wanted)

    def day(name: str) -> date | None:
        text = params.get(name, "")
        try:
            return parse_date(text).earliest if text else None
        except ValueError:
            complaints.append(f"The address has no such date in {name}: {text}")
            return None

    def number(name: str, usual: int, most: int) -> int:
        text = params.get(name, "")
        if text.isdecimal() and len(text) < 6 and int(text) <= most:
            return int(text)
        if text:
            complaints.append(f"The address has in {name} what is not a number up to {most}")
        return usual

    focus: tuple[str, ...] = STORY
    if params.get("focus"):
        wanted = dict.fromkeys(params["focus"].split(","))
        focus = tuple(one for one in wanted if one in known)
        strays = [one for one in wanted if one not in known]
        complaints.extend(f"Nothing in the graph is called {one}" for one in strays)
    node = params.get("entity") or None
    if node is not None and node not in known:
        complaints.append(f"Nothing in the graph is called {node}")
        node = None
    selected = params.get("fact") or None
    view = View(
        focus=tuple(one for one in focus if one in known),
        depth=number("depth", View().depth, DEPTHS[-1]),
        limit=number("limit", LIMIT, MOST),
        kinds=chosen("kinds", KINDS),
        standings=chosen("standing", STANDINGS),
        contested=params.get("contested") == "1",
        as_of=day("as_of"),
        known_on=day("known_on"),
        selected=selected,
        node=None if selected else node,
    )
    return view, complaints
