"""``make bench``: the dashboard's speed, as ratios to what it cannot do without.

- a click to the new picture, against its queries and an empty rerun of Streamlit: a clock's step,
  a focus added, a pair opened, a fact chosen;
- the first picture of many nodes, and how it is panned, against a bare vis-network page with the
  same positions;
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
from pathlib import Path

from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

from bench import browser as look
from bench import explore, pages, search
from bench.worlds import write_world
from diplograph.database import connect
from diplograph.engine import Engine
from diplograph.questions import core
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
        plan = explore.plan(database, args.clicks)
    port = look.free_port()
    environment = {"DIPLOGRAPH_HOME": str(home)}
    with (
        look.chromium() as browser,
        look.serving(look.dashboard_line(port), port, environment) as url,
    ):
        nothing = empty(browser, args.clicks)
        clicked = explore.clicks(browser, url, plan)
        firsts = [
            explore.first_picture(browser, url, plan.focus, args.nodes, home / "bench")
            for _ in range(5)
        ]
        moved, bare = explore.panning(browser, url, plan.focus, args.nodes, home / "bench")
    Engine(home).stop()
    table = Table(title=f"{name}: {counts['facts']:,} facts, {counts['claims']:,} claims")
    for heading in ("what", "median / 95th percentile, ms", "ratio", "wanted"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    table.add_row("an empty rerun of Streamlit", said(nothing), "", "")
    for what, seconds in clicked.items():
        asked = plan.asked[what]
        base = statistics.median(asked) + statistics.median(nothing)
        ratios = " / ".join(f"{value / base:.1f}" for value in spread(seconds))
        if explore.BESIDE in what:
            table.add_row(what, said(seconds), ratios, "")
            continue
        table.add_row(f"{what}: its queries", said(asked), "", "")
        table.add_row(f"{what}: from the click to the picture", said(seconds), ratios, "3")
    first = firsts[-1]
    what = f"the first picture of {first.nodes:,} nodes, {first.lines:,} lines"
    times = {
        f"{what}, from the click": ([one.clicked for one in firsts], ""),
        "the same, from the beginning of its frame": ([one.framed for one in firsts], "2"),
        "the same in a bare vis-network page": ([one.bare for one in firsts], ""),
    }
    plain = statistics.median(one.bare for one in firsts)
    for told, (seconds, wanted) in times.items():
        ratio = f"{statistics.median(seconds) / plain:.1f}"
        table.add_row(told, said(seconds), ratio, wanted)
    table.add_row("frames a second while it is panned", f"{moved:.0f}", "", "40")
    table.add_row("the same in a bare vis-network page", f"{bare:.0f}", "", "")
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
