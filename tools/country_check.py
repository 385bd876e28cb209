"""Whether the table of countries is right: whose each name and code is, how long a state lives."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from diplograph.dates import OPEN, UNKNOWN, parse_date
from diplograph.entities import Registry, entity_from, folded
from tools.country_rows import Row, Wrong, variants


def check(rows: dict[str, Row], ambiguous: dict[str, list[str]]) -> None:
    """Raises Wrong with the list of what is not right with the table."""
    faults = [*_name_faults(rows, ambiguous), *_code_faults(rows)]
    for row in rows.values():
        if not row.cells.get("name"):
            faults.append(f"{row.id}: no name")
        successors = filter(None, row.cells.get("successors", "").split(";"))
        faults += [f"{row.id}: no row for its successor {s}" for s in successors if s not in rows]
        start, end = _life(row)
        if start > end:
            faults.append(f"{row.id}: ends before it begins")
    if faults:
        raise Wrong("\n".join(faults))


def _name_faults(rows: dict[str, Row], ambiguous: dict[str, list[str]]) -> Iterator[str]:
    """Names of more than one row, compared as the program does and without spaces besides."""
    meant = {
        folded(v).replace(" ", ""): set(ids)
        for name, ids in ambiguous.items()
        for v in (name, *variants(name))
    }
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        for name in (
            row.id,
            row.cells["name"],
            row.cells.get("official_name", ""),
            row.cells.get("iso2", ""),
            *row.cells["aliases"].split(";"),
        ):
            if key := folded(name).replace(" ", ""):
                names[key].add(row.id)
    for key, ids in sorted(names.items()):
        if ids != meant.get(key, ids if len(ids) == 1 else set()):
            yield f"{key!r} is a name of {', '.join(sorted(ids))}"


def _code_faults(rows: dict[str, Row]) -> Iterator[str]:
    """COW and GW keep one code while a state changes; its rows may share it in turn."""
    for column in ("iso2", "m49", "wikidata", "cow", "gw"):
        holders: dict[str, list[Row]] = defaultdict(list)
        for row in rows.values():
            for code in filter(None, row.cells.get(column, "").split(";")):
                holders[code].append(row)
        for code, sharing in holders.items():
            for one, other in combinations(sharing, 2):
                (a, b), (c, d) = _life(one), _life(other)
                if column not in ("cow", "gw") or (a < d and c < b):
                    yield f"{column} {code}: {one.id} and {other.id}"


def _life(row: Row) -> tuple[Any, Any]:
    """The first day on which a state surely stood, and the last."""
    start, end = row.cells.get("from", ""), row.cells.get("to", "")
    return (
        parse_date(start).latest if start else UNKNOWN,
        parse_date(end).earliest if end else OPEN,
    )


def unresolved(rows: dict[str, Row], folder: Path) -> Iterator[str]:
    """The countries named in the Office of the Historian's XML that the table does not resolve."""
    registry = Registry(entity_from("Country", row.line()) for row in rows.values())
    used: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*.xml")):
        for element in ET.parse(path).iter():
            if element.tag in ("country", "from") and element.get("id") and element.text:
                used[" ".join(element.text.split())].add(element.tag)
            elif element.tag.endswith("territory-id") and element.text:
                name = re.sub(r"-\d{4}$", "", element.text.strip()).replace("-", " ")
                used[name].add(element.tag)
    for name, tags in sorted(used.items()):
        try:
            registry.find(name, ("Country",))
        except LookupError as miss:
            yield f"{name} ({', '.join(sorted(tags))}): {miss}"
