"""What a view reads of the graph, on the curated dataset and on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.picture.address import PATHS, View
from dashboard.picture.grouping import regions
from dashboard.picture.paths import steps_of
from dashboard.scene import Scene, load_scene, untied
from diplograph.database import Database
from diplograph.dates import certainty
from diplograph.questions import core
from diplograph.questions.dossiers import facts_by, sources_of
from diplograph.questions.nodes import fact_nodes
from diplograph.questions.summaries import publishers
from diplograph.sentences import title

EMBASSY = "prk-embassy-minsk"


def read(story: Database, view: View) -> Scene:
    return load_scene(story, view, core.registry(story).entities)


def test_the_usual_view_is_the_front_and_who_surrounds_it(story: Database) -> None:
    found = read(story, View())
    assert found.entities[:3] == View().focus
    assert len(found.entities) == 3 + View().limit
    assert {"USA", "CHN"} <= set(found.entities), "those tied to all three come first"
    assert found.hidden > 100
    assert {tie.fact for tie in found.ties} == set(found.facts)
    centres = set(View().focus)
    assert all({tie.start_id, tie.end_id} & centres for tie in found.ties)


def test_ties_among_neighbours_are_drawn_where_asked_for(story: Database) -> None:
    plain, more = read(story, View(limit=5)), read(story, View(limit=5, between=True))
    assert set(more.entities) == set(plain.entities)
    assert len(more.ties) > len(plain.ties)


def test_every_filter_leaves_only_what_passes_it(story: Database) -> None:
    assert all(t.kind == "visits" for t in read(story, View(kinds=("visits",))).ties)
    assert all(t.standing == "alleged" for t in read(story, View(standings=("alleged",))).ties)
    contested = read(story, View(contested=True))
    assert contested.ties
    assert all(tie.contested for tie in contested.ties)
    arms = read(story, View(types=("sanctions.arms",), kinds=("sanctions",)))
    assert arms.ties
    assert all("arms" in tie.value.split(";") for tie in arms.ties)


def test_a_day_leaves_what_was_possibly_so(story: Database) -> None:
    day = date(1992, 6, 1)
    found = read(story, View(as_of=day))
    assert {certainty(day, tie.start, tie.end) for tie in found.ties} == {"yes", "possibly"}
    assert day.replace(year=2016) < max(found.days), "the clock can still go further"


def test_the_record_of_a_day_is_told_as_it_stood(story: Database) -> None:
    day = date(2016, 10, 1)
    view = View(focus=("PRK", "BLR"), depth=0, known_on=day)
    fact = read(story, view).facts[EMBASSY]
    record = core.facts(story, [EMBASSY], day)[EMBASSY]
    names = core.registry(story).entities
    assert fact.contested
    assert fact.disputes == record.now.disputes
    assert fact.title == title(
        record.kind, record.now.standing, record.now.values, lambda id_: names[id_].name
    )


def test_a_bloc_keeps_its_members_and_a_publisher_its_facts(story: Database) -> None:
    found = read(story, View(bloc="csto"))
    assert set(found.entities) - set(View().focus) <= {"ARM", "KAZ", "KGZ", "TJK", "UZB", "AZE"} | {
        "GEO"
    }
    assert "KAZ" in found.entities
    publisher = publishers(story)[1]
    told = read(story, View(publisher=publisher))
    records = core.facts(story, told.facts)
    assert records
    for record in records.values():
        assert publisher in {source.publisher for source in record.sources.values()}
    said = read(story, View(source="ap-2024-07-23", limit=50))
    assert {"ryzhenkov-pyongyang-2024-07", "blr-embassy-pyongyang"} <= set(said.facts)
    assert set(said.facts) <= set(facts_by(story, "ap-2024-07-23"))
    counts = dict(sources_of(story, list(said.facts)))
    assert counts["ap-2024-07-23"] == max(counts[one] for one in counts if one.startswith("ap-"))
    assert read(story, View(source="ap-2024-07-23", publisher="AFP")).ties == []


def test_a_region_keeps_its_states_and_a_dataset_its_facts(story: Database) -> None:
    entities = core.registry(story).entities
    found = read(story, View(region="Asia"))
    around = set(found.entities) - set(View().focus)
    assert {"CHN", "VNM"} <= around
    assert set(regions(entities, around).values()) == {"Asia"}
    assert len(regions(entities, around)) == len(around)
    (loaded,) = core.datasets(story)
    assert read(story, View(dataset=loaded["dataset"])).ties == read(story, View()).ties
    assert read(story, View(dataset="another")).ties == []


def test_who_is_tied_to_all_in_focus(story: Database) -> None:
    found = read(story, View(focus=("PRK", "BLR"), shared=True, limit=50))
    for one in set(found.entities) - {"PRK", "BLR"}:
        ends = {
            end
            for tie in found.ties
            for end in (tie.start_id, tie.end_id)
            if one in (tie.start_id, tie.end_id)
        }
        assert {"PRK", "BLR"} <= ends, one
    assert {"RUS", "CHN"} <= set(found.entities)
    everyone = read(story, View(focus=("PRK", "BLR"), limit=400))
    together = read(story, View(focus=("PRK", "BLR"), shared=True, limit=400))
    assert set(together.entities) < set(everyone.entities)


def test_counts_are_of_what_each_filter_could_bring(story: Database) -> None:
    every = read(story, View()).counts
    narrowed = read(story, View(standings=("asserted",), kinds=("visits",)))
    plain = read(story, View(kinds=("visits",)))
    # the same neighbours or not: of those drawn, all standings and kinds are counted
    assert sum(every.standings.values()) == sum(every.kinds.values())
    assert set(narrowed.counts.standings) > {"asserted"}
    assert set(narrowed.counts.kinds) > {"visits"}
    assert plain.counts.contested > 0
    assert every.types["embassies.embassy"] > 10


def test_hidden_pinned_and_expanded_are_heeded(story: Database) -> None:
    found = read(story, View(hidden=("CHN",), pinned=("FJI",), expanded=("UKR",)))
    assert "CHN" not in found.entities
    assert "FJI" in found.entities
    assert len(found.entities) > 3 + View().limit
    assert any("UKR" in (tie.start_id, tie.end_id) for tie in found.ties)
    gone = read(story, View(hidden=("BLR",)))
    assert not any("BLR" in (tie.start_id, tie.end_id) for tie in gone.ties)


def test_a_range_of_days_has_what_held_at_any_time_in_it(story: Database) -> None:
    first, last = date(2024, 6, 1), date(2024, 7, 31)
    whole = read(story, View(as_of=first, until=last, limit=200))
    assert all(tie.holds(first, last) != "no" for tie in whole.ties)
    drawn = {tie.fact for tie in whole.ties}
    assert {"putin-pyongyang-2024-06", "ryzhenkov-pyongyang-2024-07"} <= drawn
    days = [read(story, View(as_of=day, limit=200)) for day in (first, last)]
    assert not any("putin-pyongyang-2024-06" in one.facts for one in days)


def test_between_two_days_of_the_record_is_what_came_into_it_or_changed(story: Database) -> None:
    first, last = date(2016, 9, 21), date(2016, 9, 28)
    known = View(focus=("PRK", "BLR"), depth=0, known_since=first, known_on=last)
    found = read(story, known)
    assert EMBASSY in found.facts, "first told on the 21st, denied on the 28th"
    assert all(first <= tie.known_from <= last < tie.known_to for tie in found.ties)
    stood = read(story, replace(known, known_since=None))
    assert {tie.fact for tie in found.ties} < {tie.fact for tie in stood.ties}
    later = read(story, replace(known, known_since=date(2016, 9, 29), known_on=None))
    assert all(tie.known_from > last for tie in later.ties)
    assert later.ties
    entities = core.registry(story).entities
    focus = View(focus=("KOR",), known_since=date(2024, 1, 1))
    untold, every = untied(story, focus, entities), untied(story, View(focus=("KOR",)), entities)
    assert untold.keys() < every.keys()


@pytest.mark.parametrize("paths", PATHS)
def test_a_path_is_drawn_from_end_to_end(story: Database, paths: str) -> None:
    found = read(story, View(path=("kim-jong-un", "JPN"), paths=paths))
    assert not found.apart
    assert not any(tie.standing == "denied" for tie in found.ties), "an absence leads nowhere"
    told = steps_of(found.paths, found.ties, found.facts)
    for path, steps in zip(found.paths, told, strict=True):
        assert [step.start for step in steps] == list(path[:-1])
        assert all(step.facts for step in steps)
    assert found.entities[:2] == ("kim-jong-un", "JPN")
    reached = {"kim-jong-un"}
    for _ in found.entities:
        for tie in found.ties:
            ends = {tie.start_id, tie.end_id}
            reached |= ends if ends & reached else set()
    assert reached == set(found.entities)


def test_those_that_nothing_ties_are_said_to_be_apart(story: Database) -> None:
    found = read(story, View(path=("PRK", "BLR"), kinds=("offices",)))
    assert found.apart
    assert set(found.entities) == {"PRK", "BLR"}
    assert found.ties == []


def test_facts_about_an_entity_come_without_their_claims(story: Database) -> None:
    entities = core.registry(story).entities
    found = fact_nodes(story, entities, about="BLR")
    assert set(found) == set(core.facts_of(story, "BLR"))
    record = core.facts(story, [EMBASSY])[EMBASSY]
    assert found[EMBASSY].contested == record.now.contested
    assert (found[EMBASSY].start, found[EMBASSY].end) == (record.now.start, record.now.end)
    before = fact_nodes(story, entities, date(2010, 1, 1), about="BLR")
    assert EMBASSY not in before


def test_what_ties_no_two_is_told_apart(story: Database) -> None:
    entities = core.registry(story).entities
    view = View(kinds=("statements",))
    tied = {tie.fact for tie in read(story, View(depth=1, limit=200)).ties}
    assert not set(untied(story, view, entities)) & tied
