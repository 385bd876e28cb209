"""Answers that read best as bars or on a time axis, known by their columns: a text and then a
number; or title, begins and ends. Pure: rows in, an Altair specification or None out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from dashboard.words import excerpt
from diplograph.database import Answer
from diplograph.dates import OPEN, UNKNOWN

DRAWN = 60
"""So many rows are drawn at most; the table has all."""

_TIMES = {"title", "begins", "ends"}


def chart(answer: Answer, dark: bool) -> alt.Chart | None:
    """The answer's chart; None where its columns are of neither sort."""
    solid, ink = ("#78b8f2", "#eef1f5") if dark else ("#1f5f99", "#1a1f27")
    rows = answer.rows[:DRAWN]
    if not rows:
        return None
    if set(answer.columns) >= _TIMES:
        frame, made = _times(rows, solid)
    elif _counts(answer):
        frame, made = _bars(rows, answer.columns, solid)
    else:
        return None
    y = alt.Y(
        "what:N",
        sort=frame["what"].tolist(),
        title=None,
        axis=alt.Axis(labelColor=ink, labelLimit=420, ticks=False, domain=False),
    )
    found: alt.Chart = (
        made.encode(y=y)
        .properties(height=24 * frame["what"].nunique())
        .configure_view(strokeWidth=0)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleColor=ink, labelColor=ink)
    )
    return found


def _counts(answer: Answer) -> bool:
    """Whether the first column is a text and the second a number, in every row."""
    if len(answer.columns) < 2:
        return False
    text, number, *_ = answer.columns
    return all(
        isinstance(row[text], str)
        and isinstance(row[number], int | float)
        and not isinstance(row[number], bool)
        for row in answer.rows
    )


def _bars(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], colour: str
) -> tuple[pd.DataFrame, alt.Chart]:
    text, number, *_ = columns
    frame = pd.DataFrame({"what": [row[text] for row in rows], "n": [row[number] for row in rows]})
    tip = [alt.Tooltip("what:N", title=text), alt.Tooltip("n:Q", title=number)]
    made = alt.Chart(frame).mark_bar(color=colour, height={"band": 0.62})
    return frame, made.encode(x=alt.X("n:Q", title=number.replace("_", " ")), tooltip=tip)


def _times(rows: Sequence[Mapping[str, Any]], colour: str) -> tuple[pd.DataFrame, alt.Chart]:
    """A bar from begins to ends; what is open ends today, and what has no beginning is a day."""
    today = date.today()
    spans = [(row["title"], _day(row["begins"]), _day(row["ends"]) or today) for row in rows]
    frame = pd.DataFrame(
        {
            "what": [
                f"{place}. {excerpt(str(what), 70)}"
                for place, (what, *_) in enumerate(spans, start=1)
            ],
            "begins": [(begins or ends).isoformat() for _, begins, ends in spans],
            "ends": [ends.isoformat() for _, _, ends in spans],
        }
    )
    made = alt.Chart(frame).mark_bar(color=colour, height={"band": 0.62}, strokeWidth=3)
    x = alt.X("begins:T", title=None)
    tip = [alt.Tooltip(f"{name}:N") for name in ("what", "begins", "ends")]
    return frame, made.encode(x=x, x2="ends:T", stroke=alt.value(colour), tooltip=tip)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and value not in (OPEN, UNKNOWN) else None
