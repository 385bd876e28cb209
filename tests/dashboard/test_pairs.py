"""Two entities: how facts join them, and what they share."""

from __future__ import annotations

from datetime import date

from dashboard import dossier, pairs
from diplograph.questions.dossiers import Brief
from tests.dashboard.facts import claim, embassy, entity, short

DAY = date(2020, 1, 1)
ENTITIES = {
    one.id: one
    for one in (
        entity("PRK"),
        entity("BLR"),
        entity("RUS"),
        entity("USA"),
        entity("ryzhenkov", "Person", country="BLR"),
        entity("minsk", "City", country="BLR"),
    )
}


def test_people_stand_for_their_state_and_cities_do_not() -> None:
    assert pairs.people_of("BLR", ENTITIES.values()) == ("BLR", "ryzhenkov")


def test_how_a_fact_joins_two() -> None:
    first, second = ("BLR", "ryzhenkov"), ("PRK",)

    def way(kind: str, **cells: str) -> str:
        return pairs.way(short(claim(kind, **cells)), first, second)

    mission = {"level": "embassy"}
    assert way("embassies", sender="BLR", receiver="PRK", **mission) == "forth"
    assert way("embassies", sender="PRK", receiver="BLR", **mission) == "back"
    assert way("embassies", sender="PRK", receiver="BLR", standing="denied", **mission) == "back"
    assert way("visits", visitors="ryzhenkov", host="PRK", date="2024") == "forth"
    assert way("visits", visitors="ryzhenkov", host="PRK", standing="denied") == "forth"
    assert way("relations", country_a="BLR", country_b="PRK", status="relations") == "between"
    assert way("sanctions", senders="BLR;PRK", target="USA", type="trade") == "together"
    support = {"supporters": "BLR;PRK", "recipients": "BLR;PRK", "type": "arms"}
    assert way("military_support", **support) == "between"


def test_lanes_have_their_first_and_a_key_of_their_own() -> None:
    facts = [
        short(claim("visits", visitors="ryzhenkov", host="PRK", date=when), id_=when)
        for when in ("2024-07-23", "2014-03-01")
    ]
    facts.append(
        short(claim("visits", "2012-01-01", sender="BLR", host="PRK", standing="expected"))
    )
    (lane,) = pairs.lanes(("BLR", "ryzhenkov"), ("PRK",), facts, None, DAY)
    assert lane.key == "visits-forth"
    assert lane.heading("Belarus", "North Korea") == "Visits: Belarus → North Korea"
    assert lane.first is not None
    assert lane.first.fact.id == "2014-03-01"
    (early,) = pairs.lanes(("BLR", "ryzhenkov"), ("PRK",), facts, date(2015, 1, 1), DAY)
    assert [entry.fact.id for entry in early.entries] == ["2014-03-01"]


def test_what_is_silent() -> None:
    (lane,) = pairs.lanes(("PRK",), ("BLR",), [embassy()], None, DAY)
    assert "treaties" in pairs.silent([lane])
    assert "embassies and other missions" not in pairs.silent([lane])


def test_shared_sanctioners_and_who_has_what_the_other_has_not() -> None:
    def sanction(senders: str, target: str, **more: str) -> object:
        one = claim("sanctions", senders=senders, target=target, type="trade", from_="2006", **more)
        return short(one, id_=f"{senders}-{target}-{more}")

    mine = [sanction("USA", "BLR"), sanction("RUS", "BLR", standing="denied")]
    theirs = [sanction("USA", "PRK"), sanction("RUS", "PRK"), sanction("BLR", "PRK")]
    (found,) = pairs.shared(
        ("BLR", dossier.groups("BLR", mine, None, DAY)[:1]),  # type: ignore[arg-type]
        ("PRK", dossier.groups("PRK", theirs, None, DAY)),  # type: ignore[arg-type]
        ENTITIES,
    )
    assert found.heading == "Sanctions suffered"
    assert (found.first, found.both, found.second) == ((), ("USA",), ("RUS",))
    assert {fact.id for fact in found.facts["USA"]} == {"USA-BLR-{}", "USA-PRK-{}"}


def test_what_several_have_in_common() -> None:
    def sanction(sender: str, target: str, **more: str) -> Brief:
        one = claim("sanctions", senders=sender, target=target, type="trade", from_="2006", **more)
        return short(one, id_=f"{sender}-{target}")

    facts = {
        "BLR": [sanction("USA", "BLR"), sanction("PRK", "BLR")],
        "PRK": [sanction("USA", "PRK")],
        "RUS": [sanction("USA", "RUS"), sanction("PRK", "RUS")],
    }
    sides = [(id_, dossier.groups(id_, some, None, DAY)) for id_, some in facts.items()]
    (found,) = pairs.in_common(sides, ENTITIES)
    assert (found.heading, found.others) == ("Sanctions suffered", ("USA",))
    (two,) = pairs.in_common([sides[0], sides[2]], ENTITIES)
    assert two.others == ("PRK", "USA")
    assert pairs.in_common([*sides, ("USA", [])], ENTITIES) == []
