"""How the command says things: tables, problems, progress, JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from diplograph.database import Database
from diplograph.errors import Problem, grouped
from diplograph.graph import iso
from loader.load import Loaded, load_folders

# Only a terminal has a width: in a file or a pipe nothing is cut or folded.
out = Console(width=None if sys.stdout.isatty() else 10_000)
err = Console(stderr=True)


def grid(*headings: str) -> Table:
    """An empty table; what is too long for a column of it is folded, and never cut."""
    table = Table()
    for heading in headings:
        table.add_column(escape(heading), overflow="fold")
    return table


def say(loaded: Loaded, since: float | None = None) -> None:
    """A line of numbers for each dataset, and how long it took (``time.monotonic()`` before)."""
    for part in loaded.plan.parts:
        counts = ", ".join(f"{number} {what}" for what, number in part.counts().items())
        out.print(f"{part.dataset}: {counts} claims.", highlight=False)
    if since is not None:
        out.print(f"It took {time.monotonic() - since:.1f} s.", highlight=False)


def show_changes(loaded: Loaded) -> None:
    """A table of what comes and goes."""
    table = grid("what", "file", "line", "fact", "claim")
    for change in loaded.plan.changes:
        cells = (change.what, change.file, str(change.line), change.fact, change.text)
        table.add_row(*map(escape, cells))
    out.print(table)


def show_problems(problems: Sequence[Problem]) -> None:
    """A line for each problem; many of the same kind are one."""
    for problem in grouped(problems):
        colour = "red" if problem.severity == "error" else "yellow"
        err.print(
            f"[{colour}]{problem.severity}[/]: {escape(str(problem))}",
            highlight=False,
            soft_wrap=True,
        )


def errors(problems: Sequence[Problem]) -> int:
    """How many of them are errors."""
    return sum(problem.severity == "error" for problem in problems)


def cell(value: object) -> str:
    """A value in a cell of a table."""
    plain = iso(value)
    if isinstance(plain, dict | list):
        return json.dumps(plain, ensure_ascii=False, default=str)
    return "" if plain is None else str(plain)


def show_status(found: Mapping[str, Any]) -> None:
    """Where the graph is, what is in it, and what each dataset brought."""
    out.print(f"{found['engine']} at {found['address']}", highlight=False)
    if found["home"]:
        out.print(f"kept in {found['home']}", highlight=False, soft_wrap=True)
    table = grid("what", "how many")
    for name, count in {**found["counts"], **found["kinds"]}.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    out.print(table)
    if not found["datasets"]:
        return
    table = grid("dataset", "read", "claims", "rows", "joined", "left out", "loaded")
    for one in found["datasets"]:
        left = sum(one["left_out"].values())
        read = "" if one["read"] is None else f"{one['read']:,}"
        table.add_row(
            escape(one["dataset"]),
            read,
            *(f"{one[name]:,}" for name in ("claims", "rows", "joined")),
            f"{left:,}" if read else "",
            one["loaded"][:10],
        )
    out.print(table)
    for one in found["datasets"]:
        for what, reasons in (("records", one["left_out"]), ("items", one["items_left_out"])):
            for reason, count in reasons.items():
                text = f"{one['dataset']}: {count:,} {what} left out: {reason}"
                out.print(escape(text), highlight=False, soft_wrap=True)


def print_json(content: object) -> None:
    """Content as JSON on standard output."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n")


def load_all(
    database: Database,
    folders: Sequence[tuple[Path, str | None]],
    good_rows: bool,
    as_json: bool = False,
) -> Loaded:
    """Load folders, with a bar for people; for programs a line of JSON on standard error for each
    batch: how many facts are ``done``, and of how many (``total``)."""
    if as_json:
        return load_folders(database, folders, good_rows, _told_as_json)
    names = ", ".join(str(folder) for folder, _ in folders)
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(f"loading {escape(names)}", total=None)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        return load_folders(database, folders, good_rows, report)


def _told_as_json(done: int, total: int) -> None:
    sys.stderr.write(json.dumps({"done": done, "total": total}) + "\n")
    sys.stderr.flush()
