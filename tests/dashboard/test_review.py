"""What a load would do, in words; and what the command says, read back."""

from __future__ import annotations

import json

import pytest

from dashboard.loading import review
from dashboard.loading.commands import Outcome, outcome
from diplograph.errors import Problem

WRONG = Problem("visits.csv", 3, "date", "2024-13", "there is no month 13", "bad-date")


@pytest.mark.parametrize(
    ("counts", "done", "said"),
    [
        ({"added": 2, "changed": 0, "unchanged": 1}, False,
         "This is what loading it would do: 2 claims added, 1 claim there already."),
        ({"added": 1}, True, "This is what loading it did: 1 claim added."),
        ({"added": 0, "withdrawn": 0}, False,
         "This is what loading it would do: nothing; the graph is as these rows say."),
    ],
)  # fmt: skip
def test_the_numbers_in_words(counts: dict[str, int], done: bool, said: str) -> None:
    assert review.told(Outcome(counts, (), ()), done) == said


def test_errors_keep_everything_out_and_say_so() -> None:
    said = review.told(Outcome({"added": 1}, (), (WRONG,)), done=False)
    assert said.endswith("1 error. Nothing is written while there are errors.")
    table = review.problems_table([WRONG])
    for cell in ("visits.csv", ">3<", "date", "2024-13", "there is no month 13"):
        assert cell in table


def test_hostile_cells_are_text() -> None:
    bad = Problem("<b>.csv", 1, "<i>", "<script>alert(1)</script>", "<img src=x>", "x")
    assert not any(tag in review.problems_table([bad]) for tag in ("<b>", "<i>", "<script", "<img"))


def test_what_the_command_says_is_read_back() -> None:
    text = json.dumps({"load": "x", "added": 1, "rejected": 0, "problems": [WRONG.as_dict()]})
    found = outcome(text, "")
    assert (found.counts, found.problems, found.fault) == (
        {"added": 1, "rejected": 0}, (WRONG,), "",
    )  # fmt: skip
    assert found.touches
    assert outcome("", "the graph cannot be reached").fault == "the graph cannot be reached"
    assert outcome("Traceback", "").fault == "Traceback"
