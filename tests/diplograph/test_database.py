"""The one path to the graph: typed queries read, end in time and say when they are cut."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date

import pytest

from diplograph.database import MOST_BYTES, Address, Database
from diplograph.database import connection as module
from diplograph.errors import DatabaseError, QueryRefused


def _nodes(database: Database) -> int:
    count: int = database.read("MATCH (n) RETURN count(n) AS n")[0]["n"]
    return count


def test_a_typed_query_takes_parameters_and_gives_dates(story: Database) -> None:
    answer = story.ask(
        "RETURN $day AS day, date('2016-09-21') AS other", {"day": date(1, 1, 1)}, 5, 5
    )
    assert answer.columns == ["day", "other"]
    assert answer.rows == [{"day": date(1, 1, 1), "other": date(2016, 9, 21)}]


def test_a_long_answer_is_cut_and_says_so(story: Database) -> None:
    answer = story.ask("MATCH (c:Country) RETURN c.id AS id", {}, 5, 3)
    assert (len(answer.rows), answer.more) == (3, True)
    whole = story.ask("MATCH (c:Country {id: 'PRK'}) RETURN c.id AS id", {}, 5, 3)
    assert (whole.rows, whole.more) == ([{"id": "PRK"}], False)


def test_a_runaway_query_is_ended(story: Database) -> None:
    before = time.monotonic()
    with pytest.raises(DatabaseError, match="longer than 1 seconds"):
        story.ask("MATCH p = (a)-[*..12]-(b) RETURN count(p) AS n", {}, 1, 5)
    assert time.monotonic() - before < 30
    assert story.ask("RETURN 1 AS one", {}, 5, 5).rows == [{"one": 1}]


@pytest.mark.parametrize(
    "query",
    ["CREATE (:Person {id: 'x'})", "MATCH (n) SET n.x = 1", "CREATE INDEX i FOR (n:X) ON (n.y)"],
)
def test_nothing_is_written_even_by_what_the_guard_would_let_through(
    story: Database, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    with pytest.raises(QueryRefused):
        story.ask(query, {}, 5, 5)
    monkeypatch.setattr(module, "check_query", lambda query: None)
    before = _nodes(story)
    indexes = story.read("SHOW INDEXES")
    with suppress(DatabaseError):  # the embedded engine would refuse a SET at its commit only
        story.ask(query, {}, 5, 5)
    assert _nodes(story) == before
    assert story.read("MATCH (n) WHERE n.x IS NOT NULL RETURN count(n) AS n") == [{"n": 0}]
    assert len(story.read("SHOW INDEXES")) == len(indexes)


def test_a_fault_in_a_query_is_said_in_the_servers_words(story: Database) -> None:
    with pytest.raises(DatabaseError, match="nowhere"):
        story.ask("MATCH (a) RETURN nowhere", {}, 5, 5)


def test_a_write_is_whole_or_not_at_all(database: Database) -> None:
    def work(transaction: module.Transaction) -> None:
        transaction.run("CREATE (:Person {id: 'half'})")
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="middle"):
        database.write(work)
    assert _nodes(database) == 0


def test_no_password_is_shown() -> None:
    address = Address("bolt://127.0.0.1:1", "neo4j", "hidden", None, False, ("reader", "hidden"))
    assert "hidden" not in repr(address)


def test_a_large_answer_is_cut_and_says_so(story: Database) -> None:
    megabyte = "reduce(s = '0123456789abcdef', i IN range(1, 16) | s + s)"
    answer = story.ask(f"UNWIND range(1, 300) AS i RETURN {megabyte} AS text", {}, 60, 1000)
    assert 0 < len(answer.rows) * 1_048_576 <= MOST_BYTES
    assert answer.more
    assert answer.said == "The first 19 rows; the answer was cut, since it is larger than 20 MB."
    assert story.ask("RETURN 1 AS one", {}, 30, 5).said == "1 row"
