"""Where the graph is, and who we are there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from diplograph.engine import DATABASE, READER, USERNAME, Engine


@dataclass(frozen=True, slots=True)
class Address:
    """Where the graph is and who we are there; the passwords are not shown. ``reader`` is the name
    and password of a user who may only read, where the server has one."""

    uri: str
    username: str
    password: str
    database: str | None
    embedded: bool
    reader: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, {self.username!r}, database={self.database!r})"


def address(home: Path | None = None, unless_stopped: bool = False) -> Address:
    """The graph's address from the environment; starts the embedded engine if that is it.

    ``unless_stopped``: not where somebody stopped it. Raises EngineError if it cannot be started.
    """
    uri = os.environ.get("NEO4J_URI")
    if uri:
        return Address(
            uri,
            os.environ.get("NEO4J_USERNAME", "neo4j"),
            os.environ.get("NEO4J_PASSWORD", ""),
            os.environ.get("NEO4J_DATABASE") or None,
            embedded=False,
        )
    engine = Engine(home)
    running = engine.start(unless_stopped)
    reader = (READER, engine.password(READER))
    return Address(running.uri, USERNAME, engine.password(), DATABASE, True, reader)
