"""Paths between two entities: all of the shortest, found without reading the whole graph."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from dashboard.picture.paths import FURTHEST, MOST, between, steps_of
from diplograph.catalogue import KINDS
from diplograph.dates import OPEN_END
from diplograph.questions.nodes import FactNode
from tests.dashboard.records import day, tie

Pair = tuple[str, str]


class Asked:
    """A graph that counts of whom it was asked."""

    def __init__(self, edges: Collection[Pair]) -> None:
        self.edges, self.asked = set(edges), set[str]()

    def __call__(self, ids: Collection[str]) -> set[Pair]:
        self.asked |= set(ids)
        both = self.edges | {(b, a) for a, b in self.edges}
        return {(a, b) for a, b in both if a in ids}


def test_every_shortest_path_is_found_and_no_longer_one() -> None:
    ask = Asked(
        [("a", "x"), ("x", "b"), ("a", "y"), ("y", "b"), ("a", "p"), ("p", "q"), ("q", "b")]
    )
    assert between(ask, "a", "b") == [("a", "x", "b"), ("a", "y", "b")]
    assert between(ask, "a", "b", longer=1)[-1] == ("a", "p", "q", "b")


def test_neighbours_are_one_step_apart_and_no_one_is_apart_from_itself() -> None:
    ask = Asked([("a", "b")])
    assert between(ask, "a", "b") == [("a", "b")]
    assert between(ask, "a", "a") == []


def test_those_without_a_path_have_none() -> None:
    assert between(Asked([("a", "x"), ("y", "b")]), "a", "b") == []


def test_what_is_too_far_is_not_found() -> None:
    line = [(str(one), str(one + 1)) for one in range(FURTHEST + 1)]
    assert between(Asked(line), "0", str(FURTHEST)) == [
        tuple(str(one) for one in range(FURTHEST + 1))
    ]
    assert between(Asked(line), "0", str(FURTHEST + 1)) == []


def test_only_the_smaller_side_is_asked_further() -> None:
    crowd = [("a", f"n{number}") for number in range(300)]
    ask = Asked([*crowd, ("n7", "b")])
    assert between(ask, "a", "b") == [("a", "n7", "b")]
    assert len(ask.asked) <= 2


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] != p[1])),
    st.integers(0, 2),
)
def test_it_finds_what_networkx_does(edges: list[tuple[int, int]], longer: int) -> None:
    pairs = [(str(a), str(b)) for a, b in edges]
    graph = nx.Graph(pairs)
    graph.add_nodes_from(["0", "9"])
    found = between(Asked(pairs), "0", "9", longer)
    if not nx.has_path(graph, "0", "9"):
        assert found == []
        return
    shortest = nx.shortest_path_length(graph, "0", "9")
    if shortest > FURTHEST:
        return
    longest = min(shortest + longer, FURTHEST)
    wanted = {tuple(path) for path in nx.all_simple_paths(graph, "0", "9", cutoff=longest)}
    assert set(found) <= wanted
    assert len(found) == min(len(wanted), MOST)
    assert [len(path) for path in found] == sorted(len(path) for path in found)


def test_a_path_is_told_by_the_surest_and_latest_fact_of_each_step() -> None:
    ties = [
        tie("old", start_id="a", end_id="b"),
        tie("new", start_id="b", end_id="a"),
        tie("said", start_id="a", end_id="b"),
        tie("else", start_id="b", end_id="c"),
    ]
    begun = {"old": "2001-01-01", "new": "2010-01-01", "said": "2020-01-01", "else": "1999-01-01"}
    facts = {
        id_: FactNode(
            id_,
            KINDS["embassies"],
            id_,
            "alleged" if id_ == "said" else "asserted",
            (),
            day(start),
            OPEN_END,
        )
        for id_, start in begun.items()
    }
    (steps,) = steps_of([["a", "b", "c"]], ties, facts)
    assert [(step.start, step.end) for step in steps] == [("a", "b"), ("b", "c")]
    assert [fact.id for fact in steps[0].facts] == ["new", "old", "said"]
    assert [fact.id for fact in steps[1].facts] == ["else"]
