"""What the first page says of the whole graph: how much, over what time, by what last source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from diplograph.database import Database
from diplograph.dates import UNKNOWN
from diplograph.questions import core


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
        counts=core.counts(database),
        kinds=core.kind_counts(database),
        first=first,
        last=(last[0]["id"], last[0]["publisher"], last[0]["day"]) if last else None,
    )


def loaded(database: Database, facts: Collection[str]) -> frozenset[str]:
    """Those of these facts that are in the graph."""
    rows = database.read(
        "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id", ids=sorted(set(facts))
    )
    return frozenset(row["id"] for row in rows)
