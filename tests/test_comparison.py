"""The queries of the comparison run, on both engines, and its table counts them rightly."""

from __future__ import annotations

import re

import pytest

from diplograph.database import Database
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
QUERIES = {
    int(number): text
    for number, text in re.findall(r"### (\d+)\n```cypher\n(.*?)\n```", PAGE, re.DOTALL)
}
TABLE = {
    int(number): (int(queries), int(lines))
    for number, queries, lines in re.findall(
        r"^\| (\d+) \|.*?\| (\d+), (\d+) \|", PAGE, re.MULTILINE
    )
}
ACTIONS = [int(count) for count in re.findall(r"\| (\d+): [^|]*\|$", PAGE, re.MULTILINE)]


@pytest.mark.parametrize("number", QUERIES)
def test_each_query_runs_and_finds_something(number: int, story: Database) -> None:
    answer = story.ask(QUERIES[number], {}, timeout=60, limit=1000)
    assert answer.rows
    assert not answer.more


def test_the_table_counts_the_queries_and_no_task_takes_more_than_three_actions() -> None:
    assert {number: (1, len(text.splitlines())) for number, text in QUERIES.items()} == TABLE
    assert len(ACTIONS) == 10
    assert max(ACTIONS) <= 3


def test_the_first_answer_is_right(story: Database) -> None:
    names = [row["state"] for row in story.ask(QUERIES[1], {}, 60, 100).rows]
    assert "North Korea" in names, "it has an embassy in Minsk; Belarus has none in Pyongyang"
    assert "Russia" not in names


def test_the_pact_is_told_with_its_signatories(story: Database) -> None:
    rows = story.ask(QUERIES[6], {}, 60, 100).rows
    assert {"Kim Jong Un", "Vladimir Putin"} <= set(rows[0]["signed_by"])
    assert any("assistance" in (row["terms"] or "") for row in rows)
