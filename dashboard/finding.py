"""What the search box answers: hits by what they are, each with the address that opens it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from dashboard.pages import Clocks, href
from dashboard.words import excerpt
from diplograph.entities import Registry
from diplograph.search import OWN, Hit, HitKind, Index

LONGEST = 200
"""No more of what is typed than this many characters is looked up."""

_TITLE, _DETAIL = 110, 130
_CANDIDATES, _CHOICES = 60, 10


@dataclass(frozen=True, slots=True)
class _Group:
    kind: HitKind
    heading: str
    most: int


_GROUPS = (
    _Group("entity", "Entities", 6),
    _Group("fact", "Facts", 8),
    _Group("source", "Sources", 4),
)
_FAR = 1.0
"""Hits this much below the best are of a worse sort (search's tiers), and left out."""


def address_of(hit: Hit, clocks: Clocks) -> str:
    """Where a hit opens: an entity's dossier, a fact's page, a source's."""
    page = {"entity": "country", "fact": "fact", "source": "sources"}[hit.kind]
    return href(page, clocks, id=hit.id)


def entities(
    text: str,
    index: Index,
    registry: Registry,
    address: Callable[[str], str],
    labels: Collection[str] = (),
) -> dict[str, Any]:
    """The same for who is to be chosen: entities alone (of some labels), each with its address."""
    found = index.search(text[:LONGEST], _CANDIDATES, {"entity"})
    hits = [
        {
            "title": excerpt(hit.title, _TITLE),
            "detail": excerpt(hit.detail, _DETAIL),
            "href": address(hit.id),
        }
        for hit in found
        if not labels or registry.entities[hit.id].label in labels
    ]
    groups = [{"heading": "Entities", "hits": hits[:_CHOICES]}] if hits else []
    return {"text": text, "groups": groups}


def answer(text: str, index: Index, clocks: Clocks) -> dict[str, Any]:
    """The answer to what was typed, as plain JSON.

    ``text`` is what was asked, ``groups`` a list of ``heading`` and ``hits``, each hit with
    ``title``, ``detail`` and ``href``; the group with the best hit comes first.
    """
    asked = text[:LONGEST]
    found = [(group, index.search(asked, group.most, {group.kind})) for group in _GROUPS]
    best = max((hits[0].score for _, hits in found if hits), default=0.0)
    best = min(best, OWN)  # a name of its own leaves no less beside it than any whole name
    ranked = sorted(
        ((group, [h for h in hits if h.score > best - 1 - _FAR]) for group, hits in found if hits),
        key=lambda pair: -max((hit.score for hit in pair[1]), default=0.0),
    )
    return {
        "text": text,
        "groups": [
            {
                "heading": group.heading,
                "hits": [
                    {
                        "title": excerpt(hit.title, _TITLE),
                        "detail": excerpt(hit.detail, _DETAIL),
                        "href": address_of(hit, clocks),
                    }
                    for hit in hits
                ],
            }
            for group, hits in ranked
            if hits
        ],
    }
