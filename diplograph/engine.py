"""The embedded engine: ArcadeDB as a background process of ours, one per data folder.

The ``arcadedb-embedded`` wheel brings its jars and a Java runtime; we start that runtime directly,
so no Python stays resident and its heap is ours to bound. The process listens on loopback only,
with a password that we generate into a file that only its owner can read. Every command finds it
again by ``engine.json``; a start is under a lock, so that no two processes open one folder.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import secrets
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil
from filelock import FileLock, Timeout
from platformdirs import user_data_path

from diplograph.errors import EngineError
from diplograph.listening import alive, ended, free_or_zero, port_of

DATABASE = "diplograph"
USERNAME = "root"
READER = "reader"
"""The user for typed queries: it may read records, and nothing else."""

START_SECONDS = 60
STOP_SECONDS = 30

_started: list[subprocess.Popen[bytes]] = []
"""Engines of this process's making, held so that they outlive the objects that started them."""

_LOGGING = """\
handlers=java.util.logging.ConsoleHandler
.level=WARNING
java.util.logging.ConsoleHandler.level=WARNING
"""


def _group(access: list[str], records: list[str]) -> dict[str, object]:
    """A group as the engine's server-groups.json has it; -1 is no limit."""
    types = {"*": {"access": records}}
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": types}


_GROUPS = {
    "admin": _group(
        ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        ["createRecord", "readRecord", "updateRecord", "deleteRecord"],
    ),
    READER: _group([], ["readRecord"]),
    "*": _group([], []),
}


def home_folder() -> Path:
    """Where the graph is kept: ``DIPLOGRAPH_HOME``, or the user's data folder for programs."""
    named = os.environ.get("DIPLOGRAPH_HOME")
    return Path(named).expanduser().resolve() if named else user_data_path("diplograph")


