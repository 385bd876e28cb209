"""The ten kinds against the design's tables, and what a declaration may not say."""

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
    TIE_TYPES,
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

# The design's tables, written out: the contract that every declaration is held to.

COLUMNS = {
    "relations": "country_a country_b status from to",
    "embassies": "sender receiver city level from to",
    "visits": "visitors sender host city date type arrived_from received_by distinction",
    "meetings": "participants countries city date topic outcome",
    "treaties": "name parties type signed from to signed_by city terms",
    "sanctions": "senders target type grounds legal_basis from to",
    "military_support": "supporters recipients type from to against",
    "statements": "speakers about type date text",
    "memberships": "member organization status from to",
    "offices": "person country office from to",
}

IDENTITY = {
    "relations": {"country_a", "country_b", "status"},
    "embassies": {"sender", "receiver", "city", "level"},
    "visits": {"visitors", "host", "date"},
    "meetings": {"participants", "city", "date"},
    "treaties": {"parties", "name"},
    "sanctions": {"senders", "target", "type", "legal_basis"},
    "military_support": {"supporters", "recipients", "type"},
    "statements": {"speakers", "about", "type", "date"},
    "memberships": {"member", "organization", "status"},
    "offices": {"person", "country", "office"},
}

TIES = {
    "relations": {"RELATIONS_WITH"},
    "embassies": {"HAS_EMBASSY_IN", "HAS_NO_EMBASSY_IN", "ACCREDITED_TO"},
    "visits": {"VISITED"},
    "meetings": {"MET_WITH"},
    "treaties": {"TREATY_WITH"},
    "sanctions": {"SANCTIONS"},
    "military_support": {"SUPPORTS_MILITARILY"},
    "statements": {"SPOKE_ABOUT"},
    "memberships": {"MEMBER_OF"},
    "offices": {"HOLDS_OFFICE"},
}

SYMMETRIC = {"relations", "meetings", "treaties"}

ROLES = {
    "relations": "PARTY",
    "embassies": "SENDER RECEIVER IN",
    "visits": "VISITOR SENDER HOST IN ARRIVED_FROM RECEIVED_BY",
    "meetings": "PARTICIPANT PARTY IN",
    "treaties": "PARTY SIGNATORY IN",
    "sanctions": "SENDER TARGET",
    "military_support": "SUPPORTER RECIPIENT AGAINST",
    "statements": "SPEAKER ABOUT_ENTITY",
    "memberships": "MEMBER ORGANIZATION",
    "offices": "HOLDER COUNTRY",
}

WORDS = {
    ("relations", "status"): "relations recognition consular",
    ("embassies", "level"): (
        "embassy high-commission consulate-general consulate liaison-office interests-section "
        "trade-office representative-office permanent-mission non-resident"
    ),
    ("visits", "type"): "state official working private",
    ("military_support", "type"): "arms troops basing nuclear training intelligence",
    ("statements", "type"): "proposal accusation prediction condemnation support threat",
    ("memberships", "status"): "member observer candidate suspended",
}

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


def test_the_kinds_are_the_ten_of_the_design() -> None:
    assert list(KINDS) == list(COLUMNS)


@every_kind
def test_a_kind_has_the_columns_of_the_design_in_their_order(kind: Kind) -> None:
    assert " ".join(kind.by_name) == COLUMNS[kind.name]


@every_kind
def test_a_header_begins_with_the_fact_and_ends_with_the_claim_s_columns(kind: Kind) -> None:
    assert kind.header == ("fact", *COLUMNS[kind.name].split(), *CLAIM_COLUMNS[1:])


@every_kind
def test_a_kind_has_the_identity_of_the_design(kind: Kind) -> None:
    assert set(kind.identity) == IDENTITY[kind.name]


@every_kind
def test_a_kind_makes_the_ties_of_the_design(kind: Kind) -> None:
    assert set(kind.tie_types) == TIES[kind.name]
    assert all(rule.symmetric == (kind.name in SYMMETRIC) for rule in kind.ties)


@every_kind
def test_a_kind_has_the_roles_of_the_design(kind: Kind) -> None:
    assert set(kind.roles) == set(ROLES[kind.name].split())


@pytest.mark.parametrize(("kind", "column"), WORDS)
def test_a_vocabulary_is_the_design_s(kind: str, column: str) -> None:
    assert " ".join(KINDS[kind].by_name[column].words) == WORDS[kind, column]


