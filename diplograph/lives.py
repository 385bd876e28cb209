"""When states lived: which of several a name means at a time, and which was there instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diplograph.dates import OPEN, UNKNOWN, Window, parse_date
from diplograph.model import Entity

_MOST_NAMED = 5


class Lives:
    """The days on which each state may have lived, and who followed whom."""

    def __init__(self) -> None:
        self._states: dict[str, Entity] = {}
        self._lives: dict[str, Window] = {}

    def add(self, state: Entity) -> None:
        """Add a state, or correct one."""
        self._states[state.id] = state
        first, last = _bound(state, "from"), _bound(state, "to")
        began = first.earliest if first else UNKNOWN
        ended = last.latest if last else OPEN
        self._lives[state.id] = Window(began, max(began, ended))

    def of(self, id_: str) -> Window:
        """The days on which an entity may have lived: for all but states, any day."""
        return self._lives.get(id_, Window(UNKNOWN, OPEN))

    def meant(self, ids: tuple[str, ...], span: Window) -> tuple[str, ...]:
        """Which of the bearers of one name are meant in a span: one, or those it may be."""
        then = tuple(i for i in ids if self.of(i).meet(span)) or ids
        if len(then) > 1 and span.latest == OPEN:
            return tuple(i for i in then if self.of(i).latest == OPEN) or then
        return then

    def warning(self, id_: str, span: Window) -> str:
        """What to say of a state no day of whose life is in the span, else nothing."""
        life = self.of(id_)
        if life.meet(span):
            return ""
        state = self._states[id_]
        later = life.earliest > span.latest
        day = span.latest if later else span.earliest
        cell = state.cells.get("from" if later else "to", "")
        said = (
            f"is taken as {state.name} ({id_}), which {'began' if later else 'ended'} "
            f"{on(cell)}; the row {'ends' if later else 'begins'} {day}"
        )
        named = [f"{self._states[i].name} ({i})" for i in self._then(id_, span)]
        if not named:
            return said
        rest = len(named) - _MOST_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        return f"{said}; at that time: {', '.join(named[:_MOST_NAMED])}{more}"

    def ended_before(self, id_: str, day: date) -> str:
        """The day of a state's end, as its row has it, if that surely lies before a day."""
        return self._states[id_].cells.get("to", "") if self.of(id_).latest < day else ""

    def _then(self, id_: str, span: Window) -> list[str]:
        """The states before or after this one that lived in the span."""
        kin = {*self._reach(id_, forward=True), *self._reach(id_, forward=False)} - {id_}
        return sorted(i for i in kin if self.of(i).meet(span))

    def _reach(self, id_: str, forward: bool) -> Iterator[str]:
        """Those who followed a state, or whom it followed, near or far."""
        seen, waiting = {id_}, [id_]
        while waiting:
            one = waiting.pop()
            yield one
            near = (
                self._successors(one)
                if forward
                else [i for i in self._states if one in self._successors(i)]
            )
            waiting += [i for i in near if i not in seen and i in self._states]
            seen.update(near)

    def _successors(self, id_: str) -> list[str]:
        return self._states[id_].cells.get("successors", "").split(";")


def on(cell: str) -> str:
    """A date's cell as it follows a verb: ``on 1991-12-25``, ``in 1991``."""
    return f"{'on' if len(cell) == 10 and cell[-1].isdigit() else 'in'} {cell}"


def _bound(state: Entity, column: str) -> Window | None:
    """A date cell's window; None where it is blank, or is a fault that is said elsewhere."""
    try:
        return parse_date(state.cells[column]) if state.cells.get(column) else None
    except ValueError:
        return None
