"""How a cell of a claim is made from a record: a small language of declarations.

A cell is a column's name, or a list of cells, of which the first that gives something is taken, or
a table. It says where its text comes from by one of

    column = "x"                 the record's cell; of a list of columns the first not blank
    constant = "embassy"         the same for every record
    template = "{x}: {y}"        text with cells in it; blank if all of them are
    item = true                  the item, where claims are made for each item of a list
    span = [cell, cell]          an event's date, from its first day and its last
    join = [cell, cell]          their texts with a space between; blank if the first is

and what is done with it, in this order:

    when = { x = "y" }           a condition, without which it gives nothing
    missing = ["0", "-9"]        texts that mean blank, beside the mapping's own
    replace = [["regex", "by"]]  one after the other
    match = "regex"              what it finds (its first group), or else blank
    small = true                 words in capitals get small letters (a surname in capitals)
    capitals = true              words get a capital each, numerals and initials as they are written
    split = "regex"              a list
    values = { a = "b" }         the publisher's words to ours
    beyond = ["x"]               items that stand in these columns already are no more said
    leave = { "reason" = ["a"] } items that are left out, or a regular expression for them
    dates = ["%d.%m.%Y"]         patterns of dates (strptime's); EDTF is taken anyway
    codes = "cow"                the code system in which states are written, if not by name
    new = { country = cell, … }  columns of the row that is made for a city, person or organization
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loader.mapping.conditions import Cells, Faulty, condition, regex, texts_of

ITEM = "\0item"
"""The name under which a list's item stands beside a record's cells."""

Texts = tuple[str, ...]
_FROM = ("column", "constant", "template", "item", "span", "join")
_THEN = (
    "missing",
    "replace",
    "match",
    "small",
    "capitals",
    "split",
    "values",
    "beyond",
    "leave",
    "dates",
)
_KEYS = (*_FROM, "when", *_THEN, "codes", "new")


@dataclass(frozen=True, slots=True)
class Left:
    """An item that the mapping leaves out, and why."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as declared: ``texts`` makes its items of a record's cells, from ``columns``."""

    texts: Callable[[Cells], tuple[str | Left, ...]]
    columns: frozenset[str]
    codes: str = ""
    new: Mapping[str, Cell] = field(default_factory=dict)

    def text(self, cells: Cells) -> str:
        """Its items as one text."""
        return ";".join(one for one in self.texts(cells) if isinstance(one, str))


def cell(declared: object, missing: Iterable[str] = ()) -> Cell:
    """The cell that is declared. Raises Faulty."""
    if isinstance(declared, str):
        declared = {"column": declared}
    if isinstance(declared, list) and declared:
        return _first([cell(one, missing) for one in declared])
    if not isinstance(declared, dict):
        raise Faulty(f"{declared!r} is no cell: write a column's name or a table")
    for key in declared:
        if key not in _KEYS:
            raise Faulty(f"no such key; there are {', '.join(_KEYS)}", key)
    if len(declared.keys() & set(_FROM)) != 1:
        raise Faulty(f"wanted: exactly one of {', '.join(_FROM)}")
    take, columns = _source(declared, frozenset(missing))
    steps = _steps(declared)
    split = regex(declared["split"], "split") if "split" in declared else None
    each = _each(declared)
    beyond = texts_of(declared.get("beyond", []))
    new = {name: cell(one, missing) for name, one in _table(declared, "new").items()}

    holds, asked = condition(declared["when"]) if "when" in declared else (None, frozenset())

    def texts(cells: Cells) -> tuple[str | Left, ...]:
        if holds and not holds(cells):
            return ()
        text = take(cells)
        for step in steps:
            text = step(text) if text else ""
        if not text:
            return ()
        items = [one.strip() for one in split.split(text) if one] if split else [text]
        said = {cells.get(name, "") for name in beyond}
        return tuple(made for one in items if one and (made := each(one)) not in said)

    more = asked.union(beyond, *(one.columns for one in new.values()))
    return Cell(texts, columns | more, str(declared.get("codes", "")), new)


def _first(choices: list[Cell]) -> Cell:
    def texts(cells: Cells) -> tuple[str | Left, ...]:
        return next((found for one in choices if (found := one.texts(cells))), ())

    told = next((one for one in choices if one.codes or one.new), choices[0])
    columns = frozenset().union(*(one.columns for one in choices))
    return Cell(texts, columns, told.codes, told.new)


