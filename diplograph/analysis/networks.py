"""Who is central, who belongs together, and which way leads from one to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from diplograph.analysis.base import CONTESTED, Analysis, Column, Held, Row, Table, World, tally
from diplograph.analysis.graphs import (
    Communities,
    centrality,
    communities,
    graph_of,
    likeness,
    shortest_paths,
    triangles,
)

FRIENDLY = ("relations", "embassies", "visits", "meetings", "treaties", "military_support")
"""The kinds that bind; sanctions and statements may do the opposite."""

ABSENT = frozenset({"HAS_NO_EMBASSY_IN"})


def between_states(world: World, kinds: Collection[str]) -> list[Held]:
    """The ties of some kinds between two states that hold; absences are not among them."""
    return [
        one
        for one in world.held(*kinds)
        if one.tie.type not in ABSENT
        and world.is_state(one.tie.start_id)
        and world.is_state(one.tie.end_id)
    ]


def weights(held: Iterable[Held]) -> dict[tuple[str, str], float]:
    """For each pair, in the order of their ids, the number of facts that tie them."""
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in held:
        pair = (min(one.tie.start_id, one.tie.end_id), max(one.tie.start_id, one.tie.end_id))
        facts[pair].add(one.tie.fact)
    return {pair: float(len(found)) for pair, found in facts.items()}


def _both(world: World, kinds: Collection[str]) -> tuple[list[Held], list[Held]]:
    held = between_states(world, kinds)
    return [one for one in held if one.certain], held


def _centrality(world: World) -> Table:
    """Who is central in the network of states: weighted degree, betweenness and PageRank.

    Two states are tied by any fact that binds them (relations, missions, visits, meetings,
    treaties, military support), with the number of such facts as weight; events count from
    ``since``, where that is given. Weighted degree: Barrat et al. 2004. Betweenness: the share of
    shortest paths, unweighted, that lead through a state (Freeman 1977). PageRank: Brin and Page
    1998, damping 0.85, by weight. Each is measured twice: on what is certain, and on all that is
    possible. The curated data look at some states more than at others, and so do these numbers.
    """
    held = _both(world, FRIENDLY)
    sure, maybe = (centrality(graph_of(weights(ties), False)) for ties in held)
    counts = tally(held[1], lambda tie: (tie.start_id, tie.end_id))
    rows: list[Row] = []
    for id_, high in maybe.items():
        if world.concerns(id_):
            low = sure.get(id_)
            row: Row = {"state": id_}
            for name in ("strength", "betweenness", "pagerank"):
                row[f"{name}_certain"] = round(getattr(low, name), 5) if low else 0.0
                row[f"{name}_possible"] = round(getattr(high, name), 5)
            row["contested"] = counts[id_].contested
            rows.append(row)
    rows.sort(key=lambda r: (-r["pagerank_possible"], r["state"]))
    return Table(CENTRALITY.columns, rows)


CENTRALITY = Analysis(
    "centrality",
    "Centrality",
    FRIENDLY,
    (
        Column("state", "entity", "a state"),
        *(
            Column(f"{name}_{end}", "number", f"{help_}, {what}")
            for name, help_ in (
                ("strength", "facts that tie it to other states"),
                ("betweenness", "share of shortest paths through it"),
                ("pagerank", "PageRank"),
            )
            for end, what in (("certain", "certain ties only"), ("possible", "all possible ties"))
        ),
        CONTESTED,
    ),
    _centrality,
    bars=("state", "pagerank_certain", "pagerank_possible"),
)


def _communities(world: World) -> Table:
    """Groups of states that are tied more among themselves than to others, and who moved.

    The Leiden algorithm (Traag, Waltman and van Eck 2019) on the network that ``centrality``
    describes, maximising modularity (Newman and Girvan 2004), from a fixed seed. ``certain``: the
    group by the certain ties alone, matched to the possible ones by what they share. With
    ``since``: the group as of that earlier day, by what is known now, and whether the state moved;
    the summary says how alike both divisions are (adjusted Rand index, Hubert and Arabie 1985).
    """
    sure, maybe = (communities(graph_of(weights(h), False)) for h in _both(world, FRIENDLY))
    certain = _renumbered(sure, maybe)
    earlier: dict[str, int] = {}
    summary = f"{len(maybe.groups())} groups, modularity {maybe.modularity:.2f}"
    if world.since:
        past = World(world.ties, world.entities, world.since, world.known_on)
        before = communities(graph_of(weights(between_states(past, FRIENDLY)), False))
        earlier = _renumbered(before, maybe)
        summary += f"; likeness to {world.since.isoformat()}: {likeness(before, maybe):.2f}"
    rows: list[Row] = []
    for id_, group in sorted(maybe.member.items(), key=lambda pair: (pair[1], pair[0])):
        if world.concerns(id_):
            then = earlier.get(id_)
            moved = "" if then is None else ("moved" if then != group else "stayed")
            rows.append(
                {
                    "state": id_,
                    "group": group + 1,
                    "certain": certain[id_] + 1 if id_ in certain else None,
                    "earlier": None if then is None else then + 1,
                    "change": "new" if world.since and then is None else moved,
                }
            )
    return Table(COMMUNITIES.columns, rows, f"{summary}.")


def _renumbered(before: Communities, after: Communities) -> dict[str, int]:
    """The first division with the numbers of the groups in the second that share most members;
    a group to which none is left gets a number of its own."""
    shared: Counter[tuple[int, int]] = Counter(
        (number, after.member[name])
        for name, number in before.member.items()
        if name in after.member
    )
    numbers: dict[int, int] = {}
    for (old, new), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if old not in numbers and new not in numbers.values():
            numbers[old] = new
    spare = max([*after.member.values(), *numbers.values(), -1])
    for old in sorted(set(before.member.values()) - numbers.keys()):
        spare += 1
        numbers[old] = spare
    return {name: numbers[number] for name, number in before.member.items()}


COMMUNITIES = Analysis(
    "communities",
    "Communities",
    FRIENDLY,
    (
        Column("state", "entity", "a state"),
        Column("group", "count", "its group by all possible ties, 1 the largest"),
        Column("certain", "count", "its group by certain ties only"),
        Column("earlier", "count", "its group as of the earlier day"),
        Column("change", "text", "moved, stayed or new since the earlier day"),
    ),
    _communities,
)


def _obligations(world: World) -> Table:
    """The network of treaties that each obligation makes: who is in it, and how closely knit.

    Obligations after the Alliance Treaty Obligations and Provisions project (Leeds et al. 2002):
    defence, offence, neutrality, nonaggression, consultation; and what other treaties are about.
    ``density``: the pairs tied over all pairs of its parties. ``triangles``: three parties each
    tied to the other two by that obligation, be it by one treaty or by several.
    """
    held = [one for one in world.held("treaties") if one.tie.type == "TREATY_WITH"]
    by_type: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        for type_ in one.tie.value.split(";") if one.tie.value else ("not said",):
            by_type[type_].append(one)
    rows: list[Row] = []
    for type_, ties in by_type.items():
        pairs = set(weights(ties))
        parties = sorted({id_ for pair in pairs for id_ in pair})
        if not world.concerns(*parties):
            continue
        count = len(parties)
        rows.append(
            {
                "obligation": type_,
                "treaties_certain": len({one.tie.fact for one in ties if one.certain}),
                "treaties_possible": len({one.tie.fact for one in ties}),
                "contested": len({one.tie.fact for one in ties if one.tie.contested}),
                "parties": tuple(parties),
                "pairs": len(pairs),
                "density": round(2 * len(pairs) / (count * (count - 1)), 4),
                "triangles": len(triangles(pairs)),
            }
        )
    rows.sort(key=lambda r: (-r["treaties_possible"], r["obligation"]))
    return Table(OBLIGATIONS.columns, rows)


OBLIGATIONS = Analysis(
    "obligations",
    "Treaties by obligation",
    ("treaties",),
    (
        Column("obligation", "text", "what the treaties oblige to"),
        Column("treaties_certain", "count", "in force for certain"),
        Column("treaties_possible", "count", "with those that may be"),
        Column("contested", "count", "on which sources disagree"),
        Column("parties", "entities", "who is bound"),
        Column("pairs", "count", "pairs of parties that are tied"),
        Column("density", "share", "of all pairs of parties"),
        Column("triangles", "count", "three parties, each tied to the other two"),
    ),
    _obligations,
    bars=("obligation", "treaties_certain", "treaties_possible"),
)


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another; ``facts`` are those that make each step, one tuple a
    step; ``certain`` is true where every step has a fact that certainly holds."""

    ids: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    certain: bool


