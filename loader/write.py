"""A plan into the graph, in transactions that each leave whole facts: all with their claims."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from diplograph.database import Database, Transaction
from diplograph.graph import Properties, claim_properties, schema_statements
from loader.lease import Lease
from loader.plan import FactWrite, Plan, batches

BATCH = 1_000
"""Facts in one transaction; a load of no more is written as a whole or not at all."""

Progress = Callable[[int, int], None]
"""Told after each batch: facts written, facts in all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and the rows that it unwinds."""

    statement: str
    rows: list[Properties]


def prepare(database: Database) -> None:
    """Make the constraints and indexes that are missing."""
    for statement in schema_statements():
        database.execute(statement)


def write_plan(
    database: Database, plan: Plan, lease: Lease, progress: Progress | None = None
) -> str | None:
    """Write a plan and return the load's id, or None where there was nothing to write.

    Raises DatabaseError (BusyError if another writer took over); the batches written by then stand,
    each of them whole, and the same load run again writes the rest.
    """
    if plan.empty:
        return None
    load = f"{plan.dataset}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"
    facts = [*plan.facts, *plan.gone_facts]
    parts = list(batches(facts, BATCH)) or [[]]
    done = 0
    for number, part in enumerate(parts):
        steps: list[Step] = []
        if number == 0:
            steps += _opening(plan, load)
        steps += _fact_steps(part, load)
        if number == len(parts) - 1:
            steps += _closing(plan)

        def work(transaction: Transaction, steps: list[Step] = steps) -> None:
            lease.renew(transaction)
            for step in steps:
                for rows in batches(step.rows, BATCH):
                    transaction.run(step.statement, rows=rows)

        database.write(work)
        done += len(part)
        if progress:
            progress(done, len(facts))
    return load


def _opening(plan: Plan, load: str) -> list[Step]:
    """What facts need to be there first: the load, entities and sources."""
    record: Properties = {
        "id": load,
        "dataset": plan.dataset,
        "at": datetime.now(UTC),
        "files": plan.files,
        **{k: v for k, v in plan.counts().items() if k != "unchanged"},
    }
    steps = [Step("UNWIND $rows AS row MERGE (l:Load {id: row.id}) SET l = row", [record])]
    by_label: dict[str, list[Properties]] = defaultdict(list)
    for node in (*plan.entities, *plan.sources):
        if node.properties is not None:
            by_label[node.label].append(node.properties)
    for label, rows in by_label.items():
        # both labels at once: the embedded engine cannot add one to a node under a constraint
        labels = "Source" if label == "Source" else f"Entity:{label}"
        statement = f"UNWIND $rows AS row MERGE (n:{labels} {{id: row.id}}) SET n = row"
        steps.append(Step(statement, rows))
    return steps


def _closing(plan: Plan) -> list[Step]:
    """What can only go once the facts have: rows moved, entities and sources that nobody names."""
    steps = [
        Step(
            "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) "
            "SET c.file = row.file, c.line = row.line",
            plan.moved,
        )
    ]
    for label, nodes in (("Entity", plan.entities), ("Source", plan.sources)):
        gone = [{"id": node.id} for node in nodes if node.properties is None]
        unused = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) WHERE NOT (n)--() DELETE n"
        steps.append(Step(unused, gone))
        # what another dataset still names stays, though no dataset describes it any more
        kept = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.rows = '{{}}'"
        steps.append(Step(kept, gone))
    return steps


def _fact_steps(facts: Iterable[FactWrite], load: str) -> list[Step]:
    """Everything about these facts: what stood there goes, what shall stand comes."""
    old_ties: dict[str, list[Properties]] = defaultdict(list)
    new_ties: dict[str, list[Properties]] = defaultdict(list)
    nodes: dict[str, list[Properties]] = defaultdict(list)
    roles: dict[str, list[Properties]] = defaultdict(list)
    claims: list[Properties] = []
    about: list[Properties] = []
    cites: list[Properties] = []
    attributed: list[Properties] = []
    gone_claims: list[Properties] = []
    gone_facts: list[Properties] = []
    for fact in facts:
        for key in fact.old_ties:
            type_, start, end = key.split(" ")
            old_ties[type_].append({"start": start, "end": end, "fact": fact.id})
        gone_claims += [{"id": id_} for id_ in fact.gone_claims]
        if not fact.properties:
            gone_facts.append({"id": fact.id})
            continue
        nodes[fact.kind.label].append(fact.properties)
        for role, id_ in fact.roles:
            roles[role].append({"fact": fact.id, "id": id_})
        for type_, row in fact.ties:
            new_ties[type_].append(row)
        for claim in fact.claims:
            claims.append(claim_properties(claim))
            if claim.id not in fact.new_claims:
                continue
            about.append({"id": claim.id, "fact": fact.id, "load": load})
            cites += [
                {"id": claim.id, "source": source, "locator": claim.locator or None}
                for source in claim.sources
            ]
            attributed += [{"id": claim.id, "entity": one} for one in claim.attributed_to]
    every = [{"id": row["id"]} for rows in nodes.values() for row in rows]
    return [
        *(Step(_DELETE_TIES.format(type=type_), rows) for type_, rows in old_ties.items()),
        Step(_DELETE_ROLES, every),
        Step("UNWIND $rows AS row MATCH (c:Claim {id: row.id}) DETACH DELETE c", gone_claims),
        Step("UNWIND $rows AS row MATCH (f:Fact {id: row.id}) DETACH DELETE f", gone_facts),
        *(Step(_MERGE_FACTS.format(label=label), rows) for label, rows in nodes.items()),
        *(Step(_CREATE_ROLES.format(role=role), rows) for role, rows in roles.items()),
        Step("UNWIND $rows AS row MERGE (c:Claim {id: row.id}) SET c = row", claims),
        Step(_CREATE_ABOUT, about),
        Step(_CREATE_CITES, cites),
        Step(_CREATE_ATTRIBUTED, attributed),
        *(Step(_CREATE_TIES.format(type=type_), rows) for type_, rows in new_ties.items()),
    ]


# Labels and types cannot be parameters in Cypher; those filled in here are from the declarations,
# never from a file.

_DELETE_TIES = """\
UNWIND $rows AS row
MATCH (a:Entity {{id: row.start}}) MATCH (b:Entity {{id: row.end}})
MATCH (a)-[t:{type} {{fact: row.fact}}]->(b) DELETE t"""

_DELETE_ROLES = "UNWIND $rows AS row MATCH (f:Fact {id: row.id})-[r]->(:Entity) DELETE r"

_MERGE_FACTS = "UNWIND $rows AS row MERGE (f:Fact:{label} {{id: row.id}}) SET f = row"

_CREATE_ROLES = """\
UNWIND $rows AS row
MATCH (f:Fact {{id: row.fact}}) MATCH (e:Entity {{id: row.id}}) CREATE (f)-[:{role}]->(e)"""

_CREATE_ABOUT = """\
UNWIND $rows AS row
MATCH (c:Claim {id: row.id}) MATCH (f:Fact {id: row.fact}) MATCH (l:Load {id: row.load})
CREATE (c)-[:ABOUT]->(f) CREATE (c)-[:LOADED_BY]->(l)"""

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
