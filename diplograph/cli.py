"""The command ``diplograph``: load, look, ask, take out again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from dashboard.launch import run_dashboard
from diplograph import queries
from diplograph.contract import csv_page, data_package
from diplograph.database import Database, connect
from diplograph.engine import Engine
from diplograph.errors import DiplographError, InputError, Problem, grouped
from diplograph.graph import iso
from diplograph.joined import joined_counts, joined_entities, joined_facts
from loader.audit import audit as find_implausible
from loader.audit import measures, read_expectations, resolved
from loader.check import check_folder
from loader.export import export_dataset
from loader.load import Loaded, load_folders, preview_folders, withdraw
from loader.mapping import command as mapping_command
from loader.shipped import located
from loader.status import datasets_told, joined_lines, show_status
from loader.together import check_folders

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Sourced diplomatic facts as a graph: load them from CSV, look at them, ask them.\n\n"
    "The graph is kept by an engine of its own, which starts by itself, or by the Neo4j that "
    "`NEO4J_URI` names. Begin with `diplograph up`.",
)
out = Console()
err = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Folder = Annotated[Path, typer.Argument(help="A folder of CSV files, one per kind of fact.")]
Name = Annotated[
    str | None, typer.Option("--dataset", help="The dataset's name; else the folder's.")
]

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
    with _database() as database:
        if load and folder:
            # named, so that another checkout's data may take the place of this one's unasked
            _say(_load(database, [(folder, folder.resolve().name)], good_rows=False))
    raise typer.Exit(run_dashboard(port, lambda at: out.print(f"Dashboard: {at}"), host))


@app.command()
def check(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of CSV files, or names of shipped datasets.")
    ],
    as_json: Json = False,
) -> None:
    """Check CSV files without touching the graph: a line per problem, status 1 on errors.

    Example: `diplograph check data`
    """
    datasets = check_folders([located(folder)[0] for folder in folders])
    problems = [problem for dataset in datasets for problem in dataset.problems]
    claims = sum(len(dataset.claims) for dataset in datasets)
    if as_json:
        _print_json({"claims": claims, "problems": [p.as_dict() for p in problems]})
    else:
        _show_problems(problems)
        out.print(f"{claims} claims are right, {_errors(problems)} problems.")
    raise typer.Exit(1 if _errors(problems) else 0)


@app.command()
def audit(folder: Folder, as_json: Json = False) -> None:
    """Ask whether a dataset is plausible and complete, beyond that it is right.

    Findings that `expectations.toml` in the folder does not explain give status 1.
    """
    dataset = check_folder(folder)
    if dataset.errors:
        raise InputError(dataset.problems)
    findings = find_implausible(dataset, read_expectations(folder))
    numbers = measures(dataset, resolved(dataset))
    if as_json:
        _print_json({**numbers, "findings": [finding.as_dict() for finding in findings]})
    else:
        _show_problems(findings)
        for name, number in numbers.items():
            out.print(f"{number:>7,} {name.replace('_', ' ')}")
    raise typer.Exit(1 if findings else 0)


@app.command("load")
def load_command(
    folders: Annotated[
        list[Path],
        typer.Argument(
            help="Folders of CSV files, or names of shipped datasets (`world-missions`); several "
            "that need each other come together."
        ),
    ],
    dataset: Name = None,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Load the rows that are right, leave the rest.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Load a dataset: what is new is added, what differs is changed, what is gone is withdrawn.

    Nothing is written if anything is wrong, unless `--good-rows`: then wrong rows are left out, and
    what stands of a file with errors stays. Loading twice changes nothing.

    Example: `diplograph load data`, `diplograph load world-missions`
    """
    if dataset and len(folders) > 1:
        raise typer.BadParameter("names one folder's dataset", param_hint="--dataset")
    found = [located(folder) for folder in folders]
    named = [(folder, dataset or shipped) for folder, shipped in found]
    with _database() as database:
        if dry_run:
            loaded = preview_folders(database, named, good_rows)
        else:
            loaded = _load(database, named, good_rows)
    if as_json:
        changes = [change.as_dict() for change in loaded.plan.changes]
        problems = [problem.as_dict() for problem in loaded.problems]
        _print_json(
            {"load": loaded.load, **loaded.plan.counts(), "changes": changes, "problems": problems}
        )
    else:
        _show_problems(loaded.problems)
        if dry_run:
            _show_changes(loaded)
        _say(loaded)
    raise typer.Exit(1 if loaded.plan.rejected or loaded.plan.refused else 0)


