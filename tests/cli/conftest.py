"""The command line run within this process, through its entry point."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli import command as entry
from cli import said
from diplograph.database import Database


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def anywhere(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line within this process, as its entry point runs it."""

    def command(*words: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["diplograph", *map(str, words)])
        monkeypatch.setattr(said.err, "_width", 200)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            entry.main()
        told = capsys.readouterr()
        status = ended.value.code
        return Done(
            status if isinstance(status, int) else int(status is not None), told.out, told.err
        )

    return command


@pytest.fixture
def run(database: Database, anywhere: Run) -> Run:
    """The same, on an empty graph."""
    return anywhere
