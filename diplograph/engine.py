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
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil
from filelock import FileLock, Timeout
from platformdirs import user_data_path

from diplograph.errors import EngineError
from diplograph.listening import free_or_zero, port_of
from diplograph.private import own_folder, read_own, write_own
from diplograph.processes import born, ended, found

DATABASE = "diplograph"
USERNAME = "root"
READER = "reader"
"""The user for typed queries: it may read records, and nothing else."""

_KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
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
    """A running engine: its process and where it listens. With ``born`` a number reused by another
    process is not taken for ours. ``port`` may be 0 while it starts: then it takes one that is
    free."""

    pid: int
    born: str
    port: int

    @property
    def uri(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    def process(self) -> psutil.Process | None:
        """The process, or None if it is gone."""
        return found(self.pid, self.born)


class _NotAnsweringError(EngineError):
    """It ran and did not answer, and was ended."""


class Engine:
    """The engine of one data folder."""

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or home_folder()
        self._info = self.home / "engine.json"
        self._passwords = {USERNAME: self.home / "password", READER: self.home / "reader-password"}
        self.log = self.home / "engine.log"
        self._arguments_file = self.home / "engine.args"
        self._stopped = self.home / "stopped"

    def running(self) -> Running | None:
        """The engine if it runs, without starting it."""
        noted = self._noted()
        return noted if noted and noted.process() else None

    def password(self, user: str = USERNAME) -> str:
        """A user's generated password; raises EngineError where there is none that is ours."""
        path = self._passwords[user]
        try:
            return read_own(path)
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError(f"the password file {path} cannot be read") from error

    def start(self, unless_stopped: bool = False) -> Running:
        """The running engine, started if it was not.

        ``unless_stopped``: not if somebody stopped it; what only looks or comes back after a crash
        asks so. Raises EngineError if it was stopped, the folder cannot be used or the engine does
        not answer in time; the error says where its log is.
        """
        try:
            own_folder(self.home)
            if running := self._at_once(unless_stopped):
                return running
            with FileLock(self.home / "engine.lock", timeout=START_SECONDS):
                if running := self._at_once(unless_stopped):
                    return running
                self._stopped.unlink(missing_ok=True)
                return self._coming_up() or self._launch()
        except Timeout:
            raise EngineError(f"another process is starting the engine in {self.home}") from None
        except OSError as error:
            raise EngineError(
                f"the data folder {self.home} cannot be used: {error.strerror}"
            ) from error

    def stop(self) -> bool:
        """Stop the engine, until somebody starts it; false if it did not run.

        Raises EngineError if it cannot be ended.
        """
        if self._arguments_file.exists():
            own_folder(self.home)
            write_own(self._stopped, "")  # first, so that nobody takes its end for a crash
        running = self.running() or self._unnoted()
        return bool(running and self._end(running, (signal.SIGTERM, _KILL)))

    def kill(self, running: Running) -> None:
        """End an engine that no longer answers, at once; what was committed is safe."""
        self._end(running, (_KILL,))

    def _end(self, running: Running, ways: tuple[signal.Signals, ...]) -> bool:
        process = running.process()
        if process is None:
            return False
        for way in ways:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(way)
            if ended(process, STOP_SECONDS):
                return True
        raise EngineError(f"the engine (process {process.pid}) does not end")

    def _at_once(self, unless_stopped: bool) -> Running | None:
        """The engine if it answers already; raises EngineError if it was stopped and is not to be
        started again."""
        running = self.running()
        if running and _answers(running.port):
            return running
        if unless_stopped and self._stopped.exists():
            raise EngineError("the graph was stopped; run `diplograph up`")
        return None

    def _coming_up(self) -> Running | None:
        """An engine that somebody else started on this folder, once it answers."""
        running = self.running() or self._unnoted()
        with contextlib.suppress(_NotAnsweringError):
            return self._came_up(running) if running else None
        return None

    def _unnoted(self) -> Running | None:
        """An engine on this folder whose note is gone or damaged, known by its arguments."""
        named = f"@{self._arguments_file}"
        for process in psutil.process_iter(["cmdline"]):
            mark = born(process.pid) if named in (process.info["cmdline"] or ()) else None
            if mark and found(process.pid, mark):
                return Running(process.pid, mark, 0)
        return None

    def _launch(self) -> Running:
        for user, path in self._passwords.items():
            if not path.exists():
                write_own(path, secrets.token_urlsafe(24))
            self.password(user)  # one that another put there is not used
        groups = self.home / "engine" / "config" / "server-groups.json"
        if not groups.exists():
            groups.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_own(groups, json.dumps({"databases": {"*": {"groups": _GROUPS}}, "version": 2}))
        # its last port, if that is free, so that what still holds its address finds it again
        noted = self._noted()
        port = free_or_zero(noted.port if noted else 0)
        write_own(self.home / "logging.properties", _LOGGING)
        write_own(self._arguments_file, "\n".join(self._arguments(port)))
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own runtime with our own arguments
                [str(_package() / "jre" / "bin" / "java"), f"@{self._arguments_file}"],
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=sys.platform != "win32",
            )
        _started.append(process)
        # taken leave of as soon as it ends, else it would stay a zombie for as long as we run
        threading.Thread(target=process.wait, daemon=True).start()
        running = Running(process.pid, born(process.pid) or "", port)
        self._note(running)
        came_up = self._came_up(running)
        if came_up is None:
            raise EngineError(f"the engine did not start; its log is {self.log}:\n{self._tail()}")
        return came_up

    def _note(self, running: Running) -> None:
        write_own(self._info, json.dumps(asdict(running)))

    def _noted(self) -> Running | None:
        """What engine.json says; None where it says nothing that can be used."""
        with contextlib.suppress(OSError, ValueError, TypeError, EngineError):
            noted = Running(**json.loads(read_own(self._info)))
            if isinstance(noted.port, int) and 0 <= noted.port < 65536:
                return noted
        return None

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
            # out of memory it would limp on and answer nobody; once ended it is started again
            "-XX:+ExitOnOutOfMemoryError",
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

        One that does neither in time is ended; raises EngineError.
        """
        process = starting.process()
        try:
            port = port_of(process, _answers, START_SECONDS) if process else None
        except TimeoutError:
            # one that hangs would hold the folder against every other
            self.kill(starting)
            text = f"the engine does not answer; its log is {self.log}:\n{self._tail()}"
            raise _NotAnsweringError(text) from None
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


def _answers(port: int) -> bool:
    """Whether something speaks Bolt there: the handshake's magic bytes are answered with a version
    (https://neo4j.com/docs/bolt/current/bolt/handshake/)."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.settimeout(2)
            connection.sendall(bytes.fromhex("6060b017" + "00000405" + "00000004" + "00" * 8))
            reply = connection.recv(4)
            # the engine's HTTP port answers too, with "HTTP"; a version is 0, 0, minor, major
            return len(reply) == 4 and reply[:2] == bytes(2) and reply[3] > 0
    except OSError:
        return False
