"""The columns and labels that several kinds have in common."""

from __future__ import annotations

from diplograph.kinds import Column

STATE = ("Country",)
PARTY = ("Country", "Organization")
PERSON = ("Person",)
ANYONE = ("Country", "Organization", "Person")
CITY = ("City",)

FROM = Column("from", "EDTF date on which it began; blank = unknown", date=True)
TO = Column("to", "EDTF date on which it ended; blank = open, so far as it is known", date=True)
