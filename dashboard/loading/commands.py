"""Loading and taking out, by the command line in a process of its own.

What a load computes would hold up every open page if it ran in the server's own process. The
command says the same in JSON (``--json``) as it says to people; nothing is decided here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplograph.errors import Problem

Progress = Callable[[int, int], None]
"""Told how many facts are written, and of how many."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one claim: ``added``, ``changed``, ``withdrawn`` or ``rejected``."""

    what: str
    file: str
    line: int
    fact: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the command says that it would do, or has done.

    ``counts`` are claims by what becomes of them; blank where nothing could be planned. ``fault``
    is what kept it from working at all, in a sentence.
    """

    counts: dict[str, int]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    fault: str = ""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def touches(self) -> bool:
        """Whether anything in the graph is not yet as the rows say."""
        return any(self.counts.get(what) for what in ("added", "changed", "withdrawn"))


def review(folder: Path, dataset: str, good_rows: bool = False) -> Outcome:
    """What loading a folder as a dataset would do; nothing is written."""
    more = ["--good-rows"] if good_rows else []
    return outcome(*_run(["load", str(folder), "--dataset", dataset, "--dry-run", *more]))


def load(folder: Path, dataset: str, good_rows: bool, progress: Progress) -> Outcome:
    """Load a folder as a dataset."""
    more = ["--good-rows"] if good_rows else []
    return outcome(*_run(["load", str(folder), "--dataset", dataset, *more], progress))


def load_shipped(name: str, progress: Progress) -> Outcome:
    """Load a dataset that comes with the program."""
    return outcome(*_run(["load", name], progress))


def export(dataset: str, folder: Path) -> str:
    """Write a loaded dataset's rows into a folder as CSV files; what kept it from that, if any."""
    found = outcome(*_run(["export", str(folder), "--dataset", dataset]))
    return "; ".join(problem.message for problem in found.problems) or found.fault


def withdraw(dataset: str) -> Outcome:
    """Take a dataset out."""
    return outcome(*_run(["withdraw", dataset]))


def undo() -> Outcome:
    """Take the last load back."""
    return outcome(*_run(["undo"]))


def status() -> dict[str, Any]:
    """What ``diplograph status`` says, and what comes with the program."""
    text, _ = _run(["status"])
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def outcome(text: str, fault: str) -> Outcome:
    """An outcome of the JSON that the command printed and of what it said beside it."""
    try:
        said = json.loads(text) if text.strip() else {}
    except ValueError:
        return Outcome({}, (), (), fault or text)
    counts = {name: said[name] for name in _COUNTED if name in said}
    changes = tuple(Change(**change) for change in said.get("changes", ()))
    problems = tuple(Problem(**problem) for problem in said.get("problems", ()))
    return Outcome(counts, changes, problems, "" if said else fault or "nothing was said")


_COUNTED = ("added", "changed", "withdrawn", "unchanged", "rejected")


def _run(words: Sequence[str], progress: Progress | None = None) -> tuple[str, str]:
    """What the command prints, and what it says on standard error but for its progress."""
    with tempfile.TemporaryFile() as printed:  # a pipe that nobody reads would hold it up
        with subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "diplograph", *words, "--json"],
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            assert process.stderr is not None
            said = []
            for line in process.stderr:
                if not (step := _progress(line)):
                    said.append(line)
                elif progress:
                    progress(*step)
        printed.seek(0)
        return printed.read().decode(), "".join(said).strip()


def _progress(line: str) -> tuple[int, int] | None:
    try:
        step = json.loads(line)
        return int(step["done"]), int(step["total"])
    except (ValueError, TypeError, KeyError):
        return None
