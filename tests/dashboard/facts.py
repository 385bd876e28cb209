"""Small facts with claims and sources, made without a graph."""

from __future__ import annotations

from datetime import date

from dashboard.telling import Teller
from diplograph.catalogue import KINDS
from diplograph.model import Claim, Entity, Source
from diplograph.questions.core import FactRecord
from diplograph.questions.dossiers import Brief, brief
from diplograph.resolution.resolve import versions

HOSTILE = (
    "</script><img src=x onerror=alert(1)> **b** {x} \\ ‮txet‬ 🇰🇵 " + "long " * 2000 + "& % $ # _ ~ ^"
)

NAMES = {
    "PRK": "North Korea",
    "BLR": "Belarus",
    "RUS": "Russia",
    "USA": "United States",
    "minsk": "Minsk",
    "ryzhenkov": "Maxim Ryzhenkov",
}


def name(id_: str) -> str:
    return NAMES.get(id_, id_)


TELLER = Teller(name)


def entity(id_: str, label: str = "Country", **cells: str) -> Entity:
    return Entity(id_, label, name(id_), (), {"id": id_, **cells})


def source(id_: str, publisher: str = "", published: str = "2016-09-21", **cells: str) -> Source:
    row = {
        "id": id_,
        "publisher": publisher or id_.upper(),
        "title": f"Report of {id_}",
        "published": published,
        **cells,
    }
    known = date.fromisoformat(published) if len(published) == 10 else date(2016, 9, 21)
    return Source(id_, row["publisher"], row["title"], known, row)


def claim(
    kind: str,
    published: str = "2016-09-21",
    by: str = "kcna",
    standing: str = "asserted",
    attributed_to: str = "",
    fact: str = "f",
    **cells: str,
) -> Claim:
    """A claim in the source ``by``; a column that is a word of Python has ``_`` after it."""
    who = tuple(filter(None, attributed_to.split(";")))
    values = {n.rstrip("_"): tuple(cell.split(";")) for n, cell in cells.items() if cell}
    return Claim(
        id=f"{published}|{by}|{standing}|{sorted(values.items())}",
        dataset="d",
        kind=kind,
        slug=fact,
        fact=fact,
        standing=standing,
        values=values,
        attributed_to=who,
        sources=(by,),
        locator="",
        note="",
        parties=frozenset(who or {f"@{by}"}),
        published=(date.fromisoformat(published),),
        file=f"{kind}.csv",
        line=2,
    )


def fact(*claims: Claim, id_: str = "f") -> FactRecord:
    kind = KINDS[claims[0].kind]
    ordered = sorted(claims, key=lambda one: (one.known, one.id))
    found = {
        one.sources[0]: source(one.sources[0], published=one.known.isoformat()) for one in ordered
    }
    return FactRecord(id_, kind, versions(kind, ordered), ordered, found)


def short(*claims: Claim, id_: str = "f") -> Brief:
    """A fact in brief."""
    return brief(fact(*claims, id_=id_))


def embassy(
    sender: str = "PRK", receiver: str = "BLR", level: str = "embassy", id_: str = "", **more: str
) -> Brief:
    one = claim("embassies", sender=sender, receiver=receiver, level=level, **more)
    return short(one, id_=id_ or f"{sender}-{receiver}-{level}")
