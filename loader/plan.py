"""The difference between a dataset and the graph: what a load would add, change and withdraw.

The graph is a function of the rows that are loaded: for every fact that the dataset touches, what
should stand there is worked out from all its claims (those of other datasets included), and
compared by fingerprint with what does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import parse_date
from diplograph.entities import BUILTIN, Registry, entity_from, well_known_countries
from diplograph.errors import Problem
from diplograph.graph import (
    CLAIM_FIELDS,
    Properties,
    claim_from,
    claim_properties,
    digest,
    entity_properties,
    fact_properties,
    roles_of,
    source_properties,
    tie_row,
)
from diplograph.kinds import Kind
from diplograph.model import Claim, Entity, Source
from diplograph.resolve import ties, versions
from diplograph.sentences import title
from loader.dataset import Dataset
from loader.reference import merge_cells

T = TypeVar("T")
_BATCH = 5_000
Rows = dict[str, dict[str, str]]
"""What each dataset says of one entity or source: dataset to cells."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the review: what happens to one claim, or to one row, and why."""

    what: str  # added, changed, withdrawn or rejected
    file: str
    line: int
    fact: str
    text: str

    def as_dict(self) -> dict[str, str | int]:
        """The change as plain values, for ``--json``."""
        return {
            "what": self.what,
            "file": self.file,
            "line": self.line,
            "fact": self.fact,
            "text": self.text,
        }


@dataclass(slots=True)
class FactWrite:
    """A fact as it shall stand: its node, roles, ties and claims; ``new`` if it has no node yet."""

    id: str
    kind: Kind
    properties: Properties
    roles: list[tuple[str, str]]
    ties: list[tuple[str, Properties]]
    claims: list[Claim]
    gone_claims: list[str]
    new: bool
    new_claims: frozenset[str] = frozenset()


@dataclass(slots=True)
class NodeWrite:
    """An entity or source as it shall stand; ``properties`` is None where it shall not, and
    ``new`` is true where it has no node yet."""

    label: str
    id: str
    properties: Properties | None
    new: bool = False


@dataclass(slots=True)
class Plan:
    """What a load would do."""

    dataset: str
    files: list[str]
    entities: list[NodeWrite] = field(default_factory=list)
    sources: list[NodeWrite] = field(default_factory=list)
    facts: list[FactWrite] = field(default_factory=list)
    gone_facts: list[FactWrite] = field(default_factory=list)
    moved: list[Properties] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)

    def count(self, what: str) -> int:
        """How many claims are ``added``, ``changed`` or ``withdrawn``."""
        return sum(change.what == what for change in self.changes)

    @property
    def empty(self) -> bool:
        """Whether the graph is already as the dataset says."""
        return not (self.entities or self.sources or self.facts or self.gone_facts or self.moved)

    def counts(self) -> dict[str, int]:
        """The plan in numbers of claims."""
        named = {what: self.count(what) for what in ("added", "changed", "withdrawn")}
        return {**named, "unchanged": self.unchanged, "rejected": self.rejected}


def graph_entities(database: Database) -> list[Entity]:
    """Every entity in the graph."""
    query = "MATCH (e:Entity) RETURN e.label AS label, e.merged AS merged"
    return [entity_from(r["label"], json.loads(r["merged"])) for r in database.read(query)]


def make_plan(database: Database, dataset: Dataset) -> Plan:
    """What loading the dataset's good rows would do to the graph, without doing it."""
    plan = Plan(dataset.name, dataset.files)
    plan.rejected = len({(p.file, p.row) for p in dataset.errors})
    registry = _plan_entities(database, dataset, plan)
    _plan_sources(database, dataset, plan)
    _plan_facts(database, dataset, registry, plan)
    return plan


def _plan_entities(database: Database, dataset: Dataset, plan: Plan) -> Registry:
    """Plan the entities; the result knows every entity as it will stand."""
    wanted: dict[str, tuple[str, dict[str, str]]] = {
        entity.id: (entity.label, entity.cells) for entity in dataset.entities
    }
    builtin = {country.id: country for country in well_known_countries()}
    standing: dict[str, dict[str, Any]] = {
        record["id"]: record
        for record in database.read(
            "MATCH (e:Entity) "
            "RETURN e.id AS id, e.label AS label, e.rows AS rows, e.digest AS digest"
        )
    }
    registry = Registry()
    for id_ in {**builtin, **wanted, **standing}:
        before: Rows = json.loads(standing[id_]["rows"]) if id_ in standing else {}
        rows = _rows_with(before, dataset.name, wanted[id_][1] if id_ in wanted else None)
        if id_ in builtin:
            rows[BUILTIN] = builtin[id_].cells
            label = "Country"
        else:
            label = wanted[id_][0] if id_ in wanted else standing[id_]["label"]
        cells = _merged(rows or before)
        if rows:
            registry.add(entity_from(label, cells))
        elif id_ in standing:
            plan.entities.append(NodeWrite(label, id_, None))
            continue
        properties = entity_properties(entity_from(label, cells))
        _plan_node(
            plan.entities, label, id_, properties, rows, cells, standing.get(id_, {}).get("digest")
        )
    return registry


