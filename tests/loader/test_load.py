"""A load as a change to the graph: whole, repeatable, and gone again without a trace."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from diplograph.database import Database
from diplograph.errors import BusyError, DatabaseError, InputError
from diplograph.questions import core
from loader.export import export_dataset
from loader.lease import writing
from loader.load import load_folder, preview, withdraw
from tests.conftest import DATA
from tests.loader.datasets import MINSK, copy_of_minsk, minsk

Graph = tuple[list[dict[str, Any]], list[dict[str, Any]]]
ROWS = minsk("embassies").splitlines(keepends=True)


def graph(database: Database) -> Graph:
    """Everything that is in the graph, less what names the load that wrote it."""
    nodes = database.read("MATCH (n) WHERE NOT n:Load AND NOT n:Lease RETURN n {.*} AS node")
    ties = database.read(
        "MATCH (a)-[r]->(b) WHERE NOT b:Load "
        "RETURN a.id AS a, type(r) AS type, b.id AS b, r {.*} AS tie"
    )
    return (
        sorted(nodes, key=lambda row: str(row["node"]["id"])),
        sorted(ties, key=repr),
    )


def test_loading_twice_changes_nothing(database: Database) -> None:
    load_folder(database, MINSK)
    before = graph(database)
    assert load_folder(database, MINSK).load is None
    assert graph(database) == before


def test_a_row_taken_away_takes_its_claim_and_what_hangs_on_it_alone(
    database: Database, tmp_path: Path
) -> None:
    load_folder(database, copy_of_minsk(tmp_path / "all"), "minsk")
    without = "".join(ROWS[:4])  # the absence goes, with its fact, tie and city
    loaded = load_folder(database, copy_of_minsk(tmp_path / "fewer", embassies=without), "minsk")
    assert loaded.plan.counts() == {
        "added": 0, "changed": 0, "withdrawn": 1, "unchanged": 3, "rejected": 0,
    }  # fmt: skip
    assert database.read("MATCH ()-[t:HAS_NO_EMBASSY_IN]->() RETURN count(t) AS n") == [{"n": 0}]
    assert database.read("MATCH (f:Fact) RETURN f.id AS id") == [{"id": "prk-embassy-minsk"}]
    load_folder(database, copy_of_minsk(tmp_path / "all"), "minsk")
    load_folder(database, copy_of_minsk(tmp_path / "fewer"), "minsk")
    assert len(database.read("MATCH (f:Fact) RETURN f.id AS id")) == 2


def test_a_row_of_a_shared_fact_leaves_the_others(database: Database, tmp_path: Path) -> None:
    load_folder(database, MINSK)
    no_denial = "".join(ROWS[:2] + ROWS[3:])
    load_folder(database, copy_of_minsk(tmp_path, embassies=no_denial), "minsk")
    ((fact),) = database.read("MATCH (f:Fact {id: 'prk-embassy-minsk'}) RETURN f.contested AS c")
    assert fact == {"c": False}
    assert database.read("MATCH ()-[t:SUPERSEDED]->() RETURN count(t) AS n") == [{"n": 0}]


def test_a_line_put_in_above_moves_lines_and_nothing_else(
    database: Database, tmp_path: Path
) -> None:
    load_folder(database, MINSK)
    before = graph(database)
    spaced = ROWS[0] + "\n" + "".join(ROWS[1:])
    loaded = load_folder(database, copy_of_minsk(tmp_path, embassies=spaced), "minsk")
    assert loaded.plan.counts()["changed"] == 0
    after = graph(database)
    assert after[1] == before[1]
    lines = database.read("MATCH (c:Claim) RETURN c.line AS line ORDER BY line")
    assert [row["line"] for row in lines] == [3, 4, 5, 6]


def test_a_source_with_another_date_moves_the_records_clock(
    database: Database, tmp_path: Path
) -> None:
    load_folder(database, MINSK)
    sources = minsk("sources").replace("kbs,2016-09-21", "kbs,2016-09-20")
    load_folder(database, copy_of_minsk(tmp_path, sources=sources), "minsk")
    known = database.read("MATCH ()-[t:SUPERSEDED]->() RETURN toString(t.knownFrom) AS day")
    assert known == [{"day": "2016-09-20"}]


def test_a_fault_anywhere_leaves_the_graph_as_it_was(database: Database, tmp_path: Path) -> None:
    load_folder(database, MINSK)
    before = graph(database)
    broken = "".join(ROWS).replace("embassy,2016-09-21,,", "embassy,2016-13,,")
    with pytest.raises(InputError) as caught:
        load_folder(database, copy_of_minsk(tmp_path, embassies=broken), "minsk")
    assert [p.row for p in caught.value.problems] == [2]
    assert graph(database) == before


def test_the_good_rows_are_loaded_where_that_is_asked_for(
    database: Database, tmp_path: Path
) -> None:
    broken = "".join(ROWS).replace("embassy,2016-09-21,,", "embassy,2016-13,,")
    folder = copy_of_minsk(tmp_path, embassies=broken)
    loaded = load_folder(database, folder, "minsk", good_rows=True)
    assert loaded.plan.counts()["rejected"] == 1
    assert database.read("MATCH (c:Claim) RETURN count(c) AS n") == [{"n": 3}]


def test_a_preview_writes_nothing(database: Database) -> None:
    before = graph(database)
    assert preview(database, MINSK).plan.counts()["added"] == 4
    assert graph(database) == before


def test_two_datasets_meet_in_one_fact_and_part_again(database: Database, tmp_path: Path) -> None:
    denial = copy_of_minsk(tmp_path / "theirs", embassies=ROWS[0] + ROWS[2])
    ours = copy_of_minsk(tmp_path / "ours", embassies=ROWS[0] + ROWS[1] + ROWS[4])
    load_folder(database, ours)
    alone = graph(database)
    load_folder(database, denial)
    (fact,) = database.read("MATCH (f:Fact {id: 'prk-embassy-minsk'}) RETURN f.contested AS c")
    assert fact == {"c": True}
    withdraw(database, "theirs")
    assert graph(database) == alone


def test_everything_stands_on_something(story: Database) -> None:
    for query in (
        "MATCH (f:Fact) WHERE NOT (f)<-[:ABOUT]-(:Claim) RETURN f.id AS id",
        "MATCH (c:Claim) WHERE NOT (c)-[:CITES]->(:Source) RETURN c.id AS id",
        "MATCH (c:Claim) WHERE NOT (c)-[:LOADED_BY]->(:Load) RETURN c.id AS id",
        "MATCH (:Entity)-[t]->(:Entity) WHERE t.fact IS NULL OR t.knownFrom IS NULL RETURN t",
        "MATCH ()-[t:SUPERSEDED]->() WHERE t.tie IS NULL OR t.knownTo.year = 9999 RETURN t",
        "MATCH (:Entity)-[t]->(:Entity) "
        "WHERE type(t) <> 'SUPERSEDED' AND t.knownTo.year <> 9999 RETURN t",
    ):
        assert story.read(query) == [], query


def test_one_writer_at_a_time(database: Database) -> None:
    with writing(database), pytest.raises(BusyError, match="another load"):
        load_folder(database, MINSK)
    assert load_folder(database, MINSK).load


def test_a_dead_writers_lease_is_taken_over(database: Database) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    with writing(database):
        database.write(
            lambda t: t.run("MATCH (l:Lease {id: 'writer'}) SET l.pid = $pid", pid=int(gone.stdout))
        )
        assert load_folder(database, MINSK).load


def test_a_damaged_lease_holds_up_nobody(database: Database) -> None:
    with writing(database):
        database.write(lambda t: t.run("MATCH (l:Lease {id: 'writer'}) REMOVE l.until, l.host"))
        assert load_folder(database, MINSK).load


def test_a_step_of_the_clock_frees_no_lease(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = psutil.Process.create_time
    with writing(database), monkeypatch.context() as stepped:
        stepped.setattr(psutil.Process, "create_time", lambda self: real(self) + 3600)
        with pytest.raises(BusyError, match="another load"):
            load_folder(database, MINSK)


def test_a_damaged_record_is_named(database: Database) -> None:
    load_folder(database, MINSK)
    database.write(lambda t: t.run("MATCH (e:Entity {id: 'minsk'}) SET e.merged = '{', e.rows = 1"))
    with pytest.raises(DatabaseError, match="the record of minsk is damaged"):
        core.registry(database)


def test_out_and_in_again_gives_the_same_bytes(
    database: Database, tmp_path: Path, exported: Callable[[Path], dict[str, bytes]]
) -> None:
    load_folder(database, MINSK)
    export_dataset(database, "minsk", tmp_path / "first")
    withdraw(database, "minsk")
    load_folder(database, tmp_path / "first", "minsk")
    export_dataset(database, "minsk", tmp_path / "second")
    assert exported(tmp_path / "first") == exported(tmp_path / "second")


@pytest.mark.long
def test_the_curated_data_come_out_as_they_went_in(
    database: Database, tmp_path: Path, exported: Callable[[Path], dict[str, bytes]]
) -> None:
    load_folder(database, DATA)
    before = graph(database)
    export_dataset(database, "data", tmp_path / "first")
    withdraw(database, "data")
    load_folder(database, tmp_path / "first", "data")
    export_dataset(database, "data", tmp_path / "second")
    assert exported(tmp_path / "first") == exported(tmp_path / "second")
    assert [_unplaced(row) for row in graph(database)[0]] == [_unplaced(row) for row in before[0]]


def _unplaced(row: dict[str, Any]) -> dict[str, Any]:
    """A node without its place in a file."""
    return {key: value for key, value in row["node"].items() if key not in ("file", "line")}


@pytest.fixture
def exported() -> Callable[[Path], dict[str, bytes]]:
    return lambda folder: {p.name: p.read_bytes() for p in sorted(folder.glob("*.csv"))}


@pytest.mark.long
def test_a_killed_load_leaves_whole_facts_and_is_finished_by_the_next(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    states = [r["id"] for r in _states(database)]
    pairs = [(a, b) for a in states for b in states if a != b][:12_000]
    rows = "".join(f",{a},{b},,embassy,1990,,asserted,,ap-2024-07-23,,\n" for a, b in pairs)
    folder = copy_of_minsk(tmp_path / "many", embassies=ROWS[0] + rows)
    command = [sys.executable, "-m", "diplograph", "load", str(folder)]
    chance = random.Random(1)
    for _ in range(3):
        enough = chance.randrange(len(pairs))
        load = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while load.poll() is None and _facts(database) < enough:
            pass  # killed somewhere in the midst of its writing
        load.send_signal(signal.SIGKILL)
        load.wait()
        halves = database.read(
            "MATCH (f:Fact) WHERE NOT (f)<-[:ABOUT]-(:Claim) OR NOT (f)-[:SENDER]->() "
            "OR NOT (f)-[:RECEIVER]->() RETURN count(f) AS n"
        )
        assert halves == [{"n": 0}]
    load_folder(database, folder)
    assert database.read("MATCH (f:Fact) RETURN count(f) AS n") == [{"n": len(pairs)}]
    assert database.read("MATCH ()-[t:HAS_EMBASSY_IN]->() RETURN count(t) AS n") == [
        {"n": len(pairs)}
    ]
    assert load_folder(database, folder).load is None


def _facts(database: Database) -> int:
    found: int = database.read("MATCH (f:Fact) RETURN count(f) AS n")[0]["n"]
    return found


def _states(database: Database) -> list[dict[str, Any]]:
    load_folder(database, MINSK)
    found = database.read(
        "MATCH (c:Country) WHERE c.iso2 IS NOT NULL RETURN c.id AS id ORDER BY id"
    )
    withdraw(database, "minsk")
    return found
