"""Where a process that we started listens: servers bind port 0 themselves, and are asked after."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import psutil

from diplograph.processes import alive

HOST = "127.0.0.1"
_PAUSE = 0.03


def free_or_zero(wanted: int) -> int:
    """The wanted port if nobody holds it; else 0, with which a server takes any that is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            return 0
    return wanted


def connects(port: int) -> bool:
    """Whether something listens there."""
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


def port_of(process: psutil.Process, answers: Callable[[int], bool], seconds: float) -> int | None:
    """The port on which a process comes to answer; None if it ends first.

    Raises TimeoutError if it neither answers nor ends in time.
    """
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not alive(process):
            return None
        for port in _listening(process):
            if answers(port):
                return port
        time.sleep(_PAUSE)
    raise TimeoutError(f"process {process.pid} gave no answer in {seconds:.0f} s")


def _listening(process: psutil.Process) -> list[int]:
    try:
        found = process.net_connections("tcp")
    except psutil.Error:
        return []
    return sorted({c.laddr.port for c in found if c.status == psutil.CONN_LISTEN})
