"""Claims made of a few words, for tests of what they come to."""

from __future__ import annotations

from datetime import date

from diplograph.catalogue import EMBASSIES
from diplograph.kinds import Kind
from diplograph.model import Claim


def claim(
    kind: Kind,
    published: str,
    by: str = "@reporter",
    standing: str = "asserted",
    id_: str = "",
    slug: str = "f",
    dataset: str = "d",
    **cells: str,
) -> Claim:
    """A claim published on one day or several (``;``), by one party or several."""
    values = {
        name.rstrip("_"): tuple(cell.split(";")) if kind.by_name[name.rstrip("_")].many else (cell,)
        for name, cell in cells.items()
        if cell
    }
    return Claim(
        id=id_ or f"{dataset}|{published}|{by}|{standing}|{slug}|{sorted(values.items())}",
        dataset=dataset,
        kind=kind.name,
        slug=slug,
        standing=standing,
        values=values,
        attributed_to=(),
        sources=("s",),
        locator="",
        note="",
        parties=frozenset(by.split(";")),
        published=tuple(sorted(map(date.fromisoformat, published.split(";")))),
        file=f"{kind.name}.csv",
        line=2,
    )


def embassy(
    published: str, by: str = "@reporter", standing: str = "asserted", **cells: str
) -> Claim:
    """A claim on North Korea's embassy in Minsk."""
    pair = {"sender": "PRK", "receiver": "BLR", "city": "minsk", "level": "embassy"}
    return claim(EMBASSIES, published, by, standing, **{**pair, **cells})
