"""What the program asks of the whole graph at once, each in one query: for search, and for
analyses over every tie of some kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from diplograph.analysis.base import Analysis, World
from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import during
from diplograph.graph import windows_from
from diplograph.questions import core
from diplograph.search import FactTitle, Index


def fact_titles(database: Database) -> list[FactTitle]:
    """Every fact's title, kind and dates, with the entities that have a role in it."""
    rows = database.read(
        "MATCH (f:Fact) "
        "RETURN f.id AS id, f.kind AS kind, f.title AS title, f.fromEarliest AS fromEarliest, "
        "f.fromLatest AS fromLatest, f.toEarliest AS toEarliest, f.toLatest AS toLatest, "
        "f.standing AS standing, f.contested AS contested, "
        "[(f)-[r]->(e:Entity) | [type(r), e.id]] AS entities, "
        "COUNT { (f)<-[:ABOUT]-(:Claim) } AS claims "
        "ORDER BY id"
    )
    return [_title_of(row) for row in rows]


def _title_of(row: Mapping[str, Any]) -> FactTitle:
    beside = KINDS[row["kind"]].aside
    entities = {id_ for role, id_ in row["entities"] if role not in beside}
    aside = {id_ for _, id_ in row["entities"]} - entities
    return FactTitle(
        row["id"],
        row["kind"],
        row["title"],
        during(*windows_from(row)),
        tuple(sorted(entities)),
        row["standing"],
        row["contested"],
        row["claims"],
        tuple(sorted(aside)),
    )


def search_index(database: Database) -> Index:
    """The index of everything in the graph; build it anew when something has been loaded."""
    return Index(
        core.registry(database).entities.values(),
        fact_titles(database),
        core.sources(database).values(),
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
    ties = core.all_ties(database, analysis.kinds, known_on, analysis.history)
    entities = core.registry(database).entities
    return World(ties, entities, as_of, known_on, since, tuple(about))


def stamp(database: Database) -> str:
    """A text that changes whenever something is loaded or undone, and is cheap to read."""
    rows = database.read(
        "MATCH (l:Load) RETURN l.id AS id, toString(l.at) AS at ORDER BY at DESC, id LIMIT 1"
    )
    total = database.read("MATCH (l:Load) RETURN count(l) AS n")[0]["n"]
    return f"{rows[0]['id']}#{total}" if rows else ""


def publishers(database: Database) -> list[str]:
    """Every publisher, who has published most first."""
    rows = database.read(
        "MATCH (s:Source) RETURN s.publisher AS name, count(s) AS n ORDER BY n DESC, name"
    )
    return [row["name"] for row in rows]
