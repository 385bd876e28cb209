"""How alike two states' foreign policies are, and which other pair is like a given one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from diplograph.analysis.base import CONTESTED, Analysis, Column, Held, Row, Table, World, tally
from diplograph.analysis.networks import between_states
from diplograph.catalogue import KINDS

COMMITMENT = {"defence": 3, "neutrality": 2, "nonaggression": 2, "consultation": 1}
"""Alliance commitments as Signorino and Ritter (1999) value them, after the Correlates of War:
3 a defence pact, 2 neutrality or nonaggression, 1 an entente (consultation), 0 none."""

HIGHEST = 3


def s_score(
    first: Sequence[float],
    second: Sequence[float],
    longest: float,
    weights: Sequence[float] | None = None,
) -> float:
    """Signorino and Ritter's S, from -1 (as far apart as can be) to 1 (the same).

    S = 1 - 2 d / d_max, with d the sum of weight times absolute difference, and d_max its greatest
    value, ``longest`` in each dimension (Signorino and Ritter 1999, International Studies
    Quarterly 43:115-144). Raises ValueError for portfolios of different lengths or of none.
    """
    weigh = [1.0] * len(first) if weights is None else weights
    distance = sum(weight * abs(a - b) for a, b, weight in zip(first, second, weigh, strict=True))
    greatest = longest * sum(weigh)
    if not greatest:
        raise ValueError("portfolios of no length or of no weight cannot be compared")
    return 1 - 2 * distance / greatest


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _corrected(first: Sequence[float], second: Sequence[float], expected: float) -> float | None:
    observed = _mean([(a - b) ** 2 for a, b in zip(first, second, strict=True)])
    return 1 - observed / expected if expected else None


def _variance(values: Sequence[float]) -> float:
    mean = _mean(values)
    return _mean([(value - mean) ** 2 for value in values])


def kappa(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Cohen's kappa with squared distances (Cohen 1968): agreement beyond what each portfolio's
    own distribution would give by chance; 1 the same, 0 chance, negative below it.

    As Häge (2011, Political Analysis 19:287-305) measures foreign policy similarity: one minus
    the mean squared difference over var(a) + var(b) + (mean(a) - mean(b))². None where neither
    portfolio varies and both are the same, so that chance explains all.
    """
    apart = (_mean(first) - _mean(second)) ** 2
    return _corrected(first, second, _variance(first) + _variance(second) + apart)


