"""The names in a row's cells, as of the row's own time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from diplograph.dates import OPEN, UNKNOWN, Window, parse_date, parse_span
from diplograph.entities import NotFound, Registry, split
from diplograph.errors import Problem
from diplograph.kinds import Column, Kind
from diplograph.lives import on
from diplograph.model import Entity, Source
from diplograph.shapes import Event
from loader.read import Row


@dataclass(slots=True)
class Names:
    """The names of one file: whom they mean in each row, and what is odd about that.

    ``warnings`` has one for each name of a state outside whose life a row lies.
    """

    registry: Registry
    kind: Kind
    sources: Mapping[str, Source]
    warnings: list[Problem] = field(default_factory=list)
    _warned: set[str] = field(default_factory=set)

    def of(self, row: Row) -> RowNames:
        """The names of one row."""
        published = _published(row, self.sources)
        return RowNames(self, row, _span(row, self.kind, published), published)

    def warn(self, row: Row, column: str, text: str, state: Entity, span: Window) -> None:
        """Note that a row lies outside a state's life, the first time for each name."""
        if text in self._warned or not (said := self.registry.life_warning(state, span)):
            return
        self._warned.add(text)
        found = row.problem(column, said, "name-outside-life", "warning", value=text)
        self.warnings.append(found)


@dataclass(frozen=True, slots=True)
class RowNames:
    """The names of one row; ``span`` is the time that it tells of, first day to last."""

    file: Names
    row: Row
    span: Window | None
    published: Window | None

    def find(self, text: str, column: Column) -> Entity:
        """The entity that a name in a column means.

        Raises NotFound where there is none or more than one, and where a state cannot have what
        began after its end.
        """
        # who is said to say so lived when it was published, whatever was spoken of
        span = self.published if column.name == "attributed_to" else self.span
        entity = self.file.registry.find(text, column.entity, span)
        if entity.label == "Country" and span is not None:
            self._no_tie_after_the_end(entity, column)
            self.file.warn(self.row, column.name, text, entity, span)
        return entity

    def _no_tie_after_the_end(self, state: Entity, column: Column) -> None:
        kind, standing = self.file.kind, self.row.cells.get("standing")
        if not kind.mortal or not column.required or standing == "denied":
            return
        begins = [cell for name in kind.when.starts if (cell := self.row.cells.get(name, ""))]
        first = min(begins, key=lambda cell: parse_date(cell).earliest, default="0001")
        begun = parse_date(first).earliest
        if ended := self.file.registry.lives.ended_before(state.id, begun):
            text = f"{state.id} ended {on(ended)}; the row begins {first}"
            raise NotFound(text, "begins-after-the-state")


def _published(row: Row, sources: Mapping[str, Source]) -> Window | None:
    known = [sources[i].known for i in split(row.cells.get("source", "")) if i in sources]
    return Window(min(known), max(known)) if known else None


def _span(row: Row, kind: Kind, published: Window | None) -> Window | None:
    """The time that a row tells of; one without dates, of the day of its publication.

    None where that is not said, or not as a date, which is a fault that is said elsewhere.
    """
    cells = {name: cell for name in kind.dated if (cell := row.cells.get(name, ""))}
    if not cells:
        return Window(published.earliest, published.earliest) if published else None
    try:
        first, last = _ends(cells, kind, published)
    except ValueError:
        return None
    return Window(first, max(first, last))


def _ends(cells: Mapping[str, str], kind: Kind, published: Window | None) -> tuple[date, date]:
    if isinstance(kind.when, Event):
        span = parse_span(cells[kind.when.first])
        if span.end is not None:
            return span.start.earliest, span.end.latest
        # an event is over by the day of the last word on it
        last = published.latest if published else span.start.latest
        return span.start.earliest, max(last, span.start.latest)
    starts = [parse_date(cells[name]).earliest for name in kind.when.starts if name in cells]
    end = cells.get(kind.when.last)
    return min(starts, default=UNKNOWN), parse_date(end).latest if end else OPEN