@app.command("map")
def map_command(
    file: Annotated[Path, typer.Argument(help="A table, or a folder or zip of them.")],
    mapping: Annotated[Path, typer.Option("--mapping", "-m", help="A TOML file that says how.")],
    to: Annotated[Path | None, typer.Option(help="The folder of the dataset to write.")] = None,
    show: Annotated[
        bool, typer.Option("--preview", help="Show the first claims; write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a dataset of any table, by a mapping (docs/mappings.md says how to write one).

    Nothing is written if any record has a fault or any value finds no match.

    Example: `diplograph map missions.csv --mapping missions.toml --preview`
    """
    if show == (to is not None):
        raise typer.BadParameter("either --preview or --to FOLDER is wanted")
    made = mapping_command.preview(file, mapping) if to is None else None
    made = made or mapping_command.write(file, mapping, to or Path())
    if as_json:
        problems = [problem.as_dict() for problem in made.problems]
        _print_json({**made.account.as_dict(), "first": made.sentences, "problems": problems})
    else:
        for line in made.sentences:
            out.print(escape(line), highlight=False, soft_wrap=True)
        _show_problems(made.problems)
        for line in made.account.lines():
            out.print(escape(line), highlight=False, soft_wrap=True)
    raise typer.Exit(1 if _errors(made.problems) else 0)


@app.command("withdraw")
def withdraw_command(dataset: Annotated[str, typer.Argument(help="The dataset's name.")]) -> None:
    """Take a dataset out of the graph, and what hangs on it alone."""
    with _database() as database:
        _say(withdraw(database, dataset))


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
    with _database() as database:
        answer = database.ask(text, _parameters(parameter or []), timeout, limit)
    if as_json:
        _print_json({"columns": answer.columns, "rows": answer.rows, "more": answer.more})
        if answer.too_large:
            err.print(answer.said, highlight=False)
        return
    table = Table(*(escape(column) for column in answer.columns))
    for row in answer.rows:
        table.add_row(*(escape(_cell(row[column])) for column in answer.columns))
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
    with _database() as database:
        where = database.address
        facts = joined_facts(database)
        entities = joined_entities(database) if show_joined else []
        found: dict[str, Any] = {
            "address": where.uri,
            "engine": "embedded" if where.embedded else "Neo4j",
            "home": str(Engine().home) if where.embedded else None,
            "counts": queries.counts(database),
            "kinds": queries.kind_counts(database),
            "datasets": datasets_told(queries.datasets(database), joined_counts(facts)),
        }
    if show_joined:
        found = {"entities": entities, "facts": facts}
    if as_json:
        _print_json(found)
    elif show_joined:
        for line in joined_lines(entities, facts):
            out.print(escape(line), highlight=False, soft_wrap=True)
    else:
        show_status(out, found)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write; one folder per dataset in it.")],
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="Only this one, into the folder itself.")
    ] = None,
) -> None:
    """Write what is loaded as CSV files again."""
    with _database() as database:
        loaded = [one["dataset"] for one in queries.datasets(database)]
        if dataset and dataset not in loaded:
            known = f"loaded are: {', '.join(loaded)}" if loaded else "none is loaded"
            text = f"there is no dataset of this name; {known}"
            raise InputError([Problem(dataset, 0, "", "", text, "no-dataset")])
        names = [dataset] if dataset else loaded
        for name in names:
            target = folder if dataset else folder / name
            files = export_dataset(database, name, target)
            out.print(f"{name}: {len(files)} files in {target}", highlight=False, soft_wrap=True)


@app.command()
def columns(as_json: Json = False) -> None:
    """Print every file's columns: as a page, or with `--json` as Frictionless Table Schemas."""
    if as_json:
        _print_json(data_package("dataset"))
    else:
        sys.stdout.write(csv_page())


@app.command()
def stop() -> None:
    """Stop the embedded engine; the graph stays in its folder."""
    out.print("stopped" if Engine().stop() else "the embedded engine was not running")


@contextmanager
def _database() -> Iterator[Database]:
    with connect() as database:
        yield database


def _load(
    database: Database, folders: Sequence[tuple[Path, str | None]], good_rows: bool
) -> Loaded:
    names = ", ".join(str(folder) for folder, _ in folders)
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(f"loading {escape(names)}", total=None)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        return load_folders(database, folders, good_rows, report)


def _say(loaded: Loaded) -> None:
    for part in loaded.plan.parts:
        counts = ", ".join(f"{number} {what}" for what, number in part.counts().items())
        out.print(f"{part.dataset}: {counts} claims.", highlight=False)


def _show_changes(loaded: Loaded) -> None:
    table = Table("what", "file", "line", "fact", "claim")
    for change in loaded.plan.changes:
        cells = (change.what, change.file, str(change.line), change.fact, change.text)
        table.add_row(*map(escape, cells))
    out.print(table)


def _show_problems(problems: Sequence[Problem]) -> None:
    for problem in grouped(problems):
        colour = "red" if problem.severity == "error" else "yellow"
        err.print(
            f"[{colour}]{problem.severity}[/]: {escape(str(problem))}",
            highlight=False,
            soft_wrap=True,
        )


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


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


def _cell(value: object) -> str:
    plain = iso(value)
    if isinstance(plain, dict | list):
        return json.dumps(plain, ensure_ascii=False, default=str)
    return "" if plain is None else str(plain)


def _print_json(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n")


def run(command: Callable[[], object]) -> None:
    """Run a command; what goes wrong is said in a sentence, with exit status 1."""
    try:
        command()
    except InputError as error:
        if "--json" in sys.argv:
            _print_json({"problems": [problem.as_dict() for problem in error.problems]})
        else:
            _show_problems(error.problems)
            err.print(f"{error}; nothing was written.", highlight=False)
        sys.exit(1)
    except DiplographError as error:
        err.print(f"[red]error[/]: {escape(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def main() -> None:
    """The entry point of the command."""
    run(app)
