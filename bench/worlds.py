"""Generated worlds: so many facts between real states, with the degrees that such data have.

Seeded: the same number and seed give the same bytes. A few states have a share in most facts
(Zipf's law with an exponent near one), as a few have in published data of diplomatic ties.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from diplograph.entities import well_known_countries
from diplograph.vocabularies import LEVELS

Row = dict[str, str]
SEED = 20161001
_SHARES = {
    "embassies": 0.28,
    "visits": 0.28,
    "offices": 0.06,
    "treaties": 0.12,
    "statements": 0.12,
    "sanctions": 0.06,
    "relations": 0.08,
}
_FIRST = date(1946, 1, 1)
_DAYS = (date(2026, 6, 30) - _FIRST).days


def write_world(folder: Path, facts: int, seed: int = SEED) -> None:
    """Write a dataset of so many facts into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    states = sorted(one.id for one in well_known_countries() if len(one.id) == 3)
    chance.shuffle(states)
    weights = [1 / (rank + 3) for rank in range(len(states))]
    sources = [f"s{place:05}" for place in range(max(20, facts // 20))]
    people = [f"person-{place:05}" for place in range(max(20, facts // 25))]
    homes = {one: chance.choices(states, weights)[0] for one in people}
    _write(
        folder / "people.csv",
        ({"id": one, "name": one.title(), "country": homes[one]} for one in people),
    )
    by_state: dict[str, list[str]] = defaultdict(list)
    for one, home in homes.items():
        by_state[home].append(one)
    _write(folder / "sources.csv", _sources(sources, chance))
    place = 0
    for kind, share in _SHARES.items():
        count = round(facts * share)
        rows = _rows(kind, count, place, states, weights, sources, by_state, chance)
        _write(folder / f"{kind}.csv", rows)
        place += count


def _day(chance: random.Random) -> date:
    """More of the recent days than of the early ones."""
    return _FIRST + timedelta(days=round(_DAYS * chance.random() ** 0.5))


def _text(day: date, chance: random.Random) -> str:
    """A day, or often only its month or year, as sources give them."""
    return day.isoformat()[: chance.choices((10, 7, 4), (70, 15, 15))[0]]


def _sources(ids: list[str], chance: random.Random) -> Iterator[Row]:
    for id_ in ids:
        yield {
            "id": id_,
            "publisher": f"Publisher {chance.randrange(200)}",
            "title": f"Report {id_}",
            "published": _day(chance).isoformat(),
            "url": f"https://example.org/{id_}",
        }


def _rows(
    kind: str,
    count: int,
    place: int,
    states: list[str],
    weights: list[float],
    sources: list[str],
    people: dict[str, list[str]],
    chance: random.Random,
) -> Iterator[Row]:
    """Claims on ``count`` facts; of every ten facts three have a second claim."""
    for number in range(place, place + count):
        first, second = "", ""
        while first == second:
            first, second = chance.choices(states, weights, k=2)
        begin = _day(chance)
        row = {"fact": f"g-{number:07}", **_cells(kind, first, second, begin, people, chance)}
        standing = chance.choices(("", "alleged", "denied"), (94, 4, 2))[0]
        one, other = chance.sample(sources, 2)
        yield {**row, "standing": standing, "source": one}
        if chance.random() < 0.3:
            yield {**row, "source": other}


def _cells(
    kind: str,
    first: str,
    second: str,
    begin: date,
    people: dict[str, list[str]],
    chance: random.Random,
) -> Row:
    start = _text(begin, chance)
    gone = begin + timedelta(days=chance.randrange(400, 12_000))
    end = gone.isoformat() if chance.random() < 0.3 and gone < date(2026, 1, 1) else ""
    lasting = {"from": start, "to": end}
    match kind:
        case "embassies":
            level = chance.choices(LEVELS, [60, 3, 12, 8, *[2] * (len(LEVELS) - 4)])[0]
            return {"sender": first, "receiver": second, "level": level, **lasting}
        case "visits":
            sort = chance.choice(("state", "official", "working", "private"))
            own = people.get(first)
            visitors = chance.choice(own) if own else ""
            named = {"visitors": visitors, "sender": first, "host": second}
            return {**named, "date": start, "type": sort}
        case "offices":
            own = people.get(first) or next(iter(people.values()))
            return {"person": chance.choice(own), "country": first, "office": "envoy", **lasting}
        case "treaties":
            sort = chance.choice(("defence", "trade", "friendship", "cooperation", "border"))
            name = f"Treaty of {start} ({first}, {second})"
            return {"name": name, "parties": f"{first};{second}", "type": sort, **lasting}
        case "statements":
            sort = chance.choice(("proposal", "accusation", "condemnation", "support", "threat"))
            return {"speakers": first, "about": second, "type": sort, "date": start, "text": "…"}
        case "sanctions":
            sort = chance.choice(("trade", "arms", "financial", "travel"))
            return {"senders": first, "target": second, "type": sort, **lasting}
        case _:
            return {"country_a": first, "country_b": second, "status": "relations", **lasting}


def _write(path: Path, rows: Iterator[Row]) -> None:
    kept = list(rows)
    columns = list(dict.fromkeys(column for row in kept for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
