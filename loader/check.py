"""Rows to claims: every cell is resolved and every fault is named; nothing is guessed."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rapidfuzz import process

from diplograph.catalogue import KINDS
from diplograph.dates import parse_date, parse_span
from diplograph.entities import (
    BUILTIN,
    ENTITY_FILES,
    NotFound,
    Registry,
    folded,
    split,
    well_known_countries,
)
from diplograph.errors import Problem
from diplograph.graph import cells_of
from diplograph.identity import identities
from diplograph.kinds import ENTITY_LABELS, STANDINGS, Column, Kind
from diplograph.model import Claim, Entity, Source
from diplograph.resolution.episodes import Finding, facts_of
from loader.dataset import Dataset, bad_name, complain, table
from loader.folder import csv_files, no_folder
from loader.names import Names, RowNames
from loader.read import Row
from loader.reference import check_entities, check_sources

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


def check_folder(
    folder: Path,
    name: str | None = None,
    known: Iterable[tuple[str, Entity]] = (),
    own: Iterable[Entity] = (),
) -> Dataset:
    """Read and check a dataset.

    ``known`` are other datasets' rows on entities (from the graph), with the names of the datasets:
    its rows may name them, beside the well-known countries. ``own`` are those that it had before,
    which stay where their file has errors. Raises nothing for what the files hold: faults are in
    the result's ``problems``.
    """
    dataset = Dataset(name or folder.resolve().name, str(folder.resolve()))
    if said := bad_name(dataset.name):
        complain(dataset, str(folder), said, "bad-dataset-name")
    if said := no_folder(folder):
        complain(dataset, str(folder), said, "no-folder")
        return dataset
    stems = [*ENTITY_FILES, "sources", *KINDS]
    paths, problems = csv_files(folder, stems)
    dataset.problems += problems
    dataset.files = [path.name for path in paths.values()]
    rows = [*((BUILTIN, one) for one in well_known_countries()), *known]
    registry = Registry(entity for _, entity in rows)
    check_entities(dataset, paths, registry, own)
    ours = [(dataset.name, entity) for entity in dataset.entities]
    registry.join(identities([*rows, *ours]).canonical)
    sources = check_sources(dataset, paths)
    _check_facts(dataset, paths, registry, sources)
    order = {f"{stem}.csv": place for place, stem in enumerate(stems)}
    dataset.problems.sort(key=lambda p: (order.get(p.file.lower(), 99), p.row))
    return dataset


def _check_facts(
    dataset: Dataset, paths: dict[str, Path], registry: Registry, sources: dict[str, Source]
) -> None:
    for kind in KINDS.values():
        if kind.name not in paths:
            continue
        required = [c.name for c in kind.columns if c.required] + ["source"]
        names = Names(registry, kind, sources)
        rows: dict[str, Row] = {}
        for row in table(dataset, paths[kind.name], kind.header, required).rows:
            problems: list[Problem] = []
            claim = claim_of(dataset.name, kind, row, names.of(row), sources, problems)
            if claim is not None:
                first = rows.setdefault(_content(claim), row)
                if first is not row:
                    text = f"the same as row {first.number}"
                    problems.append(row.problem("", text, "duplicate-row"))
            dataset.problems += problems
            if claim is not None and not problems:
                dataset.problems += _ties_nobody(kind, row, claim)
                dataset.claims.append(claim)
        dataset.problems += names.warnings
    _place(dataset)


def _place(dataset: Dataset) -> None:
    """Say which fact each claim is about, as far as the dataset's own rows tell."""
    found = facts_of(KINDS, dataset.claims)
    dataset.problems += map(problem_of, found.findings)
    facts = {claim.id: fact for fact, claims in found.claims.items() for claim in claims}
    dataset.claims = [
        replace(claim, fact=facts[claim.id]) for claim in dataset.claims if claim.id in facts
    ]


def problem_of(finding: Finding) -> Problem:
    """What was found of a claim beside others, as a problem of its row."""
    claim = finding.claim
    cell = (
        claim.slug if finding.column == "fact" else ";".join(claim.values.get(finding.column, ()))
    )
    return Problem(
        claim.file,
        claim.line,
        finding.column,
        claim.given.get(finding.column, cell),
        finding.message,
        finding.code,
        finding.severity,
    )


def claim_of(
    dataset: str,
    kind: Kind,
    row: Row,
    names: RowNames,
    sources: dict[str, Source],
    problems: list[Problem],
) -> Claim | None:
    """The row as a claim, or None with its problems added."""
    before = len(problems)
    values = {c.name: _values(c, row, names, kind, problems) for c in kind.columns}
    problems += [
        row.problem(column.name, f"is needed: {column.help}", "missing-value")
        for column in kind.columns
        if column.required and not row.cells.get(column.name)
    ]
    if kind.any_of and not any(values[name] for name in kind.any_of):
        text = f"{' or '.join(kind.any_of)} is needed"
        problems.append(row.problem(kind.any_of[0], text, "missing-value"))
    problems += _order_faults(kind, row)
    problems += _same_party_faults(kind, row, values)
    standing = row.cells.get("standing") or "asserted"
    if standing not in STANDINGS:
        problems.append(row.problem("standing", _one_of(standing, STANDINGS), "bad-word"))
    slug = row.cells.get("fact", "")
    if slug and not _SLUG.fullmatch(slug):
        text = "a slug has lower-case letters, digits and hyphens, as prk-embassy-minsk"
        problems.append(row.problem("fact", text, "bad-slug"))
    said_by = Column("attributed_to", "", ENTITY_LABELS, many=True)
    attributed = tuple(sorted(_values(said_by, row, names, kind, problems)))
    cited = sorted(_cited(row, sources, problems), key=lambda source: source.id)
    if len(problems) > before:
        return None
    claim = Claim(
        id=row_id(dataset, kind.name, row.cells),
        dataset=dataset,
        kind=kind.name,
        slug=slug,
        standing=standing,
        values={name: cells for name, cells in values.items() if cells},
        attributed_to=attributed,
        sources=tuple(s.id for s in cited),
        locator=row.cells.get("locator", ""),
        note=row.cells.get("note", ""),
        parties=parties(attributed, cited),
        published=tuple(sorted(s.known for s in cited)),
        file=row.file,
        line=row.number,
    )
    shown = cells_of(claim)
    given = {n: text for n in kind.header if (text := row.cells.get(n, "")) != shown[n]}
    return replace(claim, given=given) if given else claim


