"""What may come next in a query: labels, types, properties, values and names, where each fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.console.asked import TOKEN, Token, tokens
from dashboard.console.schema import LABELS, PROPERTIES, TIES, TYPES, Property, Shape
from diplograph.entities import Registry, folded

MOST = 12
"""How many are offered at once."""


@dataclass(frozen=True, slots=True)
class Option:
    """One completion: what is put in, and a few words on it."""

    insert: str
    detail: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What may replace the text from ``start`` to ``end``, the best first."""

    start: int
    end: int
    options: tuple[Option, ...] = ()


Names = Callable[[str], Sequence[tuple[str, str, str]]]
"""Entities by what is typed of a name: each its id, name and label; the best first."""


def names_from(registry: Registry) -> Names:
    """Completion of the names in a registry: an id, or what a name or one of its words begins
    with; whole names before parts, one's own before aliases, short ones before long."""
    index = [
        (folded(name), place > 0, one)
        for one in registry.entities.values()
        for place, name in enumerate((one.name, one.cells.get("official_name", ""), *one.aliases))
        if name
    ]

    def found(typed: str) -> Sequence[tuple[str, str, str]]:
        want = folded(typed)
        if not want:
            return []
        ranked = sorted(
            (one.id != typed, not name.startswith(want), alias, len(name), one.id)
            for name, alias, one in index
            if one.id.startswith(typed) or f" {want}" in f" {name}"
        )
        ids = list(dict.fromkeys(id_ for *_, id_ in ranked))[:MOST]
        named = (registry.entities[id_] for id_ in ids)
        return [(one.id, one.name, one.label) for one in named]

    return found


KEYWORDS = (
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "RETURN",
    "WITH",
    "ORDER BY",
    "LIMIT",
    "SKIP",
    "DISTINCT",
    "UNWIND",
    "UNION",
    "AND",
    "OR",
    "NOT",
    "IN",
    "AS",
    "IS NULL",
    "IS NOT NULL",
    "EXISTS {",
    "COUNT {",
    "STARTS WITH",
    "ENDS WITH",
    "CONTAINS",
    "DESC",
    "CASE WHEN",
    "THEN",
    "ELSE",
    "END",
    "null",
    "true",
    "false",
)

FUNCTIONS = {
    "count(": "how many",
    "collect(": "all of them as a list",
    "date(": "a day: date('2016-09-21')",
    "type(": "a relationship's type",
    "labels(": "a node's labels",
    "coalesce(": "the first that is not null",
    "size(": "the length of a list or text",
    "min(": "the least",
    "max(": "the greatest",
    "avg(": "the mean",
    "sum(": "the sum",
    "toLower(": "in lower case",
    "toString(": "as text",
    "nodes(": "the nodes of a path",
    "relationships(": "the relationships of a path",
    "length(": "the length of a path",
    "shortestPath(": "the shortest path: shortestPath((a)-[*..4]-(b))",
    "properties(": "all properties as a map",
    "keys(": "the names of all properties",
}

_OPENING = {"(": ")", "[": "]", "{": "}"}
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def complete(text: str, at: int, names: Names, forced: bool = False) -> Completion:
    """What may come at a place in a text. ``forced``: also where nothing has been typed yet."""
    before = text[:at]
    last = _last(before)
    if last is not None and last.sort == "comment":
        return Completion(at, at)
    if last is not None and last.sort in ("string", "quoted") and _is_open(last.text):
        return _in_string(text, at, last, names)
    typed = last.text if last is not None and last.sort in ("word", "parameter") else ""
    start = at - len(typed)
    row = list(tokens(before[:start]))
    options = _fitting(text, row, typed, forced)
    return Completion(start, at, _ranked(options, typed))


def _last(before: str) -> Token | None:
    """The token that ends at the end of the text, whatever it is."""
    found = None
    for match in TOKEN.finditer(before):
        found = match
    if found is None or found.lastgroup == "space":
        return None
    if found.lastgroup == "comment" and found[0].startswith("/*") and found[0].endswith("*/"):
        return None
    return Token(str(found.lastgroup), found[0], found.start())


def _is_open(text: str) -> bool:
    body = re.sub(r"\\.", "", text[1:], flags=re.DOTALL)
    return not body.endswith(text[0])


def _fitting(text: str, row: list[Token], typed: str, forced: bool) -> Iterable[Option]:
    before = [token.text for token in row[-2:]]
    inside = _inside(row)
    if typed.startswith("$") or before[-1:] == ["$"]:
        return _parameters(text, typed)
    if before[-1:] and before[-1] in (":", "|", "&", "!") and inside in ("(", "["):
        shapes = LABELS if inside == "(" else TYPES
        return [Option(one.name, one.help) for one in shapes.values()]
    if before[-1:] == ["."] and len(row) > 1 and row[-2].sort in ("word", "quoted"):
        return _properties(_shapes_of(text, row[-2].text))
    if inside == "{" and before[-1] in ("{", ","):
        return _properties(_owner(row))
    if not (typed or forced):
        return []
    return [*_variables(text, typed), *_keywords(typed)]


def _inside(row: Sequence[Token]) -> str:
    """The innermost bracket that is open."""
    stack: list[str] = []
    for token in row:
        if token.text in _OPENING:
            stack.append(token.text)
        elif stack and token.text == _OPENING[stack[-1]]:
            stack.pop()
    return stack[-1] if stack else ""