def scott_pi(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Scott's pi with squared distances (Scott 1955; Häge 2011): as ``kappa``, but chance is what
    both distributions together give: twice the variance of the values of both."""
    return _corrected(first, second, 2 * _variance([*first, *second]))


def _committed(one: Held) -> int:
    """The highest commitment of a treaty's tie."""
    return max(COMMITMENT.get(type_, 0) for type_ in one.tie.value.split(";"))


def portfolios(world: World, certain: bool) -> dict[str, dict[str, int]]:
    """Each state's highest alliance commitment to each other; 3 to itself."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in between_states(world, ("treaties",)):
        value = _committed(one)
        if not value or (certain and not one.certain):
            continue
        for a, b in ((one.tie.start_id, one.tie.end_id), (one.tie.end_id, one.tie.start_id)):
            found[a][b] = max(value, found[a].get(b, 0))
    for id_, row in found.items():
        row[id_] = HIGHEST
    return dict(found)


def _measures(first: Mapping[str, int], second: Mapping[str, int], system: Sequence[str]) -> Row:
    a, b = ([row.get(id_, 0) for id_ in system] for row in (first, second))
    values = {"s": s_score(a, b, HIGHEST), "kappa": kappa(a, b), "pi": scott_pi(a, b)}
    return {k: None if value is None else round(value, 4) for k, value in values.items()}


def _similarity(world: World) -> Table:
    """How alike the alliance portfolios of two states are: S, Cohen's kappa and Scott's pi.

    A portfolio is a state's highest commitment to every state of the system (those with any
    alliance commitment that day): 3 defence, 2 neutrality or nonaggression, 1 consultation, 0
    none, 3 to itself. S: Signorino and Ritter 1999, unweighted, absolute distances. Kappa and pi:
    Häge 2011, squared distances, corrected for chance, as the R package peacesciencer documents
    them. ``s_certain`` uses certain treaties only. S is high for any two states with few allies;
    kappa and pi are not. Without states to be about, the pairs that have an ally in common.
    """
    sure, maybe = portfolios(world, certain=True), portfolios(world, certain=False)
    system = sorted(maybe)
    allying = (one for one in between_states(world, ("treaties",)) if _committed(one))
    counts = tally(allying, lambda tie: (tie.start_id, tie.end_id))
    rows: list[Row] = []
    for first, second in combinations(system, 2):
        allied = (maybe[first].keys() & maybe[second].keys()) - {first, second}
        if world.about and not world.concerns(first, second):
            continue
        if len(world.about) > 1 and not {first, second} <= set(world.about):
            continue
        if not (world.about or allied):
            continue
        alone = {first: {first: HIGHEST}, second: {second: HIGHEST}}
        low = [sure.get(id_, alone[id_]) for id_ in (first, second)]
        rows.append(
            {
                "first": first,
                "second": second,
                **_measures(maybe[first], maybe[second], system),
                "s_certain": _measures(low[0], low[1], system)["s"],
                "allies": tuple(sorted(allied)),
                "contested": len(counts[first].disputed | counts[second].disputed),
            }
        )
    rows.sort(key=lambda r: (-(r["kappa"] if r["kappa"] is not None else 1), r["first"]))
    return Table(SIMILARITY.columns, rows, f"A system of {len(system)} states.")


SIMILARITY = Analysis(
    "similarity",
    "Similarity of alliance portfolios",
    ("treaties",),
    (
        Column("first", "entity", "a state"),
        Column("second", "entity", "another"),
        Column("s", "number", "Signorino and Ritter's S, -1 to 1"),
        Column("kappa", "number", "Cohen's kappa, squared distances"),
        Column("pi", "number", "Scott's pi, squared distances"),
        Column("s_certain", "number", "S by certain treaties only"),
        Column("allies", "entities", "allies in common"),
        CONTESTED,
    ),
    _similarity,
)


Feature = tuple[str, str, bool]
"""A kind of tie, its value, and whether it goes from the first of a pair."""


def profile(held: Sequence[Held], first: str) -> dict[Feature, float]:
    """What ties a pair, as seen from its first: log(1 + facts) for each feature."""
    facts: dict[Feature, set[str]] = defaultdict(set)
    for one in held:
        tie = one.tie
        symmetric = any(rule.symmetric for rule in KINDS[tie.kind].ties)
        forward = symmetric or tie.start_id == first
        what = tie.type if tie.type == "HAS_NO_EMBASSY_IN" else tie.kind
        for value in tie.value.split(";"):
            facts[what, value, forward].add(tie.fact)
            if symmetric:
                facts[what, value, False].add(tie.fact)
    return {key: math.log1p(len(found)) for key, found in facts.items()}


def cosine(first: Mapping[Feature, float], second: Mapping[Feature, float]) -> float:
    """The cosine of the angle between two profiles (Salton and McGill 1983), 0 to 1."""
    dot = sum(value * second.get(key, 0.0) for key, value in first.items())
    norms = math.hypot(*first.values()) * math.hypot(*second.values())
    return dot / norms if norms else 0.0


def _like_pair(world: World) -> Table:
    """Which other pairs of states are tied as these two are.

    A pair's profile has, for every kind and type of tie and either direction, log(1 + number of
    facts); pairs are ranked by the cosine of their profiles (Salton and McGill 1983). Sourced
    absences count as what they are. A pair reads both ways round, and the better is taken.
    """
    one, other, *_ = world.about
    ties: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in world.held(*LIKE_PAIR.kinds):
        start, end = held.tie.start_id, held.tie.end_id
        if world.is_state(start) and world.is_state(end):
            ties[min(start, end), max(start, end)].append(held)
    mine = profile(ties.get((min(one, other), max(one, other)), []), one)
    rows: list[Row] = []
    for (first, second), held_ties in ties.items():
        if {first, second} == {one, other}:
            continue
        ways = [
            (cosine(mine, profile(held_ties, p[0])), p) for p in ((first, second), (second, first))
        ]
        score, pair = max(ways)
        if score > 0:
            shared = sorted({k[0] for k in mine} & {k[0] for k in profile(held_ties, pair[0])})
            rows.append(
                {
                    "first": pair[0],
                    "second": pair[1],
                    "likeness": round(score, 4),
                    "shared": ", ".join(name.replace("_", " ").lower() for name in shared),
                    "facts": tuple(dict.fromkeys(h.tie.fact for h in held_ties))[:10],
                    "contested": len({h.tie.fact for h in held_ties if h.tie.contested}),
                }
            )
    rows.sort(key=lambda r: (-r["likeness"], r["first"], r["second"]))
    return Table(LIKE_PAIR.columns, rows[:50], "" if mine else "Nothing ties these two.")


LIKE_PAIR = Analysis(
    "like-pair",
    "Pairs like this pair",
    ("relations", "embassies", "visits", "meetings", "treaties", "sanctions", "military_support"),
    (
        Column("first", "entity", "stands to the second as the first given does to the other"),
        Column("second", "entity", ""),
        Column("likeness", "share", "cosine of the profiles"),
        Column("shared", "text", "kinds of tie that both pairs have"),
        Column("facts", "facts", "at most ten"),
        CONTESTED,
    ),
    _like_pair,
    needs=2,
    bars=("first", "likeness"),
)
