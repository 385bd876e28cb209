"""What the pages of an entity, a pair and a source read is what is in the graph."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import dossier, pairs
from diplograph.database import Database
from diplograph.questions import core, dossiers

TODAY = date(2026, 11, 25)


def count(database: Database, query: str, day: date | None = None) -> int:
    found: int = database.read(query, day=day)[0]["n"]
    return found


def test_the_numbers_of_a_dossier_are_those_of_cypher(story: Database) -> None:
    facts = dossiers.briefs(story, core.facts_of(story, "PRK"))
    groups = {g.key: g for g in dossier.groups("PRK", facts, None, TODAY)}
    for key, role, label in (
        ("embassies-sender", "SENDER", "Embassy"),
        ("visits-host", "HOST", "Visit"),
        ("sanctions-target", "TARGET", "Sanction"),
        ("treaties-party", "PARTY", "Treaty"),
        ("memberships-member", "MEMBER", "Membership"),
    ):
        query = (
            f"MATCH (f:{label})-[:{role}]->(e:Entity {{id: 'PRK'}}) "
            "WHERE NOT f.standing IN ['denied', 'expected'] RETURN count(DISTINCT f) AS n"
        )
        assert groups[key].ever == count(story, query) > 0, key
    missions = (
        "MATCH (:Country {id: 'PRK'})-[t:HAS_EMBASSY_IN|ACCREDITED_TO]->() "
        "WHERE t.fromLatest <= $day AND $day <= t.toEarliest AND t.standing = 'asserted' "
        "RETURN count(DISTINCT t.fact) AS n"
    )
    assert groups["embassies-sender"].count("yes") == count(story, missions, day=TODAY)


def test_a_dossier_as_of_a_day_is_what_cypher_finds_for_it(story: Database) -> None:
    day = date(2016, 12, 1)
    facts = dossiers.briefs(story, core.facts_of(story, "BLR"))
    groups = {g.key: g for g in dossier.groups("BLR", facts, day, TODAY)}
    query = (
        "MATCH (:Country {id: 'BLR'})<-[t:HAS_EMBASSY_IN|ACCREDITED_TO]-() "
        "WHERE t.fromEarliest <= $day AND $day <= t.toLatest AND t.standing <> 'expected' "
        "RETURN count(DISTINCT t.fact) AS n"
    )
    received = groups["embassies-receiver"]
    assert received.count("yes", "possibly") == count(story, query, day=day)


def test_asymmetries_are_those_of_the_data(story: Database) -> None:
    facts = dossiers.briefs(story, core.facts_of(story, "BLR"))
    found = {m.other: m for m in dossier.missions("BLR", facts, None, TODAY)}
    assert found["PRK"].balance == "unequal"
    assert found["PRK"].levels == ("trade-office", "embassy")
    assert dossier.denies(found["PRK"].no_there), "Belarus has no embassy in Pyongyang"
    query = (
        "MATCH (:Country {id: 'BLR'})-[:HAS_NO_EMBASSY_IN]->(b {id: 'PRK'}) RETURN count(*) AS n"
    )
    assert count(story, query) > 0


@pytest.mark.parametrize("known_on", [None, date(2016, 9, 22), date(2024, 7, 23)])
def test_a_fact_in_brief_is_the_fact(story: Database, known_on: date | None) -> None:
    ids = core.facts_of(story, "PRK")
    whole = core.facts(story, ids, known_on)
    found = {one.id: one for one in dossiers.briefs(story, ids, known_on)}
    assert found.keys() == whole.keys() != set()
    for id_, fact in whole.items():
        short, now = found[id_], fact.now
        assert short.claims == len(fact.claims)
        assert (short.kind, short.now.standing) == (fact.kind, now.standing)
        assert (short.now.start, short.now.end) == (now.start, now.end)
        assert short.now.disputes == now.disputes
        for column in fact.kind.columns:
            both = [v.values.get(column.name, ()) for v in (short.now, now)]
            if column.many:
                both = [tuple(sorted(cells)) for cells in both]
            if column.name in ("country_a", "country_b"):
                pair = [{*v.values["country_a"], *v.values["country_b"]} for v in (short.now, now)]
                assert pair[0] == pair[1]
            else:
                assert both[0] == both[1], (id_, column.name)


def test_what_was_published_of_them(story: Database) -> None:
    ids = core.facts_of(story, "BLR")
    facts = core.facts(story, ids, date(2017, 1, 1)).values()
    found = dossiers.press(story, ids, date(2017, 1, 1))
    assert found.sources == len({id_ for fact in facts for id_ in fact.sources})
    kcna = sum(
        any(fact.sources[id_].publisher == "KCNA" for id_ in claim.sources)
        for fact in facts
        for claim in fact.claims
    )
    assert dict(found.publishers)["KCNA"] == kcna > 0
    assert found.publishers == sorted(found.publishers, key=lambda pair: -pair[1])
    assert found.days == sorted(set(found.days))


def test_the_facts_between_two_are_in_both(story: Database) -> None:
    entities = core.registry(story).entities
    first = pairs.people_of("BLR", entities.values())
    second = pairs.people_of("PRK", entities.values())
    both = set(dossiers.facts_between(story, first, second))
    states = set(core.facts_of(story, "BLR")) & set(core.facts_of(story, "PRK"))
    assert states < both, "people add to what joins their states"
    assert both == set(dossiers.facts_between(story, second, first))
    assert "prk-embassy-minsk" in both


def test_how_much_rests_on_a_source(story: Database) -> None:
    uses = dossiers.source_uses(story)
    cited = count(story, "MATCH (s:Source)<-[:CITES]-() RETURN count(DISTINCT s) AS n")
    assert len(uses) == cited
    id_ = max(uses, key=lambda one: (uses[one].alone, one))
    facts = core.facts(story, dossiers.facts_by(story, id_))
    assert len(facts) == uses[id_].facts
    assert sum(set(f.sources) == {id_} for f in facts.values()) == uses[id_].alone > 0
    claims = sum(id_ in claim.sources for f in facts.values() for claim in f.claims)
    assert claims == uses[id_].claims


def test_of_whom_most_is_told(story: Database) -> None:
    told = dossiers.most_told(story, 3)
    assert ("Country", "PRK", len(core.facts_of(story, "PRK"))) in told
    assert all(sum(label == one for label, _, _ in told) <= 3 for one, _, _ in told)
