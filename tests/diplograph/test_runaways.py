"""Whatever is asked, the question ends and the next one is answered, on either engine."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from diplograph.database import Database
from diplograph.errors import DatabaseError
from tests.diplograph.runaways import FEW, MANY

LIMIT = 2.0
GENEROUS = 30.0
"""A bound that tells an end from none, on however busy a machine; it ends within 2 s of its limit
on an idle one (docs/engine-measurements.md)."""


def _ends_and_the_next_is_answered(database: Database, query: str) -> None:
    before = time.monotonic()
    with suppress(DatabaseError):  # a sentence; any other error is one too many
        database.ask(query, {}, timeout=LIMIT, limit=100)
    assert time.monotonic() - before < LIMIT + GENEROUS
    after = database.ask("MATCH (c:Country {id: 'PRK'}) RETURN c.name AS name", {}, GENEROUS, 5)
    assert after.rows == [{"name": "North Korea"}]


@pytest.mark.parametrize("name", FEW)
def test_a_runaway_ends(story: Database, name: str) -> None:
    _ends_and_the_next_is_answered(story, FEW[name])


@pytest.mark.long
@pytest.mark.parametrize("name", MANY)
def test_any_other_runaway_ends(story: Database, name: str) -> None:
    _ends_and_the_next_is_answered(story, MANY[name])


def test_there_are_as_many_as_were_promised() -> None:
    assert len(FEW) + len(MANY) >= 35
