"""Which test runs in which worker: each engine, the browser and the processes have one each.

pytest-xdist's own ``--dist loadgroup`` writes a test's group into an attribute that pytest 9.2 no
longer reads, so tests would be dealt out one by one and every worker start every engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

_BY_FOLDER = {
    "tests/browser/": "browser",
    "tests/diplograph/test_engine.py": "processes",
    "tests/diplograph/test_up.py": "processes",
}
_BY_ENGINE = re.compile(r"\[(embedded|neo4j)\b")


def group(nodeid: str) -> str:
    """The group of a test, by its id; a test that needs nothing shared is a group of its own."""
    for start, name in _BY_FOLDER.items():
        if nodeid.startswith(start):
            return name
    engine = _BY_ENGINE.search(nodeid)
    return engine[1] if engine else nodeid


class _Scheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist is untyped
    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Callable[..., None]) -> Any:
    return _Scheduling(config, log)
