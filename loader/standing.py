"""What stands in the graph, as a plan needs it: rows by dataset, and the claims beside new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from diplograph.database import Database
from diplograph.entities import entity_from
from diplograph.graph import CLAIM_FIELDS, claim_from, unpacked
from diplograph.model import Claim, Entity

T = TypeVar("T")
BATCH = 5_000
"""Ids in one question."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or source as it stands: each dataset's own row, and what they came to, of which
    ``name`` and ``to`` matter to others."""

    label: str
    rows: dict[str, dict[str, str]]
    name: str | None
    to: str | None
    digest: str


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def nodes(database: Database, label: str) -> dict[str, Node]:
    """Every node of the label ``Entity`` or ``Source``, by id."""
    query = (
        f"MATCH (n:{label}) RETURN n.id AS id, n.label AS label, n.rows AS rows, "
        "n.name AS name, n.to AS to, n.digest AS digest"
    )
    return {
        row["id"]: Node(
            row["label"] or label,
            unpacked(row["rows"], row["id"]),
            row["name"],
            row["to"],
            row["digest"],
        )
        for row in database.read(query)
    }


def entity_rows(standing: Mapping[str, Node]) -> Iterator[tuple[str, Entity]]:
    """Every dataset's rows on entities, of these nodes."""
    for node in standing.values():
        for dataset, cells in node.rows.items():
            yield dataset, entity_from(node.label, cells)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands: enough to tell what a change does to it."""

    id: str
    dataset: str
    kind: str
    fact: str
    slug: str
    block: str
    digest: str
    file: str
    line: int


def claims_of(database: Database, dataset: str) -> dict[str, Standing]:
    """A dataset's claims by id."""
    query = (
        "MATCH (c:Claim {dataset: $dataset}) RETURN c.id AS id, c.dataset AS dataset, "
        "c.kind AS kind, c.fact AS fact, c.slug AS slug, c.block AS block, c.digest AS digest, "
        "c.file AS file, c.line AS line"
    )
    return {
        row["id"]: Standing(**{**row, "slug": row["slug"] or ""})
        for row in database.read(query, dataset=dataset)
    }


def claims_where(database: Database, column: str, values: Iterable[str]) -> Iterator[Claim]:
    """The claims whose property ``id``, ``block``, ``slug`` or ``fact`` is among the values."""
    query = f"MATCH (c:Claim) WHERE c.{column} IN $values RETURN {CLAIM_FIELDS}"
    for batch in batches(sorted(values), BATCH):
        for record in database.read(query, values=batch):
            yield claim_from(record)


def claims_naming(database: Database, ids: Collection[str]) -> Iterator[Claim]:
    """The claims that name one of these entities. It looks at every claim."""
    if ids:
        query = (
            "MATCH (c:Claim) WHERE any(name IN c.names WHERE name IN $ids) "
            f"RETURN {CLAIM_FIELDS} ORDER BY c.dataset, c.file, c.line"
        )
        for record in database.read(query, ids=sorted(ids)):
            yield claim_from(record)


def fact_digests(database: Database, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The kind and fingerprint of those of these facts that stand."""
    query = (
        "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id, f.kind AS kind, f.digest AS digest"
    )
    return {
        row["id"]: (row["kind"], row["digest"])
        for batch in batches(sorted(ids), BATCH)
        for row in database.read(query, ids=batch)
    }


def all_loads(database: Database) -> list[dict[str, Any]]:
    """Every load, one record for each of its datasets, oldest first; without the rows that it kept,
    which are long."""
    return database.read(
        "MATCH (l:Load) RETURN l.id AS id, l.dataset AS dataset, l.folder AS folder, "
        "l.rows AS rows, l.first AS first, l.undoes AS undoes ORDER BY l.at, l.id"
    )


def last_loads(database: Database) -> dict[str, dict[str, Any]]:
    """Each dataset that is loaded, with the record of its last load."""
    found = {load["dataset"]: load for load in all_loads(database)}
    return {name: load for name, load in found.items() if load["rows"]}
