"""Questions that the program itself asks of the graph: records out, nothing drawn.

Both clocks are arguments everywhere. ``as_of``: only what was, possibly or certainly, true on that
day; None for all times. ``known_on``: as the record stood on that day; None for now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from diplograph.catalogue import KINDS, TIE_TYPES
from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN, Window, certainty, outlasts, parse_date
from diplograph.entities import Registry, entity_from
from diplograph.graph import CLAIM_FIELDS, claim_from, renamed, unpacked, windows_from
from diplograph.kinds import SUPERSEDED, Kind
from diplograph.model import Claim, Source, Version
from diplograph.resolution.resolve import versions


@dataclass(frozen=True, slots=True)
class TieRecord:
    """A tie as it stands in the graph; ``type`` is what it is, or for a superseded one was."""

    fact: str
    kind: str
    type: str
    value: str
    start_id: str
    end_id: str
    standing: str
    contested: bool
    start: Window
    end: Window
    known_from: date
    known_to: date
    last_said: date

    def holds(self, as_of: date | None, until: date | None = None) -> str:
        """Whether it held on a day, ``yes`` or ``possibly`` (or ``no``); without a day, ``yes``.

        With ``until``: whether at any time from the one day to the other.

        What is expected may never come, so it never surely held.
        """
        found = "yes" if as_of is None else certainty(as_of, self.start, self.end, until)
        return "possibly" if found == "yes" and as_of and self.standing == "expected" else found

    def last_known(self, as_of: date | None) -> bool:
        """Whether it is last known to hold: it surely began and no end of it is known, but the day
        lies after the last source that says so."""
        lasts = KINDS[self.kind].when.lasts
        surely = self.holds(as_of) == "yes"
        return lasts and surely and outlasts(as_of, self.end, self.last_said)


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact with all its claims, and what they come to, as known on the day asked for."""

    id: str
    kind: Kind
    versions: list[Version]
    claims: list[Claim]
    sources: dict[str, Source]

    @property
    def now(self) -> Version:
        """The version that was known on that day."""
        return self.versions[-1]


def registry(database: Database) -> Registry:
    """Every entity in the graph, by all its names."""
    rows = database.read("MATCH (e:Entity) RETURN e.id AS id, e.label AS label, e.merged AS merged")
    return Registry(entity_from(r["label"], unpacked(r["merged"], r["id"])) for r in rows)


def _types(kinds: Collection[str] | None, known_on: date | bool | None) -> str:
    """The relationship types of these kinds, as Cypher's pattern has them; those of earlier
    versions too if a day, or True, is given."""
    if kinds is None:
        names: Iterable[str] = TIE_TYPES
    else:
        names = [name for kind in KINDS if kind in kinds for name in KINDS[kind].tie_types]
    return "|".join([*names, *([SUPERSEDED] if known_on else [])])


_CLOCKS = """\
($kinds IS NULL OR t.kind IN $kinds)
AND ($asOf IS NULL OR (t.fromEarliest <= $until AND $asOf <= t.toLatest))
AND ($knownOn IS NULL OR (t.knownFrom <= $knownOn AND $knownOn < t.knownTo))"""


def ties_among(
    database: Database,
    ids: Sequence[str],
    kinds: Collection[str] | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
    until: date | None = None,
) -> list[TieRecord]:
    """The ties between these entities, in an order that does not change."""
    if kinds is not None and not kinds:
        return []
    query = (
        f"MATCH (a:Entity)-[t:{_types(kinds, known_on)}]->(b:Entity) "
        f"WHERE a.id IN $ids AND b.id IN $ids AND {_CLOCKS} "
        "RETURN a.id AS start, b.id AS end, type(t) AS type, t {.*} AS tie "
        "ORDER BY tie.fact, start, end, tie.knownFrom"
    )
    rows = database.read(query, ids=list(ids), **_parameters(kinds, as_of, known_on, until))
    return [tie_record(row) for row in rows]


