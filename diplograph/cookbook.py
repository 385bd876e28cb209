"""Named questions that people in this field ask, each with its Cypher, parameters and picture.

They are declared in ``cookbook.toml`` and checked here when loaded; the command, the dashboard's
list and docs/cookbook.md derive from ``COOKBOOK``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal, get_args

from diplograph.database import Answer, Database
from diplograph.errors import DeclarationError, DiplographError, QueryRefused
from diplograph.guard import check_query
from diplograph.phrases import listed

Picture = Literal["graph", "bars", "timeline", "table"]
Value = str | int | date

ENTITIES = {
    "country": ("Country",),
    "a": ("Country",),
    "b": ("Country",),
    "party": ("Country", "Organization"),
    "organization": ("Organization",),
    "person": ("Person",),
    "city": ("City",),
}
"""The parameters that are ids of entities, with the labels that these may have."""

_NEEDED: dict[str, tuple[str, ...]] = {
    "graph": ("start", "end", "fact"),
    "timeline": ("fact", "title", "begins", "ends"),
    "bars": (),
    "table": (),
}
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One named question. ``parameters`` hold their defaults; ``picture`` how it is best shown:
    ``graph`` has the columns start, end and fact (ids); ``timeline`` fact, title, begins and ends;
    ``bars`` a text and then a number."""

    name: str
    group: str
    question: str
    cypher: str
    picture: Picture
    parameters: Mapping[str, Value]

    def ask(
        self,
        database: Database,
        parameters: Mapping[str, Value] | None = None,
        timeout: float = 30.0,
        limit: int = 1000,
    ) -> Answer:
        """The answer, with the defaults for what is not given; raises DiplographError for a
        parameter that the question does not have."""
        given = parameters or {}
        if strays := set(given) - set(self.parameters):
            has = listed(list(self.parameters)) if self.parameters else "none"
            raise DiplographError(f"{self.name} has no parameter {strays.pop()!r}; it has {has}")
        return database.ask(self.cypher, {**self.parameters, **given}, timeout, limit)

    def value(self, name: str, text: str) -> Value:
        """A parameter's value from typed text, of its default's type; raises ValueError."""
        default = self.parameters.get(name, "")
        if isinstance(default, date):
            return date.fromisoformat(text)
        return int(text) if isinstance(default, int) else text


def recipe(name: str, cells: Mapping[str, Any]) -> Recipe:
    """A recipe as it is declared; raises DeclarationError where the declaration is wrong."""

    def insist(holds: bool, text: str) -> None:
        if not holds:
            raise DeclarationError(f"cookbook, {name}: {text}")

    wanted = {"group", "question", "cypher", "picture"}
    insist(wanted <= set(cells) <= wanted | {"parameters"}, f"it needs {', '.join(sorted(wanted))}")
    insist(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) is not None, "the name is not kebab-case")
    insist(cells["question"].endswith("?"), "the question ends without a question mark")
    insist(cells["picture"] in get_args(Picture), f"no such picture: {cells['picture']}")
    cypher = cells["cypher"].strip()
    parameters = cells.get("parameters", {})
    insist(set(_PARAMETER.findall(cypher)) == set(parameters), "its parameters do not agree")
    for column in _NEEDED[cells["picture"]]:
        insist(f"AS {column}" in cypher, f"a {cells['picture']} needs the column {column}")
    try:
        check_query(cypher)
    except QueryRefused as error:
        raise DeclarationError(f"cookbook, {name}: {error}") from error
    return Recipe(name, cells["group"], cells["question"], cypher, cells["picture"], parameters)


def _load() -> dict[str, Recipe]:
    text = files("diplograph").joinpath("cookbook.toml").read_text(encoding="utf-8")
    return {name: recipe(name, cells) for name, cells in tomllib.loads(text).items()}


COOKBOOK: dict[str, Recipe] = _load()
"""Every named question by its name, in the order in which they are listed to people."""


def cookbook_page() -> str:
    """The page docs/cookbook.md."""
    lines = [
        "# Questions, and the Cypher that answers them",
        "",
        "Made from `diplograph/cookbook.toml` by `diplograph cookbook --page`; "
        "do not edit by hand.",
        "Run one by its name, with other parameters if you like:",
        "",
        "```sh",
        "diplograph cookbook embassies-in -p country=Japan -p day=2018-06-30",
        "```",
        "",
        f"There are {len(COOKBOOK)}. Certain on a day is `fromLatest <= day <= toEarliest`; "
        "possible is `fromEarliest <= day <= toLatest`.",
    ]
    group = ""
    for one in COOKBOOK.values():
        if one.group != group:
            group = one.group
            lines += ["", f"## {group}"]
        lines += ["", f"### {one.name}", "", one.question, ""]
        if one.parameters:
            said = ", ".join(f"`{name}` = {value}" for name, value in one.parameters.items())
            lines += [f"Parameters: {said}. Best seen as: {one.picture}.", ""]
        else:
            lines += [f"Best seen as: {one.picture}.", ""]
        lines += ["```cypher", one.cypher, "```"]
    return "\n".join([*lines, ""])
