"""How fast Explore answers a click, opens a picture and lets it be moved, in Chromium."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Frame, Locator, Page

from bench import browser as look
from dashboard.pages import href
from dashboard.picture.address import MOST, View
from dashboard.picture.bundle import FACT, PAIR, READ
from dashboard.picture.steps import STEPS
from dashboard.scene import load_scene
from diplograph.database import Database
from diplograph.questions import core
from diplograph.questions.days import whole_graph

FROM = date(2018, 12, 31)
"""The day from which clicks step back."""

OPENING, CHOOSING = "opening a pair", "choosing a fact"
BESIDE = ": until the page has answered"
"""What the picture shows at once, and when what stands beside it is there too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is clicked, and the seconds that each click's own queries take."""

    focus: list[str]
    others: list[str]
    pair: tuple[str, ...]
    count: int
    asked: dict[str, list[float]]


def plan(database: Database, count: int) -> Plan:
    """So many clicks of each sort around the three states with most ties; their queries' times."""
    everyone = core.registry(database).entities
    rows = database.read(
        "MATCH (a:Country)-[t]-(:Entity) RETURN a.id AS id, count(t) AS n ORDER BY n DESC LIMIT 40"
    )
    ids = [row["id"] for row in rows]
    focus, others = ids[:3], ids[3 : 3 + count]
    days, _ = whole_graph(database)
    back = [day for day in reversed(days) if day < FROM][:count]
    around = load_scene(database, View(focus=(focus[0],), limit=MOST), everyone)
    ties = Counter(tuple(sorted((tie.start_id, tie.end_id))) for tie in around.ties)
    pair = max((n, ends) for ends, n in ties.items() if n <= READ)[1]
    facts = list(around.facts)[:count]
    claims = _each(facts, lambda one: core.facts(database, (one,), None))
    return Plan(
        focus,
        others,
        pair,
        count,
        {
            "a clock's step": _each(back, lambda day: _scene(database, View(as_of=day))),
            "adding a focus": _each(
                others, lambda one: _scene(database, View(focus=(focus[0], one)))
            ),
            OPENING: [0.0],
            f"{OPENING}{BESIDE}": [0.0],
            CHOOSING: claims,
            f"{CHOOSING}{BESIDE}": claims,
        },
    )


def _scene(database: Database, view: View) -> None:
    load_scene(database, view, core.registry(database).entities)


def _each(things: Iterable[object], ask: Callable[..., object]) -> list[float]:
    found = []
    for one in things:
        began = time.perf_counter()
        ask(one)
        found.append(time.perf_counter() - began)
    return found


def clicks(browser: Browser, url: str, planned: Plan) -> dict[str, list[float]]:
    """Seconds from each click to the new picture, by what is clicked."""
    page = look.new_page(browser)
    centre = planned.focus[0]
    found: dict[str, list[float]] = {what: [] for what in planned.asked}
    page.goto(f"{url}/explore?as_of={FROM}")
    _rest(page)
    for _ in range(planned.count):
        button = page.get_by_role("button", name="As of: step back")
        found["a clock's step"].append(_timed(page, button))
    for one in planned.others:
        page.goto(url + href("explore", None, **View(focus=(centre,), nodes=(one,)).params()))
        _rest(page)
        link = page.get_by_role("link", name=STEPS["focus"].words.split(":")[0])
        found["adding a focus"].append(_timed(page, link))
    page.goto(url + href("explore", None, **View(focus=(centre,), limit=30).params()))
    frame = _rest(page)
    for pair in frame.evaluate(_LINES, PAIR)[: planned.count]:
        if at := _point(page, frame, pair):
            _click(page, at, OPENING, found)
    opened = View(focus=planned.pair, depth=0, pair=planned.pair)
    page.goto(url + href("explore", None, **opened.params()))
    frame = _rest(page)
    for fact in frame.evaluate(_LINES, FACT)[: planned.count]:
        if at := _point(page, frame, fact):
            _click(page, at, CHOOSING, found)
    page.close()
    return found


_LINES = """grain => {
  const { edges, lines } = window.diplograph;
  return edges.getIds().map(id => lines.byId.get(id))
    .filter(line => line.grain === grain && (grain ? line.fact : line.count > 1))
    .sort((a, b) => b.count - a.count).map(line => line.id);
}"""
"""The lines of a grain that are drawn, those of most first."""

_SEEN = """() => {
  window.diplograph.at = window.seenAt = 0;
  const look = () => {
    window.seenAt = window.diplograph.at;
    if (!window.seenAt) requestAnimationFrame(look);
  };
  look();
}"""
"""Note when the picture is next drawn anew."""

