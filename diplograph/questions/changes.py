"""Which facts may have changed between two days, in the world and in the record of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN

_TURNED = """\
((t.fromEarliest > $unknown AND t.fromEarliest <= $last
  AND t.fromLatest > $first AND t.fromLatest < $open)
 OR (t.toLatest < $open AND t.toEarliest < $last AND t.toLatest >= $first))"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the days, whom (any of them; () for everyone) and which kinds (None: all).

    ``then``: the world is told as it was known on the last day, not as it is known now.
    """

    first: date
    last: date
    focus: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    then: bool = False

    @property
    def known_on(self) -> date | None:
        """The day of the record by which the world is told; None for now."""
        return self.last if self.then else None


def changed(database: Database, asked: Asked) -> tuple[list[str], list[str]]:
    """The ids of the facts that may have changed in the world, and of those in the record, in the
    order of their days. What no tie shows of a fact's earlier versions is not looked for.
    """
    values: dict[str, Any] = {
        "first": asked.first,
        "last": asked.last,
        "unknown": UNKNOWN,
        "open": OPEN,
        "focus": list(asked.focus),
        "kinds": None if asked.kinds is None else list(asked.kinds),
        "knownOn": asked.known_on,
    }
    about = "MATCH (e:Entity)<-[]-(t:Fact) WHERE e.id IN $focus AND " if asked.focus else ""
    rows = database.read(
        f"{about or 'MATCH (t:Fact) WHERE '}($kinds IS NULL OR t.kind IN $kinds) AND {_TURNED} "
        "AND t.standing <> 'expected' "
        "RETURN DISTINCT t.id AS id, t.fromEarliest AS day ORDER BY day, id",
        **values,
    )
    if asked.known_on:
        ends = "(a.id IN $focus OR b.id IN $focus) AND " if asked.focus else ""
        rows += database.read(
            f"MATCH (a:Entity)-[t:SUPERSEDED]->(b:Entity) WHERE {ends}"
            "($kinds IS NULL OR t.kind IN $kinds) "
            f"AND t.knownFrom <= $knownOn AND $knownOn < t.knownTo AND {_TURNED} "
            "AND t.standing <> 'expected' "
            "RETURN DISTINCT t.fact AS id, t.fromEarliest AS day ORDER BY day, id",
            **values,
        )
    about = (
        "MATCH (e:Entity)<-[]-(:Fact)<-[:ABOUT]-(c:Claim) WHERE e.id IN $focus AND "
        if asked.focus
        else "MATCH (c:Claim) WHERE "
    )
    published = database.read(
        f"{about}c.known > $first AND c.known <= $last AND ($kinds IS NULL OR c.kind IN $kinds) "
        "RETURN c.fact AS id, min(c.known) AS day ORDER BY day, id",
        **values,
    )
    ids = dict.fromkeys(row["id"] for row in sorted(rows, key=lambda row: (row["day"], row["id"])))
    return list(ids), [row["id"] for row in published]
