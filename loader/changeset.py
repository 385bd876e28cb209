"""What a load would do to the graph: what is added, changed and withdrawn, written and refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from diplograph.errors import Problem
from diplograph.graph import Properties, cells_of
from diplograph.kinds import Kind
from diplograph.model import Claim
from loader.rows import Key, Rows


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the review: what happens to one claim, or to one row, and why."""

    what: str  # added, changed, withdrawn or rejected
    file: str
    line: int
    fact: str
    text: str

    def as_dict(self) -> dict[str, str | int]:
        """The change as plain values, for ``--json``."""
        return {
            "what": self.what,
            "file": self.file,
            "line": self.line,
            "fact": self.fact,
            "text": self.text,
        }


@dataclass(slots=True)
class FactWrite:
    """A fact as it shall stand: its node, roles, ties and the claims that come to it.

    ``new`` if it has no node yet; ``other_kind`` is the kind whose fact has its id and must go
    first. ``created`` are claims without a node, each with what its node says; ``moved`` those that
    were about another fact, or are to be seen beside others.
    """

    id: str
    kind: Kind
    properties: Properties
    roles: list[tuple[str, str]]
    ties: list[tuple[str, Properties]]
    new: bool
    other_kind: Kind | None = None
    created: list[tuple[Claim, Properties]] = field(default_factory=list)
    moved: list[Properties] = field(default_factory=list)


@dataclass(slots=True)
class NodeWrite:
    """An entity or source as it shall stand; ``properties`` is None where it shall not, and
    ``new`` is true where it has no node yet."""

    label: str
    id: str
    properties: Properties | None
    new: bool = False


@dataclass(slots=True)
class Part:
    """What a plan does to one dataset: its rows before and after it, in number, those that it
    displaces, and the keys of those that it adds."""

    dataset: str
    files: list[str]
    folder: str = ""
    before: int = 0
    rows: int = 0
    displaced: Rows = field(default_factory=dict)
    added: set[Key] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    rejected: int = 0

    def counts(self) -> dict[str, int]:
        """The part in numbers of claims."""
        named = {
            what: sum(change.what == what for change in self.changes)
            for what in ("added", "changed", "withdrawn")
        }
        return {**named, "unchanged": self.unchanged, "rejected": self.rejected}


@dataclass(slots=True)
class Plan:
    """What a load would do; ``refused`` are those of its problems for which it may not;
    ``undoes`` is the stamp of the load that it takes back, if it does."""

    parts: list[Part]
    entities: list[NodeWrite] = field(default_factory=list)
    sources: list[NodeWrite] = field(default_factory=list)
    facts: list[FactWrite] = field(default_factory=list)
    gone_facts: list[tuple[str, Kind]] = field(default_factory=list)
    gone_claims: list[str] = field(default_factory=list)
    placed: list[Properties] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    undoes: str = ""

    @property
    def dataset(self) -> str:
        """The names of its datasets."""
        return ", ".join(part.dataset for part in self.parts)

    @property
    def changes(self) -> list[Change]:
        """Every line of the review."""
        return [change for part in self.parts for change in part.changes]

    @property
    def rejected(self) -> int:
        """How many rows are left out for what is wrong with them."""
        return sum(part.rejected for part in self.parts)

    @property
    def empty(self) -> bool:
        """Whether the graph is already as the datasets say."""
        return not (
            self.entities
            or self.sources
            or self.facts
            or self.gone_facts
            or self.gone_claims
            or self.placed
        )

    def counts(self) -> dict[str, int]:
        """The plan in numbers of claims."""
        counted = [part.counts() for part in self.parts]
        return {what: sum(one[what] for one in counted) for what in counted[0]}


def claim_text(claim: Claim) -> str:
    """A claim's cells in short, for a review."""
    own = ("fact", "source", "locator", "note")
    return " · ".join(
        f"{cell}" for name, cell in cells_of(claim).items() if cell and name not in own
    )
