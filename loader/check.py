"""Rows to claims: every cell is resolved and every fault is named; nothing is guessed."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from diplograph.catalogue import KINDS
from diplograph.dates import parse_date, parse_span
from diplograph.entities import (
    ENTITY_FILES,
    NotFound,
    Registry,
    folded,
    split,
    well_known_countries,
)
from diplograph.errors import Problem
from diplograph.kinds import ENTITY_LABELS, STANDINGS, Column, Kind
from diplograph.model import Claim, Entity, Source
from loader.dataset import Dataset, complain, table
from loader.folder import csv_files, no_folder
from loader.names import Names, RowNames
from loader.read import Row
from loader.reference import check_entities, check_sources

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


def check_folder(folder: Path, name: str | None = None, known: Iterable[Entity] = ()) -> Dataset:
    """Read and check a dataset.

    ``known`` are entities from elsewhere (the graph) that its rows may name, beside the well-known
    countries. Raises nothing for what the files hold: faults are in the result's ``problems``.
    """
    dataset = Dataset(name or folder.resolve().name)
    if said := no_folder(folder):
        complain(dataset, str(folder), said, "no-folder")
        return dataset
    stems = [*ENTITY_FILES, "sources", *KINDS]
    paths, problems = csv_files(folder, stems)
    dataset.problems += problems
    dataset.files = [path.name for path in paths.values()]
    registry = Registry([*well_known_countries(), *known])
    check_entities(dataset, paths, registry)
    sources = check_sources(dataset, paths)
    _check_facts(dataset, paths, registry, sources)
    order = {f"{stem}.csv": place for place, stem in enumerate(stems)}
    dataset.problems.sort(key=lambda p: (order.get(p.file.lower(), 99), p.row))
    return dataset


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a fact's slug was first used, and for what."""

    row: Row
    claim: Claim


def _check_facts(
    dataset: Dataset, paths: dict[str, Path], registry: Registry, sources: dict[str, Source]
) -> None:
    facts: dict[str, _Seen] = {}
    rows: dict[str, Row] = {}
    for kind in KINDS.values():
        if kind.name not in paths:
            continue
        required = [c.name for c in kind.columns if c.required] + ["source"]
        names = Names(registry, kind, sources)
        for row in table(dataset, paths[kind.name], kind.header, required).rows:
            problems: list[Problem] = []
            claim = _claim(dataset.name, kind, row, names.of(row), sources, problems)
            if claim is not None:
                problems += _clashes(kind, row, claim, facts, rows)
            dataset.problems += problems
            if claim is not None and not problems:
                dataset.problems += _ties_nobody(kind, row, claim)
                facts.setdefault(claim.fact, _Seen(row, claim))
                rows[claim.id] = row
                dataset.claims.append(claim)
        dataset.problems += names.warnings


def _claim(
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
    # in the order of ids, in which the graph gives them back: so a claim's id outlives an export
    attributed = tuple(sorted(_values(said_by, row, names, kind, problems)))
    cited = sorted(_cited(row, sources, problems), key=lambda source: source.id)
    if len(problems) > before:
        return None
    shown = {name: ";".join(cells) for name, cells in values.items() if cells}
    rest = [row.cells.get(name, "") for name in ("locator", "note")]
    identity = [kind.name, slug, standing, shown, attributed, [s.id for s in cited], *rest]
    digest = hashlib.sha256(json.dumps(identity, ensure_ascii=False).encode()).hexdigest()
    return Claim(
        id=f"{dataset}:{kind.name}:{digest[:16]}",
        dataset=dataset,
        kind=kind.name,
        fact=slug or kind.identify(values),
        standing=standing,
        values={name: cells for name, cells in values.items() if cells},
        attributed_to=attributed,
        sources=tuple(s.id for s in cited),
        locator=rest[0],
        note=rest[1],
        parties=parties(attributed, cited),
        known=min(s.known for s in cited),
        file=row.file,
        line=row.line,
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
            (parse_span if column.name == kind.event else parse_date)(cell)
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
    first, last = row.cells.get("from", ""), row.cells.get("to", "")
    if kind.event or not (first and last):
        return []
    try:
        reversed_ = parse_date(last).latest < parse_date(first).earliest
    except ValueError:
        return []  # said already
    text = f"ends before it begins (from is {first}); are the two exchanged?"
    return [row.problem("to", text, "reversed-dates")] if reversed_ else []


def _same_party_faults(
    kind: Kind, row: Row, values: dict[str, tuple[str, ...]]
) -> Iterator[Problem]:
    fixed = [c for c in kind.columns if c.fixed and c.entity and values[c.name]]
    for one, other in itertools.pairwise(fixed):
        if values[one.name] == values[other.name]:
            yield row.problem(other.name, f"is the same as {one.name}", "same-party")


def _ties_nobody(kind: Kind, row: Row, claim: Claim) -> Iterator[Problem]:
    """A treaty or meeting of one: right, but no tie comes of it. Other kinds may not know who."""
    if not all(rule.symmetric for rule in kind.ties) or kind.tie_pairs(claim.values, "asserted"):
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


def _clashes(
    kind: Kind, row: Row, claim: Claim, facts: dict[str, _Seen], rows: dict[str, Row]
) -> Iterator[Problem]:
    """What does not go together with rows read before."""
    if claim.id in rows:
        text = f"the same as row {rows[claim.id].number}"
        yield row.problem("", text, "duplicate-row")
        return
    seen = facts.get(claim.fact)
    if seen is None:
        return
    where = f"{seen.row.file}, row {seen.row.number}"
    if seen.claim.kind != kind.name:
        text = f"is the slug of another kind of fact in {where}"
        yield row.problem("fact", text, "slug-of-two-kinds")
        return
    for column in kind.columns:
        before, now = seen.claim.values.get(column.name, ()), claim.values.get(column.name, ())
        if column.fixed and before and now and not _agree(kind, column, seen.claim, claim):
            text = f"the fact {claim.fact} is about {';'.join(before)} in {where}"
            yield row.problem(column.name, text, "fact-of-two-pairs")


def _agree(kind: Kind, column: Column, one: Claim, other: Claim) -> bool:
    if column.name not in kind.unordered:
        return one.values[column.name] == other.values[column.name]
    pair = [n for n in kind.unordered if kind.by_name[n].fixed]
    return {one.values.get(n) for n in pair} == {other.values.get(n) for n in pair}
