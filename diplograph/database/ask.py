"""A typed query: sent once, ended in time whatever the server does, and cut where it is too much.

The driver's time limit is not enough. The embedded engine pays no heed to it, neither engine looks
at the clock within one expression, and an engine that is out of memory answers nobody. So the
client keeps the time itself: when it is up it has the server end the query, and where that does
not help it gives up and, if the engine is ours, ends the engine, which the next question starts
again. It is asynchronous because only so can the driver be made to let go of a connection.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from diplograph.database.address import Address
from diplograph.database.values import Record, plain, size
from diplograph.errors import DatabaseError
from diplograph.guard import bare, wants_a_plan

MOST_BYTES = 20_000_000
"""An answer's size as plain values; a row of a few long texts can be as large as a thousand."""

GRACE = 1.5
"""Seconds that the server has to end a query when its time is up."""

_LETTING_GO = 0.2
_FETCH = 100
"""Rows that are under way at once: what the client may hold beyond ``MOST_BYTES``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a typed query; ``more`` is true where there were more than these, ``too_large``
    where that is because of their size and not of their number."""

    columns: list[str]
    rows: list[Record]
    more: bool
    too_large: bool = False

    @property
    def said(self) -> str:
        """How many rows there are, and why not more."""
        count = f"{len(self.rows):,} row{'s' if len(self.rows) != 1 else ''}"
        if self.too_large:
            large = f"larger than {MOST_BYTES // 1_000_000} MB"
            if not self.rows:
                return f"No rows are shown, since the first one alone is {large}."
            return f"The first {count}; the answer was cut, since it is {large}."
        return f"The first {count}; there are more (--limit)." if self.more else count


class OutOfTimeError(Exception):
    """The time is up and the server has not let go of the query."""


class NotSentError(Exception):
    """The server could not be reached, so the query can be sent to another."""


