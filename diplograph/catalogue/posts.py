"""Memberships and offices."""

from __future__ import annotations

from diplograph.catalogue.common import FROM, PARTY, PERSON, TO
from diplograph.kinds import Column, Kind, Phrase, Style, TieRule
from diplograph.vocabularies import STATUSES

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

_POST = "{office} of {the country}[, accredited to {the accredited_to}]"

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
        title=f"{{person}}: {_POST}",
        now=f"{{person}} is {_POST}",
        past=f"{{person}} was {_POST}",
        denied=f"{{person}} is not {_POST}",
        denied_past=f"{{person}} was not {_POST}",
        to=f"{{person}} to be {_POST}",
    ),
)
