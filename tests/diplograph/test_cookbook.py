"""Every named question has an answer, on every engine; and the page says what is declared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplograph.cookbook import COOKBOOK, ENTITIES, Recipe, cookbook_page, recipe
from diplograph.database import Database
from diplograph.errors import DeclarationError, DiplographError
from tests.conftest import ROOT


@pytest.mark.parametrize("question", COOKBOOK.values(), ids=COOKBOOK.keys())
def test_a_question_is_answered_from_the_curated_data(story: Database, question: Recipe) -> None:
    answer = question.ask(story)
    assert answer.rows
    first = answer.rows[0]
    match question.picture:
        case "graph":
            known = story.read(
                "MATCH (a:Entity {id: $start}), (b:Entity {id: $end}) "
                "MATCH (f:Fact {id: $fact}) RETURN count(*) AS n",
                start=first["start"],
                end=first["end"],
                fact=first["fact"],
            )
            assert known[0]["n"] == 1
        case "timeline":
            assert isinstance(first["begins"], date)
            assert isinstance(first["ends"], date)
            assert all(row["begins"] <= row["ends"] for row in answer.rows)
        case "bars":
            label, number = list(first.values())[:2]
            assert isinstance(label, str)
            assert isinstance(number, int)


def test_there_are_at_least_forty_of_many_sorts() -> None:
    assert len(COOKBOOK) >= 40
    assert len({one.group for one in COOKBOOK.values()}) >= 6
    assert len({one.cypher for one in COOKBOOK.values()}) == len(COOKBOOK)


def test_an_answer_is_the_same_on_every_engine(story: Database) -> None:
    """Spot checks whose answers the curated data's own documents give."""
    before = COOKBOOK["known-then"].ask(story, {"day": date(2016, 9, 1)}).rows
    then = COOKBOOK["known-then"].ask(story, {"day": date(2016, 9, 23)}).rows
    assert "prk-embassy-minsk" not in {row["fact"] for row in before}
    (row,) = [row for row in then if row["fact"] == "prk-embassy-minsk"]
    assert (row["standing"], row["contested"]) == ("asserted", True)
    absences = COOKBOOK["sourced-absences"].ask(story).rows
    assert "blr-embassy-pyongyang" in {row["fact"] for row in absences}


def test_a_parameter_that_a_question_does_not_have_is_refused(story: Database) -> None:
    with pytest.raises(DiplographError, match="has no parameter 'year'; it has country and day"):
        COOKBOOK["embassies-in"].ask(story, {"year": 2018})


def test_typed_values_take_the_type_of_their_defaults() -> None:
    assert COOKBOOK["embassies-in"].value("day", "2018-06-30") == date(2018, 6, 30)
    assert COOKBOOK["learned-late"].value("years", "20") == 20
    assert COOKBOOK["embassies-in"].value("country", "PRK") == "PRK"
    with pytest.raises(ValueError, match="isoformat"):
        COOKBOOK["embassies-in"].value("day", "soon")


def test_the_ids_that_stand_as_defaults_are_in_the_data(story: Database) -> None:
    for one in COOKBOOK.values():
        for name, value in one.parameters.items():
            if name in ENTITIES:
                found = story.read("MATCH (e:Entity {id: $id}) RETURN e.label AS l", id=value)
                assert found[0]["l"] in ENTITIES[name], one.name


def test_the_page_is_the_one_that_is_kept() -> None:
    assert (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8") == cookbook_page()


GOOD: dict[str, Any] = {
    "group": "G",
    "question": "Who?",
    "cypher": "MATCH (n {id: $id}) RETURN n.id AS id",
    "picture": "table",
    "parameters": {"id": "PRK"},
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"question": "Who"}, "without a question mark"),
        ({"picture": "pie"}, "no such picture"),
        ({"picture": "graph"}, "needs the column start"),
        ({"parameters": {}}, "its parameters do not agree"),
        ({"cypher": "MATCH (n {id: $id}) DELETE n"}, "DELETE is not for a typed query"),
        ({"extra": 1}, "it needs"),
    ],
)
def test_a_wrong_declaration_is_said(change: dict[str, Any], said: str) -> None:
    recipe("good-one", GOOD)
    with pytest.raises(DeclarationError, match=said):
        recipe("bad-one", {**GOOD, **change})
    with pytest.raises(DeclarationError, match="kebab-case"):
        recipe("Bad_One", GOOD)
