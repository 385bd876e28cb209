"""The last load taken back: its datasets' rows as they were before it, loaded again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from diplograph.database import Database
from diplograph.errors import InputError, Problem
from loader.dataset import Dataset
from loader.export import dataset_rows, write_rows
from loader.lease import writing
from loader.load import Loaded, all_problems, checked
from loader.plan import make_plan
from loader.rows import Rows, undone, unpacked
from loader.standing import all_loads, nodes
from loader.write import Progress, prepare, write_plan


def undo(database: Database, progress: Progress | None = None, dry_run: bool = False) -> Loaded:
    """Take back the last load that has not been taken back; ``dry_run``: only say what that does.

    Each call goes one load further back. It is a load itself, of the rows that stood before. Raises
    InputError where there is nothing to take back, where an earlier version of the program kept
    too little of it, or where other datasets have come to need what would go.
    """
    prepare(database)
    with writing(database) as lease, TemporaryDirectory() as scratch:
        loads = _last(database)
        datasets = _before(database, loads, Path(scratch))
        plan = make_plan(database, datasets)
        plan.undoes = _stamp(loads[0])
        for part, load in zip(plan.parts, loads, strict=True):
            part.folder = load["folder_before"]
        problems = all_problems(datasets, plan)
        if plan.refused or any(dataset.errors for dataset in datasets):
            raise InputError(problems)
        load_id = None if dry_run else write_plan(database, plan, lease, progress)
    return Loaded(load_id, plan, tuple(problems))


def _last(database: Database) -> list[dict[str, Any]]:
    """The last load that has not been taken back: a record for each of its datasets, with the
    folder from which that had come before."""
    loads = all_loads(database)
    taken_back = {load["undoes"] for load in loads}
    left = [load for load in loads if not load["undoes"] and _stamp(load) not in taken_back]
    if not left:
        text = "there is no load to take back"
        raise InputError([Problem("the graph", 0, "", "", text, "nothing-to-undo")])
    last = [load for load in left if _stamp(load) == _stamp(left[-1])]
    folders: dict[str, str] = {}
    for load in loads[: loads.index(last[0])]:
        folders[load["dataset"]] = load["folder"] or ""
    for load in last:
        load["folder_before"] = folders.get(load["dataset"], "")
        if load["first"] is None:
            text = "was loaded by an earlier version, which kept too little to take it back"
            raise InputError([Problem(load["dataset"], 0, "", "", text, "cannot-undo")])
    return last


def _stamp(load: dict[str, Any]) -> str:
    """What the records of one load have in common: its id less the dataset's name."""
    return str(load["id"]).removeprefix(f"{load['dataset']}-")


def _before(database: Database, loads: list[dict[str, Any]], scratch: Path) -> list[Dataset]:
    """The datasets of a load as they were before it, read and checked as any others."""
    folders = []
    for load in loads:
        name = load["dataset"]
        if rows := _rows_before(database, load):
            (scratch / name).mkdir()
            write_rows(scratch / name, rows)
            folders.append((scratch / name, name))
    names = [load["dataset"] for load in loads]
    read = {one.name: one for one in checked(folders, nodes(database, "Entity"), names)}
    return [read.get(load["dataset"]) or Dataset(load["dataset"]) for load in loads]


def _rows_before(database: Database, load: dict[str, Any]) -> Rows:
    if load["first"]:
        return {}
    query = "MATCH (l:Load {id: $id}) RETURN l.displaced AS displaced, l.newcomers AS newcomers"
    (kept,) = database.read(query, id=load["id"])
    displaced, newcomers = (unpacked(kept[name] or "") for name in ("displaced", "newcomers"))
    return undone(dataset_rows(database, load["dataset"]), displaced, newcomers)
