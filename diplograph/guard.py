"""What a typed query may be: one statement that reads.

The embedded engine has no read-only mode that bites and its EXPLAIN calls every query a write
(docs/decisions.md), so a query is refused by its words, before it is sent: every clause that
writes, administers, loads files or calls a procedure that is not listed. What only looks like such
a word, in a string, a comment or between backticks, is let be. Beside this, every typed query runs
in a read transaction that is rolled back, with a time limit and a limit of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_FIRST = _words(
    "alter grant deny revoke start stop terminate show rename enable disable assign "
    "reallocate dryrun deallocate cordon create drop"
)
"""The words that administer where a statement begins with them, and are plain names elsewhere."""

_SHOWN = _words("index indexes constraint constraints")
_SHOWN_TYPES = _words(
    "all btree range fulltext text point lookup vector unique uniqueness node rel relationship "
    "exist exists existence property key type"
)
"""What may stand between SHOW and what is shown."""

_ITEMS = ("(", "word", "quoted")
_CLAUSES: dict[str, tuple[str, ...]] = {
    "create": _ITEMS,
    "merge": _ITEMS,
    "set": _ITEMS,
    "remove": _ITEMS,
    "delete": (*_ITEMS, "[", "{"),
    "insert": ("(",),
    "foreach": ("(",),
    "use": ("word", "quoted"),
    "load": ("csv",),
    "periodic": ("commit",),
}
"""The words of clauses that a typed query may not have, with what can come next in such a clause;
followed by anything else the word is a name."""

_AFTER_A_NAME = _words(
    "return with where order skip limit union match optional unwind call as and or xor in is "
    "starts ends contains then else when end asc desc ascending descending yield"
)
_OPENS_AN_ITEM = _words(". = : [ + is ,")
"""What follows a name that a clause changes: ``SET return.x``, ``SET return = {}``."""

_BEFORE_AN_EXPRESSION = _words(
    "return with where by skip limit offset unwind as and or xor not in is starts ends "
    "contains then else when case distinct yield on filter let order detach nodetach"
)

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


@dataclass(frozen=True, slots=True)
class _Token:
    """A token; ``word`` is a word's folded text, and empty for all else."""

    kind: str
    text: str
    start: int
    end: int
    word: str = ""

    def is_any(self, of: Iterable[str]) -> bool:
        """Whether its text, its word or its kind is among these."""
        return bool({self.text, self.word or self.text, self.kind} & set(of))


_NOTHING = _Token("none", "", 0, 0)


class _Tokens(list[_Token]):
    """The tokens of a query; beyond either end there is nothing."""

    def at(self, place: int) -> _Token:
        return self[place] if 0 <= place < len(self) else _NOTHING


@lru_cache(maxsize=1)  # asked of one query several times, and some are long
def _tokens(query: str) -> _Tokens:
    found = _Tokens()
    for match in _TOKEN.finditer(query):
        kind, text = str(match.lastgroup), match[0]
        if kind not in ("comment", "space"):
            # to upper case first, since some letters have an ASCII one there only (ſ is S)
            word = text.upper().lower() if kind == "word" else ""
            found.append(_Token(kind, text, match.start(), match.end(), word))
    return found


def check_query(query: str) -> None:
    """Raise QueryRefused, saying what is in the way, unless the query is one that only reads."""
    if _ESCAPE.search(query):
        # Neo4j reads such an escape before anything else, so it can end a text or a comment
        raise QueryRefused("Unicode escapes are not taken; write the character itself")
    tokens = _tokens(query)
    if tokens and tokens[-1].text == ";":
        tokens = _Tokens(tokens[:-1])
    first, _ = _past_prefixes(tokens)
    if first >= len(tokens):
        raise QueryRefused("the query is empty")
    if first and tokens[first].kind != "word":
        raise QueryRefused(f"{tokens[first].text} is not understood after {tokens[0].text.upper()}")
    if tokens[first].word == "show":
        _check_show(tokens, first)
    elif tokens[first].word in _NEVER_FIRST:
        raise _refused(tokens[first].word)
    for place, token in enumerate(tokens):
        if token.kind == "other":
            _check_sign(token.text)
        elif token.kind == "word" and not _is_property(tokens, place):
            _check_word(tokens, place)


