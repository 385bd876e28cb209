"""The kinds: what holds of every one, by example of some, and what none may say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.catalogue import (
    EMBASSIES,
    KINDS,
    MEETINGS,
    MILITARY_SUPPORT,
    OFFICES,
    RELATIONS,
    SANCTIONS,
    STATEMENTS,
    TREATIES,
    VISITS,
)
from diplograph.errors import DeclarationError
from diplograph.kinds import (
    CLAIM_COLUMNS,
    STANDINGS,
    Column,
    Kind,
    Phrase,
    Style,
    TieRule,
    Values,
)
from diplograph.shapes import Event, Span

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


@every_kind
def test_a_header_begins_with_the_fact_and_ends_with_the_claim_s_columns(kind: Kind) -> None:
    assert kind.header == ("fact", *kind.by_name, *CLAIM_COLUMNS[1:])


@every_kind
def test_every_entity_column_but_of_helpers_has_a_role(kind: Kind) -> None:
    assert all(column.role for column in kind.columns if column.entity)


@every_kind
def test_an_event_has_one_date_and_a_state_two_ends(kind: Kind) -> None:
    when = kind.when
    assert (when.first, when.last) == (("from", "to") if when.lasts else ("date", "date"))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@every_kind
def test_a_kind_s_colours_stand_out_from_their_ground(kind: Kind) -> None:
    assert _contrast(kind.style.light, "#ffffff") >= 3
    assert _contrast(kind.style.dark, "#0e1117") >= 3


def test_no_two_kinds_are_drawn_alike() -> None:
    styles = [kind.style for kind in KINDS.values()]
    for part in ("light", "dark", "symbol"):
        assert len({getattr(style, part) for style in styles}) == len(KINDS)


# What a declaration may not say


def declared(**changes: Any) -> Kind:
    """A small kind that is right, but for the changes."""
    state = ("Country",)
    right: dict[str, Any] = {
        "name": "loans",
        "label": "Loan",
        "heading": "Loans",
        "columns": (
            Column("lender", "", state, "LENDER"),
            Column("borrower", "", state, "BORROWER"),
            Column("sort", "", words=("gift", "credit")),
            Column("from", "", date=True),
            Column("to", "", date=True),
        ),
        "identity": ("lender", "borrower"),
        "ties": (TieRule("LENDS_TO", ("lender",), ("borrower",), value="sort"),),
        "style": Style("#000000", "#ffffff", "x"),
        "phrase": Phrase(
            "{lender}",
            "{lender} lends",
            "{lender} lent",
            "{lender} lends nothing",
            "{lender} to lend",
        ),
    }
    return Kind(**{**right, **changes})


def test_a_right_declaration_is_taken() -> None:
    assert declared().tie_types == ("LENDS_TO",)


RIGHT = declared()
FIRST = RIGHT.columns[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "Loans"}, "snake_case"),
        ({"name": "loans-2"}, "snake_case"),
        ({"label": "loan"}, "PascalCase"),
        ({"label": "LOAN"}, "PascalCase"),
        ({"label": "Big_Loan"}, "PascalCase"),
        ({"columns": (*RIGHT.columns, FIRST)}, "two columns have one name"),
        ({"columns": (*RIGHT.columns, Column("source", ""))}, "a name that is reserved"),
        ({"columns": (*RIGHT.columns, Column("note", ""))}, "a name that is reserved"),
        ({"identity": ("lender", "amount")}, "identity names no such column: amount"),
        ({"identity": ("lender|amount",)}, "identity names no such column: amount"),
        ({"any_of": ("amount",)}, "any_of names no such column"),
        ({"when": Span(("since",))}, "its dates names no such column: since"),
        ({"when": Span(last="until")}, "its dates names no such column: until"),
        ({"when": Event("day")}, "its dates names no such column: day"),
        ({"when": Span(("sort",))}, "not a date column"),
        ({"ties": (TieRule("LENDS_TO", ("lender",)),)}, "symmetric or with an end"),
        (
            {"ties": (TieRule("LENDS_TO", ("lender",), ("borrower",), symmetric=True),)},
            "symmetric or with an end",
        ),
        ({"ties": (TieRule("LENDS_TO", ("lender",), ("sort",)),)}, "not an entity"),
        ({"ties": (TieRule("LENDS_TO", ("lender",), ("bank",)),)}, "no such column: bank"),
        (
            {"ties": (TieRule("LENDS_TO", ("lender",), ("borrower",), value="amount"),)},
            "no such column: amount",
        ),
        ({"ties": (TieRule("lendsTo", ("lender",), ("borrower",)),)}, "UPPER_SNAKE"),
        (
            {"ties": (TieRule("LENDS_TO", ("lender",), ("borrower",), denied="none"),)},
            "UPPER_SNAKE",
        ),
        ({"columns": (replace(FIRST, entity=()), *RIGHT.columns[1:])}, "role without an entity"),
        (
            {"columns": (replace(FIRST, entity=("Planet",)), *RIGHT.columns[1:])},
            "unknown label",
        ),
        ({"columns": (replace(FIRST, words=("a",)), *RIGHT.columns[1:])}, "words and entity"),
        ({"phrase": replace(RIGHT.phrase, now="{bank} lends")}, "no such column: bank"),
        ({"phrase": replace(RIGHT.phrase, to="{bank} to lend")}, "no such column: bank"),
        ({"phrase": replace(RIGHT.phrase, marks={"a": {"b": "c"}})}, "marks for other words"),
        ({"phrase": replace(RIGHT.phrase, title="{lender")}, "malformed template"),
        ({"phrase": replace(RIGHT.phrase, past="[{lender}")}, "malformed template"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)):
        declared(**changes)


# Identity


def _id(kind: Kind, values: Values) -> str:
    return kind.group_id(kind.parts(values))


def _tied(kind: Kind, values: Values, standing: str) -> list[tuple[str, str, str, str]]:
    found = []
    for place, start, end in kind.pairs(values):
        if named := kind.tie(place, values, standing == "denied"):
            found.append((named[0], start, end, named[1]))
    return found


def relation(one: str, other: str) -> Values:
    return {"country_a": (one,), "country_b": (other,), "status": ("relations",)}


def test_relations_are_one_fact_whichever_state_comes_first() -> None:
    assert _id(RELATIONS, relation("PRK", "BLR")) == _id(RELATIONS, relation("BLR", "PRK"))
    assert _id(RELATIONS, relation("PRK", "BLR")) != _id(RELATIONS, relation("PRK", "RUS"))


def test_an_embassy_is_not_the_same_the_other_way_round() -> None:
    there: Values = {"sender": ("PRK",), "receiver": ("BLR",), "level": ("embassy",)}
    back: Values = {"sender": ("BLR",), "receiver": ("PRK",), "level": ("embassy",)}
    assert _id(EMBASSIES, there) != _id(EMBASSIES, back)


def test_treaties_are_one_fact_in_whatever_order_their_parties_are_listed() -> None:
    one: Values = {"parties": ("PRK", "RUS"), "name": ("Pact",)}
    other: Values = {"parties": ("RUS", "PRK"), "name": ("Pact",)}
    assert _id(TREATIES, one) == _id(TREATIES, other)


@pytest.mark.parametrize(("kind", "column"), [(VISITS, "visitors"), (MEETINGS, "participants")])
def test_an_event_is_one_fact_in_whatever_order_its_people_are_listed(
    kind: Kind, column: str
) -> None:
    rest: Values = {"host": ("PRK",), "city": ("sochi",), "date": ("2023-09",)}
    assert _id(kind, {**rest, column: ("a", "b")}) == _id(kind, {**rest, column: ("b", "a")})


def test_one_office_is_told_whatever_its_case_and_quotes() -> None:
    offices = ["Head of the “Office”", 'head of  the "office"', "Head of the Office"]
    rows: list[Values] = [{"person": ("k",), "country": ("X",), "office": (o,)} for o in offices]
    assert [_id(OFFICES, row) == _id(OFFICES, rows[0]) for row in rows] == [True, True, False]


def test_meetings_of_states_are_told_by_all_of_them() -> None:
    one, other = [{"countries": ("BLR", second)} for second in ("PRK", "RUS")]
    assert _id(MEETINGS, one) == "meetings:countries=BLR+PRK:"
    assert MEETINGS.parts(one) != MEETINGS.parts(other)


def test_a_kind_and_a_word_of_several_words_are_readable() -> None:
    row: Values = {"senders": ("USA",), "target": ("BLR",), "type": ("military assistance",)}
    assert _id(SANCTIONS, row) == "sanctions:USA:BLR:military-assistance:"
    assert MILITARY_SUPPORT.word == "military support"


def test_names_in_other_scripts_make_different_facts() -> None:
    def named(name: str) -> str:
        return _id(TREATIES, {"parties": ("PRK", "RUS"), "name": (name,)})

    assert len({named("조약"), named("Договор"), named("Pact"), named("条約")}) == 4


def test_long_names_that_begin_alike_make_different_facts() -> None:
    start = "Treaty " * 40
    one: Values = {"parties": ("PRK",), "name": (f"{start} of 1961",)}
    other: Values = {"parties": ("PRK",), "name": (f"{start} of 2024",)}
    assert _id(TREATIES, one) != _id(TREATIES, other)
    assert len(_id(TREATIES, one)) < 120


@given(st.data())
def test_an_id_from_the_identity_is_never_a_slug_and_tells_different_things_apart(
    data: st.DataObject,
) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    one, other = (data.draw(_rows(kind)) for _ in range(2))
    id_ = _id(kind, one)
    assert id_.startswith(f"{kind.name}:")
    assert "\n" not in id_
    same = kind.parts(one) == kind.parts(other)
    assert (id_ == _id(kind, other)) == same


def _rows(kind: Kind) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """What rows of a kind may say, much of it alike."""
    ids = st.sampled_from(["PRK", "prk", "a:b", "a", "b", "a+b", "a~b", "x.y"])
    texts = st.sampled_from(["President", "president", "a b", "a-b", "a²", "a2", "…"]) | st.text(
        st.characters(exclude_categories=["Cs"]), min_size=1
    )

    def cell(name: str) -> st.SearchStrategy[tuple[str, ...]]:
        column = kind.by_name[name]
        words = st.sampled_from(column.words) if column.words else ids if column.entity else texts
        some = st.lists(words, min_size=1, max_size=3 if column.many else 1, unique=True)
        return st.just(()) | some.map(tuple)

    names = [n for part in kind.identity for n in re.split(r"[|+]", part)]
    return st.fixed_dictionaries({name: cell(name) for name in names})


# Ties


def test_a_symmetric_tie_is_made_once_in_the_order_of_ids() -> None:
    pairs = list(_tied(RELATIONS, relation("PRK", "BLR"), "asserted"))
    assert pairs == [("RELATIONS_WITH", "BLR", "PRK", "relations")]


def test_a_treaty_ties_each_pair_of_its_parties_once() -> None:
    values: Values = {"parties": ("RUS", "BLR", "PRK", "RUS"), "type": ("defence", "trade")}
    assert sorted(_tied(TREATIES, values, "asserted")) == [
        ("TREATY_WITH", "BLR", "PRK", "defence;trade"),
        ("TREATY_WITH", "BLR", "RUS", "defence;trade"),
        ("TREATY_WITH", "PRK", "RUS", "defence;trade"),
    ]


def test_a_visit_ties_each_visitor_and_the_sender_to_the_host() -> None:
    values: Values = {
        "visitors": ("maxim-ryzhenkov", "yevgeny-shestakov"),
        "sender": ("BLR",),
        "host": ("PRK",),
        "type": ("official",),
    }
    assert sorted(_tied(VISITS, values, "asserted")) == [
        ("VISITED", "BLR", "PRK", "official"),
        ("VISITED", "maxim-ryzhenkov", "PRK", "official"),
        ("VISITED", "yevgeny-shestakov", "PRK", "official"),
    ]


def test_a_meeting_ties_persons_to_persons_and_states_to_states() -> None:
    values: Values = {"participants": ("putin", "kim"), "countries": ("RUS", "PRK")}
    assert sorted(_tied(MEETINGS, values, "expected")) == [
        ("MET_WITH", "PRK", "RUS", "meeting"),
        ("MET_WITH", "kim", "putin", "meeting"),
    ]


def test_support_goes_from_each_supporter_to_each_recipient() -> None:
    values: Values = {"supporters": ("BLR",), "recipients": ("RUS",), "type": ("basing",)}
    assert list(_tied(MILITARY_SUPPORT, values, "asserted")) == [
        ("SUPPORTS_MILITARILY", "BLR", "RUS", "basing")
    ]


def test_who_is_only_mentioned_is_neither_tied_nor_the_place() -> None:
    assert KINDS["visits"].aside == {"ARRIVED_FROM", "RECEIVED_BY"}
    assert KINDS["embassies"].aside == frozenset()


def test_nobody_is_tied_to_themselves() -> None:
    values: Values = {"speakers": ("PRK", "KOR"), "about": ("PRK",), "type": ("threat",)}
    assert list(_tied(STATEMENTS, values, "asserted")) == [("SPOKE_ABOUT", "KOR", "PRK", "threat")]


@pytest.mark.parametrize("standing", ["asserted", "alleged", "expected"])
def test_a_resident_mission_of_any_level_is_an_embassy_and_an_accredited_one_is_not(
    standing: str,
) -> None:
    for level in EMBASSIES.by_name["level"].words:
        values: Values = {"sender": ("PRK",), "receiver": ("BLR",), "level": (level,)}
        name = "ACCREDITED_TO" if level == "non-resident" else "HAS_EMBASSY_IN"
        assert list(_tied(EMBASSIES, values, standing)) == [(name, "PRK", "BLR", level)]


@pytest.mark.parametrize("level", ["embassy", "non-resident"])
def test_a_denied_mission_is_an_absence(level: str) -> None:
    values: Values = {"sender": ("BLR",), "receiver": ("PRK",), "level": (level,)}
    assert list(_tied(EMBASSIES, values, "denied")) == [("HAS_NO_EMBASSY_IN", "BLR", "PRK", level)]


@every_kind
def test_what_is_denied_makes_no_tie_but_an_absence(kind: Kind) -> None:
    values = {column.name: ("A", "B") for column in kind.columns if column.entity}
    made = {name for name, *_ in _tied(kind, values, "denied")}
    assert made == {rule.denied for rule in kind.ties if rule.denied}


def test_an_office_ties_with_its_name() -> None:
    values: Values = {"person": ("kim",), "country": ("PRK",), "office": ("Leader",)}
    assert list(_tied(OFFICES, values, STANDINGS[0])) == [("HOLDS_OFFICE", "kim", "PRK", "Leader")]
