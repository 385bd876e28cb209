"""Which rows of several datasets are about one entity, and which say so wrongly.

Pure: from the rows alone, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from unicodedata import east_asian_width

from diplograph.entities import BUILTIN, entity_from, split
from diplograph.model import Entity, Source
from diplograph.text import folded

Rows = Iterable[tuple[str, Entity]]
"""Rows with the names of their datasets, BUILTIN for the program's own."""


@dataclass(frozen=True, slots=True, order=True)
class Joined:
    """Two ids that are taken for one entity: ``alias`` becomes a name of ``canonical``.

    ``why`` is ``wikidata`` or ``name``, and ``shared`` the item or names that both have. Those
    joined by name may be namesakes: ``notes`` has what each row's note says, to tell them apart.
    """

    canonical: str
    alias: str
    label: str
    why: str
    shared: tuple[str, ...]
    datasets: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """Rows that do not go together. ``severity`` is ``error``, or ``warning`` where the ids merely
    stay apart."""

    code: str
    ids: tuple[str, ...]
    datasets: tuple[str, ...]
    message: str
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Identities:
    """Each id with the one under which its entity stands (mostly itself), and what was found."""

    canonical: dict[str, str]
    joined: tuple[Joined, ...]
    clashes: tuple[Clash, ...]


@dataclass(slots=True)
class _Node:
    """What is known of one entity so far: its ids and all rows on it."""

    label: str
    ids: set[str] = field(default_factory=set)
    rows: list[tuple[str, Entity]] = field(default_factory=list)
    datasets: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)

    def take(self, dataset: str, row: Entity) -> None:
        """Take in one more row."""
        self.ids.add(row.id)
        self.rows.append((dataset, row))
        self.datasets.add(dataset)
        if item := row.cells.get("wikidata", ""):
            self.items.add(item)

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Where it comes among those that are one with it: the program's own id stands first, then
        the ids by the datasets' names."""
        return min((dataset != BUILTIN, dataset, row.id) for dataset, row in self.rows)

    @property
    def head(self) -> str:
        """The id under which it stands."""
        return self.rank[2]

    def apart(self, other: _Node) -> str:
        """Why the two cannot be one; blank if they can."""
        if both := sorted(self.datasets & other.datasets):
            return f"{both[0]} has both"
        if self.items and other.items and not self.items & other.items:
            return "their Wikidata items differ"
        return ""


_Links = dict[int, dict[int, set[str]]]
"""Which nodes share what: by their places in a list, both ways."""


def identities(rows: Rows) -> Identities:
    """Which ids are one entity: by the Wikidata item, or else by country and name.

    Two rows of one dataset are two entities. Where an id could be one with several that are not
    one with each other, it stays alone, and that is told.
    """
    nodes: dict[str, _Node] = {}
    for dataset, row in _sorted(rows):
        nodes.setdefault(row.id, _Node(row.label)).take(dataset, row)
    clashes = [clash for node in nodes.values() for clash in _clashes(node)]
    wrong = {id_ for clash in clashes for id_ in clash.ids}
    heads = {id_: id_ for id_ in nodes}
    joined: list[Joined] = []
    # states first, since persons and cities are compared by theirs
    for label in ("Country", "Organization", "City", "Person"):
        some = [node for id_, node in nodes.items() if node.label == label and id_ not in wrong]
        for why in ("wikidata", "name"):
            keys = [node.items if why == "wikidata" else _at_home(node, heads) for node in some]
            some = _joined(some, keys, why, joined, clashes)
        heads.update((id_, node.head) for node in some for id_ in node.ids)
    joined = [replace(one, canonical=heads[one.alias]) for one in joined]
    return Identities(heads, tuple(sorted(joined)), tuple(sorted(set(clashes))))


def _sorted(rows: Rows) -> list[tuple[str, Entity]]:
    """The rows in the order of ``_order``, whose last part is made only where it decides."""
    rows = list(rows)
    times = Counter((dataset, row.id) for dataset, row in rows)
    return sorted(rows, key=lambda r: _order(r) if times[r[0], r[1].id] > 1 else (r[0], r[1].id))


def _order(row: tuple[str, Entity]) -> tuple[str, str, str]:
    return row[0], row[1].id, repr(sorted(row[1].cells.items()))


