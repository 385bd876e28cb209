"""An answer as people read it and take it away: a table with links, CSV, JSON.

Pure: rows in, markup and text out. Whatever stands in a cell is text; only what is an entity, a
fact or a source of the graph becomes a link, to its page here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.exports import harmless
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.words import excerpt
from diplograph.database import Answer
from diplograph.dates import OPEN, UNKNOWN
from diplograph.entities import Registry
from diplograph.kinds import ENTITY_LABELS

CELL = 300
"""A cell shows so many characters at most; CSV and JSON have all of it."""

MOST_ROWS = 500
"""The table shows so many rows at most; CSV and JSON have all of them."""

_OWN = frozenset({"merged", "rows", "digest"})
"""What the program keeps at nodes for itself."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the texts in an answer may stand for: entities by id or name, facts by id to title."""

    entities: Mapping[str, str]
    labels: Mapping[str, str]
    facts: Mapping[str, str] = field(default_factory=dict)

    def entity(self, text: str) -> str:
        """An entity's page: a state's own, others among their ties."""
        id_ = self.entities[text]
        if self.labels.get(id_) == "Country":
            return href("country", None, id=id_)
        return href("explore", None, focus=id_, entity=id_)


def names_of(registry: Registry) -> Known:
    """The entities by their ids and names; a name that several bear is the state's, or the first's
    in the order of the labels."""
    order: dict[str, int] = {label: place for place, label in enumerate(ENTITY_LABELS)}
    ranked = sorted(registry.entities.values(), key=lambda one: (order[one.label], one.id))
    found: dict[str, str] = {one.id: one.id for one in ranked}
    for one in ranked:
        found.setdefault(one.name, one.id)
    return Known(found, {one.id: one.label for one in ranked})


def is_node(value: object) -> bool:
    """Whether a value of a result is a node."""
    return isinstance(value, Mapping) and "_labels" in value


def is_path(value: object) -> bool:
    """Whether a value of a result is a path."""
    return isinstance(value, Mapping) and "_nodes" in value and "_relationships" in value


def is_tie(value: object) -> bool:
    """Whether a value of a result is a relationship."""
    return isinstance(value, Mapping) and "_type" in value


def parts(value: object) -> Iterator[object]:
    """A value and all values in it, lists, maps and paths taken apart; nodes and relationships
    whole."""
    if is_path(value):
        assert isinstance(value, Mapping)
        yield from value["_nodes"]
        yield from value["_relationships"]
    elif is_node(value) or is_tie(value):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from parts(one)
    elif isinstance(value, list):
        for one in value:
            yield from parts(one)
    else:
        yield value