def _plan_sources(database: Database, dataset: Dataset, plan: Plan) -> None:
    wanted = {source.id: source.cells for source in dataset.sources}
    standing = {
        record["id"]: record
        for record in database.read(
            "MATCH (s:Source) RETURN s.id AS id, s.rows AS rows, s.digest AS digest"
        )
    }
    for id_ in {**wanted, **standing}:
        before: Rows = json.loads(standing[id_]["rows"]) if id_ in standing else {}
        rows = _rows_with(before, dataset.name, wanted.get(id_))
        if not rows:
            plan.sources.append(NodeWrite("Source", id_, None))
            continue
        cells = _merged(rows)
        said = cells.get("published") or cells["accessed"]
        known = parse_date(said).latest
        source = Source(id_, cells["publisher"], cells["title"], known, cells)
        properties = source_properties(source)
        stands = standing.get(id_, {}).get("digest")
        _plan_node(plan.sources, "Source", id_, properties, rows, cells, stands)


def _rows_with(before: Rows, dataset: str, cells: dict[str, str] | None) -> Rows:
    rows = {name: row for name, row in before.items() if name != dataset}
    if cells is not None:
        rows[dataset] = {column: cell for column, cell in cells.items() if cell}
    return rows


def _merged(rows: Rows) -> dict[str, str]:
    """One row of many: ours first, then the datasets by name, so that their order of loading does
    not matter."""
    ordered = sorted(rows, key=lambda name: (name != BUILTIN, name))
    return merge_cells([rows[name] for name in ordered[:-1]], rows[ordered[-1]])


def _plan_node(
    writes: list[NodeWrite],
    label: str,
    id_: str,
    properties: Properties,
    rows: Rows,
    cells: dict[str, str],
    stands: str | None,
) -> None:
    fingerprint = digest([label, properties, rows])
    if fingerprint == stands:
        return
    kept = {name: row for name, row in rows.items() if name != BUILTIN}
    properties = {
        **properties,
        "rows": json.dumps(kept, ensure_ascii=False, sort_keys=True),
        "merged": json.dumps(cells, ensure_ascii=False, sort_keys=True),
        "digest": fingerprint,
    }
    if label != "Source":
        properties["label"] = label
    writes.append(NodeWrite(label, id_, properties, new=stands is None))


def _plan_facts(database: Database, dataset: Dataset, registry: Registry, plan: Plan) -> None:
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for claim in dataset.claims:
        wanted[claim.fact].append(claim)
    standing = _standing_claims(database, dataset.name)
    ids = list({**dict.fromkeys(wanted), **dict.fromkeys(r["fact"] for r in standing.values())})
    gone: dict[str, list[str]] = defaultdict(list)
    kept = {claim.id for claim in dataset.claims}
    for id_, record in standing.items():
        if id_ not in kept:
            gone[record["fact"]].append(id_)
    for batch in batches(ids, _BATCH):
        others = _others(database, dataset.name, batch)
        nodes = {r["id"]: r for r in database.read(_FACTS, ids=batch)} if standing or others else {}
        for fact in batch:
            mine = wanted.get(fact, [])
            problem = _clash(mine, others.get(fact, []))
            if problem:
                plan.problems.append(problem)
                continue
            _plan_fact(
                fact, mine, others.get(fact, []), gone[fact], nodes.get(fact), registry, plan
            )
    new = {claim.id: claim for claim in dataset.claims if claim.id not in standing}
    _list_changes(new, standing, [one for ids_ in gone.values() for one in ids_], plan)
    plan.moved = [
        {"id": claim.id, "file": claim.file, "line": claim.line}
        for claim in dataset.claims
        if claim.id in standing
        and (claim.file, claim.line) != (standing[claim.id]["file"], standing[claim.id]["line"])
    ]
    for write in plan.facts:
        write.new_claims = frozenset(c.id for c in write.claims if c.id in new)


