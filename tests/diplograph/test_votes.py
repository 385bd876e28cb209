"""Whose word counts, and which of several windows leads."""

from __future__ import annotations

import pytest

from diplograph.catalogue import TREATIES
from diplograph.model import Claim
from tests.diplograph.claims import claim, embassy
from tests.diplograph.reading import now, ties
from tests.diplograph.test_times_and_stances import A, B, C, denied, expected, visit


def test_a_party_that_took_back_its_word_has_no_vote() -> None:
    both = embassy("2001-06-01", f"{A};{B}", from_="1990-03-01")
    other = embassy("2002-06-01", C, from_="1991-03-01")
    assert ties(now(both, other)) == ["asserted 1990-03-01 to open!"]
    taken_back = denied("2005-01-01", A, from_="1990-03-01")
    assert ties(now(both, other, taken_back))[0] == "asserted 1991-03-01 to open!"
    over = denied("2005-01-01", B)  # without dates: it was so, and is no more
    assert ties(now(both, other, over))[0] == "asserted 1991-03-01 to open!"
    alone = [embassy("2001-06-01", one, from_="1990-03-01") for one in (A, B)]
    assert ties(now(*alone, other))[0] == "asserted 1990-03-01 to open!"
    assert ties(now(both, other, taken_back, over)) == ties(
        now(embassy("2001-06-01", B, from_="1990-03-01"), other, taken_back, over)
    )


@pytest.mark.parametrize("by", [A, B])
def test_one_expectation_does_not_end_another(by: str) -> None:
    first = expected("2024-01-01", A, from_="2025-03-01")
    second = expected("2024-02-01", by, from_="2025-04-01")
    found = now(first, second)
    assert ties(found) == ["expected 2025-04-01 to open!"]
    assert found.disputes == ("from",)


def test_a_day_within_one_of_two_spans_agrees_with_it() -> None:
    spans = [
        visit("2020-01-01", "2019-07-01/2019-07-05", A),
        visit("2020-01-01", "2019-08-01/2019-08-05", C),
    ]
    (line,) = ties(now(*spans, visit("2020-01-01", "2019-07-03", B)))
    assert line == "asserted 2019-07-01 to 2019-07-05!"


def test_a_treaty_signed_in_a_year_began_in_it_at_the_earliest() -> None:
    def treaty(by: str, **cells: str) -> Claim:
        return claim(TREATIES, "2020-01-01", by, parties="PRK;RUS", name="t", **cells)

    assert ties(now(treaty(A, signed="1999"), treaty(B, signed="1999-05"))) == [
        "asserted 1999-05-01..1999-05-31 to open"
    ]
    assert ties(now(treaty(A, signed="1999"), treaty(B, **{"from_": "[1998..2003]"}))) == [
        "asserted 1999-01-01..2003-12-31 to open"
    ]
