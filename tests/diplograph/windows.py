"""Days and windows of them, drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from diplograph.dates import OPEN, UNKNOWN, Window

DAYS = st.dates(UNKNOWN, OPEN)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Any window; a few are open or unknown at an end, or a day, month or year."""
    earliest = draw(st.one_of(DAYS, st.just(UNKNOWN)))
    latest = draw(st.one_of(st.dates(earliest, OPEN), st.just(OPEN), st.just(earliest)))
    return Window(earliest, latest)
