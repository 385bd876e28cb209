"""Sources: found, ordered, by publisher; and whom their claims contradict."""

from __future__ import annotations

import pytest

from dashboard import library
from dashboard.library import ORDERS
from diplograph.questions.dossiers import SourceUse
from tests.dashboard.facts import claim, fact, source

SOURCES = {
    one.id: one
    for one in (
        source("kcna", "KCNA", "2016-09-21", author="Ри"),
        source("ap", "AP", "2024-07-23", url="https://example.org/minsk"),
        source("ap-2", "AP", "1999-01-01"),
    )
}
USES = {"kcna": SourceUse(5, 4, 0), "ap": SourceUse(2, 2, 2)}
PAIR = {"sender": "PRK", "receiver": "BLR", "level": "embassy"}


@pytest.mark.parametrize(
    ("query", "publisher", "ids"),
    [
        ("", "", {"kcna", "ap", "ap-2"}),
        ("AP minsk", "", {"ap"}),
        ("ри", "", {"kcna"}),
        ("", "AP", {"ap", "ap-2"}),
        ("report nowhere", "", set()),
    ],
)
def test_sources_are_found_by_every_word(query: str, publisher: str, ids: set[str]) -> None:
    found = library.shelves(SOURCES, USES, query, publisher)
    assert {shelf.source.id for shelf in found} == ids


def test_every_order_orders_all() -> None:
    found = library.shelves(SOURCES, USES)
    ids = {name: [s.source.id for s in library.ordered(found, name)] for name in ORDERS}
    assert ids["claims"] == ["kcna", "ap", "ap-2"]
    assert ids["alone"][0] == "ap"
    assert ids["newest"] == ["ap", "kcna", "ap-2"]
    assert ids["oldest"] == ids["newest"][::-1]
    assert ids["publisher"] == ["ap", "ap-2", "kcna"]
    assert [s.source.id for s in library.ordered(found, "no such")] == ids["claims"]


def test_publishers_are_groups_of_their_sources() -> None:
    first, second = library.publishers(library.shelves(SOURCES, USES))
    assert (first.name, first.sources, first.claims) == ("KCNA", 1, 5)
    assert (second.name, second.sources, second.alone) == ("AP", 2, 2)
    assert (second.first.year, second.last.year) == (1999, 2024)


def test_a_claim_is_disputed_by_those_who_contradict_it_and_no_others() -> None:
    one = fact(
        claim("embassies", "2016-09-21", "kcna", from_="2016-09-19", **PAIR),
        claim("embassies", "2016-09-22", "hankyung", "denied", "BLR", **PAIR),
        claim("embassies", "2016-09-30", "kbs", from_="2016-09", **PAIR),
    )
    (said,) = library.said("kcna", [one])
    assert not said.alone
    assert [(other.sources, on) for other, on in said.disputed] == [(("hankyung",), ("existence",))]
    (denial,) = library.said("hankyung", [one])
    assert {other.sources[0] for other, _ in denial.disputed} == {"kcna", "kbs"}
    alone = fact(claim("embassies", by="ap", **PAIR), id_="g")
    (only,) = library.said("ap", [alone])
    assert only.alone
    assert only.disputed == ()
