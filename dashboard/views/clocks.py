"""The two clocks as controls: each off, or on a day, with steps, play and a range of days.

One component with plain form elements, so that it is one row, works by keyboard and plays without
running ahead of the page. It writes the address, from which every page reads its clocks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.clockwork import around, steps
from dashboard.pages import Clocks
from dashboard.words import clock_words

_HERE = Path(__file__)
_component = st.components.v2.component(
    "diplograph_clocks",
    html='<div class="clocks"><div class="clock"></div><div class="clock"></div>'
    '<p class="words" aria-live="polite"></p></div>',
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def control(
    clocks: Clocks,
    days: Sequence[date],
    publications: Sequence[date],
    ranges: Collection[str] = (),
    always: bool = False,
    told: bool = True,
) -> None:
    """Both clocks in one row, and in words beneath.

    ``days`` and ``publications`` are the stops of their sliders. ``ranges``: the clocks, ``as_of``
    or ``known_on``, of which the page can show what was between two days (``Clocks.until``,
    ``Clocks.known_since``); ``always``: whether it needs a day in the world, so that this clock has
    no switch. ``told``: whether the words are shown, which a page whose own first sentence has them
    need not say twice.
    """
    heeded = replace(
        clocks,
        until=clocks.until if "as_of" in ranges else None,
        known_since=clocks.known_since if "known_on" in ranges else None,
    )
    world = _clock(
        ("as_of", "as_of", "until"),
        "As of",
        "The world's clock: only what was, certainly or possibly, so on that day.",
        clocks.as_of,
        days,
        until=heeded.until,
        ranges="as_of" in ranges,
        always=always,
    )
    record = _clock(
        ("known_on", "known_since", "known_on"),
        "Known on",
        "The record's clock: only what had been published by that day, as it stood then; between "
        "two days only what came into the record or changed in it.",
        heeded.known_since or clocks.known_on,
        publications,
        until=(clocks.known_on or date.today()) if heeded.known_since else None,
        ranges="known_on" in ranges,
    )
    said = clock_words(clocks.as_of, clocks.known_on, heeded.until, heeded.known_since)
    words = f"{said}." if told else ""
    _component(key="dg_clocks", data={"clocks": [world, record], "words": words})


def _clock(
    names: tuple[str, str, str],
    label: str,
    explained: str,
    value: date | None,
    days: Sequence[date],
    until: date | None = None,
    ranges: bool = False,
    always: bool = False,
) -> dict[str, Any]:
    """What the component needs of one clock; days are ISO 8601. ``names``: what the address calls
    its one day, and the first and the last where it has two."""
    today = date.today()
    usual = max((day for day in days if day <= today), default=today)
    stops = steps(days or [today], (value or usual, until, today))
    return {
        "names": names,
        "label": label,
        "help": explained,
        "day": value.isoformat() if value else None,
        "until": until.isoformat() if until else None,
        "usual": usual.isoformat(),
        "today": today.isoformat(),
        "days": [day.isoformat() for day in stops],
        "near": [day.isoformat() for day in around(sorted(days), until or value or usual)],
        "ranges": ranges,
        "always": always,
    }
