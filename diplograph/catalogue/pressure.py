"""Sanctions, military support and statements."""

from __future__ import annotations

from diplograph.catalogue.common import ANYONE, FROM, PARTY, TO
from diplograph.kinds import Column, Kind, Phrase, Style, TieRule
from diplograph.shapes import Event
from diplograph.vocabularies import STATEMENT_VERBS

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
    when=Event(),
    ties=(TieRule("SPOKE_ABOUT", ("speakers",), ("about",), value="type"),),
    style=Style("#6a51a3", "#b7a3e8", "❝"),
    phrase=Phrase(
        title="[{speakers}|unnamed observers] on {the about}: {type}",
        now="[{the speakers} {#speakers <one>|<bare>}|unnamed observers <bare>] {the about}"
        ": {text}",
        past="[{the speakers}|unnamed observers] <past> {the about}: {text}",
        denied="[{the speakers}|unnamed observers] did not <bare> {the about}: {text}",
        to="[{the speakers}|unnamed observers] to <bare> {the about}: {text}",
        by="type",
        marks={
            word: {"one": one, "bare": bare, "past": past}
            for word, (one, bare, past) in STATEMENT_VERBS.items()
        },
    ),
)
