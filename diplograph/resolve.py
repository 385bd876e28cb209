"""From claims to versions and ties: the one place where what sources say becomes what is drawn.

Pure: claims in, versions out. The rules are DESIGN's; docs/decisions.md has the reasons for those
that it leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from diplograph.dates import OPEN, OPEN_END, UNKNOWN, Window, parse_date, parse_span
from diplograph.kinds import STANDINGS, Kind, Values
from diplograph.model import Claim, Tie, Version


@dataclass(frozen=True, slots=True)
class _Ends:
    """What one claim says of the start and end; ``said`` is false where it is only implied."""

    start: Window
    end: Window
    start_said: bool
    end_said: bool
    point: bool


@dataclass(frozen=True, slots=True)
class _Vote:
    """A window that a claim supports, and what decides between windows that lie apart."""

    window: Window
    claim: Claim


def versions(kind: Kind, claims: Iterable[Claim]) -> list[Version]:
    """The versions of the fact that these claims are about, oldest first.

    After each day on which claims were published, all claims so far make one version; it is known
    until the next day that changes it. The order in which claims are given does not matter.
    Raises ValueError if there are none.
    """
    ordered = sorted(claims, key=lambda claim: (claim.known, claim.id))
    if not ordered:
        raise ValueError("a fact has at least one claim")
    found: list[Version] = []
    so_far: list[Claim] = []
    for day, published in groupby(ordered, key=lambda claim: claim.known):
        so_far.extend(published)
        version = _resolve(kind, so_far, day)
        if not found or replace(found[-1], known_from=day) != version:
            if found:
                found[-1] = replace(found[-1], known_to=day)
            found.append(version)
    return found


def ties(kind: Kind, version: Version) -> list[Tie]:
    """The ties that a version makes; a denied one makes none but absences."""
    pairs = kind.tie_pairs(version.values, version.standing)
    return [Tie(type_, start, end, value, version) for type_, start, end, value in pairs]


def extent(kind: Kind, claim: Claim) -> tuple[Window, Window]:
    """The start and end that a single claim gives, on its own."""
    ends = _ends(kind, claim)
    return ends.start, ends.end if ends.end_said or kind.event else OPEN_END


def _resolve(kind: Kind, claims: Sequence[Claim], known_from: date) -> Version:
    ends = {claim.id: _ends(kind, claim) for claim in claims}
    standing_claims = [c for c in claims if not _withdrawn(c, claims, ends)]
    standing = min((c.standing for c in standing_claims), key=STANDINGS.index)
    speaking = [c for c in standing_claims if c.standing == standing]
    disputes: list[str] = []
    if _existence_disputed(standing_claims, ends):
        disputes.append("existence")
    start, end, date_disputes = _when(kind, speaking, ends)
    values, value_disputes = _values(kind, speaking)
    disputes += date_disputes + value_disputes
    return Version(known_from, OPEN, standing, start, end, values, tuple(disputes))


def _text(claim: Claim, column: str | None) -> str:
    cell = claim.values.get(column, ()) if column else ()
    return cell[0] if cell else ""


def _ends(kind: Kind, claim: Claim) -> _Ends:
    """The claim's two ends; where it is silent, what can be inferred from when it was published.

    A source that says a thing stands, without saying since when, dates its start to its own day of
    publication at the latest; one that gives no end says that it had not ended by then.
    """
    stands = claim.standing != "expected"
    if kind.event:
        text = _text(claim, kind.event)
        if not text:
            latest = claim.known if stands else OPEN
            return _Ends(Window(UNKNOWN, latest), Window(UNKNOWN, latest), False, False, True)
        span = parse_span(text)
        end = span.end or Window(span.start.earliest, OPEN)
        return _Ends(span.start, end, True, span.end is not None, span.point)
    start_text = _text(claim, kind.starts[0])
    end_text = _text(claim, kind.ends)
    end = parse_date(end_text) if end_text else Window(min(claim.known, OPEN), OPEN)
    if not stands and not end_text:
        end = Window(UNKNOWN, OPEN)
    if start_text:
        return _Ends(parse_date(start_text), end, True, bool(end_text), False)
    earliest, latest = UNKNOWN, claim.known if stands else OPEN
    if other := _earliest_fallback(kind, claim):
        # what is signed need not be in force by the day that a source says so
        earliest, latest = other, OPEN
    if end_text:
        latest = max(earliest, min(latest, end.latest))
    return _Ends(Window(earliest, latest), end, False, bool(end_text), False)


def _earliest_fallback(kind: Kind, claim: Claim) -> date | None:
    """The first day of the claim's second choice of start, if it gives one."""
    texts = (_text(claim, column) for column in kind.starts[1:])
    return next((parse_date(text).earliest for text in texts if text), None)


