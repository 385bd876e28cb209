"""Problems that say the same are shown as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplograph.errors import Problem, grouped


def problem(row: int, message: str = "wrong", column: str = "a") -> Problem:
    return Problem("x.csv", row, column, str(row), message, "code")


def test_more_than_twenty_alike_are_one_with_the_first_rows() -> None:
    alike = [problem(row) for row in range(2, 32)]
    other = problem(5, "else")
    (shown, last) = grouped([*alike, other])
    assert str(shown) == ("x.csv, row 2, column a: '2': wrong (and 29 more rows: 3, 4, 5, 6, 7, …)")
    assert last == other


def test_twenty_alike_are_shown_one_by_one_in_their_order() -> None:
    mixed = [problem(row, column="ab"[row % 2]) for row in range(40)]
    assert grouped(mixed) == mixed


def test_problems_of_whole_files_have_no_rows_to_name() -> None:
    assert grouped([problem(0)] * 21)[0].message == "wrong (and 20 more)"


@given(
    st.lists(st.builds(problem, st.integers(0, 9), st.sampled_from("xyz"), st.sampled_from("ab")))
)
def test_every_message_is_still_shown(problems: list[Problem]) -> None:
    shown = grouped(problems, most=3)
    assert {p.message[0] + p.column for p in shown} == {p.message + p.column for p in problems}
    assert len(shown) <= len(problems)
