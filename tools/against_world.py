"""What the world's datasets know of the three states and the curated rows do not, and the reverse.

``python -m tools.against_world`` prints docs/against-world.md; ``make docs`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from diplograph.catalogue import EMBASSIES, KINDS
from diplograph.dates import certainty, day_words
from diplograph.entities import well_known_countries
from diplograph.kinds import Kind
from diplograph.text import folded
from loader.check import check_folder
from loader.dataset import Dataset
from loader.measured import ResolvedFact, asserted, resolved

DATA = Path(__file__).resolve().parent.parent / "data"
THREE = {"PRK": "North Korea", "BLR": "Belarus", "RUS": "Russia"}
MISSIONS, LISTS = date(2022, 11, 16), date(2026, 2, 28)
"""The days of the world's datasets: of missions, and of memberships and leaders."""

Ends = set[tuple[str, str]]


def _read(folder: Path) -> tuple[Dataset, list[ResolvedFact]]:
    dataset = check_folder(folder)
    return dataset, resolved(dataset)


def _ends(facts: list[ResolvedFact], kind: Kind, type_: str, day: date) -> Ends:
    """Who is tied to whom on a day, certainly or possibly."""
    return {
        (tie.start, tie.end)
        for _, tie in asserted(facts, kind)
        if tie.type == type_ and certainty(day, tie.since, tie.until) != "no"
    }


def _called(ours: Dataset, *others: Dataset) -> dict[str, str]:
    """The name of each entity, ours where one of its names is one of ours."""
    own = {folded(name): one.name for one in ours.entities for name in (one.name, *one.aliases)}
    known = [*well_known_countries(), *(one for each in (*others, ours) for one in each.entities)]
    return {
        one.id: next(
            (own[folded(name)] for name in (one.name, *one.aliases) if folded(name) in own),
            one.name,
        )
        for one in known
    }


def _other(ends: Ends, state: str, side: int) -> set[str]:
    """Whom a state is tied to, from this side of the ties."""
    return {pair[1 - side] for pair in ends if pair[side] == state}


def _line(what: str, ours: set[str], theirs: set[str]) -> str:
    def listed(names: Iterable[str]) -> str:
        return ", ".join(sorted(names)) or "–"

    return f"| {what} | {len(ours & theirs)} | {listed(theirs - ours)} | {listed(ours - theirs)} |"


def page() -> str:
    """The page, in Markdown."""
    ours, facts = _read(DATA)
    missions, sent = _read(DATA / "world" / "world-missions")
    bodies, joined = _read(DATA / "world" / "world-memberships")
    programmes, sanctioned = _read(DATA / "world" / "world-sanctions")
    names = _called(ours, missions, bodies, programmes)

    def by_name(ids: set[str]) -> set[str]:
        return {names[one] for one in ids}

    parts = (
        ("has a mission in", EMBASSIES, 0, sent, MISSIONS),
        ("has a mission of", EMBASSIES, 1, sent, MISSIONS),
        ("is a member of", KINDS["memberships"], 0, joined, LISTS),
        ("is sanctioned by", KINDS["sanctions"], 1, sanctioned, LISTS),
    )
    rows = []
    for what, kind, side, theirs, day in parts:
        own, other = (_ends(each, kind, kind.tie_types[0], day) for each in (facts, theirs))
        for id_, state in THREE.items():
            sides = by_name(_other(own, id_, side)), by_name(_other(other, id_, side))
            rows.append(_line(f"{state} {what}", *sides))
    head = _HEAD.format(missions=day_words(MISSIONS), lists=day_words(LISTS))
    return "\n".join((head, *rows)) + "\n"


_HEAD = """\
# The curated rows beside the world's datasets

What `data/` and the datasets of `data/world` have of the three states, by name; `make docs` makes
this page. Missions (resident ones, of whatever level) as of {missions}, the rest as of
{lists}; what is only possibly so by its dates counts as being there. What a dataset
lacks it does not deny: the world's missions are Wikidata's of one day, its memberships the
Factbook's lists, its sanctions the programmes that OpenSanctions follows, and the curated rows hold
what their sources were read for.

| | in both | in the world's alone | in the curated rows alone |
| --- | --- | --- | --- |"""

if __name__ == "__main__":
    print(page(), end="")
