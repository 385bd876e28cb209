"""Entities and sources as they will stand: whose rows are about one thing, and who must stay."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diplograph.database import Database
from diplograph.dates import Window, parse_date
from diplograph.entities import (
    BUILTIN,
    ENTITY_FILES,
    Registry,
    entity_from,
    split,
    well_known_countries,
)
from diplograph.errors import Problem
from diplograph.graph import Properties, digest, entity_properties, source_properties
from diplograph.identity import Clash, identities, merge_cells, merged, source_clashes
from diplograph.kinds import ENTITY_LABELS
from diplograph.model import Claim, Entity, Source
from loader.changeset import NodeWrite, Plan
from loader.dataset import Dataset
from loader.rows import Row, Rows, change
from loader.standing import Node, nodes

STEMS = {label: stem for stem, (label, _) in ENTITY_FILES.items()}
Datasets = dict[str, dict[str, str]]
"""Each dataset's row on one thing: its name to the row's cells."""


@dataclass(slots=True)
class World:
    """Who there will be: entities by the id under which they stand, and every id's such id.

    ``ends`` has the days on which states that are no more came to their end. ``altered`` are the
    ids whose entity gets another id, name or end; ``vanished`` those that no row has any more.
    """

    registry: Registry
    canonical: dict[str, str]
    ends: dict[str, Window]
    altered: set[str] = field(default_factory=set)
    vanished: set[str] = field(default_factory=set)

    def name(self, id_: str) -> str:
        """An entity's name."""
        return self.registry.entities[id_].name


def plan_nodes(
    database: Database,
    datasets: Sequence[Dataset],
    plan: Plan,
    good_rows: bool,
    standing: Mapping[str, Node],
) -> World:
    """Plan the entities and sources; the result knows every entity as it will stand.

    ``standing`` are the entities' nodes as they are.
    """
    labels: dict[str, str] = {}
    loaded: dict[str, Datasets] = defaultdict(dict)
    for node in standing.values():
        for name, cells in node.rows.items():
            loaded[cells["id"]][name] = cells
            labels[cells["id"]] = node.label
    before = set(loaded)
    for part, dataset in zip(plan.parts, datasets, strict=True):
        own = {
            (STEMS[labels[id_]], id_): Row(rows[dataset.name], f"{STEMS[labels[id_]]}.csv", 0)
            for id_, rows in loaded.items()
            if dataset.name in rows
        }
        given = {
            (STEMS[e.label], e.id): Row(_said(e.cells), f"{STEMS[e.label]}.csv", 0)
            for e in dataset.entities
        }
        changed = change(own, given, dataset.unreadable() if good_rows else ())
        _take(loaded, changed.after, own, dataset.name)
        part.before += len(own)
        part.displaced |= changed.displaced
        part.added |= changed.added
        part.rows += len(changed.after)
        labels.update((entity.id, entity.label) for entity in dataset.entities)
    rows = [
        *((BUILTIN, country) for country in well_known_countries()),
        *(
            (name, entity_from(labels[id_], cells))
            for id_, found in loaded.items()
            for name, cells in found.items()
        ),
    ]
    same = identities(rows)
    _refuse(plan, _clashes(same.clashes, "entities", datasets))
    world = _stand(rows, same.canonical, standing, plan)
    world.vanished = {id_ for id_ in before if not loaded.get(id_)} - world.canonical.keys()
    _plan_sources(database, datasets, plan, good_rows)
    return world


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in cells.items() if cell}


def _take(loaded: dict[str, Datasets], after: Rows, own: Rows, name: str) -> None:
    """Put a dataset's rows after a change in the place of those before."""
    for _, id_ in own:
        loaded[id_].pop(name)
    for (_, id_), row in after.items():
        loaded[id_][name] = dict(row.cells)


def _clashes(clashes: Iterable[Clash], stem: str, datasets: Sequence[Dataset]) -> list[Problem]:
    """What is wrong between the rows of these datasets and those of any other."""
    changed = {dataset.name for dataset in datasets}
    return [
        Problem(stem, 0, "id", ", ".join(one.ids), one.message, one.code, one.severity)
        for one in clashes
        if changed & set(one.datasets)
    ]


