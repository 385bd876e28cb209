"""Who stands by what on a day of the record: the claims, less what their own parties took back.

A party's later word of the other kind (it is so, it is not so) replaces its earlier one where the
later gives dates that overlap; without dates it ends what the party said before (DESIGN, "From
claims to versions").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diplograph.dates import OPEN, UNKNOWN, Window
from diplograph.model import Claim
from diplograph.resolution.times import Times, day_before


@dataclass(frozen=True, slots=True)
class Stance:
    """A claim as its parties still stand by it.

    ``parties`` are those who do; ``cut`` is when they let it end by a later word, None if not.
    """

    claim: Claim
    times: Times
    parties: frozenset[str]
    cut: Window | None = None

    @property
    def denied(self) -> bool:
        """Whether it says that the thing is not so."""
        return self.claim.denied

    def spoken(self) -> Window:
        """The time of which it speaks, so far as it does so by itself.

        Without a start an assertion speaks of its day of publication, and of an end that it gives.
        A denial without dates speaks of that day alone; one of an event, of all days until then.
        """
        times, known = self.times, self.claim.known
        if times.event:
            happened = times.happened()
            return happened or Window(UNKNOWN, known)
        end = self.cut.latest if self.cut else times.end.latest if times.end else OPEN
        if times.begin:
            return Window(times.begin.earliest, max(times.begin.earliest, end))
        if self.denied:
            return Window(UNKNOWN, end) if times.end else Window(known, known)
        first = times.end.earliest if times.end and times.end.earliest < known else known
        return Window(min(first, end), end)


def stances(claims: Sequence[Claim], times: dict[str, Times]) -> list[Stance]:
    """What is still stood by after all these claims, in the order of publication."""
    found = [Stance(c, times[c.id], c.parties) for c in claims]
    kept = [now for one in found if (now := _held(one, found))]
    return [one for one in kept if not _expectation_denied(one, kept)]


def _held(one: Stance, others: Iterable[Stance]) -> Stance | None:
    """The stance less the parties that took it back; cut where all of those left let it end.

    What is expected is no word on what is: whoever denies it, it is gone (``_expectation_denied``).
    """
    if one.claim.standing == "expected":
        return one
    later = [
        other
        for other in others
        if other.claim.known > one.claim.known
        and other.denied != one.denied
        and other.claim.standing in ("asserted", "denied")
    ]
    cuts: dict[str, Window | None] = {}
    for party in one.parties:
        now: Stance | None = one
        for other in later:
            if now is not None and party in other.parties:
                now = _answered(now, other)
        if now is not None:
            cuts[party] = now.cut
    if not cuts:
        return None
    said = [cut for cut in cuts.values() if cut]
    if len(said) < len(cuts):  # somebody stands by it as it was
        firm = frozenset(party for party, cut in cuts.items() if cut is None)
        return replace(one, parties=firm)
    return replace(one, parties=frozenset(cuts), cut=max(said, key=lambda cut: cut.latest))


def _answered(one: Stance, later: Stance) -> Stance | None:
    """A stance after the same party's opposite word: gone, cut or untouched."""
    spoken, day = one.spoken(), later.claim.known
    if later.times.dated or later.times.event:
        if not _collide(one, later):
            return one
        if one.times.event or later.spoken().earliest <= spoken.earliest:
            return None
        begin = later.times.begin
        last = Window(day_before(begin.earliest), day_before(begin.latest)) if begin else None
        return replace(one, cut=last) if last and last.earliest >= spoken.earliest else None
    undated_denial = one.denied and not one.times.dated
    if spoken.latest < day and not undated_denial:
        return one  # it was over by then
    if spoken.earliest >= day:  # it was to begin later; if on that very day, nothing is left of it
        return None if one.times.begin and one.times.begin.latest == day else one
    first = max(one.claim.known, spoken.earliest)
    return replace(one, cut=Window(min(first, day_before(day)), day_before(day)))


def _expectation_denied(one: Stance, others: Iterable[Stance]) -> bool:
    """Whether somebody has said since that what was expected for a time is not so at that time."""
    return one.claim.standing == "expected" and any(
        other.denied and other.claim.known > one.claim.known and _collide(one, other)
        for other in others
    )


def disputed(positive: Stance, denial: Stance) -> bool:
    """Whether one party says what another denies of the same time."""
    others = positive.parties != denial.parties or positive.claim.known == denial.claim.known
    return others and _collide(positive, denial)


def _collide(one: Stance, other: Stance) -> bool:
    """Whether they speak of one time, and neither may be over by the day on which the other's
    begins ("to 2015", "since 2015")."""
    met = one.spoken().meet(other.spoken())
    return met is not None and _may_be_over(one, other) == _may_be_over(other, one)


def _may_be_over(one: Stance, other: Stance) -> bool:
    end, begin = one.cut or one.times.end, other.times.begin
    spell = not one.times.event
    return bool(spell and end and begin and end.earliest <= begin.latest)


def last_published(claims: Iterable[Claim], before: date) -> date:
    """The last day, before another, on which a source of one of these was published."""
    return max(
        (day for claim in claims for day in claim.published if day < before), default=UNKNOWN
    )
