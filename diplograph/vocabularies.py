"""The longer vocabularies of the kinds of fact: the field's own terms.

Mission levels after Pardee's Diplometrics and the Vienna Conventions of 1961 and 1963; treaty
obligations after ATOP; statuses of members as organizations and the World Factbook name them.
"""

from __future__ import annotations

LEVELS = (
    "embassy",
    "high-commission",
    "consulate-general",
    "consulate",
    "liaison-office",
    "interests-section",
    "trade-office",
    "representative-office",
    "permanent-mission",
    "non-resident",
)
FULL_MISSIONS = frozenset(LEVELS[:2])
"""Those of full diplomatic relations; between Commonwealth states it is a high commission."""

TREATY_TYPES = (
    "defence",
    "offence",
    "neutrality",
    "nonaggression",
    "consultation",
    "friendship",
    "cooperation",
    "armistice",
    "border",
    "nuclear",
    "union",
    "trade",
    "other",
)

STATUSES = (
    "member",
    "associate-member",
    "observer",
    "candidate",
    "signatory",
    "participant",
    "partner",
    "dialogue-partner",
    "correspondent",
    "subscriber",
    "suspended",
)

STATEMENT_VERBS = {
    "proposal": ("makes a proposal to", "make a proposal to", "made a proposal to"),
    "accusation": ("accuses", "accuse", "accused"),
    "prediction": ("predicts of", "predict of", "predicted of"),
    "condemnation": ("condemns", "condemn", "condemned"),
    "support": ("supports", "support", "supported"),
    "threat": ("threatens", "threaten", "threatened"),
}
"""What sorts of statement there are, each with its verb: of one, of several, in the past."""
