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

import psutil

from diplograph.database import Database, Record, Transaction
from diplograph.errors import BusyError

SECONDS = 120

_TAKE = """\
MERGE (l:Lease {id: 'writer'})
SET l.owner = $owner, l.host = $host, l.pid = $pid, l.created = $created, l.until = $until"""
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
    process = psutil.Process()

    def take(transaction: Transaction) -> None:
        found = transaction.run("MATCH (l:Lease {id: 'writer'}) RETURN l {.*} AS lease")
        if found and _held(found[0]["lease"]):
            raise BusyError(
                f"another load is being written (process {found[0]['lease']['pid']} on "
                f"{found[0]['lease']['host']}); try again when it is done"
            )
        transaction.run(
            _TAKE,
            owner=lease.owner,
            host=platform.node(),
            pid=os.getpid(),
            created=process.create_time(),
            until=time.time() + SECONDS,
        )

    database.write(take)
    try:
        yield lease
    finally:
        database.write(lambda transaction: transaction.run(_FREE, owner=lease.owner))


def _held(lease: Record) -> bool:
    if lease["until"] <= time.time():
        return False
    if lease["host"] != platform.node():
        return True
    try:
        running = psutil.Process(lease["pid"])
        return bool(abs(running.create_time() - lease["created"]) < 1)
    except psutil.NoSuchProcess:
        return False
