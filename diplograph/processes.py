"""A process that is known again later, by what a step of the machine's clock does not move."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil

_PAUSE = 0.03
_START_TIME = 19
"""Where /proc/<pid>/stat has the start in ticks since boot, after the name in brackets
(https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html)."""


def born(pid: int) -> str | None:
    """What tells a process from any other that has, had or will have its number; None if it is
    gone.

    The start in seconds since the epoch would not do: Linux reckons it from the clock of now, so
    that a step of the clock makes the same process another.
    """
    try:
        if sys.platform == "linux":
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
            # the name may hold spaces and brackets, so what follows its last bracket is split
            after_name = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            return f"{boot}/{int(after_name[_START_TIME])}"
        return f"{psutil.Process(pid).create_time():.2f}"
    except (OSError, psutil.Error, IndexError, ValueError):
        return None


def found(pid: object, mark: object) -> psutil.Process | None:
    """The process with this number and this ``born``, if it still runs."""
    if not isinstance(pid, int) or isinstance(pid, bool) or pid <= 0 or not isinstance(mark, str):
        return None
    if born(pid) != mark:
        return None
    try:
        process = psutil.Process(pid)
    except (psutil.Error, OverflowError):
        return None
    return process if alive(process) else None


def alive(process: psutil.Process | None) -> bool:
    """Whether a process still runs; one that has ended and was not taken leave of does not."""
    try:
        return bool(process and process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def ended(process: psutil.Process, seconds: float) -> bool:
    """Wait until a process has ended, whoever's child it is; false if it has not in that time.

    ``psutil.Process.wait`` would wait for ever for a child whose parent takes no leave of it.
    """
    limit = time.monotonic() + seconds
    while alive(process):
        if time.monotonic() > limit:
            return False
        time.sleep(_PAUSE)
    return True
