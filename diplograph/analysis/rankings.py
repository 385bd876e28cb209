"""Who sends, receives, visits, signs and sanctions most; and who stands apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from diplograph.analysis.base import (
    CONTESTED,
    Analysis,
    Column,
    Count,
    Held,
    Row,
    Table,
    World,
    counted,
    tally,
)
from diplograph.analysis.graphs import graph_of

STATE = Column("state", "entity", "a state or an organization")
RESIDENT = "HAS_EMBASSY_IN"
ABSENT = "HAS_NO_EMBASSY_IN"


def parties(world: World, kind: str, type_: str) -> list[Held]:
    """The ties of a type between states and organizations, not those of persons."""
    return [
        one
        for one in world.held(kind)
        if one.tie.type == type_ and world.label(one.tie.start_id) in ("Country", "Organization")
    ]


def _both_ways(world: World, held: list[Held], sent: str, received: str) -> Table:
    out = tally(held, lambda tie: (tie.start_id,))
    in_ = tally(held, lambda tie: (tie.end_id,))
    rows: list[Row] = []
    for id_ in out.keys() | in_.keys():
        if world.concerns(id_):
            first, second = out.get(id_, Count()), in_.get(id_, Count())
            rows.append(
                {
                    "state": id_,
                    f"{sent}_certain": first.certain,
                    f"{sent}_possible": first.possible,
                    f"{received}_certain": second.certain,
                    f"{received}_possible": second.possible,
                    "contested": len(first.disputed | second.disputed),
                }
            )
    rows.sort(key=lambda r: (-r[f"{sent}_possible"], -r[f"{received}_possible"], r["state"]))
    return Table((STATE, *counted(sent, received), CONTESTED), rows)


def _missions(world: World) -> Table:
    """How many resident missions each state has abroad, and how many it receives.

    Degree centrality, out and in (Freeman 1978), of the network of resident missions; embassies,
    consulates and other offices each count once, accreditation from elsewhere does not. The counts
    are of what is recorded: a state on which less is recorded ranks lower.
    """
    return _both_ways(world, parties(world, "embassies", RESIDENT), "sent", "received")


def _visits(world: World) -> Table:
    """How many visits each state's envoys paid, and how many it received, up to the day.

    Out- and in-degree (Freeman 1978) by visits, each counted once however many came; from ``since``
    on, where that is given. Visits on behalf of a state, whoever made them.
    """
    return _both_ways(world, parties(world, "visits", "VISITED"), "paid", "received")


def _sanctions(world: World) -> Table:
    """How many sanctions each state or organization imposes, and under how many each stands.

    Each act recorded counts once, whatever it restricts (types after the Global Sanctions Data
    Base, Felbermayr et al. 2020); acts differ in weight, so the ranking is one of number only.
    """
    return _both_ways(world, parties(world, "sanctions", "SANCTIONS"), "imposed", "suffered")


def _memberships(world: World) -> Table:
    """To how many organizations each state belongs, and how many members each organization has.

    Out- and in-degree (Freeman 1978) of the network of states and organizations, as counts of
    shared memberships are (Pevehouse et al. 2020); full members alone, not observers, candidates
    or those suspended.
    """
    held = [one for one in parties(world, "memberships", "MEMBER_OF") if one.tie.value == "member"]
    return _both_ways(world, held, "memberships", "members")


def _treaties(world: World) -> Table:
    """By how many treaties each state is bound, and with how many partners.

    A treaty counts from its entry into force, or from its signature where no source gives that;
    several with one partner count each, the partner once.
    """
    held = parties(world, "treaties", "TREATY_WITH")
    counts = tally(held, lambda tie: (tie.start_id, tie.end_id))
    partners: dict[str, set[str]] = defaultdict(set)
    sure: dict[str, set[str]] = defaultdict(set)
    for one in held:
        for id_, other in (
            (one.tie.start_id, one.tie.end_id),
            (one.tie.end_id, one.tie.start_id),
        ):
            partners[id_].add(other)
            if one.certain:
                sure[id_].add(other)
    rows: list[Row] = [
        {
            "state": id_,
            "treaties_certain": count.certain,
            "treaties_possible": count.possible,
            "partners_certain": len(sure[id_]),
            "partners_possible": len(partners[id_]),
            "contested": count.contested,
        }
        for id_, count in counts.items()
        if world.concerns(id_)
    ]
    rows.sort(key=lambda r: (-r["treaties_possible"], -r["partners_possible"], r["state"]))
    return Table(TREATIES.columns, rows)


def _ranking(name: str, heading: str, kind: str, run: object, pair: tuple[str, str]) -> Analysis:
    assert callable(run)
    columns = (STATE, *counted(*pair), CONTESTED)
    bars = ("state", f"{pair[0]}_certain", f"{pair[0]}_possible")
    return Analysis(name, heading, (kind,), columns, run, bars=bars)


MISSIONS = _ranking("missions", "Missions", "embassies", _missions, ("sent", "received"))
VISITS = _ranking("visits", "Visits", "visits", _visits, ("paid", "received"))
SANCTIONS = _ranking("sanctions", "Sanctions", "sanctions", _sanctions, ("imposed", "suffered"))
MEMBERSHIPS = _ranking(
    "memberships", "Memberships", "memberships", _memberships, ("memberships", "members")
)
TREATIES = _ranking("treaties", "Treaties", "treaties", _treaties, ("treaties", "partners"))


def _isolation(world: World) -> Table:
    """How far each state stands apart from the other states that the record knows.

    ``without_relations``: one minus the degree centrality of diplomatic relations, the share of
    the other states with which none are recorded (Freeman 1978); ``without_missions`` likewise for
    a resident mission in either direction. ``distance``: one minus harmonic centrality in the
    network of both (Marchiori and Latora 2000): 0 next to all, 1 tied to no one. Shares are of the
    states that have any relation or mission on that day; from ``…_low`` (all that is possible
    holds) to ``…_high`` (only what is certain). Absent from the record is not absent from the
    world: compare states on which much is recorded.
    """
    held = [one for one in world.held("relations", "embassies") if one.tie.type != ABSENT]
    held = [h for h in held if world.is_state(h.tie.start_id) and world.is_state(h.tie.end_id)]
    states = sorted({id_ for one in held for id_ in (one.tie.start_id, one.tie.end_id)})
    others = max(1, len(states) - 1)
    counts = tally(held, lambda tie: (tie.start_id, tie.end_id))
    found: dict[str, dict[str, list[float]]] = {id_: defaultdict(list) for id_ in states}
    for kept in (held, [one for one in held if one.certain]):
        by_kind = {
            "relations": [one for one in kept if one.tie.kind == "relations"],
            "missions": [one for one in kept if one.tie.type == RESIDENT],
        }
        for name, ties in by_kind.items():
            pairs = {frozenset((one.tie.start_id, one.tie.end_id)) for one in ties}
            degree = Counter(id_ for pair in pairs for id_ in pair)
            for id_ in states:
                found[id_][name].append(1 - degree[id_] / others)
        every = {(one.tie.start_id, one.tie.end_id): 1.0 for one in kept}
        graph = graph_of(every, False, states)
        for id_, closeness in zip(states, graph.harmonic_centrality(), strict=True):
            found[id_]["distance"].append(1 - (closeness if closeness == closeness else 0.0))
    rows: list[Row] = [
        {
            "state": id_,
            **{
                f"{name}_{end}": round(value, 4)
                for name, key in _ISOLATION.items()
                for end, value in zip(("low", "high"), found[id_][key], strict=True)
            },
            "contested": counts[id_].contested,
        }
        for id_ in states
        if world.concerns(id_)
    ]
    rows.sort(key=lambda r: (-r["distance_low"], -r["without_relations_low"], r["state"]))
    return Table(ISOLATION.columns, rows, f"Among {len(states)} states.")


_ISOLATION = {
    "without_relations": "relations",
    "without_missions": "missions",
    "distance": "distance",
}
ISOLATION = Analysis(
    "isolation",
    "Isolation",
    ("relations", "embassies"),
    (
        STATE,
        *(
            Column(f"{name}_{end}", "share", f"{name.replace('_', ' ')}, {help_}")
            for name in _ISOLATION
            for end, help_ in (("low", "if all that is possible holds"), ("high", "certain only"))
        ),
        CONTESTED,
    ),
    _isolation,
    bars=("state", "distance_low", "distance_high"),
)


def _overlap(world: World) -> Table:
    """Which targets are sanctioned by the same, and which senders sanction the same.

    The Jaccard index (Jaccard 1912) of the sets of senders of two targets, or of targets of two
    senders: those in common over those of either; from the certain ones and from all possible.
    Pairs with nothing in common are left out.
    """
    rows: list[Row] = []
    held = parties(world, "sanctions", "SANCTIONS")
    for role in ("targets", "senders"):
        sure: dict[str, set[str]] = defaultdict(set)
        maybe: dict[str, set[str]] = defaultdict(set)
        disputed: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in held:
            pair = (one.tie.start_id, one.tie.end_id)
            other, key = pair if role == "targets" else pair[::-1]
            maybe[key].add(other)
            if one.certain:
                sure[key].add(other)
            if one.tie.contested:
                disputed[key, other].add(one.tie.fact)
        for first, second in combinations(sorted(maybe), 2):
            shared = maybe[first] & maybe[second]
            if shared and world.concerns(first, second):
                behind = [disputed[key, other] for key in (first, second) for other in shared]
                rows.append(
                    {
                        "first": first,
                        "second": second,
                        "as": role,
                        "shared": tuple(sorted(shared)),
                        "overlap_certain": jaccard(sure[first], sure[second]),
                        "overlap_possible": jaccard(maybe[first], maybe[second]),
                        "contested": len(set().union(*behind)),
                    }
                )
    rows.sort(key=lambda r: (-len(r["shared"]), -r["overlap_possible"], r["first"], r["second"]))
    return Table(OVERLAP.columns, rows)


def jaccard(first: set[str], second: set[str]) -> float:
    """The share of two sets that is in both, 0 to 1; 0 where both are empty."""
    either = first | second
    return round(len(first & second) / len(either), 4) if either else 0.0


OVERLAP = Analysis(
    "sanction-overlap",
    "Shared sanctioners and shared targets",
    ("sanctions",),
    (
        Column("first", "entity", "a target, or a sender"),
        Column("second", "entity", "another"),
        Column("as", "text", "targets of the same senders, or senders on the same targets"),
        Column("shared", "entities", "those in common"),
        Column("overlap_certain", "share", "Jaccard index, certain ones only"),
        Column("overlap_possible", "share", "Jaccard index, all that are possible"),
        CONTESTED,
    ),
    _overlap,
)
