"""How records stand in the graph: labels, properties, constraints, and back to records again.

The names are a contract. Properties are camelCase: a column ``legal_basis`` is ``legalBasis``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from diplograph.catalogue import KINDS, TIE_TYPES
from diplograph.catalogue.reference import ENTITIES
from diplograph.dates import OPEN, Window
from diplograph.entities import split
from diplograph.errors import DatabaseError
from diplograph.kinds import ENTITY_LABELS, SUPERSEDED, Kind
from diplograph.model import Claim, Entity, Source, Tie, Version

Properties = dict[str, Any]

_KEYS = ("Entity", *ENTITY_LABELS, "Fact", "Claim", "Source", "Load", "Lease")
_INDEXES = (
    ("Claim", "dataset"),
    ("Claim", "fact"),
    ("Claim", "slug"),
    ("Claim", "block"),
    ("Fact", "kind"),
    ("Fact", "identity"),
)


def schema_statements() -> Iterator[str]:
    """The constraints and indexes, each a statement that may be run again."""
    for label in _KEYS:
        yield (
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        )
    for label, name in _INDEXES:
        yield f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    for type_ in (*TIE_TYPES, SUPERSEDED):
        name = f"{type_.lower()}_fact"
        yield f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[t:{type_}]-() ON (t.fact)"


@cache
def camel(column: str) -> str:
    """A column's name as a property's."""
    first, *rest = column.split("_")
    return first + "".join(part.capitalize() for part in rest)


def without_blanks(properties: Mapping[str, Any]) -> Properties:
    """The properties less those without a value: what a source does not say is not stored."""
    return {key: value for key, value in properties.items() if value not in ("", None, [], ())}


def digest(content: object) -> str:
    """A short fingerprint of a record, equal for equal content."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


_COORDINATES = {c.name for table in ENTITIES.values() for c in table.columns if c.degrees}


def entity_properties(entity: Entity) -> Properties:
    """An entity's node: its row, with aliases as a list and coordinates as numbers."""
    cells = {camel(column): cell for column, cell in entity.cells.items()}
    numbers = {name: float(cells[name]) for name in _COORDINATES if cells.get(name)}
    return without_blanks({**cells, "aliases": list(entity.aliases), **numbers})


def source_properties(source: Source) -> Properties:
    """A source's node; ``known`` is the day from which it counts as published."""
    cells = {camel(column): cell for column, cell in source.cells.items()}
    return without_blanks({**cells, "known": source.known})


def claim_properties(claim: Claim) -> Properties:
    """A claim's node: its row, lists as written, entities by the ids that the row means.

    ``block`` finds those beside which it must be seen, and ``names`` whom it names at all.
    """
    kind = KINDS[claim.kind]
    cells = {camel(name): ";".join(claim.values.get(name, ())) for name in kind.by_name}
    return without_blanks(
        {
            **cells,
            "id": claim.id,
            "dataset": claim.dataset,
            "kind": claim.kind,
            "fact": claim.fact,
            "slug": claim.slug,
            "names": sorted(named_in(claim)),
            "standing": claim.standing,
            "known": claim.known,
            "published": list(claim.published),
            "saidBy": sorted(claim.parties),
            "attributedTo": list(claim.attributed_to),
            "note": claim.note,
            "file": claim.file,
            "line": claim.line,
            "given": json.dumps(dict(claim.given), ensure_ascii=False, sort_keys=True)
            if claim.given
            else "",
        }
    )


def cells_of(claim: Claim) -> dict[str, str]:
    """The cells of a claim's row, as it was given."""
    cells = {name: ";".join(claim.values.get(name, ())) for name in KINDS[claim.kind].by_name}
    return {
        **cells,
        "fact": claim.slug,
        "standing": claim.standing,
        "attributed_to": ";".join(claim.attributed_to),
        "source": ";".join(claim.sources),
        "locator": claim.locator,
        "note": claim.note,
        **claim.given,
    }


def named_in(claim: Claim) -> set[str]:
    """The ids of all entities that a claim names."""
    columns = [column.name for column in KINDS[claim.kind].columns if column.entity]
    return {*claim.attributed_to, *(id_ for name in columns for id_ in claim.values.get(name, ()))}


def renamed(claim: Claim, canonical: Mapping[str, str]) -> Claim:
    """A claim as it counts, with its entities by the ids under which they stand in the graph."""
    if all(canonical.get(id_, id_) == id_ for id_ in named_in(claim)):
        return claim
    kind = KINDS[claim.kind]
    values = {
        name: tuple(dict.fromkeys(canonical.get(i, i) for i in ids))
        if kind.by_name[name].entity
        else ids
        for name, ids in claim.values.items()
    }
    return replace(
        claim,
        values=values,
        attributed_to=tuple(canonical.get(i, i) for i in claim.attributed_to),
        parties=frozenset(canonical.get(i, i) for i in claim.parties),
    )


