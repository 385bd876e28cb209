"""What several datasets say of one thing: entities under several ids, facts with several claims."""

from __future__ import annotations

from collections import Counter
from typing import Any

from diplograph.database import Database
from diplograph.graph import unpacked


def joined_entities(database: Database) -> list[dict[str, Any]]:
    """The entities that stand under one id for several: the other ids, the datasets, the names."""
    query = (
        "MATCH (e:Entity) WHERE e.alsoIds IS NOT NULL RETURN e.id AS id, e.label AS label, "
        "e.name AS name, e.alsoIds AS also, e.rows AS rows ORDER BY label, id"
    )
    found = []
    for row in database.read(query):
        rows = unpacked(row["rows"], row["id"])
        names = sorted({row["name"], *(cells["name"] for cells in rows.values())})
        one = {"id": row["id"], "also": row["also"], "label": row["label"]}
        found.append({**one, "datasets": sorted(rows), "names": names})
    return found


def joined_facts(database: Database) -> list[dict[str, Any]]:
    """The facts of which several datasets have claims: id, title and the datasets."""
    query = (
        "MATCH (c:Claim) WITH c.fact AS id, collect(DISTINCT c.dataset) AS datasets "
        "WHERE size(datasets) > 1 RETURN id, datasets ORDER BY id"
    )
    found = [{"id": row["id"], "datasets": sorted(row["datasets"])} for row in database.read(query)]
    ids = [one["id"] for one in found]
    query = "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id, f.title AS title"
    titles = {row["id"]: row["title"] for row in database.read(query, ids=ids)}
    return [{**one, "title": titles[one["id"]]} for one in found]


def joined_counts(facts: list[dict[str, Any]]) -> dict[str, int]:
    """How many of its facts each dataset has together with another."""
    return dict(Counter(dataset for one in facts for dataset in one["datasets"]))
