"""What a view needs of the graph: the entities, ties and facts to draw and to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.address import View
from diplograph import queries
from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN, Window, certainty
from diplograph.queries import FactRecord, TieRecord

CANDIDATES = 400
"""How many neighbours are looked at before the best are chosen."""

UNTIED = 60
"""How many facts without a tie are told at most."""


@dataclass(frozen=True, slots=True)
class Scene:
    """``untied``: facts about the focus that tie no two entities, as a statement by no one named.

    ``hidden`` is how many neighbours the limit leaves out; ``kinds`` counts the ties of every
    kind before the filter by kind; ``days`` and ``publications`` are the dates that matter.
    """

    entities: tuple[str, ...]
    ties: list[TieRecord]
    facts: dict[str, FactRecord]
    untied: list[str]
    hidden: int
    kinds: dict[str, int]
    days: list[date]
    publications: list[date]


def stamp(database: Database) -> str:
    """A text that changes whenever something is loaded or undone, and is cheap to read."""
    rows = database.read(
        "MATCH (l:Load) RETURN l.id AS id, toString(l.at) AS at ORDER BY at DESC, id LIMIT 1"
    )
    total = database.read("MATCH (l:Load) RETURN count(l) AS n")[0]["n"]
    return f"{rows[0]['id']}#{total}" if rows else ""


def load_scene(database: Database, view: View) -> Scene:
    """The scene of a view. What is selected in it does not matter."""
    every = _ties(database, view, None, (view.as_of, view.known_on))
    kept = every
    if view.kinds is not None:
        kept = _ties(database, view, view.kinds, (view.as_of, view.known_on))
    chosen, hidden = _choose(view, kept)
    drawn = [tie for tie in kept if tie.start_id in chosen and tie.end_id in chosen]
    tied = {id_ for tie in drawn for id_ in (tie.start_id, tie.end_id)}
    untied = _untied(database, view)
    facts = queries.facts(database, [*(tie.fact for tie in drawn), *untied], view.known_on)
    untied = [id_ for id_ in untied if id_ in facts and _told(facts[id_], view)]
    days, publications = _dates(database, view)
    return Scene(
        entities=tuple(id_ for id_ in chosen if id_ in tied or id_ in view.focus),
        ties=drawn,
        facts={id_: facts[id_] for id_ in facts if id_ in untied or _any(drawn, id_)},
        untied=untied,
        hidden=hidden,
        kinds=dict(Counter(tie.kind for tie in every)),
        days=days,
        publications=publications,
    )


def _any(ties: Sequence[TieRecord], fact: str) -> bool:
    return any(tie.fact == fact for tie in ties)


def _ties(
    database: Database,
    view: View,
    kinds: tuple[str, ...] | None,
    clocks: tuple[date | None, date | None],
) -> list[TieRecord]:
    """The ties around the focus that pass every filter but the limit."""
    ids = list(view.focus)
    for _ in range(view.depth):
        near = list(queries.neighbours(database, ids, kinds, *clocks))
        ids += near[: CANDIDATES - len(ids)] if len(ids) < CANDIDATES else []
    found = queries.ties_among(database, ids, kinds, *clocks)
    return [tie for tie in found if _passes(tie.standing, tie.contested, view)]


def _passes(standing: str, contested: bool, view: View) -> bool:
    right = view.standings is None or standing in view.standings
    return right and (contested or not view.contested)


def _choose(view: View, ties: Sequence[TieRecord]) -> tuple[list[str], int]:
    """The focus and its most tied neighbours up to the limit, and how many are left out."""
    chosen = list(view.focus)
    left = 0
    for _ in range(view.depth):
        inside = set(chosen)
        seen: dict[str, set[str]] = {}
        for tie in ties:
            ends = {tie.start_id, tie.end_id}
            for one in ends - inside if ends & inside else ():
                seen.setdefault(one, set()).add(tie.fact)
        ranked = sorted(seen, key=lambda one: (-len(seen[one]), one))
        room = max(0, view.limit - (len(chosen) - len(view.focus)))
        chosen += ranked[:room]
        left = max(0, len(ranked) - room)
    return chosen, left


def _untied(database: Database, view: View) -> list[str]:
    told = database.read(
        "MATCH (f:Fact)-[]->(e:Entity) WHERE e.id IN $ids "
        "AND ($kinds IS NULL OR f.kind IN $kinds) RETURN DISTINCT f.id AS id ORDER BY id",
        ids=list(view.focus),
        kinds=None if view.kinds is None else list(view.kinds),
    )
    tied = database.read(
        "MATCH (e:Entity)-[t]-(:Entity) WHERE e.id IN $ids RETURN DISTINCT t.fact AS id",
        ids=list(view.focus),
    )
    without = {row["id"] for row in told} - {row["id"] for row in tied}
    return sorted(without)[:UNTIED]


def _told(fact: FactRecord, view: View) -> bool:
    now = fact.now
    if not _passes(now.standing, now.contested, view):
        return False
    return view.as_of is None or certainty(view.as_of, now.start, now.end) != "no"


def _dates(database: Database, view: View) -> tuple[list[date], list[date]]:
    """The days on which something here begins or ends, and those on which something was said."""
    ties = _ties(database, view, view.kinds, (None, None))
    chosen, _ = _choose(view, ties)
    inside = [tie for tie in ties if tie.start_id in chosen and tie.end_id in chosen]
    facts = queries.facts(database, [tie.fact for tie in inside])
    windows: list[Window] = [w for tie in inside for w in (tie.start, tie.end)]
    days = {day for w in windows for day in (w.earliest, w.latest)} - {UNKNOWN, OPEN}
    publications = {claim.known for fact in facts.values() for claim in fact.claims}
    return sorted(days), sorted(publications - {UNKNOWN, OPEN})