def _joined(
    nodes: list[_Node],
    keys: list[set[str]],
    why: str,
    joined: list[Joined],
    clashes: list[Clash],
) -> list[_Node]:
    """The nodes, those that share a key made one; what was joined or kept apart is added."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            holders[key].append(place)
    links: _Links = {}
    for key, places in holders.items():
        for one, other in combinations(places, 2):
            reason = nodes[one].apart(nodes[other])
            if not reason:
                links.setdefault(one, {}).setdefault(other, set()).add(key)
                links.setdefault(other, {}).setdefault(one, set()).add(key)
            elif why == "wikidata":
                text = f"have one Wikidata item ({key}), though {reason}"
                clashes.append(_stay_apart("one-item-two-ids", (nodes[one], nodes[other]), text))
    _part(nodes, links, clashes)
    # most share nothing with anyone
    made = [node for place, node in enumerate(nodes) if not links.get(place)]
    for group in _components({place: near for place, near in links.items() if near}):
        places = sorted(group, key=lambda place: nodes[place].rank)
        first = nodes[places[0]]
        whole = _Node(first.label)
        for place in places:
            node = nodes[place]
            for row in node.rows:
                whole.take(*row)
            if node is not first:
                shared = {said for keys in links[place].values() for said in keys}
                joined.append(_told(first, node, why, shared))
        made.append(whole)
    return made


def _told(first: _Node, other: _Node, why: str, shared: set[str]) -> Joined:
    rows = sorted([*first.rows, *other.rows], key=lambda row: (row[0] != BUILTIN, *_order(row)))
    return Joined(
        first.head,
        other.head,
        first.label,
        why,
        tuple(sorted(key.partition("|")[2] or key for key in shared)),
        tuple(dict.fromkeys(dataset for dataset, _ in rows)),
        tuple(dict.fromkeys(note for _, row in rows if (note := row.cells.get("note", "")))),
    )


def _part(nodes: list[_Node], links: _Links, clashes: list[Clash]) -> None:
    """Take away the links of whatever could be one with several that are not one."""
    torn: set[tuple[int, int]] = set()
    for place, near in links.items():
        for one, other in combinations(sorted(near), 2):
            if nodes[one].apart(nodes[other]):
                torn |= {(place, one), (place, other)}
                clashes.append(_either(nodes[place], (nodes[one], nodes[other])))
    for one, other in torn:
        links[one].pop(other, None)
        links[other].pop(one, None)
    for group in list(_components(links)):
        members = sorted((nodes[place] for place in group), key=lambda node: node.rank)
        if any(one.apart(other) for one, other in combinations(members, 2)):
            clashes.append(_either(members[0], members[1:]))
            for place in group:
                links[place].clear()


def _components(links: _Links) -> Iterator[set[int]]:
    seen: set[int] = set()
    for start in links:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = links[waiting.pop()].keys() - group
            group |= new
            waiting += new
        seen |= group
        yield group


def _either(one: _Node, others: Iterable[_Node]) -> Clash:
    which = sorted(others, key=lambda node: node.rank)
    text = f"could each be {_shown(one)}; all stay apart: say which by a Wikidata item"
    return _stay_apart("could-be-several", which, text, one)


def _stay_apart(code: str, nodes: Iterable[_Node], text: str, *more: _Node) -> Clash:
    named = sorted(nodes, key=lambda node: node.rank)
    all_ = [*named, *more]
    datasets = sorted({dataset for node in all_ for dataset in node.datasets})
    said = f"{' and '.join(map(_shown, named))} {text}"
    return Clash(code, tuple(sorted(n.head for n in all_)), tuple(datasets), said, "warning")


def _shown(node: _Node) -> str:
    return f"{node.head} ({node.rows[0][1].name})"


def _clashes(node: _Node) -> Iterator[Clash]:
    """What is wrong with the rows of one id."""
    labels = sorted({row.label for _, row in node.rows})
    ids, datasets = (node.rows[0][1].id,), tuple(sorted(node.datasets))
    if len(labels) > 1:
        text = f"is the id of a {' and of a '.join(labels).lower()}"
        yield Clash("one-id-two-sorts", ids, datasets, f"{ids[0]} {text}")
    elif BUILTIN not in node.datasets and len(datasets) > 1:
        # the program's own may be corrected and added to in whatever words
        items = sorted(node.items)
        if len(items) > 1:
            text = f"has several Wikidata items: {', '.join(items)}"
            yield Clash("one-id-two-items", ids, datasets, f"{ids[0]} {text}")
        elif said := _strangers([(name, row.name, _known_as(row)) for name, row in node.rows]):
            yield Clash(
                "one-id-two-names", ids, datasets, f"{ids[0]} is {said}; give one another id"
            )


def _known_as(row: Entity) -> set[str]:
    """What a row's entity goes by, as it is compared: the item too, which any name may have."""
    names = {_key(name) for name in (row.name, *row.aliases, row.cells.get("official_name", ""))}
    return (names | {row.cells.get("wikidata", "")}) - {""}


