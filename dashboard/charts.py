"""Charts of plain bars, as Altair's specifications: with words on the axes and colours that both
grounds bear."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.changes import Bin
from dashboard.rankings import Line, Measure, value_words


def _config(chart: alt.LayerChart) -> alt.LayerChart:
    configured: alt.LayerChart = chart.configure_view(strokeWidth=0).configure_axis(
        labelFontSize=12, titleFontSize=12, labelLimit=220
    )
    return configured


def ranges(
    lines: Sequence[Line], measure: Measure, names: Sequence[str], dark: bool
) -> alt.LayerChart:
    """A bar for each line up to what is certain, and from there to what is possible an open one."""
    solid, ink = ("#78b8f2", "#eef1f5") if dark else ("#1f5f99", "#1a1f27")
    scale = 100 if measure.share else 1
    frame = pd.DataFrame(
        {
            "state": [f"{line.rank}. {name}" for line, name in zip(lines, names, strict=True)],
            "low": [line.low * scale for line in lines],
            "high": [line.high * scale for line in lines],
            "text": [value_words(line.low, line.high, measure.share) for line in lines],
        }
    )
    unit = "%" if measure.share else "number"
    y = alt.Y(
        "state:N",
        sort=frame["state"].tolist(),
        title=None,
        axis=alt.Axis(
            ticks=False, domain=False, labelColor=ink, labelPadding=8, labelOverlap=False
        ),
    )
    x = alt.X(
        "low:Q",
        title=f"{measure.heading} ({unit}); solid: certain, outlined: possible",
        axis=alt.Axis(orient="top", tickCount=5, labelColor=ink, titleColor=ink),
        scale=alt.Scale(domain=[0, max([1.0, *frame["high"]])]),
    )
    base = alt.Chart(frame).encode(y=y)
    sure = base.mark_bar(color=solid, height={"band": 0.62}).encode(
        x=x,
        tooltip=[alt.Tooltip("state", title="Rank"), alt.Tooltip("text", title=measure.heading)],
    )
    maybe = (
        base.transform_filter("datum.high > datum.low")
        .mark_bar(
            fillOpacity=0.12, color=solid, stroke=solid, strokeDash=[3, 2], height={"band": 0.62}
        )
        .encode(x="low:Q", x2="high:Q")
    )
    text = base.mark_text(align="left", dx=5, color=ink, fontSize=12).encode(
        x="high:Q", text="text:N"
    )
    return _config((maybe + sure + text).properties(height=24 * len(lines)))


def diverging(bins: Sequence[Bin], unit: str, up: str, down: str, dark: bool) -> alt.LayerChart:
    """Counts a month or year: upwards what added, downwards what did not."""
    blue, orange, ink = (
        ("#78b8f2", "#f0985c", "#eef1f5") if dark else ("#1f5f99", "#a8501f", "#1a1f27")
    )
    frame = pd.DataFrame(
        [(one.start.isoformat(), one.up, -one.down, up, down) for one in bins],
        columns=["start", "up", "down", "up_words", "down_words"],
    )
    form = "%Y" if unit == "year" else "%b %Y"
    x = alt.X(
        f"utcyear{'month' if unit == 'month' else ''}(start):O",
        title=None,
        axis=alt.Axis(format=form, labelColor=ink, labelAngle=0, labelOverlap=True, domain=False),
    )
    most, least = (max([1, *counts]) for counts in ([b.up for b in bins], [b.down for b in bins]))
    axis = alt.Axis(labelColor=ink, tickCount=4, tickMinStep=1, labelExpr="abs(datum.value)")
    base = alt.Chart(frame).encode(x=x)

    def bar(field: str, colour: str, words: str) -> alt.Chart:
        found: alt.Chart = base.mark_bar(color=colour).encode(
            y=alt.Y(
                f"{field}:Q",
                title=None,
                axis=axis,
                scale=alt.Scale(domain=[-least, most]),
            ),
            tooltip=[
                alt.Tooltip(f"utcyear{'month' if unit == 'month' else ''}(start):O", title=unit),
                alt.Tooltip(f"{field}:Q", title=words, format="~s"),
            ],
        )
        return found

    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=ink).encode(y="zero:Q")
    layers = bar("up", blue, up) + bar("down", orange, down) + zero
    title = alt.Title(
        f"↑ {up}, ↓ {down}, by {unit}", color=ink, fontSize=12, fontWeight="normal", anchor="start"
    )
    return _config(layers.properties(height=150, title=title))
