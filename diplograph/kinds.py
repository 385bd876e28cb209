"""What a kind of fact is: the words in which every kind is declared, checked as it is declared.

A kind says once what its CSV file holds, what makes two rows one fact, when it was true, which
ties it makes, how it is drawn and how it reads. The header check, table schema, constraints,
writes, filters, legend, sentences, forms and documentation are derived from that.
The declarations themselves are in ``catalogue``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, product
from typing import Literal, get_args

from diplograph.errors import DeclarationError
from diplograph.ids import entity_part, plain, text_part
from diplograph.phrases import columns_of
from diplograph.shapes import Event, Span

Standing = Literal["asserted", "alleged", "expected", "denied"]
STANDINGS: tuple[Standing, ...] = ("asserted", "alleged", "expected", "denied")
"""What a claim may say of its fact, the strongest first; a blank cell means the first."""

Label = Literal["Country", "Organization", "Person", "City"]
ENTITY_LABELS: tuple[Label, ...] = get_args(Label)
"""What an entity is; ``catalogue.reference`` declares the file of each."""

CLAIM_COLUMNS = ("fact", "standing", "attributed_to", "source", "locator", "note")
"""The columns that every fact file has beside its kind's own."""

PLACE = "IN"
"""The role of the city in which something is or was."""

SUPERSEDED = "SUPERSEDED"
"""The one type of all ties of earlier versions; their property ``tie`` names what they were."""

RESERVED = frozenset(
    {*CLAIM_COLUMNS, "id", "kind", "dataset", "title", "contested", "file", "line", "known"}
    | {"said_by", "disputes", "versions", "digest", "known_from", "known_to", "tie"}
)
"""Names that a kind's columns may not have, since fact, claim and tie have properties so named."""

Values = Mapping[str, tuple[str, ...]]
"""A claim's or version's cells: column to its values, () where blank; entities by id."""

Pair = tuple[int, str, str]
"""Two entities that a kind's rule ties: the place of the rule among the kind's, start, end."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a fact file.

    ``entity``: the labels of the entities it names, () if it names none. ``role``: the type of
    the relationship from the fact node to them. ``words``: its vocabulary, () if free, and
    ``shown`` how some of them read in a sentence. ``fixed``: all claims on one fact must agree
    in it, since it says whom the fact is about. ``degrees``: how far from zero a coordinate may
    lie, 0 if it is none. ``form``: what a cell must look like, a regular expression; what is
    ``wanted`` says it to people, and ``code`` to programs.
    """

    name: str
    help: str
    entity: tuple[str, ...] = ()
    role: str | None = None
    words: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    date: bool = False
    many: bool = False
    required: bool = False
    fixed: bool = False
    degrees: float = 0
    form: str = ""
    wanted: str = ""
    code: str = ""

    @property
    def free(self) -> bool:
        """Whether it is free text."""
        return not (self.entity or self.words or self.date)

    def read(self, word: str) -> str:
        """A word of its vocabulary as it reads in a sentence."""
        return self.shown.get(word, word.replace("-", " "))


@dataclass(frozen=True, slots=True)
class TieRule:
    """How a kind's facts become ties of one type: from each entity in ``start`` to each in ``end``.

    Symmetric rules join every pair within ``start``. ``value`` names the column whose value the
    tie carries as ``type``; ``only`` and ``never`` limit the rule to, or keep it from, such values.
    ``denied`` is the type of tie that a denied version makes (most make none).
    """

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...] = ()
    symmetric: bool = False
    value: str | None = None
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    denied: str | None = None

    def types(self) -> tuple[str, ...]:
        """Every relationship type the rule can make."""
        return (self.type,) + ((self.denied,) if self.denied else ())


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind is drawn: its colour on light and on dark ground, and a symbol, since colour
    alone is not enough for every eye."""

    light: str
    dark: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a fact reads: a clause while it lasts, one when it is over, one when it is denied.

    In the language of ``phrases``. ``title`` is the fact's name, without a verb. ``to`` follows
    ``expects``; ``denied_past`` says an absence that is over, where it differs. ``marks`` gives
    for each word of the column ``by`` what stands for ``<one>``, ``<bare>`` and so on.
    """

    title: str
    now: str
    past: str
    denied: str
    to: str
    denied_past: str = ""
    by: str = ""
    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def template(self, form: str, values: Values) -> str:
        """The template of a form (``denied`` where there is none), with its marks filled in."""
        template: str = getattr(self, form) or self.denied
        for word in values.get(self.by, ()):
            for mark, text in self.marks[word].items():
                template = template.replace(f"<{mark}>", text)
        return template


