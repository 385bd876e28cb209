"""What is exported can be read again, and says what was seen."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import cypher, exports
from dashboard.exports import Selection
from diplograph.database import Database
from diplograph.questions import core
from loader.load import load_folder
from tests.dashboard.records import entity, tie
from tests.loader.datasets import MINSK

ANY_TEXT = st.text(min_size=1, max_size=40)
HOSTILE = (
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "</script>",
    "\u202eRTL",
    "\x0b",
)


def selection_of(database: Database, ids: list[str] | None = None) -> Selection:
    everyone = core.registry(database).entities
    ties = core.ties_among(database, list(ids or everyone))
    facts = core.facts(database, [one.fact for one in ties])
    return Selection(ties, facts, everyone, {"as_of": "2016-09-21"})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_facts_for_a_spreadsheet_one_a_row(story: Database) -> None:
    selection = selection_of(story, ["PRK", "BLR", "RUS"])
    found = {row["fact"]: row for row in rows(exports.facts_csv(selection))}
    assert list(found) == list(selection.facts)
    embassy = found["prk-embassy-minsk"]
    assert embassy["contested"] == "existence; from"
    assert "North Korea has an embassy in Minsk, Belarus" in embassy["sentence"]
    assert embassy["to_latest"] == "", "an open end is blank"
    assert "https://" in embassy["urls"]


@given(st.sampled_from(HOSTILE) | ANY_TEXT)
def test_no_cell_would_run_as_a_formula(text: str) -> None:
    cell = exports.harmless(text)
    assert cell[0] not in "=+-@\t\r\n"
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_the_claims_load_again_as_the_same_facts(database: Database, tmp_path: Path) -> None:
    load_folder(database, MINSK, "minsk")
    before = selection_of(database)
    archive = exports.contract_zip(before)
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(tmp_path / "b")
    load_folder(database, tmp_path / "b", "minsk")
    after = selection_of(database)
    assert {t.fact for t in after.ties} == {t.fact for t in before.ties} != set()
    assert [(f.id, f.now) for f in after.facts.values()] == [
        (f.id, f.now) for f in before.facts.values()
    ]
    assert [sorted(c.id for c in f.claims) for f in after.facts.values()] == [
        sorted(c.id for c in f.claims) for f in before.facts.values()
    ]


def test_json_has_everything_with_its_sources(story: Database) -> None:
    selection = selection_of(story, ["PRK", "BLR"])
    found = json.loads(exports.to_json(selection))
    assert found["asked"] == {"as_of": "2016-09-21"}
    assert [one["fact"] for one in found["facts"]] == list(selection.facts)
    assert all(one["claims"] and one["sources"] and one["versions"] for one in found["facts"])
    assert len(found["ties"]) == len(selection.ties)
    named = {one["id"] for one in found["entities"]}
    assert {"PRK", "BLR"} <= named


@pytest.mark.parametrize("text", HOSTILE)
def test_networks_can_be_read_again(text: str) -> None:
    ties = [tie("f", start_id="A", end_id="B"), tie("g", start_id="A", end_id="B", value=text)]
    selection = Selection(ties, {}, {"A": entity("A", name=text), "B": entity("B")})
    kept = text.replace("\x0b", "\ufffd")
    for made, read in ((exports.graphml, nx.read_graphml), (exports.gexf, nx.read_gexf)):
        graph = read(io.BytesIO(made(selection)))
        assert graph.number_of_edges() == 2
        assert sorted(data["fact"] for _, _, data in graph.edges(data=True)) == ["f", "g"]
        assert graph.nodes["A"]["label"] == kept
        assert all(ends == ("A", "B") for ends in graph.edges())


def test_the_networks_of_the_story_have_every_tie(story: Database) -> None:
    selection = selection_of(story, ["PRK", "BLR", "RUS", "CHN", "USA"])
    assert len(selection.ties) > 100
    for made, read in ((exports.graphml, nx.read_graphml), (exports.gexf, nx.read_gexf)):
        graph = read(io.BytesIO(made(selection)))
        found = sorted(
            (a, b, data["fact"], data["tie"], data["standing"])
            for a, b, data in graph.edges(data=True)
        )
        assert found == sorted(
            (one.start_id, one.end_id, one.fact, one.type, one.standing) for one in selection.ties
        )


@pytest.mark.parametrize("kinds", [None, ["embassies"], ["visits", "treaties"]])
@pytest.mark.parametrize(
    ("as_of", "known_on"),
    [(None, None), (date(2016, 9, 1), None), (date(2016, 9, 21), date(2016, 10, 1))],
)
def test_the_cypher_yields_the_same_ties(
    story: Database, kinds: list[str] | None, as_of: date | None, known_on: date | None
) -> None:
    ids = ["PRK", "BLR", "RUS"]
    query = cypher.ties(among=ids, kinds=kinds, as_of=as_of, known_on=known_on)
    answer = story.ask(query, {}, 30, 10_000)
    expected = core.ties_among(story, ids, kinds, as_of, known_on)
    assert [(row["start"], row["tie"], row["end"], row["fact"]) for row in answer.rows] == sorted(
        ((one.start_id, one.type, one.end_id, one.fact) for one in expected),
        key=lambda row: (row[3], row[0], row[2]),
    )
    assert expected


def test_the_cypher_of_facts_yields_them(story: Database) -> None:
    ids = ["blr-embassy-pyongyang", "prk-embassy-minsk"]
    assert [row["fact"] for row in story.ask(cypher.facts(ids), {}, 30, 10).rows] == ids


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text())
def test_a_literal_is_the_text_that_it_stands_for(story: Database, text: str) -> None:
    answer = story.ask(f"RETURN {cypher.literal(text)} AS text", {}, 30, 1)
    assert answer.rows == [{"text": text}]


def test_literals_of_other_values() -> None:
    assert (
        cypher.literal([True, 1, date(2016, 9, 1), ("a",)])
        == "[true, 1, date('2016-09-01'), ['a']]"
    )
    with pytest.raises(TypeError, match="NoneType"):
        cypher.literal(None)
