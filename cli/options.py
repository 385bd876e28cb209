"""The command itself, and the options that several of its parts have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Sourced diplomatic facts as a graph: load them from CSV, look at them, ask them.\n\n"
    "The graph is kept by an engine of its own, which starts by itself, or by the Neo4j that "
    "`NEO4J_URI` names. Begin with `diplograph up`.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Folder = Annotated[Path, typer.Argument(help="A folder of CSV files, one per kind of fact.")]
Name = Annotated[
    str | None, typer.Option("--dataset", help="The dataset's name; else the folder's.")
]
