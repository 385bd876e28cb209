"""No reader sees half of a load's commit.

Neither engine makes a commit visible at one moment: while it is being applied a query can find a
fact and not yet its claims (docs/decisions.md). So a writer announces it in a node of its own, just
before and just after, each in a transaction of its own; a reader looks at that node before and
after it has read, and reads again if a commit was under way.
"""

from __future__ import annotations

import os
import platform
import secrets
import time
from dataclasses import dataclass

import neo4j

from diplograph.processes import born, found

SECONDS = 120
"""So long an announcement from another machine is believed; one of this machine while its process
lives."""

# The second label keeps it on a page of its own in the embedded engine, where two transactions that
# write to one page conflict: the lease beside it is written by every batch.
_MAKE = "CREATE (c:Lease:Commit {id: 'commit'}) SET c += $told"
_TELL = "MATCH (c:Lease {id: 'commit'}) SET c += $told RETURN c.id AS id"
_HEAR = "MATCH (c:Lease {id: 'commit'}) RETURN c {.*} AS told"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the node said: ``stamp`` is another after every word of a writer's."""

    stamp: str | None
    under_way: bool


def tell(transaction: neo4j.ManagedTransaction, under_way: bool) -> None:
    """Announce that a commit is about to begin, or that it is over."""
    told = {
        "stamp": secrets.token_hex(8),
        "underWay": under_way,
        "host": platform.node(),
        "pid": os.getpid(),
        "born": born(os.getpid()),
        "until": time.time() + SECONDS,
    }
    if not transaction.run(_TELL, told=told).single():
        transaction.run(_MAKE, told=told).consume()


def hear(session: neo4j.Session) -> Heard:
    """What is announced now."""
    record = session.run(_HEAR).single()
    if record is None:
        return Heard(None, False)
    told = record["told"]
    return Heard(told.get("stamp"), bool(told.get("underWay")) and _is_alive(told))


def _is_alive(told: dict[str, object]) -> bool:
    """Whether who announced it can still be at it."""
    if told.get("host") == platform.node():
        return found(told.get("pid"), told.get("born")) is not None
    until = told.get("until")
    return isinstance(until, int | float) and until > time.time()
