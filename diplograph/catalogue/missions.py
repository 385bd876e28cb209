"""Relations between states, and their missions."""

from __future__ import annotations

from diplograph.catalogue.common import CITY, FROM, PARTY, STATE, TO
from diplograph.kinds import Column, Kind, Phrase, Style, TieRule
from diplograph.vocabularies import LEVELS

RELATIONS = Kind(
    name="relations",
    label="Relations",
    heading="Diplomatic relations",
    columns=(
        Column("country_a", "a state", STATE, "PARTY", required=True, fixed=True),
        Column("country_b", "another state", STATE, "PARTY", required=True, fixed=True),
        Column(
            "status",
            "what ties them",
            words=("relations", "recognition", "consular"),
            shown={
                "relations": "diplomatic relations",
                "recognition": "ties of recognition",
                "consular": "consular relations",
            },
            required=True,
        ),
        FROM,
        TO,
    ),
    identity=("country_a+country_b", "status"),
    mortal=True,
    ties=(TieRule("RELATIONS_WITH", ("country_a", "country_b"), symmetric=True, value="status"),),
    style=Style("#5c5c5c", "#b9b9b9", "═"),
    phrase=Phrase(
        title="{country_a} and {the country_b}: {status}",
        now="{the country_a} and {the country_b} have {status}",
        past="{the country_a} and {the country_b} had {status}",
        denied="{the country_a} and {the country_b} have no {status}",
        denied_past="{the country_a} and {the country_b} had no {status}",
        to="{the country_a} and {the country_b} to have {status}",
    ),
)

EMBASSIES = Kind(
    name="embassies",
    label="Embassy",
    heading="Embassies and other missions",
    columns=(
        Column(
            "sender",
            "the sending state, or who else sends it",
            PARTY,
            "SENDER",
            required=True,
            fixed=True,
        ),
        Column("receiver", "the receiving state", PARTY, "RECEIVER", required=True, fixed=True),
        Column("city", "where it stands, or from where it is accredited", CITY, "IN"),
        Column(
            "level",
            "what sort of mission",
            words=LEVELS,
            shown={"non-resident": "non-resident mission"},
            required=True,
        ),
        FROM,
        TO,
    ),
    identity=("sender", "receiver", "city", "level"),
    mortal=True,
    ties=(
        TieRule(
            "HAS_EMBASSY_IN",
            ("sender",),
            ("receiver",),
            value="level",
            never=frozenset({"non-resident"}),
            denied="HAS_NO_EMBASSY_IN",
        ),
        TieRule(
            "ACCREDITED_TO",
            ("sender",),
            ("receiver",),
            value="level",
            only=frozenset({"non-resident"}),
            denied="HAS_NO_EMBASSY_IN",
        ),
    ),
    style=Style("#0063a0", "#56b4e9", "⚑"),
    phrase=Phrase(
        title="{sender}: {level} <where>",
        now="{the sender} has {a level} <where>",
        past="{the sender} had {a level} <where>",
        denied="{the sender} has no {level} <where>",
        denied_past="{the sender} had no {level} <where>",
        to="{the sender} to have {a level} <where>",
        by="level",
        marks={
            # to a state, from a city in a third
            level: {"where": "for {the receiver}[ in {city}]"}
            if level == "non-resident"
            else {"where": "in [{city}, ]{the receiver}"}
            for level in LEVELS
        },
    ),
)
