"""From records to a picture that no drawing library knows of: nodes, edges, legend, words.

Every difference that the eye must see is decided here and tested without a browser: what is
certain, only possible, alleged, expected, contested or absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.picture.bundle import ABSENT, CONTESTED, LAST_KNOWN, POSSIBLE, Edge, Line, lines
from dashboard.words import (
    STANDING_WORDS,
    clock_words,
    counted,
    excerpt,
    short_when,
)
from diplograph.catalogue import KINDS
from diplograph.dates import day_words, during
from diplograph.kinds import Kind, TieRule
from diplograph.model import Entity
from diplograph.questions.core import TieRecord
from diplograph.questions.nodes import FactNode
from diplograph.sentences import Namer, disagreements


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture; ``label`` is its sort, ``name`` what is written at it, ``weight``
    how many ties it has here, ``group`` what it is grouped under, if anything."""

    id: str
    label: str
    name: str
    title: str
    focus: bool
    weight: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind in the legend, with how many ties of it there are."""

    kind: str
    heading: str
    short: str
    symbol: str
    light: str
    dark: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and the same in words: edges are the single ties, lines the same at every
    grain. ``limit`` is blank where nothing is left out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lines: tuple[Line, ...]
    legend: tuple[LegendEntry, ...]
    sentence: str
    limit: str

    @property
    def ways(self) -> list[str]:
        """The ways of drawing that occur, by the names that the legend has for them."""
        there = [edge for edge in self.edges if not edge.absent]
        occurring = {
            "asserted": any(e.certain and e.standing == "asserted" for e in there),
            "alleged": any(edge.standing == "alleged" for edge in there),
            "expected": any(edge.standing == "expected" for edge in there),
            "contested": any(edge.contested for edge in self.edges),
            "absent": len(there) < len(self.edges),
            "possible": not all(edge.certain for edge in self.edges),
            "last": any(edge.last_known for edge in self.edges),
        }
        return [way for way, occurs in occurring.items() if occurs]

    def edges_of(self, fact: str | None) -> tuple[str, ...]:
        """The ids of the edges that one fact makes."""
        return tuple(edge.id for edge in self.edges if edge.fact == fact)

    @property
    def names(self) -> dict[str, str]:
        """What is written at each node."""
        return {node.id: node.name for node in self.nodes}


def picture(
    ties: Sequence[TieRecord],
    facts: Mapping[str, FactNode],
    entities: Mapping[str, Entity],
    shown: Sequence[str],
    focus: Collection[str],
    *,
    as_of: date | None = None,
    until: date | None = None,
    known_on: date | None = None,
    known_since: date | None = None,
    hidden: int = 0,
    kinds: Mapping[str, int] | None = None,
    groups: Mapping[str, str] | None = None,
) -> Picture:
    """The picture of these ties between these entities.

    With ``until``: what held at any time from ``as_of`` to that day; with ``known_since``: what
    came into the record or changed in it since. ``hidden``: how many neighbours were left out;
    ``kinds``: the legend's counts, else those of the ties themselves; ``groups``: what an entity
    is grouped under.
    """

    def name(id_: str) -> str:
        return entities[id_].name if id_ in entities else id_

    counts = Counter(tie.kind for tie in ties)
    degree = Counter(id_ for tie in ties for id_ in {tie.start_id, tie.end_id})
    under = groups or {}
    nodes = tuple(
        _node(entities[id_], degree[id_], id_ in focus, under.get(id_, "")) for id_ in shown
    )
    oldest_first = sorted(ties, key=lambda tie: (tie.start, tie.fact, tie.start_id, tie.end_id))
    edges = tuple(_edge(tie, facts.get(tie.fact), name, as_of, until) for tie in oldest_first)
    told = f"{counted(len(edges), 'tie')} from {counted(len({e.fact for e in edges}), 'fact')}"
    between = f"between {counted(len(nodes), 'entity', 'entities')}"
    when = clock_words(as_of, known_on, until, known_since)
    limit = ""
    if hidden:
        drawn = len(nodes)
        limit = (
            f"{drawn:,} of {drawn + hidden:,} entities drawn, those tied most to the focus first: "
            "narrow by kind, standing or day, or draw more."
        )
    return Picture(
        nodes=nodes,
        edges=edges,
        lines=lines(edges, {node.id: node.name for node in nodes}),
        legend=legend(kinds if kinds is not None else counts),
        sentence=f"{told} {between}, {when}{_how_sure(edges, as_of)}.",
        limit=limit,
    )


def _how_sure(edges: Sequence[Edge], as_of: date | None) -> str:
    """Of how many ties it is certain that they held on the day, and of how many how it is not."""
    if as_of is None or not edges:
        return ""
    claimed = ("alleged", "expected")
    counts = {
        "certain": sum(e.certain and not e.last_known and e.standing not in claimed for e in edges),
        "last known": sum(e.last_known and e.standing not in claimed for e in edges),
        "possibly": sum(not e.certain and e.standing not in claimed for e in edges),
        **{standing: sum(e.standing == standing for e in edges) for standing in claimed},
    }
    return ": " + ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)


def legend(counts: Mapping[str, int]) -> tuple[LegendEntry, ...]:
    """Every kind in the kinds' own order, with its count."""
    return tuple(
        LegendEntry(
            kind=kind.name,
            heading=kind.heading,
            short=kind.name.replace("_", " ").capitalize(),
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


def _node(entity: Entity, ties: int, focus: bool, group: str) -> Node:
    aliases = f"\nalso: {', '.join(entity.aliases[:4])}" if entity.aliases else ""
    title = f"{entity.name}\n{entity.label}, {counted(ties, 'tie')} here{aliases}"
    return Node(
        id=entity.id,
        label=entity.label,
        name=excerpt(entity.name, 40),
        title=excerpt_lines(title),
        focus=focus,
        weight=ties,
        group=group,
    )


def excerpt_lines(text: str) -> str:
    """Each line of a hover text, cut to a readable length."""
    return "\n".join(excerpt(line, 280) for line in text.split("\n"))


def _edge(
    tie: TieRecord, fact: FactNode | None, name: Namer, as_of: date | None, until: date | None
) -> Edge:
    kind = KINDS[tie.kind]
    rule = rule_of(tie.kind, tie.type)
    absent = tie.type == rule.denied
    certain = tie.holds(as_of, until) == "yes"
    told = [fact.title if fact else f"{name(tie.start_id)} – {name(tie.end_id)}"]
    when = during(tie.start, tie.end)
    told.append(f"{STANDING_WORDS[tie.standing]}{f', {when}' if when else ''}.")
    if tie.contested:
        about = ", ".join(disagreements(kind, fact.disputes)) if fact else ""
        told.append(f"Contested: sources disagree {about}".rstrip() + ".")
    if not certain:
        told.append(
            f"Only possibly so {'then' if until else 'on that day'}: its dates are uncertain."
        )
    last_known = tie.last_known(as_of)
    if last_known:
        told.append(f"Last known: no source after {day_words(tie.last_said)} says so.")
    told.append("Click to read who says so.")
    return Edge(
        id="|".join((tie.fact, tie.start_id, tie.end_id, tie.type)),
        fact=tie.fact,
        kind=tie.kind,
        start=tie.start_id,
        end=tie.end_id,
        label=_label(kind, rule, tie, absent)
        + ("" if certain else f" {POSSIBLE}")
        + (f" {LAST_KNOWN}" if last_known else ""),
        title=excerpt_lines("\n".join(told)),
        directed=not rule.symmetric,
        standing=tie.standing,
        contested=tie.contested,
        certain=certain,
        absent=absent,
        last_known=last_known,
    )


def _label(kind: Kind, rule: TieRule, tie: TieRecord, absent: bool) -> str:
    """``⚑ embassy · since 19 Sep 2016``, with the marks of standing and dispute."""
    words = _value_words(kind, rule, tie.value)
    mark = f"{CONTESTED} " if tie.contested else ""
    if absent:
        return f"{mark}{ABSENT} no {words}"
    said = "" if tie.standing == "asserted" else f"{tie.standing} "
    when = short_when(tie.start, tie.end)
    text = f"{kind.style.symbol} {said}{words}{f' · {when}' if when else ''}"
    return f"{mark}{text}"


def _value_words(kind: Kind, rule: TieRule, value: str) -> str:
    column = kind.by_name[rule.value] if rule.value else None
    if column is None or not value:
        return kind.word
    words = [column.read(one) for one in value.split(";")]
    more = f" +{len(words) - 2}" if len(words) > 2 else ""
    return excerpt(", ".join(words[:2]), 26) + more
