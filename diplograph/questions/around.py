"""Who is around whom, and which ties there are.

Every question starts from a few entities, so that it costs what the answer is worth, not what the
graph holds; and every one passes the filters and the clocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import Window
from diplograph.kinds import SUPERSEDED
from diplograph.questions.core import TieRecord

_TIE = """\
a.id AS start, b.id AS end, type(t) AS type, t.tie AS was, t.fact AS fact, t.kind AS kind,
t.type AS value, t.standing AS standing, t.contested AS contested,
t.fromEarliest AS fromEarliest, t.fromLatest AS fromLatest,
t.toEarliest AS toEarliest, t.toLatest AS toLatest,
t.knownFrom AS knownFrom, t.knownTo AS knownTo, t.lastSaid AS lastSaid"""

Where = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which ties pass. ``kinds`` and ``standings`` are None for all of them; ``types`` are values
    as ``kind.value``, and a kind of which none is named keeps all; ``hidden`` are entities. With
    ``until``: what held at any time from ``as_of`` to that day; ``known_since``: what came into
    the record, or changed in it, on that day or later."""

    kinds: tuple[str, ...] | None = None
    types: tuple[str, ...] = ()
    standings: tuple[str, ...] | None = None
    contested: bool = False
    publisher: str | None = None
    source: str | None = None
    dataset: str | None = None
    hidden: tuple[str, ...] = ()
    as_of: date | None = None
    until: date | None = None
    known_on: date | None = None
    known_since: date | None = None


