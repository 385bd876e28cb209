"""An answer as a picture: the ties that its rows hold, or those between whom its rows name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dashboard.console.asked import Question, tokens
from dashboard.console.result import Known, is_node, is_path, is_tie, parts, texts
from dashboard.console.schema import KINDS_OF, TIES
from dashboard.picture.picture import Picture, picture
from diplograph.catalogue import KINDS
from diplograph.database import Answer, Database
from diplograph.entities import Registry
from diplograph.questions import core
from diplograph.questions.core import TieRecord
from diplograph.questions.nodes import fact_nodes, with_role

MOST = 80
"""So many entities are drawn at most."""

LOOKED_UP = 2_000
"""So many texts of an answer at most are looked up as ids of facts."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what the rows of an answer name, each with the row's number.

    ``facts``: fact to the entities that stand beside it in a row, for each row; ``pairs``: two
    entities in a row that holds no fact; ``alone``: entities by how many rows name them.
    """

    facts: Mapping[str, tuple[frozenset[str], ...]]
    pairs: frozenset[Pair]
    alone: Mapping[str, int]
    focus: tuple[str, ...]

    @property
    def entities(self) -> set[str]:
        """Everybody who is named."""
        return {*self.alone, *self.focus}


def fact_titles(database: Database, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The titles of the facts whose ids stand in the rows as texts."""
    wanted = dict.fromkeys(text for text in texts(rows) if 0 < len(text) < 300)
    return core.titles(database, tuple(wanted)[:LOOKED_UP])


def focus_of(question: Question, values: Mapping[str, object], known: Known) -> tuple[str, ...]:
    """The entities that a question names itself, in its text or as its parameters."""
    written = [t.text[1:-1] for t in tokens(question.text) if t.sort == "string"]
    given = [one for value in values.values() for one in parts(value) if isinstance(one, str)]
    found = (known.entities.get(text) for text in (*given, *written))
    return tuple(dict.fromkeys(id_ for id_ in found if id_))


def named(answer: Answer, known: Known, focus: tuple[str, ...]) -> Named:
    """Whom and what the rows name."""
    facts: dict[str, list[frozenset[str]]] = {}
    pairs: set[Pair] = set()
    alone: Counter[str] = Counter()
    for row in answer.rows:
        single, listed, told = _row(row, known)
        everybody = frozenset({*single, *listed})
        alone.update(everybody)
        for fact in told:
            facts.setdefault(fact, []).append(everybody)
        if not told:
            anchors = set(single) | (set(focus) if everybody else set())
            either = set(listed) - anchors
            pairs |= {frozenset(pair) for pair in combinations(sorted(anchors), 2)}
            pairs |= {frozenset({a, b}) for a in anchors for b in either}
            if not anchors:
                pairs |= {frozenset(pair) for pair in combinations(sorted(either), 2)}
    return Named(
        {fact: tuple(found) for fact, found in facts.items()}, frozenset(pairs), alone, focus
    )


def _row(row: Mapping[str, Any], known: Known) -> tuple[list[str], list[str], list[str]]:
    """A row's entities that stand by themselves, those in lists and maps, and its facts."""
    single: list[str] = []
    listed: list[str] = []
    facts: list[str] = []
    for value in row.values():
        whole = not isinstance(value, list | Mapping) or is_node(value) or is_path(value)
        for one in parts(value):
            if is_tie(one) and isinstance(one, Mapping) and one.get("fact"):
                facts.append(str(one["fact"]))
            elif is_node(one) and isinstance(one, Mapping):
                labels, id_ = one["_labels"], str(one.get("id", ""))
                if id_ in known.entities and "Entity" in labels:
                    (single if whole else listed).append(id_)
                elif "Fact" in labels:
                    facts.append(id_)
                elif "Claim" in labels:
                    facts.append(str(one.get("fact", "")))
            elif isinstance(one, str) and one in known.facts:
                facts.append(one)
            elif isinstance(one, str) and one in known.entities:
                (single if whole else listed).append(known.entities[one])
    return single, listed, facts


