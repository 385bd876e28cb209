"""What the pages of an entity, a pair and a source ask of the graph; local to whom they are about.

Records out, nothing drawn. Facts are read here without their claims, which a list does not need;
``core.facts`` reads them whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN
from diplograph.entities import split
from diplograph.graph import camel, windows_from
from diplograph.kinds import Kind
from diplograph.model import Version
from diplograph.questions import core
from diplograph.questions.core import FactRecord


@dataclass(frozen=True, slots=True)
class Brief:
    """A fact as it stands, or stood on a day of the record, and how many claims it rests on."""

    id: str
    kind: Kind
    now: Version
    claims: int


@dataclass(frozen=True, slots=True)
class Press:
    """What was published of some facts: each publisher with the number of its claims, most first;
    how many sources they are; and the days on which they appeared."""

    publishers: list[tuple[str, int]]
    sources: int
    days: list[date]


@dataclass(frozen=True, slots=True)
class SourceUse:
    """How much rests on a source: its claims, the facts that they are about, and of these those
    that no other source says anything of."""

    claims: int
    facts: int
    alone: int


def brief(fact: FactRecord) -> Brief:
    """A whole fact in brief."""
    return Brief(fact.id, fact.kind, fact.now, len(fact.claims))


def briefs(database: Database, ids: Sequence[str], known_on: date | None = None) -> list[Brief]:
    """Facts by id in brief, less those of which nothing had been published by a day.

    Where the record of a fact has changed since that day, its claims are read.
    """
    rows = database.read(
        "MATCH (f:Fact) WHERE f.id IN $ids AND ($knownOn IS NULL OR f.knownFrom <= $knownOn) "
        "RETURN f {.*} AS fact, [(f)-[r]->(e:Entity) | [type(r), e.id]] AS roles, "
        "COUNT { (f)<-[:ABOUT]-(c:Claim) WHERE $knownOn IS NULL OR c.known <= $knownOn } AS claims "
        "ORDER BY f.id",
        ids=list(ids),
        knownOn=known_on,
    )
    changed = [row["fact"]["id"] for row in rows if known_on and row["fact"]["versions"] > 1]
    then = core.facts(database, changed, known_on) if changed else {}
    return [
        brief(then[row["fact"]["id"]]) if row["fact"]["id"] in then else _brief(row, known_on)
        for row in rows
    ]


def _brief(row: dict[str, Any], known_on: date | None) -> Brief:
    node = row["fact"]
    kind = KINDS[node["kind"]]
    start, end = windows_from(node)
    filled: dict[str, list[str]] = defaultdict(list)
    for role, id_ in sorted(map(tuple, row["roles"])):
        filled[role].append(id_)
    values: dict[str, tuple[str, ...]] = {}
    for column in kind.columns:
        if column.role:
            # two single columns of one role, as a relation's countries, take one each
            here = filled[column.role] if column.many else filled[column.role][:1]
            filled[column.role] = filled[column.role][len(here) :]
            values[column.name] = tuple(here)
        elif cell := node.get(camel(column.name)):
            values[column.name] = split(cell) if column.many else (cell,)
    now = Version(
        known_from=node["knownFrom"],
        known_to=OPEN,
        standing=node["standing"],
        start=start,
        end=end,
        values=values,
        disputes=tuple(node.get("disputes") or ()),
        last_said=min(node["lastSaid"], known_on or OPEN),
    )
    return Brief(node["id"], kind, now, row["claims"])


def press(database: Database, ids: Sequence[str], known_on: date | None = None) -> Press:
    """What was published of these facts, up to a day."""
    publishers = _publishers(database, ids, known_on)
    days = database.read(
        "MATCH (c:Claim) WHERE c.fact IN $ids RETURN DISTINCT c.known AS day ORDER BY day",
        ids=list(ids),
    )
    return Press(
        [(row["publisher"], row["claims"]) for row in publishers],
        sum(row["sources"] for row in publishers),
        [row["day"] for row in days if UNKNOWN < row["day"] < OPEN],
    )


def publishers_of(
    database: Database, ids: Sequence[str], known_on: date | None = None
) -> list[tuple[str, int]]:
    """Who published something of these facts, up to a day: each with the number of its claims,
    most first."""
    return [(row["publisher"], row["claims"]) for row in _publishers(database, ids, known_on)]


def sources_of(
    database: Database, ids: Sequence[str], known_on: date | None = None
) -> list[tuple[str, int]]:
    """What says something of these facts, up to a day: each source's id with the number of its
    claims, most first."""
    rows = database.read(
        "MATCH (c:Claim)-[:CITES]->(s:Source) "
        "WHERE c.fact IN $ids AND ($knownOn IS NULL OR c.known <= $knownOn) "
        "RETURN s.id AS id, count(DISTINCT c) AS claims ORDER BY claims DESC, id",
        ids=list(ids),
        knownOn=known_on,
    )
    return [(row["id"], row["claims"]) for row in rows]


def _publishers(
    database: Database, ids: Sequence[str], known_on: date | None
) -> list[dict[str, Any]]:
    return database.read(
        "MATCH (c:Claim)-[:CITES]->(s:Source) "
        "WHERE c.fact IN $ids AND ($knownOn IS NULL OR c.known <= $knownOn) "
        "RETURN s.publisher AS publisher, count(DISTINCT c) AS claims, "
        "count(DISTINCT s) AS sources ORDER BY claims DESC, publisher",
        ids=list(ids),
        knownOn=known_on,
    )


def facts_between(database: Database, first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The ids of the facts in which one of the first and one of the second have a role."""
    query = (
        "MATCH (a:Entity)<--(f:Fact)-->(b:Entity) WHERE a.id IN $a AND b.id IN $b "
        "RETURN DISTINCT f.id AS id ORDER BY id"
    )
    return [row["id"] for row in database.read(query, a=list(first), b=list(second))]


