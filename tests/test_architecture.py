"""The lines between the parts hold."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = [
    path
    for folder in ("diplograph", "loader", "dashboard", "cli")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
MOST_LINES = 400
BESIDE = [p for f in ("bench", "tests", "tools") for p in sorted((ROOT / f).rglob("*.py"))]


@cache
def _imports(path: Path) -> tuple[str, ...]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return (*names, *(n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module))


def _importers(package: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in MODULES
        for name in _imports(path)
        if f"{name}.".startswith(f"{package}.")
    }


def test_only_the_database_package_imports_neo4j() -> None:
    assert {str(Path(path).parent) for path in _importers("neo4j")} == {"diplograph/database"}


def test_only_draw_imports_pyvis() -> None:
    assert _importers("pyvis") == {"dashboard/picture/draw.py"}


def test_streamlit_stays_in_the_app_and_its_views() -> None:
    strays = {p for p in _importers("streamlit") if not p.startswith("dashboard/views/")}
    assert strays == {"dashboard/app.py"}


PURE = ("dashboard/picture/", "diplograph/analysis/", "diplograph/resolution/")


def test_picture_analysis_and_resolution_are_made_of_records_and_ask_nothing() -> None:
    asking = _importers("diplograph.database")
    assert not {path for path in asking if path.startswith(PURE)}


def test_loader_and_dashboard_do_not_know_each_other() -> None:
    assert not {path for path in _importers("loader") if path.startswith("dashboard/")}
    assert not {path for path in _importers("dashboard") if path.startswith("loader/")}


def test_what_both_share_knows_neither() -> None:
    both = _importers("loader") | _importers("dashboard")
    assert not {path for path in both if path.startswith("diplograph/")}


SHOWN = {
    "dashboard/console/schema.py",  # patterns that a reader takes over
    "dashboard/cypher.py",  # what yields a page's ties, to copy
    "dashboard/views/editor.py",  # what an empty editor says
}


def test_all_cypher_is_in_the_questions_and_the_writer() -> None:
    holding = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"\b(MATCH|UNWIND|MERGE) ?\(", path.read_text(encoding="utf-8"))
    }
    homes = ("diplograph/questions/", "diplograph/database/", "loader/", "cli/")
    assert {path for path in holding if not path.startswith(homes)} == SHOWN


def test_nothing_knows_the_command_line() -> None:
    assert {str(Path(path).parent) for path in _importers("cli")} == {"cli"}


@pytest.mark.parametrize("path", [*MODULES, *BESIDE], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
