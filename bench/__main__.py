"""``make bench``: the dashboard's speed, as ratios to what it cannot do without.

- a click to the new picture, against the query itself and an empty rerun of Streamlit;
- the first picture of many nodes, against a bare vis-network page with the same positions;
- Explore as it opens with the world's missions loaded beside the curated data, against these alone;

on the curated data and on generated worlds. Figures are of this machine; ratios travel.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

from bench import browser as look
from bench import pages, search
from bench.worlds import write_world
from dashboard.address import View
from dashboard.scene import load_scene
from diplograph.database import Database, connect
from diplograph.engine import Engine
from diplograph.questions import core
from diplograph.questions.days import whole_graph
from loader.load import load_folder

DATA = Path(__file__).resolve().parent.parent / "data"
out = Console(width=110)


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(seconds)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def said(seconds: Sequence[float]) -> str:
    """Both in milliseconds."""
    return " / ".join(f"{value * 1000:,.0f}" for value in spread(seconds))


def query_times(database: Database, days: Sequence[date]) -> list[float]:
    """Seconds that the scene's own queries take for the days that the clicks step through."""
    everyone = core.registry(database).entities
    found = []
    for day in days:
        began = time.perf_counter()
        load_scene(database, View(as_of=day), everyone)
        found.append(time.perf_counter() - began)
    return found


def steps_back(database: Database, count: int) -> list[date]:
    """The days that as many clicks on step back, from the last of 2018 on, go to."""
    days, _ = whole_graph(database)
    return [day for day in reversed(days) if day < date(2018, 12, 31)][:count]


def clicks(browser: Browser, url: str, count: int) -> list[float]:
    """Seconds from a click on step back to the new picture, each to a day not seen before."""
    page = look.new_page(browser)
    page.goto(f"{url}/explore?as_of=2018-12-31")
    look.picture(page)
    look.still(page)
    found = [look.click_to_picture(page, "As of: step back") for _ in range(count)]
    page.close()
    return found


def empty(browser: Browser, count: int) -> list[float]:
    """Seconds of an empty rerun, from the click to the text."""
    port = look.free_port()
    with look.serving(look.empty_line(port), port, {}) as url:
        page = browser.new_page()
        page.goto(url)
        page.get_by_role("button", name="Press").wait_for(timeout=60_000)
        look.still(page)
        found = [look.empty_rerun(page) for _ in range(count + 3)]
        page.close()
    return found[3:]


@dataclass(frozen=True, slots=True)
class First:
    """A first picture: how many nodes and lines, and seconds from the click in Explore, from the
    beginning of the picture's own frame, and of a bare page of the same."""

    nodes: int
    lines: int
    clicked: float
    framed: float
    bare: float


def most_tied(database: Database) -> list[str]:
    """The three states with most ties."""
    rows = database.read(
        "MATCH (a:Country)-[t]-(:Entity) RETURN a.id AS id, count(t) AS n ORDER BY n DESC LIMIT 3"
    )
    return [row["id"] for row in rows]


def first_picture(
    browser: Browser, url: str, focus: Sequence[str], limit: int, folder: Path
) -> First:
    """From another page of the dashboard to Explore with so many neighbours at most.

    They were read before, so that what is measured is the picture and not the queries.
    """
    address = f"/explore?focus={','.join(focus)}&limit={limit}"
    page = look.new_page(browser)
    page.goto(url + address)
    look.picture(page)
    look.still(page)
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
    bare = look.bare_page(browser, frame, folder)
    page.close()
    return First(counts[0], counts[1], clicked, framed, bare)


def opening(browser: Browser, url: str, count: int) -> list[float]:
    """Seconds from a new reader's first request of Explore to its picture; the server is warm."""
    found = []
    for number in range(count + 1):
        page = look.new_page(browser)
        began = time.time()
        page.goto(f"{url}/explore")
        drawn = look.picture(page).evaluate("window.drawnAt") / 1000
        if number:  # the first reader waits for what the server keeps
            found.append(drawn - began)
        look.still(page)
        page.close()
    return found


def compare_openings(home: Path, count: int) -> None:
    """Explore as it opens on the curated data, and with the world's missions beside them."""
    times = {}
    for name, folders in (("data", [DATA]), ("beside", [DATA, DATA / "world" / "world-missions"])):
        os.environ["DIPLOGRAPH_HOME"] = str(home / name)
        with connect() as database:
            for folder in folders:
                load_folder(database, folder)
        port = look.free_port()
        environment = {"DIPLOGRAPH_HOME": str(home / name)}
        line = look.dashboard_line(port)
        with look.chromium() as browser, look.serving(line, port, environment) as url:
            times[name] = opening(browser, url, count)
        Engine(home / name).stop()
    ratio = statistics.median(times["beside"]) / statistics.median(times["data"])
    out.print(f"Explore opens on data/ in {said(times['data'])} ms (median / 95th percentile);")
    out.print(f"with world-missions beside it in {said(times['beside'])} ms: {ratio:.2f} times")


