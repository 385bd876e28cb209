"""The one path to the graph: the official driver over Bolt, on the embedded engine or on Neo4j.

``NEO4J_URI`` (with ``NEO4J_USERNAME``, ``NEO4J_PASSWORD``, ``NEO4J_DATABASE``) names a Neo4j server
or cluster; without it the embedded engine is started. Nothing else imports ``neo4j``.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self, TypeVar

import neo4j
from neo4j.exceptions import (
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from neo4j.time import Date as Neo4jDate

from diplograph.engine import DATABASE, READER, USERNAME, Engine
from diplograph.errors import DatabaseError
from diplograph.guard import check_query

T = TypeVar("T")
Record = dict[str, Any]
"""One row of a result: column to value; dates as ``datetime.date``."""

READY_SECONDS = 30
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Address:
    """Where the graph is and who we are there; the passwords are not shown. ``reader`` is the name
    and password of a user who may only read, where the server has one."""

    uri: str
    username: str
    password: str
    database: str | None
    embedded: bool
    reader: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, {self.username!r}, database={self.database!r})"


def address(home: Path | None = None) -> Address:
    """The graph's address from the environment; starts the embedded engine if that is it.

    Raises EngineError if it cannot be started.
    """
    uri = os.environ.get("NEO4J_URI")
    if uri:
        return Address(
            uri,
            os.environ.get("NEO4J_USERNAME", "neo4j"),
            os.environ.get("NEO4J_PASSWORD", ""),
            os.environ.get("NEO4J_DATABASE") or None,
            embedded=False,
        )
    engine = Engine(home)
    running = engine.start()
    reader = (READER, engine.password(READER))
    return Address(running.uri, USERNAME, engine.password(), DATABASE, True, reader)


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a typed query; ``more`` is true where there were more than asked for."""

    columns: list[str]
    rows: list[Record]
    more: bool


class Transaction:
    """One write transaction."""

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        self._inner = inner

    def run(self, query: str, **parameters: object) -> list[Record]:
        """Run one statement and take in its whole result."""
        result = self._inner.run(query, dict(parameters))
        return [_plain(record) for record in result]


