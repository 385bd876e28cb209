"""The command line as people run it: a process, its output and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.cli import app
from diplograph.database import Database
from tests.conftest import DATA, FIXTURES

Run = Callable[..., subprocess.CompletedProcess[str]]
MINSK = FIXTURES / "minsk"


@pytest.fixture
def run(database: Database, environment: dict[str, str]) -> Run:
    def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "diplograph", *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, **environment, "COLUMNS": "200", "NO_COLOR": "1"},
        )

    return command


def test_load_query_status_and_export(run: Run, tmp_path: Path) -> None:
    loaded = run("load", MINSK)
    assert loaded.returncode == 0, loaded.stderr
    assert "4 added" in loaded.stdout

    asked = run(
        "query",
        "MATCH (a)-[e:HAS_EMBASSY_IN]->(b) RETURN a.name, b.name, e.contested",
    )
    assert asked.returncode == 0, asked.stderr
    assert "North Korea" in asked.stdout
    assert "1 row" in asked.stdout

    status = json.loads(run("status", "--json").stdout)
    assert status["counts"]["claims"] == 4
    assert status["counts"]["contested facts"] == 1
    assert status["kinds"]["embassies"] == 2

    assert run("export", tmp_path / "out").returncode == 0
    checked = run("check", tmp_path / "out" / "minsk")
    assert checked.returncode == 0, checked.stderr


def test_loading_again_adds_nothing(run: Run) -> None:
    run("load", MINSK)
    again = json.loads(run("load", MINSK, "--json").stdout)
    assert again["load"] is None
    assert (again["added"], again["changed"], again["withdrawn"]) == (0, 0, 0)


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, database: Database) -> None:
    shown = run("load", MINSK, "--dry-run")
    assert "4 added" in shown.stdout
    assert "prk-embassy-minsk" in shown.stdout
    assert database.read("MATCH (c:Claim) RETURN count(c) AS n") == [{"n": 0}]


def test_withdrawing_takes_it_all_out_again(run: Run, database: Database) -> None:
    run("load", MINSK)
    assert run("withdraw", "minsk").returncode == 0
    left = database.read(
        "MATCH (n) WHERE n:Fact OR n:Claim OR n:Source OR n:City RETURN n.id AS id"
    )
    assert left == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            "2016-09-21,,asserted,kcna,kbs-2016-09-21",
            "2016-09-21,,asserted,kcna,",
            ("source", "", "which source says so"),
        ),
        ("2016-09-21,,asserted", "2016-13,,asserted", ("from", "2016-13", "no month 13")),
    ],
)
def test_a_fault_is_named_and_nothing_is_written(
    run: Run,
    database: Database,
    tmp_path: Path,
    before: str,
    after: str,
    problem: tuple[str, str, str],
) -> None:
    run("load", MINSK)
    graph = database.read("MATCH (n) RETURN n.id AS id, n.digest AS digest ORDER BY id")
    for path in MINSK.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(before, after), encoding="utf-8")
    failed = run("load", tmp_path, "--dataset", "minsk", "--json")
    assert failed.returncode == 1
    (found,) = json.loads(failed.stdout)["problems"]
    column, value, message = problem
    assert (found["file"], found["row"], found["column"]) == ("embassies.csv", 2, column)
    assert found["value"] == value
    assert message in found["message"]
    assert database.read("MATCH (n) RETURN n.id AS id, n.digest AS digest ORDER BY id") == graph


def test_a_query_cannot_write(run: Run, database: Database) -> None:
    refused = run("query", "MATCH (n) DETACH DELETE n")
    assert refused.returncode == 1
    assert "DETACH" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_parameter_is_passed(run: Run) -> None:
    run("load", MINSK)
    asked = run("query", "MATCH (c {id: $who}) RETURN c.name AS name", "-p", "who=PRK", "--json")
    assert json.loads(asked.stdout)["rows"] == [{"name": "North Korea"}]


def test_a_limit_says_that_there_are_more(run: Run) -> None:
    shown = run("query", "MATCH (c:Country) RETURN c.id", "--limit", "2")
    assert shown.returncode == 0
    run("load", MINSK)
    shown = run("query", "MATCH (c:Country) RETURN c.id", "--limit", "2")
    assert "there are more" in shown.stdout


def test_python_dash_m_loader_loads_as_well(
    database: Database, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "loader", str(MINSK)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    assert "4 added" in done.stdout


def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    failed = subprocess.run(
        [sys.executable, "-m", "diplograph", "status"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x"},
    )
    assert failed.returncode == 1
    assert "error:" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_check_needs_no_database(tmp_path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "diplograph", "check", str(DATA)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "DIPLOGRAPH_HOME": str(tmp_path / "none")},
    )
    assert checked.returncode == 0, checked.stderr
    assert not (tmp_path / "none").exists()


def test_every_command_teaches() -> None:
    for command in app.registered_commands:
        function = command.callback
        assert function is not None
        assert function.__doc__, command.name
