"""What Explore shows, as one value, and as the query of an address that reproduces it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.pages import Clocks, clocks_from
from dashboard.picture.grouping import REGION_NAMES
from diplograph.catalogue import KINDS
from diplograph.kinds import STANDINGS
from diplograph.questions.around import Filter

STORY = ("PRK", "BLR", "RUS")
"""Whom the page opens on: the three of the report that everything began with."""

DEPTHS = (0, 1, 2)
LIMIT, MOST = 12, 2000
EXPANSION, EXPANDED = 15, 8
"""How many neighbours an entity brings along each time it is expanded, and how often it can be."""

GROUPS = ("bloc", "region", "sort")
PATHS = ("shortest", "short")
GRAINS = ("pair", "kind", "fact")


@dataclass(frozen=True, slots=True)
class View:
    """A state of Explore. ``kinds`` and ``standings`` are None for all of them.

    ``focus`` is whom it is about; with ``shared`` only who is tied to all of them surrounds them.
    ``expanded`` is who has more neighbours drawn, once for each time, ``pinned`` who is drawn
    whatever the limit, ``hidden`` who is not. ``types``: values as ``kind.value``; a kind of which
    none is named keeps all. ``bloc``: an organization whose members alone may surround the focus,
    ``region`` likewise. ``between``: whether ties among the neighbours are drawn as well.
    ``lines``: what has a line of its own, of ``GRAINS``; None where that is left to how many there
    are. ``path``: two entities, between whom the paths are drawn instead. With ``until``: what
    held at any time from ``as_of`` to that day; with ``known_since``: only what came into the
    record or changed in it from that day on. ``selected`` is a fact's id, ``pair`` two entities
    whose ties are read, of one ``strand`` (a kind) or of all, ``nodes`` the selected entities; at
    most one of the three is set.
    """

    focus: tuple[str, ...] = STORY
    depth: int = 1
    shared: bool = False
    limit: int = LIMIT
    expanded: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    types: tuple[str, ...] = ()
    standings: tuple[str, ...] | None = None
    contested: bool = False
    bloc: str | None = None
    region: str | None = None
    publisher: str | None = None
    source: str | None = None
    dataset: str | None = None
    between: bool = False
    group: str | None = None
    lines: str | None = None
    path: tuple[str, ...] = ()
    paths: str = PATHS[0]
    physics: bool = False
    as_of: date | None = None
    until: date | None = None
    known_on: date | None = None
    known_since: date | None = None
    selected: str | None = None
    pair: tuple[str, ...] = ()
    strand: str | None = None
    nodes: tuple[str, ...] = ()

    def params(self) -> dict[str, str]:
        """The query of an address, without what is as usual."""
        usual = View()
        found = {
            "focus": ",".join(self.focus) if self.focus != usual.focus else "",
            "depth": str(self.depth) if self.depth != usual.depth else "",
            "shared": "1" if self.shared else "",
            "limit": str(self.limit) if self.limit != usual.limit else "",
            "expand": ",".join(self.expanded),
            "pin": ",".join(self.pinned),
            "hide": ",".join(self.hidden),
            "kinds": _joined(self.kinds),
            "types": ",".join(self.types),
            "standing": _joined(self.standings),
            "contested": "1" if self.contested else "",
            "bloc": self.bloc or "",
            "region": self.region or "",
            "publisher": self.publisher or "",
            "source": self.source or "",
            "dataset": self.dataset or "",
            "between": "1" if self.between else "",
            "group": self.group or "",
            "lines": self.lines or "",
            "path": ",".join(self.path),
            "paths": self.paths if self.paths != usual.paths else "",
            "physics": "1" if self.physics else "",
            **self.clocks.params(),
            "fact": self.selected or "",
            "pair": ",".join(self.pair),
            "strand": self.strand or "",
            "entity": ",".join(self.nodes),
        }
        return {name: text for name, text in found.items() if text}

    @property
    def clocks(self) -> Clocks:
        """Both clocks."""
        return Clocks(self.as_of, self.known_on, self.until, self.known_since)

    @property
    def passing(self) -> Filter:
        """Which ties the view lets pass."""
        return Filter(
            kinds=self.kinds,
            types=self.types,
            standings=self.standings,
            contested=self.contested,
            publisher=self.publisher,
            source=self.source,
            dataset=self.dataset,
            hidden=self.hidden,
            as_of=self.as_of,
            until=self.until,
            known_on=self.known_on,
            known_since=self.known_since,
        )

    @property
    def open(self) -> Filter:
        """What would pass without the filters that have their counts beside them."""
        return replace(self.passing, types=(), standings=None, contested=False)

    @property
    def centres(self) -> tuple[str, ...]:
        """Whose neighbours are drawn: the focus and the expanded."""
        return tuple(dict.fromkeys((*self.focus, *self.expanded)))


def _joined(words: tuple[str, ...] | None) -> str:
    return "" if words is None else ",".join(words) or "none"


class _Reader:
    """Reads the parts of an address, and gathers a sentence for each that is wrong."""

    def __init__(self, params: Mapping[str, str], entities: Collection[str]) -> None:
        self._params, self._known = params, entities
        self.complaints: list[str] = []

    def text(self, name: str) -> str:
        return self._params.get(name, "")

    def on(self, name: str) -> bool:
        return self.text(name) == "1"

    def list(self, name: str) -> list[str]:
        return list(dict.fromkeys(filter(None, self.text(name).split(","))))

    def chosen(self, name: str, allowed: Iterable[str]) -> tuple[str, ...] | None:
        if not self.text(name):
            return None
        wanted = [] if self.text(name) == "none" else self.list(name)
        options = tuple(allowed)
        self._complain(f"The address names no such {name}: ", wanted, options)
        return tuple(one for one in options if one in wanted)

    def one(self, name: str, allowed: Iterable[str]) -> str | None:
        found = self.chosen(name, allowed)
        return found[0] if found else None

    def entities(self, name: str) -> tuple[str, ...]:
        wanted = self.list(name)
        self._complain("Nothing in the graph is called ", wanted, self._known)
        return tuple(one for one in wanted if one in self._known)

    def times(self, name: str, most: int) -> tuple[str, ...]:
        """Entities, each as often as it is named, up to so often."""
        known = self.entities(name)
        named = [one for one in self.text(name).split(",") if one in known]
        return tuple(o for at, o in enumerate(named) if named[:at].count(o) < most)

    def two(self, name: str) -> tuple[str, ...]:
        found = self.entities(name)
        if self.text(name) and len(found) != 2:
            self.complaints.append(f"The address has in {name} what are not two entities")
        return found if len(found) == 2 else ()

    def number(self, name: str, usual: int, most: int) -> int:
        text = self.text(name)
        if text.isdecimal() and len(text) < 6 and int(text) <= most:
            return int(text)
        if text:
            self.complaints.append(f"The address has in {name} what is not a number up to {most}")
        return usual

    def _complain(self, what: str, wanted: Iterable[str], known: Collection[str]) -> None:
        self.complaints += [f"{what}{one}" for one in wanted if one not in known]


def type_names() -> tuple[str, ...]:
    """Every value that ties are told apart by, as ``kind.value``, where it is of a vocabulary."""
    return tuple(
        f"{kind.name}.{word}"
        for kind in KINDS.values()
        for column in dict.fromkeys(rule.value for rule in kind.ties if rule.value)
        for word in kind.by_name[column].words
    )


def view_from(params: Mapping[str, str], entities: Iterable[str]) -> tuple[View, list[str]]:
    """The view that an address asks for, and a sentence for each part that it gets wrong."""
    known = frozenset(entities)
    read = _Reader(params, known)
    usual = tuple(one for one in STORY if one in known)
    focus = read.entities("focus") if read.text("focus") else usual
    selected = read.text("fact") or None
    pair = () if selected else read.two("pair")
    nodes = read.entities("entity")
    clocks, wrong = clocks_from(params)
    view = View(
        focus=focus,
        depth=read.number("depth", View().depth, DEPTHS[-1]),
        shared=read.on("shared"),
        limit=read.number("limit", LIMIT, MOST),
        expanded=read.times("expand", EXPANDED),
        pinned=read.entities("pin"),
        hidden=read.entities("hide"),
        kinds=read.chosen("kinds", KINDS),
        types=read.chosen("types", type_names()) or (),
        standings=read.chosen("standing", STANDINGS),
        contested=read.on("contested"),
        bloc=next(iter(read.entities("bloc")), None),
        region=read.one("region", REGION_NAMES),
        publisher=read.text("publisher") or None,
        source=read.text("source") or None,
        dataset=read.text("dataset") or None,
        between=read.on("between"),
        group=read.one("group", GROUPS),
        lines=read.one("lines", GRAINS),
        path=read.two("path"),
        paths=read.one("paths", PATHS) or PATHS[0],
        physics=read.on("physics"),
        as_of=clocks.as_of,
        until=clocks.until,
        known_on=clocks.known_on,
        known_since=clocks.known_since,
        selected=selected,
        pair=pair,
        strand=read.one("strand", KINDS) if pair else None,
        nodes=() if selected or pair else nodes,
    )
    return view, read.complaints + wrong
