"""What the command computes of the ties: rankings, triads, centrality and the like."""

from __future__ import annotations

import csv
import sys
from datetime import date
from typing import Annotated

import typer
from rich.markup import escape

from cli.options import Json, app
from cli.said import cell, grid, out, print_json
from diplograph.database import connect
from diplograph.dates import parse_date
from diplograph.entities import NotFound, Registry
from diplograph.kinds import ENTITY_LABELS
from diplograph.questions import core


@app.command()
def analyse(
    name: Annotated[
        str | None, typer.Argument(help="Which, as `missions`; without it, they are listed.")
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option("--about", help="A name or id that it is about.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="As of a day in the world, as 2024-07-23.")
    ] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="By what had been published on a day.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="The earlier day of a comparison.")
    ] = None,
    page: Annotated[
        bool, typer.Option("--page", help="Print what each computes, as docs/analyses.md.")
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Compute an analysis of the ties and print its table (docs/analyses.md defines each).

    Example: `diplograph analyse missions --as-of 2022-11-16`
    """
    # graph algorithms and numbers are needed here alone: other commands start without them
    from diplograph.analysis import ANALYSES, analyses_page
    from diplograph.questions.summaries import world

    if page:
        sys.stdout.write(analyses_page())
        return
    if name is None:
        for analysis in ANALYSES.values():
            out.print(f"{analysis.name}: {analysis.heading}", highlight=False)
        return
    if name not in ANALYSES:
        raise typer.BadParameter(f"no such analysis; there are: {', '.join(ANALYSES)}")
    analysis = ANALYSES[name]
    world_day, record_day = _day(as_of, "--as-of"), _day(known_on, "--known-on")
    earlier = _day(since, "--since")
    with connect() as database:
        registry = core.registry(database)
        ids = [_id(registry, one) for one in about or ()]
        found = analysis(world(database, analysis, world_day, record_day, earlier, ids))
    table = found.named(lambda id_: registry.entities[id_].name)
    if as_json:
        print_json({"summary": found.summary, "rows": found.rows})
        return
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows([[_text(row[c.name]) for c in table.columns] for row in table.rows])
        return
    shown = grid(*(column.heading for column in table.columns))
    for row in table.rows:
        shown.add_row(*(escape(_text(row[column.name])) for column in table.columns))
    out.print(shown)
    if found.summary:
        out.print(escape(found.summary), highlight=False)


def _day(text: str | None, option: str) -> date | None:
    if not text:
        return None
    try:
        window = parse_date(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
    if window.days > 1:
        raise typer.BadParameter("write a day, as 2024-07-23", param_hint=option)
    return window.earliest


def _id(registry: Registry, name: str) -> str:
    try:
        return registry.find(name, ENTITY_LABELS).id
    except NotFound as miss:
        raise typer.BadParameter(f"{name}: {miss}", param_hint="--about") from miss


def _text(value: object) -> str:
    return ", ".join(map(cell, value)) if isinstance(value, tuple) else cell(value)
