"""A plan into the graph, in transactions that each leave whole facts: all with their claims."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from diplograph.database import Database, Transaction
from diplograph.graph import Properties, schema_statements
from diplograph.kinds import SUPERSEDED, Kind
from loader.changeset import FactWrite, Plan
from loader.lease import Lease
from loader.rows import Row, packed
from loader.standing import batches

BATCH = 5_000
"""Facts in one transaction; a load of no more is written as a whole or not at all."""

ROWS = 1_000
"""Rows in one statement."""

SOUGHT = 250
"""Facts whose ties are sought in one statement: for each of them Neo4j copies what the transaction
has deleted by then, which for 1,000 facts and 25,000 ties came to more than 512 MB."""

Progress = Callable[[int, int], None]
"""Told after each batch: facts written, facts in all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and its parameter ``rows``: maps that it unwinds, or ids; so many at once."""

    statement: str
    rows: Sequence[Properties | str]
    at_once: int = ROWS


def prepare(database: Database) -> None:
    """Make the constraints and indexes that are missing."""
    for statement in schema_statements():
        database.execute(statement)


def write_plan(
    database: Database, plan: Plan, lease: Lease, progress: Progress | None = None
) -> str | None:
    """Write a plan and return the id of the load (of the first, if it has several datasets), or
    None where there was nothing to write.

    Raises DatabaseError (BusyError if another writer took over); the batches written by then stand,
    each of them whole, and the same load run again writes the rest.
    """
    if plan.empty:
        return None
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"
    loads = {part.dataset: f"{part.dataset}-{stamp}" for part in plan.parts}
    parts = list(batches(plan.facts, BATCH)) or [[]]
    done = 0
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        # old ties first: to seek them costs Neo4j what the transaction has deleted by then
        steps = _old_ties(part, plan.gone_facts if last else ())
        if number == 0:
            steps += _opening(plan, loads)
        steps += _fact_steps(part, loads)
        if last:
            steps += _closing(plan)

        def work(transaction: Transaction, steps: list[Step] = steps) -> None:
            lease.renew(transaction)
            for step in steps:
                for rows in batches(step.rows, step.at_once):
                    transaction.run(step.statement, rows=rows)

        database.write(work, announced=True)
        done += len(part)
        if progress:
            progress(done, len(plan.facts))
    return next(iter(loads.values()))


def _opening(plan: Plan, loads: Mapping[str, str]) -> list[Step]:
    """What facts need to be there first: the loads, entities and sources; claims that go, go now,
    so that those which come again are not there twice."""
    now = datetime.now(UTC)
    records: list[Properties] = [
        {
            "id": loads[part.dataset],
            "dataset": part.dataset,
            "at": now,
            "files": part.files,
            "folder": part.folder,
            "rows": part.rows,
            "displaced": packed(part.displaced),
            # of the first load of a dataset nothing else was there before
            "first": not part.before,
            "newcomers": packed({key: Row({}, "", 0) for key in part.added if part.before}),
            **({"undoes": plan.undoes} if plan.undoes else {}),
            **{k: v for k, v in part.counts().items() if k != "unchanged"},
        }
        for part in plan.parts
    ]
    steps = [
        Step("UNWIND $rows AS row MERGE (l:Load {id: row.id}) SET l = row", records),
        Step(
            "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) DETACH DELETE c",
            [{"id": id_} for id_ in plan.gone_claims],
        ),
    ]
    groups: dict[tuple[str, bool], list[Properties]] = defaultdict(list)
    for node in (*plan.entities, *plan.sources):
        if node.properties is not None:
            groups[node.label, node.new].append(node.properties)
    for (label, new), rows in groups.items():
        labels = ["Source"] if label == "Source" else ["Entity", label]
        steps.append(_nodes(labels, new, rows))
    return steps


def _nodes(labels: list[str], new: bool, rows: list[Properties]) -> Step:
    """Create nodes, or set those that are there.

    MERGE would do both, but on the embedded engine a MERGE on two labels scans, and it cannot add
    a label to a node under a constraint; the plan knows what is there.
    """
    if new:
        return Step(f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row", rows)
    return Step(f"UNWIND $rows AS row MATCH (n:{labels[0]} {{id: row.id}}) SET n = row", rows)


def _old_ties(facts: Iterable[FactWrite], gone: Iterable[tuple[str, Kind]]) -> list[Step]:
    """What takes the ties of these facts away, so far as they can have any."""
    stood = [(f.id, f.other_kind or f.kind) for f in facts if f.other_kind or not f.new]
    by_type: dict[str, list[str]] = defaultdict(list)
    for id_, kind in (*stood, *gone):
        for type_ in (*kind.tie_types, SUPERSEDED):
            by_type[type_].append(id_)
    return [
        Step(_DELETE_TIES.format(type=type_), ids, SOUGHT) for type_, ids in sorted(by_type.items())
    ]


def _closing(plan: Plan) -> list[Step]:
    """What can only go once all else has come: facts without claims, entities, sources."""
    gone = [id_ for id_, _ in plan.gone_facts]
    steps = [
        Step(
            "UNWIND $rows AS row MATCH (f:Fact {id: row.id}) DETACH DELETE f",
            [{"id": id_} for id_ in gone],
        ),
        Step(
            "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) "
            "SET c.file = row.file, c.line = row.line",
            plan.placed,
        ),
    ]
    for label, nodes in (("Entity", plan.entities), ("Source", plan.sources)):
        rows = [{"id": node.id} for node in nodes if node.properties is None]
        statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
        steps.append(Step(statement, rows))
    return steps


def _fact_steps(facts: Iterable[FactWrite], loads: Mapping[str, str]) -> list[Step]:
    """Everything about these facts: what stood there goes, what shall stand comes."""
    new_ties: dict[str, list[Properties]] = defaultdict(list)
    nodes: dict[tuple[str, bool], list[Properties]] = defaultdict(list)
    roles: dict[str, list[Properties]] = defaultdict(list)
    claims: list[Properties] = []
    moved: list[Properties] = []
    about: list[Properties] = []
    loaded: list[Properties] = []
    cites: list[Properties] = []
    attributed: list[Properties] = []
    others: list[Properties] = []
    for fact in facts:
        if fact.other_kind:
            others.append({"id": fact.id})
        nodes[fact.kind.label, fact.new].append(fact.properties)
        for role, id_ in fact.roles:
            roles[role].append({"fact": fact.id, "id": id_})
        for type_, row in fact.ties:
            new_ties[type_].append(row)
        moved += fact.moved
        about += [{"id": row["id"], "fact": fact.id} for row in fact.moved]
        for claim, properties in fact.created:
            claims.append(properties)
            about.append({"id": claim.id, "fact": fact.id})
            loaded.append({"id": claim.id, "load": loads[claim.dataset]})
            cites += [
                {"id": claim.id, "source": source, "locator": claim.locator or None}
                for source in claim.sources
            ]
            attributed += [{"id": claim.id, "entity": one} for one in claim.attributed_to]
    changed = [{"id": row["id"]} for (_, new), rows in nodes.items() if not new for row in rows]
    return [
        Step("UNWIND $rows AS row MATCH (f:Fact {id: row.id})-[r]->(:Entity) DELETE r", changed),
        Step("UNWIND $rows AS row MATCH (c:Claim {id: row.id})-[a:ABOUT]->() DELETE a", moved),
        Step("UNWIND $rows AS row MATCH (f:Fact {id: row.id}) DETACH DELETE f", others),
        *(_nodes(["Fact", label], new, rows) for (label, new), rows in nodes.items()),
        *(Step(_CREATE_ROLES.format(role=role), rows) for role, rows in roles.items()),
        _nodes(["Claim"], True, claims),
        Step(
            "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) "
            "SET c.fact = row.fact, c.block = row.block",
            moved,
        ),
        Step(_CREATE_ABOUT, about),
        Step(_CREATE_LOADED, loaded),
        Step(_CREATE_CITES, cites),
        Step(_CREATE_ATTRIBUTED, attributed),
        *(Step(_CREATE_TIES.format(type=type_), rows) for type_, rows in new_ties.items()),
    ]


# Labels and types cannot be parameters in Cypher; those filled in here are from the declarations,
# never from a file.

# In this form both engines use the index on the ties' property; bound end nodes, several types or
# a map of properties make the embedded one scan.
_DELETE_TIES = "MATCH ()-[t:{type}]->() WHERE t.fact IN $rows DELETE t"

_CREATE_ROLES = """\
UNWIND $rows AS row
MATCH (f:Fact {{id: row.fact}}) MATCH (e:Entity {{id: row.id}}) CREATE (f)-[:{role}]->(e)"""

_CREATE_ABOUT = """\
UNWIND $rows AS row
MATCH (c:Claim {id: row.id}) MATCH (f:Fact {id: row.fact}) CREATE (c)-[:ABOUT]->(f)"""

_CREATE_LOADED = """\
UNWIND $rows AS row
MATCH (c:Claim {id: row.id}) MATCH (l:Load {id: row.load}) CREATE (c)-[:LOADED_BY]->(l)"""

_CREATE_CITES = """\
UNWIND $rows AS row
MATCH (c:Claim {id: row.id}) MATCH (s:Source {id: row.source})
CREATE (c)-[x:CITES]->(s) SET x.locator = row.locator"""

_CREATE_ATTRIBUTED = """\
UNWIND $rows AS row
MATCH (c:Claim {id: row.id}) MATCH (e:Entity {id: row.entity}) CREATE (c)-[:ATTRIBUTED_TO]->(e)"""

_CREATE_TIES = """\
UNWIND $rows AS row
MATCH (a:Entity {{id: row.start}}) MATCH (b:Entity {{id: row.end}})
CREATE (a)-[t:{type}]->(b) SET t = row.properties"""
