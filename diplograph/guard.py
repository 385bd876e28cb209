"""What a typed query may be: one statement that reads.

The embedded engine has no read-only mode that bites and its EXPLAIN calls every query a write
(docs/decisions.md), so a query is refused by its words, before it is sent: every clause that
writes, administers, loads files or calls a procedure that is not listed. What only looks like such
a word, in a string, a comment or between backticks, is let be. Beside this, every typed query runs
in a read transaction that is rolled back, with a time limit and a limit of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.errors import QueryRefused

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.schema.visualization",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
    }
)
"""The procedures that a typed query may call, in lower case."""

_NEVER = (
    "create merge set delete detach remove drop foreach insert load csv finish use periodic "
    "transactions"
)
_NEVER_FIRST = (
    "alter grant deny revoke start stop terminate show rename enable disable assign reallocate "
    "dryrun deallocate cordon profile explain cypher"
)

FORBIDDEN = frozenset(_NEVER.split())
"""The words that stand for what a typed query may not do, in either engine's Cypher."""

FORBIDDEN_FIRST = frozenset(_NEVER_FIRST.split())
"""The words that do so where a statement begins with them, and are plain names elsewhere."""

_ESCAPE = re.compile(r"\\u", re.IGNORECASE)

_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n\r]* | /\*.*?\*/ )
  | (?P<string> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
  | (?P<quoted> `(?:``|[^`])*` )
  | (?P<space> \s+ )
  | (?P<word> [^\W\d]\w* )
  | (?P<number> 0x[\da-f]+ | \d+(?:\.\d+)?(?:e[+-]?\d+)? )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        kind = str(match.lastgroup)
        if kind not in ("comment", "space"):
            yield kind, match[0]


def check_query(query: str) -> None:
    """Raise QueryRefused, saying what is in the way, unless the query is one that only reads."""
    if _ESCAPE.search(query):
        # Neo4j reads such an escape before anything else, so it can end a text or a comment
        raise QueryRefused("Unicode escapes are not taken; write the character itself")
    tokens = list(_tokens(query))
    if tokens and tokens[-1] == ("other", ";"):
        tokens.pop()
    if not tokens:
        raise QueryRefused("the query is empty")
    for place, (kind, text) in enumerate(tokens):
        if kind == "other":
            _check_sign(text)
        elif kind == "word" and not _is_property(tokens, place):
            # to upper case first, since some letters have an ASCII one there only (ſ is S)
            _check_word(text.upper().lower(), tokens, place)


def _is_property(tokens: list[tuple[str, str]], place: int) -> bool:
    """Whether a word stands after ``$``, or after a dot that is not a number's."""
    before = tokens[place - 1][1] if place else ""
    owner, dot = tokens[place - 2] if place > 1 else ("other", "")
    return before == "$" or (before == "." and owner != "number" and dot != ".")


def _check_sign(text: str) -> None:
    if text == ";":
        raise QueryRefused("one statement at a time; leave out the semicolon within")
    if text == "\\":
        raise QueryRefused("a backslash stands outside of a text")
    if text in "'\"`":
        raise QueryRefused(f"a {text} is opened and never closed")


def _check_word(word: str, tokens: list[tuple[str, str]], place: int) -> None:
    before = tokens[place - 1][1] if place else ""
    after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
    is_name = before in (":", "|", "&", "!") or (before in ("{", ",") and after == ":")
    if is_name:
        return
    if word == "call":
        if after not in ("{", "("):
            _check_procedure(tokens, place + 1)
        return
    if word in FORBIDDEN or (place == 0 and word in FORBIDDEN_FIRST):
        raise QueryRefused(
            f"{word.upper()} is not for a typed query, which can only read; "
            f"if it is a name, put it between backticks: `{word}`"
        )


def _check_procedure(tokens: list[tuple[str, str]], place: int) -> None:
    name = ""
    for kind, text in tokens[place:]:
        if kind == "word" or text == ".":
            name += text
        else:
            break
    if name.lower() not in PROCEDURES:
        listed = ", ".join(sorted(PROCEDURES))
        raise QueryRefused(
            f"the procedure {name or '(quoted)'} may not be called here; these may: {listed}"
        )