def _owner(row: Sequence[Token]) -> list[Shape]:
    """The shapes whose properties a map within a pattern lists: ``(a:Country {``."""
    depth = 0
    names: list[str] = []
    for token in reversed(row):
        if token.text in ")]}":
            depth += 1
        elif token.text in _OPENING:
            depth -= 1
            if token.text != "{" and depth < 0:
                break
        elif token.sort == "word":
            names.append(token.text)
    return _named(names)


def _named(names: Iterable[str]) -> list[Shape]:
    return [shape for n in names for shape in (LABELS.get(n), TYPES.get(n)) if shape is not None]


def _shapes_of(text: str, variable: str) -> list[Shape]:
    """The labels or types that a variable is given anywhere in a query."""
    pattern = rf"[(\[]\s*{re.escape(variable)}\s*:\s*([\w:|&!\s]+)"
    named = [name for found in re.findall(pattern, text) for name in re.findall(r"\w+", found)]
    if named:
        return _named(named)
    # a relationship without a type is a tie, a node without a label an entity or a fact
    if re.search(rf"\[\s*{re.escape(variable)}\s*[\]*{{]", text):
        return list(TIES.values())
    if re.search(rf"\(\s*{re.escape(variable)}\s*[){{]", text):
        return [LABELS["Entity"], LABELS["Fact"]]
    return []


def _properties(shapes: Sequence[Shape]) -> list[Option]:
    of: dict[str, Property] = {}
    for shape in shapes:
        for one in shape.properties:
            of.setdefault(one.name, one)
    known = of or PROPERTIES
    return [Option(one.name, one.help or one.example) for one in known.values()]


def _parameters(text: str, typed: str) -> list[Option]:
    names = dict.fromkeys(t.text for t in tokens(text) if t.sort == "parameter")
    usual = {"$country": "a state, chosen below", "$day": "a day, chosen below"}
    found = {**usual, **dict.fromkeys(names, "a parameter of this query")}
    return [Option(name, words) for name, words in found.items() if name != typed]


def _variables(text: str, typed: str) -> list[Option]:
    names = re.findall(r"[(\[]\s*([A-Za-z_]\w*)\s*[:)\]{]", text)
    names += re.findall(r"\bAS\s+([A-Za-z_]\w*)", text, re.IGNORECASE)
    return [Option(n, "in this query") for n in dict.fromkeys(names) if n != typed]


def _keywords(typed: str) -> list[Option]:
    small = typed[:1].islower()
    words = [Option(word.lower() if small else word, "") for word in KEYWORDS]
    return [*words, *(Option(name, detail) for name, detail in FUNCTIONS.items())]


def _ranked(options: Iterable[Option], typed: str) -> tuple[Option, ...]:
    """Those that begin with what is typed, then those of which a part does."""
    want = typed.lower()
    found = [one for one in options if one.insert != typed]
    first = [one for one in found if one.insert.lower().startswith(want)]
    parts = [
        one
        for one in found
        if one not in first
        and len(want) > 1
        and any(part.lower().startswith(want) for part in _PART.findall(one.insert))
    ]
    return tuple((first + parts)[:MOST])


def _in_string(text: str, at: int, string: Token, names: Names) -> Completion:
    """Values within quotes: entities where an id or a name is meant, else the vocabulary."""
    quote, typed = string.text[0], string.text[1:]
    start, end = string.start + 1, at
    if end < len(text) and text[end] == quote:
        closing, end = quote, end + 1
    else:
        closing = quote
    if quote == "`":
        return Completion(at, at)
    name = _property_before(list(tokens(text[: string.start])))
    found: list[Option] = []
    if name in ("id", "name", "officialName"):
        for id_, called, label in names(typed):
            insert, detail = (id_, f"{called} · {label}") if name == "id" else (called, label)
            found.append(Option(_quoted(insert, quote) + closing, detail))
        return Completion(start, end, tuple(found[:MOST]))
    words = _words(text, name)
    wanted = [word for word in words if word.startswith(typed.lower()) and word != typed]
    return Completion(start, end, tuple(Option(w + closing, "") for w in wanted[:MOST]))


def _quoted(text: str, quote: str) -> str:
    return text.replace("\\", "\\\\").replace(quote, f"\\{quote}")


def _property_before(row: list[Token]) -> str:
    """The property that a string is compared with: ``id`` in ``{id: '`` and ``a.id IN ['``."""
    place = len(row) - 1
    while place >= 0 and (row[place].text in (",", "[") or row[place].sort == "string"):
        place -= 1
    while place >= 0 and (row[place].text in "=<>:" or row[place].text.upper() in _COMPARING):
        place -= 1
    return row[place].text if place >= 0 and row[place].sort == "word" else ""


_COMPARING = frozenset({"IN", "CONTAINS", "STARTS", "ENDS", "WITH"})


def _words(text: str, name: str) -> list[str]:
    """The vocabulary of a property, by the labels and types that the query names first."""
    named = _named(token.text for token in tokens(text) if token.sort == "word")
    every = named or [*LABELS.values(), *TYPES.values()]
    words = [
        word
        for shape in every
        for one in shape.properties
        if one.name == name
        for word in one.words
    ]
    return list(dict.fromkeys(words))
