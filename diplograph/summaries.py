"""What the program asks of the whole graph at once, each in one query: for search, and for
analyses over every tie of some kinds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diplograph import queries
from diplograph.analysis.base import Analysis, World
from diplograph.database import Database
from diplograph.dates import during
from diplograph.graph import windows_from
from diplograph.search import FactTitle, Index


def fact_titles(database: Database) -> list[FactTitle]:
    """Every fact's title, kind and dates, with the entities that have a role in it."""
    rows = database.read(
        "MATCH (f:Fact) "
        "RETURN f.id AS id, f.kind AS kind, f.title AS title, f.fromEarliest AS fromEarliest, "
        "f.fromLatest AS fromLatest, f.toEarliest AS toEarliest, f.toLatest AS toLatest, "
        "f.standing AS standing, f.contested AS contested, "
        "[(f)-->(e:Entity) | e.id] AS entities, COUNT { (f)<-[:ABOUT]-(:Claim) } AS claims "
        "ORDER BY id"
    )
    return [
        FactTitle(
            row["id"],
            row["kind"],
            row["title"],
            during(*windows_from(row)),
            tuple(sorted(set(row["entities"]))),
            row["standing"],
            row["contested"],
            row["claims"],
        )
        for row in rows
    ]


def search_index(database: Database) -> Index:
    """The index of everything in the graph; build it anew when something has been loaded."""
    return Index(
        queries.registry(database).entities.values(),
        fact_titles(database),
        queries.sources(database).values(),
    )


def world(
    database: Database,
    analysis: Analysis,
    as_of: date | None = None,
    known_on: date | None = None,
    since: date | None = None,
    about: Sequence[str] = (),
) -> World:
    """What an analysis looks at (see analysis.base.World); ``about`` are ids of entities."""
    ties = queries.all_ties(database, analysis.kinds, known_on, analysis.history)
    entities = queries.registry(database).entities
    return World(ties, entities, as_of, known_on, since, tuple(about))
