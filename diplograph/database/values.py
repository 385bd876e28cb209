"""The driver's values as plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import neo4j
from neo4j.time import Date as Neo4jDate

Record = dict[str, Any]
"""One row of a result: column to value; dates as ``datetime.date``."""


_PLAIN = frozenset((str, int, float, bool, date))


def plain(record: neo4j.Record) -> Record:
    """A row as a map of its columns."""
    return {key: plain_value(record[key]) for key in record.keys()}  # noqa: SIM118 - not a dict


def plain_value(value: Any) -> Any:
    """A driver's value as plain Python: dates as ``datetime.date``, nodes and relationships as
    maps of their properties with ``_labels`` or ``_type``."""
    if value is None or type(value) in _PLAIN:
        return value  # nearly all; the patterns below are asked one after the other
    match value:
        case Neo4jDate():
            return value.to_native()
        case neo4j.graph.Node():
            return {"_labels": sorted(value.labels), **_plain_map(value)}
        case neo4j.graph.Relationship():
            return {"_type": value.type, **_plain_map(value)}
        case neo4j.graph.Path():
            return {
                "_nodes": [plain_value(node) for node in value.nodes],
                "_relationships": [plain_value(one) for one in value.relationships],
            }
        case Mapping():
            return _plain_map(value)
        case list() | tuple():
            return [plain_value(one) for one in value]
        case date() | str() | int() | float() | bool() | None:
            return value
        case _ if hasattr(value, "iso_format"):
            return value.iso_format()
        case _:
            return value


def _plain_map(items: Mapping[str, Any] | neo4j.graph.Entity) -> Record:
    return {key: plain_value(items[key]) for key in items}


def size(value: object) -> int:
    """About how many bytes a plain value is long."""
    match value:
        case str():
            return len(value.encode("utf-8", "surrogatepass"))
        case bytes() | bytearray():
            return len(value)
        case Mapping():
            return sum(size(key) + size(one) for key, one in value.items())
        case list() | tuple():
            return sum(map(size, value))
        case _:
            return 8
