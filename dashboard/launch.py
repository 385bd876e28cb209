"""Starting the dashboard's server: on loopback, with nothing sent anywhere."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

APP = Path(__file__).with_name("app.py")
HOST = "127.0.0.1"


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
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def run_dashboard(port: int, ready: Callable[[str], None], host: str = HOST) -> int:
    """Run the server until it ends, and return its exit status.

    ``ready`` is told the address once the server answers. A port that is taken gives way to a free
    one. ``host`` other than loopback is for containers, which have a loopback of their own.
    """
    port = _free(port)
    server = subprocess.Popen(command(port, host), stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        while server.poll() is None and not _answers(port):
            time.sleep(0.1)
        if server.poll() is None:
            ready(f"http://{HOST}:{port}")
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        return server.wait()


def _free(port: int) -> int:
    """The port, or another where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            probe.bind((HOST, 0))
        found: int = probe.getsockname()[1]
        return found


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False