CLAIM_FIELDS = """\
c {.*} AS claim,
[(c)-[x:CITES]->(s) | [s.id, x.locator]] AS cited"""
"""What ``claim_from`` needs of a claim ``c``."""


def claim_from(record: Mapping[str, Any]) -> Claim:
    """A claim from a record of ``CLAIM_FIELDS``."""
    node = record["claim"]
    kind = KINDS[node["kind"]]
    values = {
        column.name: split(cell) if column.many else (cell,)
        for column in kind.columns
        if (cell := node.get(camel(column.name)))
    }
    cited = sorted(tuple(pair) for pair in record["cited"])
    return Claim(
        id=node["id"],
        dataset=node["dataset"],
        kind=kind.name,
        slug=node.get("slug", ""),
        standing=node["standing"],
        values=values,
        attributed_to=tuple(node.get("attributedTo", ())),
        sources=tuple(id_ for id_, _ in cited),
        locator=next((locator for _, locator in cited if locator), ""),
        note=node.get("note", ""),
        parties=frozenset(node["saidBy"]),
        published=tuple(node["published"]),
        file=node["file"],
        line=node["line"],
        fact=node["fact"],
        given=json.loads(node.get("given") or "{}"),
    )


def window_properties(standing: str, start: Window, end: Window) -> Properties:
    """The world's clock. What is expected may never come: its ``fromLatest`` is the last day there
    is, and ``expectedBy`` the day by which it was expected."""
    expected = standing == "expected"
    return {
        "fromEarliest": start.earliest,
        "fromLatest": OPEN if expected else start.latest,
        "toEarliest": end.earliest,
        "toLatest": end.latest,
        "expectedBy": start.latest if expected else None,
    }


def windows_from(properties: Mapping[str, Any]) -> tuple[Window, Window]:
    """The start and end that ``window_properties`` wrote."""
    latest = properties.get("expectedBy") or properties["fromLatest"]
    return (
        Window(properties["fromEarliest"], latest),
        Window(properties["toEarliest"], properties["toLatest"]),
    )


def fact_properties(
    kind: Kind, fact: str, identity: str, title: str, versions: list[Version]
) -> Properties:
    """A fact's node: its current version's values; lists of words are joined by ``;``.

    ``identity`` is what facts of the same have in common, whatever their time.
    """
    now = versions[-1]
    values = {
        camel(column.name): ";".join(now.values.get(column.name, ()))
        for column in kind.columns
        if not column.entity
    }
    return without_blanks(
        {
            **values,
            "id": fact,
            "kind": kind.name,
            "identity": identity,
            "title": title,
            "standing": now.standing,
            "contested": now.contested,
            "disputes": list(now.disputes),
            **window_properties(now.standing, now.start, now.end),
            "lastSaid": now.last_said,
            "knownFrom": versions[0].known_from,
            "versions": len(versions),
        }
    )


def tie_row(kind: Kind, fact: str, version: Version, tie: Tie) -> tuple[str, Properties]:
    """A tie's relationship type and its row for a write: start, end and properties.

    The ties of earlier versions are of the one type SUPERSEDED.
    """
    properties: Properties = {
        "fact": fact,
        "kind": kind.name,
        "type": tie.value or None,
        "standing": tie.standing,
        "contested": tie.contested,
        **window_properties(tie.standing, tie.since, tie.until),
        "lastSaid": tie.last_said,
        "knownFrom": version.known_from,
        "knownTo": version.known_to,
    }
    type_ = tie.type if version.current else SUPERSEDED
    if not version.current:
        properties["tie"] = tie.type
    return type_, {"start": tie.start, "end": tie.end, "properties": without_blanks(properties)}


def roles_of(kind: Kind, version: Version) -> list[tuple[str, str]]:
    """The fact node's relationships: (role, entity id), each once."""
    pairs: Iterable[tuple[str, str]] = (
        (column.role, id_)
        for column in kind.columns
        if column.role
        for id_ in version.values.get(column.name, ())
    )
    return list(dict.fromkeys(pairs))


def unpacked(text: object, of: str) -> dict[str, Any]:
    """A map that a node keeps as JSON; raises DatabaseError, which names the node, if it is
    damaged."""
    try:
        cells = json.loads(str(text))
    except ValueError:
        cells = None
    if not isinstance(cells, dict):
        raise DatabaseError(
            f"the record of {of} is damaged; withdraw its dataset and load it again"
        )
    return cells


def iso(value: object) -> object:
    """A value for JSON: dates as ISO 8601 text."""
    return value.isoformat() if isinstance(value, date) else value
