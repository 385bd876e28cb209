"""Graphs of states, and what igraph measures on them. Vertices are named by their ids."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import igraph

SEED = 20240723
"""What the Leiden algorithm's random choices start from, so that a table is the same each time."""


def graph_of(
    weights: Mapping[tuple[str, str], float], directed: bool, vertices: Iterable[str] = ()
) -> igraph.Graph:
    """A graph with an edge for each pair, its weight as ``weight``; undirected pairs are summed.

    ``vertices``: further ones, with or without an edge. The order is that of the ids.
    """
    merged: dict[tuple[str, str], float] = {}
    for (start, end), weight in weights.items():
        key = (start, end) if directed else (min(start, end), max(start, end))
        merged[key] = merged.get(key, 0.0) + weight
    names = sorted({*vertices, *(id_ for pair in merged for id_ in pair)})
    place = {name: number for number, name in enumerate(names)}
    edges = sorted(merged)
    graph = igraph.Graph(
        n=len(names),
        edges=[(place[start], place[end]) for start, end in edges],
        directed=directed,
        vertex_attrs={"name": names},
    )
    graph.es["weight"] = [merged[edge] for edge in edges]
    return graph


@dataclass(frozen=True, slots=True)
class Centrality:
    """Measures of one vertex: ``strength`` is the sum of weights, ``betweenness`` normalised."""

    strength: float
    betweenness: float
    pagerank: float


def centrality(graph: igraph.Graph) -> dict[str, Centrality]:
    """Weighted degree, betweenness and PageRank of every vertex of an undirected graph.

    Weighted degree ("strength"): Barrat et al. 2004. Betweenness: Freeman 1977, on unweighted
    shortest paths, divided by the (n-1)(n-2)/2 pairs. PageRank: Brin and Page 1998, damping 0.85.
    """
    count = graph.vcount()
    pairs = max(1.0, (count - 1) * (count - 2) / 2)
    measures = zip(
        graph.vs["name"],
        graph.strength(weights="weight"),
        graph.betweenness(directed=False),
        graph.pagerank(weights="weight", directed=False),
        strict=True,
    )
    return {
        name: Centrality(strength, between / pairs, rank)
        for name, strength, between, rank in measures
    }


@dataclass(frozen=True, slots=True)
class Communities:
    """``member``: vertex to its community's number, 0 the largest; ``modularity`` of the whole."""

    member: dict[str, int]
    modularity: float

    def groups(self) -> list[list[str]]:
        """The communities' vertices, in the order of their numbers."""
        found: list[list[str]] = [[] for _ in set(self.member.values())]
        for name in sorted(self.member):
            found[self.member[name]].append(name)
        return found


def communities(graph: igraph.Graph, seed: int = SEED) -> Communities:
    """Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019), maximising modularity
    (Newman and Girvan 2004), until nothing improves."""
    if not graph.ecount():
        return Communities({name: place for place, name in enumerate(graph.vs["name"])}, 0.0)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not for secrets
    try:
        found = graph.community_leiden(
            objective_function="modularity", weights="weight", n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    groups = sorted(found, key=lambda group: (-len(group), group))
    names: Sequence[str] = graph.vs["name"]
    member = {names[v]: number for number, group in enumerate(groups) for v in group}
    modularity = graph.modularity([member[name] for name in names], weights="weight")
    return Communities(member, modularity)


def likeness(before: Communities, after: Communities) -> float:
    """How alike two partitions of the vertices that both have are: the adjusted Rand index
    (Hubert and Arabie 1985), 1 the same, about 0 no more than by chance."""
    shared = sorted(before.member.keys() & after.member.keys())
    if len(shared) < 2:
        return 1.0
    first, second = ([one.member[name] for name in shared] for one in (before, after))
    if len(set(first)) == len(set(second)) == 1:
        return 1.0
    return float(igraph.compare_communities(first, second, method="adjusted_rand"))


def triangles(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Every three vertices of which each is tied to the other two, in the order of their ids."""
    graph = graph_of(dict.fromkeys(pairs, 1.0), False).simplify()
    names: Sequence[str] = graph.vs["name"]
    found = ((names[a], names[b], names[c]) for a, b, c in graph.list_triangles())
    return sorted((min(t), sorted(t)[1], max(t)) for t in found)


def shortest_paths(pairs: Iterable[tuple[str, str]], start: str, end: str) -> list[tuple[str, ...]]:
    """All shortest paths between two vertices, each as its vertices; [] where there is none."""
    graph = graph_of(dict.fromkeys(pairs, 1.0), False).simplify()
    names: Any = graph.vs["name"] if graph.vcount() else []
    if start not in names or end not in names:
        return []
    return sorted(
        tuple(names[vertex] for vertex in path) for path in graph.get_all_shortest_paths(start, end)
    )