def types_asked(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The types of ties that a query speaks of, and their kinds; all of them if it names none."""
    words = {token.text for token in tokens(text) if token.sort == "word"}
    types = words & set(TIES)
    for word in words & set(KINDS_OF) - set(TIES):
        types |= {type_ for kind in KINDS_OF[word] for type_ in KINDS[kind].tie_types}
    types = types & set(KINDS_OF) or {t for kind in KINDS.values() for t in kind.tie_types}
    return frozenset(types), frozenset(kind for type_ in types for kind in KINDS_OF[type_])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of an answer, and in a sentence or two what of the answer it is."""

    picture: Picture
    notes: tuple[str, ...]


def draw(
    database: Database,
    question: Question,
    answer: Answer,
    values: Mapping[str, object],
    registry: Registry,
    known: Known,
) -> Drawn | None:
    """The picture of an answer; None where its rows name nothing that can be drawn."""
    focus = focus_of(question, values, known)
    found = named(answer, known, focus)
    if not found.facts and not found.alone:
        return None
    roles = with_role(database, list(found.facts)[:LOOKED_UP])
    ids = sorted(found.entities | roles)[:LOOKED_UP]
    ties, note = _chosen(database, question, found, ids)
    counts = Counter(id_ for tie in ties for id_ in (tie.start_id, tie.end_id))
    # who is tied to nobody here is drawn only where nobody is
    wanted = sorted(
        counts or found.alone,
        key=lambda one: (one not in focus, -counts[one], -found.alone.get(one, 0), one),
    )
    shown = [one for one in wanted if one in registry.entities][:MOST]
    kept = [tie for tie in ties if tie.start_id in shown and tie.end_id in shown]
    drawn = picture(
        kept,
        fact_nodes(database, registry.entities, ids={tie.fact for tie in kept}),
        registry.entities,
        shown,
        [one for one in focus if one in shown] or shown[:1],
    )
    notes = [note] if kept else []
    if len(wanted) > len(shown):
        notes.append(
            f"{len(shown):,} of {len(wanted):,} entities are drawn, the most tied first; "
            "narrow the query to draw others."
        )
    beside = len(set(found.alone) - set(counts)) if counts else 0
    if beside:
        which = (
            "1 entity in the rows has" if beside == 1 else f"{beside:,} entities in the rows have"
        )
        notes.append(f"{which} none of these ties.")
    untied = len(set(found.facts) - {tie.fact for tie in ties})
    if untied:
        which = "1 fact ties" if untied == 1 else f"{untied:,} facts tie"
        notes.append(f"{which} no two entities, or belong to an earlier state of the record.")
    return Drawn(drawn, tuple(notes))


def _chosen(
    database: Database, question: Question, found: Named, ids: list[str]
) -> tuple[list[TieRecord], str]:
    """The ties to draw, and which they are in words."""
    types, kinds = types_asked(question.text)
    if found.facts:
        ties = core.ties_among(database, ids)
        drawn = [tie for tie in ties if tie.fact in found.facts or _pair(tie) in found.pairs]
        return _narrowed(drawn, found), "Drawn are the ties of the facts in the rows."
    ties = [tie for tie in core.ties_among(database, ids, sorted(kinds)) if tie.type in types]
    named_types = "of the types in the query" if len(types) < len(TIES) - 1 else "of every type"
    if found.pairs:
        drawn = [tie for tie in ties if _pair(tie) in found.pairs]
        return drawn, (
            f"Drawn are all ties {named_types} between entities that stand together in a row; "
            "to draw only those that were matched, return the tie itself, as in RETURN a, t, b."
        )
    return ties, f"Drawn are all ties {named_types} between the entities in the rows."


def _pair(tie: TieRecord) -> Pair:
    return frozenset({tie.start_id, tie.end_id})


def _narrowed(ties: Collection[TieRecord], found: Named) -> list[TieRecord]:
    """The ties less those of a fact between others than the rows name beside it, where they name
    both ends of some: of a treaty of many, the pair that was matched."""
    beside: dict[str, list[TieRecord]] = {}
    for tie in ties:
        if any(_pair(tie) <= row for row in found.facts.get(tie.fact, ())):
            beside.setdefault(tie.fact, []).append(tie)
    return [tie for tie in ties if tie.fact not in beside or tie in beside[tie.fact]]
