"""The graph's labels, types and properties as help, derived from the declarations of the kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from diplograph.catalogue import KINDS
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.graph import camel
from diplograph.kinds import ENTITY_LABELS, STANDINGS, SUPERSEDED, Column, Kind


@dataclass(frozen=True, slots=True)
class Property:
    """A property of nodes or relationships; ``example`` as Cypher writes it, ``words`` its
    vocabulary, () if free."""

    name: str
    help: str
    example: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A label or a relationship type: what it is, a pattern that finds it, its properties."""

    name: str
    help: str
    pattern: str
    properties: tuple[Property, ...]


N = TypeVar("N", Property, Shape)

_DAY = "date('2016-09-21')"

_WORLD = (
    Property("fromEarliest", "the first day on which it may have begun", _DAY),
    Property("fromLatest", "the day by which it had certainly begun", _DAY),
    Property("toEarliest", "the day until which it certainly lasted; open: 9999-12-31", _DAY),
    Property("toLatest", "the last day on which it may still have been so", _DAY),
    Property("expectedBy", "of what is expected: the day by which it was", _DAY),
    Property("lastSaid", "the last day on which a source was published that says so", _DAY),
)
_STANDING = Property("standing", "what the claims come to", "'alleged'", STANDINGS)
_CONTESTED = Property("contested", "whether sources disagree", "true")
_KIND = Property("kind", "the kind of fact", "'embassies'", tuple(KINDS))

_FACT = (
    Property("id", "the fact's id", "'prk-embassy-minsk'"),
    _KIND,
    Property("title", "its name", "'North Korea: embassy in Minsk, Belarus'"),
    _STANDING,
    _CONTESTED,
    Property("disputes", "what they disagree on: existence, or columns", "['from']"),
    *_WORLD,
    Property("knownFrom", "the day from which it was published", _DAY),
    Property("versions", "how often what is known of it has changed, and one", "3"),
    Property("identity", "what facts of its identity have in common, whatever their time"),
)

_CLAIM = (
    Property("id", "the claim's id"),
    Property("fact", "the id of the fact that it is about", "'prk-embassy-minsk'"),
    _KIND,
    _STANDING,
    Property("slug", "the fact's slug, where its row gives one", "'prk-embassy-minsk'"),
    Property("known", "the day from which it was published", _DAY),
    Property("published", "the days on which its sources were", "[date('2016-09-21')]"),
    Property("names", "the ids of all entities that it names", "['PRK', 'BLR']"),
    Property("attributedTo", "who is said to say so, by id", "['BLR']"),
    Property("saidBy", "who says so", "['kcna']"),
    Property("note", "the curator's note"),
    Property("dataset", "the dataset that holds it", "'data'"),
    Property("file", "its file", "'embassies.csv'"),
    Property("line", "its row in the file", "12"),
)

_LOAD = (
    Property("id", "the load's id"),
    Property("dataset", "the dataset", "'data'"),
    Property("at", "when it was"),
    *(Property(name, f"how many claims were {name}", "3") for name in ("added", "changed")),
    *(Property(name, f"how many claims were {name}", "3") for name in ("withdrawn", "rejected")),
    Property("files", "the files that were read"),
    Property("folder", "where they were read"),
    Property("rows", "how many rows the dataset has after it", "12"),
)

_ENTITY_EXAMPLES = {
    "id": "'PRK'",
    "name": "'North Korea'",
    "officialName": '"Democratic People\'s Republic of Korea"',
    "aliases": "['DPRK']",
    "iso2": "'KP'",
    "cow": "'731'",
    "country": "'BLR'",
    "lat": "53.9",
    "lon": "27.6",
    "from": "'1948-09-09'",
    "published": "'2016-09-21'",
    "publisher": "'KBS World'",
    "language": "'de'",
}


def _plain(columns: Iterable[str]) -> tuple[Property, ...]:
    names = map(camel, columns)
    return tuple(Property(name, "", _ENTITY_EXAMPLES.get(name, "")) for name in names)


def _column(column: Column) -> Property:
    example = f"'{column.words[0]}'" if column.words else "'2016-09'" if column.date else ""
    return Property(camel(column.name), column.help, example, column.words)


def _fact_label(kind: Kind) -> Shape:
    own = tuple(_column(column) for column in kind.columns if not column.entity)
    role = kind.roles[0]
    return Shape(
        kind.label,
        f"a fact: {kind.heading.lower()}",
        f"MATCH (f:{kind.label})-[:{role}]->(e)\nRETURN f.title, e.name",
        tuple(_once((*_FACT, *own)).values()),
    )


def _once(items: Iterable[N]) -> dict[str, N]:
    """Each by its name, as it is first told."""
    found: dict[str, N] = {}
    for one in items:
        found.setdefault(one.name, one)
    return found


