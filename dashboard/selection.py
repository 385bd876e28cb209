"""The ties that a map and a time axis show: the same choice as Explore's address makes, but every
neighbour, not the most tied alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.address import View
from dashboard.words import excerpt
from diplograph import queries
from diplograph.database import Database
from diplograph.dates import OPEN, during
from diplograph.queries import TieRecord

MOST = 2000
"""How many facts are drawn at most, the latest first."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The ties of a view's focus, by fact; ``titles`` by fact, ``found`` how many facts there are
    in all, ``kinds`` how many of each kind before the filter by kind."""

    ties: tuple[TieRecord, ...]
    titles: dict[str, str]
    found: int
    kinds: dict[str, int]
    by_fact: dict[str, TieRecord] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_fact", {tie.fact: tie for tie in self.ties})

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that are shown, the latest beginning last."""
        return tuple(self.titles)

    def said(self, fact: str) -> str:
        """A fact in one line: what, when, and how it stands."""
        tie = self.by_fact[fact]
        when = during(tie.start, tie.end)
        marks = [] if tie.standing in ("asserted", "denied") else [tie.standing]
        marks += ["contested"] if tie.contested else []
        text = excerpt(self.titles[fact], 160)
        return "; ".join(filter(None, (f"{text}, {when}" if when else text, *marks)))


def select(database: Database, view: View) -> Selection:
    """The selection of a view: of the ties of its focus, or with depth 0 those within it, as of its
    clocks, by its kinds and standings."""
    every = queries.ties_of(database, view.focus, None, view.as_of, view.known_on)
    inside = set(view.focus)
    right = [
        tie
        for tie in every
        if (view.standings is None or tie.standing in view.standings)
        and (tie.contested or not view.contested)
        and (view.depth > 0 or {tie.start_id, tie.end_id} <= inside)
    ]
    counts: dict[str, set[str]] = {}
    for tie in right:
        counts.setdefault(tie.kind, set()).add(tie.fact)
    kept = [tie for tie in right if view.kinds is None or tie.kind in view.kinds]
    start = {
        tie.fact: (
            tie.start.earliest if tie.start.latest == OPEN else tie.start.latest,
            tie.fact,
        )
        for tie in kept
    }
    shown = sorted(start, key=lambda fact: start[fact])[-MOST:]
    rows = database.read(
        "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id, f.title AS title", ids=shown
    )
    titles = {row["id"]: row["title"] for row in rows}
    return Selection(
        ties=tuple(tie for tie in kept if tie.fact in titles),
        titles={fact: titles[fact] for fact in shown if fact in titles},
        found=len(start),
        kinds={kind: len(facts) for kind, facts in counts.items()},
    )
