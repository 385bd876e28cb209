"""What came and went as a clock moved."""

from __future__ import annotations

from datetime import date

from dashboard.pages import Clocks
from dashboard.picture.passage import told

FIRST, LAST = date(2016, 9, 20), date(2016, 9, 21)
OLD, NEW = {"a": "A visit", "b": "An embassy"}, {"b": "An embassy", "c": "A treaty"}


def test_a_step_says_what_it_brought_and_took() -> None:
    assert told(Clocks(FIRST), Clocks(LAST), OLD, NEW) == (
        "As of 20 September 2016 → 21 September 2016: 1 fact came (A treaty), "
        "1 fact went (A visit)."
    )
    assert told(Clocks(FIRST), Clocks(None, LAST), OLD, OLD) == (
        "As of 20 September 2016 → any day, known on any day → 21 September 2016: "
        "nothing came or went."
    )
    assert told(Clocks(FIRST, LAST), Clocks(FIRST, LAST), OLD, NEW) == ""
    assert told(Clocks(FIRST), Clocks(FIRST, until=LAST), OLD, OLD).startswith(
        "As of 20 September 2016 → 20 September 2016 to 21 September 2016: "
    )
    record = Clocks(known_on=LAST, known_since=FIRST)
    assert told(Clocks(), record, OLD, OLD).startswith(
        "Known on any day → 20 September 2016 to 21 September 2016: "
    )
    assert "→ 20 September 2016 to today: " in told(Clocks(), Clocks(known_since=FIRST), OLD, OLD)


def test_the_first_of_many_are_named() -> None:
    many = {str(n): f"Visit {n}" for n in range(1, 6)}
    assert told(Clocks(FIRST), Clocks(LAST), {}, many).endswith(
        "5 facts came (Visit 1; Visit 2; Visit 3; and 2 more)."
    )
