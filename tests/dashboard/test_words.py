"""The short words for days, as edges and lists have them."""

from __future__ import annotations

import pytest

from dashboard.words import short_when, short_window
from diplograph.dates import OPEN_END, parse_date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016-09-19", "19 Sep 2016"),
        ("2016-09", "Sep 2016"),
        ("2016", "2016"),
        ("[1990..1993]", "1990–1993"),
        ("[2016-09-19..2016-09-21]", "19–21 Sep 2016"),
        ("[2013-04-01..2013-08-31]", "1 Apr–31 Aug 2013"),
        ("[2023-12-27..2024-01-02]", "27 Dec 2023 – 2 Jan 2024"),
        ("[1998-08-01..2016-10-15]", "1998–2016"),
        ("[..2016]", ""),
    ],
)
def test_a_window_is_as_short_as_it_can_be(text: str, said: str) -> None:
    assert short_window(parse_date(text)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2016-09-19", "2016-09-19", "19 Sep 2016"),
        ("2016-09-19", None, "since 19 Sep 2016"),
        ("[1998-08-01..2016-10-15]", None, "since 1998–2016"),
        ("[..2016]", "2020", "until 2020"),
        ("2016-09-19", "2016-09-21", "19–21 Sep 2016"),
        ("2016-08-30", "2016-09-02", "30 Aug–2 Sep 2016"),
        ("2015", "2016-09", "2015 – Sep 2016"),
        ("2024-04-16", "[2024-04-16..2024-07-22]", "16 Apr–22 Jul 2024 at the latest"),
        ("2024-04-16", "[2024-05-01..2024-07-22]", "16 Apr 2024 to 1 May–22 Jul 2024"),
        ("[..2016]", "[2020-01-01..]", ""),
    ],
)
def test_when_something_held_is_never_ambiguous(start: str, end: str | None, said: str) -> None:
    assert short_when(parse_date(start), parse_date(end) if end else OPEN_END) == said
