"""Rankings: the order, shared ranks, ranges and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rankings import (
    BOARDS,
    Line,
    gain_words,
    gains,
    measures,
    ranked,
    sentence,
    value_words,
)
from diplograph.analysis import ANALYSES, Table
from diplograph.database import Database
from diplograph.questions import summaries
from tests.diplograph.analysis.worlds import tie, world

SENT = measures(ANALYSES["missions"])["sent"]


def _table(pairs: list[tuple[int, int]]) -> Table:
    rows = [
        {"state": f"S{place}", "sent_certain": low, "sent_possible": low + more, "contested": 0}
        for place, (low, more) in enumerate(pairs)
    ]
    return Table(ANALYSES["missions"].columns, rows)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=30))
def test_ranks_follow_the_numbers_and_equals_share_one(pairs: list[tuple[int, int]]) -> None:
    lines = ranked(_table(pairs), SENT)
    assert len(lines) == sum(low + more > 0 for low, more in pairs)
    for line in lines:
        better = sum((one.low, one.high) > (line.low, line.high) for one in lines)
        assert line.rank == better + 1


@pytest.mark.parametrize("name", BOARDS)
def test_every_ranking_says_something_of_the_curated_data(name: str, story: Database) -> None:
    day = date(2016, 9, 1)
    analysis = ANALYSES[name]
    seen = summaries.world(story, analysis, day, date(2016, 10, 1))
    table = analysis(seen)
    for measure in measures(analysis).values():
        lines = ranked(table, measure)
        assert lines
        assert all(0 <= line.low <= line.high for line in lines)
        said = sentence(lines, measure, BOARDS[name], "then", seen.name)
        assert "can be ranked" in said


def test_a_ranking_in_words() -> None:
    lines = [Line(1, "A", 41, 43, 2, {}), Line(2, "B", 7, 7, 0, {})]
    assert sentence(lines, SENT, "Missions", "as of today", str.lower) == (
        "Missions as of today: first come a (41–43), b (7), of 2 that can be ranked. "
        "1 of the numbers is a range. 1 rests on facts that are contested."
    )
    assert sentence([], SENT, "Missions", "as of today", str) == (
        "Nobody can be ranked by missions, as of today."
    )
    assert value_words(0.934, 1, share=True) == "93–100 %"


def test_the_share_answered_is_bounded_by_what_is_uncertain() -> None:
    def sends(start: str, end: str, standing: str = "asserted") -> object:
        return tie("embassies", start, end, "embassy", standing=standing)

    ties = [sends("A", "B"), sends("B", "A"), sends("A", "C"), sends("A", "D")]
    ties.append(sends("D", "A", "alleged"))
    table = ANALYSES["answered"](world(ties, "2020-01-01"))  # type: ignore[arg-type]
    first = next(row for row in table.rows if row["state"] == "A")
    assert (first["share_low"], first["share_high"]) == (round(1 / 3, 4), round(2 / 3, 4))
    assert (first["unanswered_certain"], first["unanswered_possible"]) == (1, 2)


def test_over_a_span_what_held_at_any_time_counts() -> None:
    ties = [
        tie("embassies", "A", "B", "embassy", end="2015-06-01"),
        tie("embassies", "A", "C", "embassy", start="2016-05-01", end="2016-06-01"),
        tie("embassies", "A", "D", "embassy", start="2017-05-01"),
        tie("visits", "A", "C", "state", start="2016-03-01"),
        tie("visits", "A", "D", "state", start="2015-03-01"),
    ]
    whole = world(ties, "2016-01-01", until=date(2016, 12, 31))
    assert next(row["sent_certain"] for row in ANALYSES["missions"](whole).rows) == 1
    assert next(row["paid_certain"] for row in ANALYSES["visits"](whole).rows) == 1
    on_one_day = world(ties, "2016-12-31")
    assert ANALYSES["missions"](on_one_day).rows == []
    assert next(row["paid_certain"] for row in ANALYSES["visits"](on_one_day).rows) == 2


def test_a_change_since_another_day() -> None:
    lines = ranked(_table([(5, 1), (2, 0), (1, 0)]), SENT)
    then = _table([(3, 0), (4, 0)])
    assert gains(lines, then, SENT) == {"S0": 2, "S1": -2, "S2": 1}
    assert [gain_words(gain, share=False) for gain in (2, -2, 0)] == ["+2", "−2", "0"]
    assert gain_words(-0.125, share=True) == "−12 %"