def _labels() -> Iterable[Shape]:
    for label, columns in ENTITY_FILES.values():
        pattern = f"MATCH (e:{label})\nRETURN e.id, e.name LIMIT 10"
        yield Shape(label, "an entity", pattern, _plain(columns))
    every = _plain(dict.fromkeys(c for _, columns in ENTITY_FILES.values() for c in columns))
    yield Shape(
        "Entity",
        f"any {', '.join(ENTITY_LABELS[:-1])} or {ENTITY_LABELS[-1]}",
        "MATCH (e:Entity {name: 'Alexander Lukashenko'})\nRETURN e",
        (*every, Property("label", "its own label", "'Person'", ENTITY_LABELS)),
    )
    for kind in KINDS.values():
        yield _fact_label(kind)
    yield Shape("Fact", "any fact", "MATCH (f:Fact)\nRETURN f.title LIMIT 10", _FACT)
    own = (_column(column) for kind in KINDS.values() for column in kind.columns)
    yield Shape(
        "Claim",
        "a source's word on a fact",
        "MATCH (c:Claim)-[:ABOUT]->(f:Fact)\nMATCH (c)-[:CITES]->(s:Source)\n"
        "RETURN f.title, c.standing, s.publisher LIMIT 10",
        tuple(_once((*_CLAIM, *own)).values()),
    )
    yield Shape(
        "Source",
        "a publication",
        "MATCH (s:Source)\nRETURN s.publisher, s.title, s.published LIMIT 10",
        (*_plain(SOURCE_COLUMNS), Property("known", "the day by which it had appeared", _DAY)),
    )
    yield Shape("Load", "when a dataset was loaded", "MATCH (l:Load)\nRETURN l", _LOAD)


def _ties() -> Iterable[Shape]:
    for kind in KINDS.values():
        for rule in kind.ties:
            column = kind.by_name[rule.value] if rule.value else None
            value = Property(
                "type",
                column.help if column else "always the same",
                f"'{column.words[0]}'" if column and column.words else f"'{kind.word}'",
                column.words if column else (),
            )
            properties = (
                Property("fact", "the id of its fact", "'prk-embassy-minsk'"),
                _KIND,
                value,
                _STANDING,
                _CONTESTED,
                *_WORLD,
                Property("knownFrom", "the day from which it was published", _DAY),
                Property("knownTo", "9999-12-31: it is what is known now", "date('9999-12-31')"),
            )
            for name in rule.types():
                arrow = "-" if rule.symmetric else "->"
                way = "read without direction" if rule.symmetric else "from start to end"
                absent = ", a sourced absence" if name == rule.denied else ""
                yield Shape(
                    name,
                    f"a tie: {kind.word}{absent}; {way}",
                    f"MATCH (a)-[t:{name}]{arrow}(b)\nRETURN a, t, b LIMIT 25",
                    properties,
                )
    yield Shape(
        SUPERSEDED,
        "a tie of an earlier state of the record",
        f"MATCH (a)-[t:{SUPERSEDED}]->(b)\nRETURN a.name, t.tie, b.name, t.knownTo LIMIT 10",
        (Property("tie", "the type that it was", "'HAS_EMBASSY_IN'"), *properties),
    )


def _roles() -> Iterable[Shape]:
    seen: dict[str, list[str]] = {}
    for kind in KINDS.values():
        for role in kind.roles:
            seen.setdefault(role, []).append(kind.label)
    for role, labels in seen.items():
        yield Shape(
            role,
            f"from {', '.join(labels)} to an entity",
            f"MATCH (f:{labels[0]})-[:{role}]->(e)\nRETURN f.title, e.name LIMIT 10",
            (),
        )
    place = (Property("locator", "the page, paragraph or row", "'para 4'"),)
    yield _link("CITES", "Claim", "Source", place)
    yield _link("ABOUT", "Claim", "Fact")
    yield _link("ATTRIBUTED_TO", "Claim", "Entity")
    yield _link("LOADED_BY", "Claim", "Load")


def _link(name: str, start: str, end: str, properties: tuple[Property, ...] = ()) -> Shape:
    pattern = f"MATCH (a:{start})-[:{name}]->(b:{end})\nRETURN a, b LIMIT 10"
    return Shape(name, f"from {start} to {end}", pattern, properties)


LABELS: dict[str, Shape] = _once(_labels())
"""Every label by its name: entities first, then facts, then what they rest on."""

TIES: dict[str, Shape] = _once(_ties())
"""Every type between entities by its name."""

TYPES: dict[str, Shape] = {**TIES, **_once(_roles())}
"""Every relationship type by its name."""

PROPERTIES: dict[str, Property] = _once(
    one for shape in (*LABELS.values(), *TYPES.values()) for one in shape.properties
)
"""Every property by its name, as it is told for one of those that have it."""

KINDS_OF: dict[str, frozenset[str]] = {
    **{kind.label: frozenset({kind.name}) for kind in KINDS.values()},
    **{type_: frozenset({kind.name}) for kind in KINDS.values() for type_ in kind.tie_types},
}
"""The kinds that a label or a type of tie speaks of."""
