"""A strip chart: rows of facts on one time axis, as HTML in which every mark is a link.

What is uncertain is drawn as uncertain: a bar is solid for the days on which a fact certainly held
and hatched for those on which it may have; an end that no source gives runs out at the edge. An
event is a mark, or hatched over all the days on which it may have been. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slugify import slugify

from dashboard.markup import Markup, element, inside, together
from diplograph.dates import OPEN, UNKNOWN, Window

LANES, TIGHT = 60, 12
"""How many marks of one row lie below each other before they may overlap, and from how many on
they are drawn half as high."""

_LEAST = 0.9
"""The room that a mark takes up at least, in hundredths of the axis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact on the axis: when, what is said of it on hover and to screen readers, its address."""

    start: Window
    end: Window
    text: str
    address: str
    kind: str
    standing: str = "asserted"
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of marks under a label."""

    label: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``first`` to ``last``, on a line of a hundred."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies, 0 to 100; days beyond the axis lie at its ends."""
        whole = max(1, (self.last - self.first).days)
        return round(100 * min(max(0, (day - self.first).days), whole) / whole, 3)

    def ticks(self) -> list[int]:
        """Years to write below it, about eight of them."""
        years = self.last.year - self.first.year
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 2000) if years / s <= 9)
        begin = -(-self.first.year // step) * step
        found = range(begin, self.last.year + 1, step)
        return [year for year in found if self.first <= date(year, 1, 1) <= self.last]


def axis(rows: Sequence[Row], today: date) -> Axis:
    """The axis that holds all that is dated in the rows, and today."""
    days = [
        day
        for row in rows
        for mark in row.marks
        for window in (mark.start, mark.end)
        for day in (window.earliest, window.latest)
        if day not in (UNKNOWN, OPEN)
    ]
    first = date(min([*days, today]).year, 1, 1)
    last = max([*days, today])
    if (last - first).days < 365:
        first = date(max(1, first.year - 1), 1, 1)
    return Axis(first, last)


def chart(rows: Sequence[Row], today: date, as_of: date | None = None, label: str = "") -> Markup:
    """The rows on one axis; ``as_of`` is drawn as a line."""
    line = axis(rows, today)
    drawn = [_row(row, line) for row in rows if row.marks]
    if not drawn:
        return Markup()
    ticks = [
        element("span", str(year), style=f"left:{line.at(date(year, 1, 1))}%", class_="dg-tick")
        for year in line.ticks()
    ]
    days = [("today", today)] + ([("as of", as_of)] if as_of else [])
    lines = [
        element(
            "span", "", style=f"left:{line.at(day)}%", class_=f"dg-day dg-{name.replace(' ', '-')}"
        )
        for name, day in days
        if line.first <= day <= line.last
    ]
    past = slugify(f"past {label or 'the time axis'}")
    return element(
        "div",
        element("a", "Skip past the chart", href=f"#{past}", class_="dg-skip"),
        *drawn,
        element(
            "div",
            element("span", "", class_="dg-strip-label"),
            element("div", *ticks, class_="dg-axis"),
            class_="dg-strip-row",
            aria_hidden="true",
        ),
        element("div", element("div", *lines), class_="dg-days", aria_hidden="true"),
        element("span", "", id=past, tabindex="-1"),
        class_="dg-strip" if any(row.label for row in rows) else "dg-strip dg-bare",
        role="group",
        aria_label=label or "Time axis",
    )


def _row(row: Row, line: Axis) -> Markup:
    ordered = sorted(row.marks, key=lambda mark: _extent(mark, line))
    ends: list[float] = []
    placed = []
    for mark in ordered:
        left, right = _extent(mark, line)
        free = next((lane for lane, end in enumerate(ends) if end <= left), len(ends))
        lane = free % LANES if free >= LANES else free
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = max(ends[lane], right)
        placed.append(_mark(mark, line, lane))
    tight = ";--lane-height:.36rem" if len(ends) > TIGHT else ""
    return element(
        "div",
        element("span", row.label, class_="dg-strip-label"),
        element("div", *placed, class_="dg-track", style=f"--lanes:{len(ends)}{tight}"),
        class_="dg-strip-row",
    )


def _extent(mark: Mark, line: Axis) -> tuple[float, float]:
    left, right = line.at(mark.start.earliest), line.at(mark.end.latest)
    return left, max(right, left + _LEAST)


def _mark(mark: Mark, line: Axis, lane: int) -> Markup:
    left, right = line.at(mark.start.earliest), line.at(mark.end.latest)
    width = round(right - left, 3)
    sure_from, sure_to = line.at(mark.start.latest), line.at(mark.end.earliest)
    classes = ["dg-mark", f"dg-{mark.standing}"]
    parts: list[Markup] = []
    point = mark.start == mark.end and mark.start.days <= 31
    if point:
        classes.append("dg-point")
    elif mark.start != mark.end and sure_from <= sure_to and width > 0:
        inner_left = round(100 * (sure_from - left) / width, 2)
        inner_width = round(100 * (sure_to - sure_from) / width, 2)
        parts.append(element("i", style=f"left:{inner_left}%;width:{inner_width}%"))
    if mark.start.earliest == UNKNOWN:
        classes.append("dg-before")
    if mark.end.latest == OPEN:
        classes.append("dg-open")
    if mark.contested:
        classes.append("dg-contested")
    place = f"left:{left}%;--lane:{lane}" + ("" if point else f";width:{width}%")
    look = " ".join(classes)
    link = inside(together(*parts), mark.address, class_=look, style=place, title=mark.text)
    return element("span", link, class_=f"dg-kind-{mark.kind}")


CSS = """
.dg-strip { position: relative; --label: 11rem; margin: 0 0 var(--dg-s3); }
.dg-skip { position: absolute; left: 0; top: -1.6rem; clip-path: inset(50%); }
.dg-skip:focus { clip-path: none; }
.dg-strip.dg-bare { --label: 0rem; }
.dg-strip-row { display: grid; grid-template-columns: var(--label) minmax(0, 1fr);
  border-top: 1px solid var(--dg-line); align-items: center; }
.dg-strip-label { font-size: .84rem; color: var(--dg-muted); padding-right: .6rem;
  line-height: 1.25; }
.dg-track { --lane-height: .72rem; position: relative; overflow: hidden;
  height: calc(var(--lanes) * var(--lane-height) + .5rem); }
.dg-axis { position: relative; height: 1.4rem; }
.dg-tick { position: absolute; font-size: .75rem; color: var(--dg-muted); padding-left: .2rem;
  border-left: 1px solid var(--dg-edge); font-variant-numeric: tabular-nums; }
.dg-days { position: absolute; inset: 0 0 1.4rem var(--label); pointer-events: none; }
.dg-days > div { position: relative; height: 100%; }
.dg-day { position: absolute; top: 0; bottom: 0; border-left: 1px solid var(--dg-edge); }
.dg-day.dg-as-of { border-left: 2px dashed var(--dg-accent); }
.stMain .dg-strip a.dg-mark { position: absolute; box-sizing: border-box; min-width: 5px;
  top: calc(var(--lane) * var(--lane-height) + .3rem); height: calc(var(--lane-height) * .78);
  border: 1.5px solid currentColor; border-radius: 2px; color: inherit; text-decoration: none;
  background: repeating-linear-gradient(135deg,
  color-mix(in srgb, currentColor 55%, transparent) 0 2px, transparent 2px 5px); }
.dg-strip a.dg-mark i { position: absolute; top: 0; bottom: 0; background: currentColor; }
.dg-strip a.dg-point { width: calc(var(--lane-height) * .78);
  margin-left: calc(var(--lane-height) * -.39); transform: rotate(45deg) scale(.85);
  background: currentColor !important; }
.dg-strip a.dg-before { border-left: 0; border-radius: 0; mask-image: linear-gradient(to right,
  transparent, #000 1.5rem); }
.dg-strip a.dg-open { border-right: 0; border-top-right-radius: 0; }
.dg-strip a.dg-alleged { border-style: dashed; background: transparent !important; }
.dg-strip a.dg-expected { border-style: dotted; background: transparent !important; }
.dg-strip a.dg-denied { border-style: dotted; background: transparent !important; }
.dg-strip a:is(.dg-alleged, .dg-expected, .dg-denied) i { display: none; }
.dg-strip a.dg-contested { box-shadow: 0 0 0 2px var(--dg-halo); }
.dg-strip a.dg-mark:is(:hover, :focus-visible) { outline: 2px solid var(--dg-accent);
  outline-offset: 2px; z-index: 2; }
@media (max-width: 767px) { .dg-strip { --label: 0rem; }
  .dg-strip-row { grid-template-columns: minmax(0, 1fr); } .dg-strip-label { padding: .3rem 0 0; }
}
"""
"""The look of a strip; its colours are the tokens of views/style.py and the kinds' own."""

LEGEND = (
    "Solid: certainly so; hatched: possibly; a diamond: a day; dashed: alleged; dotted: expected "
    "or denied; a ring: contested. Each mark leads to its fact."
)
