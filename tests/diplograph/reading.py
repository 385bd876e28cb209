"""What claims come to, in lines short enough to be compared with what the design says."""

from __future__ import annotations

from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, UNKNOWN, Window, parse_date
from diplograph.model import Claim, Version
from diplograph.resolution.resolve import versions


def now(*claims: Claim, **died: str) -> Version:
    """The current version of what these claims are about; states and when they came to an end."""
    ends = {state: parse_date(end) for state, end in died.items()}
    return versions(KINDS[claims[0].kind], claims, ends)[-1]


def span(window: Window) -> str:
    """A window's days; nothing stands for an unknown start and for an open end."""
    first = "" if window.earliest == UNKNOWN else str(window.earliest)
    last = "" if window.latest == OPEN else str(window.latest)
    return first if first == last and first else f"{first}..{last}"


def ties(version: Version) -> list[str]:
    """Each tie's standing, start and end; an exclamation mark where it is contested."""
    return [
        f"{tie.standing} {span(tie.since)} to {_end(tie.until)}{'!' if tie.contested else ''}"
        for tie in version.ties
    ]


def pairs(version: Version) -> list[str]:
    """The same with whom each ties."""
    lines = zip(version.ties, ties(version), strict=True)
    return [f"{tie.start}-{tie.end} {line}" for tie, line in lines]


def _end(window: Window) -> str:
    return "open" if window.earliest == OPEN else span(window)
