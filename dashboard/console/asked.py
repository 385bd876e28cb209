"""What the console asks, as one value and as the address that reproduces it.

Pure: an address and names in, a question out; what it found and what is wrong with it in words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from diplograph.cookbook import ENTITIES
from diplograph.entities import NotFound, Registry
from diplograph.kinds import ENTITY_LABELS

Shown = Literal["table", "picture", "json"]
SHOWN: tuple[Shown, ...] = ("table", "picture", "json")
LIMITS = (200, 1_000, 10_000)
SECONDS = (5, 15, 60)
LONGEST = 20_000
"""No more characters than this are taken for a query."""

Sort = Literal["entity", "entities", "date", "value"]

TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n\r]* | /\*.*?(?:\*/|\Z) )
  | (?P<string> '(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z) )
  | (?P<quoted> `(?:``|[^`])*(?:`|\Z) )
  | (?P<parameter> \$(?:\w+|`[^`]+`) )
  | (?P<space> \s+ )
  | (?P<number> \d+(?:\.\d+)? )
  | (?P<word> [^\W\d]\w* )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Cypher's tokens as one types them: what is opened and not closed yet reaches to the end."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: what it is (a group of ``TOKEN``), its text, and where it begins."""

    sort: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, less comments and space."""
    for match in TOKEN.finditer(text):
        if match.lastgroup not in ("comment", "space"):
            yield Token(str(match.lastgroup), match[0], match.start())


@dataclass(frozen=True, slots=True)
class Parameter:
    """A ``$name`` in a query. ``labels``: which entities it may be, where it is an entity's id."""

    name: str
    sort: Sort
    labels: tuple[str, ...] = ()


_DATES = frozenset({"day", "since", "until", "before", "after", "on", "asOf", "knownOn"})


def parameters_of(text: str) -> tuple[Parameter, ...]:
    """The parameters of a query in the order in which they come, each once.

    What a parameter is, is known by its name as the cookbook has it (``$country``, ``$day``), or
    by what it is compared with: an ``id`` is an entity's.
    """
    found: dict[str, Parameter] = {}
    row = list(tokens(text))
    for place, token in enumerate(row):
        if token.sort != "parameter":
            continue
        name = token.text[1:].strip("`")
        before = [one.text for one in row[max(0, place - 4) : place]]
        sort, labels = _sort(name, before)
        if name not in found or found[name].sort == "value":
            found[name] = Parameter(name, sort, labels)
    return tuple(found.values())


def _sort(name: str, before: list[str]) -> tuple[Sort, tuple[str, ...]]:
    many = [word.upper() for word in before[-3:]][1:] == ["ID", "IN"]
    if many:
        return "entities", ENTITY_LABELS
    if name in ENTITIES:
        return "entity", ENTITIES[name]
    if before[-2:] == ["id", ":"] or before[-3:] == [".", "id", "="]:
        return "entity", ENTITY_LABELS
    if name in _DATES:
        return "date", ()
    return "value", ()


def value_of(parameter: Parameter, text: str, registry: Registry) -> object:
    """A parameter's value from typed text; raises ValueError, saying what would be right."""
    match parameter.sort:
        case "entity":
            return _entity(parameter, text, registry)
        case "entities":
            parts = [part.strip() for part in text.split(",") if part.strip()]
            return [_entity(parameter, part, registry) for part in parts]
        case "date":
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise ValueError(f"${parameter.name} is a day; write it as 2024-07-23") from None
        case "value":
            try:
                return json.loads(text)
            except ValueError:
                return text


def _entity(parameter: Parameter, text: str, registry: Registry) -> str:
    try:
        return registry.find(text, parameter.labels).id
    except NotFound as error:
        if text in registry.entities:
            return text
        raise ValueError(f"${parameter.name} is {text!r}: {error}") from None


@dataclass(frozen=True, slots=True)
class Question:
    """A state of the console: a query, its parameters as typed, and how its answer is shown.

    ``name`` is the saved query that it is; ``fact``, ``entity`` or ``pair`` (``A|B``,
    ``A|B|kind``) is what is chosen in the picture.
    """

    text: str = ""
    name: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    shown: Shown = "table"
    limit: int = LIMITS[1]
    seconds: int = SECONDS[1]
    fact: str = ""
    entity: str = ""
    pair: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters in its text."""
        return parameters_of(self.text)

    @property
    def missing(self) -> list[str]:
        """The parameters that have no value yet."""
        return [one.name for one in self.parameters if not self.given.get(one.name)]

    def values(self, registry: Registry) -> dict[str, object]:
        """Its parameters' values; raises ValueError, saying what would be right."""
        return {one.name: value_of(one, self.given[one.name], registry) for one in self.parameters}


GIVEN = "p."
"""What the name of a parameter in an address begins with."""


def question_from(
    params: Mapping[str, str], saved: Mapping[str, tuple[str, Mapping[str, str]]]
) -> tuple[Question, list[str]]:
    """The question that an address asks, and a sentence for each part that it gets wrong.

    ``saved``: name to query and usual parameters; such a query need not stand in the address.
    """
    complaints: list[str] = []

    def one_of(name: str, allowed: tuple[int, ...], usual: int) -> int:
        text = params.get(name, "")
        if text in map(str, allowed):
            return int(text)
        if text:
            listed = ", ".join(map(str, allowed))
            complaints.append(f"The address has {text!r} for {name}; it is one of {listed}")
        return usual

    name = params.get("name", "")
    text = params.get("q", "")
    usual: Mapping[str, str] = {}
    if name in saved:
        query, usual = saved[name]
        text = text or query
    elif name and not text:
        complaints.append(f"No query is saved under the name {name}")
    if len(text) > LONGEST:
        complaints.append(f"A query may have {LONGEST:,} characters; the rest is left out")
        text = text[:LONGEST]
    given = {k.removeprefix(GIVEN): v for k, v in params.items() if k.startswith(GIVEN) and v}
    shown = params.get("as", "")
    if shown and shown not in SHOWN:
        complaints.append(f"The address shows the answer as {shown!r}; it is table, picture, json")
    question = Question(
        text=text,
        name=name,
        given={**usual, **given},
        shown=next((one for one in SHOWN if one == shown), "table"),
        limit=one_of("limit", LIMITS, LIMITS[1]),
        seconds=one_of("seconds", SECONDS, SECONDS[1]),
        fact=params.get("fact", ""),
        entity=params.get("entity", ""),
        pair=params.get("pair", ""),
    )
    return question, complaints
