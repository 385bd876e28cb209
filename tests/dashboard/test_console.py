"""The console without a screen: questions, completion, answers as table, picture and files."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.console.asked import (
    Parameter,
    Question,
    parameters_of,
    question_from,
    tokens,
    value_of,
)
from dashboard.console.complete import complete, names_from
from dashboard.console.hints import hints, told
from dashboard.console.picture import draw, fact_titles, named, types_asked
from dashboard.console.result import Known, cell, csv_text, json_text, names_of, table
from dashboard.console.saved import COOKBOOK, Saved, forget, library, read, save
from dashboard.console.schema import LABELS, TYPES
from diplograph import cookbook
from diplograph.database import Answer, Database
from diplograph.entities import Registry
from diplograph.errors import DatabaseError, DiplographError
from diplograph.model import Entity
from diplograph.questions import core
from tests.dashboard.records import HOSTILE, entity

REGISTRY = Registry(
    [entity("PRK", name="North Korea"), entity("BLR", name="Belarus"), entity("RUS", name="Russia")]
)
KNOWN = names_of(REGISTRY)


_names = names_from(REGISTRY)


def offered(text: str, forced: bool = False) -> list[str]:
    """What is offered at the bar in a text."""
    at = text.index("|§")
    return [one.insert for one in complete(text.replace("|§", ""), at, _names, forced).options]


# Questions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RETURN '$no' // $no", []),
        ("MATCH (a {id: $x}) WHERE a.id = $x", [("x", "entity")]),
        ("MATCH (a) WHERE a.id IN $them", [("them", "entities")]),
        ("WHERE t.from <= $day AND a.name = $who", [("day", "date"), ("who", "value")]),
        ("MATCH (a:Country {name: $country}) RETURN $`n`", [("country", "entity"), ("n", "value")]),
    ],
)
def test_parameters_are_known_by_name_and_place(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.name, one.sort) for one in parameters_of(text)] == found


def test_values_are_read_as_what_the_parameter_is() -> None:
    country = Parameter("country", "entity", ("Country",))
    assert value_of(country, "north korea", REGISTRY) == "PRK"
    assert value_of(Parameter("them", "entities", ("Country",)), "PRK, Russia", REGISTRY) == [
        "PRK",
        "RUS",
    ]
    assert value_of(Parameter("day", "date"), "2024-07-23", REGISTRY) == date(2024, 7, 23)
    assert value_of(Parameter("n", "value"), "3", REGISTRY) == 3
    assert value_of(Parameter("n", "value"), "three", REGISTRY) == "three"
    with pytest.raises(ValueError, match="2024-07-23"):
        value_of(Parameter("day", "date"), "23 July", REGISTRY)
    with pytest.raises(ValueError, match="Belarus"):
        value_of(country, "Belarusia", REGISTRY)


def test_an_address_says_what_is_wrong_with_it_and_the_rest_still_holds() -> None:
    saved = {"one": ("RETURN $x", {"x": "1"})}
    question, wrong = question_from({"name": "one", "p.x": "2", "limit": "7", "as": "pie"}, saved)
    assert (question.text, question.given, question.limit) == ("RETURN $x", {"x": "2"}, 1_000)
    assert len(wrong) == 2
    assert question_from({"name": "two"}, saved)[1] == ["No query is saved under the name two"]


@given(st.text(max_size=200))
def test_any_text_is_taken_apart_and_completed_anywhere(text: str) -> None:
    parts = list(tokens(text))
    assert all(text[one.start : one.end] == one.text for one in parts)
    for at in {0, len(text) // 2, len(text)}:
        found = complete(text, at, _names, forced=True)
        assert 0 <= found.start <= at <= found.end <= len(text)


# Completion


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MATCH (a:Cou|§", "Country"),
        ("MATCH (f:Embassy|Vi|§", "Visit"),
        ("MATCH (a)-[t:HAS_N|§", "HAS_NO_EMBASSY_IN"),
        ("MATCH (a)-[t:EMB|§", "HAS_EMBASSY_IN"),
        ("MATCH (f:Sanction) RETURN f.gro|§", "grounds"),
        ("MATCH (a:Country {off|§", "officialName"),
        ("MATCH (a)-[e:HAS_EMBASSY_IN {type: 'trade|§'}]->(b)", "trade-office'"),
        ("MATCH (c:Claim) WHERE c.standing = 'al|§", "alleged'"),
        ("MATCH (a {id: 'nor|§", "PRK'"),
        ("MATCH (a) WHERE a.name IN ['Russia', \"bel|§", 'Belarus"'),
        ("mat|§", "match"),
        ("MATCH (mine:Country) WHERE mi|§", "mine"),
        ("RETURN $cou|§", "$country"),
        ("RETURN 1 AS one\nORD|§", "ORDER BY"),
    ],
)
def test_what_fits_is_offered_first(text: str, first: str) -> None:
    assert offered(text)[0] == first


@pytest.mark.parametrize("text", ["// MAT|§", "/* MAT|§", "RETURN |§", "", "RETURN 'MAT|§"])
def test_nothing_is_offered_where_nothing_fits(text: str) -> None:
    assert offered(text + "" if "|§" in text else "|§") == []


def test_a_word_that_stands_there_is_not_offered_again() -> None:
    assert "Country" not in offered("MATCH (a:Country|§")


def test_the_quote_that_is_there_already_is_replaced_not_doubled() -> None:
    text = "MATCH (a {id: 'nor'})"
    found = complete(text, text.index("r'") + 1, _names)
    done = text[: found.start] + found.options[0].insert + text[found.end :]
    assert done == "MATCH (a {id: 'PRK'})"


def test_a_relationship_without_a_type_has_the_properties_of_ties() -> None:
    assert "fromLatest" in offered("MATCH (a)-[t]-(b) RETURN t.from|§")
    assert "wikidata" not in offered("MATCH (a)-[t]-(b) RETURN t.|§", forced=True)


def test_entities_are_found_by_id_alias_and_parts_of_names_the_nearest_first() -> None:
    north = Entity("PRK", "Country", "North Korea", ("DPRK", "Corée du Nord"), {"id": "PRK"})
    bank = Entity("kb", "Organization", "Korea Bank", (), {"id": "kb"})
    names = names_from(Registry([north, bank, entity("kim", "Person", "Kim")]))
    assert [id_ for id_, _, _ in names("korea")] == ["kb", "PRK"]
    assert names("coree")[0] == ("PRK", "North Korea", "Country")
    assert [id_ for id_, _, _ in names("PR")] == ["PRK"]
    assert names("") == names("orea") == []


# Hints


def test_what_the_graph_does_not_have_is_named_with_what_would_be_right() -> None:
    text = "MATCH (a:Contry {id: 'PRKK'})-[t:HAS_EMBASY_IN]->(b) RETURN a.nmae, t.type AS own"
    found = " ".join(hints(text, REGISTRY))
    for right in ("Country", "HAS_EMBASSY_IN", "name", "PRK (North Korea)"):
        assert f"did you mean {right}?" in found


@pytest.mark.parametrize("example", COOKBOOK.values(), ids=lambda one: one.name)
def test_there_is_no_hint_where_all_is_right(example: Saved) -> None:
    assert hints(example.text, REGISTRY) == []
    assert hints("MATCH (a) WITH {x: a.id} AS m RETURN m.x, date.truncate('year')", REGISTRY) == []


def test_a_place_in_a_servers_message_is_that_in_the_typed_text() -> None:
    mark = "/* diplograph 0123456789abcdef */ "
    message = (
        f"Invalid input 'RETUR' (line 1, column {len(mark) + 11} (offset: {len(mark) + 10}))\n"
        f'"{mark}MATCH (a) RETUR a"\n{" " * (len(mark) + 11)}^'
    )
    assert told(message, marked=True).splitlines() == [
        "Invalid input 'RETUR' (line 1, column 11)",
        '"MATCH (a) RETUR a"',
        " " * 11 + "^",
    ]
    assert told(message, marked=False) == message


@pytest.mark.parametrize("text", ["MATCH (a) RETUR a", "MATCH (a:Country)\nWHERE a.id = RETURN a"])
def test_a_server_is_told_as_of_the_text_alone(database: Database, text: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        database.ask(text, {}, 10, 5)
    said = told(str(caught.value), marked=not database.address.embedded)
    assert "diplograph" not in said
    columns = [
        int(n) for pair in re.findall(r"column (\d+)|line \d+:(\d+)", said) for n in pair if n
    ]
    assert columns
    assert all(column <= len(text) for column in columns)
    for mark in re.finditer(r"^ *\^$", said, re.MULTILINE):
        assert len(mark[0]) <= len(text) + 3


# Answers


def test_hostile_text_is_text_in_every_cell() -> None:
    known = Known({HOSTILE: "PRK"}, {"PRK": "Country"}, {"f": HOSTILE})
    node = {"_labels": ["Source"], "id": HOSTILE, "title": HOSTILE, "publisher": HOSTILE}
    for value in (HOSTILE, [HOSTILE], {HOSTILE: HOSTILE}, node, {"_type": "X", "fact": HOSTILE}):
        assert "<img" not in cell(value, known)
        assert "<script" not in cell(value, known)
    assert "<img" not in table(Answer([HOSTILE], [{HOSTILE: HOSTILE}], False), known)


def test_entities_and_facts_are_links_to_their_pages() -> None:
    known = Known(KNOWN.entities, KNOWN.labels, {"prk-embassy-minsk": "an embassy"})
    assert 'href="/country?id=PRK"' in cell("North Korea", known)
    assert 'href="/fact?id=prk-embassy-minsk"' in cell("prk-embassy-minsk", known)
    assert 'href="/fact?id=f"' in cell({"_type": "VISITED", "fact": "f"}, known)
    assert "href" not in cell("embassy", known)


def test_an_open_end_says_so() -> None:
    assert "open" in cell(date(9999, 12, 31), KNOWN)
    assert "unknown" in cell(date(1, 1, 1), KNOWN)


_SIMPLE = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.dates())


@given(st.lists(st.one_of(_SIMPLE, st.lists(_SIMPLE)), min_size=1, max_size=5))
def test_no_cell_of_the_csv_is_a_formula_and_json_is_read_again(values: list[Any]) -> None:
    columns = [f"c{n}" for n in range(len(values))]
    answer = Answer(columns, [dict(zip(columns, values, strict=True))], False)
    _, row = csv.reader(io.StringIO(csv_text(answer), newline=""))
    for written, value in zip(row, values, strict=True):
        assert isinstance(value, int) or not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    [again] = json.loads(json_text(answer))
    assert list(again) == columns


def test_what_the_program_keeps_for_itself_is_not_exported() -> None:
    node = {"_labels": ["Source"], "id": "s", "merged": "{}", "rows": "{}", "digest": "x"}
    [row] = json.loads(json_text(Answer(["s"], [{"s": node}], False)))
    assert row["s"] == {"_labels": ["Source"], "id": "s"}


# Pictures


def test_a_row_that_names_two_pairs_them_and_one_is_paired_with_the_focus() -> None:
    two = Answer(["a", "b"], [{"a": "Belarus", "b": "RUS"}], False)
    assert named(two, KNOWN, ()).pairs == {frozenset({"BLR", "RUS"})}
    one = Answer(["a"], [{"a": "Belarus"}], False)
    assert named(one, KNOWN, ("PRK",)).pairs == {frozenset({"BLR", "PRK"})}
    many = Answer(["a", "l"], [{"a": "PRK", "l": ["BLR", "RUS"]}], False)
    assert frozenset({"BLR", "RUS"}) not in named(many, KNOWN, ()).pairs


def test_the_types_that_a_query_speaks_of() -> None:
    assert types_asked("MATCH (a)-[t:VISITED]->(b)")[0] == {"VISITED"}
    assert types_asked("MATCH (v:Visit)")[0] == {"VISITED"}
    assert "TREATY_WITH" in types_asked("MATCH (a)--(b)")[0]


def _draw(database: Database, text: str, **given: str) -> Any:
    registry = core.registry(database)
    question = Question(text, given=given)
    values = question.values(registry)
    answer = database.ask(text, values, 20, 500)
    base = names_of(registry)
    known = Known(base.entities, base.labels, fact_titles(database, answer.rows))
    return draw(database, question, answer, values, registry, known)


TREATIES = "MATCH (a:Country {id: $country})-[t:TREATY_WITH]-(b:Country) RETURN "


@pytest.mark.parametrize("what", ["a, t, b", "t", "t.fact, a.id, b.id", "{tie: t, ends: [a, b]}"])
def test_ties_that_are_returned_are_drawn_and_no_others(story: Database, what: str) -> None:
    direct = story.ask(TREATIES + "DISTINCT t.fact AS f", {"country": "BLR"}, 20, 500)
    found = _draw(story, TREATIES + what, country="BLR").picture
    facts = {edge.fact for edge in found.edges}
    assert facts <= {row["f"] for row in direct.rows}
    assert facts
    if what != "t":  # the tie alone does not say between whom of its treaty it was matched
        assert all("BLR" in (edge.start, edge.end) for edge in found.edges)


def test_a_path_and_its_claims_are_drawn_as_their_facts_ties(story: Database) -> None:
    text = "MATCH p = (c:Claim)-[:ABOUT]->(f:Fact {id: 'prk-embassy-minsk'}) RETURN p"
    [edge] = _draw(story, text).picture.edges
    assert edge.fact == "prk-embassy-minsk"


def test_rows_with_names_alone_draw_what_ties_them_and_say_so(story: Database) -> None:
    text = "MATCH (:Country {id: 'PRK'})-[e:HAS_EMBASSY_IN]->(b) WHERE b.id = 'BLR' RETURN b.name"
    found = _draw(story, text)
    assert {edge.kind for edge in found.picture.edges} == {"embassies"}
    assert {node.name for node in found.picture.nodes} == {"North Korea", "Belarus"}
    assert "return the tie itself" in found.notes[0]


def test_numbers_alone_are_not_drawn(story: Database) -> None:
    assert _draw(story, "MATCH (f:Fact) RETURN count(f)") is None


def test_the_schema_tells_every_label_type_and_property_of_the_graph(story: Database) -> None:
    kept = {"displaced", "newcomers", "first", "undoes"}  # with which a load is taken back
    own = {"merged", "digest", "label", "block", "given", "alsoIds", *kept}
    labels = story.read("MATCH (n) UNWIND labels(n) AS l WITH DISTINCT l RETURN l")
    for name in {row["l"] for row in labels} - {"Lease", "Commit"}:  # the loader's own
        keys = story.read(f"MATCH (n:{name}) UNWIND keys(n) AS k RETURN DISTINCT k AS k")
        told_of = {one.name for one in LABELS[name].properties}
        if name != "Fact":  # whose kinds tell their own
            more = {"rows"} if name != "Load" else set()
            assert {row["k"] for row in keys} - own - more <= told_of, name
    for row in story.read("MATCH ()-[t]->() RETURN DISTINCT type(t) AS t"):
        keys = story.read(f"MATCH ()-[t:{row['t']}]->() UNWIND keys(t) AS k RETURN DISTINCT k AS k")
        assert {one["k"] for one in keys} <= {one.name for one in TYPES[row["t"]].properties}


@pytest.mark.parametrize("shape", [*LABELS.values(), *TYPES.values()], ids=lambda one: one.name)
def test_every_example_of_the_schema_runs(story: Database, shape: Any) -> None:
    story.ask(shape.pattern, {}, 20, 5)


# Saved queries


@pytest.mark.parametrize("one", COOKBOOK.values(), ids=lambda one: one.name)
def test_the_fields_of_a_cookbook_query_read_its_own_values(story: Database, one: Saved) -> None:
    question = Question(one.text, given=one.given)
    assert not question.missing
    assert question.values(core.registry(story)) == dict(cookbook.COOKBOOK[one.name].parameters)


@pytest.mark.parametrize(
    "one", [one for one in COOKBOOK.values() if one.drawn][::4], ids=lambda one: one.name
)
def test_a_cookbook_query_that_is_a_graph_is_drawn_as_its_facts(
    story: Database, one: Saved
) -> None:
    rows = cookbook.COOKBOOK[one.name].ask(story).rows
    found = _draw(story, one.text, **one.given).picture
    assert found.edges
    assert {edge.fact for edge in found.edges} <= {row["fact"] for row in rows}


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(_TEXTS, _TEXTS, st.dictionaries(st.text("abc", min_size=1, max_size=3), _TEXTS, max_size=2))
def test_a_query_that_is_saved_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, sentence: str, parameters: dict[str, str]
) -> None:
    file = tmp_path_factory.mktemp("saved") / "queries.toml"
    query = Saved("mine", sentence, text, parameters, own=True)
    save(file, query)
    assert read(file) == {"mine": query}


def test_saving_one_leaves_the_others_and_the_comments(tmp_path: Path) -> None:
    file = tmp_path / "queries.toml"
    file.write_text('# mine\n[old]\nquery = "RETURN 1"\n', encoding="utf-8")
    save(file, Saved("new", "Which?", "MATCH (n)\nRETURN n", own=True))
    assert list(read(file)) == ["old", "new"]
    assert "# mine" in file.read_text(encoding="utf-8")
    assert "MATCH (n)\nRETURN n" in file.read_text(encoding="utf-8")
    forget(file, "old")
    assert list(read(file)) == ["new"]


@pytest.mark.parametrize(
    "text", ["[a", "a = 1", "[a]\nquery = 2", '[a]\nquery = "x"\nparameters = 1']
)
def test_a_file_that_is_wrong_is_told_and_never_written_over(tmp_path: Path, text: str) -> None:
    file = tmp_path / "queries.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DiplographError, match=r"queries\.toml"):
        read(file)
    with pytest.raises(DiplographError):
        save(file, Saved("b", "", "RETURN 1"))
    assert file.read_text(encoding="utf-8") == text


def test_ones_own_query_goes_before_one_of_the_same_name() -> None:
    name = next(iter(COOKBOOK))
    own = Saved(name, "Mine", "RETURN 1", own=True)
    found = library({name: own})
    assert found[name] is own
    assert len(found) == len(COOKBOOK)
