"""Analyses at the command line."""

from __future__ import annotations

import json

import pytest

from diplograph.analysis import ANALYSES
from tests.cli.conftest import Run
from tests.conftest import ROOT
from tests.loader.datasets import MINSK

pytestmark = pytest.mark.one_engine


def test_a_ranking_as_table_csv_and_json(run: Run) -> None:
    run("load", MINSK)
    counted = run("analyse", "missions", "--as-of", "2016-10-01", "--csv")
    header, *rows = counted.out.splitlines()
    assert header.startswith("state,sent_certain,sent_possible,")
    assert [row for row in rows if row.startswith("North Korea,")] == ["North Korea,1,1,0,0,1"]
    about = json.loads(run("analyse", "missions", "--about", "DPRK", "--json").out)
    assert [row["state"] for row in about["rows"]] == ["PRK"]
    assert "North Korea" in run("analyse", "missions").out


def test_what_it_cannot_take_is_said(run: Run) -> None:
    for words, said in (
        (("missionz",), "there are: missions"),
        (("missions", "--about", "Atlantis"), "Atlantis"),
        (("missions", "--as-of", "2016"), "write a day"),
        (("missions", "--as-of", "soon"), "--as-of"),
        (("change", "--as-of", "2016-10-01"), "needs an earlier day"),
    ):
        refused = run("analyse", *words)
        assert refused.status != 0, words
        assert said in " ".join(refused.err.split()), (words, refused.err)


def test_the_list_has_all_and_the_page_is_the_one_in_docs(anywhere: Run) -> None:
    listed = anywhere("analyse").out.splitlines()
    assert [line.partition(":")[0] for line in listed] == list(ANALYSES)
    page = (ROOT / "docs" / "analyses.md").read_text(encoding="utf-8")
    assert anywhere("analyse", "--page").out == page
