"""The engines that the tests run on: the embedded one always, real Neo4j where asked for.

``--engines embedded,neo4j`` runs every test that needs a database on both, and fails where one of
them could not be started; ``auto`` takes Neo4j where Maven is there to fetch it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from diplograph.database import Database, connect
from diplograph.engine import Engine
from loader.load import load_folder
from loader.write import prepare
from tests.neo4j_server import Neo4jServer
from tests.scheduling import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
FIXTURES = ROOT / "tests" / "fixtures"
ENGINES = ("embedded", "neo4j")
_VARIABLES = (
    "DIPLOGRAPH_HOME",
    "NEO4J_URI",
    "NEO4J_USERNAME",
    "NEO4J_PASSWORD",
    "NEO4J_DATABASE",
)


# In CI the same examples every time, so that a change is judged by what it changed.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("dev", deadline=None)
settings.register_profile("long", deadline=None, max_examples=1_000)
# Few, the same each time, and without looking for a simpler one (tools/mutants.py).
settings.register_profile(
    "faults",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("EXAMPLES") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engines", default="embedded", help="auto, or comma-separated: embedded, neo4j"
    )


def _engine_names(config: pytest.Config) -> list[str]:
    text = str(config.getoption("--engines"))
    if text == "auto":
        return list(ENGINES) if shutil.which("mvn") else ["embedded"]
    names = text.split(",")
    if strays := set(names) - set(ENGINES):
        raise pytest.UsageError(f"no such engine: {', '.join(sorted(strays))}")
    return names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that only read come first, so that each engine loads the story once."""
    items.sort(key=_writes)


def _writes(item: pytest.Item) -> bool:
    return "database" in getattr(item, "fixturenames", ())


def _folder(metafunc: pytest.Metafunc) -> str:
    return metafunc.definition.path.parent.name


def pytest_report_header(config: pytest.Config) -> str:
    return f"engines: {', '.join(_engine_names(config))}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        names = _engine_names(metafunc.config)
        # a page and a command say nothing of the engine: the first that is asked for will do
        if metafunc.definition.get_closest_marker("one_engine") or _folder(metafunc) == "browser":
            names = names[:1]
        metafunc.parametrize("engine", names, indirect=True, scope="session")


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the graph of the person who runs it."""
    before = {name: os.environ.pop(name, None) for name in _VARIABLES}
    os.environ["DIPLOGRAPH_HOME"] = str(tmp_path_factory.mktemp("nobody"))
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture(scope="session")
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The environment variables under which a running engine is found."""
    if request.param == "embedded":
        home = tmp_path_factory.mktemp("embedded")
        yield {"DIPLOGRAPH_HOME": str(home)}
        Engine(home).stop()
        return
    with Neo4jServer() as server:
        yield {
            "NEO4J_URI": server.uri,
            "NEO4J_USERNAME": server.username,
            "NEO4J_PASSWORD": server.password,
        }


@pytest.fixture
def environment(engine: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """This process's environment pointed at the engine; the variables that do it."""
    for name, value in engine.items():
        monkeypatch.setenv(name, value)
    return engine


_holding_the_story: set[str] = set()
"""The engines whose graph is the curated dataset, untouched since it was loaded."""


def _empty(database: Database, environment: dict[str, str]) -> None:
    _holding_the_story.discard(str(environment))
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    prepare(database)


@pytest.fixture
def database(environment: dict[str, str]) -> Iterator[Database]:
    """An empty graph with its constraints."""
    with connect() as found:
        _empty(found, environment)
        yield found


@pytest.fixture
def story(environment: dict[str, str]) -> Iterator[Database]:
    """The graph of the curated dataset. To be read only: tests share it."""
    with connect() as found:
        if str(environment) not in _holding_the_story:
            _empty(found, environment)
            load_folder(found, DATA)
            _holding_the_story.add(str(environment))
        yield found


@pytest.fixture
def story_env(story: Database, environment: dict[str, str]) -> dict[str, str]:
    """The environment under which a process of its own finds the story's graph."""
    return environment
