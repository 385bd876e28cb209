"""The embedded engine as a process of ours: found again, private, and up again after a crash."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from diplograph.database import Address, Database, connect
from diplograph.engine import DATABASE, USERNAME, Engine
from diplograph.errors import DatabaseError, EngineError
from diplograph.private import write_own
from diplograph.processes import alive

# a folder with a space and a quote: Java's argument file has rules of its own for both
ODD = 'my "data" folder'


@pytest.fixture
def engine_of_one(tmp_path: Path) -> Iterator[Engine]:
    """An engine to be stopped, killed and started."""
    engine = Engine(tmp_path / ODD)
    yield engine
    engine.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that runs, to be looked at only."""
    engine = Engine(tmp_path_factory.mktemp("looked-at") / ODD)
    engine.start()
    yield engine
    engine.stop()


def _pid(engine: Engine) -> int:
    found = engine.running()
    assert found is not None
    return found.pid


def _open(engine: Engine) -> Database:
    where = Address(engine.start().uri, USERNAME, engine.password(), DATABASE, embedded=True)
    database = Database(where)
    database.wait_until_ready()
    return database


def test_it_is_started_once_and_found_again(running: Engine) -> None:
    first = running.start()
    assert running.start() == first
    assert Engine(running.home).running() == first


def test_it_is_stopped_and_says_whether_it_ran(engine_of_one: Engine) -> None:
    pid = engine_of_one.start().pid
    assert engine_of_one.stop() is True
    assert engine_of_one.stop() is False
    assert not alive(psutil.Process(pid) if psutil.pid_exists(pid) else None)


@pytest.mark.long
def test_what_was_written_is_there_after_a_crash(engine_of_one: Engine) -> None:
    with _open(engine_of_one) as database:
        database.write(lambda transaction: transaction.run("CREATE (:Entity {id: 'kept'})"))
    crashed = engine_of_one.running()
    assert crashed is not None
    os.kill(crashed.pid, signal.SIGKILL)
    with _open(engine_of_one) as database:
        assert database.read("MATCH (e:Entity) RETURN e.id AS id") == [{"id": "kept"}]


@pytest.mark.long
def test_a_connection_outlives_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(tmp_path)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with connect(tmp_path) as database:
        database.write(lambda transaction: transaction.run("CREATE (:Entity {id: 'kept'})"))
        running = engine.running()
        assert running is not None
        psutil.Process(running.pid).kill()
        assert database.read("MATCH (e:Entity) RETURN e.id AS id") == [{"id": "kept"}]
    engine.stop()


def test_only_its_owner_can_read_the_password(running: Engine) -> None:
    for name in ("password", "engine.json", "engine.args"):
        mode = stat.S_IMODE((running.home / name).stat().st_mode)
        assert mode == 0o600, name
    assert len(running.password()) >= 24


def test_the_password_is_on_no_command_line(running: Engine) -> None:
    process = psutil.Process(_pid(running))
    assert running.password() not in " ".join(process.cmdline())


def test_it_listens_on_loopback_only(running: Engine) -> None:
    process = psutil.Process(_pid(running))
    listening = [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert listening
    assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}


def test_a_wrong_password_is_refused(running: Engine) -> None:
    address = Address(running.start().uri, USERNAME, "wrong", DATABASE, embedded=True)
    with Database(address) as database, pytest.raises(DatabaseError):
        database.read("RETURN 1 AS x")


def test_two_processes_that_start_it_at_once_get_one_engine(engine_of_one: Engine) -> None:
    script = (
        "import sys; from pathlib import Path; from diplograph.engine import Engine; "
        "print(Engine(Path(sys.argv[1])).start().pid)"
    )
    command = [sys.executable, "-c", script, str(engine_of_one.home)]
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    pids = {starter.communicate(timeout=90)[0].strip() for starter in starters}
    assert len(pids) == 1
    assert pids != {""}


def test_a_number_that_another_process_took_over_is_not_the_engine(tmp_path: Path) -> None:
    write_own(tmp_path / "engine.json", f'{{"pid": {os.getpid()}, "born": "1", "port": 1}}')
    assert Engine(tmp_path).running() is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "born": [], "port": 1}', '{"port": "y"}'],
)
def test_a_damaged_note_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    write_own(tmp_path / "engine.json", text)
    assert Engine(tmp_path).running() is None


def test_an_engine_whose_note_is_damaged_is_found_and_no_second_started(running: Engine) -> None:
    before = running.start()
    write_own(running.home / "engine.json", "{")
    assert running.start() == before
    assert running.running() == before


def test_a_step_of_the_clock_does_not_make_it_another(
    running: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = running.start()
    real = psutil.Process.create_time
    monkeypatch.setattr(psutil.Process, "create_time", lambda self: real(self) + 3600)
    assert running.running() == before


def test_once_stopped_it_comes_back_only_for_who_starts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    engine = Engine(tmp_path)
    with connect(tmp_path) as page:
        engine.stop()
        with pytest.raises(EngineError, match="was stopped; run `diplograph up`"):
            page.read("RETURN 1 AS one")
        with pytest.raises(EngineError, match="was stopped"):
            page.ask("RETURN 1 AS one", {}, 30, 5)
        with pytest.raises(EngineError, match="was stopped"):
            connect(tmp_path, unless_stopped=True)
        assert engine.running() is None
        connect(tmp_path).close()
        assert page.read("RETURN 1 AS one") == [{"one": 1}]
    engine.stop()


def test_a_password_file_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    (tmp_path / "password").write_text("planted", encoding="utf-8")
    (tmp_path / "password").chmod(0o644)
    with pytest.raises(EngineError, match="not yours alone"):
        engine.password()
    with pytest.raises(EngineError, match="not yours alone"):
        engine.start()
    assert engine.running() is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EngineError, match="file"):
        Engine(tmp_path / "file" / "below").start()
