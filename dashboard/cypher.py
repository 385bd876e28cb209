"""The Cypher that yields what is seen: for people to copy, change and run elsewhere.

The program's own queries carry their values as parameters. A text to be pasted into a console has
to hold them, so here, and only here, values are written out as literals.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from diplograph.catalogue import KINDS, TIE_TYPES
from diplograph.kinds import SUPERSEDED

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b"}


def literal(value: object) -> str:
    """A text, day, number, truth, or several of them, as Cypher writes it.

    Raises TypeError for anything else.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, str):
        return f"'{''.join(_ESCAPES.get(c, c) for c in value)}'"
    if isinstance(value, Sequence | Collection):
        return f"[{', '.join(map(literal, value))}]"
    raise TypeError(f"no Cypher literal for {type(value).__name__}")


def ties(
    among: Sequence[str] = (),
    around: Sequence[str] = (),
    kinds: Collection[str] | None = None,
    standings: Collection[str] | None = None,
    contested: bool = False,
    as_of: date | None = None,
    known_on: date | None = None,
    until: date | None = None,
    known_since: date | None = None,
    facts: Sequence[str] | None = None,
) -> str:
    """Ties that held (certainly or possibly), a row each: who, what, to whom, fact and dates.

    ``among``: with both ends among these; ``around``: with one end or the other among these; both
    empty: between any two. ``facts``: of these alone. The other arguments are those of
    ``core.ties_among``.
    """
    names = [
        name for kind in KINDS if kinds is None or kind in kinds for name in KINDS[kind].tie_types
    ] or list(TIE_TYPES)
    types = "|".join([*names, *([SUPERSEDED] if known_on else [])])
    wanted = []
    if among:
        wanted.append(f"a.id IN {literal(among)} AND b.id IN {literal(among)}")
    if around:
        wanted.append(f"(a.id IN {literal(around)} OR b.id IN {literal(around)})")
    if kinds is not None:
        wanted.append(f"t.kind IN {literal(list(kinds))}")
    if standings is not None:
        wanted.append(f"t.standing IN {literal(list(standings))}")
    if contested:
        wanted.append("t.contested")
    if facts is not None:
        wanted.append(f"t.fact IN {literal(facts)}")
    if as_of:
        wanted.append(f"t.fromEarliest <= {literal(until or as_of)}")
        wanted.append(f"{literal(as_of)} <= t.toLatest")
    if known_on:
        wanted.append(f"t.knownFrom <= {literal(known_on)} AND {literal(known_on)} < t.knownTo")
    if known_since:
        wanted.append(f"{literal(known_since)} <= t.knownFrom")
    where = "\nWHERE " + "\n  AND ".join(wanted) if wanted else ""
    kind = "coalesce(t.tie, type(t))" if known_on else "type(t)"
    return (
        f"MATCH (a:Entity)-[t:{types}]->(b:Entity){where}\n"
        f"RETURN a.id AS start, {kind} AS tie, t.type AS type, b.id AS end, t.fact AS fact,\n"
        "  t.standing AS standing, t.contested AS contested,\n"
        "  t.fromEarliest AS fromEarliest, t.fromLatest AS fromLatest,\n"
        "  t.toEarliest AS toEarliest, t.toLatest AS toLatest\n"
        "ORDER BY fact, start, end"
    )


def facts(ids: Sequence[str]) -> str:
    """These facts as they stand now, a row each."""
    return (
        f"MATCH (f:Fact)\nWHERE f.id IN {literal(ids)}\n"
        "RETURN f.id AS fact, f.kind AS kind, f.title AS title, f.standing AS standing,\n"
        "  f.contested AS contested, f.fromEarliest AS fromEarliest, f.toLatest AS toLatest\n"
        "ORDER BY fact"
    )
