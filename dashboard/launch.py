"""Starting the dashboard's server: on loopback, with nothing sent anywhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import psutil

from diplograph.listening import HOST, connects, free_or_zero, port_of

APP = Path(__file__).with_name("app.py")
START_SECONDS = 60
STOP_SECONDS = 20


def command(port: int, host: str = HOST) -> list[str]:
    """The server's command line."""
    options = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": HOST,
        "client.toolbarMode": "viewer",
        # a fault is told in a sentence; its traceback goes to the log
        "client.showErrorDetails": "none",
        "logger.level": "warning",
        # a view's own texts are no output
        "runner.magicEnabled": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def run_dashboard(port: int, ready: Callable[[str], None], host: str = HOST) -> int:
    """Run the server until it ends, and return its exit status.

    ``ready`` is told the address once the server answers. A port that is taken gives way to a free
    one. ``host`` other than loopback is for containers, which have a loopback of their own.
    """
    with _ended_by_signals():
        try:
            with started(port, host) as server:
                found = port_of(psutil.Process(server.pid), connects, START_SECONDS)
                if found is not None:
                    ready(f"http://{HOST}:{found}")
                return server.wait()
        except KeyboardInterrupt:
            return 0


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Within the block SIGTERM and SIGHUP end this process as Ctrl-C does: with what it started.

    Python would end at once, and leave a server behind that nobody knows of.
    """

    def end(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)  # once is enough; a second would break off the ending
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def started(
    port: int = 0,
    host: str = HOST,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process for a block, at whose end it ends as well."""
    server = subprocess.Popen(  # noqa: S603 - our own
        command(free_or_zero(port), host),
        stdout=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        cwd=folder,
    )
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
