"""For which records something holds: a table of columns and what their cells must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Cells = Mapping[str, str]
_ITEMS = re.compile(r"\s*[|;,]\s*")


class Faulty(ValueError):
    """Something is declared wrongly; the text says what would be right, ``place`` where it is."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


def condition(declared: object) -> tuple[Callable[[Cells], bool], frozenset[str]]:
    """A test of a record that holds if all of its columns' tests do, and those columns.

    ``{ type = "embassy" }``, or a list of such texts, or a table with one or more of ``not`` (a
    text or list), ``matches`` and ``unlike`` (regular expressions), ``below`` and ``above`` (as
    texts, so fit for ISO dates), ``blank`` (true or false), ``same`` and ``lists`` (another
    column, whose cell it is, or has among its items). Of a list of tables one must hold. Raises
    Faulty.
    """
    if isinstance(declared, list) and declared:
        choices = [condition(one) for one in declared]
        columns = frozenset().union(*(columns for _, columns in choices))
        return lambda cells: any(holds(cells) for holds, _ in choices), columns
    if not isinstance(declared, dict) or not declared:
        raise Faulty('wanted: a table of columns and their cells, as { type = "embassy" }')
    tests = [(str(name), test) for name, one in declared.items() for test in _tests(name, one)]
    tables = [one for one in declared.values() if isinstance(one, dict)]
    others = {str(one[word]) for one in tables for word in ("same", "lists") if word in one}

    def holds(cells: Cells) -> bool:
        return all(test(cells.get(name, ""), cells) for name, test in tests)

    return holds, frozenset(map(str, declared)) | others


def _tests(name: str, declared: Any) -> list[Callable[[str, Cells], bool]]:
    if not isinstance(declared, dict):
        texts = texts_of(declared)
        return [lambda text, _: text in texts]
    if not declared:
        raise Faulty("wanted: what its cell must be", name)
    return [_test(name, word, against) for word, against in declared.items()]


def _test(name: str, word: str, against: Any) -> Callable[[str, Cells], bool]:
    if word in ("matches", "unlike"):
        found = regex(against, name)
        return lambda text, _: bool(found.search(text)) == (word == "matches")
    texts = texts_of(against)
    known: dict[str, Callable[[str, Cells], bool]] = {
        "not": lambda text, _: text not in texts,
        "below": lambda text, _: text < str(against),
        "above": lambda text, _: text > str(against),
        "blank": lambda text, _: (not text) == bool(against),
        "same": lambda text, cells: text == cells.get(str(against), ""),
        "lists": lambda text, cells: cells.get(str(against), "") in _ITEMS.split(text),
    }
    if word not in known:
        words = ", ".join([*known, "matches", "unlike"])
        raise Faulty(f"no such condition: {word}; there are {words}", name)
    return known[word]


def texts_of(declared: object) -> list[str]:
    """A text or a list of them."""
    return [str(one) for one in declared] if isinstance(declared, list) else [str(declared)]


def regex(text: object, place: str) -> re.Pattern[str]:
    """A regular expression. Raises Faulty."""
    try:
        return re.compile(str(text))
    except re.error as error:
        raise Faulty(f"{text!r} is no regular expression: {error}", place) from error
