"""Articles on the United States' relations to records: one for each entry of a timeline."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from diplograph.errors import Problem
from loader.histatstate.articles import Entry, entries, published, title
from loader.histatstate.events import Event, events
from loader.histatstate.spells import Spell, in_order, spells
from loader.mapping.layout import Found, Layout
from loader.mapping.xml import whole_tree
from loader.read import Row

_WHATS = ("recognition", "relations", "embassy", "theirs")
"""What a record may claim; ``theirs`` is the other state's embassy in the United States."""

_COLUMNS = ("from", "to", "note", "locator")


def timeline_records(file: BinaryIO, name: str, _: Layout) -> Iterator[Found]:
    """A record for each entry of an article's timelines; the row is its place among them.

    Its cells: ``article``, ``title``, ``published``, ``state``, ``heading``, ``text`` (the first
    sentence), ``left`` (a word for why it makes no claim), and for each of recognition, relations,
    embassy and theirs ``…/from``, ``…/to``, ``…/note``, ``…/locator``, blank where it makes none.
    """
    tree = whole_tree(file, name)
    if isinstance(tree, Problem):
        yield tree
        return
    article = Path(name).stem
    year = published(tree)
    told = entries(tree)
    states = {one.number: _state(article, one) for one in told}
    made, left = _made(told, states)
    for one in told:
        cells = {
            "article": article,
            "title": title(tree),
            "published": year,
            "state": states[one.number],
            "heading": one.heading,
            "text": one.sentence,
            "left": left.get(one.number, ""),
        }
        for what in _WHATS:
            spell = made.get((one.number, what))
            said = _said(spell, told) if spell else ("", "", "", "")
            cells.update({f"{what}/{c}": text for c, text in zip(_COLUMNS, said, strict=True)})
        yield Row(name, one.number, one.number, cells)


def _made(
    told: list[Entry], states: dict[int, str]
) -> tuple[dict[tuple[int, str], Spell], dict[int, str]]:
    """The spells by entry and what they are of, and why the other entries make none."""
    left: dict[int, str] = {}
    chains: dict[tuple[str, str], list[tuple[Event, str]]] = {}
    for one in told:
        found, why = events(one)
        if why:
            left[one.number] = why
        for event in found:
            year = min(one.years, default="")
            chains.setdefault((states[one.number], event.what), []).append((event, year))
    made: dict[tuple[int, str], Spell] = {}
    reasons: dict[int, str] = {}
    for (state, what), chain in chains.items():
        severed = chains.get((state, "relations"), []) if what in ("embassy", "theirs") else []
        ends = [(Event(what, False, "", 0), e.date or y) for e, y in severed if not e.begins]
        found_spells, why_not = spells(in_order([*chain, *ends]))
        made.update({(one.number, what): one for one in found_spells})
        reasons = why_not | reasons
    claiming = {number for number, _ in made}
    left = {**reasons, **left}
    return made, {number: why for number, why in left.items() if number not in claiming}


def _said(spell: Spell, told: list[Entry]) -> tuple[str, str, str, str]:
    by_number = {one.number: one.heading for one in told}
    numbers = [n for n in (spell.number, spell.ended_by) if n]
    locator = " / ".join(by_number[number].rstrip(".") for number in dict.fromkeys(numbers))
    return spell.start, spell.end, spell.note, locator


def _state(article: str, entry: Entry) -> str:
    """The state that an entry is about: the article's, but where the table has another."""
    year = min(entry.years, default="9")
    for name, before, heading, state in _parties():
        fits = name == article and (not before or year < before)
        if fits and (not heading or re.search(heading, entry.heading)):
            return state
    return article.replace("-", " ")


@cache
def _parties() -> list[tuple[str, str, str, str]]:
    text = files("loader.histatstate").joinpath("parties.csv").read_text(encoding="utf-8")
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    return [(row[0], row[1], row[2], row[3]) for row in rows]
