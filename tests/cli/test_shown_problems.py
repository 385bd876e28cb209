"""What ``diplograph check`` shows of many problems, and what it gives to programs."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from cli.command import app
from tests.loader.datasets import copy_of_minsk, minsk


def test_many_problems_that_say_the_same_are_one_line_but_all_in_json(tmp_path: Path) -> None:
    header = minsk("embassies").splitlines()[0]
    folder = copy_of_minsk(tmp_path, embassies=f"{header}\n" + "PRK,BLR\n" * 30)
    shown = CliRunner().invoke(app, ["check", str(folder)])
    assert shown.exit_code == 1
    (line,) = [one for one in shown.output.splitlines() if one.startswith("error")]
    assert line.startswith(
        "error: embassies.csv, row 2: 'PRK,BLR': 2 cells where the header has 12"
    )
    assert line.endswith("(and 29 more rows: 3, 4, 5, 6, 7, …)")
    assert "30 problems" in shown.output
    told = json.loads(CliRunner().invoke(app, ["check", str(folder), "--json"]).stdout)
    assert [problem["row"] for problem in told["problems"]] == list(range(2, 32))
