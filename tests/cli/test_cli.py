"""The command line as people run it: a process, its output and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli import command as entry
from diplograph.database import Database
from tests.cli.conftest import Run
from tests.conftest import DATA, FIXTURES, ROOT

MINSK = FIXTURES / "minsk"
pytestmark = pytest.mark.one_engine


def test_load_query_status_and_export(run: Run, tmp_path: Path) -> None:
    loaded = run("load", MINSK)
    assert loaded.status == 0, loaded.err
    assert "4 added" in loaded.out

    asked = run(
        "query",
        "MATCH (a)-[e:HAS_EMBASSY_IN]->(b) RETURN a.name, b.name, e.contested",
    )
    assert asked.status == 0, asked.err
    assert "North Korea" in asked.out
    assert "1 row" in asked.out

    status = json.loads(run("status", "--json").out)
    assert status["counts"]["claims"] == 4
    assert status["counts"]["contested facts"] == 1
    assert status["kinds"]["embassies"] == 2

    (told,) = status["datasets"]
    assert (told["dataset"], told["read"], told["joined"]) == ("minsk", None, 0)
    joined = json.loads(run("status", "--joined", "--json").out)
    assert joined == {"entities": [], "facts": []}
    assert "0 facts of several datasets" in run("status", "--joined").out

    assert run("export", tmp_path / "out").status == 0
    checked = run("check", tmp_path / "out" / "minsk")
    assert checked.status == 0, checked.err


def test_loading_again_adds_nothing(run: Run) -> None:
    run("load", MINSK)
    again = json.loads(run("load", MINSK, "--json").out)
    assert again["load"] is None
    assert (again["added"], again["changed"], again["withdrawn"]) == (0, 0, 0)


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, database: Database) -> None:
    shown = run("load", MINSK, "--dry-run")
    assert "4 added" in shown.out
    assert "prk-embassy-minsk" in shown.out
    assert database.read("MATCH (c:Claim) RETURN count(c) AS n") == [{"n": 0}]


def test_withdrawing_takes_it_all_out_again(run: Run, database: Database) -> None:
    run("load", MINSK)
    assert run("withdraw", "minsk").status == 0
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
    assert failed.status == 1
    (found,) = json.loads(failed.out)["problems"]
    column, value, message = problem
    assert (found["file"], found["row"], found["column"]) == ("embassies.csv", 2, column)
    assert found["value"] == value
    assert message in found["message"]
    assert database.read("MATCH (n) RETURN n.id AS id, n.digest AS digest ORDER BY id") == graph


def test_a_query_cannot_write(run: Run, database: Database) -> None:
    refused = run("query", "MATCH (n) DETACH DELETE n")
    assert refused.status == 1
    assert "DELETE" in refused.err
    assert "Traceback" not in refused.err


def test_a_parameter_is_passed(run: Run) -> None:
    run("load", MINSK)
    asked = run("query", "MATCH (c {id: $who}) RETURN c.name AS name", "-p", "who=PRK", "--json")
    assert json.loads(asked.out)["rows"] == [{"name": "North Korea"}]


def test_nothing_is_cut_from_what_goes_into_a_pipe(run: Run) -> None:
    words = " ".join(f"word{n}" for n in range(200))
    assert words in run("query", "RETURN $text AS text", "--param", f"text={words}").out


def test_a_limit_says_that_there_are_more(run: Run) -> None:
    shown = run("query", "MATCH (c:Country) RETURN c.id", "--limit", "2")
    assert shown.status == 0
    run("load", MINSK)
    shown = run("query", "MATCH (c:Country) RETURN c.id", "--limit", "2")
    assert "there are more" in shown.out


@pytest.mark.parametrize("module", ["loader", "diplograph"])
def test_each_is_a_process_of_its_own(
    database: Database, environment: dict[str, str], module: str
) -> None:
    words = [module, "load", str(MINSK)] if module == "diplograph" else [module, str(MINSK)]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    assert "4 added" in done.stdout


def test_a_database_that_cannot_be_reached_is_one_sentence(
    anywhere: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    failed = anywhere("status")
    assert failed.status == 1
    assert "error:" in failed.err
    assert "Traceback" not in failed.err


def test_check_needs_no_database(
    anywhere: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLOGRAPH_HOME", str(tmp_path / "none"))
    checked = anywhere("check", DATA)
    assert checked.status == 0, checked.err
    assert not (tmp_path / "none").exists()


def test_every_command_teaches() -> None:
    for command in entry.app.registered_commands:
        function = command.callback
        assert function is not None
        assert function.__doc__, command.name


def test_the_command_starts_without_what_only_pages_need() -> None:
    heavy = "pandas", "numpy", "streamlit", "altair", "igraph", "edtf"
    text = f"import sys, cli.command; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
