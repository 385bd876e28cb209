"""What changed between two days: in the world, and in the record of it.

Pure: ``questions.changes`` finds the facts to look at. Between two days means after the first
and up to the last, so that one day's answer and the next's differ by just these changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.words import STANDING_WORDS
from diplograph.dates import OPEN, UNKNOWN, Window, during
from diplograph.model import Version
from diplograph.questions.core import FactRecord
from diplograph.sentences import disagreements

MOST = 1000
"""How many facts are looked at; where more changed, the page says so."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a fact, told by one of its versions.

    ``when``: in the world the days on which it may have happened, in the record the day of
    publication. ``certain`` is false for what may have happened before or after, and for what is
    alleged. ``detail`` says what is new in the record.
    """

    fact: FactRecord
    what: str
    when: Window
    certain: bool
    version: Version
    detail: str = ""


WORLD = ("began", "took place", "ended")
RECORD = ("first recorded", "standing", "contested", "settled", "re-dated", "revised")
ADDED = frozenset({"began", "took place", "first recorded"})
"""The changes that add: drawn upwards; all others are drawn downwards."""


def in_the_world(facts: Iterable[FactRecord], first: date, last: date) -> list[Change]:
    """What began, ended or took place after the first day and up to the last: what is certain in
    order of its day, then what is possible.

    A start or end that no source gives is not guessed at, and what is only expected has not
    happened. What ended on the first day still stood
    on it, so its end is among these; what ended on the last is not.
    """
    found = []
    for fact in facts:
        now = fact.now
        if now.standing == "expected":
            continue
        sure = now.standing != "alleged"
        known = now.start.earliest != UNKNOWN and now.start.latest != OPEN
        if known and now.start.latest > first and now.start.earliest <= last:
            within = now.start.earliest > first and now.start.latest <= last
            found.append(Change(fact, fact.kind.when.began, now.start, sure and within, now))
        ended = now.end.latest >= first and now.end.earliest < last and now.end.latest != OPEN
        if ended and fact.kind.when.lasts:
            within = now.end.earliest >= first and now.end.latest < last
            found.append(Change(fact, "ended", now.end, sure and within, now))
    return sorted(found, key=_in_order)


def in_the_record(facts: Iterable[FactRecord], first: date, last: date) -> list[Change]:
    """What was published after the first day and up to the last that changed what is recorded.

    A publication that changes nothing (it confirms) is not among these; one that changes several
    things of a fact (its dates, its standing, a dispute) is there for each.
    """
    found = []
    for fact in facts:
        before: Version | None = None
        for version in fact.versions:
            if first < version.known_from <= last:
                day = Window(version.known_from, version.known_from)
                for what, detail in _revisions(fact, before, version):
                    found.append(Change(fact, what, day, True, version, detail))
            before = version
    return sorted(found, key=_in_order)


def _revisions(fact: FactRecord, old: Version | None, new: Version) -> list[tuple[str, str]]:
    kind = fact.kind
    if old is None:
        on = disagreements(kind, new.disputes)
        return [("first recorded", f"sources disagree {'; '.join(on)}" if on else "")]
    found = []
    if old.standing != new.standing:
        standings = [STANDING_WORDS[one.standing].lower() for one in (old, new)]
        found.append(("standing", f"was {standings[0]}, is now {standings[1]}"))
    more = [name for name in new.disputes if name not in old.disputes]
    less = [name for name in old.disputes if name not in new.disputes]
    if more:
        clause = "; ".join(disagreements(kind, more))
        found.append(("contested", f"sources now disagree {clause}"))
    if less:
        clause = "; ".join(disagreements(kind, less))
        found.append(("settled", f"sources no longer disagree {clause}"))
    if (old.start, old.end) != (new.start, new.end):
        was = during(old.start, old.end) or "without a date"
        found.append(("re-dated", f"was {was}"))
    columns = [
        name.replace("_", " ")
        for name in kind.by_name
        if name not in kind.dated and old.values.get(name) != new.values.get(name)
    ]
    if columns:
        found.append(("revised", f"new in {', '.join(columns)}"))
    return found


def _in_order(change: Change) -> tuple[bool, Window, str, str]:
    return not change.certain, change.when, change.fact.id, change.what


def by_kind(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """The changes by their facts' kinds, the kinds in the order of their number."""
    counts = Counter(change.fact.kind.name for change in changes)
    return {
        name: [change for change in changes if change.fact.kind.name == name]
        for name, _ in counts.most_common()
    }


@dataclass(frozen=True, slots=True)
class Bin:
    """A month (or year): its first day, and how many changes added and how many did not."""

    start: date
    up: int
    down: int


def bins(changes: Iterable[Change], first: date, last: date) -> tuple[str, list[Bin], int]:
    """The changes by month (by year over more than six years): the unit, every bin from the first
    day to the last, and how many changes have no month (or year) of their own, their day being too
    uncertain or outside.
    """
    unit = "year" if (last - first).days > 6 * 366 else "month"
    begin: Callable[[date], date] = _year if unit == "year" else _month
    ups: Counter[date] = Counter()
    downs: Counter[date] = Counter()
    spread = 0
    for change in changes:
        start = begin(change.when.latest)
        if start != begin(change.when.earliest) or not begin(first) <= start <= begin(last):
            spread += 1
        elif change.what in ADDED:
            ups[start] += 1
        else:
            downs[start] += 1
    starts = [begin(first)]
    while (after := _next(starts[-1], unit)) <= last:
        starts.append(after)
    return unit, [Bin(start, ups[start], downs[start]) for start in starts], spread


def _month(day: date) -> date:
    return day.replace(day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


def _next(start: date, unit: str) -> date:
    if unit == "year" or start.month == 12:
        return date(start.year + 1, 1, 1)
    return start.replace(month=start.month + 1)


def counted(changes: Sequence[Change], order: Sequence[str]) -> dict[str, int]:
    """How many of each sort of change, in that order, without those that there are none of."""
    counts: Mapping[str, int] = Counter(change.what for change in changes)
    return {what: counts[what] for what in order if counts[what]}
