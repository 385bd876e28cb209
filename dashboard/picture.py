"""From records to a picture that no drawing library knows of: nodes, edges, legend, words.

Every difference that the eye must see is decided here and tested without a browser: what is
certain, only possible, alleged, expected, contested or absent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dashboard.words import clock_words, counted, dispute_words, excerpt, short_when
from diplograph.catalogue import KINDS
from diplograph.kinds import Kind, TieRule
from diplograph.model import Entity
from diplograph.queries import FactRecord, TieRecord
from diplograph.sentences import Namer, fact_sentence

ABSENT, CONTESTED, POSSIBLE = "✕ no ", "⚡ ", " ?"
"""The marks on an edge's label: an absence, a dispute, and what is not certain at the day."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture; ``label`` is its sort, ``name`` what is written at it."""

    id: str
    label: str
    name: str
    title: str
    focus: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie: a fact between one pair. ``slot`` is its place in the fan of a pair's edges,
    counted from the middle; 0 alone. ``certain`` is false where it only possibly held."""

    id: str
    fact: str
    kind: str
    start: str
    end: str
    label: str
    title: str
    directed: bool
    standing: str
    contested: bool
    certain: bool
    absent: bool
    slot: float = 0.0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind in the legend, with how many ties of it there are."""

    kind: str
    heading: str
    symbol: str
    light: str
    dark: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and the same in words. ``limit`` is blank where nothing is left out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    legend: tuple[LegendEntry, ...]
    sentence: str
    limit: str

    def edges_of(self, fact: str | None) -> tuple[str, ...]:
        """The ids of the edges that one fact makes."""
        return tuple(edge.id for edge in self.edges if edge.fact == fact)


def picture(
    ties: Sequence[TieRecord],
    facts: Mapping[str, FactRecord],
    entities: Mapping[str, Entity],
    shown: Sequence[str],
    focus: Collection[str],
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    hidden: int = 0,
    kinds: Mapping[str, int] | None = None,
) -> Picture:
    """The picture of these ties between these entities.

    ``hidden``: how many neighbours were left out; ``kinds``: the legend's counts, else those of
    the ties themselves.
    """

    def name(id_: str) -> str:
        return entities[id_].name if id_ in entities else id_

    counts = Counter(tie.kind for tie in ties)
    degree = Counter(id_ for tie in ties for id_ in {tie.start_id, tie.end_id})
    nodes = tuple(_node(entities[id_], degree[id_], id_ in focus) for id_ in shown)
    oldest_first = sorted(ties, key=lambda tie: (tie.start, tie.fact, tie.start_id, tie.end_id))
    edges = _fanned(_edge(tie, facts.get(tie.fact), name, as_of) for tie in oldest_first)
    told = f"{counted(len(edges), 'tie')} from {counted(len({e.fact for e in edges}), 'fact')}"
    between = f"between {counted(len(nodes), 'entity', 'entities')}"
    limit = ""
    if hidden:
        drawn = len(nodes)
        limit = (
            f"{drawn:,} of {drawn + hidden:,} entities are drawn, the most tied first: raise the "
            "limit, or narrow by kind or date."
        )
    return Picture(
        nodes=nodes,
        edges=edges,
        legend=legend(kinds if kinds is not None else counts),
        sentence=f"{told} {between}, {clock_words(as_of, known_on)}.",
        limit=limit,
    )


def legend(counts: Mapping[str, int]) -> tuple[LegendEntry, ...]:
    """Every kind in the kinds' own order, with its count."""
    return tuple(
        LegendEntry(
            kind=kind.name,
            heading=kind.heading,
            symbol=kind.style.symbol,
            light=kind.style.light,
            dark=kind.style.dark,
            count=counts.get(kind.name, 0),
        )
        for kind in KINDS.values()
    )


@cache
def rule_of(kind: str, type_: str) -> TieRule:
    """The rule of a kind that makes ties of this type."""
    return next(rule for rule in KINDS[kind].ties if type_ in rule.types())


def _node(entity: Entity, ties: int, focus: bool) -> Node:
    aliases = f"\nalso: {', '.join(entity.aliases[:4])}" if entity.aliases else ""
    title = f"{entity.name}\n{entity.label}, {counted(ties, 'tie')} here{aliases}"
    return Node(entity.id, entity.label, excerpt(entity.name, 40), excerpt_lines(title), focus)


def excerpt_lines(text: str) -> str:
    """Each line of a hover text, cut to a readable length."""
    return "\n".join(excerpt(line, 280) for line in text.split("\n"))


def _edge(tie: TieRecord, fact: FactRecord | None, name: Namer, as_of: date | None) -> Edge:
    kind = KINDS[tie.kind]
    rule = rule_of(tie.kind, tie.type)
    absent = tie.type == rule.denied
    certain = tie.holds(as_of) == "yes"
    lines = [f"{name(tie.start_id)} – {name(tie.end_id)}"]
    if fact is not None:
        now = fact.now
        lines = [fact_sentence(kind, now.standing, now.values, now.start, now.end, name)]
        if now.contested:
            lines.append(
                f"Contested: sources disagree {', '.join(dispute_words(kind, now.disputes))}."
            )
        lines.append(f"{counted(len(fact.claims), 'claim')}. Click to read.")
    if not certain:
        lines.append("Only possibly so on that day: its dates are uncertain.")
    return Edge(
        id="|".join((tie.fact, tie.start_id, tie.end_id, tie.type)),
        fact=tie.fact,
        kind=tie.kind,
        start=tie.start_id,
        end=tie.end_id,
        label=_label(kind, rule, tie, absent, certain),
        title=excerpt_lines("\n".join(lines)),
        directed=not rule.symmetric,
        standing=tie.standing,
        contested=tie.contested,
        certain=certain,
        absent=absent,
    )


def _label(kind: Kind, rule: TieRule, tie: TieRecord, absent: bool, certain: bool) -> str:
    """``⚑ embassy · since 19 Sep 2016``, with the marks of standing and dispute."""
    words = _value_words(kind, rule, tie.value)
    if absent:
        return f"{ABSENT}{words}{'' if certain else POSSIBLE}"
    said = "" if tie.standing == "asserted" else f"{tie.standing} "
    when = short_when(tie.start, tie.end)
    text = f"{kind.style.symbol} {said}{words}{f' · {when}' if when else ''}"
    return f"{CONTESTED if tie.contested else ''}{text}{'' if certain else POSSIBLE}"


def _value_words(kind: Kind, rule: TieRule, value: str) -> str:
    column = kind.by_name[rule.value] if rule.value else None
    if column is None or not value:
        return kind.word
    words = [column.shown.get(one, one.replace("-", " ")) for one in value.split(";")]
    more = f" +{len(words) - 2}" if len(words) > 2 else ""
    return excerpt(", ".join(words[:2]), 26) + more


def _fanned(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges with a slot each, so that all edges of a pair can be seen and clicked.

    Those one way lie on one side, those the other way on the other, as on a road, symmetric ones
    between them; within that the kinds keep their own order, and what is older comes first.
    """
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        low, high = sorted((edge.start, edge.end))
        pairs[low, high].append(edge)
    rank = {name: place for place, name in enumerate(KINDS)}
    found: list[Edge] = []
    for (low, _), group in pairs.items():

        def place(edge: Edge, low: str = low) -> tuple[int, int]:
            side = 0 if not edge.directed else 1 if edge.start == low else -1
            return side, rank[edge.kind]

        middle = (len(group) - 1) / 2
        for position, edge in enumerate(sorted(group, key=place)):
            # a slot is counted as seen from the pair's first entity
            found.append(replace(edge, slot=position - middle))
    return tuple(found)
