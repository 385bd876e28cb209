"""When a single claim says that its fact was true: its own words, and what they leave open.

Pure, and the one place that reads a kind's date columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diplograph.dates import OPEN, UNKNOWN, Window, parse_date, parse_span
from diplograph.kinds import Kind
from diplograph.model import Claim
from diplograph.shapes import Event


@dataclass(frozen=True, slots=True)
class Times:
    """What a claim says of its fact's start and end; None where it is silent.

    ``second`` is the second choice of a start (a treaty's signature). ``event`` tells an event
    from a spell; an event that is a ``point`` has one date, which is its start and end.
    """

    start: Window | None
    end: Window | None
    second: Window | None
    event: bool
    point: bool
    said: date

    @property
    def begin(self) -> Window | None:
        """When it begins, by the first choice or else the second."""
        return self.start or self.second

    @property
    def dated(self) -> bool:
        """Whether the claim gives any date."""
        return bool(self.begin or self.end)

    @property
    def precision(self) -> int:
        """How many days its dates leave open, all told; what is not said leaves everything open."""
        everything = (OPEN - UNKNOWN).days
        return sum(one.days if one else everything for one in (self.begin, self.end))

    def happened(self) -> Window | None:
        """The days on which an event may have happened. One of which only the start is said may
        have lasted until the last source was published."""
        if self.start is None:
            return None
        end = self.end.latest if self.end else max(self.start.latest, self.said)
        return Window(self.start.earliest, max(self.start.latest, end))


def times(kind: Kind, claim: Claim) -> Times:
    """What the claim's date columns say. Raises ValueError where one is no date."""

    def read(column: str) -> Window | None:
        text = first_cell(claim, column)
        return parse_date(text) if text else None

    said = max(claim.published)
    if isinstance(kind.when, Event):
        text = first_cell(claim, kind.when.first)
        span = parse_span(text) if text else None
        start, end = (span.start, span.end) if span else (None, None)
        return Times(start, end, None, True, bool(span and span.point), said)
    first, *others = kind.when.starts
    second = next((w for column in others if (w := read(column))), None)
    return Times(read(first), read(kind.when.last), second, False, False, said)


def first_cell(claim: Claim, column: str) -> str:
    """The text of a column of one cell, empty where it is blank."""
    cell = claim.values.get(column, ())
    return cell[0] if cell else ""


def can_be_one(one: Times, other: Times) -> bool:
    """Whether two dated claims may be about one event, or one spell."""
    if one.event:
        first, second = one.happened(), other.happened()
        return first is None or second is None or first.meet(second) is not None
    before, after = _over_before(one, other), _over_before(other, one)
    # what begins and ends on the one same day is over before itself
    return before == after


def _over_before(one: Times, other: Times) -> bool:
    """Whether a spell is said to end on or before the day on which the other begins."""
    end, begin = one.end, other.begin
    if end is None or begin is None:
        return False
    if end.latest <= begin.earliest:
        return True
    # the same year or month ends the one and begins the other, and their other ends lie apart in
    # that order ("2000 to 2008", "2008 to 2012"): two terms, which no single spell could explain
    other_end = other.end or Window(OPEN, OPEN)
    return bool(
        end == begin
        and one.begin
        and one.begin.latest < begin.earliest
        and end.latest < other_end.earliest
    )


def day_before(day: date) -> date:
    """The day before; the first and last days of the calendar stand for no day and stay."""
    return day if day in (UNKNOWN, OPEN) else day - timedelta(days=1)


def day_after(day: date) -> date:
    """The day after; the first and last days of the calendar stand for no day and stay."""
    return day if day in (UNKNOWN, OPEN) else day + timedelta(days=1)