_FACTS = """\
MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id, f.kind AS kind, f.digest AS digest"""


def _standing_claims(database: Database, dataset: str) -> dict[str, dict[str, Any]]:
    query = (
        "MATCH (c:Claim {dataset: $dataset}) "
        "RETURN c.id AS id, c.fact AS fact, c.kind AS kind, c.file AS file, c.line AS line, "
        "[(c)-[:CITES]->(s) | s.id] AS sources"
    )
    return {record["id"]: record for record in database.read(query, dataset=dataset)}


def _others(database: Database, dataset: str, facts: Sequence[str]) -> dict[str, list[Claim]]:
    query = (
        f"MATCH (c:Claim) WHERE c.fact IN $facts AND c.dataset <> $dataset RETURN {CLAIM_FIELDS}"
    )
    found: dict[str, list[Claim]] = defaultdict(list)
    for record in database.read(query, facts=list(facts), dataset=dataset):
        claim = claim_from(record)
        found[claim.fact].append(claim)
    return found


def _clash(mine: Sequence[Claim], others: Sequence[Claim]) -> Problem | None:
    """A slug that another dataset uses for a fact of another kind, or about others."""
    for claim in mine:
        for other in others:
            if claim.kind != other.kind:
                text = f"is a fact of the kind {other.kind} in the dataset {other.dataset}"
                return Problem(claim.file, 0, "fact", claim.fact, text, "slug-of-two-kinds")
            for column in KINDS[claim.kind].columns:
                ours, theirs = claim.values.get(column.name), other.values.get(column.name)
                unordered = column.name in KINDS[claim.kind].unordered
                if column.fixed and not unordered and ours and theirs and ours != theirs:
                    text = f"is about {';'.join(theirs)} in the dataset {other.dataset}"
                    return Problem(claim.file, 0, "fact", claim.fact, text, "fact-of-two-pairs")
    return None


def _plan_fact(
    fact: str,
    mine: list[Claim],
    others: list[Claim],
    gone: list[str],
    node: dict[str, Any] | None,
    registry: Registry,
    plan: Plan,
) -> None:
    claims = [*mine, *others]
    kind = KINDS[claims[0].kind] if claims else None
    if node and (kind is None or kind.name != node["kind"]):
        before = KINDS[node["kind"]]
        plan.gone_facts.append(FactWrite(fact, before, {}, [], [], [], gone, new=False))
        node, gone = None, []
    if kind is None:
        return
    found = versions(kind, claims)
    now = found[-1]
    name = title(kind, now.standing, now.values, lambda id_: registry.entities[id_].name)
    properties = fact_properties(kind, fact, name, found)
    rows = [tie_row(kind, fact, tie) for version in found for tie in ties(kind, version)]
    roles = roles_of(kind, now)
    said = sorted((c.id, c.known, sorted(c.parties)) for c in claims)
    fingerprint = digest([properties, rows, roles, said])
    if node and node["digest"] == fingerprint:
        plan.unchanged += len(mine)
        return
    properties["digest"] = fingerprint
    plan.facts.append(FactWrite(fact, kind, properties, roles, rows, mine, gone, new=node is None))


def _list_changes(
    new: dict[str, Claim], standing: dict[str, dict[str, Any]], gone: list[str], plan: Plan
) -> None:
    """Name every claim that comes or goes; one of each on the same fact by the same sources is a
    change."""
    leaving: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for id_ in gone:
        record = standing[id_]
        leaving[record["fact"], tuple(sorted(record["sources"]))].append(id_)
    for claim in new.values():
        pair = leaving.get((claim.fact, tuple(sorted(claim.sources))))
        what = "changed" if pair else "added"
        if pair:
            pair.pop()
        text = claim_text(claim)
        plan.changes.append(Change(what, claim.file, claim.line, claim.fact, text))
    for ids in leaving.values():
        for id_ in ids:
            record = standing[id_]
            text = "its row is gone"
            plan.changes.append(
                Change("withdrawn", record["file"], record["line"], record["fact"], text)
            )
    total = len(standing) - len(gone)
    plan.unchanged = total


def claim_text(claim: Claim) -> str:
    """A claim's cells in short, for a review."""
    cells = claim_properties(claim)
    own = [camel_cells for name in KINDS[claim.kind].by_name if (camel_cells := cells.get(name))]
    return " · ".join(str(cell) for cell in own)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
