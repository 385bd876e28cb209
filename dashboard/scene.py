"""What a view needs of the graph: the entities, ties and facts to draw and to tell.

A picture is drawn from ties and fact nodes alone; claims are read of what is opened. Every question
starts from the few entities at its centre, so that it costs what the answer is worth, not what
the graph holds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.address import PATHS, View
from dashboard.asking import Asker
from dashboard.paths import between
from diplograph import queries
from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import OPEN, UNKNOWN, Window, certainty
from diplograph.kinds import Kind
from diplograph.model import Entity
from diplograph.queries import FactRecord, TieRecord
from diplograph.sentences import Namer, title

UNTIED = 60
"""How many facts without a tie are told at most."""

CROWD = 400
"""From how many neighbours the second step of a view begins at most."""

EXPANSION = 10
"""How many neighbours an expanded entity brings along."""


@dataclass(frozen=True, slots=True)
class FactNode:
    """A fact as its node in the graph has it, without its claims."""

    id: str
    kind: Kind
    title: str
    standing: str
    disputes: tuple[str, ...]
    start: Window
    end: Window

    @property
    def contested(self) -> bool:
        """Whether its claims disagree."""
        return bool(self.disputes)


@dataclass(frozen=True, slots=True)
class Scene:
    """``hidden`` is how many neighbours the limit leaves out; ``kinds`` counts the ties of every
    kind between these entities before the filter by kind; ``days`` and ``publications`` are the
    dates that matter; ``apart``: the two ends of a path have none within reach."""

    entities: tuple[str, ...]
    ties: list[TieRecord]
    facts: dict[str, FactNode]
    hidden: int
    kinds: dict[str, int]
    days: list[date]
    publications: list[date]
    apart: bool = False


def stamp(database: Database) -> str:
    """A text that changes whenever something is loaded or undone, and is cheap to read."""
    rows = database.read(
        "MATCH (l:Load) RETURN l.id AS id, toString(l.at) AS at ORDER BY at DESC, id LIMIT 1"
    )
    total = database.read("MATCH (l:Load) RETURN count(l) AS n")[0]["n"]
    return f"{rows[0]['id']}#{total}" if rows else ""


def load_scene(database: Database, view: View, entities: Mapping[str, Entity]) -> Scene:
    """The scene of a view. What is selected in it does not matter."""
    ask = Asker(database, view)
    ways: set[frozenset[str]] | None = None
    if view.path:
        start, end = view.path
        found = between(ask.pairs, start, end, longer=PATHS.index(view.paths))
        ways = {frozenset(step) for path in found for step in pairwise(path)}
        chosen = list(dict.fromkeys([*view.path, *(one for path in found for one in path)]))
        centres: list[str] | None = None
        left = 0
    else:
        chosen, left = _choose(ask, view)
        wide = view.between or view.depth > 1
        centres = None if wide else [one for one in view.centres if one in chosen]
    every = ask.ties(centres if centres is not None else chosen, chosen)
    timely = [tie for tie in every if tie.holds(view.as_of) != "no"]
    drawn = [t for t in timely if view.kinds is None or t.kind in view.kinds]
    if ways is not None:
        drawn = [tie for tie in drawn if frozenset((tie.start_id, tie.end_id)) in ways]
    tied = {id_ for tie in drawn for id_ in (tie.start_id, tie.end_id)}
    kept = {*view.centres, *view.pinned, *view.path}
    windows = [w for tie in every for w in (tie.start, tie.end)]
    return Scene(
        entities=tuple(one for one in chosen if one in tied or one in kept),
        ties=drawn,
        facts=fact_nodes(database, entities, view.known_on, ids={tie.fact for tie in drawn}),
        hidden=left,
        kinds=dict(Counter(tie.kind for tie in timely)),
        days=_sorted(day for w in windows for day in (w.earliest, w.latest)),
        publications=_publications(database, {tie.fact for tie in every}),
        apart=ways == set(),
    )


def _sorted(days: Iterable[date]) -> list[date]:
    return sorted(set(days) - {UNKNOWN, OPEN})


def _choose(ask: Asker, view: View) -> tuple[list[str], int]:
    """The centres, who is pinned, and the best of those around; and how many are left out.

    Best are those tied to several of the centres, and often: the sum of log2(1 + facts) over them.
    """
    chosen = [one for one in (*view.centres, *view.pinned) if one not in view.hidden]
    chosen = list(dict.fromkeys(chosen))
    members = None if view.bloc is None else ask.members(view.bloc)

    def add(centres: Sequence[str], most: int) -> tuple[list[str], int]:
        near = ask.around(centres)
        ranked = sorted(
            (
                one
                for one in near
                if one not in chosen
                and one not in view.hidden
                and (members is None or one in members)
            ),
            key=lambda one: (-sum(math.log2(1 + n) for n in near[one].values()), one),
        )
        chosen.extend(ranked[:most])
        return ranked[:most], max(0, len(ranked) - most)

    left = 0
    ring: Sequence[str] = [one for one in view.focus if one not in view.hidden]
    for _ in range(view.depth if ring else 0):
        ring, left = add(ring[:CROWD], view.limit)
        if not ring:
            break
    for one in view.expanded:
        add([one], EXPANSION)
    return chosen, left


_FACT = """\
f.id AS id, f.kind AS kind, f.title AS title, f.standing AS standing, f.disputes AS disputes,
f.versions AS versions, f.knownFrom AS knownFrom,
f.fromEarliest AS fromEarliest, f.fromLatest AS fromLatest,
f.toEarliest AS toEarliest, f.toLatest AS toLatest"""


def fact_nodes(
    database: Database,
    entities: Mapping[str, Entity],
    known_on: date | None = None,
    *,
    ids: Collection[str] = (),
    about: str | None = None,
) -> dict[str, FactNode]:
    """Facts by id, or those in which an entity has a role, as known on a day.

    Where more has been published since than a fact's node can tell, its claims are read.
    """
    found = "MATCH (e:Entity {id: $about})<-[]-(f:Fact)" if about else "MATCH (f:Fact)"
    which = "" if about else "WHERE f.id IN $ids "
    rows = database.read(
        f"{found} {which}RETURN DISTINCT {_FACT} ORDER BY id",
        **({"about": about} if about else {"ids": list(ids)}),
    )
    if known_on is not None:
        rows = [row for row in rows if row["knownFrom"] <= known_on]
    earlier = [row["id"] for row in rows if known_on and row["versions"] > 1]
    told = queries.facts(database, earlier, known_on) if earlier else {}

    def name(id_: str) -> str:
        return entities[id_].name if id_ in entities else id_

    return {
        row["id"]: _then(told[row["id"]], name) if row["id"] in told else _now(row) for row in rows
    }


def _now(row: dict[str, Any]) -> FactNode:
    return FactNode(
        id=row["id"],
        kind=KINDS[row["kind"]],
        title=row["title"],
        standing=row["standing"],
        disputes=tuple(row["disputes"] or ()),
        start=Window(row["fromEarliest"], row["fromLatest"]),
        end=Window(row["toEarliest"], row["toLatest"]),
    )


def _then(fact: FactRecord, name: Namer) -> FactNode:
    now = fact.now
    words = title(fact.kind, now.standing, now.values, name)
    return FactNode(fact.id, fact.kind, words, now.standing, now.disputes, now.start, now.end)


def _publications(database: Database, facts: Collection[str]) -> list[date]:
    """The days on which something was said of these facts."""
    rows = database.read(
        "MATCH (c:Claim) WHERE c.fact IN $ids RETURN DISTINCT c.known AS day", ids=list(facts)
    )
    return _sorted(row["day"] for row in rows)


def untied(database: Database, view: View, entities: Mapping[str, Entity]) -> dict[str, FactNode]:
    """Facts about the focus that tie no two entities, as a statement by no one named."""
    rows = database.read(
        "MATCH (e:Entity)<-[]-(f:Fact) WHERE e.id IN $ids AND f.kind IN $kinds "
        "RETURN DISTINCT f.id AS id ORDER BY id",
        ids=list(view.focus),
        kinds=list(KINDS if view.kinds is None else view.kinds),
    )
    about = {row["id"] for row in rows}
    tied = database.read(
        "MATCH (e:Entity)-[t]-(:Entity) WHERE e.id IN $ids RETURN DISTINCT t.fact AS id",
        ids=list(view.focus),
    )
    about -= {row["id"] for row in tied}
    found = fact_nodes(database, entities, view.known_on, ids=sorted(about)[:UNTIED])
    return {id_: fact for id_, fact in found.items() if _told(fact, view)}


def _told(fact: FactNode, view: View) -> bool:
    if view.standings is not None and fact.standing not in view.standings:
        return False
    if view.contested and not fact.contested:
        return False
    return view.as_of is None or certainty(view.as_of, fact.start, fact.end) != "no"


def publishers(database: Database) -> list[str]:
    """Every publisher, who has published most first."""
    rows = database.read(
        "MATCH (s:Source) RETURN s.publisher AS name, count(s) AS n ORDER BY n DESC, name"
    )
    return [row["name"] for row in rows]
