"""Pictures that people are shown: kept as files, and no text lies on another or is too small."""

from __future__ import annotations

import math
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame

from diplograph.database import Database
from loader.load import load_folders
from loader.shipped import WORLD
from tests.browser.conftest import Watched
from tests.conftest import DATA

VIEWS = {
    "story": "",
    "pair": "?pair=BLR,PRK",
    "halfway": "?as_of=2005-06-15",
    "two-steps": "?focus=BLR&depth=2&limit=10",
    "blocs": "?group=bloc&limit=40",
}
SCREENS: list[tuple[str, int, int, str]] = [
    ("light", 1440, 900, "light"),
    ("dark", 1440, 900, "dark"),
    ("phone", 390, 844, "light"),
]
Corners = list[tuple[float, float]]

_DRAWN = """() => {
  const { network, looked, labels, groups } = window.diplograph, s = network.getScale();
  const boxes = [...looked.values()].filter(node => !node.mark).map(({ id }) => {
    const at = network.getPosition(id), { width, height } = network.body.nodes[id].shape;
    return { what: id, x: at.x * s, y: at.y * s, w: width * s, h: height * s, angle: 0, size: 12 };
  });
  const texts = labels().map(({ line, x, y, angle, width, face }) => {
    const size = Number(face.match(/([0-9.]+)px/)[1]);
    return { what: line.id, x: x * s, y: y * s, w: width, h: size, angle, size };
  });
  const named = groups().filter(one => one.spot).map(({ name, font, spot }) => ({
    what: name, x: spot.x * s, y: spot.y * s, w: 2 * spot.box.w - 4, h: 12, angle: 0,
    size: Number(font.match(/([0-9.]+)px/)[1]),
  }));
  return { boxes, texts: [...texts, ...named] };
}"""


_AT_REST = """() => {
  const now = JSON.stringify(window.diplograph.network.getPositions());
  const rest = now === window.dgPlaces;
  window.dgPlaces = now;
  return rest;
}"""
"""Asked at every frame: whether nobody has moved since the one before."""


def _corners(box: dict[str, Any]) -> Corners:
    """The corners of a turned box, a pixel smaller all round."""
    cos, sin = math.cos(box["angle"]), math.sin(box["angle"])
    w, h = max(0.0, box["w"] / 2 - 1), max(0.0, box["h"] / 2 - 1)
    return [
        (box["x"] + x * cos - y * sin, box["y"] + x * sin + y * cos)
        for x, y in ((-w, -h), (w, -h), (w, h), (-w, h))
    ]


def _apart(one: Corners, other: Corners) -> bool:
    """Whether a line can be drawn between two turned boxes (separating axes)."""
    for a, b in ((one[0], one[1]), (one[1], one[2]), (other[0], other[1]), (other[1], other[2])):
        across = (b[1] - a[1], a[0] - b[0])
        along = [[x * across[0] + y * across[1] for x, y in box] for box in (one, other)]
        if max(along[0]) < min(along[1]) or max(along[1]) < min(along[0]):
            return True
    return False


def _legible(frame: Frame) -> None:
    drawn = frame.evaluate(_DRAWN)
    assert all(one["size"] >= 11 for one in drawn["texts"])
    assert all(one["h"] > 18 for one in drawn["boxes"]), "a name is drawn too small to be read"
    placed = [(one["what"], _corners(one)) for one in (*drawn["boxes"], *drawn["texts"])]
    over = [
        (what, other)
        for (what, corners), (other, others) in combinations(placed, 2)
        if not _apart(corners, others)
    ]
    assert over == []


def _look(
    chromium: Browser, watched: Watched, screen: tuple[str, int, int, str], view: str, path: Path
) -> None:
    _, width, height, scheme = screen
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    other = Watched(context.new_page(), watched.url)
    frame = other.open(view)
    frame.wait_for_function(_AT_REST)
    _legible(frame)
    other.page.screenshot(path=path, full_page=width < 500)
    context.close()
    assert other.wrong == []


@pytest.mark.long
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen[0])
@pytest.mark.parametrize("name", VIEWS)
def test_no_text_lies_on_another(
    chromium: Browser,
    watched: Watched,
    artifacts: Path,
    name: str,
    screen: tuple[str, int, int, str],
) -> None:
    _look(chromium, watched, screen, VIEWS[name], artifacts / f"legible-{name}-{screen[0]}.png")


@pytest.mark.long
@pytest.mark.timeout(600)
def test_nor_on_the_world_s_missions(
    database: Database, chromium: Browser, server: str, artifacts: Path
) -> None:
    load_folders(database, [(DATA, "data"), (WORLD / "world-missions", "world-missions")])
    page = chromium.new_page()
    for screen in SCREENS:
        path = artifacts / f"legible-world-{screen[0]}.png"
        _look(chromium, Watched(page, server), screen, "?focus=CHN,USA,RUS&limit=20", path)
    page.close()