def test_treaties_and_sanctions_take_the_words_of_their_data_sets() -> None:
    atop = {"defence", "offence", "neutrality", "nonaggression", "consultation"}
    gsdb = {"trade", "arms", "military assistance", "financial", "travel", "other"}
    assert atop <= set(TREATIES.by_name["type"].words)
    assert gsdb == set(SANCTIONS.by_name["type"].words)


def test_the_tie_types_are_those_of_all_kinds_each_once() -> None:
    assert sorted(TIE_TYPES) == sorted({name for names in TIES.values() for name in names})


@every_kind
def test_every_entity_column_but_of_helpers_has_a_role(kind: Kind) -> None:
    assert all(column.role for column in kind.columns if column.entity)


@every_kind
def test_an_event_has_one_date_and_a_state_two_ends(kind: Kind) -> None:
    if kind.event:
        assert not kind.starts
        assert kind.ends is None
    else:
        assert kind.starts[0] == "from"
        assert kind.ends == "to"


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
        "phrase": Phrase("{lender}", "{lender} lends", "{lender} lent", "{lender} lends nothing"),
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
        ({"unordered": frozenset({"amount"})}, "unordered names no such column"),
        ({"any_of": ("amount",)}, "any_of names no such column"),
        ({"starts": ("since",)}, "its dates names no such column: since"),
        ({"ends": "until"}, "its dates names no such column: until"),
        ({"event": "from"}, "either an event or a start"),
        ({"starts": (), "ends": None}, "either an event or a start"),
        ({"starts": ("sort",)}, "not a date column"),
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


def relation(one: str, other: str) -> Values:
    return {"country_a": (one,), "country_b": (other,), "status": ("relations",)}


def test_relations_are_one_fact_whichever_state_comes_first() -> None:
    assert RELATIONS.identify(relation("PRK", "BLR")) == RELATIONS.identify(relation("BLR", "PRK"))
    assert RELATIONS.identify(relation("PRK", "BLR")) != RELATIONS.identify(relation("PRK", "RUS"))


def test_an_embassy_is_not_the_same_the_other_way_round() -> None:
    there: Values = {"sender": ("PRK",), "receiver": ("BLR",), "level": ("embassy",)}
    back: Values = {"sender": ("BLR",), "receiver": ("PRK",), "level": ("embassy",)}
    assert EMBASSIES.identify(there) != EMBASSIES.identify(back)


def test_treaties_are_one_fact_in_whatever_order_their_parties_are_listed() -> None:
    one: Values = {"parties": ("PRK", "RUS"), "name": ("Pact",)}
    other: Values = {"parties": ("RUS", "PRK"), "name": ("Pact",)}
    assert TREATIES.identify(one) == TREATIES.identify(other)


@pytest.mark.parametrize(("kind", "column"), [(VISITS, "visitors"), (MEETINGS, "participants")])
def test_an_event_is_one_fact_in_whatever_order_its_people_are_listed(
    kind: Kind, column: str
) -> None:
    rest: Values = {"host": ("PRK",), "city": ("sochi",), "date": ("2023-09",)}
    assert kind.identify({**rest, column: ("a", "b")}) == kind.identify(
        {**rest, column: ("b", "a")}
    )


@pytest.mark.parametrize("kind", [VISITS, MEETINGS], ids=["visits", "meetings"])
def test_a_visit_or_meeting_is_one_fact_within_a_month(kind: Kind) -> None:
    def on(day: str) -> str:
        return kind.identify(
            {"visitors": ("x",), "participants": ("x",), "host": ("PRK",), "date": (day,)}
        )

    assert on("2024-07-23") == on("2024-07-24/2024-07-26") == on("2024-07")
    assert on("2024-07-23") != on("2024-08-23")


def test_a_statement_is_one_fact_on_its_day_alone() -> None:
    def on(day: str) -> str:
        return STATEMENTS.identify(
            {"speakers": ("x",), "about": ("PRK",), "type": ("threat",), "date": (day,)}
        )

    assert on("2023-09-15") != on("2023-09-16")


def test_names_in_other_scripts_make_different_facts() -> None:
    def named(name: str) -> str:
        return TREATIES.identify({"parties": ("PRK", "RUS"), "name": (name,)})

    assert len({named("조약"), named("Договор"), named("Pact"), named("条約")}) == 4


def test_long_names_that_begin_alike_make_different_facts() -> None:
    start = "Treaty " * 40
    one: Values = {"parties": ("PRK",), "name": (f"{start} of 1961",)}
    other: Values = {"parties": ("PRK",), "name": (f"{start} of 2024",)}
    assert TREATIES.identify(one) != TREATIES.identify(other)
    assert len(TREATIES.identify(one)) < 120


