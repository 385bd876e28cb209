"""What facts refer to: four kinds of entity, and sources. One declaration each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diplograph.catalogue.common import STATE
from diplograph.kinds import Column, Label

ID = Column("id", "a stable id", required=True)
NAME = Column("name", "the usual name in English", required=True)
ALIASES = Column("aliases", "other names, separated by ;", many=True)
COUNTRY = Column("country", "a state", STATE)
LAT = Column("lat", "degrees north", degrees=90)
LON = Column("lon", "degrees east", degrees=180)
WIKIDATA = Column("wikidata", "Q-number", form=r"Q[1-9]\d*", wanted="an item's number, as Q1000")
NOTE = Column("note", "anything else")


@dataclass(frozen=True, slots=True)
class Table:
    """A file that facts refer to: its ``stem``, the ``label`` of its nodes, and its columns."""

    stem: str
    label: Label | Literal["Source"]
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the file in their usual order."""
        return tuple(column.name for column in self.columns)


ENTITIES: dict[str, Table] = {
    table.stem: table
    for table in (
        Table(
            "countries",
            "Country",
            (
                Column(
                    "id",
                    "ISO 3166-1 alpha-3, or ISO 3166-3 if dissolved; else a stable id",
                    required=True,
                ),
                NAME,
                Column("official_name", "the full name"),
                ALIASES,
                Column("from", "EDTF date", date=True),
                Column("to", "EDTF date", date=True),
                Column("successors", "states, separated by ;", STATE, many=True),
                Column("capital", "the capital's name"),
                LAT,
                LON,
                Column("iso2", "ISO 3166-1 alpha-2"),
                Column("cow", "Correlates of War code"),
                Column("gw", "Gleditsch and Ward code"),
                Column("m49", "UN M49 code"),
                WIKIDATA,
                NOTE,
            ),
        ),
        Table("organizations", "Organization", (ID, NAME, ALIASES, WIKIDATA, NOTE)),
        Table("people", "Person", (ID, NAME, ALIASES, COUNTRY, WIKIDATA, NOTE)),
        Table("cities", "City", (ID, NAME, ALIASES, COUNTRY, LAT, LON, WIKIDATA)),
    )
}
"""Every kind of entity by its file's stem. Codes: ISO 3166, https://www.iso.org/iso-3166-country-
codes.html; Correlates of War, https://correlatesofwar.org/; Gleditsch and Ward,
http://ksgleditsch.com/statelist.html; UN M49, https://unstats.un.org/unsd/methodology/m49/."""

SOURCES = Table(
    "sources",
    "Source",
    (
        ID,
        Column("publisher", "who published it", required=True),
        Column("title", "what it is called", required=True),
        Column("author", "who wrote it"),
        Column(
            "url",
            "http:// or https://",
            form=r"https?://[^\s/]+.*",
            wanted="an address with http:// or https://",
            code="bad-url",
        ),
        Column("published", "EDTF date; if blank, accessed counts", date=True),
        Column("accessed", "EDTF date", date=True),
        Column("language", "ISO 639 code"),
        NOTE,
    ),
)
"""What was read."""