def row_id(dataset: str, kind: str, cells: Mapping[str, str]) -> str:
    """A claim's id: a fingerprint of the row as it was given, blank cells apart."""
    said = sorted((column, cell) for column, cell in cells.items() if cell)
    digest = hashlib.sha256(json.dumps([kind, said], ensure_ascii=False).encode()).hexdigest()
    return f"{dataset}:{kind}:{digest[:16]}"


def _content(claim: Claim) -> str:
    """What a row says, however it is spelt: two rows that say the same are one too many."""
    return json.dumps(
        [
            claim.slug,
            claim.standing,
            sorted(claim.values.items()),
            claim.attributed_to,
            claim.sources,
            claim.locator,
            claim.note,
        ],
        ensure_ascii=False,
    )


def parties(attributed: Iterable[str], sources: Iterable[Source]) -> frozenset[str]:
    """Who says so: those it is attributed to, or else the publishers (each name with an ``@``,
    which no id has)."""
    named = frozenset(attributed)
    return named or frozenset(f"@{folded(source.publisher)}" for source in sources)


def _values(
    column: Column, row: Row, names: RowNames, kind: Kind, problems: list[Problem]
) -> tuple[str, ...]:
    """A cell's values, resolved; its faults are added to the problems."""
    cell = row.cells.get(column.name, "")
    if not cell:
        return ()
    if column.date:
        try:
            (parse_date if kind.when.lasts else parse_span)(cell)
        except ValueError as error:
            problems.append(row.problem(column.name, str(error), "bad-date"))
        return (cell,)
    if column.free:
        return (cell,)
    items = split(cell) if column.many else (cell,)
    found: list[str] = []
    for item in items:
        if column.words:
            if item in column.words:
                found.append(item)
            else:
                text = _one_of(item, column.words)
                problems.append(row.problem(column.name, text, "bad-word", value=item))
            continue
        try:
            found.append(names.find(item, column).id)
        except NotFound as miss:
            text = str(miss)
            if not column.many and ";" in item:
                text = "one name is wanted here, not a list"
            problems.append(row.problem(column.name, text, miss.code, value=item))
    if column.words and column.many:
        return tuple(word for word in column.words if word in found)
    return tuple(dict.fromkeys(found))


def _one_of(text: str, words: Iterable[str]) -> str:
    choices = list(words)
    near = process.extractOne(text.lower(), choices, score_cutoff=75)
    return f"{near[0]}?" if near else f"one of: {', '.join(choices)}"


def _order_faults(kind: Kind, row: Row) -> list[Problem]:
    """An end before its start."""
    first, last = (row.cells.get(name, "") for name in (kind.when.first, kind.when.last))
    if not (kind.when.lasts and first and last):
        return []
    try:
        reversed_ = parse_date(last).latest < parse_date(first).earliest
    except ValueError:
        return []  # said already
    text = f"ends before it begins ({kind.when.first} is {first}); are the two exchanged?"
    return [row.problem(kind.when.last, text, "reversed-dates")] if reversed_ else []


def _same_party_faults(
    kind: Kind, row: Row, values: dict[str, tuple[str, ...]]
) -> Iterator[Problem]:
    fixed = [c for c in kind.columns if c.fixed and c.entity and values[c.name]]
    for one, other in itertools.pairwise(fixed):
        if values[one.name] == values[other.name]:
            yield row.problem(other.name, f"is the same as {one.name}", "same-party")


def _ties_nobody(kind: Kind, row: Row, claim: Claim) -> Iterator[Problem]:
    """A treaty or meeting of one: right, but no tie comes of it. Other kinds may not know who."""
    if not all(rule.symmetric for rule in kind.ties) or any(kind.pairs(claim.values)):
        return
    columns = [name for rule in kind.ties for name in rule.start]
    text = f"ties nobody: a tie is between two in the column {' or in '.join(columns)}"
    named = next((name for name in columns if row.cells.get(name)), columns[0])
    yield row.problem(named, text, "ties-nobody", "warning")


def _cited(row: Row, sources: dict[str, Source], problems: list[Problem]) -> list[Source]:
    ids = split(row.cells.get("source", ""))
    if not ids:
        text = "which source says so? Write its id from sources.csv; there is no fact without one"
        problems.append(row.problem("source", text, "no-source"))
    found = []
    for id_ in dict.fromkeys(ids):
        if id_ in sources:
            found.append(sources[id_])
            continue
        near = process.extractOne(id_, list(sources), score_cutoff=75)
        hint = f"; {near[0]}?" if near else ""
        text = f"no such id in sources.csv{hint}"
        problems.append(row.problem("source", text, "unknown-source", value=id_))
    return found