class Question:
    """One typed query on its way."""

    def __init__(
        self,
        where: Address,
        query: str,
        parameters: Mapping[str, object],
        timeout: float,
        limit: int,
    ) -> None:
        self._where = where
        self._token = f"diplograph {secrets.token_hex(8)}"
        # at the end, so that the places which errors name are those of the typed text
        self._query = f"{bare(query, where.embedded)}\n/* {self._token} */"
        self._planned = wants_a_plan(query)
        self._parameters = dict(parameters)
        self._timeout = timeout
        self._limit = limit
        self._sent = False
        self._over: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def answer(self) -> Answer:
        """The answer, within the time and ``GRACE``.

        Raises OutOfTimeError, NotSentError, or DatabaseError in the server's words.
        """
        # a thread of its own: the caller's may have an event loop, and must be able to give up
        future: Future[Answer] = Future()
        threading.Thread(target=self._run, args=(future,), daemon=True).start()
        try:
            return future.result(self._timeout + GRACE + 2 * _LETTING_GO)
        except TimeoutError as error:
            raise OutOfTimeError from error
        except KeyboardInterrupt:
            # the embedded engine would go on with it though nobody waits
            if self._loop and self._over:
                self._loop.call_soon_threadsafe(self._over.set)
                future.exception(GRACE + 2 * _LETTING_GO)
            raise

    def _run(self, future: Future[Answer]) -> None:
        try:
            future.set_result(asyncio.run(self._in_time()))
        except BaseException as error:  # noqa: BLE001 - it is the waiting thread's
            future.set_exception(error)

    async def _in_time(self) -> Answer:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        # a connection that breaks is told of by our errors, not by the loop's
        self._loop.set_exception_handler(lambda *_: None)
        async with neo4j.AsyncGraphDatabase.driver(
            self._where.uri,
            auth=self._where.reader or (self._where.username, self._where.password),
            connection_timeout=15,
            user_agent="diplograph",
            notifications_min_severity="OFF",
        ) as driver:
            asking = asyncio.create_task(self._ask(driver))
            over = asyncio.create_task(self._over.wait())
            await asyncio.wait(
                {asking, over}, timeout=self._timeout, return_when=asyncio.FIRST_COMPLETED
            )
            over.cancel()
            late = not asking.done()
            if late:
                ending = asyncio.create_task(self._have_it_ended(driver))
                await asyncio.wait({asking}, timeout=GRACE)
                await _let_go(ending)
            if not asking.done():
                await _let_go(asking)
                raise OutOfTimeError
            return self._outcome(asking, late)

    def _outcome(self, asking: asyncio.Task[Answer], late: bool) -> Answer:
        try:
            return asking.result()
        except (ServiceUnavailable, SessionExpired, OSError) as error:
            if not self._sent:
                raise NotSentError(str(error)) from error
            raise DatabaseError(
                "the connection broke while the database worked on the query, perhaps for want of "
                "memory; the query was not sent again"
            ) from error
        except Neo4jError as error:
            if late or "TimedOut" in str(error.code):
                raise DatabaseError(took_too_long(self._timeout), error.code) from error
            raise DatabaseError(str(error.message or error), error.code) from error
        except DriverError as error:
            raise DatabaseError(str(error)) from error

    async def _ask(self, driver: neo4j.AsyncDriver) -> Answer:
        async with driver.session(
            database=self._where.database,
            default_access_mode=neo4j.READ_ACCESS,
            fetch_size=min(_FETCH, self._limit + 1),
        ) as session:
            # whether the server is there, before the query is sent
            await (await session.run("RETURN 1 AS one")).consume()
            async with await session.begin_transaction(timeout=self._timeout) as transaction:
                self._sent = True
                result = await transaction.run(self._query, self._parameters)
                columns = list(result.keys())
                rows: list[Record] = []
                length = 0
                async for record in result:
                    if self._planned:
                        continue  # the plan comes after the last row, and stands for them
                    row = plain(record)
                    length += size(row)
                    if len(rows) == self._limit or length > MOST_BYTES:
                        await transaction.rollback()
                        return Answer(columns, rows, True, length > MOST_BYTES)
                    rows.append(row)
                summary = await result.consume()
                await transaction.rollback()
            plan = summary.profile or summary.plan
            return _as_answer(plan) if plan else Answer(columns, rows, False)

    async def _have_it_ended(self, driver: neo4j.AsyncDriver) -> None:
        """Neo4j ends it by itself; the embedded engine lets it run on, even without its client."""
        if not self._where.embedded:
            return
        async with driver.session(database=self._where.database) as session:
            running = await session.run("SHOW TRANSACTIONS")
            for row in [record.data() async for record in running]:
                if self._token in row["currentQuery"]:
                    one = await session.run(f"TERMINATE TRANSACTIONS '{row['transactionId']}'")
                    await one.consume()


def took_too_long(seconds: float) -> str:
    """What is said of a query that was ended."""
    return f"the query took longer than {seconds:g} seconds and was ended"


async def _let_go(task: asyncio.Task[Any] | Coroutine[Any, Any, Any]) -> None:
    """Cancel a task, which closes its connection, and take no interest in how it ended."""
    one = asyncio.ensure_future(task)
    one.cancel()
    await asyncio.wait({one}, timeout=_LETTING_GO)
    if one.done() and not one.cancelled():
        one.exception()


def _as_answer(plan: Mapping[str, Any]) -> Answer:
    """EXPLAIN and PROFILE answer with a plan: the server's own drawing of it, line by line."""
    drawn = plan.get("args", {}).get("string-representation")
    lines = str(drawn).splitlines() if drawn else list(_operators(plan, 0))
    return Answer(["plan"], [{"plan": line} for line in lines], False)


def _operators(plan: Mapping[str, Any], depth: int) -> list[str]:
    details = plan.get("args", {}).get("Details", "")
    lines = [f"{'  ' * depth}{plan.get('operatorType', '')} {details}".rstrip()]
    for child in plan.get("children", ()):
        lines += _operators(child, depth + 1)
    return lines
