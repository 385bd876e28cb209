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

_WRITES = "create merge set delete detach remove drop foreach insert load csv finish"
_ADMINISTERS = (
    "use alter grant deny revoke start stop terminate show rename enable disable assign reallocate "
    "dryrun deallocate cordon periodic transactions"
)
_PREFIXES = "profile explain cypher"

FORBIDDEN = frozenset(f"{_WRITES} {_ADMINISTERS} {_PREFIXES}".split())
"""The words that stand for what a typed query may not do, in either engine's Cypher."""

_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n\r]* | /\*.*?\*/ )
  | (?P<string> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
  | (?P<quoted> `(?:``|[^`])*` )
  | (?P<space> \s+ )
  | (?P<word> [^\W\d]\w* )
  | (?P<number> \d[\w.]*(?<!\.) )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        kind = str(match.lastgroup)
        if kind not in ("comment", "space"):
            yield kind, match[0]


def check_query(query: str) -> None:
    """Raise QueryRefused, saying what is in the way, unless the query is one that only reads."""
    tokens = list(_tokens(query))
    if tokens and tokens[-1] == ("other", ";"):
        tokens.pop()
    if not tokens:
        raise QueryRefused("the query is empty")
    for place, (kind, text) in enumerate(tokens):
        before = tokens[place - 1][1] if place else ""
        if kind == "other":
            _check_sign(text)
        elif kind == "word" and before not in (".", "$"):
            _check_word(text.lower(), tokens, place)


def _check_sign(text: str) -> None:
    if text == ";":
        raise QueryRefused("one statement at a time; leave out the semicolon within")
    if text == "\\":
        raise QueryRefused("a backslash stands outside of a text; Unicode escapes are not taken")
    if text in "'\"`":
        raise QueryRefused(f"a {text} is opened and never closed")


def _check_word(word: str, tokens: list[tuple[str, str]], place: int) -> None:
    before = tokens[place - 1][1] if place else ""
    after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
    is_name = before in (":", "|", "&", "!") or (before == "{" and after == ":")
    if word == "call":
        if after not in ("{", "("):
            _check_procedure(tokens, place + 1)
        return
    if word in FORBIDDEN and not is_name and not (before == "," and after == ":"):
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
