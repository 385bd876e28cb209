"""Claims to a dataset's folder: written beside it, checked, and put in its place as a whole."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from diplograph.catalogue import KINDS
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.errors import InputError, Problem
from diplograph.model import Claim
from loader.check import check_folder
from loader.mapping.apply import Run
from loader.mapping.declaration import Declared
from loader.read import Row

ACCOUNT = "account.json"
"""The account of the records, beside the dataset's files: how many were read, left out and why."""

_OURS = {f"{stem}.csv" for stem in (*ENTITY_FILES, "sources", *KINDS)} | {ACCOUNT}


def write_dataset(run: Run, path: Path, folder: Path) -> list[Problem]:
    """Write what a mapping makes of a file as a dataset; returns the warnings of its check.

    Raises InputError, and leaves the folder as it was, if anything is wrong: records with faults,
    values without match, or a folder that holds other things.
    """
    others = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    if folder.exists() and not folder.is_dir():
        raise InputError([Problem(str(folder), 0, "", "", "is a file, not a folder", "no-folder")])
    if strays := sorted(set(others) - _OURS):
        said = f"holds {strays[0]}, which is no file of a dataset; name another folder"
        raise InputError([Problem(str(folder), 0, "", "", said, "other-files")])
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
        made = Path(beside, folder.name)
        made.mkdir()
        with _Files(made, run.mapping) as files:
            for claim, row in run.claims(path):
                files.write(claim, row)
        for stem, columns, rows in run.made.files():
            _write(made / f"{stem}.csv", columns, rows)
        used = [c for c in SOURCE_COLUMNS if any(one[c] for one in run.cited.rows)]
        _write(made / "sources.csv", used, run.cited.rows)
        problems = wrong(run)
        if not problems:
            checked = check_folder(made)
            problems = checked.errors
            if not checked.claims and not problems:
                said = "gives no claims by this mapping"
                problems = [Problem(path.name, 0, "", "", said, "no-claims")]
        if problems:
            raise InputError(problems)
        account = {name: one for name, one in run.account.as_dict().items() if one}
        text = json.dumps(account, ensure_ascii=False, indent=1)
        (made / ACCOUNT).write_text(f"{text}\n", encoding="utf-8")
        if folder.exists():
            folder.rename(Path(beside, "before"))
        shutil.move(made, folder)
        return checked.warnings


def wrong(run: Run) -> list[Problem]:
    """What keeps a run's claims from being written, values without match once each."""
    faults = [one for one in run.problems if one.severity == "error"]
    return [*faults, *(one.problem() for one in run.account.unmatched.values())]


class _Files(ExitStack):
    """The fact files, each opened when its first claim comes."""

    def __init__(self, folder: Path, mapping: Declared) -> None:
        super().__init__()
        self._folder, self._mapping = folder, mapping
        self._writers: dict[str, Any] = {}

    def write(self, claim: Claim, row: Row) -> None:
        """Write a claim's row into the file of its kind."""
        if claim.kind not in self._writers:
            file = (self._folder / f"{claim.kind}.csv").open("w", encoding="utf-8", newline="")
            self.enter_context(file)
            blocks = [one for one in self._mapping.claims if one.kind.name == claim.kind]
            used = {"source"}.union(*(one.columns for one in blocks))
            if any(one.spells for one in blocks):
                used |= {"from", "to"}
            columns = [name for name in KINDS[claim.kind].header if name in used]
            writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            self._writers[claim.kind] = writer
        self._writers[claim.kind].writerow(row.cells)


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
