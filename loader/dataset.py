"""A dataset as it is being checked: what is good in it so far, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from diplograph.errors import Problem
from diplograph.model import Claim, Entity, Source
from loader.read import Table, read_table


@dataclass(slots=True)
class Dataset:
    """A folder of CSV files, checked: what is good in it, and what is wrong."""

    name: str
    folder: str = ""
    files: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def unreadable(self) -> set[str]:
        """The stems of the files with errors, of which nothing is to be taken away."""
        return {problem.file.lower().removesuffix(".csv") for problem in self.errors}

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep a row from being loaded."""
        return [p for p in self.problems if p.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that do not."""
        return [p for p in self.problems if p.severity != "error"]


_NAME = re.compile(r"[^\W_][\w.\- ]{0,99}")


def bad_name(name: str) -> str:
    """Why a dataset cannot have a name, or nothing if it can: it names a folder in an export."""
    if _NAME.fullmatch(name):
        return ""
    return (
        f"{name!r} cannot be a dataset's name: letters, digits, spaces, dots and hyphens, and no "
        "path; give another with --dataset"
    )


def complain(dataset: Dataset, file: str, message: str, code: str) -> None:
    """Note a problem of a file as a whole."""
    dataset.problems.append(Problem(file, 0, "", "", message, code))


def table(dataset: Dataset, path: Path, columns: Iterable[str], required: Iterable[str]) -> Table:
    """Read a file of the dataset; its faults are noted."""
    found = read_table(path, tuple(columns), tuple(required))
    dataset.problems += found.problems
    return found
