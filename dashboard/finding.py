"""What the search box answers: hits by what they are, each with the address that opens it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from dashboard.pages import PAGES, Clocks, href
from dashboard.words import excerpt
from diplograph.entities import Registry
from diplograph.model import Entity
from diplograph.search import ALL, BEGINS, OWN, Hit, HitKind, Index

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


_PAGES = Index(
    Entity(page.path, "Page", page.title, page.also, {}) for page in PAGES.values() if page.listed
)
"""An index of their own, so that no name in the graph weighs less for them."""
_PAGE_LETTERS = 3
"""A page is not offered for fewer letters, with which almost everything begins."""


def _pages(asked: str) -> list[Hit]:
    """The pages that are called so, or begin so; a misspelling of more than a few letters."""
    letters = len(asked.strip())
    wanted = BEGINS if letters <= _PAGE_LETTERS + 1 else ALL
    found = _PAGES.search(asked, 2) if letters >= _PAGE_LETTERS else []
    return [hit for hit in found if hit.score >= wanted]


def address_of(hit: Hit, clocks: Clocks) -> str:
    """Where a hit opens: an entity's dossier, a fact's page, a source's."""
    page = {"entity": "country", "fact": "fact", "source": "sources"}[hit.kind]
    return href(page, clocks, id=hit.id)


def _shown(hit: Hit, address: str) -> dict[str, str]:
    title, detail = excerpt(hit.title, _TITLE), excerpt(hit.detail, _DETAIL)
    return {"title": title, "detail": detail, "href": address}


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
        _shown(hit, address(hit.id))
        for hit in found
        if not labels or registry.entities[hit.id].label in labels
    ]
    groups = [{"heading": "Entities", "hits": hits[:_CHOICES]}] if hits else []
    return {"text": text, "groups": groups}


def answer(text: str, index: Index, clocks: Clocks) -> dict[str, Any]:
    """The answer to what was typed, as plain JSON.

    ``text`` is what was asked, ``groups`` a list of ``heading`` and ``hits``, each hit with
    ``title``, ``detail`` and ``href``; the group with the best hit comes first, and pages last
    unless one has that very title.
    """
    asked = text[:LONGEST]
    found = [(group, index.search(asked, group.most, {group.kind})) for group in _GROUPS]
    best = max((hits[0].score for _, hits in found if hits), default=0.0)
    best = min(best, OWN)  # a name of its own leaves no less beside it than any whole name
    near = ((group, [h for h in hits if h.score > best - 1 - _FAR]) for group, hits in found)
    ranked = sorted((pair for pair in near if pair[1]), key=lambda pair: -pair[1][0].score)
    groups = [
        {"heading": group.heading, "hits": [_shown(hit, address_of(hit, clocks)) for hit in hits]}
        for group, hits in ranked
    ]
    if pages := _pages(asked):
        hits = [_shown(hit, href(hit.id, clocks)) for hit in pages]
        place = 0 if pages[0].score >= OWN else len(groups)
        groups.insert(place, {"heading": "Pages", "hits": hits})
    return {"text": text, "groups": groups}