def ties_of(
    database: Database,
    ids: Sequence[str],
    kinds: Collection[str] | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
) -> list[TieRecord]:
    """The ties of these entities with any other or each other, in an order that does not change."""
    if kinds is not None and not kinds:
        return []
    asked = {"ids": list(ids), **_parameters(kinds, as_of, known_on)}
    # two questions, since one with OR would look at every tie there is
    rows = []
    for arrow, more in (("-[t:{}]->", ""), ("<-[t:{}]-", " AND NOT b.id IN $ids")):
        start, end = ("a", "b") if arrow.endswith(">") else ("b", "a")
        query = (
            f"MATCH (a:Entity){arrow.format(_types(kinds, known_on))}(b:Entity) "
            f"WHERE a.id IN $ids{more} AND {_CLOCKS} "
            f"RETURN {start}.id AS start, {end}.id AS end, type(t) AS type, t {{.*}} AS tie"
        )
        rows += database.read(query, **asked)
    found = [tie_record(row) for row in rows]
    return sorted(found, key=lambda t: (t.fact, t.start_id, t.end_id, t.known_from))


def all_ties(
    database: Database,
    kinds: Collection[str] | None = None,
    known_on: date | None = None,
    history: bool = False,
) -> list[TieRecord]:
    """Every tie of some kinds (None for all) between any two entities, in an order that stays.

    As known on a day, or now; with ``history`` every version, whenever it was known. For
    analyses, which look at the whole.
    """
    query = (
        f"MATCH (a:Entity)-[t:{_types(kinds, known_on or history)}]->(b:Entity) "
        f"WHERE {_CLOCKS} "
        "RETURN a.id AS start, b.id AS end, type(t) AS type, t {.*} AS tie "
        "ORDER BY tie.fact, tie.knownFrom, start, end"
    )
    rows = database.read(query, **_parameters(kinds, None, None if history else known_on))
    return [tie_record(row) for row in rows]


def _parameters(
    kinds: Collection[str] | None,
    as_of: date | None,
    known_on: date | None,
    until: date | None = None,
) -> dict[str, Any]:
    return {
        "kinds": list(kinds) if kinds is not None else None,
        "asOf": as_of,
        "until": until or as_of,
        "knownOn": known_on,
    }


def tie_record(row: dict[str, Any]) -> TieRecord:
    """A tie from its end points (``start``, ``end``), ``type`` and properties (``tie``)."""
    tie = row["tie"]
    start, end = windows_from(tie)
    return TieRecord(
        fact=tie["fact"],
        kind=tie["kind"],
        type=tie.get("tie") or row["type"],
        value=tie.get("type") or "",
        start_id=row["start"],
        end_id=row["end"],
        standing=tie["standing"],
        contested=tie["contested"],
        start=start,
        end=end,
        known_from=tie["knownFrom"],
        known_to=tie["knownTo"],
        last_said=tie["lastSaid"],
    )


def facts(
    database: Database, ids: Iterable[str], known_on: date | None = None
) -> dict[str, FactRecord]:
    """These facts with their claims and sources, less what had not been published by then."""
    wanted = list(dict.fromkeys(ids))
    rows = database.read(f"MATCH (c:Claim) WHERE c.fact IN $ids RETURN {CLAIM_FIELDS}", ids=wanted)
    claims: dict[str, list[Claim]] = defaultdict(list)
    canonical = canonical_ids(database)
    for row in rows:
        claim = renamed(claim_from(row), canonical)
        if known_on is None or claim.known <= known_on:
            claims[claim.fact].append(claim)
    cited = {source for group in claims.values() for claim in group for source in claim.sources}
    found = sources(database, cited)
    ends = ended_states(database)
    return {
        fact: _fact(fact, sorted(claims[fact], key=lambda c: c.order), found, ends)
        for fact in wanted
        if fact in claims
    }


def _fact(
    fact: str, claims: list[Claim], found: dict[str, Source], ends: dict[str, Window]
) -> FactRecord:
    kind = KINDS[claims[0].kind]
    cited = {id_: found[id_] for claim in claims for id_ in claim.sources}
    return FactRecord(fact, kind, versions(kind, claims, ends), claims, cited)


def canonical_ids(database: Database) -> dict[str, str]:
    """The ids that stand for an entity under another: each with the one under which it stands."""
    query = "MATCH (e:Entity) WHERE e.alsoIds IS NOT NULL RETURN e.id AS id, e.alsoIds AS also"
    return {also: row["id"] for row in database.read(query) for also in row["also"]}


def ended_states(database: Database) -> dict[str, Window]:
    """When each state that is no more came to its end."""
    query = "MATCH (c:Country) WHERE c.to IS NOT NULL RETURN c.id AS id, c.to AS end"
    return {row["id"]: parse_date(row["end"]) for row in database.read(query)}


