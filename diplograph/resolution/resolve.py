"""From claims to versions and ties: the one place where what sources say becomes what is drawn.

Pure: claims in, versions out. The rules are DESIGN's; docs/decisions.md has the reasons for those
that it leaves open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, groupby

from diplograph.dates import OPEN, Window
from diplograph.kinds import Kind, Pair, Values
from diplograph.model import Claim, Tie, Version
from diplograph.resolution.settle import Attested, Settled, settle
from diplograph.resolution.stances import Stance, last_published, stances
from diplograph.resolution.times import Times, times

Ends = Mapping[str, Window]
"""When each state that is no more came to its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which claims on a fact were published, and how all claims so far resolve.

    ``withdrawn`` are claims whose party has said the opposite since, ``ended`` those that it lets
    end thereby, ``speaking`` those of the strongest standing left, which settle the dates. ``end``
    is None while no claim gives an end.
    ``changed``: whether that day's claims made a new version.
    """

    published: tuple[Claim, ...]
    version: Version
    changed: bool
    withdrawn: tuple[Claim, ...]
    ended: tuple[Claim, ...]
    speaking: tuple[Claim, ...]
    start: Attested
    end: Attested | None


def versions(kind: Kind, claims: Iterable[Claim], ends: Ends | None = None) -> list[Version]:
    """The versions of the fact that these claims are about, oldest first.

    After each day on which claims were published, all claims so far make one version; it is known
    until the next day that changes it. The order in which claims are given does not matter.
    Raises ValueError if there are none.
    """
    return [step.version for step in steps(kind, claims, ends) if step.changed]


def steps(kind: Kind, claims: Iterable[Claim], ends: Ends | None = None) -> list[Step]:
    """How the versions came about: a step for each day of publication, oldest first.

    Raises ValueError if there are no claims.
    """
    ordered = sorted(claims, key=lambda claim: claim.order)
    if not ordered:
        raise ValueError("a fact has at least one claim")
    said = {claim.id: times(kind, claim) for claim in ordered}
    pairs: dict[Pair, list[Claim]] = defaultdict(list)
    found: list[Step] = []
    last = 0  # the place of the last step that changed something
    so_far: list[Claim] = []
    for day, group in groupby(ordered, key=lambda claim: claim.known):
        published = tuple(group)
        so_far += published
        for claim in published:
            for pair in kind.pairs(claim.values):
                pairs[pair].append(claim)
        step = _resolve(kind, so_far, pairs, said, ends or {}, published)
        if found:
            before = found[last].version
            if replace(before, known_from=day) == step.version:
                # it only confirms; but more now say so
                kept = replace(step.version, known_from=before.known_from)
                found[last] = replace(found[last], version=kept)
                step = replace(step, version=kept, changed=False)
            else:
                found[last] = replace(found[last], version=_told_until(before, day))
                last = len(found)
        found.append(step)
    found[last] = replace(found[last], version=_told_until(found[last].version, OPEN))
    return found


def disagreement(kind: Kind, one: Claim, other: Claim) -> tuple[str, ...]:
    """What two claims on a fact, by themselves, would make it contested for; () if they agree."""
    return versions(kind, (one, other))[-1].disputes


def _resolve(
    kind: Kind,
    claims: Sequence[Claim],
    pairs: Mapping[Pair, Sequence[Claim]],
    said: dict[str, Times],
    ends: Ends,
    published: tuple[Claim, ...],
) -> Step:
    deaths = [_death(kind, pair, ends) for pair in pairs]
    death = max((one for one in deaths if one), default=None) if all(deaths) else None
    stood = stances(claims, said)
    whole = settle(kind, stood, death)
    values, disputes = _values(kind, [one.claim for one in whole.speaking])
    apart = _groups_apart(kind, whole.speaking)
    disputes += [column for column in apart if column not in disputes]
    speaking = {one.claim.id for one in whole.speaking}
    ties: list[Tie] = []
    for pair, makers in pairs.items():
        shared = not apart or speaking <= {claim.id for claim in makers}
        ties += _ties(kind, pair, makers, said, ends, shared)
    version = Version(
        published[0].known,
        OPEN,
        whole.standing,
        whole.since,
        whole.until,
        values,
        tuple(dict.fromkeys([*whole.disputes, *disputes])),
        tuple(sorted(ties, key=lambda tie: (tie.type, tie.start, tie.end, tie.since))),
        claims=tuple(one.claim for one in whole.speaking),
    )
    left = {one.claim.id for one in stood}
    withdrawn = tuple(claim for claim in claims if claim.id not in left)
    ended = tuple(one.claim for one in stood if one.cut)
    return Step(published, version, True, withdrawn, ended, version.claims, whole.start, whole.end)


def _ties(
    kind: Kind,
    pair: Pair,
    makers: Sequence[Claim],
    said: dict[str, Times],
    ends: Ends,
    shared: bool,
) -> Iterable[Tie]:
    """The ties of one pair, from the claims that make it and no other."""
    place, start, end = pair
    found = settle(kind, stances(makers, said), _death(kind, pair, ends))
    for part in (found, *found.absences):
        claims = [one.claim for one in part.speaking]
        values, disputes = _values(kind, claims)
        value_column = kind.ties[place].value
        named = kind.tie(place, values, part.standing == "denied")
        if named is None:
            continue
        type_, value = named
        contested = bool(part.disputes) or value_column in disputes or not shared
        yield Tie(
            type_, start, end, value, part.standing, contested, part.since, part.until,
            claims=tuple(claims),
        )  # fmt: skip


def _death(kind: Kind, pair: Pair, ends: Ends) -> Window | None:
    """When what ties the two ends with a state; None if it need not, or neither came to an end."""
    _, start, end = pair
    died = [ends[one] for one in (start, end) if one in ends] if kind.mortal else []
    return min(died, key=lambda window: window.latest, default=None)


def _told_until(version: Version, day: date) -> Version:
    """The version as it stood until a day, with the last days on which sources had said so."""
    ties = tuple(replace(tie, last_said=last_published(tie.claims, day)) for tie in version.ties)
    last = last_published(version.claims, day)
    return replace(version, known_to=day, ties=ties, last_said=last)


def extent(kind: Kind, claim: Claim) -> tuple[Window, Window]:
    """The start and end that a single claim gives, on its own."""
    alone: Settled = settle(kind, stances([claim], {claim.id: times(kind, claim)}))
    return alone.since, alone.until


def _values(kind: Kind, claims: Sequence[Claim]) -> tuple[Values, list[str]]:
    """The columns but for its dates: lists are united; of single values the latest published is
    taken.

    Two different places or words of a vocabulary are a dispute; two wordings of a text are not.
    """
    values: dict[str, tuple[str, ...]] = {}
    disputes: list[str] = []
    paired: dict[str, tuple[str, ...]] = {}
    for column in kind.columns:
        if column.name in kind.settled:
            continue
        cells = [c.values[column.name] for c in claims if c.values.get(column.name)]
        if not cells:
            continue
        if column.many:
            united = dict.fromkeys(one for cell in cells for one in cell)
            values[column.name] = tuple(word for word in column.words if word in united) or tuple(
                united
            )
            continue
        if column.name in kind.pair:
            # which of the two stands first says nothing: the first published row's order serves
            paired[column.name] = cells[0]
            continue
        values[column.name] = cells[-1]
        if len(set(cells)) > 1 and not column.free and not column.date:
            disputes.append(column.name)
    return {**values, **paired}, disputes


def _groups_apart(kind: Kind, speaking: Sequence[Stance]) -> list[str]:
    """The columns in which two claims name groups of which neither holds the other."""
    tying = dict.fromkeys(name for rule in kind.ties for name in rule.start + rule.end)
    found = []
    for name in tying:
        if not kind.by_name[name].many:
            continue
        groups = {frozenset(one.claim.values.get(name, ())) for one in speaking} - {frozenset()}
        if any(not (a <= b or b <= a) for a, b in combinations(groups, 2)):
            found.append(name)
    return found
