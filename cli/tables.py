"""What the command does with files: check, audit, load, map, withdraw, export, columns."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from cli.options import Folder, Json, Name, app
from cli.said import errors, load_all, out, print_json, say, show_changes, show_problems
from diplograph.contract import csv_page, data_package
from diplograph.database import connect
from diplograph.errors import InputError, Problem
from diplograph.questions import core
from loader.audit import audit as find_implausible
from loader.audit import read_expectations
from loader.check import check_folder
from loader.export import export_dataset
from loader.load import preview_folders, withdraw
from loader.mapping import command as mapping_command
from loader.measured import measures, resolved
from loader.shipped import located
from loader.together import check_folders
from loader.undo import undo


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
        print_json({"claims": claims, "problems": [p.as_dict() for p in problems]})
    else:
        show_problems(problems)
        out.print(f"{claims} claims are right, {errors(problems)} problems.")
    raise typer.Exit(1 if errors(problems) else 0)


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
        print_json({**numbers, "findings": [finding.as_dict() for finding in findings]})
    else:
        show_problems(findings)
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
    since = time.monotonic()
    with connect() as database:
        if dry_run:
            loaded = preview_folders(database, named, good_rows)
        else:
            loaded = load_all(database, named, good_rows, as_json)
    if as_json:
        changes = [change.as_dict() for change in loaded.plan.changes]
        problems = [problem.as_dict() for problem in loaded.problems]
        print_json(
            {"load": loaded.load, **loaded.plan.counts(), "changes": changes, "problems": problems}
        )
    else:
        show_problems(loaded.problems)
        if dry_run:
            show_changes(loaded)
        say(loaded, since)
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
        print_json({**made.account.as_dict(), "first": made.sentences, "problems": problems})
    else:
        for line in made.sentences:
            out.print(escape(line), highlight=False, soft_wrap=True)
        show_problems(made.problems)
        for line in made.account.lines():
            out.print(escape(line), highlight=False, soft_wrap=True)
    raise typer.Exit(1 if errors(made.problems) else 0)


@app.command("withdraw")
def withdraw_command(
    dataset: Annotated[str, typer.Argument(help="The dataset's name.")], as_json: Json = False
) -> None:
    """Take a dataset out of the graph, and what hangs on it alone."""
    with connect() as database:
        loaded = withdraw(database, dataset)
    if as_json:
        print_json({"load": loaded.load, **loaded.plan.counts()})
    else:
        say(loaded)


@app.command("undo")
def undo_command(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take the last load (or withdrawal) back: the rows that stood before it stand again.

    Each call goes one load further back. What is taken back can be loaded again.
    """
    with connect() as database:
        loaded = undo(database, dry_run=dry_run)
    if as_json:
        changes = [change.as_dict() for change in loaded.plan.changes]
        print_json({"load": loaded.load, **loaded.plan.counts(), "changes": changes})
    else:
        show_problems(loaded.problems)
        if dry_run:
            show_changes(loaded)
        say(loaded)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write; one folder per dataset in it.")],
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="Only this one, into the folder itself.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write what is loaded as CSV files again."""
    written: dict[str, list[str]] = {}
    with connect() as database:
        loaded = [one["dataset"] for one in core.datasets(database)]
        if dataset and dataset not in loaded:
            known = f"loaded are: {', '.join(loaded)}" if loaded else "none is loaded"
            text = f"there is no dataset of this name; {known}"
            raise InputError([Problem(dataset, 0, "", "", text, "no-dataset")])
        names = [dataset] if dataset else loaded
        for name in names:
            target = folder if dataset else folder / name
            files = export_dataset(database, name, target)
            written[name] = [str(path) for path in files]
            if not as_json:
                told = f"{name}: {len(files)} files in {target}"
                out.print(told, highlight=False, soft_wrap=True)
    if as_json:
        print_json({"written": written})


@app.command()
def columns(as_json: Json = False) -> None:
    """Print every file's columns: as a page, or with `--json` as Frictionless Table Schemas."""
    if as_json:
        print_json(data_package("dataset"))
    else:
        sys.stdout.write(csv_page())
