"""Small records to draw, made without a graph."""

from __future__ import annotations

from datetime import date

from diplograph.dates import OPEN, OPEN_END, Window
from diplograph.model import Entity
from diplograph.questions.core import TieRecord

HOSTILE = "</script><img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) $x$ :red[y]"


def day(text: str) -> Window:
    return Window(date.fromisoformat(text), date.fromisoformat(text))


def tie(
    fact: str = "f",
    kind: str = "embassies",
    type_: str = "HAS_EMBASSY_IN",
    value: str = "embassy",
    start_id: str = "PRK",
    end_id: str = "BLR",
    standing: str = "asserted",
    contested: bool = False,
    start: Window | None = None,
    end: Window = OPEN_END,
    last_said: date = date(2024, 7, 23),
) -> TieRecord:
    return TieRecord(
        fact=fact,
        kind=kind,
        type=type_,
        value=value,
        start_id=start_id,
        end_id=end_id,
        standing=standing,
        contested=contested,
        start=start or day("2016-09-19"),
        end=end,
        known_from=date(2016, 9, 21),
        known_to=OPEN,
        last_said=last_said,
    )


def entity(id_: str, label: str = "Country", name: str = "") -> Entity:
    return Entity(id_, label, name or id_.title(), (), {"id": id_})
