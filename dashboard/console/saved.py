"""Saved queries: those that come with the program, and one's own in ``queries.toml``."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit
from filelock import FileLock
from slugify import slugify

from diplograph import cookbook
from diplograph.engine import home_folder
from diplograph.errors import DiplographError


@dataclass(frozen=True, slots=True)
class Saved:
    """A query with a name for its address, a sentence that says what it asks, and its usual
    parameters as text. ``own``: saved by the user; ``drawn``: best seen as a picture."""

    name: str
    sentence: str
    text: str
    given: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    own: bool = False
    drawn: bool = False


def path(home: Path | None = None) -> Path:
    """The file of one's own queries, in the folder where the graph is kept."""
    return (home or home_folder()) / "queries.toml"


def read(file: Path) -> dict[str, Saved]:
    """One's own queries by name; raises DiplographError where the file is wrong."""
    try:
        cells = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DiplographError(f"{file.name} cannot be read: {error}") from error
    return {name: _saved(name, one, file) for name, one in cells.items()}


def _saved(name: str, cells: object, file: Path) -> Saved:
    match cells:
        case {"query": str(text), **rest}:
            given = rest.get("parameters", {})
            if isinstance(given, dict):
                usual = {str(key): str(value) for key, value in given.items()}
                return Saved(name, str(rest.get("sentence", "")), text, usual, own=True)
    raise DiplographError(f"{file.name}: [{name}] needs query, a text; parameters is a table")


def name_from(title: str) -> str:
    """The name for an address that a title gives; raises DiplographError where it gives none."""
    name: str = slugify(title, max_length=60, allow_unicode=True)
    if not name:
        raise DiplographError("Give the query a name, of letters or figures")
    return name


def save(file: Path, query: Saved) -> None:
    """Keep a query; one of the same name is replaced. The rest of the file stays as it is."""
    with _changing(file) as document:
        table = tomlkit.table()
        table["sentence"] = query.sentence
        table["query"] = tomlkit.string(query.text, multiline=_fits(query.text))
        if query.given:
            table["parameters"] = dict(query.given)
        document[query.name] = table


def forget(file: Path, name: str) -> None:
    """Take a query out."""
    with _changing(file) as document:
        document.pop(name, None)


def _fits(text: str) -> bool:
    """Whether a text is easier to read over several lines, and the same when read again."""
    return (
        "\n" in text
        and text[0] != "\n"
        and not re.search(r'["\\\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f]', text)
    )


@contextmanager
def _changing(file: Path) -> Iterator[tomlkit.TOMLDocument]:
    """The file's document, written back whole under a lock; half a file is never seen."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(file.with_suffix(".lock"), timeout=10):
        read(file)  # what cannot be read is not written over
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        document = tomlkit.parse(text)
        yield document
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, delete=False
        ) as fresh:
            fresh.write(tomlkit.dumps(document))
        Path(fresh.name).replace(file)


COOKBOOK: dict[str, Saved] = {
    one.name: Saved(
        one.name,
        one.question,
        one.cypher,
        {name: str(value) for name, value in one.parameters.items()},
        one.group,
        drawn=one.picture == "graph",
    )
    for one in cookbook.COOKBOOK.values()
}
"""The queries that come with the program, by name."""


def library(own: Mapping[str, Saved]) -> dict[str, Saved]:
    """Every saved query by name, one's own first; one's own go before others of the same name."""
    return {**own, **{name: one for name, one in COOKBOOK.items() if name not in own}}
