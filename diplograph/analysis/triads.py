"""Three states: triangles that have closed or are about to, and whether their signs agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from diplograph.analysis.base import (
    CONTESTED,
    Analysis,
    Column,
    Held,
    Row,
    Table,
    World,
    holds,
    tally,
)
from diplograph.analysis.graphs import graph_of, triangles
from diplograph.analysis.networks import between_states
from diplograph.dates import Window, words
from diplograph.questions.core import TieRecord

Pair = tuple[str, str]
"""Two ids, the lesser first."""

ALIGNING = frozenset(
    {"defence", "offence", "neutrality", "nonaggression", "consultation", "friendship", "union"}
)
"""The obligations of a treaty that aligns its parties: ATOP's five, friendship and union."""

APPROACH_DAYS = (730, 90)
"""An approach counts from so many days before the day asked for until so many after it."""

APPROACHES = ("visits", "meetings", "statements", "embassies", "relations", "treaties")


def _pair(first: str, second: str) -> Pair:
    return min(first, second), max(first, second)


def aligns(tie: TieRecord) -> bool:
    """Whether a tie makes its ends allies of a sort: a treaty with such an obligation, or military
    support."""
    if tie.kind == "treaties":
        return bool(ALIGNING & set(tie.value.split(";")))
    return tie.kind == "military_support"


@dataclass(frozen=True, slots=True)
class Triad:
    """Three states of which at least two pairs are aligned.

    ``bonds``: the facts that align each pair. ``open``: the pair that is not, or None once all
    are; ``closed`` is then when the last of the three began, and ``last`` the pair that closed it.
    ``approaches``: what the open pair has lately done or announced, the facts by kind.
    ``certain``: whether each bond has a fact that surely holds.
    """

    states: tuple[str, str, str]
    bonds: dict[Pair, tuple[str, ...]]
    open: Pair | None
    last: Pair | None
    closed: Window | None
    approaches: tuple[str, ...]
    certain: bool


def begun(held: list[Held]) -> Window:
    """When a pair's first bond began: the earliest of each bound over its bonds."""
    return Window(
        min(one.tie.start.earliest for one in held), min(one.tie.start.latest for one in held)
    )


def triads(world: World) -> list[Triad]:
    """The triads that are closed, the latest first, then those about to close, those with most
    approaches, and then with most bonds, first. An open triad without any approach is not told:
    there are very many."""
    bonds: dict[Pair, list[Held]] = defaultdict(list)
    for one in between_states(world, ("treaties", "military_support")):
        if aligns(one.tie):
            bonds[_pair(one.tie.start_id, one.tie.end_id)].append(one)
    closed = [_closed(three, bonds) for three in triangles(bonds)]
    closed.sort(key=lambda triad: triad.states)
    closed.sort(key=lambda t: t.closed.latest if t.closed else date.min, reverse=True)
    opening = _opening(world, bonds)
    opening.sort(key=lambda t: (-len(t.approaches), -sum(map(len, t.bonds.values())), t.states))
    return closed + opening


def _facts(held: list[Held]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.tie.fact for one in held))


def _closed(three: tuple[str, str, str], bonds: Mapping[Pair, list[Held]]) -> Triad:
    sides = {_pair(*two): bonds[_pair(*two)] for two in combinations(three, 2)}
    starts = {pair: begun(held) for pair, held in sides.items()}
    last = max(starts, key=lambda pair: (starts[pair].latest, starts[pair].earliest, pair))
    window = Window(
        max(start.earliest for start in starts.values()),
        max(start.latest for start in starts.values()),
    )
    facts = {pair: _facts(held) for pair, held in sides.items()}
    certain = all(any(one.certain for one in held) for held in sides.values())
    return Triad(three, facts, None, last, window, (), certain)


def _opening(world: World, bonds: Mapping[Pair, list[Held]]) -> list[Triad]:
    allies: dict[str, set[str]] = defaultdict(set)
    for first, second in bonds:
        allies[first].add(second)
        allies[second].add(first)
    found = []
    for pair, facts in _approaches(world).items():
        if pair in bonds:
            continue
        for middle in sorted(allies[pair[0]] & allies[pair[1]]):
            sides = {_pair(middle, one): bonds[_pair(middle, one)] for one in pair}
            first, second, third = sorted((*pair, middle))
            found.append(
                Triad(
                    (first, second, third),
                    {side: _facts(held) for side, held in sides.items()},
                    pair,
                    None,
                    None,
                    tuple(facts),
                    all(any(one.certain for one in held) for held in sides.values()),
                )
            )
    return found