class Asker:
    """Asks for the ties that pass a filter."""

    def __init__(self, database: Database, passing: Filter) -> None:
        self._database, self._filter = database, passing
        self._facts = self._told()

    def around(self, ids: Collection[str]) -> dict[str, dict[str, int]]:
        """Each neighbour of these entities: how many facts tie it to which of them."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        kinds = self._filter.kinds
        if not ids or kinds == ():
            return found
        where, parameters = self._where(kinds, self._filter.as_of)
        rows = self._database.read(
            f"MATCH (a:Entity)-[t:{self._types(kinds)}]-(b:Entity) WHERE a.id IN $ids AND {where} "
            "RETURN a.id AS a, b.id AS b, count(DISTINCT t.fact) AS n",
            ids=list(ids),
            **parameters,
        )
        for row in rows:
            found[row["b"]][row["a"]] = row["n"]
        return found

    def pairs(self, ids: Collection[str]) -> set[tuple[str, str]]:
        """Each of these entities with each of its neighbours that is not hidden."""
        hidden = self._filter.hidden
        return {
            (one, other)
            for other, ends in self.around(ids).items()
            for one in ends
            if other not in hidden
        }

    def members(self, organization: str) -> set[str]:
        """Who belongs to an organization, on the filter's days."""
        return {member for member, _ in self.memberships(organization)}

    def memberships(self, organization: str | None = None) -> list[tuple[str, str]]:
        """Member and organization, of one organization or of all, on the filter's days."""
        kind = KINDS["memberships"]
        clocks, parameters = _all(self._clocks(self._filter.as_of))
        parameters |= {"kind": kind.name, **({"id": organization} if organization else {})}
        types = "|".join([*kind.tie_types, *self._superseded])
        rows = self._database.read(
            f"MATCH (o:Organization)<-[t:{types}]-(m:Entity) "
            f"WHERE {'o.id = $id AND ' if organization else ''}t.kind = $kind "
            f"AND t.type = 'member' AND t.standing <> 'denied' AND {clocks} "
            "RETURN DISTINCT m.id AS member, o.id AS organization ORDER BY member, organization",
            **parameters,
        )
        return [(row["member"], row["organization"]) for row in rows]

    def ties(self, centres: Collection[str], shown: Collection[str]) -> list[TieRecord]:
        """The ties of these centres with each other and with whom is shown, of all kinds and at
        any time of the world, in an order that does not change."""
        where, parameters = self._where(None, None)
        types = self._types(None)
        rows = self._database.read(
            f"MATCH (a:Entity)-[t:{types}]->(b:Entity) "
            f"WHERE a.id IN $centres AND b.id IN $shown AND {where} RETURN {_TIE}",
            centres=list(centres),
            shown=list(shown),
            **parameters,
        )
        if rest := [one for one in shown if one not in set(centres)]:
            rows += self._database.read(
                f"MATCH (b:Entity)<-[t:{types}]-(a:Entity) "
                f"WHERE b.id IN $centres AND a.id IN $rest AND {where} RETURN {_TIE}",
                centres=list(centres),
                rest=rest,
                **parameters,
            )
        found = map(_tie, rows)
        return sorted(found, key=lambda t: (t.fact, t.start_id, t.end_id, t.type, t.known_from))

    def _told(self) -> list[str] | None:
        """The facts of which a row of the dataset, citing the publisher or the source, says
        something; None where none of the three is asked for."""
        passing = self._filter
        given = {"id": passing.source, "publisher": passing.publisher, "dataset": passing.dataset}
        asked: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if not asked:
            return None
        cited = ", ".join(f"{name}: ${name}" for name in ("id", "publisher") if name in asked)
        source = f"(:Source {{{cited}}})<-[:CITES]-" if cited else ""
        row = "(c:Claim {dataset: $dataset})" if "dataset" in asked else "(c:Claim)"
        query = f"MATCH {source}{row} RETURN DISTINCT c.fact AS id"
        return [row["id"] for row in self._database.read(query, **asked)]

    @property
    def _superseded(self) -> list[str]:
        return [SUPERSEDED] if self._filter.known_on else []

    def _types(self, kinds: Collection[str] | None) -> str:
        wanted = [kind for name, kind in KINDS.items() if kinds is None or name in kinds]
        return "|".join([*(t for kind in wanted for t in kind.tie_types), *self._superseded])

    def _clocks(self, as_of: date | None) -> list[Where]:
        found: list[Where] = []
        if as_of is not None:
            last = self._filter.until or as_of
            held = "t.fromEarliest <= $until AND $asOf <= t.toLatest"
            found.append((held, {"asOf": as_of, "until": last}))
        if (known_on := self._filter.known_on) is not None:
            known = "t.knownFrom <= $knownOn AND $knownOn < t.knownTo"
            found.append((known, {"knownOn": known_on}))
        if (since := self._filter.known_since) is not None:
            found.append(("$knownSince <= t.knownFrom", {"knownSince": since}))
        return found

    def _where(self, kinds: Collection[str] | None, as_of: date | None) -> Where:
        """A condition on a tie ``t``, and its parameters; a filter that is off costs nothing."""
        passing, found = self._filter, self._clocks(as_of)
        if kinds is not None:
            found.append(("t.kind IN $kinds", {"kinds": list(kinds)}))
        if passing.standings is not None:
            found.append(("t.standing IN $standings", {"standings": list(passing.standings)}))
        if passing.contested:
            found.append(("t.contested", {}))
        if passing.types:
            typed = sorted({name.split(".")[0] for name in passing.types})
            condition = (
                "(NOT t.kind IN $typed OR "
                "any(value IN split(t.type, ';') WHERE (t.kind + '.' + value) IN $types))"
            )
            found.append((condition, {"typed": typed, "types": list(passing.types)}))
        if self._facts is not None:
            found.append(("t.fact IN $facts", {"facts": self._facts}))
        return _all(found)


def _all(conditions: list[Where]) -> Where:
    texts = [text for text, _ in conditions] or ["true"]
    return " AND ".join(texts), {
        k: v for _, parameters in conditions for k, v in parameters.items()
    }


def _tie(row: dict[str, Any]) -> TieRecord:
    return TieRecord(
        fact=row["fact"],
        kind=row["kind"],
        type=row["was"] or row["type"],
        value=row["value"] or "",
        start_id=row["start"],
        end_id=row["end"],
        standing=row["standing"],
        contested=row["contested"],
        start=Window(row["fromEarliest"], row["fromLatest"]),
        end=Window(row["toEarliest"], row["toLatest"]),
        known_from=row["knownFrom"],
        known_to=row["knownTo"],
        last_said=row["lastSaid"],
    )
