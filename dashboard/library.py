"""Sources as a reader looks through them: found, ordered, by publisher, what each says. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diplograph.entities import SOURCE_COLUMNS
from diplograph.model import Claim, Source
from diplograph.questions.core import FactRecord
from diplograph.questions.dossiers import SourceUse
from diplograph.resolution.resolve import disagreement
from diplograph.text import folded


@dataclass(frozen=True, slots=True)
class Shelf:
    """A source and how much rests on it."""

    source: Source
    use: SourceUse


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher: how many sources and claims of it there are, how many facts rest on one source
    of it alone, and when its first and its last appeared."""

    name: str
    sources: int
    claims: int
    alone: int
    first: date
    last: date


_NONE = SourceUse(0, 0, 0)


def shelves(
    sources: Mapping[str, Source],
    uses: Mapping[str, SourceUse],
    query: str = "",
    publisher: str = "",
) -> list[Shelf]:
    """The sources whose id, publisher, title, author or address has every word of a query, and
    which are of one publisher where it is named."""
    words = folded(query).split()
    return [
        Shelf(source, uses.get(id_, _NONE))
        for id_, source in sources.items()
        if (not publisher or source.publisher == publisher) and _has(source, words)
    ]


def _has(source: Source, words: Sequence[str]) -> bool:
    if not words:
        return True
    cells = source.cells
    text = folded(
        " ".join(
            (
                source.id,
                source.publisher,
                source.title,
                cells.get("author", ""),
                cells.get("url", ""),
            )
        )
    )
    return all(word in text for word in words)


ORDERS: Mapping[str, tuple[str, Callable[[Shelf], tuple[object, ...]]]] = {
    "claims": ("Most claims first", lambda s: (-s.use.claims, s.source.id)),
    "alone": ("Most resting on it alone first", lambda s: (-s.use.alone, s.source.id)),
    "newest": ("Newest first", lambda s: (-s.source.known.toordinal(), s.source.id)),
    "oldest": ("Oldest first", lambda s: (s.source.known.toordinal(), s.source.id)),
    "publisher": ("By publisher", lambda s: (s.source.publisher.casefold(), s.source.id)),
}
"""How sources can be ordered: what it is called, and by which key."""


def ordered(found: Iterable[Shelf], order: str) -> list[Shelf]:
    """Sources in one of the orders; in the first where there is no such."""
    _, key = ORDERS.get(order) or next(iter(ORDERS.values()))
    return sorted(found, key=key)


def publishers(found: Iterable[Shelf]) -> list[Publisher]:
    """Sources by publisher, those with most claims first."""
    groups: dict[str, list[Shelf]] = defaultdict(list)
    for shelf in found:
        groups[shelf.source.publisher].append(shelf)
    told = [
        Publisher(
            name,
            len(group),
            sum(shelf.use.claims for shelf in group),
            sum(shelf.use.alone for shelf in group),
            min(shelf.source.known for shelf in group),
            max(shelf.source.known for shelf in group),
        )
        for name, group in groups.items()
    ]
    return sorted(told, key=lambda one: (-one.claims, one.name))


def shelf_rows(found: Iterable[Shelf]) -> list[dict[str, str]]:
    """Sources with what rests on them, as the rows of a table to be saved."""
    return [
        {
            **{column: one.source.cells.get(column, "") for column in SOURCE_COLUMNS},
            "claims": str(one.use.claims),
            "facts": str(one.use.facts),
            "alone": str(one.use.alone),
        }
        for one in found
    ]


def publisher_rows(found: Iterable[Publisher]) -> list[dict[str, str]]:
    """Publishers as the rows of a table to be saved."""
    return [
        {
            "publisher": one.name,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "sources": str(one.sources),
            "claims": str(one.claims),
            "alone": str(one.alone),
        }
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """What a source claims of a fact; ``alone``: no other source says anything of it; ``disputed``
    who contradicts it: the other claims, and on what."""

    fact: FactRecord
    claim: Claim
    alone: bool
    disputed: tuple[tuple[Claim, tuple[str, ...]], ...]


def said(source: str, facts: Iterable[FactRecord]) -> list[Said]:
    """Every claim of a source, in the order of its facts."""
    return [
        Said(fact, claim, set(fact.sources) == {source}, _against(fact, claim, source))
        for fact in facts
        for claim in fact.claims
        if source in claim.sources
    ]


def _against(
    fact: FactRecord, claim: Claim, source: str
) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    if not fact.now.contested:
        return ()
    found = (
        (other, disagreement(fact.kind, claim, other))
        for other in fact.claims
        if source not in other.sources
    )
    return tuple((other, on) for other, on in found if on)
