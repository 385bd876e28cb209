"""What the entities of a picture are grouped under: the blocs they belong to, regions, or what
they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from diplograph.model import Entity

REGIONS = (
    (200, "Americas"),
    (400, "Europe"),
    (600, "Sub-Saharan Africa"),
    (700, "Middle East and North Africa"),
    (900, "Asia"),
    (1000, "Oceania"),
)
"""The regions of the Correlates of War state list: each code lies below its region's bound."""

REGION_NAMES = tuple(name for _, name in REGIONS)
_SORTS = {
    "Country": "Countries",
    "Organization": "Organizations",
    "Person": "People",
    "City": "Cities",
}
SMALLEST = 2
"""How many of a bloc must be in the picture for it to be drawn as one."""


def regions(entities: Mapping[str, Entity], shown: Iterable[str]) -> dict[str, str]:
    """The region of each country whose Correlates of War code is known."""
    found = {}
    for id_ in shown:
        code = entities[id_].cells.get("cow", "").split(";")[0]  # Germany has had two
        if code.isdecimal():
            region = next((name for bound, name in REGIONS if int(code) < bound), None)
            if region:
                found[id_] = region
    return found


def sorts(entities: Mapping[str, Entity], shown: Iterable[str]) -> dict[str, str]:
    """What each entity is: a state, an organization, a person or a city."""
    return {id_: _SORTS.get(entities[id_].label, entities[id_].label) for id_ in shown}


def blocs(
    memberships: Iterable[tuple[str, str]], shown: Collection[str], entities: Mapping[str, Entity]
) -> dict[str, str]:
    """One bloc for each entity that belongs to any: that of which most are in the picture.

    ``memberships``: member and organization, by id.
    """
    pairs = {(m, o) for m, o in memberships if m in shown}
    found: dict[str, str] = {}
    sizes = Counter(organization for _, organization in pairs)
    for organization in sorted(sizes, key=lambda o: (-sizes[o], o)):
        members = [m for m, o in pairs if o == organization and m not in found]
        if len(members) >= SMALLEST:
            found.update(dict.fromkeys(members, entities[organization].name))
    return found
