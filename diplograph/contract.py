"""The CSV contract, written out from the declarations: as Table Schemas and as a page.

Table Schema and Data Package are Frictionless's, https://specs.frictionlessdata.io/.
"""

from __future__ import annotations

from typing import Any

from diplograph.catalogue import KINDS
from diplograph.catalogue.reference import ENTITIES, SOURCES
from diplograph.kinds import STANDINGS, Column, Kind

_CLAIM_HELP = {
    "fact": "a slug of your own for the fact, the same in every row about it; blank: by identity",
    "standing": f"{', '.join(STANDINGS)}; blank: {STANDINGS[0]}",
    "attributed_to": "who is said to say so: ids or names, separated by ;",
    "source": "one or more ids from sources.csv, separated by ;",
    "locator": "where in the source: page, paragraph, row",
    "note": "anything else",
}


def table_schema(kind: Kind) -> dict[str, Any]:
    """A fact file's Table Schema: a map fit for JSON."""
    own = [_field(column) for column in kind.columns]
    claim = {
        name: {
            "name": name,
            "type": "string",
            "description": help_,
            "constraints": {"required": True} if name == "source" else {},
        }
        for name, help_ in _CLAIM_HELP.items()
    }
    claim["standing"]["constraints"] = {"enum": list(STANDINGS)}
    first, *rest = claim.values()
    return {"fields": [first, *own, *rest], "missingValues": [""]}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.words and not column.many:
        constraints["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": "string",
        "description": described(column),
        "constraints": constraints,
    }


def described(column: Column) -> str:
    """What a column holds, in words."""
    parts = [column.help]
    if column.entity:
        parts.append(" or ".join(label.lower() for label in column.entity))
    if column.words:
        parts.append(", ".join(column.words))
    if column.many:
        parts.append("several separated by ;")
    return "; ".join(parts)


def data_package(name: str) -> dict[str, Any]:
    """A Data Package descriptor of every file that a dataset may have."""
    resources = [
        {"name": kind.name.replace("_", "-"), "path": f"{kind.name}.csv", "schema": schema}
        for kind in KINDS.values()
        for schema in [table_schema(kind)]
    ]
    for table in (*ENTITIES.values(), SOURCES):
        fields = [
            {
                "name": c.name,
                "type": "string",
                "description": c.help,
                "constraints": {"required": True} if c.required else {},
            }
            for c in table.columns
        ]
        schema = {"fields": fields, "missingValues": [""], "primaryKey": ["id"]}
        resources.append({"name": table.stem, "path": f"{table.stem}.csv", "schema": schema})
    return {"name": name, "resources": resources}


def csv_page() -> str:
    """The page docs/csv.md."""
    lines = [
        "# The CSV files",
        "",
        "Made from the declarations by `diplograph columns`; do not edit by hand.",
        "",
        "UTF-8, commas, one header row, quotes as in RFC 4180. A blank cell means that the source "
        "does not say.",
        "States, organizations, people and cities are written by id, name or alias, as long as "
        "only one has it, or had it at the row's time; codes and abbreviations in capitals.",
        "Dates are EDTF: `2016`, `2016-09`, `2016-09-21`, `1992~` (about), `199X` (the 1990s), "
        "`[1990..1993]` (some time from 1990 to 1993).",
        "",
        "## Who, where and what was read",
    ]
    for table in (*ENTITIES.values(), SOURCES):
        lines += ["", f"### {table.stem}.csv", "", "| column | what it holds |", "| --- | --- |"]
        lines += [f"| {column.name} | {column.help} |" for column in table.columns]
    lines += ["", "## Facts", "", "Every row is a claim, and beside its kind's columns has:", ""]
    lines += ["| column | what it holds |", "| --- | --- |"]
    lines += [f"| {name} | {help_} |" for name, help_ in _CLAIM_HELP.items()]
    for kind in KINDS.values():
        lines += _kind_section(kind)
    return "\n".join(lines) + "\n"


def _kind_section(kind: Kind) -> list[str]:
    rows = [
        f"| {column.name}{' (needed)' if column.required else ''} | {described(column)} |"
        for column in kind.columns
    ]
    return [
        "",
        f"### {kind.name}.csv: {kind.heading.lower()}",
        "",
        f"Ties: {', '.join(f'`{name}`' for name in kind.tie_types)}. "
        "Without a slug, rows are about one fact if they agree in: "
        f"{', '.join(map(_part_words, kind.identity))}; and if their times can be one.",
        "",
        "| column | what it holds |",
        "| --- | --- |",
        *rows,
    ]


def _part_words(part: str) -> str:
    """A part of an identity in words."""
    if "+" in part:
        return f"{' and '.join(part.split('+'))} in either order"
    first, _, second = part.partition("|")
    return f"{first} (if blank: {second})" if second else first
