"""A dataset's rows, and what a change makes of them: rows before + change → rows after.

What is absent, what is unreadable and what is still referred to are three things: a row that is
gone from a file is taken away, one in a file with errors stays, and one that others refer to may
not go (``loader.references``).
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

Key = tuple[str, str]
"""A row's file, by its stem, and its id within it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was given: its cells without the blank ones, and where it stood."""

    cells: Mapping[str, str]
    file: str
    line: int = field(compare=False)


Rows = dict[Key, Row]


@dataclass(frozen=True, slots=True)
class Changed:
    """A dataset's rows after a change, those before it that were replaced or taken away, and the
    keys of those that were not there before."""

    after: Rows
    displaced: Rows
    added: frozenset[Key]


def change(before: Rows, given: Rows, unreadable: Collection[str] = ()) -> Changed:
    """The rows of a dataset once those ``given`` have taken the place of those before.

    ``unreadable`` are the stems of files that had errors: of these nothing is taken away.
    """
    kept = {key: row for key, row in before.items() if key[0] in unreadable}
    after = {**kept, **given}
    displaced = {key: row for key, row in before.items() if after.get(key) != row}
    return Changed(after, displaced, frozenset(after.keys() - before.keys()))


def undone(after: Rows, displaced: Rows, added: Collection[Key]) -> Rows:
    """The rows before a change, from those after it and what it displaced and added."""
    return {key: row for key, row in {**after, **displaced}.items() if key not in added}


def packed(rows: Rows) -> str:
    """Rows as one short text, to be kept with the load that displaced them."""
    lines = [[*key, row.file, row.line, dict(row.cells)] for key, row in sorted(rows.items())]
    text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode(), 9)).decode("ascii") if lines else ""


def unpacked(text: str) -> Rows:
    """The rows of a text that ``packed`` made."""
    lines: Iterable[tuple[str, str, str, int, dict[str, str]]] = (
        json.loads(zlib.decompress(base64.b85decode(text))) if text else ()
    )
    return {(stem, id_): Row(cells, file, line) for stem, id_, file, line, cells in lines}
