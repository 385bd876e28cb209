"""A further page costs its own lines only: heading, clocks, address and graph are the shell's."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from diplograph.database import Database
from diplograph.questions import core

PAGE = Path(__file__).with_name("tenth_page.py")


@pytest.mark.one_engine
def test_a_new_page_is_under_25_lines_and_has_heading_clocks_and_graph(story: Database) -> None:
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) < 25
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["as_of"] = "2016-09-21"
    app.run()
    assert not app.exception
    (told,) = app.markdown
    assert told.value == f"{len(core.registry(story).entities):,} entities, as of 2016-09-21"