def paths(world: World, start: str, end: str, kinds: Collection[str]) -> list[Path]:
    """All shortest paths between two entities over ties of some kinds that hold, without regard
    to direction, the certain ones first; [] where there is none. Breadth-first search, by igraph.
    """
    steps: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in world.held(*kinds):
        if one.tie.type not in ABSENT:
            pair = (min(one.tie.start_id, one.tie.end_id), max(one.tie.start_id, one.tie.end_id))
            steps[pair].append(one)
    found = []
    for ids in shortest_paths(steps, start, end):
        ties = [steps[min(a, b), max(a, b)] for a, b in pairwise(ids)]
        found.append(
            Path(
                ids,
                tuple(tuple(dict.fromkeys(one.tie.fact for one in step)) for step in ties),
                all(any(one.certain for one in step) for step in ties),
            )
        )
    return sorted(found, key=lambda path: (not path.certain, path.ids))


def _paths(world: World) -> Table:
    """Every shortest way from the first entity to the second over facts that bind.

    Breadth-first search over relations, missions, visits, meetings, treaties, military support,
    memberships and offices, without regard to direction. A path is certain where each of its steps
    is.
    """
    first, second, *_ = world.about
    found = paths(world, first, second, PATHS.kinds)
    contested = world.contested(*PATHS.kinds)
    rows: list[Row] = [
        {
            "path": path.ids,
            "steps": len(path.facts),
            "certain": "yes" if path.certain else "possibly",
            "facts": tuple(fact for step in path.facts for fact in step[:3]),
            "contested": sum(fact in contested for step in path.facts for fact in step),
        }
        for path in found
    ]
    return Table(PATHS.columns, rows, "" if rows else "No way leads from one to the other.")


PATHS = Analysis(
    "paths",
    "Shortest paths",
    (*FRIENDLY, "memberships", "offices"),
    (
        Column("path", "entities", "the entities on the way"),
        Column("steps", "count", "how many ties it takes"),
        Column("certain", "text", "yes or possibly"),
        Column("facts", "facts", "at most three for each step"),
        CONTESTED,
    ),
    _paths,
    needs=2,
)