@given(
    kind=st.sampled_from(list(KINDS.values())),
    cells=st.dictionaries(
        st.sampled_from("sender receiver city level name parties type office person".split()),  # noqa: SIM905
        st.lists(st.text(max_size=80), max_size=3).map(tuple),
    ),
)
def test_an_id_from_the_identity_is_never_a_slug_and_fits_a_line(
    kind: Kind, cells: dict[str, tuple[str, ...]]
) -> None:
    id_ = kind.identify(cells)
    assert id_.startswith(f"{kind.name}:")
    assert not re.fullmatch(r"[a-z0-9][a-z0-9-]*", id_)
    assert "\n" not in id_
    assert id_ == kind.identify(cells)


# Ties


def test_a_symmetric_tie_is_made_once_in_the_order_of_ids() -> None:
    pairs = list(RELATIONS.tie_pairs(relation("PRK", "BLR"), "asserted"))
    assert pairs == [("RELATIONS_WITH", "BLR", "PRK", "relations")]


def test_a_treaty_ties_each_pair_of_its_parties_once() -> None:
    values: Values = {"parties": ("RUS", "BLR", "PRK", "RUS"), "type": ("defence", "trade")}
    assert sorted(TREATIES.tie_pairs(values, "asserted")) == [
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
    assert sorted(VISITS.tie_pairs(values, "asserted")) == [
        ("VISITED", "BLR", "PRK", "official"),
        ("VISITED", "maxim-ryzhenkov", "PRK", "official"),
        ("VISITED", "yevgeny-shestakov", "PRK", "official"),
    ]


def test_a_meeting_ties_persons_to_persons_and_states_to_states() -> None:
    values: Values = {"participants": ("putin", "kim"), "countries": ("RUS", "PRK")}
    assert sorted(MEETINGS.tie_pairs(values, "expected")) == [
        ("MET_WITH", "PRK", "RUS", "meeting"),
        ("MET_WITH", "kim", "putin", "meeting"),
    ]


def test_support_goes_from_each_supporter_to_each_recipient() -> None:
    values: Values = {"supporters": ("BLR",), "recipients": ("RUS",), "type": ("basing",)}
    assert list(MILITARY_SUPPORT.tie_pairs(values, "asserted")) == [
        ("SUPPORTS_MILITARILY", "BLR", "RUS", "basing")
    ]


def test_nobody_is_tied_to_themselves() -> None:
    values: Values = {"speakers": ("PRK", "KOR"), "about": ("PRK",), "type": ("threat",)}
    assert list(STATEMENTS.tie_pairs(values, "asserted")) == [
        ("SPOKE_ABOUT", "KOR", "PRK", "threat")
    ]


@pytest.mark.parametrize("standing", ["asserted", "alleged", "expected"])
def test_a_resident_mission_of_any_level_is_an_embassy_and_an_accredited_one_is_not(
    standing: str,
) -> None:
    for level in EMBASSIES.by_name["level"].words:
        values: Values = {"sender": ("PRK",), "receiver": ("BLR",), "level": (level,)}
        name = "ACCREDITED_TO" if level == "non-resident" else "HAS_EMBASSY_IN"
        assert list(EMBASSIES.tie_pairs(values, standing)) == [(name, "PRK", "BLR", level)]


@pytest.mark.parametrize("level", ["embassy", "non-resident"])
def test_a_denied_mission_is_an_absence(level: str) -> None:
    values: Values = {"sender": ("BLR",), "receiver": ("PRK",), "level": (level,)}
    assert list(EMBASSIES.tie_pairs(values, "denied")) == [
        ("HAS_NO_EMBASSY_IN", "BLR", "PRK", level)
    ]


@every_kind
def test_what_is_denied_makes_no_tie_but_an_absence(kind: Kind) -> None:
    values = {column.name: ("A", "B") for column in kind.columns if column.entity}
    made = {name for name, *_ in kind.tie_pairs(values, "denied")}
    assert made <= {"HAS_NO_EMBASSY_IN"}


def test_an_office_ties_with_its_name() -> None:
    values: Values = {"person": ("kim",), "country": ("PRK",), "office": ("Leader",)}
    assert list(OFFICES.tie_pairs(values, STANDINGS[0])) == [
        ("HOLDS_OFFICE", "kim", "PRK", "Leader")
    ]
