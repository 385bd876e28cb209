"""Small worlds of ties, made without a graph."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from diplograph.analysis import World
from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, OPEN_END, Window
from diplograph.model import Entity
from diplograph.questions.core import TieRecord

FIRST = date(2000, 1, 1)


def window(text: str) -> Window:
    """``2016-09-21``, or ``2016-01-01/2016-12-31`` for an uncertain one."""
    first, _, last = text.partition("/")
    return Window(date.fromisoformat(first), date.fromisoformat(last or first))


def tie(
    kind: str,
    start_id: str,
    end_id: str,
    value: str = "",
    *,
    fact: str = "",
    type_: str = "",
    standing: str = "asserted",
    contested: bool = False,
    start: str = "2000-01-01",
    end: str = "",
    known: tuple[date, date] = (FIRST, OPEN),
) -> TieRecord:
    """A tie of a kind's first type; an event lasts as long as its start says, unless it ends."""
    begun = window(start)
    ended = window(end) if end else (OPEN_END if KINDS[kind].when.lasts else begun)
    return TieRecord(
        fact or f"{kind}:{start_id}:{end_id}:{value}:{start}",
        kind,
        type_ or KINDS[kind].tie_types[0],
        value,
        start_id,
        end_id,
        standing,
        contested,
        begun,
        ended,
        known[0],
        known[1],
        last_said=OPEN,
    )


def world(ties: Iterable[TieRecord], as_of: str = "", **rest: object) -> World:
    """A world in which whoever has a tie is a state; ids in lower case are persons of the state
    that their id begins with."""
    kept = list(ties)
    ids = {id_ for one in kept for id_ in (one.start_id, one.end_id)}
    entities = {
        id_: Entity(id_, "Country", id_.title(), (), {"id": id_})
        if id_.isupper()
        else Entity(id_, "Person", id_, (), {"id": id_, "country": id_.split("-")[0].upper()})
        for id_ in ids
    }
    day = date.fromisoformat(as_of) if as_of else None
    return World(kept, entities, day, **rest)  # type: ignore[arg-type]
