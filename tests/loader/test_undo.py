"""A load taken back: the rows before it stand again, and with them the graph."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from diplograph.database import Database
from diplograph.errors import InputError
from loader.export import export_dataset
from loader.load import load_folder, load_folders, withdraw
from loader.undo import undo
from tests.loader.datasets import MINSK, copy_of_minsk, minsk
from tests.loader.test_any_order import make_dataset, placeless
from tests.loader.test_load import Graph, graph

ROWS = minsk("embassies").splitlines(keepends=True)


def _refused(database: Database) -> list[str]:
    with pytest.raises(InputError) as refused:
        undo(database)
    return [problem.code for problem in refused.value.problems]


def _own(database: Database) -> list[dict[str, str]]:
    """All that does not come with the program."""
    query = "MATCH (n) WHERE NOT n:Load AND NOT n:Lease AND NOT n:Country RETURN n.id AS id"
    return database.read(query)


def test_each_step_back_is_the_graph_as_it_was(database: Database, tmp_path: Path) -> None:
    load_folder(database, copy_of_minsk(tmp_path / "all"), "minsk")
    first = graph(database)
    changed = copy_of_minsk(
        tmp_path / "changed",
        # a row gone, one changed, one new; an organization renamed, a city gone
        embassies="".join([ROWS[0], ROWS[1].replace(",2016-09-21", ",2016-09-19"), ROWS[3]])
        + "new,PRK,RUS,,embassy,1948,,,,ap-2024-07-23,,\n",
        organizations=minsk("organizations").replace("Korean Central", "Central Korean"),
        cities="".join(minsk("cities").splitlines(keepends=True)[:2]),
    )
    load_folder(database, changed, "minsk")
    second = graph(database)
    withdraw(database, "minsk")
    assert undo(database).plan.counts()["added"] == 3
    assert graph(database) == second
    counts = undo(database).plan.counts()
    assert {what: counts[what] for what in ("added", "changed", "withdrawn")} == {
        "added": 2, "changed": 1, "withdrawn": 1,
    }  # fmt: skip
    assert graph(database) == first
    undo(database)
    assert _own(database) == []
    assert _refused(database) == ["nothing-to-undo"]


def test_datasets_that_came_together_go_together(database: Database, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    shutil.copytree(MINSK, one)
    (one / "organizations.csv").rename(tmp_path / "organizations.csv")
    two.mkdir()
    (tmp_path / "organizations.csv").rename(two / "organizations.csv")
    load_folders(database, [(two, None), (one, None)])
    assert len(undo(database).plan.parts) == 2
    assert database.read("MATCH (n) WHERE n:Fact OR n:Organization RETURN n.id AS id") == []


def test_what_others_have_come_to_need_stays(database: Database, tmp_path: Path) -> None:
    load_folder(database, MINSK)
    other = tmp_path / "other"
    other.mkdir()
    (other / "sources.csv").write_text(
        "id,publisher,title,published\ns,P,T,2020-01-01\n", encoding="utf-8"
    )
    (other / "embassies.csv").write_text(
        "sender,receiver,city,level,source\nRUS,BLR,minsk,embassy,s\n", encoding="utf-8"
    )
    load_folder(database, other)
    undo(database)  # the other's
    load_folder(database, other)
    before = graph(database)
    # the last load goes first, and only then the one that it needs
    assert undo(database).plan.parts[0].dataset == "other"
    assert undo(database).plan.parts[0].dataset == "minsk"
    load_folders(database, [(MINSK, None), (other, None)])
    assert graph(database) == before


def test_a_dry_run_says_what_would_go_and_leaves_it(database: Database) -> None:
    load_folder(database, MINSK)
    before = graph(database)
    assert undo(database, dry_run=True).plan.counts()["withdrawn"] == 4
    assert graph(database) == before
    assert undo(database).plan.counts()["withdrawn"] == 4


def test_a_load_by_an_earlier_version_is_not_taken_back(database: Database) -> None:
    load_folder(database, MINSK)
    database.write(lambda t: t.run("MATCH (l:Load) REMOVE l.first"))
    assert _refused(database) == ["cannot-undo"]


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
def test_whatever_was_loaded_can_be_taken_back(
    database: Database, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    states: list[Graph] = []
    for step in range(5):
        made = make_dataset(tmp_path / str(step), chance)
        try:
            done = load_folder(database, made, chance.choice(("alpha", "beta")), good_rows=True)
        except InputError:
            continue
        if done.load:
            states.append(graph(database))
    assert states
    for before in reversed(states[:-1]):
        undo(database)
        assert placeless(graph(database)) == placeless(before)
    undo(database)
    assert _own(database) == []


def test_an_export_after_it_has_the_same_bytes(database: Database, tmp_path: Path) -> None:
    load_folder(database, MINSK)
    export_dataset(database, "minsk", tmp_path / "before")
    load_folder(database, copy_of_minsk(tmp_path / "m", embassies="".join(ROWS[:3])), "minsk")
    undo(database)
    export_dataset(database, "minsk", tmp_path / "after")
    for path in (tmp_path / "before").glob("*.csv"):
        assert (tmp_path / "after" / path.name).read_bytes() == path.read_bytes()
