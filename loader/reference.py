"""Who, where and what was read: entity files and sources, which the facts refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from diplograph.catalogue import KINDS
from diplograph.catalogue.reference import ENTITIES, SOURCES
from diplograph.dates import parse_date
from diplograph.entities import (
    ENTITY_FILES,
    SOURCE_COLUMNS,
    NotFound,
    Registry,
    entity_from,
    split,
)
from diplograph.errors import Problem
from diplograph.identity import merge_cells
from diplograph.kinds import Column
from diplograph.model import Entity, Source
from loader.dataset import Dataset, complain, table
from loader.read import Row

_ID = re.compile(r"[^\W_][\w.:\-]*")


def check_entities(
    dataset: Dataset, paths: dict[str, Path], registry: Registry, own: Iterable[Entity] = ()
) -> None:
    """Take in the entity files; references between them are checked once all are known.

    ``own`` are the dataset's entities of before: those of a file with errors stay what they were.
    """
    taken: dict[str, Row] = {}
    rows: list[tuple[str, Row]] = []
    for stem, (label, columns) in ENTITY_FILES.items():
        if stem not in paths:
            continue
        faults = len(dataset.errors)
        for row in table(dataset, paths[stem], columns, ("id", "name")).rows:
            problems = list(_entity_faults(row, label, registry, taken))
            dataset.problems += problems
            if not problems:
                taken[row.cells["id"]] = row
                rows.append((label, row))
                registry.add(_merged(label, row.cells, registry))
        if len(dataset.errors) > faults:
            for entity in own:
                if entity.label == label and entity.id not in taken:
                    registry.add(entity)
    for label, row in rows:
        problems = list(_reference_faults(label, row, registry))
        dataset.problems += problems
        if problems:
            continue
        dataset.entities.append(entity_from(label, row.cells))


def _merged(label: str, cells: dict[str, str], registry: Registry) -> Entity:
    """The entity with what was known of it already, where the row is blank."""
    before = registry.entities.get(cells["id"])
    return entity_from(label, merge_cells([before.cells] if before else [], cells))


def _entity_faults(
    row: Row, label: str, registry: Registry, taken: dict[str, Row]
) -> Iterator[Problem]:
    id_, name = row.cells["id"], row.cells["name"]
    if not _ID.fullmatch(id_):
        message = (
            "is needed: letters, digits, dots and hyphens"
            if not id_
            else ("an id has letters, digits, dots and hyphens only")
        )
        yield row.problem("id", message, "bad-id")
        return
    before = registry.entities.get(id_)
    if id_ in taken:
        other = taken[id_]
        yield row.problem(
            "id", f"stands in {other.file}, row {other.number} already", "duplicate-id"
        )
    elif before is not None and before.label != label:
        message = f"is the id of a {before.label.lower()} already ({before.name})"
        yield row.problem("id", message, "duplicate-id")
    if not name and before is None:
        yield row.problem("name", "is needed", "missing-value")
    yield from _cell_faults(row, ENTITIES[_stem(label)].columns)


def _stem(label: str) -> str:
    return next(stem for stem, table in ENTITIES.items() if table.label == label)


def _cell_faults(row: Row, columns: Iterable[Column]) -> Iterator[Problem]:
    """What is wrong with cells by what their columns are declared to hold."""
    for column in columns:
        cell = row.cells.get(column.name, "")
        if not cell:
            continue
        if column.degrees and not _degrees(cell, column.degrees):
            limit = f"{column.degrees:g}"
            wanted = f"wanted: degrees from -{limit} to {limit}"
            yield row.problem(column.name, wanted, "bad-number")
        if column.form and not re.fullmatch(column.form, cell, re.ASCII):
            code = column.code or f"bad-{column.name}"
            yield row.problem(column.name, f"wanted: {column.wanted}", code)
        if column.date:
            yield from _date_faults(row, column.name, cell)


def _degrees(cell: str, limit: float) -> bool:
    try:
        return -limit <= float(cell) <= limit
    except ValueError:
        return False


def _reference_faults(label: str, row: Row, registry: Registry) -> Iterator[Problem]:
    for column in ENTITIES[_stem(label)].columns:
        if not column.entity or column.name not in row.cells:
            continue
        ids = []
        for text in split(row.cells[column.name]):
            try:
                ids.append(registry.find(text, column.entity).id)
            except NotFound as miss:
                yield row.problem(column.name, str(miss), miss.code, value=text)
        row.cells[column.name] = ";".join(ids)


def check_sources(dataset: Dataset, paths: dict[str, Path]) -> dict[str, Source]:
    """Take in sources.csv; the good ones by id."""
    sources: dict[str, Source] = {}
    if "sources" not in paths:
        if not KINDS.keys() & paths.keys():
            return sources  # nothing but entities, which need none
        complain(dataset, "sources.csv", "is missing: every claim cites a source", "no-sources")
        return sources
    rows: dict[str, int] = {}
    needed = ("id", "publisher", "title", "published")
    for row in table(dataset, paths["sources"], SOURCE_COLUMNS, needed).rows:
        problems = _source_faults(row, rows)
        dataset.problems += problems
        if any(problem.severity == "error" for problem in problems):
            continue
        cells = row.cells
        said = cells["published"] or cells["accessed"]
        source = Source(
            cells["id"], cells["publisher"], cells["title"], parse_date(said).latest, dict(cells)
        )
        rows[source.id] = row.number
        sources[source.id] = source
        dataset.sources.append(source)
    return sources


def _source_faults(row: Row, rows: dict[str, int]) -> list[Problem]:
    cells = row.cells
    found: list[Problem] = []
    if not _ID.fullmatch(cells["id"]):
        found.append(row.problem("id", "is needed: letters, digits, dots and hyphens", "bad-id"))
    elif cells["id"] in rows:
        found.append(
            row.problem("id", f"stands in row {rows[cells['id']]} already", "duplicate-id")
        )
    found += [
        row.problem(column, "is needed", "missing-value")
        for column in ("publisher", "title")
        if not cells[column]
    ]
    found += _cell_faults(row, SOURCES.columns)
    if not cells["published"]:
        if cells.get("accessed"):
            text = "not said; taken as known from the day on which it was accessed"
            found.append(row.problem("published", text, "no-publication-date", "warning"))
        else:
            text = "when was it published? (or give accessed, the day on which you read it)"
            found.append(row.problem("published", text, "no-publication-date"))
    return found


def _date_faults(row: Row, column: str, cell: str) -> list[Problem]:
    try:
        parse_date(cell)
    except ValueError as error:
        return [row.problem(column, str(error), "bad-date")]
    return []
