"""Each analysis on a small world: both clocks, what is uncertain, contested, absent or expected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.analysis import ANALYSES, World, analyses_page
from diplograph.analysis.base import Analysis, Column, Table, holds
from diplograph.analysis.networks import paths
from diplograph.analysis.triads import triads
from diplograph.dates import OPEN
from diplograph.errors import DeclarationError, DiplographError
from diplograph.questions.core import TieRecord
from tests.conftest import ROOT
from tests.diplograph.analysis.worlds import tie, world

DAY = "2020-06-30"


def _rows(name: str, ties: list[TieRecord], as_of: str = DAY, **rest: Any) -> list[dict[str, Any]]:
    return ANALYSES[name](world(ties, as_of, **rest)).rows


def _row(rows: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, rows
    return found[0]


def test_missions_are_counted_as_a_range_and_absences_not_at_all() -> None:
    rows = _rows(
        "missions",
        [
            tie("embassies", "A", "B", "embassy"),
            tie("embassies", "A", "C", "embassy", start="2020-01-01/2020-12-31"),
            tie("embassies", "A", "D", "embassy", standing="alleged", contested=True),
            tie("embassies", "A", "E", "embassy", standing="expected"),
            tie("embassies", "A", "F", "embassy", type_="HAS_NO_EMBASSY_IN", standing="denied"),
            tie("embassies", "A", "G", "non-resident", type_="ACCREDITED_TO"),
            tie("embassies", "A", "H", "embassy", start="2021-01-01"),
            tie("embassies", "B", "A", "embassy", end="2019-12-31"),
        ],
    )
    first = _row(rows, state="A")
    assert (first["sent_certain"], first["sent_possible"], first["contested"]) == (1, 3, 1)
    assert (first["received_certain"], first["received_possible"]) == (0, 0)
    assert _row(rows, state="D")["received_possible"] == 1


def test_the_record_of_a_day_knows_only_what_was_published() -> None:
    later = date(2020, 3, 1)
    ties = [
        tie("embassies", "A", "B", "embassy", fact="f", known=(date(2020, 1, 1), later)),
        tie("embassies", "A", "B", "embassy", fact="f", contested=True, known=(later, OPEN)),
        tie("embassies", "A", "C", "embassy", known=(date(2020, 5, 1), OPEN)),
    ]

    def sent(known_on: date | None) -> tuple[int, int]:
        rows = _rows("missions", ties, known_on=known_on)
        row = next(
            (row for row in rows if row["state"] == "A"), {"sent_certain": 0, "contested": 0}
        )
        return row["sent_certain"], row["contested"]

    assert sent(date(2019, 1, 1)) == (0, 0)
    assert sent(date(2020, 2, 1)) == (1, 0)
    assert sent(date(2020, 4, 1)) == (1, 1)
    assert sent(None) == (2, 1)


def test_visits_count_once_they_have_happened_and_once_for_all_who_came() -> None:
    ties = [
        tie("visits", "A", "B", fact="v", start="2020-05-01"),
        tie("visits", "a-minister", "B", fact="v", start="2020-05-01"),
        tie("visits", "A", "B", fact="w", start="2020-06-01/2020-07-31"),
        tie("visits", "A", "B", fact="x", start="2010-01-01"),
        tie("visits", "A", "B", fact="y", start="2021-01-01"),
    ]
    every = _row(_rows("visits", ties), state="A")
    assert (every["paid_certain"], every["paid_possible"]) == (2, 3)
    lately = _row(_rows("visits", ties, since=date(2020, 1, 1)), state="A")
    assert (lately["paid_certain"], lately["paid_possible"]) == (1, 2)
    flow = _row(_rows("visit-flows", ties), sender="A", host="B")
    assert (flow["first"], flow["back"]) == ("1 January 2010", 0)


def test_the_first_visit_is_sure_only_where_none_may_have_been_earlier() -> None:
    ties = [
        tie("visits", "A", "B", fact="v", start="2020-05-01"),
        tie("visits", "A", "B", fact="w", start="2020-01-01/2020-06-01"),
        tie("visits", "C", "B", fact="x", start="2019-05-01"),
    ]
    rows = _rows("first-visits", ties)
    assert [row["fact"] for row in rows] == [("v",), ("x",)]
    assert [row["sure"] for row in rows] == ["no", "yes"]


def test_a_mission_that_is_not_answered_says_whether_the_absence_is_sourced() -> None:
    rows = _rows(
        "reciprocity",
        [
            tie("embassies", "A", "B", "embassy"),
            tie("embassies", "B", "A", "embassy", type_="HAS_NO_EMBASSY_IN", standing="denied"),
            tie("embassies", "C", "A", "consulate"),
            tie("embassies", "A", "D", "embassy"),
            tie("embassies", "D", "A", "liaison-office"),
            tie("embassies", "A", "E", "embassy"),
            tie("embassies", "E", "A", "embassy"),
        ],
    )
    assert [(r["sender"], r["receiver"], r["what"], r["missing"]) for r in rows] == [
        ("A", "B", "one-sided", "recorded as absent"),
        ("C", "A", "one-sided", "not recorded"),
        ("A", "D", "unequal", ""),
    ]


def test_isolation_of_one_tied_to_none_and_of_a_hub() -> None:
    ties = [tie("relations", "A", other, "relations") for other in "BCD"]
    rows = _rows("isolation", [*ties, tie("embassies", "X", "Y", "embassy")])
    hub, lone = _row(rows, state="A"), _row(rows, state="X")
    assert hub["without_relations_low"] == pytest.approx(1 - 3 / 5, abs=1e-4)
    assert lone["without_relations_low"] == 1
    assert lone["distance_low"] == pytest.approx(0.8)
    assert hub["distance_low"] < lone["distance_low"]


def test_sanctions_shared_by_targets_and_senders() -> None:
    ties = [tie("sanctions", sender, target) for sender in "ABC" for target in "XY"]
    rows = _rows("sanction-overlap", [*ties, tie("sanctions", "D", "Y")])
    targets = _row(rows, first="X", second="Y")
    assert (targets["shared"], targets["overlap_certain"]) == (("A", "B", "C"), 0.75)
    assert _row(rows, first="A", second="B")["shared"] == ("X", "Y")


def test_two_blocs_are_two_communities_and_who_moves_is_told() -> None:
    blocs = ["ABCD", "WXYZ"]
    pairs = [(a, b) for bloc in blocs for a in bloc for b in bloc if a < b]
    stays = [tie("treaties", a, b, "defence") for a, b in pairs if "D" not in (a, b)]
    before = [tie("treaties", a, "D", "defence", end="2015-12-31") for a in "ABC"]
    after = [tie("treaties", "D", a, "defence", start="2017-01-01") for a in "WXYZ"]
    rows = _rows("communities", [*stays, *before, *after], since=date(2010, 1, 1))
    assert {r["state"] for r in rows if r["group"] == 1} == set("WXYZD")
    assert [r["state"] for r in rows if r["change"] == "moved"] == ["D"]


def test_obligations_are_networks_of_their_own() -> None:
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    ties = [tie("treaties", a, b, "defence;consultation", fact="t") for a, b in pairs]
    rows = _rows("obligations", [*ties, tie("treaties", "A", "D", "trade", fact="u")])
    defence = _row(rows, obligation="defence")
    assert (defence["treaties_certain"], defence["density"], defence["triangles"]) == (1, 1, 1)
    assert _row(rows, obligation="trade")["parties"] == ("A", "D")


PACTS = [
    tie("treaties", "P", "R", "defence", fact="pact", start="2019-06-19"),
    tie("treaties", "B", "R", "union", fact="union", start="1999-12-08"),
]


def test_a_triad_is_closing_by_what_its_open_pair_does() -> None:
    ties = [
        *PACTS,
        tie("visits", "b-minister", "P", fact="visit", start="2020-06-20"),
        tie("meetings", "B", "P", fact="meeting", start="2020-07-01", standing="expected"),
        tie("statements", "P", "B", "condemnation", fact="not-an-approach", start="2020-06-01"),
        tie("visits", "B", "P", fact="long-ago", start="2000-06-20"),
    ]
    (triad,) = triads(world(ties, DAY))
    assert (triad.states, triad.open) == (("B", "P", "R"), ("B", "P"))
    assert triad.approaches == ("visit", "meeting")
    assert triads(world(PACTS, DAY)) == []


def test_a_triad_closes_when_its_last_side_begins() -> None:
    last = tie("treaties", "B", "P", "friendship", fact="last", start="2020-01-01/2020-03-31")
    (row,) = _rows("triads", [*PACTS, last])
    assert (row["state"], row["between"], row["by"]) == ("closed", ("B", "P"), ("last",))
    assert row["closed"] == "between 1 January and 31 March 2020"
    assert _rows("triads", [*PACTS, last], as_of="2019-12-31") == []


def test_balance_leaves_out_pairs_that_are_both() -> None:
    ties = [
        *PACTS,
        tie("sanctions", "W", "P"),
        tie("sanctions", "W", "R"),
        tie("sanctions", "W", "B"),
        tie("statements", "W", "B", "support", start="2020-06-01"),
    ]
    table = ANALYSES["balance"](world(ties, DAY))
    assert "1 pairs are both" in table.summary
    assert _row(table.rows, state="W")["opponents"] == 2
    assert _row(table.rows, state="P")["balanced"] == 1


def test_similar_portfolios() -> None:
    ties = [
        tie("treaties", "A", "X", "defence"),
        tie("treaties", "B", "X", "defence"),
        tie("treaties", "C", "X", "consultation", start="2020-01-01/2020-12-31"),
    ]
    rows = _rows("similarity", ties, about=("A", "B"))
    assert [(r["first"], r["second"], r["allies"]) for r in rows] == [("A", "B", ("X",))]
    # they differ only in being allied each to itself: 2 of 4 states by 3 each
    assert rows[0]["s"] == 1 - 2 * (3 + 3) / (4 * 3)


def test_a_pair_like_this_pair_is_found_the_right_way_round() -> None:
    ties = [
        tie("embassies", "A", "B", "embassy"),
        tie("embassies", "B", "A", "embassy", type_="HAS_NO_EMBASSY_IN", standing="denied"),
        tie("embassies", "Y", "X", "embassy"),
        tie("embassies", "X", "Y", "embassy", type_="HAS_NO_EMBASSY_IN", standing="denied"),
        tie("embassies", "V", "W", "embassy"),
    ]
    rows = _rows("like-pair", ties, about=("A", "B"))
    assert [(r["first"], r["second"]) for r in rows] == [("Y", "X"), ("V", "W")]
    assert [r["likeness"] for r in rows] == [1.0, pytest.approx(0.7071, abs=1e-4)]


def test_all_shortest_paths_over_chosen_kinds() -> None:
    ties = [
        tie("relations", "A", "B", "relations"),
        tie("relations", "B", "D", "relations"),
        tie("visits", "A", "C", fact="v", start="2020-01-01"),
        tie("relations", "C", "D", "relations", standing="alleged"),
        tie("embassies", "A", "D", "embassy", type_="HAS_NO_EMBASSY_IN", standing="denied"),
    ]
    found = paths(world(ties, DAY), "A", "D", ("relations", "visits", "embassies"))
    assert [(path.ids, path.certain) for path in found] == [
        (("A", "B", "D"), True),
        (("A", "C", "D"), False),
    ]
    assert len(paths(world(ties, DAY), "A", "D", ("relations",))) == 1
    assert paths(world(ties, DAY), "A", "nowhere", ("relations",)) == []


def test_change_tells_the_world_from_the_record() -> None:
    early, late = date(2020, 1, 1), date(2020, 6, 1)
    ties = [
        tie("embassies", "A", "B", "embassy", fact="opened", start="2020-03-01"),
        tie("embassies", "A", "C", "embassy", fact="closed", end="2020-03-01"),
        tie("embassies", "A", "D", "embassy", fact="learned", known=(date(2020, 2, 1), OPEN)),
        tie("embassies", "A", "E", "embassy", fact="disputed", known=(early, late)),
        tie("embassies", "A", "E", "embassy", fact="disputed", contested=True, known=(late, OPEN)),
        tie("embassies", "A", "F", "embassy", fact="stands"),
        tie("visits", "A", "B", fact="visit", start="2020-04-01"),
    ]
    rows = _rows("change", ties, since=early)
    assert {(row["in"], row["fact"][0], row["change"]) for row in rows} == {
        ("world", "opened", "began"),
        ("world", "closed", "ended"),
        ("world", "visit", "took place"),
        ("record", "learned", "learned"),
        ("record", "disputed", "disputed"),
    }
    with pytest.raises(DiplographError, match="needs an earlier day"):
        _rows("change", ties)


def test_the_revision_rate_is_revisions_over_years_in_the_record() -> None:
    ties = [
        tie("embassies", "A", "B", fact="f", known=(date(2018, 1, 1), date(2019, 1, 1))),
        tie("embassies", "A", "B", fact="f", known=(date(2019, 1, 1), OPEN)),
        tie("embassies", "A", "C", fact="g", known=(date(2018, 1, 1), OPEN)),
    ]
    row = _row(_rows("revisions", ties, known_on=date(2020, 1, 1)), kind="embassies")
    assert (row["facts"], row["revised"], row["revisions"], row["days"]) == (2, 1, 1, 365)
    assert row["rate"] == pytest.approx(0.25, abs=1e-3)


# What holds for every analysis

KINDS = ("relations", "embassies", "visits", "meetings", "treaties", "sanctions")
DAYS = st.dates(date(2015, 1, 1), date(2025, 1, 1))


@st.composite
def some_ties(draw: st.DrawFn) -> list[TieRecord]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(KINDS))
        first, second = draw(st.permutations("ABCDE"))[:2]
        start, width = draw(DAYS), draw(st.integers(0, 400))
        until = date.fromordinal(start.toordinal() + width)
        value = "embassy" if kind == "embassies" else draw(st.sampled_from(["defence", "trade"]))
        made = tie(
            kind,
            first,
            second,
            value,
            fact=f"f{number}",
            standing=draw(st.sampled_from(["asserted", "alleged", "expected"])),
            contested=draw(st.booleans()),
            start=f"{start}/{until}",
        )
        found.append(made)
    return found


@pytest.mark.parametrize("analysis", ANALYSES.values(), ids=lambda one: one.name)
@given(ties=some_ties(), day=DAYS)
def test_the_certain_never_exceeds_the_possible(
    analysis: Analysis, ties: list[TieRecord], day: date
) -> None:
    about = ("A", "B") if analysis.needs else ()
    since = date(2016, 1, 1) if analysis.needs_since else None
    table = analysis(world(ties, day.isoformat(), about=about, since=since))
    assert table.columns == analysis.columns
    for row in table.rows:
        assert set(row) == {column.name for column in analysis.columns}
        for column in analysis.columns:
            if column.kind == "count" and column.name.endswith("_certain"):
                assert row[column.name] <= row[column.name.replace("_certain", "_possible")]
            if column.kind == "share" and row[column.name] is not None:
                assert 0 <= row[column.name] <= 1
            if column.name.endswith("_low"):
                assert row[column.name] <= row[column.name.replace("_low", "_high")] + 1e-9


@pytest.mark.parametrize("analysis", ANALYSES.values(), ids=lambda one: one.name)
def test_an_empty_graph_gives_an_empty_table_and_no_fault(analysis: Analysis) -> None:
    empty = World([], {}, date(2020, 1, 1), None, date(2019, 1, 1), ("A", "B"))
    table = analysis(empty)
    assert table.rows == []
    assert list(table.frame().columns) == [column.name for column in analysis.columns]


@pytest.mark.parametrize("analysis", ANALYSES.values(), ids=lambda one: one.name)
def test_every_analysis_says_what_it_is(analysis: Analysis) -> None:
    first, *rest = analysis.explanation.split("\n\n")
    assert first.endswith(".")
    assert rest
    assert all(column.help or column.name == "second" for column in analysis.columns)


def test_the_page_is_what_the_declarations_say() -> None:
    page = (ROOT / "docs" / "analyses.md").read_text(encoding="utf-8")
    assert page == analyses_page(), "run: diplograph analyse --page > docs/analyses.md"


def test_what_is_expected_does_not_hold_and_what_is_alleged_holds_possibly() -> None:
    day = date(2020, 1, 1)
    standings = ("asserted", "denied", "alleged", "expected")
    found = [holds(tie("embassies", "A", "B", standing=one), day) for one in standings]
    assert found == ["yes", "yes", "possibly", "no"]


def test_an_analysis_without_a_definition_is_not_taken() -> None:
    def undefined(_: World) -> Table:
        return Table((), [])

    with pytest.raises(DeclarationError, match="no definition"):
        Analysis("x", "X", (), (), undefined)
    columns = (Column("a", "text", ""), Column("a", "text", ""))
    with pytest.raises(DeclarationError, match="columns"):
        Analysis("x", "X", (), columns, ANALYSES["missions"].run)


def test_names_stand_for_ids_in_a_table_for_people() -> None:
    table = ANALYSES["missions"](world([tie("embassies", "AA", "BB", "embassy")], DAY))
    assert [row["state"] for row in table.named(str.lower).rows] == ["aa", "bb"]