def sources(database: Database, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """Sources by id, all of them if none are named."""
    query = (
        "MATCH (s:Source) WHERE $ids IS NULL OR s.id IN $ids "
        "RETURN s.id AS id, s.known AS known, s.merged AS merged ORDER BY id"
    )
    wanted = None if ids is None else sorted(ids)
    found = {}
    for row in database.read(query, ids=wanted):
        cells = unpacked(row["merged"], row["id"])
        found[row["id"]] = Source(
            row["id"], cells["publisher"], cells["title"], row["known"], cells
        )
    return found


def facts_of(database: Database, entity: str) -> list[str]:
    """The ids of the facts in which an entity has a role, tie or no tie."""
    query = "MATCH (e:Entity {id: $id})<-[r]-(f:Fact) RETURN DISTINCT f.id AS id ORDER BY id"
    return [row["id"] for row in database.read(query, id=entity)]


def facts_of_group(database: Database, id_: str) -> dict[str, str]:
    """The facts of the same identity as one that may be no more: by id, their names."""
    query = "MATCH (f:Fact {identity: $identity}) RETURN f.id AS id, f.title AS title ORDER BY id"
    rows = database.read(query, identity=id_.rpartition(":")[0])
    return {row["id"]: row["title"] for row in rows}


def titles(database: Database, ids: tuple[str, ...]) -> dict[str, str]:
    """The titles of these facts, of those that there are."""
    query = "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id, f.title AS title"
    return {row["id"]: row["title"] for row in database.read(query, ids=list(ids))}


def counts(database: Database) -> dict[str, int]:
    """How much is in the graph, by the same definitions as the audit's measures of a dataset."""
    cited = "MATCH (c:Claim)-[:CITES]->(s:Source) "
    queries = {
        "claims": "MATCH (c:Claim) RETURN count(c) AS n",
        "facts": "MATCH (f:Fact) RETURN count(f) AS n",
        "sources cited": cited + "RETURN count(DISTINCT s) AS n",
        "facts with two or more sources": (
            cited + "WITH c.fact AS fact, count(DISTINCT s) AS sources "
            "WHERE sources > 1 RETURN count(fact) AS n"
        ),
        "contested facts": "MATCH (f:Fact) WHERE f.contested RETURN count(f) AS n",
        "sourced absences": (
            "MATCH ()-[t:HAS_NO_EMBASSY_IN {knownTo: $open}]->() "
            "WITH collect(DISTINCT t.fact) AS beside "
            "MATCH (f:Fact) WHERE f.standing = 'denied' OR f.id IN beside RETURN count(f) AS n"
        ),
        "facts with uncertain dates": (
            "MATCH (f:Fact) WHERE f.standing <> 'expected' AND "
            "(f.fromEarliest <> $unknown AND f.fromEarliest <> f.fromLatest "
            "OR f.toEarliest <> $unknown AND f.toEarliest <> f.toLatest) "
            "RETURN count(f) AS n"
        ),
        "people": "MATCH (p:Person) RETURN count(p) AS n",
        "organizations": "MATCH (o:Organization) RETURN count(o) AS n",
        "cities": "MATCH (c:City) RETURN count(c) AS n",
    }
    return {
        name: database.read(query, unknown=UNKNOWN, open=OPEN)[0]["n"]
        for name, query in queries.items()
    }


def kind_counts(database: Database) -> dict[str, int]:
    """Facts by kind, in the kinds' own order."""
    rows = database.read("MATCH (f:Fact) RETURN f.kind AS kind, count(f) AS n")
    found = {row["kind"]: row["n"] for row in rows}
    return {name: found.get(name, 0) for name in KINDS}


def datasets(database: Database) -> list[dict[str, Any]]:
    """What is loaded: each dataset with its claims, all its rows, and its last load."""
    query = "MATCH (c:Claim) RETURN c.dataset AS dataset, count(c) AS claims"
    claims = {row["dataset"]: row["claims"] for row in database.read(query)}
    query = "MATCH (l:Load) RETURN l.dataset AS name, l.at AS at, l.rows AS rows ORDER BY at, l.id"
    last = {row["name"]: row for row in database.read(query)}
    return [
        {
            "dataset": name,
            "claims": claims.get(name, 0),
            "rows": load["rows"],
            "loaded": str(load["at"]),
        }
        for name, load in sorted(last.items())
        if load["rows"]
    ]
