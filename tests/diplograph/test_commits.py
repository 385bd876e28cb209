"""A reader sees a fact with all its claims or not at all, on either engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from diplograph.database import Database, Transaction, connect

HALF = (
    "MATCH (f:Fact) WHERE NOT (f)<-[:ABOUT]-(:Claim) RETURN count(f) AS n",
    "MATCH (c:Claim) WHERE NOT (c)-[:ABOUT]->(:Fact) RETURN count(c) AS n",
    "MATCH (f:Fact) WHERE NOT EXISTS { MATCH (c:Claim) WHERE c.fact = f.id } RETURN count(f) AS n",
)
FACTS = 300
ROUNDS = 40


def _come(transaction: Transaction) -> None:
    ids = [f"f{number}" for number in range(FACTS)]
    transaction.run("UNWIND $ids AS id CREATE (f:Fact:Embassy) SET f.id = id", ids=ids)
    transaction.run("UNWIND $ids AS id CREATE (c:Claim) SET c.id = id, c.fact = id", ids=ids)
    transaction.run(
        "UNWIND $ids AS id MATCH (c:Claim {id: id}) MATCH (f:Fact {id: id}) "
        "CREATE (c)-[:ABOUT]->(f)",
        ids=ids,
    )


def _go(transaction: Transaction) -> None:
    transaction.run("MATCH (c:Claim) DETACH DELETE c")
    transaction.run("MATCH (f:Fact) DETACH DELETE f")


@contextmanager
def _reading(queries: tuple[str, ...]) -> Iterator[list[tuple[str, int]]]:
    """Readers with a connection each, one for each question; what each was answered."""
    seen: list[tuple[str, int]] = []
    over = threading.Event()

    def read(query: str) -> None:
        with connect() as own:
            while not over.is_set():
                seen.append((query, own.read(query)[0]["n"]))

    readers = [threading.Thread(target=read, args=(query,)) for query in queries]
    for reader in readers:
        reader.start()
    try:
        yield seen
    finally:
        over.set()
        for reader in readers:
            reader.join()


@pytest.mark.long
def test_readers_never_see_half_of_a_load(database: Database) -> None:
    with _reading(HALF * 3) as seen:
        for _ in range(ROUNDS):
            database.write(_come, announced=True)
            database.write(_go, announced=True)
    assert {query for query, _ in seen} == set(HALF)
    assert [one for one in seen if one[1]] == []


def test_a_read_waits_for_the_end_of_a_commit(database: Database) -> None:
    database.write(_come, announced=True)
    inside, go_on = threading.Event(), threading.Event()
    answers: list[int] = []

    def commit() -> None:
        with connect() as own:
            real = own._attempt_write

            def held(work: object) -> object:
                done = real(work)  # type: ignore[arg-type,var-annotated]
                if not inside.is_set():  # the first to be done is the announcement
                    inside.set()
                    go_on.wait()
                return done

            own._attempt_write = held  # type: ignore[method-assign,assignment]
            own.write(_go, announced=True)

    def read() -> None:
        answers.append(database.read("MATCH (f:Fact) RETURN count(f) AS n")[0]["n"])

    writer, reader = threading.Thread(target=commit), threading.Thread(target=read)
    writer.start()
    inside.wait()
    reader.start()
    reader.join(0.5)
    assert answers == []  # the commit has been announced and is not over
    go_on.set()
    writer.join()
    reader.join()
    assert answers == [0]


def test_a_writer_that_died_in_its_commit_holds_up_nobody(database: Database) -> None:
    database.write(_come, announced=True)
    database.write(
        lambda t: t.run("MATCH (c:Lease {id: 'commit'}) SET c.underWay = true, c.born = 'gone'")
    )
    assert database.read("MATCH (f:Fact) RETURN count(f) AS n") == [{"n": FACTS}]


def test_a_write_that_fails_is_over_too(database: Database) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Fact {id: 'half'})")
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="middle"):
        database.write(work, announced=True)
    assert database.read("MATCH (f:Fact) RETURN count(f) AS n") == [{"n": 0}]