def _stand(
    rows: Iterable[tuple[str, Entity]],
    canonical: dict[str, str],
    standing: Mapping[str, Node],
    plan: Plan,
) -> World:
    """Plan the entities' nodes."""
    own: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for name, entity in rows:
        own[canonical[entity.id]].append((name, entity))
    registry = Registry()
    world = World(registry, canonical, {})
    for id_, group in own.items():
        entity = merged(group)
        registry.add(entity)
        if entity.label == "Country" and entity.cells.get("to"):
            world.ends[id_] = parse_date(entity.cells["to"])
        said = {name: _said(row.cells) for name, row in group if name != BUILTIN}
        node = standing.get(id_)
        properties = entity_properties(entity)
        if also := sorted({row.id for _, row in group} - {id_}):
            properties["alsoIds"] = also
        _node(plan.entities, entity.label, id_, properties, said, entity.cells, node)
        cells = entity.cells
        if node and (node.name, node.to or None) != (cells.get("name"), cells.get("to") or None):
            world.altered |= {row.id for _, row in group}
    for id_, node in standing.items():
        if id_ not in own:
            plan.entities.append(NodeWrite(node.label, id_, None))
        for cells in node.rows.values():
            if canonical.get(cells["id"], id_) != id_:
                world.altered.add(cells["id"])
    return world


def _plan_sources(
    database: Database, datasets: Sequence[Dataset], plan: Plan, good_rows: bool
) -> None:
    standing = nodes(database, "Source")
    loaded: dict[str, Datasets] = defaultdict(dict)
    loaded.update((id_, dict(node.rows)) for id_, node in standing.items())
    for part, dataset in zip(plan.parts, datasets, strict=True):
        own = {
            ("sources", id_): Row(rows[dataset.name], "sources.csv", 0)
            for id_, rows in loaded.items()
            if dataset.name in rows
        }
        given = {("sources", s.id): Row(_said(s.cells), "sources.csv", 0) for s in dataset.sources}
        changed = change(own, given, dataset.unreadable() if good_rows else ())
        _take(loaded, changed.after, own, dataset.name)
        part.before += len(own)
        part.displaced |= changed.displaced
        part.added |= changed.added
        part.rows += len(changed.after)
    all_ = [(name, _source(cells)) for rows in loaded.values() for name, cells in rows.items()]
    _refuse(plan, _clashes(source_clashes(all_), "sources.csv", datasets))
    for id_, rows in loaded.items():
        node = standing.get(id_)
        if not rows:
            plan.sources.append(NodeWrite("Source", id_, None))
            continue
        *earlier, last = (rows[name] for name in sorted(rows))
        cells = merge_cells(earlier, last)
        _node(plan.sources, "Source", id_, source_properties(_source(cells)), rows, cells, node)


def _source(cells: Mapping[str, str]) -> Source:
    known = parse_date(cells.get("published") or cells["accessed"]).latest
    return Source(cells["id"], cells["publisher"], cells["title"], known, dict(cells))


def _node(
    writes: list[NodeWrite],
    label: str,
    id_: str,
    properties: Properties,
    rows: Datasets,
    cells: Mapping[str, str],
    node: Node | None,
) -> None:
    """Plan one node, if it is not there as it should be."""
    fingerprint = digest([label, properties, rows])
    if node and node.digest == fingerprint:
        return
    properties = {
        **properties,
        "rows": json.dumps(rows, ensure_ascii=False, sort_keys=True),
        "merged": json.dumps(cells, ensure_ascii=False, sort_keys=True),
        "digest": fingerprint,
    }
    if label in ENTITY_LABELS:
        properties["label"] = label
    writes.append(NodeWrite(label, id_, properties, new=node is None))


def _refuse(plan: Plan, problems: list[Problem]) -> None:
    plan.problems += problems
    plan.refused += [problem for problem in problems if problem.severity == "error"]


def still_named(world: World, claims: Iterable[Claim]) -> Iterator[Problem]:
    """What refers to entities that no row would have any more: claims, and other entities."""
    for claim in claims:
        for column, ids in (*claim.values.items(), ("attributed_to", claim.attributed_to)):
            for id_ in ids:
                if id_ in world.vanished:
                    yield _referred(claim.dataset, claim.file, claim.line, column, id_)
    for entity in world.registry.entities.values():
        for column in ("country", "successors"):
            for id_ in split(entity.cells.get(column, "")):
                if id_ in world.vanished:
                    yield _referred("", f"{STEMS[entity.label]}.csv", 0, column, id_)


def _referred(dataset: str, file: str, line: int, column: str, id_: str) -> Problem:
    where = f" in the dataset {dataset}" if dataset else ""
    text = f"still refers to it{where}; withdraw that first, or load both together"
    return Problem(file, line, column, id_, text, "still-referred-to")
