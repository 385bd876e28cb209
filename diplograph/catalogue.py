"""The ten kinds of fact, one declaration each. To add a kind, add one here and its CSV file.

Vocabularies: mission levels after Pardee's Diplometrics (Diplomatic Representation) and the
Vienna Conventions of 1961 and 1963; treaty obligations after ATOP; sanction types after the
Global Sanctions Data Base. Colours are Okabe and Ito's, which colour-blind eyes tell apart,
darkened or lightened until they stand out 3 : 1 from the ground (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from diplograph.errors import DeclarationError
from diplograph.kinds import Column, Kind, Phrase, Style, TieRule
from diplograph.vocabularies import LEVELS, STATEMENT_VERBS, STATUSES, TREATY_TYPES

STATE = ("Country",)
PARTY = ("Country", "Organization")
PERSON = ("Person",)
ANYONE = ("Country", "Organization", "Person")
CITY = ("City",)

FROM = Column("from", "EDTF date on which it began; blank = unknown", date=True)
TO = Column("to", "EDTF date on which it ended; blank = open, so far as it is known", date=True)

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
        title="{sender}: {level} in {the receiver}[ ({city})]",
        now="{the sender} has {a level} in {the receiver}[ ({city})]",
        past="{the sender} had {a level} in {the receiver}[ ({city})]",
        denied="{the sender} has no {level} in {the receiver}[ ({city})]",
        denied_past="{the sender} had no {level} in {the receiver}[ ({city})]",
        to="{the sender} to have {a level} in {the receiver}[ ({city})]",
    ),
)

_VISITOR = "[{visitors} ({sender})|{the visitors|sender}]"
_VISIT = (
    "{the host}[ ({city})][ on {a type} visit][, arriving from {arrived_from}]"
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
    starts=(),
    ends=None,
    event="date",
    ties=(
        TieRule("VISITED", ("visitors",), ("host",), value="type"),
        TieRule("VISITED", ("sender",), ("host",), value="type"),
    ),
    style=Style("#007a5a", "#00b586", "→"),
    phrase=Phrase(
        title="Visit of {the visitors|sender} to {the host}",
        now=f"{_VISITOR} {{#visitors|sender visits|visit}} {_VISIT}",
        past=f"{_VISITOR} visited {_VISIT}",
        denied=f"{_VISITOR} did not visit {{the host}}[ ({{city}})]",
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
    starts=(),
    ends=None,
    event="date",
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
    starts=("from", "signed"),
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

_SANCTIONS = "sanctions imposed by {the senders}[, on the basis of {legal_basis}]"
SANCTIONS = Kind(
    name="sanctions",
    label="Sanction",
    heading="Sanctions",
    columns=(
        Column("senders", "who imposes them", PARTY, "SENDER", many=True, required=True),
        Column("target", "against whom", ANYONE, "TARGET", required=True, fixed=True),
        Column(
            "type",
            "what is restricted",
            words=("trade", "arms", "military assistance", "financial", "travel", "other"),
            many=True,
        ),
        Column("grounds", "the reason given"),
        Column("legal_basis", "the act they rest on"),
        FROM,
        TO,
    ),
    identity=("senders", "target", "type", "legal_basis"),
    ties=(TieRule("SANCTIONS", ("senders",), ("target",), value="type"),),
    style=Style("#b80f0a", "#ff7f6e", "⊘"),
    phrase=Phrase(
        title="{senders}: sanctions on {the target}[ ({legal_basis})]",
        now=f"{{the target}} is under[ {{type}}] {_SANCTIONS}[, for {{grounds}}]",
        past=f"{{the target}} was under[ {{type}}] {_SANCTIONS}[, for {{grounds}}]",
        denied=f"{{the target}} is not under[ {{type}}] {_SANCTIONS}",
        denied_past=f"{{the target}} was not under[ {{type}}] {_SANCTIONS}",
        to=f"{{the target}} to be under[ {{type}}] {_SANCTIONS}[, for {{grounds}}]",
    ),
)

_SUPPORT = "{the recipients} with {type}[ against {the against}]"
MILITARY_SUPPORT = Kind(
    name="military_support",
    label="MilitarySupport",
    heading="Military support",
    columns=(
        Column("supporters", "who gives it", PARTY, "SUPPORTER", many=True, required=True),
        Column("recipients", "who gets it", PARTY, "RECIPIENT", many=True, required=True),
        Column(
            "type",
            "what is given; who lends territory is the supporter",
            words=("arms", "troops", "basing", "nuclear", "training", "intelligence"),
            shown={"basing": "bases and territory", "nuclear": "nuclear weapons"},
            many=True,
            required=True,
        ),
        FROM,
        TO,
        Column("against", "against whom", PARTY, "AGAINST", many=True),
    ),
    identity=("supporters", "recipients", "type"),
    ties=(TieRule("SUPPORTS_MILITARILY", ("supporters",), ("recipients",), value="type"),),
    style=Style("#7a5c00", "#e0b93a", "▲"),
    phrase=Phrase(
        title="{supporters}: {type} for {the recipients}",
        now=f"{{the supporters}} {{#supporters supports|support}} {_SUPPORT}",
        past=f"{{the supporters}} supported {_SUPPORT}",
        denied=f"{{the supporters}} {{#supporters does|do}} not support {_SUPPORT}",
        denied_past=f"{{the supporters}} did not support {_SUPPORT}",
        to=f"{{the supporters}} to support {_SUPPORT}",
    ),
)

STATEMENTS = Kind(
    name="statements",
    label="Statement",
    heading="Statements",
    columns=(
        Column("speakers", "who speaks; blank = not named", ANYONE, "SPEAKER", many=True),
        Column("about", "whom it concerns", PARTY, "ABOUT_ENTITY", many=True, required=True),
        Column(
            "type",
            "what sort of statement",
            words=tuple(STATEMENT_VERBS),
            required=True,
        ),
        Column("date", "EDTF date or interval", date=True),
        Column("text", "what was said, in short", required=True),
    ),
    identity=("speakers", "about", "type"),
    starts=(),
    ends=None,
    event="date",
    ties=(TieRule("SPOKE_ABOUT", ("speakers",), ("about",), value="type"),),
    style=Style("#6a51a3", "#b7a3e8", "❝"),
    phrase=Phrase(
        title="[{speakers}|unnamed observers] on {the about}: {type}",
        now="[{the speakers} {#speakers <one>|<bare>}|unnamed observers <bare>] {the about}"
        ": {text}",
        past="[{the speakers}|unnamed observers] <past> {the about}: {text}",
        denied="[{the speakers}|unnamed observers] did not <bare> {the about}: {text}",
        to="[{the speakers}|unnamed observers] to <bare> {the about}: {text}",
        verbs=STATEMENT_VERBS,
    ),
)

MEMBERSHIPS = Kind(
    name="memberships",
    label="Membership",
    heading="Memberships",
    columns=(
        Column("member", "who belongs", PARTY, "MEMBER", required=True, fixed=True),
        Column(
            "organization",
            "to what",
            ("Organization",),
            "ORGANIZATION",
            required=True,
            fixed=True,
        ),
        Column(
            "status",
            "as what",
            words=STATUSES,
            shown={
                "suspended": "suspended member",
                "correspondent": "correspondent member",
                "subscriber": "subscriber member",
            },
            required=True,
        ),
        FROM,
        TO,
    ),
    identity=("member", "organization", "status"),
    mortal=True,
    ties=(TieRule("MEMBER_OF", ("member",), ("organization",), value="status"),),
    style=Style("#33691e", "#a5c96a", "∈"),
    phrase=Phrase(
        title="{member}: {status} of {the organization}",
        now="{the member} is {a status} of {the organization}",
        past="{the member} was {a status} of {the organization}",
        denied="{the member} is not {a status} of {the organization}",
        denied_past="{the member} was not {a status} of {the organization}",
        to="{the member} to be {a status} of {the organization}",
    ),
)

OFFICES = Kind(
    name="offices",
    label="Office",
    heading="Offices",
    columns=(
        Column("person", "who holds it", PERSON, "HOLDER", required=True, fixed=True),
        Column("country", "for which state", PARTY, "COUNTRY", required=True, fixed=True),
        Column("office", "the office", required=True),
        Column("accredited_to", "to whom, of an envoy", PARTY, "ACCREDITED_AT"),
        FROM,
        TO,
    ),
    identity=("person", "country", "office", "accredited_to"),
    mortal=True,
    ties=(TieRule("HOLDS_OFFICE", ("person",), ("country",), value="office"),),
    style=Style("#8a6d5a", "#d3b8a5", "◉"),
    phrase=Phrase(
        title="{person}: {office} ({country})[, accredited to {the accredited_to}]",
        now="{person} is {office} ({country})[, accredited to {the accredited_to}]",
        past="{person} was {office} ({country})[, accredited to {the accredited_to}]",
        denied="{person} is not {office} ({country})[, accredited to {the accredited_to}]",
        denied_past="{person} was not {office} ({country})[, accredited to {the accredited_to}]",
        to="{person} to be {office} ({country})[, accredited to {the accredited_to}]",
    ),
)

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
