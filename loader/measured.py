"""A dataset in numbers, as its own claims have it now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from diplograph.catalogue import EMBASSIES, KINDS
from diplograph.dates import UNKNOWN, certainty, parse_date
from diplograph.entities import well_known_countries
from diplograph.kinds import Kind
from diplograph.model import Claim, Tie, Version
from diplograph.resolution.resolve import versions
from diplograph.text import folded
from loader.dataset import Dataset

_WORDS_OF_REPRINT = re.compile(r"[(),:]| (?:at|on|in|after|via) ")


@dataclass(frozen=True, slots=True)
class ResolvedFact:
    """A fact of a dataset as its own claims have it now."""

    id: str
    kind: Kind
    claims: list[Claim]
    now: Version


def resolved(dataset: Dataset) -> list[ResolvedFact]:
    """The dataset's facts, each with its current version."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in dataset.claims:
        claims[claim.fact].append(claim)
    states = {entity.id: entity.cells.get("to", "") for entity in well_known_countries()}
    ends = {id_: parse_date(cell) for id_, cell in states.items() if cell}
    return [
        ResolvedFact(
            id_, KINDS[group[0].kind], group, versions(KINDS[group[0].kind], group, ends)[-1]
        )
        for id_, group in claims.items()
    ]


def asserted(facts: list[ResolvedFact], kind: Kind) -> Iterator[tuple[ResolvedFact, Tie]]:
    """The ties of what is asserted of a kind, each with its fact."""
    for fact in facts:
        if fact.kind == kind and fact.now.standing == "asserted":
            yield from ((fact, tie) for tie in fact.now.ties if tie.standing == "asserted")


def missions(
    facts: list[ResolvedFact], state: str, as_of: date, received: bool = False
) -> dict[str, list[str]]:
    """The resident missions that a state sends, or has ``received``, on a day: ``yes`` and
    ``possibly``, fact ids."""
    found: dict[str, list[str]] = {"yes": [], "possibly": []}
    resident = EMBASSIES.tie_types[0]
    for fact, tie in asserted(facts, EMBASSIES):
        if state != (tie.end if received else tie.start) or tie.type != resident:
            continue
        held = certainty(as_of, tie.since, tie.until)
        if held != "no":
            found[held].append(fact.id)
    return found


def measures(dataset: Dataset, facts: list[ResolvedFact]) -> dict[str, int]:
    """The dataset in numbers, by the names that ``[floors]`` uses.

    An absence is a fact that is denied, or of which one is recorded beside what stands. Dates are
    uncertain where a source gives more than one day; what is expected has none yet.
    """
    cited = {fact.id: {s for claim in fact.claims for s in claim.sources} for fact in facts}
    voices = {source.id: _voices(source.publisher) for source in dataset.sources}
    uncertain = [
        fact
        for fact in facts
        if fact.now.standing != "expected"
        and (
            (fact.now.start.earliest != UNKNOWN and fact.now.start.days > 1)
            or (fact.now.end.days > 1 and fact.now.end.earliest != UNKNOWN)
        )
    ]
    return {
        "claims": len(dataset.claims),
        "facts": len(facts),
        "sources": len({source for ids in cited.values() for source in ids}),
        "facts_with_two_sources": sum(len(ids) > 1 for ids in cited.values()),
        "facts_with_two_publishers": sum(
            any(voices[a].isdisjoint(voices[b]) for a, b in combinations(sorted(ids), 2))
            for ids in cited.values()
        ),
        "contested": sum(fact.now.contested for fact in facts),
        "absences": sum(
            fact.now.standing == "denied" or any(tie.standing == "denied" for tie in fact.now.ties)
            for fact in facts
        ),
        "uncertain_dates": len(uncertain),
    }


def _voices(publisher: str) -> frozenset[str]:
    """Who speaks in a publication: "The Independent (Associated Press)" is both; so that a report
    and its reprint, or two copies of an encyclopaedia, are not two who say so."""
    said = (folded(part) for part in _WORDS_OF_REPRINT.split(publisher))
    return frozenset("wikipedia" if "wikipedia" in one else one for one in said if one)
