"""The thirteen facts of the report of 23 July 2024, each by a question as a user would type it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplograph.database import Database

Row = dict[str, Any]

REPORT = "ap-2024-07-23"

QUESTIONS: dict[str, tuple[str, list[Row]]] = {
    "1 Ryzhenkov arrived in Pyongyang on 23 July 2024 from Beijing, greeted by Kim Jong Gyu": (
        """
        MATCH (p:Person)<-[:VISITOR]-(v:Visit)-[:HOST]->(host:Country {id: 'PRK'})
        MATCH (v)-[:ARRIVED_FROM]->(origin:City)
        MATCH (v)-[:RECEIVED_BY]->(greeter:Person)
        WHERE p.name = 'Maxim Ryzhenkov'
        WITH v, origin, collect(greeter.name) AS greeters
        RETURN v.fromEarliest AS arrived, origin.name AS origin,
               'Kim Jong Gyu' IN greeters AS greeted
        """,
        [{"arrived": date(2024, 7, 23), "origin": "Beijing", "greeted": True}],
    ),
    "2 he was expected to meet Choe Son Hui": (
        """
        MATCH (c:Claim)-[:ABOUT]->(m:Meeting)-[:PARTICIPANT]->(who:Person)
        MATCH (c)-[:CITES]->(:Source {id: 'ap-2024-07-23'})
        WHERE c.standing = 'expected'
        RETURN who.name AS who ORDER BY who
        """,
        [{"who": "Choe Son Hui"}, {"who": "Maxim Ryzhenkov"}],
    ),
    "3 South Korea says that he is the first foreign minister of Belarus to go there": (
        """
        MATCH (:Country {id: 'KOR'})<-[:ATTRIBUTED_TO]-(c:Claim)-[:ABOUT]->(v:Visit)
        WHERE c.distinction CONTAINS 'Belarus'
        RETURN c.distinction AS said
        """,
        [{"said": "first foreign minister of Belarus to travel to North Korea"}],
    ),
    "4 experts predict talks on a trilateral front": (
        """
        MATCH (c:Claim)-[:ABOUT]->(s:Statement {type: 'prediction'})-[:ABOUT_ENTITY]->(x:Country)
        MATCH (c)-[:CITES]->(:Source {id: 'ap-2024-07-23'})
        RETURN x.id AS about ORDER BY about
        """,
        [{"about": "BLR"}, {"about": "PRK"}, {"about": "RUS"}],
    ),
    "5 Kim and Putin signed a pact of mutual assistance in Pyongyang in June 2024": (
        """
        MATCH (t:Treaty)-[:PARTY]->(:Country {id: 'PRK'}), (t)-[:PARTY]->(:Country {id: 'RUS'})
        MATCH (t)-[:SIGNATORY]->(who:Person) MATCH (t)-[:IN]->(city:City)
        WHERE t.signed STARTS WITH '2024-06'
        RETURN t.type CONTAINS 'defence' AS mutual, city.name AS city, who.name AS who ORDER BY who
        """,
        [
            {"mutual": True, "city": "Pyongyang", "who": "Kim Jong Un"},
            {"mutual": True, "city": "Pyongyang", "who": "Vladimir Putin"},
        ],
    ),
    "6 North Korea is accused of arming Russia, for aid in return": (
        """
        MATCH (a)-[s:SUPPORTS_MILITARILY {standing: 'alleged'}]->(b)
        WHERE s.fact IN ['prk-arms-to-russia', 'rus-aid-to-prk']
        RETURN DISTINCT a.id AS supporter, b.id AS recipient, s.contested AS contested
        ORDER BY supporter
        """,
        [
            {"supporter": "PRK", "recipient": "RUS", "contested": True},
            {"supporter": "RUS", "recipient": "PRK", "contested": True},
        ],
    ),
    "7 Belarus let Russia stage the invasion from its territory": (
        """
        MATCH (m:MilitarySupport)-[:SUPPORTER]->(a), (m)-[:RECIPIENT]->(b), (m)-[:AGAINST]->(c)
        WHERE m.type = 'basing' AND m.fromEarliest >= date('2022-02-01')
          AND m.fromLatest <= date('2022-02-28')
        RETURN a.name AS supporter, b.name AS recipient, c.name AS against
        """,
        [{"supporter": "Belarus", "recipient": "Russia", "against": "Ukraine"}],
    ),
    "8 Russia moved nuclear weapons to Belarus in 2023": (
        """
        MATCH (a)-[s:SUPPORTS_MILITARILY {type: 'nuclear', standing: 'asserted'}]->(b)
        WHERE s.fromEarliest.year = 2023
        RETURN DISTINCT a.name AS supporter, b.name AS recipient
        """,
        [{"supporter": "Russia", "recipient": "Belarus"}],
    ),
    "9 Lukashenko proposed three-way cooperation in September 2023": (
        """
        MATCH (who:Person)-[s:SPOKE_ABOUT {type: 'proposal'}]->(about)
        WHERE s.fromEarliest >= date('2023-09-01') AND s.toLatest <= date('2023-09-30')
        RETURN who.name AS who, about.id AS about ORDER BY about
        """,
        [
            {"who": "Alexander Lukashenko", "about": "PRK"},
            {"who": "Alexander Lukashenko", "about": "RUS"},
        ],
    ),
    "10 all three are under Western sanctions, on differing grounds": (
        """
        MATCH (:Organization {id: 'the-west'})-[s:SANCTIONS]->(target:Country)
        MATCH (f:Fact) WHERE f.id = s.fact
        RETURN target.id AS target, f.grounds AS grounds ORDER BY target
        """,
        [
            {
                "target": "BLR",
                "grounds": "its support of the invasion, its 2020 election, human rights abuses",
            },
            {"target": "PRK", "grounds": "its nuclear programme"},
            {"target": "RUS", "grounds": "its invasion of Ukraine"},
        ],
    ),
    "11 relations since the early 1990s: possibly in mid-1992 already, certainly in 1994": (
        """
        MATCH (:Country {id: 'PRK'})-[r:RELATIONS_WITH {type: 'relations'}]-(:Country {id: 'BLR'})
        RETURN r.fromEarliest.year AS earliest,
               r.fromLatest <= date('1994-01-01') <= r.toEarliest AS certain
        """,
        [{"earliest": 1992, "certain": True}],
    ),
    "12 North Korea opened an embassy in Minsk in 2016": (
        """
        MATCH (a:Country {id: 'PRK'})-[e:HAS_EMBASSY_IN {type: 'embassy'}]->(b {id: 'BLR'})
        WHERE e.fromLatest <= date('2016-12-31') <= e.toEarliest
        RETURN b.name AS host, e.fromEarliest.year AS year
        """,
        [{"host": "Belarus", "year": 2016}],
    ),
    "13 Belarus has no embassy in Pyongyang": (
        """
        MATCH (a:Country {id: 'BLR'})-[e:HAS_NO_EMBASSY_IN]->(b:Country {id: 'PRK'})
        RETURN a.name AS without, b.name AS host, e.standing AS standing
        """,
        [{"without": "Belarus", "host": "North Korea", "standing": "denied"}],
    ),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_graph_answers(story: Database, name: str) -> None:
    query, rows = QUESTIONS[name]
    assert story.ask(query, {}, timeout=10, limit=50).rows == rows


def test_every_question_is_answered_from_the_report_itself(story: Database) -> None:
    rows = story.ask(
        "MATCH (c:Claim)-[:CITES]->(:Source {id: $report}) RETURN DISTINCT c.kind AS kind",
        {"report": REPORT},
        timeout=10,
        limit=50,
    ).rows
    assert {row["kind"] for row in rows} >= {
        "visits",
        "meetings",
        "statements",
        "treaties",
        "military_support",
        "sanctions",
        "relations",
        "embassies",
    }


def test_the_record_of_the_embassy_changes_with_what_was_published(story: Database) -> None:
    query = """
        MATCH (:Country {id: 'PRK'})-[e:HAS_EMBASSY_IN|SUPERSEDED]->(:Country {id: 'BLR'})
        WHERE e.fact = 'prk-embassy-minsk' AND e.knownFrom <= $day AND $day < e.knownTo
        RETURN e.standing AS standing, e.contested AS contested
    """
    before = story.ask(query, {"day": date(2016, 9, 1)}, timeout=10, limit=5).rows
    denied = story.ask(query, {"day": date(2016, 9, 23)}, timeout=10, limit=5).rows
    assert before == []
    assert denied == [{"standing": "asserted", "contested": True}]
