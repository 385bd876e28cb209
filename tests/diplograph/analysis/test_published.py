"""Measures against published examples, and against slow plain versions of themselves.

Zachary's karate club (1977), as igraph ships it: betweenness as NetworkX's documentation and many
textbooks give it; the best modularity, 0.4198 in four communities, after Brandes et al. 2008.
PageRank: the eleven pages of the drawing in Wikipedia's article. Signorino and Ritter: the example
in the author's own published code. Cohen's kappa: the fifty proposals that most introductions use.
Balance: the two graphs of Cartwright and Harary's theorem, and the powers before 1914 as Antal,
Krapivsky and Redner (2006) sign them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product
from typing import Any

import igraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.analysis.graphs import (
    Communities,
    centrality,
    communities,
    graph_of,
    likeness,
    shortest_paths,
    triangles,
)
from diplograph.analysis.rankings import jaccard
from diplograph.analysis.similarity import kappa, s_score, scott_pi
from diplograph.analysis.triads import balance


def _karate() -> igraph.Graph:
    edges = igraph.Graph.Famous("Zachary").get_edgelist()
    return graph_of({(f"{a + 1:02}", f"{b + 1:02}"): 1.0 for a, b in edges}, False)


def test_karate_club_betweenness_and_degree() -> None:
    found = centrality(_karate())
    wanted = {"01": 0.43763528, "34": 0.30407498, "33": 0.14524711, "03": 0.14365681}
    assert {n: found[n].betweenness for n in wanted} == pytest.approx(wanted, abs=1e-8)
    assert (found["34"].strength, found["01"].strength) == (17, 16)


def test_karate_club_communities() -> None:
    found = communities(_karate())
    assert found.modularity == pytest.approx(0.4198, abs=1e-4)
    assert [len(group) for group in found.groups()] == [12, 11, 6, 5]
    assert communities(_karate()) == found


def test_pagerank_of_the_eleven_pages() -> None:
    drawn = "BC CB DA DB EB ED EF FB FE GB GE HB HE IB IE JE KE"
    links = drawn.split(" ")
    graph = graph_of({(link[0], link[1]): 1.0 for link in links}, True)
    rank = dict(zip(graph.vs["name"], graph.pagerank(damping=0.85), strict=True))
    published = {"A": 3.3, "B": 38.4, "C": 34.3, "D": 3.9, "E": 8.1, "F": 3.9, "G": 1.6}
    assert {n: round(100 * rank[n], 1) for n in published} == published


def test_s_of_the_authors_example() -> None:
    first, second, weights = [3, 3, 2, 2], [2, 2, 3, 3], [0.5, 0.3, 0.1, 0.1]
    assert s_score(first, second, 3, weights) == pytest.approx(1 / 3)
    assert s_score([0, 0, 0], [3, 3, 3], 3) == -1
    assert s_score(first, first, 3, weights) == 1


def _proposals() -> tuple[list[int], list[int]]:
    table = {(1, 1): 20, (1, 0): 5, (0, 1): 10, (0, 0): 15}
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def test_kappa_and_pi_of_the_fifty_proposals() -> None:
    first, second = _proposals()
    assert kappa(first, second) == pytest.approx(0.4)
    assert scott_pi(first, second) == pytest.approx((0.7 - 0.505) / (1 - 0.505))


def _signed(friends: str, enemies: str) -> dict[tuple[str, str], int]:
    found = {}
    for text, sign in ((friends, 1), (enemies, -1)):
        for word in text.split():
            first, second = sorted(word.split("-"))
            found[first, second] = sign
    return found


def test_balance_of_a_cycle_after_cartwright_and_harary() -> None:
    assert balance(_signed("A-B C-D", "B-C D-A")).camps == (("A", "B"), ("C", "D"))
    odd = balance(_signed("A-B B-C C-D", "D-A"))
    assert odd.camps is None
    assert odd.share == 1  # no triangle: only the cycle of four shows it
    assert balance(_signed("", "A-B B-C A-C")).triangles == (0, 0, 0, 1)
    assert balance(_signed("A-B B-C", "A-C")).share == 0


def test_the_powers_of_1907_are_balanced_until_one_changes_sides() -> None:
    entente, centre = ("FRA", "GBR", "RUS"), ("AUT", "DEU", "ITA")
    friends = " ".join(f"{a}-{b}" for camp in (entente, centre) for a, b in combinations(camp, 2))
    enemies = " ".join(f"{a}-{b}" for a, b in product(entente, centre))
    signs = _signed(friends, enemies)
    found = balance(signs)
    assert found.triangles == (2, 0, 18, 0)
    assert found.share == 1
    assert found.camps in ((centre, entente), (entente, centre))
    drawn_away = balance({**signs, ("FRA", "ITA"): 1})
    assert drawn_away.camps is None
    assert drawn_away.triangles == (2, 4, 14, 0)


def test_partitions_that_are_the_same_and_that_are_not() -> None:
    one = Communities({"A": 0, "B": 0, "C": 1, "D": 1}, 0)
    assert likeness(one, Communities({"A": 1, "B": 1, "C": 0, "D": 0}, 0)) == 1
    assert likeness(one, Communities({"A": 0, "B": 1, "C": 0, "D": 1}, 0)) == pytest.approx(-0.5)


# Against slow plain versions

VALUES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)
EDGES = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")).filter(lambda p: p[0] < p[1]),
    st.sampled_from([-1, 1]),
    max_size=15,
)


@given(VALUES)
def test_kappa_and_pi_by_every_chance_pair(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    observed = sum((a - b) ** 2 for a, b in pairs) / len(pairs)

    def by_chance(some: list[int], others: list[int]) -> float:
        return sum((a - b) ** 2 for a in some for b in others) / (len(some) * len(others))

    for measure, expected in (
        (kappa, by_chance(first, second)),
        (scott_pi, by_chance([*first, *second], [*first, *second])),
    ):
        found = measure(first, second)
        if not expected:
            assert found is None
        else:
            assert found == pytest.approx(1 - observed / expected)


@given(VALUES)
def test_s_lies_within_its_bounds_and_is_symmetric(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    found = s_score(first, second, 3)
    assert -1 <= found <= 1
    assert found == s_score(second, first, 3)
    assert (found == 1) == (first == second)


@given(EDGES)
def test_balance_by_trying_every_division(signs: dict[tuple[str, str], int]) -> None:
    names = sorted({name for pair in signs for name in pair})
    divisions = product((0, 1), repeat=len(names))

    def fits(camps: Mapping[str, int]) -> bool:
        return all((camps[a] == camps[b]) == (sign > 0) for (a, b), sign in signs.items())

    possible = any(fits(dict(zip(names, camps, strict=True))) for camps in divisions)
    found = balance(signs)
    assert (found.camps is not None) == possible
    if found.camps:
        assert fits({name: number for number, camp in enumerate(found.camps) for name in camp})
        assert found.share == 1
    assert sum(found.triangles) == len(_slow_triangles(signs))


def _slow_triangles(pairs: Any) -> list[tuple[str, ...]]:
    names: list[str] = sorted({name for pair in pairs for name in pair})
    return [t for t in combinations(names, 3) if all(p in pairs for p in combinations(t, 2))]


@given(EDGES)
def test_triangles_and_paths_by_looking_at_all(signs: dict[tuple[str, str], int]) -> None:
    assert triangles(signs) == _slow_triangles(signs)
    near: dict[str, set[str]] = {name: set() for name in "ABCDEF"}
    for a, b in signs:
        near[a].add(b)
        near[b].add(a)
    ways: list[tuple[str, ...]] = [("A",)]
    found: list[tuple[str, ...]] = []
    while ways and not found:
        ways = [(*way, to) for way in ways for to in near[way[-1]] if to not in way]
        found = sorted(way for way in ways if way[-1] == "F")
    assert shortest_paths(signs, "A", "F") == found


@given(EDGES)
def test_betweenness_by_counting_paths(signs: dict[tuple[str, str], int]) -> None:
    graph = graph_of(dict.fromkeys(signs, 1.0), False)
    names = list(graph.vs["name"]) if graph.vcount() else []
    slow = dict.fromkeys(names, 0.0)
    for start, end in combinations(names, 2):
        ways = shortest_paths(signs, start, end)
        for way in ways:
            for middle in way[1:-1]:
                slow[middle] += 1 / len(ways)
    pairs = max(1, (len(names) - 1) * (len(names) - 2) / 2)
    found = centrality(graph) if names else {}
    assert {n: c.betweenness for n, c in found.items()} == pytest.approx(
        {n: value / pairs for n, value in slow.items()}
    )


@given(st.sets(st.sampled_from("ABCDE")), st.sets(st.sampled_from("ABCDE")))
def test_jaccard_lies_between_none_and_all(first: set[str], second: set[str]) -> None:
    found = jaccard(first, second)
    assert 0 <= found <= 1
    assert (found == 1) == (first == second and bool(first))
    assert (found == 0) == (not first & second)
