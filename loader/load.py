"""A load from beginning to end: read, check, plan and write, with nothing written on any error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.database import Database
from diplograph.errors import InputError, Problem
from loader.changeset import Plan
from loader.check import check_folder
from loader.dataset import Dataset
from loader.lease import writing
from loader.plan import make_plan
from loader.standing import Node, entity_rows, last_loads, nodes
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
    paths = [folder for folder, _ in folders]
    datasets = checked(list(zip(paths, names, strict=True)), standing)
    for place, ((_, given), dataset) in enumerate(zip(folders, datasets, strict=True)):
        before = str(loads.get(dataset.name, {}).get("folder") or "")
        if given is None and before and before != dataset.folder:
            dataset.problems.append(_taken(dataset.name, before, dataset.folder))
        if dataset.name in names[:place]:
            text = "is given twice; name one of them with --dataset"
            dataset.problems.append(Problem(dataset.name, 0, "", "", text, "two-datasets"))
    if any(problem.code in _HOPELESS for one in datasets for problem in one.errors):
        raise InputError([problem for one in datasets for problem in one.problems])
    plan = make_plan(database, datasets, good_rows, standing)
    return datasets, plan, all_problems(datasets, plan)


def checked(
    folders: Sequence[tuple[Path, str]], standing: Mapping[str, Node], leaving: Sequence[str] = ()
) -> list[Dataset]:
    """The datasets in these folders, by name, each checked beside those that stand and before it.

    ``standing`` are the entities' nodes in the graph. The rows that these datasets, and those that
    are ``leaving``, have there are not among those by which names are found.
    """
    names = {*leaving, *(name for _, name in folders)}
    known = list(entity_rows(standing))
    others = [row for row in known if row[0] not in names]
    datasets: list[Dataset] = []
    for folder, name in folders:
        own = [entity for dataset, entity in known if dataset == name]
        beside = [(one.name, entity) for one in datasets for entity in one.entities]
        datasets.append(check_folder(folder, name, [*others, *beside], own))
    return datasets


def all_problems(datasets: Sequence[Dataset], plan: Plan) -> list[Problem]:
    """What was found of the datasets by themselves and in the plan, each problem once."""
    said = (problem for one in datasets for problem in one.problems)
    return list(dict.fromkeys([*said, *plan.problems]))


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