def bare(query: str, embedded: bool) -> str:
    """The query as it is sent: blanks for its last semicolon, and on the embedded engine, which
    does not know it, for the prefix CYPHER; all else stays where it was."""
    tokens = _tokens(query)
    blank = [(token.start, token.end) for token in tokens[-1:] if token.text == ";"]
    if embedded:
        blank += _past_prefixes(tokens)[1]
    for start, end in blank:
        query = query[:start] + re.sub(r"[^\r\n]", " ", query[start:end]) + query[end:]
    return query


def wants_a_plan(query: str) -> bool:
    """Whether it asks with EXPLAIN or PROFILE how it would be, or is, carried out."""
    tokens = _tokens(query)
    return any(t.word in ("explain", "profile") for t in tokens[: _past_prefixes(tokens)[0]])


def _past_prefixes(tokens: _Tokens) -> tuple[int, list[tuple[int, int]]]:
    """The place of what follows EXPLAIN, PROFILE and ``CYPHER 5 runtime=slotted``, and where in the
    text the prefixes of the last kind stand."""
    place, spans = 0, []
    while tokens.at(place).word in ("explain", "profile", "cypher"):
        start = place
        place += 1
        if tokens[start].word == "cypher":
            if tokens.at(place).kind == "number":
                place += 1
            while tokens.at(place).kind == "word" and tokens.at(place + 1).text == "=":
                place += 3
            place = min(place, len(tokens))
            spans.append((tokens[start].start, tokens[place - 1].end))
    return place, spans


def _is_property(tokens: _Tokens, place: int) -> bool:
    """Whether a word stands after ``$``, or after a dot that is not a number's."""
    before, owner, dot = (tokens.at(place - back) for back in (1, 2, 2))
    return before.text == "$" or (
        before.text == "." and owner.kind not in ("number", "none") and dot.text != "."
    )


def _check_sign(text: str) -> None:
    if text == ";":
        raise QueryRefused("one statement at a time; leave out the semicolon within")
    if text == "\\":
        raise QueryRefused("a backslash stands outside of a text")
    if text in "'\"`":
        raise QueryRefused(f"a {text} is opened and never closed")


def _check_show(tokens: _Tokens, first: int) -> None:
    place = first + 1
    while tokens.at(place).word in _SHOWN_TYPES:
        place += 1
    if tokens.at(place).word not in _SHOWN:
        raise QueryRefused("of the SHOW commands only SHOW INDEXES and SHOW CONSTRAINTS are taken")
    for token in tokens[place:]:
        # Neo4j takes several such commands one after the other
        if token.word in ("show", "terminate"):
            raise _refused(token.word)


def _check_word(tokens: _Tokens, place: int) -> None:
    word = tokens[place].word
    before, after = tokens.at(place - 1), tokens.at(place + 1)
    if before.text in (":", "|", "&", "!") or (before.text in ("{", ",") and after.text == ":"):
        return
    if word == "call":
        if after.is_any(("word", "quoted")) and not _is_followed_name(tokens, place):
            _check_procedure(tokens, place + 1)
    elif word == "transactions":
        if before.word in ("in", "concurrent"):
            raise _refused(word)
    elif word in _CLAUSES and after.is_any(_CLAUSES[word]):
        if word != "load" and _is_followed_name(tokens, place):
            return
        raise _refused(word)


def _is_followed_name(tokens: _Tokens, place: int) -> bool:
    """Whether a word is a name after all, by the keyword that follows: ``AS set RETURN set.x``."""
    word, after, then = tokens[place].word, tokens.at(place + 1), tokens.at(place + 2)
    if after.word not in _AFTER_A_NAME or then.is_any(_OPENS_AN_ITEM):
        return False
    if word in ("create", "merge", "set", "remove"):
        return True
    # of these a clause could have a variable called ``return``: only what AS names is a name
    named, what = tokens.at(place - 1), tokens.at(place - 2)
    ends = what.kind in ("word", "number", "string", "quoted") or what.text in (")", "]", "}")
    return named.word == "as" and ends and what.word not in _BEFORE_AN_EXPRESSION


def _refused(word: str) -> QueryRefused:
    return QueryRefused(
        f"{word.upper()} is not for a typed query, which can only read; "
        f"if it is a name, put it between backticks: `{word}`"
    )


def _check_procedure(tokens: _Tokens, place: int) -> None:
    name = ""
    for token in tokens[place:]:
        if token.kind != "word" and token.text != ".":
            break
        name += token.text
    if name.lower() not in PROCEDURES:
        listed = ", ".join(sorted(PROCEDURES))
        raise QueryRefused(
            f"the procedure {name or '(quoted)'} may not be called here; these may: {listed}"
        )
