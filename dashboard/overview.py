"""What the first page says of the whole graph: how much, over what time, by what last source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from diplograph import queries
from diplograph.database import Database
from diplograph.dates import UNKNOWN

SUBJECT = "PRK"
"""Whose missions the first page's map shows, where the data have any; else who sends the most."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``first`` is the earliest day that any fact is dated to, None where none is; ``last`` the id,
    publisher and day of the latest source that names its day."""

    counts: dict[str, int]
    kinds: dict[str, int]
    first: date | None
    last: tuple[str, str, str] | None


def overview(database: Database) -> Overview:
    """The overview of a graph."""
    first = database.read(
        "MATCH (f:Fact) WHERE f.fromEarliest > $unknown RETURN min(f.fromEarliest) AS day",
        unknown=UNKNOWN,
    )[0]["day"]
    last = database.read(
        "MATCH (s:Source) WHERE size(s.published) = 10 "
        "RETURN s.id AS id, s.publisher AS publisher, s.published AS day "
        "ORDER BY day DESC, id LIMIT 1"
    )
    return Overview(
        counts=queries.counts(database),
        kinds=queries.kind_counts(database),
        first=first,
        last=(last[0]["id"], last[0]["publisher"], last[0]["day"]) if last else None,
    )


def loaded(database: Database, facts: Collection[str]) -> frozenset[str]:
    """Those of these facts that are in the graph."""
    rows = database.read(
        "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id", ids=sorted(set(facts))
    )
    return frozenset(row["id"] for row in rows)


def subject(database: Database) -> str | None:
    """The state whose missions the first page shows; None where nobody sends any."""
    rows = database.read(
        "MATCH (f:Fact {kind: 'embassies'})-[:SENDER]->(e:Entity) "
        "RETURN e.id AS id, count(f) AS n ORDER BY n DESC, id"
    )
    ids = [row["id"] for row in rows]
    return SUBJECT if SUBJECT in ids else ids[0] if ids else None