def _strangers(rows: Iterable[tuple[str, str, set[str]]]) -> str:
    """Who is who in which dataset, if rows (dataset, name, keys) have nothing in common even
    through a third; else nothing. A row that says nothing is at odds with none."""
    groups: list[tuple[set[str], list[str]]] = []
    for dataset, name, keys in rows:
        if not keys:
            continue
        near = [group for group in groups if group[0] & keys]
        said = [f"{name} in {dataset}"] if not near else []
        groups = [group for group in groups if group not in near]
        groups.append(
            (keys.union(*(g[0] for g in near)), [*(t for g in near for t in g[1]), *said])
        )
    return " and ".join(sorted(texts[0] for _, texts in groups)) if len(groups) > 1 else ""


def _key(name: str) -> str:
    return folded(name).replace(" ", "")


def _at_home(node: _Node, heads: Mapping[str, str]) -> set[str]:
    """What a person or city is told by where no item says it: country and names."""
    keys = set()
    for _, row in node.rows if node.label in ("City", "Person") else ():
        names = [row.name, *(a for a in row.aliases if node.label == "City" or _full(a))]
        for country in split(row.cells.get("country", "")):
            home = heads.get(country, country)
            keys |= {f"{home}|{key}" for name in names if (key := _key(name))}
    return keys


def _full(name: str) -> bool:
    """Whether a name is more than one word; East Asian names are written in one."""
    key = folded(name)
    return " " in key or (len(key) > 1 and all(east_asian_width(c) == "W" for c in key))


def source_clashes(rows: Iterable[tuple[str, Source]]) -> tuple[Clash, ...]:
    """Ids of sources of which two datasets' rows share neither publisher, title nor address."""
    by_id: dict[str, list[tuple[str, Source]]] = defaultdict(list)
    for dataset, source in sorted(rows, key=lambda row: (row[0], row[1].id)):
        by_id[source.id].append((dataset, source))
    clashes = []
    for id_, found in sorted(by_id.items()):
        told = [(name, f"{one.publisher}: {one.title}", _cited_as(one)) for name, one in found]
        if said := _strangers(told):
            datasets = tuple(sorted({name for name, _ in found}))
            text = f"{id_} is {said}; give one another id"
            clashes.append(Clash("one-id-two-sources", (id_,), datasets, text))
    return tuple(clashes)


def _cited_as(source: Source) -> set[str]:
    said = {"publisher": source.publisher, "title": source.title}
    keys = {f"{what} {key}" for what, text in said.items() if (key := _key(text))}
    return keys | {url for url in (source.cells.get("url", ""),) if url}


def merged(rows: Rows) -> Entity:
    """One entity of several datasets' rows on it: the program's first, then by dataset.

    A later row corrects an earlier one, and its blanks are filled from it; the id is the first's.
    All other ids and names become aliases.
    """
    ordered = list(rows)
    if len(ordered) > 1:
        ordered.sort(key=lambda row: (row[0] != BUILTIN, *_order(row)))
    first = ordered[0][1]
    *before, last = ({**row.cells, "id": first.id} for _, row in ordered)
    cells = merge_cells(before, last)
    names = [row.id for _, row in ordered] + [row.name for _, row in ordered]
    aliases = dict.fromkeys([*split(cells.get("aliases", "")), *names])
    left = [name for name in aliases if name and name not in (first.id, cells.get("name", ""))]
    # a list's separator has no place within an item
    cells["aliases"] = ";".join(name.replace(";", ",") for name in left)
    return entity_from(first.label, cells)


def merge_cells(before: Iterable[dict[str, str]], cells: dict[str, str]) -> dict[str, str]:
    """A row's cells over those of earlier rows on the same thing: blanks filled, aliases united."""
    merged: dict[str, str] = {}
    aliases: dict[str, None] = {}
    for row in (*before, cells):
        merged.update((column, cell) for column, cell in row.items() if cell)
        aliases.update(dict.fromkeys(split(row.get("aliases", ""))))
    if aliases:
        merged["aliases"] = ";".join(aliases)
    return merged
