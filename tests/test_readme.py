"""What the README says works."""

from __future__ import annotations

import re

import pytest

from cli.command import app
from diplograph.catalogue import KINDS
from diplograph.database import Database
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```cypher\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("query", EXAMPLES, ids=[q.splitlines()[0] for q in EXAMPLES])
def test_every_example_has_an_answer(story: Database, query: str) -> None:
    assert story.ask(query, {}, timeout=10, limit=100).rows


def test_there_are_examples_of_ten_kinds() -> None:
    text = "\n".join(EXAMPLES)
    shown = [
        kind.name
        for kind in KINDS.values()
        if f":{kind.label}" in text or any(name in text for name in kind.tie_types)
    ]
    assert len(shown) >= 10


def test_it_opens_with_the_two_commands() -> None:
    first = README.split("```sh\n", 1)[1]
    assert re.match(r"make run +#.*\nmake test +#", first)


def test_the_commands_it_names_exist() -> None:
    names = {c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands}
    named = set(re.findall(r"diplograph ([a-z]+)\b", README.replace("diplograph --help", "")))
    assert named - {"load", "query"} <= names | {"load", "query"}


def test_the_files_it_links_to_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if not link.startswith("http"):
            assert (ROOT / link).exists(), link
