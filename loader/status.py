"""What ``diplograph status`` says: the graph in numbers, and each dataset's account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loader.shipped import account


def datasets_told(
    datasets: Sequence[Mapping[str, Any]], joined: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The loaded datasets, each with its joined facts and, of a shipped one, what became of the
    records that were read: those left out by reason, and the items of lists left out."""
    told = []
    for one in datasets:
        read = account(one["dataset"]) or {}
        told.append(
            {
                **one,
                "joined": joined.get(one["dataset"], 0),
                "read": read.get("read"),
                "left_out": read.get("left_out", {}),
                "items_left_out": read.get("items_left_out", {}),
            }
        )
    return told


def joined_lines(
    entities: Sequence[Mapping[str, Any]], facts: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """What several datasets say of one thing, a line each."""
    for one in entities:
        names, also = " / ".join(one["names"]), ", ".join(one["also"])
        where = ", ".join(one["datasets"])
        yield f"{one['label'].lower()} {one['id']} ({names}): also {also}; in {where}"
    for one in facts:
        yield f"fact {one['id']} ({one['title']}): in {', '.join(one['datasets'])}"
    yield f"{len(entities):,} entities under several ids, {len(facts):,} facts of several datasets"
