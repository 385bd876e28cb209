"""Addresses that name what is no more, or never was."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from diplograph.database import Database
from tests.browser.conftest import Watched


@pytest.mark.long
def test_an_id_that_is_gone_shows_the_facts_of_its_group(watched: Watched, story: Database) -> None:
    (row,) = story.read(
        "MATCH (f:Membership) RETURN f.identity AS identity, f.title AS title ORDER BY f.id LIMIT 1"
    )
    watched.open(f"?fact={row['identity']}:1066")
    expect(
        watched.page.get_by_role("heading", name="No fact has this address any more")
    ).to_be_visible()
    watched.page.get_by_role("link", name=row["title"]).first.click()
    expect(watched.page.get_by_role("region", name="Fact", exact=True)).to_be_visible()


@pytest.mark.long
def test_an_id_that_never_was_is_said_not_to_be(watched: Watched) -> None:
    watched.open("?fact=no-such-fact")
    expect(watched.page.get_by_role("heading", name="There is no such fact")).to_be_visible()
