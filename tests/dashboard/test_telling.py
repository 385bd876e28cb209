"""How a fact is told: linked sentences, and the reasons for each version."""

from __future__ import annotations

import re
from datetime import date

from dashboard import reasons
from dashboard.pages import Clocks
from dashboard.telling import Teller, disputes, when
from diplograph.database import Database
from diplograph.questions.core import facts
from tests.dashboard.facts import HOSTILE, TELLER, claim, embassy, fact, short

PAIR = {"sender": "PRK", "receiver": "BLR", "level": "embassy"}


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_entities_in_a_sentence_are_links_that_keep_the_clocks() -> None:
    teller = Teller(TELLER.name, Clocks(date(2016, 9, 21), None))
    html = teller.sentence(embassy(from_="2016-09-19"))
    assert text(html) == "North Korea has an embassy in Belarus (since 19 September 2016)."
    assert 'href="/country?id=PRK&amp;as_of=2016-09-21"' in html


def test_the_record_of_every_fact_of_the_story_can_be_told(story: Database) -> None:
    ids = [row["id"] for row in story.read("MATCH (f:Fact) RETURN f.id AS id")]
    for one in facts(story, ids).values():
        assert reasons.record(one, Teller(str)).count("</li>") >= len(one.versions)


def test_names_that_would_be_code_stay_text() -> None:
    teller = Teller(lambda id_: HOSTILE)
    html = teller.sentence(embassy())
    assert "<img" not in html
    assert html.count("<a ") == 2
    # the marks by which links are placed are of no use in a text from outside
    marked = fact(claim("statements", speakers="BLR", about="PRK", type="threat", text="\ue0d6PRK"))
    assert "\ue0d6" not in TELLER.sentence(marked)


def test_a_sentence_without_its_dates() -> None:
    one = embassy(from_="2016-09-19", to="2018")
    assert text(TELLER.undated(one)) == "North Korea had an embassy in Belarus"
    planned = embassy(from_="2027", standing="expected")
    assert text(TELLER.undated(planned)) == "Expected: North Korea to have an embassy in Belarus"
    begun = short(claim("visits", sender="BLR", host="PRK", date="2016-09-21/.."))
    assert text(TELLER.undated(begun)) == "Belarus visits North Korea"


def test_dates_and_disputes_in_words() -> None:
    one = fact(
        claim("embassies", from_="2016-09-19", **PAIR),
        claim("embassies", "2016-10-01", "ap", from_="2016-09-26", **PAIR),
    )
    assert when(one) == (
        "Began: 26 September 2016. Ended: not, so far as it is known. Last said: 1 October 2016."
    )
    assert "Sources disagree on when it began." in disputes(one)
    assert disputes(embassy()) == ""


def told() -> list[str]:
    one = fact(
        claim("embassies", "2016-09-21", "kcna", from_="2016-09-19", **PAIR),
        claim("embassies", "2016-09-22", "hankyung", "denied", "BLR", **PAIR),
        claim("embassies", "2016-10-15", "udf", "asserted", "BLR", from_="2016-09", **PAIR),
        claim("embassies", "2016-10-31", "dailynk", from_="2016-09-26", **PAIR),
        claim("embassies", "2019-04-12", "kbs", from_="2016-09", **PAIR),
    )
    return [text(item) for item in reasons.record(one, TELLER).split("</li>")[:-1]]


def test_every_publication_says_what_it_changed_and_why() -> None:
    first, denial, confirmed, apart, agrees = told()
    assert first.startswith("21 September 2016: KCNA")
    assert "It is the first record of it." in first
    assert "Sources now disagree on whether it is so at all." in denial
    assert "KCNA asserts it; an assertion outweighs what is only alleged" in denial
    assert "Belarus denies it for a time that overlaps" in denial
    assert "They no longer disagree on whether it is so at all." in confirmed
    assert "The denial of 22 September 2016 by Belarus no longer counts from then on" in confirmed
    assert "Began: 19 September 2016 → 26 September 2016." in apart
    assert (
        "For its start, 26 September 2016 by DAILYNK stands against KCNA (19 September 2016): "
        "as precise and as often said, and the latest published." in apart
    )
    assert "Nothing: it agrees with the record." in agrees


def test_the_more_precise_date_is_said_to_be_so() -> None:
    one = fact(
        claim("embassies", from_="2016-09-19", **PAIR),
        claim("embassies", "2016-10-01", "ap", from_="2015", **PAIR),
    )
    assert "stands against AP (2015): it is the more precise." in text(reasons.record(one, TELLER))


def test_claims_are_compared_in_the_columns_in_which_they_differ() -> None:
    one = fact(
        claim("embassies", from_="2016-09-19", city="minsk", **PAIR),
        claim("embassies", "2016-10-01", "ap", "denied", city="minsk", **PAIR),
        claim("embassies", "2016-10-02", "kbs", from_="2016-09-26", **PAIR),
    )
    html = reasons.comparison(one, TELLER)
    heads = re.findall(r'<th scope="col">([^<]+)', html)
    assert heads == ["Published", "Who says so", "Standing", "From"]
    assert "does not say" in html
    assert "26 September 2016 ✓" in html
    assert "19 September 2016 ✓" not in html
    assert "nothing to compare" in reasons.comparison(fact(claim("embassies", **PAIR)), TELLER)