def _source(
    declared: Mapping[str, Any], missing: frozenset[str]
) -> tuple[Callable[[Cells], str], frozenset[str]]:
    blank = missing | frozenset(texts_of(declared.get("missing", [])))

    def one(cells: Cells, name: str) -> str:
        text = " ".join(cells.get(name, "").split())
        return "" if text in blank else text

    if "constant" in declared:
        return lambda _: str(declared["constant"]), frozenset()
    if "item" in declared:
        return lambda cells: one(cells, ITEM), frozenset()
    if "template" in declared:
        template = str(declared["template"])
        names = re.findall(r"{([^{}]+)}", template)

        def filled(cells: Cells) -> str:
            found = {name: one(cells, name) for name in names}
            if names and not any(found.values()):
                return ""
            return re.sub(r"{([^{}]+)}", lambda m: found[m[1]], template).strip(" .:;,–-")

        return filled, frozenset(names)
    if "column" in declared:
        wanted = texts_of(declared["column"])
        return lambda cells: next((t for n in wanted if (t := one(cells, n))), ""), frozenset(
            wanted
        )
    key = "span" if "span" in declared else "join"
    parts = [cell(part, missing) for part in _list(declared, key)]
    if len(parts) < 2 or (key == "span" and len(parts) > 2):
        raise Faulty(f"wanted: {'two cells' if key == 'span' else 'two cells or more'}", key)
    columns = frozenset().union(*(part.columns for part in parts))

    def joined(cells: Cells) -> str:
        found = [part.text(cells) for part in parts]
        if key == "join":
            return " ".join(filter(None, found)) if found[0] else ""
        start, end = found
        return start if not end or start == end else f"{start}/{end}" if start else ""

    return joined, columns


def _steps(declared: Mapping[str, Any]) -> list[Callable[[str], str]]:
    steps: list[Callable[[str], str]] = []
    for pair in _list(declared, "replace"):
        if not isinstance(pair, list) or len(pair) != 2:
            raise Faulty('wanted: pairs, as [["regex", "by"]]', "replace")
        steps.append(_replace(regex(pair[0], "replace"), str(pair[1])))
    if "match" in declared:
        steps.append(_match(regex(declared["match"], "match")))
    if declared.get("small"):
        steps.append(lambda text: re.sub(r"\b[^\W\d_]{2,}\b", _small, text))
    if declared.get("capitals"):
        steps.append(lambda text: re.sub(r"[^\W\d_]+", _capital, text))
    return steps


def _replace(found: re.Pattern[str], by: str) -> Callable[[str], str]:
    return lambda text: found.sub(by, text).strip()


def _match(found: re.Pattern[str]) -> Callable[[str], str]:
    def step(text: str) -> str:
        hit = found.search(text)
        return ((hit[1] if found.groups else hit[0]) or "").strip() if hit else ""

    return step


def _capital(found: re.Match[str]) -> str:
    word = found[0]
    return word.upper() if _NUMERAL.fullmatch(word.upper()) else word.capitalize()


_NUMERAL = re.compile(r"[IVX]+")


def _small(found: re.Match[str]) -> str:
    word = found[0]
    return word.capitalize() if word.isupper() and not _NUMERAL.fullmatch(word) else word


def _each(declared: Mapping[str, Any]) -> Callable[[str], str | Left]:
    """What becomes of one item."""
    values = {str(key): str(value) for key, value in _table(declared, "values").items()}
    dates = [str(one) for one in _list(declared, "dates")]
    for pattern in dates:
        if not re.search("%[Yyxc]", pattern):
            raise Faulty(f"the pattern {pattern!r} has no year (%Y)", "dates")
    exact: dict[str, str] = {}
    like: list[tuple[re.Pattern[str], str]] = []
    for reason, what in _table(declared, "leave").items():
        if isinstance(what, str):
            like.append((regex(what, "leave"), reason))
        else:
            exact |= dict.fromkeys(texts_of(what), reason)

    def each(text: str) -> str | Left:
        text = values.get(text, text)
        if reason := exact.get(text) or next((why for r, why in like if r.search(text)), ""):
            return Left(text, reason)
        return _date(text, dates) if dates else text

    return each


def _date(text: str, patterns: list[str]) -> str:
    """A date as EDTF, by the first pattern that fits; as precise as the pattern."""
    for pattern in patterns:
        try:
            day = datetime.strptime(text, pattern)
        except ValueError:
            continue
        if re.search("%[dejxc]", pattern):
            return f"{day.year:04}-{day.month:02}-{day.day:02}"
        return f"{day.year:04}-{day.month:02}" if re.search("%[mbB]", pattern) else f"{day.year:04}"
    return text


def _table(declared: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = declared.get(key, {})
    if not isinstance(found, dict):
        raise Faulty("wanted: a table, as { a = … }", key)
    return found


def _list(declared: Mapping[str, Any], key: str) -> list[Any]:
    found = declared.get(key, [])
    if not isinstance(found, list):
        raise Faulty("wanted: a list, as [ … ]", key)
    return found