def _approaches(world: World) -> dict[Pair, list[str]]:
    """What pairs of states have lately done with each other or are expected to do, persons acting
    for their state, oldest first; without what they hold against each other."""
    before, after = (timedelta(days=days) for days in APPROACH_DAYS)
    found: dict[Pair, dict[str, date]] = defaultdict(dict)
    for tie in world.known(APPROACHES):
        start, end = world.home(tie.start_id), world.home(tie.end_id)
        if start == end or not (world.is_state(start) and world.is_state(end)) or _hostile(tie):
            continue
        day = tie.start.latest
        if world.as_of and not world.as_of - before <= day <= world.as_of + after:
            continue
        found[_pair(start, end)].setdefault(tie.fact, day)
    return {
        pair: sorted(facts, key=lambda fact: (facts[fact], fact)) for pair, facts in found.items()
    }


def _hostile(tie: TieRecord) -> bool:
    return tie.standing == "denied" or tie.value in ("accusation", "condemnation", "threat")


def _triads(world: World) -> Table:
    """Three states each aligned with the other two, and triangles with one side still open.

    Two states are aligned by a treaty of defence, offence, neutrality, nonaggression or
    consultation (the obligations of ATOP, Leeds et al. 2002), of friendship or of union, or by
    military support. A triad closes on the day on which the last of its three sides began (a
    range, where dates are uncertain). Triadic closure, that friends of a friend become friends:
    Rapoport 1953; Holland and Leinhardt 1971. ``closing``: two sides stand, and the third pair has
    approached within two years before the day, or is expected to within three months after it:
    visits, meetings, proposals and other friendly statements, missions, relations, other treaties.
    """
    contested = world.contested("treaties", "military_support")
    rows: list[Row] = []
    for triad in triads(world):
        if set(world.about) <= set(triad.states):
            between = triad.open or triad.last
            rows.append(
                {
                    "states": triad.states,
                    "state": "closing" if triad.open else "closed",
                    "between": between,
                    "closed": words(triad.closed) if triad.closed else "",
                    "by": triad.approaches if triad.open else triad.bonds[between or ("", "")],
                    "approaches": len(triad.approaches),
                    "stands": tuple(
                        fact for pair in sorted(triad.bonds) for fact in triad.bonds[pair]
                    ),
                    "certain": "yes" if triad.certain else "possibly",
                    "contested": sum(f in contested for bond in triad.bonds.values() for f in bond),
                }
            )
    return Table(TRIADS.columns, rows)


TRIADS = Analysis(
    "triads",
    "Triangles closed and closing",
    tuple(dict.fromkeys(("treaties", "military_support", *APPROACHES))),
    (
        Column("states", "entities", "the three"),
        Column("state", "text", "closed or closing"),
        Column("between", "entities", "the pair that closed it, or that is still open"),
        Column("closed", "text", "when the last side began"),
        Column("by", "facts", "what closed it, or what the open pair has lately done"),
        Column("approaches", "count", "how many such things"),
        Column("stands", "facts", "what aligns the other pairs, or all three"),
        Column("certain", "text", "whether each side that stands surely does"),
        Column("contested", "count", "of what stands, on how much sources disagree"),
    ),
    _triads,
)


@dataclass(frozen=True, slots=True)
class Balance:
    """A signed graph's triangles by their number of negative sides, and its two camps, each
    sorted, if it is balanced as a whole; None if it is not."""

    triangles: tuple[int, int, int, int]
    camps: tuple[tuple[str, ...], tuple[str, ...]] | None

    @property
    def share(self) -> float:
        """The share of triangles that are balanced: with no negative side or two; 1 if none."""
        total = sum(self.triangles)
        return (self.triangles[0] + self.triangles[2]) / total if total else 1.0


def balance(signs: Mapping[Pair, int]) -> Balance:
    """The balance of a signed graph, +1 or -1 for each pair.

    A triangle is balanced if the product of its signs is positive (Heider 1946); a graph if every
    cycle is, or, the same, if it falls into two camps with positive ties within and negative ones
    between (Cartwright and Harary 1956).
    """
    counts = [0, 0, 0, 0]
    for three in triangles(signs):
        counts[sum(signs[_pair(*two)] < 0 for two in combinations(three, 2))] += 1
    first, second, third, fourth = counts
    return Balance((first, second, third, fourth), _camps(signs))


