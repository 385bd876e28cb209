"""The strip chart: where marks lie, and that what is uncertain is drawn so."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dashboard.dossier import Entry
from dashboard.listing import legend, marks, when
from dashboard.strip import Axis, Mark, Row, axis, chart
from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window
from tests.dashboard.facts import HOSTILE, TELLER, claim, embassy, short

TODAY = date(2026, 1, 1)


def day(text: str) -> Window:
    return Window(date.fromisoformat(text), date.fromisoformat(text))


def mark(start: Window, end: Window, **more: object) -> Mark:
    return Mark(start, end, "what", "/fact?id=f", "visits", **more)  # type: ignore[arg-type]


def drawn(*found: Mark) -> str:
    return chart([Row("a", found)], TODAY)


def test_a_day_is_a_point_and_a_certain_stay_is_solid() -> None:
    assert "dg-point" in drawn(mark(day("2016-09-21"), day("2016-09-21")))
    stay = drawn(mark(day("2016-09-21"), day("2018-09-21")))
    assert '<i style="left:0.0%;width:100.0%">' in stay
    assert "dg-open" not in stay


def test_uncertain_ends_are_not_solid() -> None:
    vague = Window(date(2010, 1, 1), date(2011, 12, 31))
    html = drawn(mark(vague, OPEN_END))
    inner = re.search(r'<i style="left:([\d.]+)%', html)
    assert inner
    assert 5 < float(inner[1]) < 20, "two of about sixteen years may or may not be"
    assert "dg-open" in html
    assert "<i" not in drawn(mark(vague, vague)), "a year in which it may have been has no core"


def test_an_unknown_start_fades_in() -> None:
    html = drawn(mark(Window(UNKNOWN, date(2016, 1, 1)), OPEN_END))
    assert "dg-before" in html
    assert "<i" in html


def test_standing_and_dispute_are_seen() -> None:
    html = drawn(mark(day("2016-09-21"), OPEN_END, standing="alleged", contested=True))
    assert "dg-alleged" in html
    assert "dg-contested" in html


windows = st.tuples(st.dates(date(1800, 1, 1)), st.dates(date(1800, 1, 1))).map(
    lambda pair: Window(min(pair), max(pair))
)


@given(st.lists(st.tuples(windows, windows), min_size=1, max_size=12))
def test_every_mark_lies_on_the_axis(pairs: list[tuple[Window, Window]]) -> None:
    found = [mark(start, max(start, end)) for start, end in pairs]
    html = drawn(*found)
    for left, width in re.findall(r"left:([\d.]+)%;--lane:\d+(?:;width:([\d.]+)%)?", html):
        assert 0 <= float(left) <= 100
        assert float(left) + float(width or 0) <= 100.01
    assert html.count("dg-mark") == len(found)


def test_marks_in_one_lane_do_not_cover_each_other() -> None:
    same = [mark(day("2016-09-21"), day("2017-09-21")) for _ in range(5)]
    lanes = re.findall(r"--lane:(\d+)", drawn(*same))
    assert sorted(lanes) == list("01234")


def test_the_axis_begins_with_a_year_and_has_few_ticks() -> None:
    line = axis([Row("a", [mark(day("1948-10-12"), OPEN_END)])], TODAY)
    assert (line.first, line.last) == (date(1948, 1, 1), TODAY)
    assert line.ticks() == [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]
    assert Axis(date(2020, 1, 1), TODAY).at(OPEN) == 100


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


def test_hostile_text_is_text() -> None:
    html = chart([Row(HOSTILE, [Mark(day("2016-09-21"), OPEN_END, HOSTILE, "/", "visits")])], TODAY)
    parser = _Tags()
    parser.feed(html)
    assert parser.tags == {"div", "span", "a", "i"}


def test_nothing_dated_is_nothing_drawn() -> None:
    assert chart([Row("a", [])], TODAY) == ""


def test_an_event_of_which_only_the_beginning_is_known_is_no_bar_to_today() -> None:
    visit = short(claim("visits", "2024-07-25", sender="BLR", host="PRK", date="2024-07-23/"))
    entry = Entry(visit, "yes")
    (found,) = marks([entry], TELLER)
    # it may have lasted until the last word on it, and no longer
    assert (found.start, found.end.latest) == (day("2024-07-23"), day("2024-07-25").latest)
    assert when(entry) == "23–25 Jul 2024 at the latest"


def test_what_is_expected_from_a_day_on_is_listed_by_that_day() -> None:
    soon = claim(
        "visits", "2014-10-17", sender="PRK", host="ETH", date="[2014-10-17..]", standing="expected"
    )
    assert when(Entry(short(soon), "no")) == "17 Oct 2014 or later"


def test_an_event_of_which_only_the_report_is_dated_is_listed_as_of_then_or_earlier() -> None:
    told = claim("visits", "2014-10-17", sender="PRK", host="ETH", date="[..2014-10-17]")
    assert when(Entry(short(told), "yes")) == "17 Oct 2014 or earlier"


def test_what_has_no_date_is_counted_in_the_legend() -> None:
    undated = short(claim("visits", sender="BLR", host="PRK"))
    stands = embassy()
    entries = [Entry(undated, "yes"), Entry(stands, "yes")]
    assert [one.text for one in marks(entries, TELLER)] == [
        "North Korea has an embassy in Belarus (since 21 September 2016 at the latest)."
    ]
    assert "1 fact without a date: not drawn." in legend(entries)
