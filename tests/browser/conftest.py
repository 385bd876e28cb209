"""A really started dashboard on a really loaded graph, in real Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Frame,
    Page,
    Request,
    expect,
    sync_playwright,
)
from playwright.sync_api import (
    TimeoutError as Late,
)

from dashboard.launch import START_SECONDS, started
from diplograph.database import Database
from diplograph.listening import HOST, connects, port_of
from tests.conftest import ROOT

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ARTIFACTS = ROOT / "artifacts"
# one limit for every page, since it holds for the whole process: a busy machine answers late
expect.set_options(timeout=60_000)
HARMLESS = ("sandbox attribute can escape", "Unrecognized feature")
"""What Chromium says of every Streamlit component; nothing of ours."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    """A dashboard under these variables, started from an unrelated folder; its address."""
    with started(environment=environment, folder=folder) as server:
        port = port_of(psutil.Process(server.pid), connects, START_SECONDS)
        assert port is not None, "the dashboard ended at once"
        yield f"http://{HOST}:{port}"


@pytest.fixture(scope="session")
def server(engine: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One dashboard for all tests; it notices by itself when the graph changes."""
    with serving(engine, tmp_path_factory.mktemp("dashboard")) as url:
        yield url


@pytest.fixture
def dashboard_url(story: Database, server: str) -> str:
    """The address of a dashboard on the story's graph."""
    return server


_AT_REST = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const rest = app !== null && app.dataset.testScriptState === "notRunning";
  const now = performance.now();
  if (!rest || window.dgRestSince === undefined) window.dgRestSince = now;
  return rest && now - window.dgRestSince > 600;
}"""
"""Asked at every frame: a click waits 400 ms for the second of a double one, and then takes some
frames to the server and back."""


class Watched:
    """A page that remembers what went wrong on it and whom it asked."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.wrong: list[str] = []
        self.asked: set[str] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if "/_stcore/" in message.location.get("url", ""):
            return  # Streamlit looks for its own root from a page's address; it finds it next
        if message.type in ("error", "warning") and not any(h in message.text for h in HARMLESS):
            self.wrong.append(message.text)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss"):
            self.asked.add(address.hostname or "")

    def open(self, query: str = "") -> Frame:
        """Go to Explore, with a query that begins with ``?``, and wait for its picture."""
        self.page.goto(f"{self.url}/explore{query}")
        return self.frame()

    def frame(self) -> Frame:
        """The picture's frame, once it is drawn and the server has nothing more to say."""
        try:
            element = self.page.wait_for_selector("iframe[title*=diplograph]", timeout=90_000)
        except Late as error:
            raise AssertionError(self.page.inner_text("body")) from error
        assert element is not None
        frame = element.content_frame()
        assert frame is not None
        frame.wait_for_function("window.diplograph && window.diplograph.nodes.length > 0")
        self.still()
        return frame

    def still(self) -> None:
        """Wait until the server has nothing more to say: its script is at rest, and stays so."""
        self.page.evaluate("delete window.dgRestSince")  # earlier rest does not count
        self.page.wait_for_function(_AT_REST, timeout=90_000)

    def drawn(self, frame: Frame, condition: str) -> None:
        """Wait until something is true of the picture: JavaScript that may use ``picture``."""
        frame.wait_for_function(
            f"(() => {{ const picture = window.diplograph; return {condition}; }})()"
        )


@contextmanager
def watching(chromium: Browser, url: str) -> Iterator[Watched]:
    """A fresh page, 1440 by 900; at the end nothing was wrong on it and nobody outside asked."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    found = Watched(context.new_page(), url)
    yield found
    context.close()
    assert found.wrong == []
    assert found.asked <= {"127.0.0.1"}


@pytest.fixture
def watched(chromium: Browser, dashboard_url: str) -> Iterator[Watched]:
    """A page on the story's dashboard."""
    with watching(chromium, dashboard_url) as found:
        yield found


@pytest.fixture
def artifacts() -> Path:
    """Where pictures of the page are kept; not in the repository."""
    ARTIFACTS.mkdir(exist_ok=True)
    return ARTIFACTS
