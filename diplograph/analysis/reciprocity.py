"""Who does not answer in kind: missions that stand on one side only, or at different levels."""

from __future__ import annotations

from collections import defaultdict

from diplograph.analysis.base import CONTESTED, Analysis, Column, Row, Table, World, counted
from diplograph.analysis.graphs import graph_of
from diplograph.analysis.rankings import ABSENT, RESIDENT, STATE, parties
from diplograph.vocabularies import LEVELS


def _level(values: list[str]) -> str:
    """The highest level among some missions, in the catalogue's order."""
    return min(values, key=LEVELS.index) if values else ""


def _reciprocity(world: World) -> Table:
    """Pairs of states whose missions do not match: one sends what the other does not.

    ``one-sided``: only one has a resident mission, and the other's is not recorded, or, stronger,
    recorded as absent; ``unequal``: both have, at different levels (the order of levels after the
    Vienna Conventions of 1961 and 1963 and Pardee's Diplometrics). The summary gives the share of
    missions that are answered: the reciprocity of a directed graph, mutual links over all links
    (Newman, Forrest and Balthrop 2002), from the certain ones and from all that are possible.
    """
    levels: dict[tuple[str, str], list[str]] = defaultdict(list)
    facts: dict[tuple[str, str], list[str]] = defaultdict(list)
    absent: set[tuple[str, str]] = set()
    sure: set[tuple[str, str]] = set()
    for one in world.held("embassies"):
        pair = (one.tie.start_id, one.tie.end_id)
        if not (world.is_state(pair[0]) and world.is_state(pair[1])):
            continue
        if one.tie.type == ABSENT:
            absent.add(pair)
            facts[pair].append(one.tie.fact)
        elif one.tie.type == RESIDENT:
            levels[pair].append(one.tie.value)
            facts[pair].append(one.tie.fact)
            if one.certain:
                sure.add(pair)
    contested = world.contested("embassies")
    rows: list[Row] = []
    for first, second in sorted({(min(p), max(p)) for p in levels}):
        row = _asymmetry(first, second, levels, absent)
        if row and world.concerns(first, second):
            both = (*facts[first, second], *facts[second, first])
            there, back = (row["sender"], row["receiver"]), (row["receiver"], row["sender"])
            sure_both = there in sure and (not row["answer"] or back in sure)
            rows.append(
                {
                    **row,
                    "certain": "yes" if sure_both else "possibly",
                    "facts": tuple(dict.fromkeys(both)),
                    "contested": len(contested & set(both)),
                }
            )
    order = {"recorded as absent": 0, "not recorded": 1, "": 2}
    rows.sort(key=lambda r: (order[r["missing"]], r["sender"], r["receiver"]))
    shares = [graph_of(dict.fromkeys(pairs, 1.0), True).reciprocity() for pairs in (sure, levels)]
    low, high = (f"{share:.0%}" if share == share else "none" for share in shares)
    return Table(
        RECIPROCITY.columns,
        rows,
        f"Of the links by a resident mission {low} are answered by the certain ones alone, "
        f"{high} with all that are possible.",
    )


def _asymmetry(
    first: str,
    second: str,
    levels: dict[tuple[str, str], list[str]],
    absent: set[tuple[str, str]],
) -> Row | None:
    there, back = levels.get((first, second), []), levels.get((second, first), [])
    if there and back:
        if _level(there) == _level(back):
            return None
        if LEVELS.index(_level(back)) < LEVELS.index(_level(there)):
            first, second, there, back = second, first, back, there
        what, missing = "unequal", ""
    else:
        if back:
            first, second, there, back = second, first, back, there
        missing = "recorded as absent" if (second, first) in absent else "not recorded"
        what = "one-sided"
    return {
        "sender": first,
        "receiver": second,
        "level": _level(there),
        "answer": _level(back),
        "what": what,
        "missing": missing,
    }


RECIPROCITY = Analysis(
    "reciprocity",
    "Missions not answered",
    ("embassies",),
    (
        Column("sender", "entity", "who has the mission, or the higher one"),
        Column("receiver", "entity", "in whose country"),
        Column("level", "text", "the highest level of the sender's missions there"),
        Column("answer", "text", "the highest level of the receiver's in return; blank = none"),
        Column("what", "text", "one-sided or unequal"),
        Column("missing", "text", "whether the absence is itself recorded by a source"),
        Column("certain", "text", "whether the missions surely stood"),
        Column("facts", "facts", "the missions and absences"),
        CONTESTED,
    ),
    _reciprocity,
)


def _answered(world: World) -> Table:
    """What share of the states to which each state sends a resident mission send it one in return.

    Mutual links over outgoing ones, state by state: the local form of the reciprocity of a directed
    graph (Newman, Forrest and Balthrop 2002). ``share_low`` and ``share_high`` are the least and
    greatest that the uncertain missions allow; ``unanswered`` counts the states that certainly, or
    possibly, send none back. No mission recorded is not the same as none: a poor record looks
    unanswered.
    """
    sure: set[tuple[str, str]] = set()
    maybe: set[tuple[str, str]] = set()
    disputed: dict[str, set[str]] = defaultdict(set)
    for one in parties(world, "embassies", RESIDENT):
        pair = (one.tie.start_id, one.tie.end_id)
        if world.is_state(pair[0]) and world.is_state(pair[1]):
            maybe.add(pair)
            if one.certain:
                sure.add(pair)
            if one.tie.contested:
                for id_ in pair:
                    disputed[id_].add(one.tie.fact)
    partners: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for pair in maybe:
        back = pair[::-1]
        answer = "yes" if back in sure else "maybe" if back in maybe else "no"
        partners[pair[0]].append((pair in sure, answer))
    rows: list[Row] = []
    for id_, found in partners.items():
        if not world.concerns(id_):
            continue
        # at the least, what may be missing is missing and what may be there unanswered is there
        mutual = found.count((True, "yes"))
        alone = sum(answer != "yes" for _, answer in found)
        at_most = sum(answer != "no" for _, answer in found)
        never = found.count((True, "no"))
        low = mutual / (mutual + alone) if mutual + alone else 1.0
        high = at_most / (at_most + never) if at_most + never else 0.0
        rows.append(
            {
                "state": id_,
                "share_low": round(low, 4),
                "share_high": round(high, 4),
                "unanswered_certain": never,
                "unanswered_possible": alone,
                "contested": len(disputed[id_]),
            }
        )
    rows.sort(key=lambda r: (-r["unanswered_possible"], -r["unanswered_certain"], r["state"]))
    return Table(ANSWERED.columns, rows)


ANSWERED = Analysis(
    "answered",
    "Missions answered in kind",
    ("embassies",),
    (
        STATE,
        Column("share_low", "share", "answered: the least that the record allows"),
        Column("share_high", "share", "answered: the greatest that the record allows"),
        *counted("unanswered"),
        CONTESTED,
    ),
    _answered,
    bars=("state", "share_low", "share_high"),
)
