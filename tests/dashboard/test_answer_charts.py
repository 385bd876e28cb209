"""An answer's columns say whether it reads best as bars or on a time axis."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard.console.charts import DRAWN, chart
from diplograph.cookbook import COOKBOOK
from diplograph.database import Answer, Database
from diplograph.dates import OPEN, UNKNOWN


def answer(columns: list[str], *rows: tuple[Any, ...]) -> Answer:
    return Answer(columns, [dict(zip(columns, row, strict=True)) for row in rows], more=False)


def data(found: Any) -> list[dict[str, Any]]:
    spec = found.to_dict()
    return list(next(iter(spec["datasets"].values())))


def test_a_text_and_a_number_are_bars() -> None:
    found = chart(answer(["state", "missions"], ("Belarus", 83), ("Russia", 27)), dark=False)
    assert [row["n"] for row in data(found)] == [83, 27]


def test_title_begins_and_ends_are_a_time_axis_with_what_is_open_up_to_today() -> None:
    columns = ["fact", "title", "begins", "ends"]
    rows = [("a", "A", date(2016, 9, 19), OPEN), ("b", "B", UNKNOWN, date(2017, 1, 1))]
    first, second = data(chart(answer(columns, *rows), dark=True))
    assert (first["begins"], first["ends"]) == ("2016-09-19", date.today().isoformat())
    assert (second["begins"], second["ends"]) == ("2017-01-01", "2017-01-01")


@pytest.mark.parametrize(
    "columns",
    [["a"], ["a", "b", "c"]],
)
def test_other_answers_are_not(columns: list[str]) -> None:
    assert chart(answer(columns, tuple("x" for _ in columns)), dark=False) is None
    assert chart(answer(columns), dark=False) is None


def test_a_long_answer_is_cut() -> None:
    rows = [(f"s{n}", n) for n in range(DRAWN + 5)]
    assert len(data(chart(answer(["state", "n"], *rows), dark=False))) == DRAWN


@pytest.mark.parametrize(
    "name", [name for name, one in COOKBOOK.items() if one.picture in ("bars", "timeline")]
)
def test_the_cookbooks_bars_and_times_are_drawn(story: Database, name: str) -> None:
    assert chart(COOKBOOK[name].ask(story), dark=False) is not None