@dataclass(frozen=True, slots=True)
class Running:
    """A running engine: its process and where it listens. ``created`` is the process's start in
    seconds since the epoch: with it, a number reused by another process is not taken for ours.
    ``port`` may be 0 while it starts: then it takes one that is free."""

    pid: int
    created: float
    port: int

    @property
    def uri(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    def process(self) -> psutil.Process | None:
        """The process, or None if it is gone."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.created) < 1
            return process if same and alive(process) else None
        except psutil.NoSuchProcess:
            return None


class Engine:
    """The engine of one data folder."""

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or home_folder()
        self._info = self.home / "engine.json"
        self._passwords = {USERNAME: self.home / "password", READER: self.home / "reader-password"}
        self.log = self.home / "engine.log"

    def running(self) -> Running | None:
        """The engine if it runs, without starting it."""
        try:
            running = Running(**json.loads(self._info.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return running if running.process() else None

    def password(self, user: str = USERNAME) -> str:
        """A user's generated password; raises EngineError where there is none yet."""
        path = self._passwords[user]
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise EngineError(f"the password file {path} cannot be read") from error

    def start(self) -> Running:
        """The running engine, started if it was not.

        Raises EngineError if the folder cannot be used or the engine does not answer in time; the
        error says where its log is.
        """
        found = self.running()
        if found and _answers(found.port):
            return found
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self.home / "engine.lock", timeout=START_SECONDS):
                found = self.running()
                return (found and self._came_up(found)) or self._launch()
        except Timeout:
            raise EngineError(f"another process is starting the engine in {self.home}") from None
        except OSError as error:
            raise EngineError(
                f"the data folder {self.home} cannot be used: {error.strerror}"
            ) from error

    def stop(self) -> bool:
        """Stop the engine; false if it did not run. Raises EngineError if it cannot be ended."""
        found = self.running()
        process = found.process() if found else None
        if process is None:
            return False
        for end in (process.terminate, process.kill):
            with contextlib.suppress(psutil.NoSuchProcess):
                end()
            if ended(process, STOP_SECONDS):
                return True
        raise EngineError(f"the engine (process {process.pid}) does not end")

    def _launch(self) -> Running:
        for path in self._passwords.values():
            if not path.exists():
                _write_private(path, secrets.token_urlsafe(24))
        groups = self.home / "engine" / "config" / "server-groups.json"
        if not groups.exists():
            groups.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_private(
                groups, json.dumps({"databases": {"*": {"groups": _GROUPS}}, "version": 2})
            )
        # its last port, if that is free, so that what still holds its address finds it again
        port = free_or_zero(self._last_port())
        arguments = self.home / "engine.args"
        _write_private(self.home / "logging.properties", _LOGGING)
        _write_private(arguments, "\n".join(self._arguments(port)))
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own runtime with our own arguments
                [str(_package() / "jre" / "bin" / "java"), f"@{arguments}"],
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=sys.platform != "win32",
            )
        _started.append(process)
        running = Running(process.pid, psutil.Process(process.pid).create_time(), port)
        self._note(running)
        came_up = self._came_up(running)
        if came_up is None:
            raise EngineError(f"the engine did not start; its log is {self.log}:\n{self._tail()}")
        return came_up

    def _note(self, running: Running) -> None:
        _write_private(self._info, json.dumps(asdict(running)))

    def _last_port(self) -> int:
        """The port of the run before."""
        try:
            port: int = json.loads(self._info.read_text(encoding="utf-8"))["port"]
        except (OSError, ValueError, TypeError, KeyError):
            return 0
        return port

    def _arguments(self, port: int) -> list[str]:
        """Arguments for Java, in a file: a command line could be read by every user."""
        heap = os.environ.get("DIPLOGRAPH_HEAP", "1g")
        settings = {
            "server.rootPath": self.home / "engine",
            "server.rootPasswordPath": self._passwords[USERNAME],
            "server.name": DATABASE,
            # "production" hides from the client what was wrong with its query
            "server.mode": "development",
            "server.defaultDatabases": f"{DATABASE}[{READER}:{self.password(READER)}:{READER}]",
            "server.httpIncomingHost": "127.0.0.1",
            "server.httpIncomingPort": 0,
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt.host": "127.0.0.1",
            "bolt.port": port,
            # each commit reaches the disk, so that a power cut loses none (docs/decisions.md)
            "txWalFlush": 1,
            "opencypher.loadCsv.allowFileUrls": "false",
            "opencypher.loadCsv.allowRemoteUrls": "false",
        }
        return [
            f"-Xmx{heap}",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
            f'"-Djava.util.logging.config.file={_escaped(self.home / "logging.properties")}"',
            *(f'"-Darcadedb.{name}={_escaped(value)}"' for name, value in settings.items()),
            "-cp",
            f'"{_escaped(_package() / "jars")}/*"',
            "com.arcadedb.server.ArcadeDBServer",
        ]

    def _came_up(self, starting: Running) -> Running | None:
        """The engine once it answers, with its port noted; None if its process ends before.

        Raises EngineError if it neither answers nor ends in time.
        """
        process = starting.process()
        try:
            port = port_of(process, _answers, START_SECONDS) if process else None
        except TimeoutError:
            text = f"the engine does not answer; its log is {self.log}:\n{self._tail()}"
            raise EngineError(text) from None
        if port is None:
            return None
        running = replace(starting, port=port)
        if running != starting:
            self._note(running)
        return running

    def _tail(self) -> str:
        with contextlib.suppress(OSError):
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
            return "\n".join(lines[-8:])
        return ""


def _package() -> Path:
    # found, not imported: importing it would load a Java bridge that is not needed
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise EngineError("the package arcadedb-embedded is not installed; or set NEO4J_URI")
    return Path(spec.origin).parent


def _escaped(value: object) -> str:
    """A value within double quotes in a Java argument file, where a backslash escapes."""
    return str(value).replace("\\", "\\\\").replace('"', '\\"')


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)


def _answers(port: int) -> bool:
    """Whether something speaks Bolt there: the handshake's magic bytes are answered with a version
    (https://neo4j.com/docs/bolt/current/bolt/handshake/)."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.settimeout(2)
            connection.sendall(bytes.fromhex("6060b017" + "00000405" + "00000004" + "00" * 8))
            return len(connection.recv(4)) == 4
    except OSError:
        return False
