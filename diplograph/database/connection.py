"""The one path to the graph: the official driver over Bolt, on the embedded engine or on Neo4j.

``NEO4J_URI`` (with ``NEO4J_USERNAME``, ``NEO4J_PASSWORD``, ``NEO4J_DATABASE``) names a Neo4j server
or cluster; without it the embedded engine is started. Nothing outside this package imports
``neo4j``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeVar

import neo4j
from neo4j.exceptions import (
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from diplograph.database.address import Address, address
from diplograph.database.ask import Answer, NotSentError, OutOfTimeError, Question, took_too_long
from diplograph.database.commits import hear, tell
from diplograph.database.values import Record, plain
from diplograph.engine import Engine
from diplograph.errors import BusyError, DatabaseError
from diplograph.guard import check_query

T = TypeVar("T")

READY_SECONDS = 30
STEADY_SECONDS = 60
_ATTEMPTS = 8


class Transaction:
    """One write transaction."""

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        self._inner = inner

    def run(self, query: str, **parameters: object) -> list[Record]:
        """Run one statement and take in its whole result."""
        result = self._inner.run(query, dict(parameters))
        return [plain(record) for record in result]


class Database:
    """An open connection pool; use it as a context manager, or ``close`` it."""

    def __init__(self, where: Address, engine: Engine | None = None) -> None:
        """``engine``: the one behind this address, if it is ours to bring back after a crash."""
        self._engine = engine
        self._reviving = threading.Lock()
        self._open(where)

    def _open(self, where: Address) -> None:
        self.address = where
        self._driver = _driver(where)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def verify(self) -> None:
        """Raise DatabaseError, without patience, unless the server answers and lets us in."""
        try:
            self._driver.verify_connectivity()
        except (Neo4jError, DriverError, OSError) as error:
            raise DatabaseError(f"{self.address.uri} cannot be used: {_said(error)}") from error

    def wait_until_ready(self) -> None:
        """Wait for a server that has just been started; raises DatabaseError if it stays away.

        Bolt opens a little before the database does.
        """
        limit = time.monotonic() + READY_SECONDS
        while True:
            try:
                with self._driver.session(database=self.address.database) as session:
                    session.run("RETURN 1 AS ready").consume()
                return
            except (Neo4jError, DriverError, OSError) as error:
                if time.monotonic() > limit:
                    text = f"{self.address.uri} does not come to answer: {_said(error)}"
                    raise DatabaseError(text) from error
                time.sleep(0.05)

    def _revive(self, failed: Address) -> None:
        """Bring our engine back after a crash; raises EngineError if somebody stopped it."""
        assert self._engine is not None
        with self._reviving:
            if self.address != failed:
                return  # another thread has done it
            where = address(self._engine.home, unless_stopped=True)
            if where != self.address:
                self._driver.close()
                self._open(where)
            self.wait_until_ready()

    def read(
        self, query: str, /, timeout: float | None = None, **parameters: object
    ) -> list[Record]:
        """The rows of a query of ours that only reads; ``timeout`` in seconds.

        It never sees a part of a load's commit. Raises DatabaseError with the server's message,
        BusyError if one commit followed on the other for too long.
        """

        def work(inner: neo4j.ManagedTransaction) -> list[Record]:
            result = inner.run(query, dict(parameters))
            return [plain(record) for record in result]

        managed = neo4j.unit_of_work(timeout=timeout)(work)
        return self._attempt_read(managed)

    def ask(
        self, query: str, parameters: Mapping[str, object], timeout: float, limit: int
    ) -> Answer:
        """The answer to a typed query: at most ``limit`` rows, within ``timeout`` seconds.

        It runs in a read transaction that is rolled back whatever it did, and is never sent a
        second time. Raises QueryRefused where it could do more than read, DatabaseError with the
        server's message, or when its time is up, whether or not the server answers.
        """
        check_query(query)
        for _ in range(_ATTEMPTS):
            where = self.address
            running = self._engine.running() if self._engine else None
            try:
                return Question(where, query, parameters, timeout, limit).answer()
            except NotSentError as error:
                if not self._engine:
                    raise DatabaseError(f"{where.uri} cannot be reached: {error}") from error
                self._revive(where)
            except OutOfTimeError as error:
                if self._engine and running:
                    # it heeds no one any more, and would hold a processor and memory for ever
                    self._engine.kill(running)
                raise DatabaseError(took_too_long(timeout)) from error
        raise DatabaseError(f"{self.address.uri} cannot be reached")

    def write(self, work: Callable[[Transaction], T], announced: bool = False) -> T:
        """Run ``work`` in one write transaction: all of it is written, or nothing.

        It may run again after a passing fault, so it must have no effect outside. ``announced``: no
        ``read`` sees a part of it (commits.py). Raises DatabaseError with the server's message.
        """
        if not announced:
            return self._attempt_write(lambda inner: work(Transaction(inner)))

        def announcing(inner: neo4j.ManagedTransaction) -> T:
            done = work(Transaction(inner))
            self._attempt_write(lambda other: tell(other, under_way=True))
            return done

        try:
            done = self._attempt_write(announcing)
        except BaseException:
            with suppress(DatabaseError):  # the fault itself says more
                self._attempt_write(lambda other: tell(other, under_way=False))
            raise
        self._attempt_write(lambda other: tell(other, under_way=False))
        return done

    def execute(self, statement: str) -> None:
        """Run a statement that may not stand in a transaction with others, as for an index."""

        def work(session: neo4j.Session) -> None:
            session.run(statement).consume()

        self._patiently(neo4j.WRITE_ACCESS, work)

    def _attempt_write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        return self._patiently(neo4j.WRITE_ACCESS, lambda session: session.execute_write(work))

    def _attempt_read(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """What ``work`` reads where no announced commit was under way."""

        def in_session(session: neo4j.Session) -> T:
            limit = time.monotonic() + STEADY_SECONDS
            while time.monotonic() < limit:
                before = hear(session)
                if before.under_way:
                    time.sleep(0.01)
                    continue
                found = session.execute_read(work)
                if hear(session) == before:
                    return found
            raise BusyError("a load is being written all the while; try again when it is done")

        return self._patiently(neo4j.READ_ACCESS, in_session)

    def _patiently(self, mode: str, work: Callable[[neo4j.Session], T]) -> T:
        for attempt in range(_ATTEMPTS):
            try:
                return self._in_session(mode, work)
            except _PassingError as error:
                if attempt == _ATTEMPTS - 1:
                    raise DatabaseError(str(error)) from error
                time.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable")

    def _in_session(self, mode: str, work: Callable[[neo4j.Session], T]) -> T:
        where = self.address
        try:
            with self._driver.session(database=where.database, default_access_mode=mode) as session:
                return work(session)
        except (ServiceUnavailable, SessionExpired) as error:
            if self._engine:
                self._revive(where)
                raise _PassingError(_said(error)) from error
            raise DatabaseError(f"{self.address.uri} cannot be reached: {_said(error)}") from error
        except Neo4jError as error:
            if self.address.embedded and error.is_retryable():
                raise _PassingError(_said(error)) from error
            raise DatabaseError(_said(error), error.code) from error
        except DriverError as error:
            raise DatabaseError(_said(error)) from error
        except OSError as error:
            raise DatabaseError(f"{self.address.uri} cannot be reached: {error}") from error


def _driver(where: Address) -> neo4j.Driver:
    try:
        return neo4j.GraphDatabase.driver(
            where.uri,
            auth=(where.username, where.password),
            connection_timeout=15,
            # our own engine is revived at once; a cluster is given time to elect a leader
            max_transaction_retry_time=0 if where.embedded else 30,
            user_agent="diplograph",
            notifications_min_severity="OFF",
        )
    except (DriverError, ValueError) as error:
        raise DatabaseError(f"NEO4J_URI is {where.uri!r}: {error}") from error


class _PassingError(Exception):
    """A conflict of the embedded engine, or its restart, that is worth another attempt; with a
    server of others the driver has the patience."""


def _said(error: Exception) -> str:
    message = getattr(error, "message", None)
    return str(message or error)


def connect(home: Path | None = None, unless_stopped: bool = False) -> Database:
    """The graph, ready for use; raises DatabaseError (or EngineError) where it is not.

    ``unless_stopped``: an embedded engine that somebody stopped is not started again.
    """
    where = address(home, unless_stopped)
    database = Database(where, Engine(home) if where.embedded else None)
    try:
        if where.embedded:
            database.wait_until_ready()
        else:
            database.verify()
    except BaseException:
        database.close()
        raise
    return database
