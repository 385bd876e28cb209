"""One writer at a time, on any engine: a lease that is kept in the graph itself.

Every batch renews it in its own transaction, so a writer whose lease was taken over cannot write
any more. A lease whose process is gone from this machine is taken over at once; one from another
machine when it has run out.
"""

from __future__ import annotations

import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from diplograph.database import Database, Record, Transaction
from diplograph.errors import BusyError
from diplograph.processes import born, found

SECONDS = 120

_TAKE = """\
MERGE (l:Lease {id: 'writer'})
SET l.owner = $owner, l.host = $host, l.pid = $pid, l.born = $born, l.until = $until"""
_RENEW = """\
MATCH (l:Lease {id: 'writer'}) WHERE l.owner = $owner SET l.until = $until RETURN l.id AS id"""
_FREE = "MATCH (l:Lease {id: 'writer'}) WHERE l.owner = $owner SET l.until = 0.0"


class Lease:
    """The right to write, while it is held."""

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def renew(self, transaction: Transaction) -> None:
        """Renew it within a batch; raises BusyError if another writer has taken over."""
        if not transaction.run(_RENEW, owner=self.owner, until=time.time() + SECONDS):
            raise BusyError("another load has taken over; nothing more was written")


@contextmanager
def writing(database: Database) -> Iterator[Lease]:
    """Hold the lease for a block; raises BusyError where another writer holds it."""
    lease = Lease(secrets.token_hex(8))

    def take(transaction: Transaction) -> None:
        rows = transaction.run("MATCH (l:Lease {id: 'writer'}) RETURN l {.*} AS lease")
        if rows and _held(rows[0]["lease"]):
            raise BusyError(
                f"another load is being written (process {rows[0]['lease'].get('pid')} on "
                f"{rows[0]['lease'].get('host')}); try again when it is done"
            )
        transaction.run(
            _TAKE,
            owner=lease.owner,
            host=platform.node(),
            pid=os.getpid(),
            born=born(os.getpid()),
            until=time.time() + SECONDS,
        )

    database.write(take)
    try:
        yield lease
    finally:
        database.write(lambda transaction: transaction.run(_FREE, owner=lease.owner))


def _held(lease: Record) -> bool:
    until = lease.get("until")
    # one without a time is damaged: no writer of ours leaves it so, and nobody can wait for it
    if not isinstance(until, int | float) or until <= time.time():
        return False
    if lease.get("host") != platform.node():
        return True
    return found(lease.get("pid"), lease.get("born")) is not None
