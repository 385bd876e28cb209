"""The days on which anything changes, in the world and in the record."""

from __future__ import annotations

from datetime import date, timedelta

from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN


def whole_graph(database: Database) -> tuple[list[date], list[date]]:
    """The turning days of every fact, and the days on which a source was published."""
    days: set[date] = set()
    for name in ("fromEarliest", "fromLatest", "toEarliest", "toLatest"):
        rows = database.read(f"MATCH (f:Fact) RETURN DISTINCT f.{name} AS day")
        later = timedelta(days=name.startswith("to"))  # what ends on a day is gone on the next
        days |= {row["day"] + later for row in rows if row["day"] not in (None, OPEN)}
    rows = database.read("MATCH (s:Source) RETURN DISTINCT s.known AS day")
    published = {row["day"] for row in rows if row["day"]}
    return sorted(days - {UNKNOWN, OPEN}), sorted(published - {UNKNOWN, OPEN})