def _camps(signs: Mapping[Pair, int]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two camps: contract what positive ties join; what is left must be bipartite."""
    names = sorted({id_ for pair in signs for id_ in pair})
    friends = {pair: 1.0 for pair, sign in signs.items() if sign > 0}
    group = graph_of(friends, False, names).connected_components().membership
    place = dict(zip(names, group, strict=True))
    enemies = {(str(place[a]), str(place[b])): 1.0 for (a, b), sign in signs.items() if sign < 0}
    if any(first == second for first, second in enemies):
        return None
    between = graph_of(enemies, False, map(str, set(group)))
    two, sides = between.is_bipartite(return_types=True)
    if not two:
        return None
    side = dict(zip(between.vs["name"], sides, strict=True))
    camps = [tuple(n for n in names if side[str(place[n])] is which) for which in (False, True)]
    return camps[0], camps[1]


def signs(world: World, certain: bool = False) -> tuple[dict[Pair, int], int]:
    """+1 for pairs of states that are aligned, -1 for those opposed, by the ties that hold (or
    certainly do); and how many pairs are left out as both.

    Aligned: as ``aligns`` has it, or a statement of support. Opposed: a sanction, or an
    accusation, condemnation or threat. Statements count for two years.
    """
    recent = world.as_of - timedelta(days=APPROACH_DAYS[0]) if world.as_of else None
    found: dict[Pair, set[int]] = defaultdict(set)
    for one in between_states(world, BALANCE.kinds):
        tie = one.tie
        if tie.kind == "statements" and holds(tie, world.as_of, recent) == "no":
            continue
        if certain and not one.certain:
            continue
        sign = _sign(tie)
        if sign:
            found[_pair(tie.start_id, tie.end_id)].add(sign)
    single = {pair: min(both) for pair, both in found.items() if len(both) == 1}
    return single, len(found) - len(single)


def _sign(tie: TieRecord) -> int:
    if tie.kind == "sanctions" or tie.value in ("accusation", "condemnation", "threat"):
        return -1
    return 1 if aligns(tie) or tie.value == "support" else 0


def _balance(world: World) -> Table:
    """Whether the friends of friends are friends, and the enemies of enemies too.

    A tie is positive between states that are aligned (a treaty with an obligation of ATOP's, of
    friendship or union; military support; a statement of support), negative where one sanctions,
    accuses, condemns or threatens the other; statements count for two years, and pairs that are
    both are left out and counted. A triangle is balanced if it has no negative side or two (Heider
    1946; Cartwright and Harary 1956); ``balanced`` is the share of a state's triangles that are.
    """
    found, mixed = signs(world)
    whole, sure = balance(found), balance(signs(world, certain=True)[0])
    contested = tally(
        (one for one in between_states(world, BALANCE.kinds) if _sign(one.tie)),
        lambda tie: (tie.start_id, tie.end_id),
    )
    by_state: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for three in triangles(found):
        negative = sum(found[_pair(*two)] < 0 for two in combinations(three, 2))
        for id_ in three:
            by_state[id_][negative in (0, 2)] += 1
    rows: list[Row] = []
    for id_ in sorted({id_ for pair in found for id_ in pair}):
        if world.concerns(id_):
            of = {pair: sign for pair, sign in found.items() if id_ in pair}
            unbalanced, balanced = by_state[id_]
            total = balanced + unbalanced
            rows.append(
                {
                    "state": id_,
                    "friends": sum(sign > 0 for sign in of.values()),
                    "opponents": sum(sign < 0 for sign in of.values()),
                    "triangles": total,
                    "unbalanced": unbalanced,
                    "balanced": round(balanced / total, 4) if total else None,
                    "contested": contested[id_].contested,
                }
            )
    rows.sort(key=lambda r: (-r["unbalanced"], -r["triangles"], r["state"]))
    summary = (
        f"{sum(whole.triangles)} triangles, {whole.share:.0%} of them balanced "
        f"(by negative sides, none to three: {', '.join(map(str, whole.triangles))}); "
        f"by certain ties alone {sum(sure.triangles)}, {sure.share:.0%} balanced; "
        f"{mixed} pairs are both aligned and opposed and left out."
    )
    return Table(BALANCE.columns, rows, summary)


BALANCE = Analysis(
    "balance",
    "Structural balance",
    ("treaties", "military_support", "sanctions", "statements"),
    (
        Column("state", "entity", "a state"),
        Column("friends", "count", "states with which it is aligned"),
        Column("opponents", "count", "states to which it is opposed"),
        Column("triangles", "count", "triangles of signed ties that it is in"),
        Column("unbalanced", "count", "those with one negative side or three"),
        Column("balanced", "share", "of its triangles; blank where it is in none"),
        CONTESTED,
    ),
    _balance,
)
