"""Claims by chance on one fact of any kind, for what must hold whatever sources say."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations, product
from typing import NamedTuple

from hypothesis import strategies as st

from diplograph.catalogue import KINDS
from diplograph.dates import Window, parse_date
from diplograph.kinds import STANDINGS, Kind
from diplograph.model import Claim, Version
from diplograph.resolution.resolve import versions
from tests.diplograph.claims import claim

DAYS = [
    date(1999, 12, 31), date(2001, 5, 7), date(2004, 12, 31), date(2005, 1, 1), date(2005, 1, 2),
    date(2005, 5, 7), date(2005, 12, 31), date(2006, 1, 1), date(2010, 3, 1),
]  # fmt: skip
"""Few, so that they meet, and since a date takes long to read for the first time."""
TEXTS = ["", *map(str, DAYS), "2001", "2005", "2005-05", "2005~", "[2004..2006]", "200X"]
SPELLS = [
    (first, last)
    for first, last in product(TEXTS, TEXTS)
    if not (first and last) or parse_date(first).earliest <= parse_date(last).latest
]
EVENTS = ["", "2005", "2005-05", *map(str, DAYS), *(f"{day}/" for day in DAYS)] + [
    f"{day}/{day + timedelta(days=days)}" for day in DAYS for days in (0, 1, 120)
]


def lists(*of: str) -> st.SearchStrategy[str]:
    """One value or several, as a cell has them."""
    return st.sampled_from(
        [";".join(some) for number in (1, 2, 3) for some in permutations(of, number)]
    )


STATES = ("BLR", "CHN", "PRK", "RUS")
GROUPS = lists(*STATES)
PARTIES = lists("PRK", "BLR", "@ap")
PEOPLE = st.just("") | lists("x", "y", "z")
PUBLISHED = st.sampled_from([*map(str, DAYS), *(f"{day};2007-01-01" for day in DAYS)])
FIXED = {
    "embassies": {"sender": "PRK", "receiver": "BLR"},
    "relations": {"status": "relations"},
    "memberships": {"member": "PRK", "organization": "un", "status": "member"},
    "visits": {"sender": "BLR", "host": "PRK"},
    "meetings": {"city": "minsk"},
    "treaties": {"name": "Pact"},
    "sanctions": {"target": "PRK"},
    "statements": {"text": "words"},
    "military_support": {},
}
SOME = [KINDS[name] for name in FIXED]


@st.composite
def claims_of(draw: st.DrawFn, kind: Kind) -> Claim:
    """A claim of a kind on what is always one fact."""
    cells = dict(FIXED[kind.name])
    for name, column in kind.by_name.items():
        if column.many and "Country" in column.entity:
            cells[name] = draw(GROUPS)
        elif column.words and name not in cells:
            some = column.words[:2] + column.words[-1:]
            cells[name] = draw(lists(*some) if column.many else st.sampled_from(some))
        elif column.entity == ("Person",):
            cells[name] = draw(PEOPLE)
    if kind.name == "relations":
        first, second = draw(st.sampled_from([("BLR", "PRK"), ("PRK", "BLR")]))
        cells["country_a"], cells["country_b"] = first, second
    if not kind.when.lasts:
        cells[kind.when.first] = draw(st.sampled_from(EVENTS))
    else:
        cells["from"], cells["to"] = draw(st.sampled_from(SPELLS))
        if kind.name == "treaties":
            cells["signed"] = draw(
                st.sampled_from([one for one, to in SPELLS if to == cells["to"]])
            )
    return claim(
        kind,
        draw(PUBLISHED),
        draw(PARTIES),
        draw(st.sampled_from(STANDINGS)),
        dataset=draw(st.sampled_from(["d", "e"])),
        **cells,
    )


class Fact(NamedTuple):
    """Claims on one fact, and when the states that are no more came to an end."""

    name: str
    claims: list[Claim]
    died: dict[str, Window]

    @property
    def kind(self) -> Kind:
        return KINDS[self.name]

    def versions(self) -> list[Version]:
        return versions(self.kind, self.claims, self.died)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Any fact of a few kinds."""
    kind = draw(st.sampled_from(SOME))
    found = draw(st.lists(claims_of(kind), min_size=1, max_size=6, unique_by=lambda c: c.id))
    died = draw(st.dictionaries(st.sampled_from(STATES), st.sampled_from(DAYS), max_size=2))
    return Fact(kind.name, found, {state: Window(day, day) for state, day in died.items()})
