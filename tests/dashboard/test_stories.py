"""Stories say only what the dataset says, and their addresses open."""

from __future__ import annotations

import calendar
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.pages import PAGES
from dashboard.picture.address import view_from
from dashboard.stories import Story, stories, told
from diplograph.database import Database
from diplograph.questions import core, overview
from diplograph.questions.core import FactRecord
from loader.load import load_folder
from loader.shipped import WORLD

MONTHS = "|".join(calendar.month_name[1:])
DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?(?:({MONTHS}) )?((?:19|20)\d\d)\b")


def _dates(text: str) -> set[str]:
    """The dates in a text, as far as it gives them: 2016, 2016-09 or 2016-09-19."""
    found = set()
    for day, month, year in DATE.findall(text):
        number = f"-{list(calendar.month_name).index(month):02}" if month else ""
        found.add(f"{year}{number}{f'-{int(day):02}' if day and month else ''}")
    return found


def _days(fact: FactRecord) -> str:
    """Every date that a fact's claims give, and when their sources were published."""
    cells = [cell for claim in fact.claims for values in claim.values.values() for cell in values]
    published = [source.cells.get("published", "") for source in fact.sources.values()]
    version = [
        day.isoformat()
        for window in (fact.now.start, fact.now.end)
        for day in (window.earliest, window.latest)
    ]
    return " ".join([*cells, *published, *version])


OURS = [story for story in stories() if story.dataset == "data"]
SHIPPED = [story for story in stories() if story.dataset != "data"]


@pytest.mark.database
@pytest.mark.parametrize("story_", OURS, ids=lambda story: story.title)
def test_a_story_rests_on_facts_that_give_its_dates(story: Database, story_: Story) -> None:
    rests_on_its_facts(story, story_)


def rests_on_its_facts(database: Database, story: Story) -> None:
    facts = core.facts(database, story.facts)
    assert set(facts) == set(story.facts) != set()
    given = " ".join(map(_days, facts.values()))
    assert {date for date in _dates(story.text) if date not in given} == set()


@pytest.mark.parametrize("story_", SHIPPED, ids=lambda story: story.title)
def test_a_story_of_a_shipped_dataset_is_told_once_that_is_loaded(
    database: Database, story_: Story
) -> None:
    load_folder(database, WORLD / story_.dataset)
    rests_on_its_facts(database, story_)
    assert told(overview.loaded(database, story_.facts)) == (story_,)
    _, complaints = view_from(story_.view, core.registry(database).entities)
    assert complaints == []


@pytest.mark.database
@pytest.mark.parametrize("story_", OURS, ids=lambda story: story.title)
def test_the_address_of_a_story_is_one_that_opens(story: Database, story_: Story) -> None:
    address = urlsplit(story_.address)
    assert address.path.removeprefix("/") in PAGES
    params = dict(parse_qsl(address.query))
    assert params == story_.view
    named = {name: text for name, text in params.items() if name != "id"}
    _, complaints = view_from(named, core.registry(story).entities)
    assert complaints == []
    if story_.page == "country":
        assert params["id"] in core.registry(story).entities
        return
    fact = params.get("fact") or params.get("id")
    assert fact is None or fact in story_.facts


def test_dates_are_found_in_words() -> None:
    assert _dates("on 19 September 2016, in May 2020 and since 1992") == {
        "2016-09-19",
        "2020-05",
        "1992",
    }


def test_a_story_without_its_facts_is_not_told() -> None:
    first, *_ = stories()
    assert told(()) == ()
    assert told(first.facts) == (first,)


def test_a_story_is_marked_up_with_its_links_alone() -> None:
    story = Story("t", "explore", "s", {}, "A <b> [here](some-fact) & [there](other) end.")
    assert story.paragraph() == (
        '<p>A &lt;b&gt; <a href="/fact?id=some-fact" data-dg="" target="_self">here</a> &amp; '
        '<a href="/fact?id=other" data-dg="" target="_self">there</a> end.</p>'
    )
