"""A load from beginning to end: read, check, plan and write, with nothing written on any error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.database import Database
from diplograph.errors import InputError, Problem
from loader.changeset import Plan
from loader.check import check_folder
from loader.dataset import Dataset
from loader.lease import writing
from loader.plan import make_plan
from loader.standing import entity_rows, last_loads, nodes
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
    """Load one dataset's folder into the graph; see ``load_folders``."""
    return load_folders(database, [(folder, name)], good_rows, progress)


def load_folders(
    database: Database,
    folders: Sequence[tuple[Path, str | None]],
    good_rows: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Load datasets that may need each other into the graph, as one change.

    A dataset without a name has its folder's; where a dataset of that name was loaded from another
    folder, it must be named to replace it. ``good_rows``: load what is right and leave the rest,
    instead of nothing. Raises InputError with every fault, nothing written; BusyError while another
    load is being written.
    """
    prepare(database)
    with writing(database) as lease:
        datasets, plan, problems = _planned(database, folders, good_rows)
        _refuse(datasets, problems, good_rows)
        if plan.refused:
            raise InputError(problems)
        load = write_plan(database, plan, lease, progress)
    return Loaded(load, plan, tuple(problems))


def preview(
    database: Database,
    folder: Path,
    name: str | None = None,
    good_rows: bool = True,
) -> Loaded:
    """What ``load_folder`` would do with the good rows; nothing is written."""
    return preview_folders(database, [(folder, name)], good_rows)


def preview_folders(
    database: Database, folders: Sequence[tuple[Path, str | None]], good_rows: bool = True
) -> Loaded:
    """What ``load_folders`` would do; nothing is written."""
    _, plan, problems = _planned(database, folders, good_rows)
    return Loaded(None, plan, tuple(problems))


def withdraw(database: Database, name: str, progress: Progress | None = None) -> Loaded:
    """Take a dataset's claims, and what hangs on them alone, out of the graph.

    Raises InputError where there is no such dataset, or where others refer to what it alone has.
    """
    prepare(database)
    with writing(database) as lease:
        loads = last_loads(database)
        if name not in loads:
            known = f"loaded are: {', '.join(sorted(loads))}" if loads else "none is loaded"
            text = f"there is no dataset of this name; {known}"
            raise InputError([Problem(name, 0, "", "", text, "no-dataset")])
        plan = make_plan(database, [Dataset(name)])
        if plan.refused:
            raise InputError(plan.problems)
        load = write_plan(database, plan, lease, progress)
    return Loaded(load, plan, tuple(plan.problems))


def _planned(
    database: Database, folders: Sequence[tuple[Path, str | None]], good_rows: bool
) -> tuple[list[Dataset], Plan, list[Problem]]:
    names = [name or folder.resolve().name for folder, name in folders]
    loads = last_loads(database)
    standing = nodes(database, "Entity")
    known = list(entity_rows(standing))
    others = [row for row in known if row[0] not in names]
    datasets: list[Dataset] = []
    for (folder, given), name in zip(folders, names, strict=True):
        own = [entity for dataset, entity in known if dataset == name]
        beside = [(one.name, entity) for one in datasets for entity in one.entities]
        dataset = check_folder(folder, name, [*others, *beside], own)
        before = str(loads.get(name, {}).get("folder") or "")
        if given is None and before and before != dataset.folder:
            dataset.problems.append(_taken(name, before, dataset.folder))
        if name in [one.name for one in datasets]:
            text = "is given twice; name one of them with --dataset"
            dataset.problems.append(Problem(name, 0, "", "", text, "two-datasets"))
        datasets.append(dataset)
    if any(problem.code in _HOPELESS for one in datasets for problem in one.errors):
        raise InputError([problem for one in datasets for problem in one.problems])
    plan = make_plan(database, datasets, good_rows, standing)
    said = (problem for one in datasets for problem in one.problems)
    return datasets, plan, list(dict.fromkeys([*said, *plan.problems]))


_HOPELESS = ("no-folder", "no-files", "bad-dataset-name", "name-taken", "two-datasets")
"""What leaves nothing to plan: there is no dataset, or no telling which."""


def _taken(name: str, before: str, now: str) -> Problem:
    text = (
        f"a dataset of this name was loaded from {before}; --dataset {name} replaces it, another "
        "name loads it beside"
    )
    return Problem(now, 0, "", name, text, "name-taken")


def _refuse(datasets: Sequence[Dataset], problems: Sequence[Problem], good_rows: bool) -> None:
    nothing_good = not any(one.claims or one.entities or one.sources for one in datasets)
    if any(one.errors for one in datasets) and (not good_rows or nothing_good):
        raise InputError(problems)
