"""What ``diplograph status`` says: the graph in numbers, and each dataset's account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

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


def show_status(out: Console, found: Mapping[str, Any]) -> None:
    """Print where the graph is and what is in it."""
    out.print(f"{found['engine']} at {found['address']}", highlight=False)
    if found["home"]:
        out.print(f"kept in {found['home']}", highlight=False, soft_wrap=True)
    table = Table("what", "how many")
    for name, count in {**found["counts"], **found["kinds"]}.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    out.print(table)
    if not found["datasets"]:
        return
    table = Table()
    for heading in ("dataset", "read", "claims", "rows", "joined", "left out", "loaded"):
        table.add_column(heading, no_wrap=True)
    for one in found["datasets"]:
        left = sum(one["left_out"].values())
        read = "" if one["read"] is None else f"{one['read']:,}"
        table.add_row(
            escape(one["dataset"]),
            read,
            *(f"{one[name]:,}" for name in ("claims", "rows", "joined")),
            f"{left:,}" if read else "",
            one["loaded"][:16].replace("T", " "),
        )
    out.print(table)
    for one in found["datasets"]:
        for what, reasons in (("records", one["left_out"]), ("items", one["items_left_out"])):
            for reason, count in reasons.items():
                text = f"{one['dataset']}: {count:,} {what} left out: {reason}"
                out.print(escape(text), highlight=False, soft_wrap=True)


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
