"""What stances come to: a standing and window for what is said to be, and absences beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window
from diplograph.kinds import STANDINGS, Kind
from diplograph.stances import Stance, disputed
from diplograph.times import can_be_one, day_after, day_before


@dataclass(frozen=True, slots=True)
class Settled:
    """A standing with its time, the stances that say so, and what is disputed about it.

    ``absences`` are what is denied of other times: each a Settled of its own.
    """

    standing: str
    since: Window
    until: Window
    speaking: tuple[Stance, ...]
    disputes: tuple[str, ...] = ()
    absences: tuple[Settled, ...] = ()


def settle(kind: Kind, found: Sequence[Stance], death: Window | None = None) -> Settled:
    """What these stances come to; ``death`` is the end of a state that the thing cannot outlive."""
    positives = [one for one in found if not one.denied]
    denials = [one for one in found if one.denied]
    if not positives:
        return _absence(kind, denials, None, None, death)
    standing = min((one.claim.standing for one in positives), key=STANDINGS.index)
    speaking = [one for one in positives if one.claim.standing == standing]
    existence = standing != "expected" and any(
        disputed(one, other)
        for one in speaking
        for other in denials
        if death is None or other.spoken().earliest <= death.latest
    )
    if standing == "expected":
        since, until, apart = _expected(speaking)
        _, until = _ended(since, until, death)
    else:
        since, until, apart = _when(kind, speaking, denials)
        since, until = _ended(since, until, death)
    disputes = (*(("existence",) if existence else ()), *_columns(kind, apart))
    absences: tuple[Settled, ...] = ()
    if not kind.event:
        span = (since, until) if standing != "expected" else None
        absences = tuple(_beside(kind, denials, span, death, existence))
    return Settled(standing, since, until, tuple(speaking), disputes, absences)


Apart = tuple[bool, bool]
"""Whether starts lie apart, and ends."""


def _columns(kind: Kind, apart: Apart) -> tuple[str, ...]:
    """The columns in which the claims disagree."""
    names = (kind.event, kind.event) if kind.event else (kind.starts[0], kind.ends)
    return tuple(dict.fromkeys(n for n, is_so in zip(names, apart, strict=True) if is_so and n))


def _best(votes: Iterable[tuple[Window, Stance]]) -> tuple[Window, bool]:
    """The window that the votes leave, and whether some lie apart.

    Agreeing windows narrow each other. Otherwise the better attested wins: the most precise, then
    that which more parties give, then the latest published; it is narrowed by those that agree with
    it, in the same order.
    """
    votes = list(votes)
    parties: dict[Window, set[str]] = {}
    for window, one in votes:
        parties.setdefault(window, set()).update(one.parties)

    def rank(vote: tuple[Window, Stance]) -> tuple[int, int, int, str]:
        window, one = vote
        latest_first = -one.claim.known.toordinal()
        return window.days, -len(parties[window]), latest_first, one.claim.id

    best_first = sorted(votes, key=rank)
    window, apart = best_first[0][0], False
    for other, _ in best_first[1:]:
        met = window.meet(other)
        if met is None:
            apart = True
        else:
            window = met
    return window, apart


def _when(
    kind: Kind, speaking: Sequence[Stance], denials: Sequence[Stance]
) -> tuple[Window, Window, Apart]:
    if kind.event:
        return _event(speaking)
    since, start_apart = _best(_starts(speaking))
    if not any(one.times.begin for one in speaking):
        # somebody, whom nobody contradicts for that day, said that it was not so yet
        before = [
            _surely_until(one)
            for one in denials
            if (last := one.spoken().latest) < since.latest
            and not any(other.spoken().earliest <= last for other in speaking)
        ]
        if before:
            since = Window(max(since.earliest, day_after(max(before))), since.latest)
    until, end_apart = _ends(speaking)
    since, until, crossed = _in_order(since, until)
    return since, until, (start_apart, end_apart or crossed)


def _surely_until(denial: Stance) -> date:
    """The last day on which it is surely not so, of a denial that has an end or no dates."""
    end = (denial.cut or denial.times.end) if denial.times.dated else None
    return end.earliest if end else denial.claim.known


def _starts(speaking: Sequence[Stance]) -> list[tuple[Window, Stance]]:
    """A source that says a thing stands, without saying since when, dates its start to its own day
    of publication at the latest."""
    first_choice = any(one.times.start for one in speaking)
    votes = []
    for one in speaking:
        said = one.times.start or (None if first_choice else one.times.second)
        if said:
            votes.append((said, one))
        elif one.times.second is None:
            latest = one.claim.known
            if one.times.end:
                latest = min(latest, one.times.end.latest)
            votes.append((Window(UNKNOWN, latest), one))
        else:
            # what is signed need not be in force by the day that a source says so
            votes.append((Window(one.times.second.earliest, OPEN), one))
    return votes


def _ends(stances: Sequence[Stance]) -> tuple[Window, bool]:
    """The end: said, or else open; where all have let it end by a later word, then."""
    uncut = [one for one in stances if one.cut is None]
    if not uncut:
        return _best((one.cut, one) for one in stances if one.cut)
    if not any(one.times.end for one in uncut):
        return OPEN_END, False
    return _best((one.times.end or Window(one.claim.known, OPEN), one) for one in uncut)


def _event(speaking: Sequence[Stance]) -> tuple[Window, Window, Apart]:
    """An event of which only the start is known may have lasted until the last word on it."""
    last = max(one.times.said for one in speaking)
    starts, ends = [], []
    for one in _without_days_inside(speaking):
        start, end = one.times.start, one.times.end
        if start is None:
            start = end = Window(UNKNOWN, one.claim.known)
        elif end is None:
            end = Window(start.earliest, max(start.latest, last))
        starts.append((start, one))
        ends.append((end, one))
    since, start_apart = _best(starts)
    until, end_apart = _best(ends)
    since, until, crossed = _in_order(since, until)
    return since, until, (start_apart, end_apart or crossed)


def _without_days_inside(speaking: Sequence[Stance]) -> Sequence[Stance]:
    """The stances less those that give one day within a span that others give: they agree."""
    spans = [one.times for one in speaking if one.times.start and not one.times.point]
    if not spans:
        return speaking
    return [
        one
        for one in speaking
        if not (one.times.point and any(can_be_one(one.times, span) for span in spans))
    ]


def _expected(speaking: Sequence[Stance]) -> tuple[Window, Window, Apart]:
    """When it is expected: after the day on which that was said, if no other is given. It may never
    come, so in the graph it is certain on no day (``graph.window_properties``)."""
    starts = [(one.times.begin or Window(one.claim.known, OPEN), one) for one in speaking]
    since, start_apart = _best(starts)
    ends = [
        (end, one)
        for one in speaking
        if (end := one.times.end or (one.times.start if one.times.event else None))
    ]
    until, end_apart = _best(ends) if ends else (OPEN_END, False)
    until = Window(max(until.earliest, since.earliest), max(until.latest, since.earliest))
    return since, until, (start_apart, end_apart)


def _in_order(since: Window, until: Window) -> tuple[Window, Window, bool]:
    """Both ends, narrowed so that the start never comes to lie after the end; whether they were
    settled the wrong way round, each by itself."""
    if until.latest < since.earliest:
        return since, since, True
    return (
        Window(since.earliest, min(since.latest, until.latest)),
        Window(max(until.earliest, since.earliest), until.latest),
        False,
    )


def _ended(since: Window, until: Window, death: Window | None) -> tuple[Window, Window]:
    """The time of what no state outlives, ended with the state."""
    if death is None or death.latest < since.earliest:
        return since, until
    if until == OPEN_END or until.earliest > death.latest:
        until = death
    else:
        until = Window(until.earliest, min(until.latest, death.latest))
    return _in_order(since, until)[:2]


def _beside(
    kind: Kind,
    denials: Sequence[Stance],
    span: tuple[Window, Window] | None,
    death: Window | None,
    contested: bool,
) -> Iterable[Settled]:
    """What is denied of the time before and after what is said to be; of everything, where that
    is only expected."""
    if span is None:
        if denials:
            yield _absence(kind, denials, None, None, death)
        return
    since, until = span
    before = [one for one in denials if _begins_before(one, since)]
    over = until != OPEN_END and (death is None or until.latest < death.latest)
    after = [one for one in denials if over and _lasts_after(one, until)]
    for some, low, high in ((before, None, since), (after, until, None)):
        if some:
            found = _absence(kind, some, low, high, death)
            overlaps = contested and any(one.times.dated for one in some)
            disputes = dict.fromkeys([*(["existence"] if overlaps else []), *found.disputes])
            yield replace(found, disputes=tuple(disputes))


def _begins_before(denial: Stance, since: Window) -> bool:
    if denial.times.dated:
        begin = denial.times.begin
        return since.earliest > UNKNOWN and (begin is None or begin.latest < since.earliest)
    return denial.claim.known < since.earliest


def _lasts_after(denial: Stance, until: Window) -> bool:
    if denial.times.dated:
        return denial.spoken().latest > until.latest
    return denial.claim.known > until.latest


def _absence(
    kind: Kind,
    denials: Sequence[Stance],
    low: Window | None,
    high: Window | None,
    death: Window | None,
) -> Settled:
    """One absence of these denials: after the end ``low`` and before the start ``high`` of what is
    said to be. Without dates it starts by its publication at the latest."""
    if kind.event:
        since, until, apart = _event(denials)
        return Settled("denied", since, until, tuple(denials), _columns(kind, apart))
    floor = day_after(low.earliest) if low else UNKNOWN
    votes = []
    for one in denials:
        begin = one.times.begin or Window(UNKNOWN, max(floor, _latest_start(one)))
        votes.append((Window(max(floor, begin.earliest), max(floor, begin.latest)), one))
    since, start_apart = _best(votes)
    until, end_apart = _ends(denials)
    if high:
        ceiling = Window(day_before(high.earliest), day_before(high.latest))
        until = until.meet(ceiling) or (until if until.latest < ceiling.earliest else ceiling)
    since, until, crossed = _in_order(since, until)
    since, until = _ended(since, until, death)
    apart = (start_apart, end_apart or crossed)
    return Settled("denied", since, until, tuple(denials), _columns(kind, apart))


def _latest_start(one: Stance) -> date:
    return min(one.claim.known, one.times.end.latest) if one.times.end else one.claim.known
