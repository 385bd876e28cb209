"""``diplograph up`` as a process: what it started ends with it, and may end before it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from diplograph.engine import Engine
from diplograph.processes import alive, ended

SECONDS = 60
"""A bound that tells an end from none; each takes well under a second."""


@contextmanager
def _up(home: Path) -> Iterator[subprocess.Popen[str]]:
    """``up`` on this folder, once it has told its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "diplograph", "up", "--no-load", "--port", "0"],
        env={**os.environ, "DIPLOGRAPH_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has them ignore it, and so their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().startswith("Dashboard: http://127.0.0.1:")
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


def _server(up: subprocess.Popen[str]) -> psutil.Process:
    (found,) = [p for p in psutil.Process(up.pid).children() if "streamlit" in p.cmdline()]
    return found


def test_the_engine_is_stopped_at_once_while_up_runs(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    with _up(tmp_path) as up:
        running = engine.running()
        assert running is not None
        process = running.process()
        assert process is not None
        assert process.ppid() == up.pid
        assert engine.stop() is True
        assert not alive(process)
        process.wait(SECONDS)  # taken leave of by ``up``: gone, not a zombie
        assert up.poll() is None
        server = _server(up)
    assert ended(server, SECONDS)
    assert engine.running() is None


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM, marks=pytest.mark.long),
        pytest.param(signal.SIGHUP, marks=pytest.mark.long),
    ],
)
def test_its_server_ends_with_it(number: signal.Signals, engine_home: Path) -> None:
    with _up(engine_home) as up:
        server = _server(up)
        up.send_signal(number)
        assert up.wait(SECONDS) == 0
        assert ended(server, SECONDS)
    assert Engine(engine_home).running() is not None


@pytest.fixture(scope="module")
def engine_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an engine that runs."""
    home = tmp_path_factory.mktemp("up")
    Engine(home).start()
    yield home
    Engine(home).stop()
