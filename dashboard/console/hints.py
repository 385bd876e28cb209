"""What would be right where a query fails or finds nothing: names that it has wrong."""

from __future__ import annotations

import re

from rapidfuzz import process

from dashboard.console.asked import Token, tokens
from dashboard.console.schema import LABELS, PROPERTIES, TYPES
from diplograph.entities import Registry
from diplograph.kinds import ENTITY_LABELS

_TOKEN_COMMENT = re.compile(r"/\* diplograph [0-9a-f]{16} \*/ ")
_SHIFT = len("/* diplograph 0123456789abcdef */ ")
_COLUMN = re.compile(r"(line 1, column )(\d+)|(line 1:)(\d+)")
_OFFSET = re.compile(r" ?\(offset: \d+\)")


def told(message: str, marked: bool) -> str:
    """A server's message about a query, as of the text that was typed. ``marked``: the server has
    counted the mark that goes before it (Neo4j; the embedded engine drops comments first)."""
    if not marked:
        return message

    def column(match: re.Match[str]) -> str:
        words, number = (match[1], match[2]) if match[1] else (match[3], match[4])
        place = int(number)
        return f"{words}{place - _SHIFT if place > _SHIFT else place}"

    lines = []
    for line in _OFFSET.sub("", message).splitlines():
        if _TOKEN_COMMENT.search(line):
            line = _TOKEN_COMMENT.sub("", line)
        elif line.strip() == "^" and len(line) > _SHIFT:
            line = line[_SHIFT:]
        lines.append(line)
    return _COLUMN.sub(column, "\n".join(lines))


def hints(text: str, registry: Registry) -> list[str]:
    """A sentence for each name in a query that the graph does not have."""
    row = list(tokens(text))
    found = [*_patterns(row), *_properties(row), *_entities(row, registry)]
    return list(dict.fromkeys(found))


def _patterns(row: list[Token]) -> list[str]:
    """Labels within round brackets and types within square ones."""
    found = []
    stack: list[str] = []
    for place, token in enumerate(row):
        if token.text in "([{":
            stack.append(token.text)
        elif token.text in ")]}" and stack:
            stack.pop()
        after = token.sort == "word" and place and row[place - 1].text in (":", "|", "&", "!")
        if not (after and stack):
            continue
        if stack[-1] == "(" and token.text not in LABELS:
            found.append(_like("label", token.text, list(LABELS)))
        elif stack[-1] == "[" and token.text not in TYPES:
            found.append(_like("type of relationship", token.text, list(TYPES)))
    return found


def _properties(row: list[Token]) -> list[str]:
    own = {row[n].text for n in range(1, len(row)) if row[n - 1].text.upper() == "AS"}
    own |= {row[n].text for n in range(len(row) - 1) if row[n + 1].text == ":"}
    found = []
    for place in range(2, len(row)):
        owner, dot, token = row[place - 2 : place + 1]
        if dot.text != "." or owner.sort != "word" or token.sort != "word":
            continue
        if place > 2 and row[place - 3].text == ".":
            continue  # a part of a value, as the year in a.fromLatest.year
        called = place + 1 < len(row) and row[place + 1].text == "("
        if token.text not in PROPERTIES and token.text not in own and not called:
            found.append(_like("property", token.text, list(PROPERTIES)))
    return found


def _entities(row: list[Token], registry: Registry) -> list[str]:
    """Texts that are compared with an id, and are no entity's, where one is called much like it."""
    found = []
    for place, token in enumerate(row):
        before = [one.text for one in row[max(0, place - 2) : place]]
        if token.sort != "string" or before not in (["id", ":"], ["id", "="]):
            continue
        text = token.text[1:-1]
        near = registry.suggest(text, ENTITY_LABELS, 2)
        if text not in registry.entities and near:
            named = " or ".join(f"{one} ({registry.entities[one].name})" for one in near)
            found.append(f"No entity has the id {text}; did you mean {named}?")
    return found


def _like(what: str, text: str, known: list[str]) -> str:
    near = process.extractOne(
        text, known, processor=lambda one: one.lower().replace("_", ""), score_cutoff=60
    )
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"The graph has no {what} {text}{hint}"
