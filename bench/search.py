"""How fast a name is found among 100,000: alone, and against RapidFuzz over all of them."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from rapidfuzz import fuzz, process
from rich.console import Console

from diplograph.model import Entity
from diplograph.search import Index
from diplograph.text import folded

NAMES = 100_000
QUERIES = ("Ryzankou", "kim", "embassy minsk", "Лукашенко", "aleksandr lukashenka", "zzzz")
_PARTS = [
    "ka",
    "ryz",
    "min",
    "lu",
    "shen",
    "ko",
    "vich",
    "pyong",
    "yang",
    "bel",
    "rus",
    "chi",
    "na",
    "ja",
    "pan",
    "ko",
    "rea",
    "ber",
    "lin",
    "pa",
    "ris",
]


def people(count: int, seed: int = 7) -> list[Entity]:
    """Persons with made-up names of two or three words, the same for a seed."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices(_PARTS, k=chance.randrange(2, 5))).capitalize()

    found = []
    for number in range(count):
        name = " ".join(word() for _ in range(chance.randrange(2, 4)))
        cells = {"id": f"p{number}", "name": name}
        found.append(Entity(f"p{number}", "Person", name, (), cells))
    return found


def _median(run: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(out: Console) -> None:
    """Print the medians of nine searches each."""
    everyone = people(NAMES)
    began = time.perf_counter()
    index = Index(everyone)
    out.print(f"{NAMES:,} names: the index took {time.perf_counter() - began:.1f} s once")
    names = [folded(one.name) for one in everyone]
    for text in QUERIES:
        ours = _median(lambda: index.search(text))  # noqa: B023 - run at once
        theirs = _median(
            lambda: process.extract(folded(text), names, scorer=fuzz.WRatio, limit=20)  # noqa: B023
        )
        out.print(
            f"{text!r}: {ours * 1000:,.1f} ms; RapidFuzz over all names {theirs * 1000:,.0f} ms "
            f"({theirs / ours:,.0f} times)"
        )