def texts(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Every text that stands by itself in the rows."""
    for row in rows:
        for value in row.values():
            for one in parts(value):
                if isinstance(one, str):
                    yield one


def table(answer: Answer, known: Known) -> Markup:
    """The first rows as a table that can be scrolled by keyboard."""
    numeric = {name for name in answer.columns if _is_numeric(answer, name)}
    head = element(
        "tr",
        *(element("th", name, scope="col", **_of(name in numeric)) for name in answer.columns),
    )
    body = together(
        *(
            element(
                "tr",
                *(
                    element("td", cell(row[name], known), **_of(name in numeric))
                    for name in answer.columns
                ),
            )
            for row in answer.rows[:MOST_ROWS]
        )
    )
    whole = element("table", element("thead", head), element("tbody", body), class_="dg-table")
    return element(
        "div", whole, class_="dg-scroll", tabindex="0", role="region", aria_label="Answer"
    )


def _of(numeric: bool) -> dict[str, str]:
    return {"class_": "dg-n"} if numeric else {}


def _is_numeric(answer: Answer, name: str) -> bool:
    values = [row[name] for row in answer.rows if row[name] is not None]
    return bool(values) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in values
    )


def cell(value: object, known: Known) -> Markup:
    """One value as a reader sees it."""
    match value:
        case None:
            return element("span", "null", class_="dg-muted")
        case bool():
            return element("span", "yes" if value else "no")
        case str():
            return _text(value, known)
        case date():
            return _day(value)
        case list():
            return _joined((cell(one, known) for one in value[:25]), ", ", len(value) - 25)
        case Mapping() if is_path(value):
            return _path(value, known)
        case Mapping() if is_node(value):
            return _node(value, known)
        case Mapping() if is_tie(value):
            return _tie(value)
        case Mapping():
            pairs = (together(f"{name}: ", cell(one, known)) for name, one in value.items())
            return together("{", _joined(pairs, ", "), "}")
        case _:
            return element("span", excerpt(str(value), CELL))


def _text(text: str, known: Known) -> Markup:
    shown = excerpt(text, CELL)
    if text in known.facts:
        return inside(shown, href("fact", None, id=text), title=known.facts[text])
    if text in known.entities:
        return inside(shown, known.entity(text))
    return element("span", shown)


def _day(day: date) -> Markup:
    open_ = {OPEN: "open", UNKNOWN: "unknown"}.get(day)
    if open_ is None:
        return element("span", day.isoformat(), class_="dg-number")
    return element("span", f"{day.isoformat()} ({open_})", class_="dg-muted dg-number")


def _joined(items: Iterable[Markup], between: str, more: int = 0) -> Markup:
    found: list[str] = []
    for item in items:
        found += [between, item] if found else [item]
    return together(*found, f" … and {more} more" if more > 0 else "")


def _node(node: Mapping[str, Any], known: Known) -> Markup:
    labels, id_ = node["_labels"], str(node.get("id", ""))
    if "Entity" in labels and id_ in known.entities:
        return inside(str(node.get("name", id_)), known.entity(id_))
    if "Fact" in labels:
        return inside(str(node.get("title", id_)), href("fact", None, id=id_))
    if "Claim" in labels:
        said = f"{node.get('standing', '')} claim on {node.get('fact', '')}"
        return inside(said, href("fact", None, id=str(node.get("fact", ""))))
    if "Source" in labels:
        said = ", ".join(filter(None, (str(node.get(n, "")) for n in ("publisher", "title"))))
        return inside(excerpt(said, CELL), href("sources", None, id=id_))
    return element("span", f"({':'.join(labels)} {id_})")


def _tie(tie: Mapping[str, Any]) -> Markup:
    value = tie.get("type")
    said = f"{tie['_type']} ({value})" if value else str(tie["_type"])
    if fact := tie.get("fact"):
        return inside(said, href("fact", None, id=str(fact)))
    return element("span", said)


def _path(path: Mapping[str, Any], known: Known) -> Markup:
    nodes, ties = path["_nodes"], path["_relationships"]
    found: list[str] = []
    for place, node in enumerate(nodes):
        found.append(cell(node, known))
        if place < len(ties):
            found += [" – ", cell(ties[place], known), " – "]
    return together(*found)


def plain(value: object) -> object:
    """A value for JSON: dates as text; of nodes, what the program keeps for itself left out."""
    match value:
        case date():
            return value.isoformat()
        case list():
            return [plain(one) for one in value]
        case Mapping():
            hidden = _OWN if "_labels" in value else frozenset()
            return {name: plain(one) for name, one in value.items() if name not in hidden}
        case str() | int() | float() | None:
            return value
        case _:
            return str(value)


def json_text(answer: Answer, indent: int | None = 2) -> str:
    """The rows as JSON: a list of objects, one for each row."""
    return json.dumps([plain(row) for row in answer.rows], ensure_ascii=False, indent=indent)


def csv_text(answer: Answer) -> str:
    """The rows as CSV (RFC 4180); what a spreadsheet would run as a formula begins with ``'``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(name) for name in answer.columns])
    for row in answer.rows:
        writer.writerow([_flat(row[name]) for name in answer.columns])
    return out.getvalue()


def _flat(value: object) -> object:
    found = plain(value)
    if isinstance(found, list) and all(isinstance(one, str | int | float) for one in found):
        return harmless(";".join(map(str, found)))
    if isinstance(found, list | dict):
        return harmless(json.dumps(found, ensure_ascii=False))
    return harmless(found) if isinstance(found, str) else "" if found is None else found
