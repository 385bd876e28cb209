"""What changed between two days, told from claims."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.changes import ADDED, bins, by_kind, in_the_record, in_the_world
from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import UNKNOWN, certainty
from diplograph.model import Claim
from diplograph.questions import core
from diplograph.questions.changes import Asked, changed
from diplograph.questions.core import FactRecord
from diplograph.resolution.resolve import versions

FIRST, LAST = date(2016, 9, 1), date(2016, 10, 1)


def fact(*claims: tuple[str, str, str, str], kind: str = "embassies", by: str = "") -> FactRecord:
    """An embassy by claims of (published, from, to, standing)."""
    made = [
        Claim(
            f"c{place}",
            "d",
            kind,
            "f",
            standing,
            {
                "sender": ("PRK",),
                "receiver": ("BLR",),
                "level": ("embassy",),
                **({"from": (start,)} if start else {}),
                **({"to": (end,)} if end else {}),
            },
            (),
            (),
            "",
            "",
            frozenset({by or f"p{place}"}),
            (date.fromisoformat(published),),
            "x.csv",
            place + 2,
            "f",
        )
        for place, (published, start, end, standing) in enumerate(claims)
    ]
    made.sort(key=lambda claim: claim.known)
    return FactRecord("f", KINDS[kind], versions(KINDS[kind], made), made, {})


def world(*claims: tuple[str, str, str, str]) -> list[tuple[str, bool]]:
    return [(one.what, one.certain) for one in in_the_world([fact(*claims)], FIRST, LAST)]


@pytest.mark.parametrize(
    ("start", "end", "standing", "expected"),
    [
        ("2016-09-21", "", "asserted", [("began", True)]),
        ("2016-09", "", "asserted", [("began", False)]),
        ("2016", "", "asserted", [("began", False)]),
        ("2016-09-01", "", "asserted", []),
        ("2016-10-01", "", "asserted", [("began", True)]),
        ("", "", "asserted", []),
        ("2016-09-21", "", "alleged", [("began", False)]),
        ("2016-09-21", "", "expected", []),
        ("2010", "2016-09-01", "asserted", [("ended", True)]),
        ("2010", "2016-10-01", "asserted", []),
        ("2010", "2016-09", "denied", [("ended", True)]),
        ("2016-09-05", "2016-09-09", "asserted", [("began", True), ("ended", True)]),
    ],
)
def test_the_world_changes_where_the_two_days_answers_differ(
    start: str, end: str, standing: str, expected: list[tuple[str, bool]]
) -> None:
    assert world(("2020-01-01", start, end, standing)) == expected


@given(st.dates(date(2016, 8, 1), date(2016, 11, 1)), st.integers(0, 60))
def test_an_exact_day_changes_the_answer_just_where_a_change_is_told(
    start: date, length: int
) -> None:
    end = start + timedelta(days=length)
    one = fact(("2020-01-01", start.isoformat(), end.isoformat(), "asserted"))
    told = {change.what for change in in_the_world([one], FIRST, LAST)}
    stood = [certainty(day, one.now.start, one.now.end) for day in (FIRST, LAST)]
    assert (stood == ["no", "yes"]) == (told == {"began"})
    assert (stood == ["yes", "no"]) == (told == {"ended"})
    assert stood[0] == stood[1] or told


def record(*claims: tuple[str, str, str, str]) -> list[str]:
    return [one.what for one in in_the_record([fact(*claims)], FIRST, LAST)]


def test_the_record_changes_by_what_is_published_between_the_days() -> None:
    first = ("2016-09-05", "2016-09-01", "", "alleged")
    assert record(first) == ["first recorded"]
    assert record(("2016-09-01", "2016", "", "asserted")) == [], "known on the first day already"
    old = ("2015-01-01", "2014", "", "asserted")
    assert record(old) == []
    assert record(old, ("2016-09-05", "2014-03", "", "asserted")) == ["re-dated"]
    assert record(old, ("2016-09-05", "2014", "", "asserted")) == [], "it only confirms"
    assert record(old, ("2016-09-05", "", "", "denied")) == ["contested"]
    assert record(
        ("2015-01-01", "2014", "", "alleged"), ("2016-09-05", "2014", "", "asserted")
    ) == ["standing"]
    assert record(old, ("2016-10-02", "2014-03", "", "asserted")) == []


def test_what_is_settled_is_told() -> None:
    claims = [
        ("2015-01-01", "2014", "", "asserted"),
        ("2015-02-01", "", "", "denied"),
    ]
    before = fact(*claims, by="ministry")
    assert not before.now.contested, "a party that changes its word does not dispute itself"
    other = fact(claims[0], claims[1], ("2016-09-05", "2014", "", "asserted"))
    assert other.versions[1].contested


def test_bins_hold_every_change_or_say_how_many_they_do_not() -> None:
    facts = [
        fact(("2020-01-01", "2016-09-21", "", "asserted")),
        fact(("2020-01-01", "2010", "2016-09-25", "asserted")),
        fact(("2020-01-01", "2016", "", "asserted")),
    ]
    found = in_the_world(facts, FIRST, LAST)
    unit, drawn, spread = bins(found, FIRST, LAST)
    assert (unit, spread) == ("month", 1)
    assert [(one.start, one.up, one.down) for one in drawn] == [
        (date(2016, 9, 1), 1, 1),
        (date(2016, 10, 1), 0, 0),
    ]
    unit, drawn, spread = bins(found, date(2000, 1, 1), LAST)
    assert (unit, spread, len(drawn)) == ("year", 0, 17)
    assert list(by_kind(found)) == ["embassies"]


@pytest.mark.parametrize("then", [False, True])
@pytest.mark.parametrize("focus", [(), ("BLR",)])
def test_the_graph_finds_every_fact_that_changed(
    story: Database, then: bool, focus: tuple[str, ...]
) -> None:
    asked = Asked(FIRST, LAST, focus, then=then)
    world_ids, record_ids = changed(story, asked)
    every = core.facts(story, core.facts_of(story, "BLR"), asked.known_on)
    told = {one.fact.id for one in in_the_world(every.values(), FIRST, LAST)}
    assert told
    # a fact that is tied to no one is found as it stands now, and by no earlier version
    assert told <= set(world_ids)
    as_then = core.facts(story, core.facts_of(story, "BLR"), LAST)
    assert {one.fact.id for one in in_the_record(as_then.values(), FIRST, LAST)} <= set(record_ids)
    if focus:
        of_focus = set(core.facts_of(story, "BLR"))
        assert {*world_ids, *record_ids} <= of_focus


def test_the_embassy_in_minsk_is_among_the_changes_of_that_september(story: Database) -> None:
    world_ids, record_ids = changed(story, Asked(FIRST, LAST, ("PRK",), ("embassies",)))
    now = core.facts(story, world_ids)
    found = [one for one in in_the_world(now.values(), FIRST, LAST) if one.certain]
    assert "prk-embassy-minsk" in {one.fact.id for one in found}
    then = core.facts(story, record_ids, LAST)
    told = in_the_record(then.values(), FIRST, LAST)
    assert "prk-embassy-minsk" in {one.fact.id for one in told if one.what in ADDED}
    assert all(one.when.earliest != UNKNOWN for one in told)


def test_kinds_narrow_what_is_found(story: Database) -> None:
    every, _ = changed(story, Asked(date(2015, 1, 1), LAST))
    visits, _ = changed(story, Asked(date(2015, 1, 1), LAST, kinds=("visits",)))
    assert set() < set(visits) < set(every)