class Database:
    """An open connection pool; use it as a context manager, or ``close`` it."""

    def __init__(self, where: Address, revive: Callable[[], Address] | None = None) -> None:
        """``revive`` brings a server of our own back after a crash, and says where it is then."""
        self._revive = revive
        self._open(where)

    def _open(self, where: Address) -> None:
        self.address = where
        self._driver = _driver(where, (where.username, where.password))
        self._asker = _driver(where, where.reader) if where.reader else self._driver

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._asker.close()
        self._driver.close()

    def verify(self) -> None:
        """Raise DatabaseError, without patience, unless the server answers and lets us in."""
        try:
            self._driver.verify_connectivity()
        except (Neo4jError, DriverError, OSError) as error:
            raise DatabaseError(f"{self.address.uri} cannot be used: {_said(error)}") from error

    def wait_until_ready(self) -> None:
        """Wait for a server that has just been started; raises DatabaseError if it stays away."""
        limit = time.monotonic() + READY_SECONDS
        while True:
            try:
                self.read("RETURN 1 AS ready")
            except DatabaseError:
                if time.monotonic() > limit:
                    raise
                time.sleep(0.05)
            else:
                return

    def read(
        self, query: str, /, timeout: float | None = None, **parameters: object
    ) -> list[Record]:
        """The rows of a query of ours that only reads; ``timeout`` in seconds.

        Raises DatabaseError with the server's message.
        """

        def work(inner: neo4j.ManagedTransaction) -> list[Record]:
            result = inner.run(query, dict(parameters))
            return [_plain(record) for record in result]

        managed = neo4j.unit_of_work(timeout=timeout)(work)
        return self._attempt(neo4j.READ_ACCESS, managed)

    def ask(
        self, query: str, parameters: Mapping[str, object], timeout: float, limit: int
    ) -> Answer:
        """The answer to a typed query: at most ``limit`` rows, within ``timeout`` seconds.

        It runs in a read transaction that is rolled back whatever it did. Raises QueryRefused
        where it could do more than read, DatabaseError with the server's message.
        """
        check_query(query)
        token = f"diplograph {secrets.token_hex(8)}"

        def work(session: neo4j.Session) -> Answer:
            with session.begin_transaction(timeout=timeout) as transaction:
                result = transaction.run(f"/* {token} */ {query}", dict(parameters))
                columns = list(result.keys())
                rows = [_plain(record) for record in result.fetch(limit + 1)]
                transaction.rollback()
            return Answer(columns, rows[:limit], len(rows) > limit)

        with self._ended_after(timeout, token) as ended:
            try:
                return self._patiently(neo4j.READ_ACCESS, work, asking=True)
            except DatabaseError as error:
                if ended.is_set() or "TimedOut" in str(error.code):
                    text = f"the query took longer than {timeout:g} seconds and was ended"
                    raise DatabaseError(text, error.code) from error
                raise

    @contextmanager
    def _ended_after(self, seconds: float, token: str) -> Iterator[threading.Event]:
        """Have the query with this token ended by the server when its time is up.

        The embedded engine pays no heed to the driver's timeout, and lets a query run on after its
        client has gone; Neo4j ends it by itself.
        """
        ended = threading.Event()
        if not self.address.embedded:
            yield ended
            return

        def end() -> None:
            ended.set()
            for row in self.read("SHOW TRANSACTIONS"):
                if token in row["currentQuery"]:
                    self.execute(f"TERMINATE TRANSACTIONS '{row['transactionId']}'")

        watch = threading.Timer(seconds, end)
        watch.daemon = True
        watch.start()
        try:
            yield ended
        finally:
            watch.cancel()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one write transaction: all of it is written, or nothing.

        It may run again after a passing fault, so it must have no effect outside. Raises
        DatabaseError with the server's message.
        """
        return self._attempt(neo4j.WRITE_ACCESS, lambda inner: work(Transaction(inner)))

    def execute(self, statement: str) -> None:
        """Run a statement that may not stand in a transaction with others, as for an index."""

        def work(session: neo4j.Session) -> None:
            session.run(statement).consume()

        self._patiently(neo4j.WRITE_ACCESS, work)

    def _attempt(self, mode: str, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        def in_session(session: neo4j.Session) -> T:
            if mode == neo4j.READ_ACCESS:
                return session.execute_read(work)
            return session.execute_write(work)

        return self._patiently(mode, in_session)

    def _patiently(self, mode: str, work: Callable[[neo4j.Session], T], asking: bool = False) -> T:
        for attempt in range(_ATTEMPTS):
            try:
                return self._in_session(mode, work, self._asker if asking else self._driver)
            except _PassingError as error:
                if attempt == _ATTEMPTS - 1:
                    raise DatabaseError(str(error)) from error
                time.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable")

    def _in_session(self, mode: str, work: Callable[[neo4j.Session], T], driver: neo4j.Driver) -> T:
        try:
            with driver.session(
                database=self.address.database, default_access_mode=mode
            ) as session:
                return work(session)
        except (ServiceUnavailable, SessionExpired) as error:
            if self._revive:
                where = self._revive()
                if where != self.address:
                    self.close()
                    self._open(where)
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


def _driver(where: Address, auth: tuple[str, str]) -> neo4j.Driver:
    try:
        return neo4j.GraphDatabase.driver(
            where.uri,
            auth=auth,
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


def _plain(record: neo4j.Record) -> Record:
    return {key: plain_value(record[key]) for key in record.keys()}  # noqa: SIM118 - not a dict


def plain_value(value: Any) -> Any:
    """A driver's value as plain Python: dates as ``datetime.date``, nodes and relationships as
    maps of their properties with ``_labels`` or ``_type``."""
    match value:
        case Neo4jDate():
            return value.to_native()
        case neo4j.graph.Node():
            return {"_labels": sorted(value.labels), **_plain_map(value)}
        case neo4j.graph.Relationship():
            return {"_type": value.type, **_plain_map(value)}
        case neo4j.graph.Path():
            return {
                "_nodes": [plain_value(node) for node in value.nodes],
                "_relationships": [plain_value(one) for one in value.relationships],
            }
        case Mapping():
            return _plain_map(value)
        case list() | tuple():
            return [plain_value(one) for one in value]
        case date() | str() | int() | float() | bool() | None:
            return value
        case _ if hasattr(value, "iso_format"):
            return value.iso_format()
        case _:
            return value


def _plain_map(items: Mapping[str, Any] | neo4j.graph.Entity) -> Record:
    return {key: plain_value(items[key]) for key in items}


def connect(home: Path | None = None) -> Database:
    """The graph, ready for use; raises DatabaseError (or EngineError) where it is not."""
    where = address(home)
    database = Database(where, revive=(lambda: address(home)) if where.embedded else None)
    try:
        if where.embedded:
            database.wait_until_ready()
        else:
            database.verify()
    except BaseException:
        database.close()
        raise
    return database
