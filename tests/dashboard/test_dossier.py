"""The dossier of one entity: what is counted, and what is not answered."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import dossier, portrait
from dashboard.dossier import HEADINGS, held
from dashboard.telling import Teller
from diplograph.catalogue import KINDS
from diplograph.questions.dossiers import Brief
from tests.dashboard.facts import claim, embassy, entity, name, short

DAY = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("standing", "from_", "to", "answer"),
    [
        ("asserted", "2016", "", "yes"),
        ("asserted", "2016", "2018", "no"),
        ("asserted", "[2019..2021]", "", "possibly"),
        ("alleged", "2016", "", "possibly"),
        ("expected", "2016", "", "no"),
        ("denied", "2016", "", "absent"),
        ("denied", "2016", "2018", "no"),
    ],
)
def test_whether_it_holds_on_a_day(standing: str, from_: str, to: str, answer: str) -> None:
    one = embassy(standing=standing, from_=from_, to=to)
    assert held(one.now, one.kind, DAY) == answer


def test_an_event_counts_from_its_day_on() -> None:
    visit = short(claim("visits", sender="BLR", host="PRK", date="2016-09-19/2016-09-21"))
    answers = [held(visit.now, visit.kind, date(2016, 9, day)) for day in (18, 19, 30)]
    assert answers == ["no", "yes", "yes"]


def test_every_heading_is_of_a_role() -> None:
    roles = {(kind.name, role) for kind in KINDS.values() for role in kind.roles}
    assert set(HEADINGS) <= roles


def test_groups_list_all_and_mark_today_or_only_what_held_on_a_day() -> None:
    facts = [
        embassy("PRK", "BLR", from_="2016"),
        embassy("PRK", "RUS", from_="1948", to="1990"),
        embassy("PRK", "USA", standing="denied", from_="1948"),
    ]
    (group,) = dossier.groups("PRK", facts, None, DAY)
    assert (group.heading, group.ever) == ("Missions abroad", 2)
    assert [entry.held for entry in group.entries] == ["yes", "no", "absent"]
    assert (group.count("yes"), group.count("absent")) == (1, 1)
    (then,) = dossier.groups("PRK", facts, date(1980, 1, 1), DAY)
    assert {entry.fact.id for entry in then.entries} == {"PRK-RUS-embassy", "PRK-USA-embassy"}


def test_what_stands_open_is_last_known_after_the_last_word_on_it() -> None:
    facts = [
        embassy("PRK", "BLR", from_="2016", published="2016-09-21"),
        embassy("PRK", "RUS", from_="1948", published="2024-07-23"),
        embassy("PRK", "USA", standing="denied", published="2016-09-21"),
        embassy("PRK", "SWE", from_="1975", to="2030", published="2016-09-21"),
    ]
    (group,) = dossier.groups("PRK", facts, date(2020, 1, 1), DAY)
    known = {entry.fact.id.split("-")[1]: entry.last_known for entry in group.entries}
    assert known == {"BLR": True, "RUS": False, "USA": True, "SWE": False}
    assert (group.count("yes"), group.last_known) == (3, 1)
    (unasked,) = dossier.groups("PRK", facts, None, DAY)
    assert not any(entry.last_known for entry in unasked.entries)
    teller = Teller(name)
    assert "1 last known" in portrait.figures([group], "PRK", teller, True)
    (blr, *_) = dossier.missions("PRK", facts[:1], DAY, DAY)
    assert "since 2016, last known 21 Sep 2016" in portrait.sent(blr.there, (), teller)


def test_a_visit_by_person_and_state_is_one_visit() -> None:
    visit = short(claim("visits", visitors="ryzhenkov", sender="BLR", host="PRK", date="2024-07"))
    (paid,) = dossier.groups("BLR", [visit], None, DAY)
    assert (paid.heading, len(paid.entries)) == ("Visits paid", 1)
    (received,) = dossier.groups("PRK", [visit], None, DAY)
    assert received.heading == "Visits received"


def remark(*facts: Brief) -> str:
    (found,) = dossier.missions("PRK", facts, None, DAY)
    return portrait.remark(found, "North Korea", name)


def test_what_is_not_answered_is_called_out_and_by_what_right() -> None:
    mission = embassy("PRK", "BLR", from_="2016")
    assert remark(mission) == "North Korea has an embassy there; none is recorded here."
    absence = embassy("BLR", "PRK", standing="denied", from_="2016")
    assert (
        remark(mission, absence)
        == "North Korea has an embassy there; Belarus has none here, a source says."
    )
    lesser = embassy("BLR", "PRK", "trade-office", standing="denied", from_="2016")
    assert remark(mission, lesser) == remark(mission), "no trade office is not no embassy"
    back = embassy("BLR", "PRK", from_="2017")
    assert remark(mission, back) == ""
    office = embassy("BLR", "PRK", "trade-office", from_="2017")
    assert remark(mission, office) == "Unequal: an embassy there, a trade office here."
    afar = embassy("BLR", "PRK", "non-resident", from_="2017", city="Beijing")
    assert remark(mission, afar).endswith("none is recorded here, but one accredited from Beijing.")
    assert remark(back) == "Belarus has an embassy here; none is recorded there."
    perhaps = embassy("PRK", "BLR", from_="2016", to="[2017-01-01..]")
    assert remark(perhaps) == "North Korea may have an embassy there; none is recorded here."
    assert remark(perhaps, office) == "Unequal: perhaps an embassy there, a trade office here."
    sure = embassy("PRK", "BLR", "consulate", from_="2016")
    assert remark(perhaps, sure) == "North Korea has a consulate there; none is recorded here."
    assert remark(absence) == "Belarus has no embassy here, a source says."


def test_a_permanent_mission_answers_no_embassy() -> None:
    mission = embassy("PRK", "USA", "permanent-mission", from_="1991", city="New York")
    none = embassy("USA", "PRK", standing="denied", from_="1948")
    (found,) = dossier.missions("PRK", [mission, none], None, DAY)
    assert found.balance == "none"
    assert found.there[0].fact is mission


def test_missions_in_numbers() -> None:
    facts = [
        embassy("PRK", "BLR", from_="2016"),
        embassy("BLR", "PRK", standing="denied", from_="2016"),
        embassy("PRK", "RUS", from_="1948"),
        embassy("RUS", "PRK", from_="1948"),
        embassy("USA", "PRK", "liaison-office", from_="2000"),
    ]
    (perhaps,) = dossier.missions("PRK", [embassy("PRK", "SWE", to="[2017-01-01..]")], None, DAY)
    assert "In 1 other it has one (1 of them only possibly) and" in portrait.missions_sentence(
        [perhaps], "North Korea", "today"
    )
    found = dossier.missions("PRK", facts, None, DAY)
    assert dossier.balances(found) == {"one-sided there": 1, "mutual": 1, "one-sided here": 1}
    assert [one.other for one in found] == ["BLR", "USA", "RUS"]
    said = portrait.missions_sentence(found, "North Korea", "1 January 2020")
    assert said == (
        "On 1 January 2020 North Korea and 1 other have missions in each other. In 1 other it has "
        "one and none of theirs is recorded here; 1 other has one here and none of its is "
        "recorded there. For 1 of these a source records the absence itself."
    )


def test_relations_without_an_embassy() -> None:
    def relations(other: str, **more: str) -> Brief:
        cells = {"country_a": other, "country_b": "PRK", "status": "relations", "from_": "1949"}
        return short(claim("relations", **{**cells, **more}), id_=other)

    facts = [
        *(relations(other) for other in ("BLR", "RUS", "CHN")),
        relations("USA", standing="denied"),
        relations("UKR", to="2022-07-13"),
        embassy("PRK", "BLR", from_="2016"),
        embassy("RUS", "PRK", from_="1948"),
        embassy("CHN", "PRK", "consulate-general", from_="1986"),
    ]
    here, there = dossier.without_embassy("PRK", facts, None, date(2023, 1, 1))
    assert [entry.fact.id for entry in here] == ["BLR", "CHN"]
    assert [entry.fact.id for entry in there] == ["RUS", "CHN"]


def test_those_before_it() -> None:
    states = [entity("SUHH", successors="RUS;BLR"), entity("RUS"), entity("BLR")]
    assert dossier.predecessors("BLR", states) == ["SUHH"]
    assert dossier.predecessors("SUHH", states) == []


def test_the_days_that_matter_are_those_that_sources_give() -> None:
    assert dossier.days([embassy(from_="2016-09-19"), embassy()]) == [
        date(2016, 9, 19),
        date(2016, 9, 21),
    ]
