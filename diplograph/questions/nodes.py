"""Facts as their nodes tell them, without their claims: for pictures and lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN, Window
from diplograph.kinds import Kind
from diplograph.model import Entity
from diplograph.questions import core
from diplograph.questions.core import FactRecord
from diplograph.sentences import Namer, title


@dataclass(frozen=True, slots=True)
class FactNode:
    """A fact as its node in the graph has it, without its claims."""

    id: str
    kind: Kind
    title: str
    standing: str
    disputes: tuple[str, ...]
    start: Window
    end: Window

    @property
    def contested(self) -> bool:
        """Whether its claims disagree."""
        return bool(self.disputes)


_FACT = """\
f.id AS id, f.kind AS kind, f.title AS title, f.standing AS standing, f.disputes AS disputes,
f.versions AS versions, f.knownFrom AS knownFrom,
f.fromEarliest AS fromEarliest, f.fromLatest AS fromLatest,
f.toEarliest AS toEarliest, f.toLatest AS toLatest"""


def fact_nodes(
    database: Database,
    entities: Mapping[str, Entity],
    known_on: date | None = None,
    *,
    ids: Collection[str] = (),
    about: str | None = None,
) -> dict[str, FactNode]:
    """Facts by id, or those in which an entity has a role, as known on a day.

    Where more has been published since than a fact's node can tell, its claims are read.
    """
    found = "MATCH (e:Entity {id: $about})<-[]-(f:Fact)" if about else "MATCH (f:Fact)"
    which = "" if about else "WHERE f.id IN $ids "
    rows = database.read(
        f"{found} {which}RETURN DISTINCT {_FACT} ORDER BY id",
        **({"about": about} if about else {"ids": list(ids)}),
    )
    if known_on is not None:
        rows = [row for row in rows if row["knownFrom"] <= known_on]
    earlier = [row["id"] for row in rows if known_on and row["versions"] > 1]
    told = core.facts(database, earlier, known_on) if earlier else {}

    def name(id_: str) -> str:
        return entities[id_].name if id_ in entities else id_

    return {
        row["id"]: _then(told[row["id"]], name) if row["id"] in told else _now(row) for row in rows
    }


def _now(row: dict[str, Any]) -> FactNode:
    return FactNode(
        id=row["id"],
        kind=KINDS[row["kind"]],
        title=row["title"],
        standing=row["standing"],
        disputes=tuple(row["disputes"] or ()),
        start=Window(row["fromEarliest"], row["fromLatest"]),
        end=Window(row["toEarliest"], row["toLatest"]),
    )


def _then(fact: FactRecord, name: Namer) -> FactNode:
    now = fact.now
    words = title(fact.kind, now.standing, now.values, name)
    return FactNode(fact.id, fact.kind, words, now.standing, now.disputes, now.start, now.end)


def publications(database: Database, facts: Collection[str]) -> list[date]:
    """The days on which something was said of these facts."""
    rows = database.read(
        "MATCH (c:Claim) WHERE c.fact IN $ids RETURN DISTINCT c.known AS day", ids=list(facts)
    )
    return sorted({row["day"] for row in rows} - {UNKNOWN, OPEN})


def untied(database: Database, ids: Collection[str], kinds: Collection[str]) -> list[str]:
    """The facts of these kinds that are about one of these entities and tie it to nobody."""
    rows = database.read(
        "MATCH (e:Entity)<-[]-(f:Fact) WHERE e.id IN $ids AND f.kind IN $kinds "
        "RETURN DISTINCT f.id AS id ORDER BY id",
        ids=list(ids),
        kinds=list(kinds),
    )
    about = {row["id"] for row in rows}
    tied = database.read(
        "MATCH (e:Entity)-[t]-(:Entity) WHERE e.id IN $ids RETURN DISTINCT t.fact AS id",
        ids=list(ids),
    )
    return sorted(about - {row["id"] for row in tied})


def most_in(database: Database, facts: Collection[str], limit: int) -> list[str]:
    """The states with a role in most of these facts, those with most first."""
    rows = database.read(
        "MATCH (f:Fact)-[]->(e:Country) WHERE f.id IN $ids "
        "RETURN e.id AS id, count(DISTINCT f.id) AS n ORDER BY n DESC, id LIMIT $limit",
        ids=list(facts),
        limit=limit,
    )
    return [row["id"] for row in rows]


def with_role(database: Database, facts: Collection[str]) -> set[str]:
    """The entities that have a role in one of these facts."""
    rows = database.read(
        "MATCH (f:Fact)-[]->(e:Entity) WHERE f.id IN $ids RETURN DISTINCT e.id AS id",
        ids=list(facts),
    )
    return {row["id"] for row in rows}
