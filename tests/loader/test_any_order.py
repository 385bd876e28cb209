"""The graph is a function of the rows that are loaded: of nothing else, in any order."""

from __future__ import annotations

import contextlib
import csv
import random
from pathlib import Path
from typing import Any

import pytest

from diplograph.database import Database
from diplograph.errors import InputError
from loader.export import export_dataset
from loader.load import load_folder, load_folders, withdraw
from tests.loader.test_load import Graph, graph

NAMES = ("alpha", "beta", "gamma")
PEOPLE = {"anna": "Anna Berg", "boris": "Boris Chan", "chen": "Chen Dag"}
DATES = ("", "1990", "1995-03", "1999-06-01", "2004", "2008-05-07", "2015")
SOURCES = ("s1", "s2", "s3", "s4")


def _write(folder: Path, stem: str, rows: list[dict[str, str]]) -> None:
    path = folder / f"{stem}.csv"
    path.unlink(missing_ok=True)
    if rows:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)


def make_dataset(folder: Path, chance: random.Random) -> Path:
    """A small dataset that shares facts, people and sources with others of its kind."""
    folder.mkdir(exist_ok=True)
    people = []
    for id_, name in PEOPLE.items():
        if chance.random() < 0.7:
            # the same person under the same id, or under one of the dataset's own
            own = id_ if chance.random() < 0.6 else f"{folder.name}-{id_}"
            alias = chance.choice(["", f"{name} Jr"])
            people.append({"id": own, "name": name, "country": "BLR", "aliases": alias})
    _write(folder, "people", people)
    published = {"s1": "1991", "s2": "2000-02-03", "s3": "2009", "s4": "2016-09-21"}
    _write(
        folder,
        "sources",
        [
            {"id": s, "publisher": f"P{s[1]}", "title": "T", "published": published[s]}
            for s in SOURCES
        ],
    )

    def rest(slugs: tuple[str, ...]) -> dict[str, str]:
        first, last = sorted([chance.choice(DATES), chance.choice(DATES)])
        return {
            "fact": chance.choice(("", "", *slugs)),
            "from": first,
            "to": chance.choice(("", last)),
            "standing": chance.choice(("", "", "denied", "alleged", "expected")),
            "source": chance.choice((*SOURCES, "s1;s3")),
        }

    embassies = [
        {"sender": "PRK", "receiver": chance.choice(("BLR", "RUS")), "level": "embassy", **rest(())}
        for _ in range(chance.randrange(4))
    ]
    relations = [
        {"country_a": a, "country_b": b, "status": "relations", **rest(("prk-blr",))}
        for a, b in [chance.choice((("PRK", "BLR"), ("BLR", "PRK")))]
        for _ in range(chance.randrange(3))
    ]
    offices = [
        {"person": chance.choice(people)["id"], "country": "BLR", "office": "Envoy", **rest(())}
        for _ in range(chance.randrange(3) if people else 0)
    ]
    for stem, rows in (("embassies", embassies), ("relations", relations), ("offices", offices)):
        _write(folder, stem, [dict(row) for row in {tuple(r.items()): r for r in rows}.values()])
    return folder


def wander(database: Database, folder: Path, seed: int) -> None:
    """Load, change, withdraw and reload by chance; then hold the graph against a fresh one."""
    chance = random.Random(seed)
    stands: dict[str, Path] = {}
    for step in range(7):
        name = chance.choice(NAMES)
        if name in stands and chance.random() < 0.35:
            with contextlib.suppress(InputError):
                withdraw(database, name)
                del stands[name]
            continue
        made = make_dataset(folder / f"{step}", chance)
        with contextlib.suppress(InputError):
            load_folder(database, made, name, good_rows=chance.random() < 0.3)
            export_dataset(database, name, folder / f"{step}-{name}")
            stands[name] = folder / f"{step}-{name}"
    if not stands:
        left = "MATCH (n) WHERE n:Fact OR n:Claim OR n:Source OR n:Person RETURN n.id AS id"
        assert database.read(left) == []
        return
    walked = graph(database)
    for name in chance.sample(list(stands), len(stands)):
        export_dataset(database, name, folder / "last" / name)
    database.write(lambda t: t.run("MATCH (n) DETACH DELETE n"))
    fresh = [(folder / "last" / name, name) for name in chance.sample(list(stands), len(stands))]
    load_folders(database, fresh)
    (nodes, ties), (before, ties_before) = placeless(graph(database)), placeless(walked)
    assert {id_ for id_ in {*nodes, *before} if nodes.get(id_) != before.get(id_)} == set(), seed
    assert ties == ties_before, seed
    for name in stands:
        export_dataset(database, name, folder / "again" / name)
        for path in (folder / "last" / name).glob("*.csv"):
            assert (folder / "again" / name / path.name).read_bytes() == path.read_bytes()


def placeless(found: Graph) -> tuple[dict[str, Any], list[str]]:
    """A graph without the places of its rows in their files, easy to compare."""
    nodes, ties = found
    places = ("line", "file")
    by_id = {
        row["node"]["id"]: sorted((k, str(v)) for k, v in row["node"].items() if k not in places)
        for row in nodes
    }
    return by_id, sorted(repr(sorted(map(str, row.items()))) for row in map(_flat, ties))


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "tie": sorted((k, str(v)) for k, v in row["tie"].items())}


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
def test_a_graph_that_was_changed_is_one_loaded_fresh(
    database: Database, tmp_path: Path, seed: int
) -> None:
    wander(database, tmp_path, seed)


@pytest.mark.long
def test_a_graph_that_was_changed_is_one_loaded_fresh_many_times(
    database: Database, tmp_path: Path
) -> None:
    start = random.SystemRandom().randrange(10**6)
    for seed in range(start, start + 100):
        database.write(lambda t: t.run("MATCH (n) DETACH DELETE n"))
        (tmp_path / str(seed)).mkdir()
        wander(database, tmp_path / str(seed), seed)