@cache
def _columns_of(name: str) -> tuple[str, ...]:
    """The columns that a part of an identity names: ``a``, ``a|b`` or ``a+b``."""
    return tuple(re.split(r"[|+]", name))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact; ``name`` is its file's stem, ``label`` the label of its fact nodes.

    ``identity`` names what two rows must agree in to be about one fact: columns, ``a|b`` where b
    serves if a is blank, ``a+b`` where the two are one unordered pair. ``mortal`` kinds end when a
    state that they tie does.
    """

    name: str
    label: str
    heading: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    ties: tuple[TieRule, ...]
    style: Style
    phrase: Phrase
    when: Span | Event = field(default_factory=Span)
    mortal: bool = False
    any_of: tuple[str, ...] = ()
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)
    _firm: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})
        _check(self)
        object.__setattr__(self, "_firm", frozenset(filter(self._is_firm, self.identity)))

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the file in their usual order."""
        first, *rest = CLAIM_COLUMNS
        return (first, *self.by_name, *rest)

    @property
    def tie_types(self) -> tuple[str, ...]:
        """Every relationship type between entities that the kind can make."""
        return tuple(dict.fromkeys(name for rule in self.ties for name in rule.types()))

    @property
    def roles(self) -> tuple[str, ...]:
        """Every relationship type from the fact node to an entity."""
        return tuple(dict.fromkeys(c.role for c in self.columns if c.role))

    @property
    def aside(self) -> frozenset[str]:
        """The roles of who is only mentioned: neither tied, nor identity, nor the place."""
        tied = {name for rule in self.ties for name in rule.start + rule.end}
        told = tied.union(*map(_columns_of, self.identity))
        others = {c.role for c in self.columns if c.role and c.name not in told}
        return frozenset(others - {PLACE})

    @property
    def dated(self) -> frozenset[str]:
        """The columns that say when it was true."""
        return frozenset(self.when.columns)

    @property
    def pair(self) -> tuple[str, ...]:
        """The columns that are one unordered pair; () if there are none."""
        return next((tuple(n.split("+")) for n in self.identity if "+" in n), ())

    @property
    def settled(self) -> frozenset[str]:
        """The columns whose values are settled as a fact's start and end."""
        return frozenset({self.when.first, self.when.last})

    def firm(self, name: str) -> bool:
        """Whether every row says this part of the identity."""
        return name in self._firm

    def _is_firm(self, name: str) -> bool:
        columns = _columns_of(name)
        return any(self.by_name[c].required for c in columns) or set(columns) == set(self.any_of)

    def parts(self, values: Values) -> tuple[tuple[str, ...], ...]:
        """What a row says of each part of the identity, () where it says nothing; equal for equal
        things, so entities and words as a set, text without its typography."""
        return tuple(self._part(name, values) for name in self.identity)

    def _part(self, name: str, values: Values) -> tuple[str, ...]:
        if "+" in name:
            return tuple(sorted(one for n in name.split("+") for one in values.get(n, ())))
        for column in map(self.by_name.__getitem__, name.split("|")):
            if cells := values.get(column.name, ()):
                same = tuple(map(plain, cells)) if column.free else tuple(sorted(cells))
                # two people and two states are not one thing, whatever their ids
                return same if column.name == name.partition("|")[0] else _marked(column.name, same)
        return ()

    def block(self, values: Values) -> str:
        """What rows have in common that may be about one fact: the firm parts of the identity."""
        return self._id(self.parts(values), self._firm)

    def group_id(self, parts: Iterable[tuple[str, ...]]) -> str:
        """The id that facts of this identity have in common. It has colons, which slugs may not
        have, so the two never meet."""
        return self._id(parts, self.identity)

    def _id(self, parts: Iterable[tuple[str, ...]], names: Collection[str]) -> str:
        said = [
            "+".join(self._id_part(name, text) for text in part)
            for name, part in zip(self.identity, parts, strict=True)
            if name in names
        ]
        return ":".join([self.name, *said])

    def _id_part(self, name: str, text: str) -> str:
        column = self.by_name[_columns_of(name)[0]]
        if column.free:
            return text_part(text)
        return text.replace(" ", "-") if column.words else entity_part(text)

    def pairs(self, values: Values) -> Iterator[Pair]:
        """The pairs of entities that a row ties, each once, whatever the tie will be called."""
        made: dict[Pair, None] = {}
        for place, rule in enumerate(self.ties):
            if (rule.start, rule.end) in [(r.start, r.end) for r in self.ties[:place]]:
                continue  # told from the earlier rule by its value, which is settled later
            starts = list(_named(rule.start, values))
            if rule.symmetric:
                found = [(min(p), max(p)) for p in combinations(dict.fromkeys(starts), 2)]
            else:
                ends = list(_named(rule.end, values))
                found = [(start, end) for start in starts for end in ends if start != end]
            made.update(((place, start, end), None) for start, end in found)
        yield from made

    def tie(self, place: int, values: Values, denied: bool) -> tuple[str, str] | None:
        """The type and value of the tie that such a pair gets; None if it gets none."""
        first = self.ties[place]
        for rule in self.ties[place:]:
            if (rule.start, rule.end) != (first.start, first.end):
                continue
            value = ";".join(values.get(rule.value, ())) if rule.value else self.word
            if (rule.only and value not in rule.only) or value in rule.never:
                continue
            name = rule.denied if denied else rule.type
            return (name, value) if name else None
        return None

    @property
    def word(self) -> str:
        """The kind as one lower-case word or two: ``military support``."""
        return re.sub(r"(?<!^)(?=[A-Z])", " ", self.label).lower()


