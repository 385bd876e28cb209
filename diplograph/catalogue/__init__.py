"""The kinds of fact, one declaration each. To add a kind, declare it in one of
these modules, name it in ``KINDS``, give it its CSV file, and run ``make docs``.

Vocabularies: mission levels after Pardee's Diplometrics (Diplomatic Representation) and the
Vienna Conventions of 1961 and 1963; treaty obligations after ATOP; sanction types after the
Global Sanctions Data Base. Colours are Okabe and Ito's, which colour-blind eyes tell apart,
darkened or lightened until they stand out 3 : 1 from the ground (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from diplograph.catalogue.events import MEETINGS, TREATIES, VISITS
from diplograph.catalogue.missions import EMBASSIES, RELATIONS
from diplograph.catalogue.posts import MEMBERSHIPS, OFFICES
from diplograph.catalogue.pressure import MILITARY_SUPPORT, SANCTIONS, STATEMENTS
from diplograph.errors import DeclarationError
from diplograph.kinds import Kind

__all__ = [
    "EMBASSIES",
    "KINDS",
    "MEETINGS",
    "MEMBERSHIPS",
    "MILITARY_SUPPORT",
    "OFFICES",
    "RELATIONS",
    "SANCTIONS",
    "STATEMENTS",
    "TIE_TYPES",
    "TREATIES",
    "VISITS",
]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        RELATIONS,
        EMBASSIES,
        VISITS,
        MEETINGS,
        TREATIES,
        SANCTIONS,
        MILITARY_SUPPORT,
        STATEMENTS,
        MEMBERSHIPS,
        OFFICES,
    )
}
"""Every kind by its name, in the order in which they are listed to people."""

TIE_TYPES: tuple[str, ...] = tuple(
    dict.fromkeys(name for kind in KINDS.values() for name in kind.tie_types)
)
"""Every relationship type between entities, but SUPERSEDED."""

if len({kind.label for kind in KINDS.values()}) < len(KINDS):
    raise DeclarationError("two kinds have one label")