def compare_pages(home: Path, count: int) -> None:
    """Each page's first paint against its queries and an empty rerun, on the curated data and with
    the world's missions beside them."""
    for name in ("data", "beside"):
        os.environ["DIPLOGRAPH_HOME"] = str(home / name)
        with connect() as database:
            for folder in [DATA] if name == "data" else [DATA, DATA / "world" / "world-missions"]:
                load_folder(database, folder)
            facts = core.counts(database)["facts"]
        table = Table(title=f"Pages on {facts:,} facts: milliseconds")
        for heading in ("page", "queries", "first paint", "ratio (wanted: 3)", "again"):
            table.add_column(heading, justify="left" if heading == "page" else "right")
        port = look.free_port()
        line = look.dashboard_line(port)
        with (
            look.chromium() as browser,
            look.serving(line, port, {"DIPLOGRAPH_HOME": str(home / name)}) as url,
        ):
            rerun = statistics.median(empty(browser, count))
            for page in pages.PAGES:
                asked = pages.query_seconds(page)
                paints = pages.paint_seconds(browser, url, page, count)
                numbers = (asked, paints[0], pages.warm(paints))
                first, shown, again = (f"{value * 1000:,.0f}" for value in numbers)
                told = f"{pages.ratio(paints, asked, rerun):.1f}"
                table.add_row(page, first, shown, told, again)
        Engine(home / name).stop()
        out.print(table)
        out.print(f"An empty rerun took {rerun * 1000:,.0f} ms.")


def measure(name: str, folder: Path, home: Path, args: argparse.Namespace) -> None:
    """One dataset: load it if it is not there yet, and measure."""
    os.environ["DIPLOGRAPH_HOME"] = str(home)
    with connect() as database:
        if not core.counts(database)["facts"]:
            began = time.perf_counter()
            load_folder(database, folder)
            out.print(f"{name}: loaded in {time.perf_counter() - began:,.0f} s")
        counts = core.counts(database)
        focus = most_tied(database)
        asked = query_times(database, steps_back(database, args.clicks))
    port = look.free_port()
    environment = {"DIPLOGRAPH_HOME": str(home)}
    with (
        look.chromium() as browser,
        look.serving(look.dashboard_line(port), port, environment) as url,
    ):
        nothing = empty(browser, args.clicks)
        clicked = clicks(browser, url, args.clicks)
        first = first_picture(browser, url, focus, args.nodes, home / "bench")
    Engine(home).stop()
    base = statistics.median(asked) + statistics.median(nothing)
    table = Table(title=f"{name}: {counts['facts']:,} facts, {counts['claims']:,} claims")
    for heading in ("what", "median / 95th percentile, ms", "ratio", "wanted"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    table.add_row("the queries of a picture", said(asked), "", "")
    table.add_row("an empty rerun of Streamlit", said(nothing), "", "")
    ratios = " / ".join(f"{value / base:.1f}" for value in spread(clicked))
    table.add_row("a click to the new picture", said(clicked), ratios, "3")
    what = f"the first picture of {first.nodes:,} nodes, {first.lines:,} lines, from the click"
    table.add_row(what, f"{first.clicked * 1000:,.0f}", f"{first.clicked / first.bare:.1f}", "")
    what = "the same, from the beginning of the picture's frame"
    table.add_row(what, f"{first.framed * 1000:,.0f}", f"{first.framed / first.bare:.1f}", "2")
    table.add_row("the same in a bare vis-network page", f"{first.bare * 1000:,.0f}", "", "")
    out.print(table)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--facts", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--clicks", type=int, default=30)
    parser.add_argument("--nodes", type=int, default=2000, help="neighbours at most")
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "dg-bench")
    parser.add_argument("--no-data", action="store_true", help="leave the curated data out")
    parser.add_argument("--opening", action="store_true", help="only how Explore opens")
    parser.add_argument("--pages", action="store_true", help="only how each page opens")
    parser.add_argument("--search", action="store_true", help="only the search in many names")
    args = parser.parse_args()
    if args.pages:
        compare_pages(args.home, max(3, args.clicks // 5))
        return
    if args.search:
        search.measure(out)
        return
    compare_openings(args.home, args.clicks)
    if args.opening:
        return
    if not args.no_data:
        measure("data", DATA, args.home / "data", args)
    for facts in args.facts:
        folder = args.home / f"world-{facts}"
        if not folder.exists():
            write_world(folder, facts)
        measure(f"a generated world of {facts:,}", folder, args.home / f"graph-{facts}", args)


if __name__ == "__main__":
    main()
