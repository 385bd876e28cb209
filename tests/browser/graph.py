"""The picture's frame, as a test reads and touches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Frame

from tests.browser.conftest import Watched

PICTURE = "iframe[title*=diplograph_graph]"
EMBASSY = "prk-embassy-minsk"
ABSENCE = "blr-embassy-pyongyang"
PAIR = "?focus=PRK,BLR&depth=0"


def lines(frame: Frame) -> dict[str, dict[str, Any]]:
    """The lines that are drawn, by id: what they stand for and vis's edge for them."""
    found = frame.evaluate(
        """() => {
          const { edges, lines } = window.diplograph;
          return edges.get().map(({ title, ...edge }) => ({ ...lines.byId.get(edge.id), edge }));
        }"""
    )
    return {line["id"]: line for line in found}


def text(line: dict[str, Any]) -> str:
    """A line's label."""
    return "".join(part for part, _ in line["parts"])


def names(frame: Frame) -> set[str]:
    """The names of who is drawn."""
    return set(frame.evaluate("[...window.diplograph.looked.values()].map(node => node.label)"))


def positions(frame: Frame) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = frame.evaluate("window.diplograph.network.getPositions()")
    return found


def _point(watched: Watched, at: dict[str, float]) -> tuple[float, float]:
    frame = watched.page.locator(PICTURE).bounding_box()
    assert frame is not None
    return frame["x"] + at["x"], frame["y"] + at["y"]


def line_point(watched: Watched, frame: Frame, id_: str) -> tuple[float, float]:
    """A point on the page at which a line is hit, and no other line or node."""
    at = frame.evaluate(
        """id => {
          const { network } = window.diplograph;
          const type = network.body.edges[id].edgeType;
          const box = document.getElementById("net").getBoundingClientRect();
          for (let t = 0.5; t > 0.05; t = t > 0.5 ? 1 - t : 1 - t + 0.01) {
            const at = network.canvasToDOM(type.getPoint(t));
            if (at.x < 5 || at.y < 50 || at.x > box.width - 5 || at.y > box.height - 5) continue;
            if (network.getNodeAt(at) === undefined && network.getEdgeAt(at) === id) {
              return { x: at.x + box.left, y: at.y + box.top };
            }
            if (t > 0.97) break;
          }
          return null;
        }""",
        id_,
    )
    assert at is not None, f"{id_} cannot be hit"
    return _point(watched, at)


def node_point(watched: Watched, frame: Frame, id_: str) -> tuple[float, float]:
    """The middle of a node, on the page."""
    at = frame.evaluate(
        """id => {
          const { network } = window.diplograph;
          const box = document.getElementById("net").getBoundingClientRect();
          const at = network.canvasToDOM(network.getPosition(id));
          return { x: at.x + box.left, y: at.y + box.top };
        }""",
        id_,
    )
    return _point(watched, at)


@contextmanager
def told(watched: Watched, frame: Frame) -> Iterator[None]:
    """Something is done to the picture, which tells the server; then both are at rest again."""
    before = frame.evaluate("window.diplograph.told")
    yield
    frame.wait_for_function("before => window.diplograph.told > before", arg=before)
    watched.still()


def click_line(watched: Watched, frame: Frame, id_: str) -> None:
    with told(watched, frame):
        watched.page.mouse.click(*line_point(watched, frame, id_))


def click_node(
    watched: Watched, frame: Frame, id_: str, *, more: bool = False, twice: bool = False
) -> None:
    with told(watched, frame):
        at = node_point(watched, frame, id_)
        if more:
            watched.page.keyboard.down("Control")
        if twice:
            watched.page.mouse.dblclick(*at)
        else:
            watched.page.mouse.click(*at)
        if more:
            watched.page.keyboard.up("Control")
