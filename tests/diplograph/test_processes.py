"""A process is known again by what no step of the clock moves."""

from __future__ import annotations

import os
import subprocess
import sys

import psutil
import pytest

from diplograph.processes import alive, born, ended, found


def test_a_process_is_found_by_its_number_and_its_birth() -> None:
    assert found(os.getpid(), born(os.getpid())) == psutil.Process()
    assert found(os.getpid(), "another") is None


def test_a_step_of_the_clock_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = born(os.getpid())
    real = psutil.Process.create_time
    monkeypatch.setattr(psutil.Process, "create_time", lambda self: real(self) + 3600)
    assert born(os.getpid()) == mark
    assert found(os.getpid(), mark)


@pytest.mark.parametrize("pid", [None, True, "1", -1, 0, 2**31, 2**70, 1.5])
def test_what_is_no_number_of_a_process_finds_none(pid: object) -> None:
    assert found(pid, "x") is None


def test_one_that_ended_and_was_not_taken_leave_of_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process, mark = psutil.Process(child.pid), born(child.pid)
    assert found(child.pid, mark)
    child.kill()
    assert ended(process, 30)  # though its parent, which this is, has not waited for it
    assert not alive(process)
    assert found(child.pid, mark) is None
    child.communicate()
    assert born(child.pid) is None
