"""Times as a reader meets them: in Chromium, from the click to what it shows."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyvis
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from dashboard.launch import command

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(line: list[str], port: int, environment: Mapping[str, str]) -> Iterator[str]:
    """A Streamlit server; its address."""
    server = subprocess.Popen(
        line,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


def dashboard_line(port: int) -> list[str]:
    """The dashboard's command."""
    return command(port)


def empty_line(port: int) -> list[str]:
    """The empty app's command, with the dashboard's options."""
    app = str(Path(__file__).with_name("empty_app.py"))
    return [app if one.endswith("app.py") else one for one in command(port)]


def still(page: Page) -> None:
    """Wait until the server has nothing more to say."""
    page.wait_for_timeout(300)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=300_000)
    page.wait_for_timeout(300)


_NOTE = """
window.drawnAt = window.firstAt = window.heardAt = 0;
addEventListener("pointerdown", () => { window.heardAt = Date.now(); }, true);
window.addEventListener("message", event => {
  if (event.data.type !== "streamlit:render") return;
  const drawn = () => {
    if (!window.diplograph || !window.diplograph.nodes.length) return;
    window.drawnAt = Date.now();
    window.firstAt = window.firstAt || performance.now() / 1000;
  };
  requestAnimationFrame(() => requestAnimationFrame(drawn));
});
"""
"""In every frame: note when it was last clicked, when it had last drawn a picture, and, counted
from the beginning of the frame itself, when it had drawn its first."""


def new_page(browser: Browser) -> Page:
    """A page of 1440 by 900 whose frames note when they draw."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(300_000)
    page.add_init_script(_NOTE)
    return page


def picture(page: Page) -> Frame:
    """The picture's frame, drawn."""
    found = page.wait_for_selector("iframe[title*=diplograph]")
    assert found is not None
    frame = found.content_frame()
    assert frame is not None
    frame.wait_for_function("window.drawnAt > 0")
    return frame


def empty_rerun(page: Page) -> float:
    """Seconds from a click in the empty app to its new text."""
    return float(
        page.evaluate(
            """() => new Promise(done => {
              const text = document.querySelector("[data-testid=stText]");
              const began = performance.now();
              new MutationObserver((_, one) => {
                one.disconnect();
                requestAnimationFrame(() => done((performance.now() - began) / 1000));
              }).observe(text, { childList: true, subtree: true, characterData: true });
              document.querySelector("[data-testid=stButton] button").click();
            })"""
        )
    )


def write_bare_page(frame: Frame, folder: Path) -> Path:
    """A bare vis-network page with the frame's own nodes, edges and places, which notes in
    ``window.drawn`` when it has drawn them, in seconds from its beginning."""
    nodes = frame.evaluate(
        """() => {
          const { network, nodes } = window.diplograph;
          const at = network.getPositions();
          return nodes.get().map(({ id, label }) => ({ id, label: label || id, ...at[id] }));
        }"""
    )
    edges = frame.evaluate(
        "() => window.diplograph.edges.get().map(({ id, from, to }) => ({ id, from, to }))"
    )
    options = {"physics": False, "edges": {"smooth": False}}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "bare.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><script src='{VIS.as_uri()}'></script>"
        "<div id=g style='height:640px'></div><script>"
        f"const network = new vis.Network(g, {{nodes: {_js(nodes)}, edges: {_js(edges)}}},"
        f" {_js(options)});"
        "network.once('afterDrawing', () => requestAnimationFrame(() => {"
        " window.drawn = performance.now() / 1000; }));</script>",
        encoding="utf-8",
    )
    return path


def bare_page(browser: Browser, path: Path) -> Page:
    """A bare page, drawn."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_function("window.drawn", timeout=300_000)
    return page


def _js(value: object) -> str:
    return json.dumps(value).replace("</", "<\\/")