def _marked(column: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{column}={ids[0]}", *ids[1:])


def _named(columns: Iterable[str], values: Values) -> Iterator[str]:
    return (one for column in columns for one in values.get(column, ()))


def _check(kind: Kind) -> None:
    """Raise DeclarationError where a declaration contradicts itself."""

    def insist(holds: bool, text: str) -> None:
        if not holds:
            raise DeclarationError(f"kind {kind.name!r}: {text}")

    def known(names: Iterable[str], what: str) -> None:
        strays = [name for name in names if name not in kind.by_name]
        insist(not strays, f"{what} names no such column: {', '.join(strays)}")

    insist(re.fullmatch(r"[a-z_]+", kind.name) is not None, "the name must be snake_case")
    insist(re.fullmatch(r"([A-Z][a-z]+)+", kind.label) is not None, "the label must be PascalCase")
    insist(len(kind.by_name) == len(kind.columns), "two columns have one name")
    insist(not set(kind.by_name) & RESERVED, "a column has a name that is reserved")
    known(re.split(r"[|+]", "|".join(kind.identity)), "identity")
    known(kind.any_of, "any_of")
    known(kind.dated, "its dates")
    for name in kind.dated:
        insist(kind.by_name[name].date, f"{name}: one of its dates, but not a date column")
    for column in kind.columns:
        insist(not (column.words and column.entity), f"{column.name}: words and entity")
        insist(bool(column.entity) or not column.role, f"{column.name}: a role without an entity")
        insist(set(column.entity) <= set(ENTITY_LABELS), f"{column.name}: unknown label")
    for rule in kind.ties:
        known(rule.start + rule.end, f"tie {rule.type}")
        known((rule.value,) if rule.value else (), f"tie {rule.type}")
        insist(rule.symmetric != bool(rule.end), f"tie {rule.type}: symmetric or with an end")
        entity = all(kind.by_name[c].entity for c in rule.start + rule.end)
        insist(entity, f"tie {rule.type} joins what is not an entity")
        for name in rule.types():
            insist(re.fullmatch(r"[A-Z_]+", name) is not None, f"tie {name}: not UPPER_SNAKE")
    phrase = kind.phrase
    by = kind.by_name.get(phrase.by)
    words = by.words if by else ()
    insist(set(phrase.marks) == set(words), "marks for other words than those of the column by")
    for word, form in product(
        words or ("",), ("title", "now", "past", "denied", "denied_past", "to")
    ):
        template = phrase.template(form, {phrase.by: (word,)} if word else {})
        try:
            names = columns_of(template)
        except ValueError as error:
            raise DeclarationError(f"kind {kind.name!r}: {error}") from error
        known(names, f"phrase {template!r}")