_HIT = """id => {
  const { network } = window.diplograph, edge = network.body.edges[id];
  if (!edge) return null;
  const box = document.getElementById("net").getBoundingClientRect();
  for (let step = 0; step < 90; step++) {
    const t = 0.5 + (step % 2 ? 1 : -1) * step * 0.005;
    const at = network.canvasToDOM(edge.edgeType.getPoint(t));
    if (at.x < 5 || at.y < 50 || at.x > box.width - 5 || at.y > box.height - 5) continue;
    if (network.getNodeAt(at) === undefined && network.getEdgeAt(at) === id)
      return [at.x + box.left, at.y + box.top];
  }
  return null;
}"""
"""Where a line is hit, and nothing else."""


def _rest(page: Page) -> Frame:
    frame = look.picture(page)
    look.still(page)
    return frame


def _point(page: Page, frame: Frame, line: str) -> tuple[float, float] | None:
    at = frame.evaluate(_HIT, line)
    box = page.locator("iframe[title*=diplograph]").bounding_box()
    return (box["x"] + at[0], box["y"] + at[1]) if at and box else None


def _click(page: Page, at: tuple[float, float], what: str, found: dict[str, list[float]]) -> None:
    """Click a line: seconds to the picture that shows it, and to the page's answer."""
    frame = look.picture(page)
    frame.evaluate(_SEEN)
    found[f"{what}{BESIDE}"].append(_timed(page, at))
    found[what].append(frame.evaluate("window.seenAt - window.heardAt") / 1000)


def _timed(page: Page, what: Locator | tuple[float, float]) -> float:
    """Seconds from a click, as the browser hears of it, to the frame after the new picture."""
    frame = look.picture(page)
    frame.evaluate("window.drawnAt = window.heardAt = 0")
    page.evaluate("window.heardAt = 0")
    if isinstance(what, tuple):
        page.mouse.click(*what)
    else:
        what.click()
    frame.wait_for_function("window.drawnAt > 0")
    look.still(page)
    heard = page.evaluate("window.heardAt") or frame.evaluate("window.heardAt")
    return float(frame.evaluate("window.drawnAt") - heard) / 1000


@dataclass(frozen=True, slots=True)
class First:
    """A first picture: how many nodes and lines, and seconds from the click in Explore, from the
    beginning of the picture's own frame, and of a bare page of the same."""

    nodes: int
    lines: int
    clicked: float
    framed: float
    bare: float


def _crowd(focus: Sequence[str], limit: int) -> str:
    return f"/explore?focus={','.join(focus)}&limit={limit}"


def first_picture(
    browser: Browser, url: str, focus: Sequence[str], limit: int, folder: Path
) -> First:
    """From another page of the dashboard to Explore with so many neighbours at most.

    They were read before, so that what is measured is the picture and not the queries.
    """
    address = _crowd(focus, limit)
    page = look.new_page(browser)
    page.goto(url + address)
    _rest(page)
    page.goto(f"{url}/sources")
    look.still(page)
    began = page.evaluate(
        """address => {
          const now = Date.now();
          history.pushState({}, "", address);
          window.dispatchEvent(new PopStateEvent("popstate"));
          return now;
        }""",
        address,
    )
    frame = look.picture(page)
    clicked = (frame.evaluate("window.drawnAt") - began) / 1000
    framed = frame.evaluate("window.firstAt")
    look.still(page)
    counts = frame.evaluate("[window.diplograph.nodes.length, window.diplograph.edges.length]")
    plain = look.bare_page(browser, look.write_bare_page(frame, folder))
    bare = float(plain.evaluate("window.drawn"))
    plain.close()
    page.close()
    return First(counts[0], counts[1], clicked, framed, bare)


def panning(
    browser: Browser, url: str, focus: Sequence[str], limit: int, folder: Path
) -> tuple[float, float]:
    """Frames a second while a picture of so many neighbours is dragged, and a bare page of it."""
    page = look.new_page(browser)
    page.goto(url + _crowd(focus, limit))
    frame = _rest(page)
    page.wait_for_timeout(1000)
    box = page.locator("iframe[title*=diplograph]").bounding_box()
    assert box is not None
    ours = _dragged(page, frame, box["x"], box["y"] + 60)
    plain = look.bare_page(browser, look.write_bare_page(frame, folder))
    bare = _dragged(plain, plain.main_frame, 0, 0)
    plain.close()
    page.close()
    return ours, bare


_COUNT = """() => {
  window.frames_ = 0;
  const one = () => { window.frames_ += 1; if (window.frames_ >= 0) requestAnimationFrame(one); };
  requestAnimationFrame(one);
  window.beganAt = performance.now();
}"""
_RATE = """() => {
  const found = window.frames_ / (performance.now() - window.beganAt) * 1000;
  window.frames_ = -Infinity;
  return found;
}"""


def _dragged(page: Page, frame: Frame, left: float, top: float) -> float:
    page.mouse.move(left + 8, top + 8)
    page.mouse.down()
    frame.evaluate(_COUNT)
    for step in range(90):
        page.mouse.move(left + 8 + 3 * step, top + 8 + 2 * step)
    rate = float(frame.evaluate(_RATE))
    page.mouse.up()
    return rate
