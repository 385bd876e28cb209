"""Rows before + change → rows after, and what a change displaces can be put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.rows import Changed, Key, Row, Rows, change, packed, undone, unpacked

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
STEMS = st.sampled_from(["embassies", "visits", "sources"])
KEYS = st.tuples(STEMS, st.sampled_from(["a", "b", "é:1"]))
ROWS: st.SearchStrategy[Rows] = st.dictionaries(
    KEYS,
    st.builds(
        Row,
        st.dictionaries(st.sampled_from(["from", "note"]), st.sampled_from(["1", "2"]) | TEXT),
        st.sampled_from(["embassies.csv", "Embassies.CSV"]),
        st.integers(2, 3),
    ),
    max_size=6,
)
UNREADABLE = st.frozensets(STEMS, max_size=2)

OLD, NEW = Row({"from": "2015"}, "embassies.csv", 2), Row({"from": "2016"}, "embassies.csv", 2)
KEY = ("embassies", "a")


def test_a_row_that_is_gone_is_taken_away_and_one_in_a_file_with_errors_stays() -> None:
    none: frozenset[Key] = frozenset()
    assert change({KEY: OLD}, {}) == Changed({}, {KEY: OLD}, none)
    assert change({KEY: OLD}, {}, ["embassies"]) == Changed({KEY: OLD}, {}, none)
    assert change({KEY: OLD}, {}, ["visits"]) == Changed({}, {KEY: OLD}, none)
    assert change({KEY: OLD}, {KEY: NEW}, ["embassies"]) == Changed({KEY: NEW}, {KEY: OLD}, none)


def test_a_row_that_only_moved_is_no_change_and_one_of_another_file_is() -> None:
    moved, renamed = Row(OLD.cells, OLD.file, 9), Row(OLD.cells, "Embassies.csv", 2)
    found = change({KEY: OLD}, {KEY: moved})
    assert found.displaced == {}
    assert found.after[KEY].line == 9
    assert change({KEY: OLD}, {KEY: renamed}).displaced == {KEY: OLD}


@given(ROWS, ROWS, UNREADABLE)
def test_afterwards_there_is_what_was_given_and_what_was_kept(
    before: Rows, given_: Rows, unreadable: frozenset[str]
) -> None:
    after = change(before, given_, unreadable).after
    kept = {key for key in before if key[0] in unreadable}
    assert set(after) == set(given_) | kept
    for key, row in after.items():
        assert row is (given_ if key in given_ else before)[key]


@given(ROWS, ROWS, UNREADABLE)
def test_what_differs_is_displaced_and_puts_everything_back(
    before: Rows, given_: Rows, unreadable: frozenset[str]
) -> None:
    found = change(before, given_, unreadable)
    assert found.displaced.items() <= before.items()
    assert all(found.after.get(key) != row for key, row in found.displaced.items())
    assert undone(found.after, found.displaced, found.added) == before


@given(ROWS)
def test_the_same_rows_given_again_change_nothing(rows: Rows) -> None:
    assert change(rows, dict(rows)) == Changed(rows, {}, frozenset())


@given(ROWS)
def test_packed_rows_come_out_as_they_were(rows: Rows) -> None:
    text = packed(rows)
    assert text.isascii()
    assert unpacked(text) == rows
    assert [row.line for _, row in sorted(unpacked(text).items())] == [
        row.line for _, row in sorted(rows.items())
    ]


@given(ROWS)
def test_the_order_of_rows_does_not_show_in_what_is_packed(rows: Rows) -> None:
    backwards = dict(reversed(list(rows.items())))
    assert packed(backwards) == packed(rows)


def test_no_rows_are_an_empty_text_and_many_alike_a_short_one() -> None:
    assert packed({}) == ""
    assert unpacked("") == {}
    many = {("visits", str(n)): OLD for n in range(1000)}
    assert len(packed(many)) < 8_000


@pytest.mark.parametrize("text", ["é", "조약", '"', "a\nb", "\u2028"])
def test_texts_of_any_script_are_packed(text: str) -> None:
    rows = {KEY: Row({"note": text}, "embassies.csv", 2)}
    assert unpacked(packed(rows)) == rows
