"""A load from beginning to end: read, check, plan and write, with nothing written on any error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diplograph.database import Database
from diplograph.errors import InputError, Problem
from loader.check import check_folder
from loader.dataset import Dataset
from loader.lease import writing
from loader.plan import Plan, graph_entities, make_plan
from loader.write import Progress, prepare, write_plan


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did; ``load`` is its id, None where the graph was as it should be already."""

    load: str | None
    plan: Plan
    problems: tuple[Problem, ...]


def load_folder(
    database: Database,
    folder: Path,
    name: str | None = None,
    good_rows: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Load a dataset's folder into the graph.

    ``good_rows``: load what is right and leave the rest out, instead of nothing. Raises InputError
    with every fault, nothing written; BusyError while another load is being written.
    """
    dataset = check_folder(folder, name, graph_entities(database))
    _refuse(dataset, good_rows)
    prepare(database)
    with writing(database) as lease:
        plan = make_plan(database, dataset)
        if plan.problems and not good_rows:
            raise InputError([*dataset.warnings, *plan.problems])
        load = write_plan(database, plan, lease, progress)
    return Loaded(load, plan, (*dataset.problems, *plan.problems))


def preview(database: Database, folder: Path, name: str | None = None) -> Loaded:
    """What ``load_folder`` would do with the good rows; nothing is written."""
    dataset = check_folder(folder, name, graph_entities(database))
    plan = make_plan(database, dataset)
    return Loaded(None, plan, (*dataset.problems, *plan.problems))


def withdraw(database: Database, name: str, progress: Progress | None = None) -> Loaded:
    """Take a dataset's claims, and what hangs on them alone, out of the graph."""
    prepare(database)
    with writing(database) as lease:
        plan = make_plan(database, Dataset(name))
        load = write_plan(database, plan, lease, progress)
    return Loaded(load, plan, tuple(plan.problems))


def _refuse(dataset: Dataset, good_rows: bool) -> None:
    nothing_good = not (dataset.claims or dataset.entities or dataset.sources)
    if dataset.errors and (not good_rows or nothing_good):
        raise InputError(dataset.problems)