def _overlap(one: _Ends, other: _Ends) -> bool:
    """Whether the times of two claims may overlap; a silent end is open."""
    one_latest = one.end.latest if one.end_said else OPEN
    other_latest = other.end.latest if other.end_said else OPEN
    return one.start.earliest <= other_latest and other.start.earliest <= one_latest


def _withdrawn(claim: Claim, claims: Sequence[Claim], ends: dict[str, _Ends]) -> bool:
    """Whether the same party has said the opposite of the same time since: it changed its word."""
    return any(
        later.known > claim.known
        and claim.parties <= later.parties
        and (later.standing == "denied") != (claim.standing == "denied")
        and later.standing in ("asserted", "denied")
        and _overlap(ends[claim.id], ends[later.id])
        for later in claims
    )


def _existence_disputed(claims: Sequence[Claim], ends: dict[str, _Ends]) -> bool:
    """Whether one party asserts or alleges what another denies for a time that overlaps."""
    denials = [c for c in claims if c.standing == "denied"]
    return any(
        claim.parties != denial.parties and _overlap(ends[claim.id], ends[denial.id])
        for claim in claims
        if claim.standing in ("asserted", "alleged")
        for denial in denials
    )


def _settle(votes: Sequence[_Vote]) -> tuple[Window, bool]:
    """The window that the votes leave, and whether some lie apart.

    Agreeing windows narrow each other. Otherwise the better attested wins: the most precise, then
    that which more parties give, then the latest published; it is narrowed by those that agree
    with it, in the same order.
    """
    parties: dict[Window, set[frozenset[str]]] = {}
    for vote in votes:
        parties.setdefault(vote.window, set()).add(vote.claim.parties)

    def rank(vote: _Vote) -> tuple[int, int, int, str]:
        latest_first = -vote.claim.known.toordinal()
        return vote.window.days, -len(parties[vote.window]), latest_first, vote.claim.id

    best_first = sorted(votes, key=rank)
    window, apart = best_first[0].window, False
    for vote in best_first[1:]:
        met = window.meet(vote.window)
        if met is None:
            apart = True
        else:
            window = met
    return window, apart


def _when(
    kind: Kind, claims: Sequence[Claim], ends: dict[str, _Ends]
) -> tuple[Window, Window, list[str]]:
    """The two ends on which the claims settle, and which of them are disputed."""
    said = [(claim, ends[claim.id]) for claim in claims]
    if kind.event:
        said = _without_days_inside(said)
    starts = [_Vote(e.start, c) for c, e in said]
    if not kind.event and not any(e.start_said for _, e in said):
        # while no claim gives the first choice of start, the next will do (a treaty's signature)
        fallback = [
            _Vote(parse_date(text), claim)
            for column in kind.starts[1:]
            for claim in claims
            if (text := _text(claim, column))
        ]
        starts = fallback or starts
    start, start_apart = _settle(starts)
    if kind.event or any(e.end_said for _, e in said):
        end, end_apart = _settle([_Vote(e.end, c) for c, e in said])
    else:
        end, end_apart = OPEN_END, False
    first, last = (kind.event, kind.event) if kind.event else (kind.starts[0], kind.ends or "")
    disputes = [name or "" for name, apart in ((first, start_apart), (last, end_apart)) if apart]
    # Each end is settled alone, so a disputed end may come to lie before the start.
    if end.latest < start.earliest:
        end = Window(start.earliest, start.latest)
        disputes.append(last or "")
    return start, end, list(dict.fromkeys(disputes))


def _without_days_inside(said: list[tuple[Claim, _Ends]]) -> list[tuple[Claim, _Ends]]:
    """The claims less those that give one day within a span that others give: they agree."""
    spans = [ends for _, ends in said if not ends.point]
    if not spans:
        return said
    hull = Window(
        min(span.start.earliest for span in spans), max(span.end.latest for span in spans)
    )
    return [(c, e) for c, e in said if not e.point or e.start.meet(hull) is None]


def _values(kind: Kind, claims: Sequence[Claim]) -> tuple[Values, list[str]]:
    """The other columns: lists are united; of single values the latest published is taken.

    Two different places or words of a vocabulary are a dispute; two wordings of a text are not.
    """
    values: dict[str, tuple[str, ...]] = {}
    disputes: list[str] = []
    for column in kind.columns:
        if column.name in kind.dated and column.name != "signed":
            continue
        cells = [c.values[column.name] for c in claims if c.values.get(column.name)]
        if not cells:
            continue
        if column.many:
            values[column.name] = tuple(dict.fromkeys(one for cell in cells for one in cell))
            continue
        values[column.name] = cells[-1]
        if len(set(cells)) > 1 and not column.free and not column.date:
            disputes.append(column.name)
    return values, disputes
