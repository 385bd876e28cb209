"""The header of a file: which columns there are, and what is wrong with their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import process

from diplograph.errors import Problem

_NAMED = 5
"""So many strange columns are named; of the others it is said how many there are."""

_MARKS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


def not_commas(file: str, text: str, columns: Sequence[str]) -> Problem | None:
    """What is wrong if a file's first line shows that its cells are not separated by commas."""
    first = re.split(r"[\r\n]", text[:10_000], maxsplit=1)[0].strip(" ")
    said = ""
    if found := re.match(r"\"?sep=(.?)", first, re.IGNORECASE):
        mark = found[1]
        right = (
            "delete this line" if mark in ("", ",") else "save it with commas, without this line"
        )
        shown = "TAB" if mark == "\t" else mark
        said = f"its first line says sep={shown}: {right}"
    elif re.fullmatch(r'"[^"]*,[^"]*"', first):
        said = "each row is in quotes, as if it were one cell; take away the quotes around the rows"
    else:
        commas = _known(first.split(","), columns)
        for mark, word in _MARKS.items():
            if mark in first and ("," not in first or _known(first.split(mark), columns) > commas):
                said = f"its cells are separated by {word}; save it with commas"
                break
    return Problem(file, 1, "", "", said, "separator") if said else None


def _known(cells: Iterable[str], columns: Sequence[str]) -> int:
    return sum(cell.strip().strip('"').lower() in columns for cell in cells)


def header_faults(
    file: str, names: Sequence[str], columns: Sequence[str], required: Sequence[str]
) -> list[Problem]:
    """Strange, doubled and missing names; nameless columns are another matter."""
    found: list[Problem] = []
    for name in dict.fromkeys(names):
        if name in columns and (times := names.count(name)) > 1:
            often = "twice" if times == 2 else f"{times} times"
            said = f"stands {often} in the header"
            found.append(Problem(file, 1, name, name, said, "duplicate-column"))
    strange = [name for name in dict.fromkeys(names) if name and name not in columns]
    meant = _meant(strange[:100], [column for column in columns if column not in names])
    if len(meant) * 2 < len(strange) and not set(names) & set(columns):
        said = f"none of its cells names a column; is the header missing? {_has(columns)}"
        return [Problem(file, 1, "", ",".join(names)[:200], said, "no-header")]
    found += [
        Problem(file, 1, name, name, f"no such column; did you mean {column}?", "unknown-column")
        for name, column in meant.items()
    ]
    rest = [name for name in strange if name not in meant]
    if rest:
        found.append(_no_such(file, rest, columns))
    found += [
        Problem(file, 1, name, "", f"the column {name} is missing", "missing-column")
        for name in required
        if name not in names and name not in meant.values()
    ]
    return found


def _meant(strange: Sequence[str], free: Sequence[str]) -> dict[str, str]:
    """Which columns that are not there may be meant, each by the one name that is nearest."""
    found: dict[str, tuple[float, str]] = {}
    for name in strange:
        if match := process.extractOne(name.lower(), free, score_cutoff=70):
            column, score = match[0], match[1]
            found[column] = max(found.get(column, (0.0, "")), (score, name))
    return {name: column for column, (_, name) in found.items()}


def _has(columns: Sequence[str]) -> str:
    return f"this file has: {', '.join(columns)}"


def _no_such(file: str, names: Sequence[str], columns: Sequence[str]) -> Problem:
    has = _has(columns)
    if len(names) == 1:
        return Problem(file, 1, names[0][:80], names[0], f"no such column; {has}", "unknown-column")
    shown = ", ".join(name[:40] for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    said = f"there are no such {len(names):,} columns: {shown}{more}; {has}"
    return Problem(file, 1, "", "", said, "unknown-column")


def nameless(file: str, names: Sequence[str], filled: dict[int, int]) -> Problem | None:
    """What to say of columns without a name; ``filled``: the first row with a cell, by column.

    It is a warning if there is nothing under them: spreadsheets write such columns.
    """
    places = [place for place, name in enumerate(names) if not name]
    if not places:
        return None
    one = len(places) == 1
    said = f"{'column' if one else 'columns'} {_ranges(places)} {'has' if one else 'have'} no name"
    if not filled:
        under = "it" if one else "them"
        said += f"; the cells under {under} are empty: delete {under}"
        return Problem(file, 1, "", "", said, "nameless-column", "warning")
    place = min(filled, key=lambda p: (filled[p], p))
    said += (
        f", and there is data under {_ranges(sorted(filled))} (first in row {filled[place]}, "
        f"column {letters(place)}): name {'it' if one else 'them'}, or delete the cells"
    )
    return Problem(file, 1, "", "", said, "nameless-column")


def letters(place: int) -> str:
    """A column's place, counted from 0, as spreadsheets name it: A, B, … Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _ranges(places: Sequence[int]) -> str:
    """Places in letters, runs of three and more with their ends only: ``B, E to G``."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    shown = [
        f"{letters(run[0])} to {letters(run[-1])}"
        if len(run) > 2
        else " and ".join(letters(place) for place in run)
        for run in runs
    ]
    return ", ".join(shown[:20]) + (" and others" if len(shown) > 20 else "")
