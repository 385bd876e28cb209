"""Visits, meetings and treaties."""

from __future__ import annotations

from diplograph.catalogue.common import ANYONE, CITY, PARTY, PERSON, TO
from diplograph.kinds import Column, Kind, Phrase, Style, TieRule
from diplograph.shapes import Event, Span
from diplograph.vocabularies import TREATY_TYPES

_VISITOR = "[{visitors} ({sender})|{the visitors|sender}]"
_VISIT = (
    "[{city} in ]{the host}[ on {a type} visit][, arriving from {arrived_from}]"
    "[, received by {the received_by}][: {distinction}]"
)

VISITS = Kind(
    name="visits",
    label="Visit",
    heading="Visits",
    columns=(
        Column("visitors", "who came", PERSON, "VISITOR", many=True),
        Column("sender", "the state they came for", PARTY, "SENDER", fixed=True),
        Column("host", "the state visited", PARTY, "HOST", required=True, fixed=True),
        Column("city", "where", CITY, "IN", many=True),
        Column("date", "EDTF date, or interval as 2024-07-23/2024-07-26", date=True),
        Column("type", "what sort of visit", words=("state", "official", "working", "private")),
        Column("arrived_from", "the city they came from", CITY, "ARRIVED_FROM"),
        Column("received_by", "who received them", ANYONE, "RECEIVED_BY", many=True),
        Column("distinction", "what sets it apart: a first, a longest"),
    ),
    identity=("visitors|sender", "host"),
    any_of=("visitors", "sender"),
    when=Event(),
    ties=(
        TieRule("VISITED", ("visitors",), ("host",), value="type"),
        TieRule("VISITED", ("sender",), ("host",), value="type"),
    ),
    style=Style("#007a5a", "#00b586", "→"),
    phrase=Phrase(
        title="Visit of {the visitors|sender} to {the host}",
        now=f"{_VISITOR} {{#visitors|sender visits|visit}} {_VISIT}",
        past=f"{_VISITOR} visited {_VISIT}",
        denied=f"{_VISITOR} did not visit [{{city}} in ]{{the host}}",
        to=f"{_VISITOR} to visit {_VISIT}",
    ),
)

MEETINGS = Kind(
    name="meetings",
    label="Meeting",
    heading="Meetings",
    columns=(
        Column("participants", "who met", PERSON, "PARTICIPANT", many=True),
        Column("countries", "the states that met", PARTY, "PARTY", many=True),
        Column("city", "where", CITY, "IN"),
        Column("date", "EDTF date or interval", date=True),
        Column("topic", "what it was about"),
        Column("outcome", "what came of it"),
    ),
    identity=("participants|countries", "city"),
    any_of=("participants", "countries"),
    when=Event(),
    ties=(
        TieRule("MET_WITH", ("participants",), symmetric=True),
        TieRule("MET_WITH", ("countries",), symmetric=True),
    ),
    style=Style("#a8501f", "#f0985c", "◇"),
    phrase=Phrase(
        title="Meeting of {the participants|countries}[ in {city}]",
        now="{the participants|countries} {#participants|countries meets|meet}[ in {city}]"
        "[ on {topic}][: {outcome}]",
        past="{the participants|countries} met[ in {city}][ on {topic}][: {outcome}]",
        denied="{the participants|countries} did not meet[ in {city}]",
        to="{the participants|countries} to meet[ in {city}][ on {topic}][: {outcome}]",
    ),
)

_BOUND = "bound by “{name}”[ ({type})][, signed {signed}][ by {signed_by}][ in {city}][: {terms}]"

TREATIES = Kind(
    name="treaties",
    label="Treaty",
    heading="Treaties",
    columns=(
        Column("name", "what it is called", required=True),
        Column("parties", "who is bound", PARTY, "PARTY", many=True, required=True),
        Column(
            "type",
            "what it obliges to",
            words=TREATY_TYPES,
            many=True,
        ),
        Column("signed", "EDTF date of signature", date=True),
        Column("from", "EDTF date of entry into force", date=True),
        TO,
        Column("signed_by", "who signed", PERSON, "SIGNATORY", many=True),
        Column("city", "where it was signed", CITY, "IN"),
        Column("terms", "what it says, in short"),
    ),
    identity=("parties", "name"),
    mortal=True,
    # A treaty ties from its entry into force; while no source says when that was, from signature.
    when=Span(starts=("from", "signed")),
    ties=(TieRule("TREATY_WITH", ("parties",), symmetric=True, value="type"),),
    style=Style("#a13d7d", "#e59cc8", "§"),
    phrase=Phrase(
        title="{name}",
        now=f"{{the parties}} {{#parties is|are}} {_BOUND}",
        past=f"{{the parties}} {{#parties was|were}} {_BOUND}",
        denied="{the parties} {#parties is|are} not bound by “{name}”",
        denied_past="{the parties} {#parties was|were} not bound by “{name}”",
        to=f"{{the parties}} to be {_BOUND}",
    ),
)
