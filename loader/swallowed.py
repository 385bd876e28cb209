"""Quotes that were never meant to open a cell, and swallow the rows that follow."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

# A comma as records have it: prose has a blank behind it, or is a number's (1,000).
_TIGHT = re.compile(r",(?=\S|$)(?!\d{3}(?!\d))")

_LINE_END = re.compile(r"\r\n|\r|\n")


def swallowed(cells: Sequence[str], width: int, line: int) -> str:
    """What to say of a record, starting on this line, of which a cell holds whole records.

    A text of several lines is no fault; it is one if some line within it has as many cells as
    the header. The last line of a swallowed text counts with the cells that follow it.
    """
    for place, cell in enumerate(cells):
        if "\n" not in cell and "\r" not in cell:
            continue
        lines = _LINE_END.split(cell)
        after = len(cells) - place - 1
        whole = [_is_record(text, width, 0) for text in lines[1:-1]]
        if any(whole) or (width > 2 and _is_record(lines[-1], width, after)):
            first = line + sum(len(_LINE_END.findall(before)) for before in cells[:place])
            last = first + len(lines) - 1
            return (
                f"a quote opens on line {first}, runs to line {last} and swallows what look like "
                "rows; is it one too many, or one missing?"
            )
    return ""


def _is_record(text: str, width: int, after: int) -> bool:
    commas = len(_TIGHT.findall(text))
    if width < 2 or commas < max(1, (width - after - 1) // 2):
        return False
    count = len(next(csv.reader([text]), []))
    return count + after == width and count > 2 - (after == 0)