def facts_by(database: Database, source: str) -> list[str]:
    """The ids of the facts that a source has claims on."""
    query = (
        "MATCH (s:Source {id: $id})<-[:CITES]-(c:Claim) RETURN DISTINCT c.fact AS id ORDER BY id"
    )
    return [row["id"] for row in database.read(query, id=source)]


def most_told(database: Database, limit: int) -> list[tuple[str, str, int]]:
    """The entities with most facts: (label, id, facts), up to ``limit`` of each label."""
    rows = database.read(
        "MATCH (e:Entity)<--(f:Fact) "
        "RETURN e.label AS label, e.id AS id, count(DISTINCT f) AS n ORDER BY n DESC, id"
    )
    found: dict[str, list[tuple[str, str, int]]] = {}
    for row in rows:
        found.setdefault(row["label"], []).append((row["label"], row["id"], row["n"]))
    return [one for listed in found.values() for one in listed[:limit]]


def source_uses(database: Database) -> dict[str, SourceUse]:
    """How much rests on each source, by its id."""
    rows = database.read(
        "MATCH (s:Source)<-[:CITES]-(c:Claim) "
        "RETURN s.id AS id, count(DISTINCT c) AS claims, count(DISTINCT c.fact) AS facts"
    )
    only = Counter(alone(database).values())
    return {row["id"]: SourceUse(row["claims"], row["facts"], only[row["id"]]) for row in rows}


def alone(database: Database) -> dict[str, str]:
    """The facts of which one source alone says anything, each with that source; by kind, the
    latest first, those without a date last."""
    rows = database.read(
        "MATCH (s:Source)<-[:CITES]-(c:Claim) "
        "WITH c.fact AS fact, collect(DISTINCT s.id) AS ids WHERE size(ids) = 1 "
        "MATCH (f:Fact {id: fact}) "
        "RETURN fact, ids[0] AS source, f.fromLatest < $open AS dated "
        "ORDER BY f.kind, dated DESC, f.fromLatest DESC, fact",
        open=OPEN,
    )
    return {row["fact"]: row["source"] for row in rows}
