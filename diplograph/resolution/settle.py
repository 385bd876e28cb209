"""What stances come to: a standing and window for what is said to be, and absences beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window
from diplograph.kinds import STANDINGS, Kind
from diplograph.model import Claim
from diplograph.resolution.stances import Stance, disputed
from diplograph.resolution.times import can_be_one, day_after, day_before


@dataclass(frozen=True, slots=True)
class Attested:
    """How stances settled on one end of a time.

    ``by`` is the claim that leads, ``apart`` those whose windows lie apart from it; ``rule`` is why
    it leads them: ``precision``, ``parties`` or ``latest`` (blank where none lies apart).
    """

    window: Window
    by: Claim
    apart: tuple[Claim, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A standing with its time, the stances that say so, and what is disputed about it.

    ``start`` and ``end`` tell how its two ends came about; ``end`` is None where no claim gives
    one. ``absences`` are what is denied of other times: each a Settled of its own.
    """

    standing: str
    since: Window
    until: Window
    speaking: tuple[Stance, ...]
    start: Attested
    end: Attested | None = None
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
        since, until, start, end, crossed = _expected(speaking)
        _, until = _ended(since, until, death)
    else:
        since, until, start, end, crossed = _when(kind, speaking, denials)
        since, until = _ended(since, until, death)
    disputes = (*(("existence",) if existence else ()), *_columns(kind, start, end, crossed))
    absences: tuple[Settled, ...] = ()
    if kind.when.lasts:
        span = (since, until) if standing != "expected" else None
        apart = [d for d in denials if not any(disputed(one, d) for one in speaking)]
        absences = tuple(_beside(kind, denials, apart, span, death, existence))
    return Settled(standing, since, until, tuple(speaking), start, end, disputes, absences)


When = tuple[Window, Window, Attested, Attested | None, bool]
"""A start and an end, how each came about, and whether they came the wrong way round."""


def _columns(kind: Kind, start: Attested, end: Attested | None, crossed: bool) -> tuple[str, ...]:
    """The columns in which the claims disagree."""
    apart = (
        (kind.when.first, bool(start.apart)),
        (kind.when.last, bool(end and end.apart) or crossed),
    )
    return tuple(dict.fromkeys(name for name, is_so in apart if is_so))


def _best(votes: Iterable[tuple[Window, Stance]]) -> Attested:
    """The window that the votes leave, which leads, and which lie apart.

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

    best, *others = sorted(votes, key=rank)
    window = best[0]
    apart: list[tuple[Window, Stance]] = []
    for vote in others:
        met = window.meet(vote[0])
        if met is None:
            apart.append(vote)
        else:
            window = met
    rule = ""
    if apart:
        pairs = zip(rank(best), rank(apart[0]), ("precision", "parties", "latest"), strict=False)
        rule = next((name for ours, theirs, name in pairs if ours != theirs), "latest")
    return Attested(window, best[1].claim, tuple(one.claim for _, one in apart), rule)


def _when(kind: Kind, speaking: Sequence[Stance], denials: Sequence[Stance]) -> When:
    if not kind.when.lasts:
        return _event(speaking)
    start = _best(_starts(speaking))
    since = start.window
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
    end = _ends(speaking)
    since, until, crossed = _in_order(since, end.window if end else OPEN_END)
    return since, until, start, end, crossed


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


def _ends(stances: Sequence[Stance]) -> Attested | None:
    """The end: said, or else open (None); where all have let it end by a later word, then."""
    uncut = [one for one in stances if one.cut is None]
    if not uncut:
        return _best((one.cut, one) for one in stances if one.cut)
    if not any(one.times.end for one in uncut):
        return None
    return _best((one.times.end or Window(one.claim.known, OPEN), one) for one in uncut)


def _event(speaking: Sequence[Stance]) -> When:
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
    led, closed = _best(starts), _best(ends)
    since, until, crossed = _in_order(led.window, closed.window)
    return since, until, led, closed, crossed


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


def _expected(speaking: Sequence[Stance]) -> When:
    """When it is expected: after the day on which that was said, if no other is given. It may never
    come, so in the graph it is certain on no day (``graph.window_properties``)."""
    start = _best((one.times.begin or Window(one.claim.known, OPEN), one) for one in speaking)
    ends = [
        (said, one)
        for one in speaking
        if (said := one.times.end or (one.times.start if one.times.event else None))
    ]
    end = _best(ends) if ends else None
    first, last = start.window.earliest, end.window if end else OPEN_END
    return (
        start.window,
        Window(max(last.earliest, first), max(last.latest, first)),
        start,
        end,
        False,
    )


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
    apart: Sequence[Stance],
    span: tuple[Window, Window] | None,
    death: Window | None,
    contested: bool,
) -> Iterable[Settled]:
    """What is denied of the time before and after what is said to be; of everything, where that
    is only expected. Those ``apart`` dispute nothing that is said to be: they may lie within the
    days on which it began or ended."""
    if span is None:
        if denials:
            yield _absence(kind, denials, None, None, death)
        return
    since, until = span
    early = [one for one in apart if _within(one, since)]
    late = [one for one in apart if _within(one, until) and one not in early]
    before = [one for one in denials if one in early or _begins_before(one, since)]
    over = until != OPEN_END and (death is None or until.latest < death.latest)
    after = [one for one in denials if over and (one in late or _lasts_after(one, until))]
    for some, low, high in ((before, None, since), (after, until, None)):
        if some:
            found = _absence(kind, some, low, high, death)
            overlaps = contested and any(one.times.dated for one in some)
            disputes = dict.fromkeys([*(["existence"] if overlaps else []), *found.disputes])
            yield replace(found, disputes=tuple(disputes))


def _within(denial: Stance, edge: Window) -> bool:
    """Whether all of which a denial speaks lies within a window that is longer."""
    begin, end = denial.times.begin, denial.times.end
    inside = begin and end and edge.earliest <= begin.earliest and end.latest <= edge.latest
    return bool(inside and begin != edge and edge.earliest > UNKNOWN and edge.latest < OPEN)


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
    if not kind.when.lasts:
        since, until, start, end, crossed = _event(denials)
        disputes = _columns(kind, start, end, crossed)
        return Settled("denied", since, until, tuple(denials), start, end, disputes)
    floor = day_after(low.earliest) if low else UNKNOWN
    votes = []
    for one in denials:
        begin = one.times.begin or Window(UNKNOWN, max(floor, _latest_start(one)))
        votes.append((Window(max(floor, begin.earliest), max(floor, begin.latest)), one))
    start, end = _best(votes), _ends(denials)
    since, until = start.window, end.window if end else OPEN_END
    if high:
        ceiling = Window(day_before(high.earliest), day_before(high.latest))
        until = until.meet(ceiling) or (until if until.latest < ceiling.earliest else ceiling)
    since, until, crossed = _in_order(since, until)
    since, until = _ended(since, until, death)
    disputes = _columns(kind, start, end, crossed)
    return Settled("denied", since, until, tuple(denials), start, end, disputes)


def _latest_start(one: Stance) -> date:
    return min(one.claim.known, one.times.end.latest) if one.times.end else one.claim.known
