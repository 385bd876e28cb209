"""What the command does with the graph: start and stop it, ask it, say what is in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from cli.options import Json, app
from cli.said import cell, err, grid, load_all, out, print_json, say, show_status
from dashboard.launch import run_dashboard
from diplograph.database import connect
from diplograph.engine import Engine
from diplograph.questions import core
from diplograph.questions.joined import joined_counts, joined_entities, joined_facts
from loader.shipped import shelf
from loader.status import datasets_told, joined_lines

DATA = Path(__file__).resolve().parent.parent / "data"
"""The curated dataset, where the program runs from its own checkout."""


@app.command()
def up(
    data: Annotated[Path | None, typer.Option(help="What to load first.")] = None,
    load: Annotated[bool, typer.Option(help="Load it, or show what is there.")] = True,
    port: Annotated[int, typer.Option(help="The dashboard's port; 0 takes a free one.")] = 8501,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Start the database, load the data and open the dashboard on a loopback address."""
    folder = data or (DATA if DATA.is_dir() else None)
    with connect() as database:
        if load and folder:
            # named, so that another checkout's data may take the place of this one's unasked
            say(load_all(database, [(folder, folder.resolve().name)], good_rows=False))
    raise typer.Exit(run_dashboard(port, lambda at: out.print(f"Dashboard: {at}"), host))


@app.command()
def query(
    cypher: Annotated[str, typer.Argument(help="One Cypher statement that reads; `-` for input.")],
    parameter: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="A parameter, as name=value.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many rows.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="At most so many seconds.")] = 30.0,
    as_json: Json = False,
) -> None:
    """Ask the graph in Cypher and print a table. A query can read and nothing else.

    Example: `diplograph query "MATCH (a)-[e:HAS_EMBASSY_IN]->(b) RETURN a.name, e.type, b.name"`
    """
    text = sys.stdin.read() if cypher == "-" else cypher
    with connect() as database:
        answer = database.ask(text, _parameters(parameter or []), timeout, limit)
    if as_json:
        print_json({"columns": answer.columns, "rows": answer.rows, "more": answer.more})
        if answer.too_large:
            err.print(answer.said, highlight=False)
        return
    table = grid(*answer.columns)
    for row in answer.rows:
        table.add_row(*(escape(cell(row[column])) for column in answer.columns))
    out.print(table)
    out.print(answer.said, highlight=False)


@app.command()
def status(
    show_joined: Annotated[
        bool, typer.Option("--joined", help="List what several datasets say of one thing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say where the graph is and what is in it."""
    with connect() as database:
        where = database.address
        facts = joined_facts(database)
        entities = joined_entities(database) if show_joined else []
        found: dict[str, Any] = {
            "address": where.uri,
            "engine": "embedded" if where.embedded else "Neo4j",
            "home": str(Engine().home) if where.embedded else None,
            "counts": core.counts(database),
            "kinds": core.kind_counts(database),
            "datasets": datasets_told(core.datasets(database), joined_counts(facts)),
            "shipped": shelf(),
        }
    if show_joined:
        found = {"entities": entities, "facts": facts}
    if as_json:
        print_json(found)
    elif show_joined:
        for line in joined_lines(entities, facts):
            out.print(escape(line), highlight=False, soft_wrap=True)
    else:
        show_status(found)


@app.command()
def stop() -> None:
    """Stop the embedded engine; the graph stays in its folder."""
    out.print("stopped" if Engine().stop() else "the embedded engine was not running")


def _parameters(pairs: Sequence[str]) -> dict[str, object]:
    """``name=value`` pairs; a value that is JSON is taken as such, else as text."""
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r}: write name=value", param_hint="--param")
        try:
            found[name] = json.loads(text)
        except ValueError:
            found[name] = text
    return found
