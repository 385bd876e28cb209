"""Lines at three grains: a pair of entities, one kind between them, each fact by itself.

From afar a picture has one line for each pair, which says in symbols and counts what is in it and
which of that is disputed, only alleged, or an absence. Closer to it, the line parts into one for
each kind, and that into single facts. What is absent is never bundled with what is there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.words import counted
from diplograph.catalogue import KINDS
from diplograph.kinds import STANDINGS, Kind

PAIR, STRAND, FACT = 0, 1, 2
"""The grains, from the coarsest."""

ABSENT, CONTESTED, POSSIBLE, LAST_KNOWN = "✕", "⚡", "?", "⋯"
"""The marks: an absence, a dispute, what is not certain at the day, and what is last known."""

FEW, READ = 24, 16
"""Up to so many facts a picture shows each; up to so many, one pair does once it is opened."""

ALL = 3_000
"""Up to so many facts a picture shows each where that is wanted; beyond, each kind of a pair."""

_NAMED = 4


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie: a fact between one pair. ``certain`` is false where it only possibly held;
    ``last_known`` where the day lies after the last word on it."""

    id: str
    fact: str
    kind: str
    start: str
    end: str
    label: str
    title: str
    directed: bool
    standing: str
    contested: bool
    certain: bool
    absent: bool
    last_known: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """Both ends, in the order of ids."""
        return (self.start, self.end) if self.start < self.end else (self.end, self.start)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a label: in a kind's colour, or in the ink of ordinary text where blank."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn as one line. ``fact`` is set where it stands for one fact alone; ``kind`` is
    blank where several are in it; ``inside`` is the id of the coarser line that it is part of.

    ``heads``: whether an arrow stands at its start and at its end. ``standing`` is the strongest
    in it; ``contested`` whether anything in it is; ``certain`` whether anything certainly held.
    """

    id: str
    inside: str
    grain: int
    kind: str
    start: str
    end: str
    label: tuple[Part, ...]
    title: str
    count: int
    fact: str | None
    standing: str
    contested: bool
    certain: bool
    absent: bool
    heads: tuple[bool, bool]

    @property
    def brief(self) -> tuple[Part, ...]:
        """The label as it is read from afar: the two most frequent kinds, and the marks."""
        if self.grain != PAIR or len(self.label) < 4:
            return self.label
        marks = " ".join(w for w in self.label[-1].text.split() if w[0] in (ABSENT, CONTESTED))
        return (*self.label[:2], *([Part(marks)] if marks and not self.label[-1].kind else []))

    @property
    def text(self) -> str:
        """The label as plain text."""
        return "".join(part.text for part in self.label)


def plural(kind: Kind, count: int) -> str:
    """``1 visit``, ``3 embassies``, ``2 times military support``."""
    word = kind.word
    if word.endswith("y"):
        return counted(count, word, f"{word[:-1]}ies")
    if word.endswith(("s", "support")):
        return f"{count:,} {word}"
    return counted(count, word)


def lines(edges: Iterable[Edge], name: Mapping[str, str]) -> tuple[Line, ...]:
    """Every line at every grain, those of a pair together, each grain in the order of its fan.

    Those one way lie on one side, those the other way on the other, as on a road, symmetric ones
    between them; within that the kinds keep their own order, and what is older comes first.
    """
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        pairs[edge.pair].append(edge)
    rank = {kind: place for place, kind in enumerate(KINDS)}
    found: list[Line] = []
    for (low, high), group in sorted(pairs.items()):
        whole = f"{low}|{high}"
        ends = f"{name.get(low, low)} – {name.get(high, high)}"
        strands: dict[tuple[int, str, bool], list[Edge]] = defaultdict(list)
        for edge in group:
            strands[rank[edge.kind], edge.kind, edge.absent].append(edge)
        found.append(_grouped(whole, "", PAIR, low, high, group, ends))
        singles: list[tuple[tuple[int, int], Line]] = []
        for (order, kind, absent), some in sorted(strands.items()):
            strand = f"{whole}|{kind}{'|absent' if absent else ''}"
            found.append(_grouped(strand, whole, STRAND, low, high, some, ends))
            for edge in some:
                side = 0 if not edge.directed else 1 if edge.start == low else -1
                singles.append(((side, order), _single(edge, edge.id, strand, FACT)))
        found += [line for _, line in sorted(singles, key=lambda item: item[0])]
    return tuple(found)


def _single(edge: Edge, id_: str, inside: str, grain: int) -> Line:
    return Line(
        id=id_,
        inside=inside,
        grain=grain,
        kind=edge.kind,
        start=edge.start,
        end=edge.end,
        label=(Part(edge.label, "" if edge.absent else edge.kind),),
        title=edge.title,
        count=1,
        fact=edge.fact,
        standing=edge.standing,
        contested=edge.contested,
        certain=edge.certain,
        absent=edge.absent,
        heads=(False, edge.directed),
    )


def _grouped(
    id_: str, inside: str, grain: int, low: str, high: str, group: Sequence[Edge], ends: str
) -> Line:
    """The edges as one line; a single one as itself."""
    if len(group) == 1:
        return _single(group[0], id_, inside, grain)
    facts = {edge.fact: edge for edge in group}
    there = [edge for edge in facts.values() if not edge.absent]
    kinds = {edge.kind for edge in group}
    standings = {edge.standing for edge in there or group}
    told = _told(list(facts.values()))
    return Line(
        id=id_,
        inside=inside,
        grain=grain,
        kind=kinds.pop() if len(kinds) == 1 else "",
        start=low,
        end=high,
        label=_strand_label(facts.values()) if grain == STRAND else _pair_label(facts.values()),
        title=f"{ends}\n{told}\nClick to list them.",
        count=len(facts),
        fact=next(iter(facts)) if len(facts) == 1 else None,
        standing=next(one for one in STANDINGS if one in standings),
        contested=any(edge.contested for edge in group),
        certain=any(edge.certain for edge in group),
        absent=not there,
        heads=_heads(group, low) if grain == STRAND else (False, False),
    )


def _heads(group: Sequence[Edge], low: str) -> tuple[bool, bool]:
    starts = {edge.start == low for edge in group if edge.directed}
    return False in starts, True in starts


def _marks(facts: Iterable[Edge]) -> str:
    contested = sum(edge.contested for edge in facts)
    return f" {CONTESTED}{contested}" if contested else ""


def _pair_label(facts: Iterable[Edge]) -> tuple[Part, ...]:
    """``⚑2 →14 §3 +1 ✕1 ⚡2``, the most frequent kinds first."""
    group = list(facts)
    there = Counter(edge.kind for edge in group if not edge.absent)
    ranked = sorted(there, key=lambda kind: (-there[kind], list(KINDS).index(kind)))
    named = [Part(f"{KINDS[kind].style.symbol}{there[kind]} ", kind) for kind in ranked[:_NAMED]]
    rest = sum(there[kind] for kind in ranked[_NAMED:])
    absent = sum(edge.absent for edge in group)
    marks = f"{f'+{rest} ' if rest else ''}{f'{ABSENT}{absent} ' if absent else ''}"
    tail = f"{marks}{_marks(group).strip()}".strip()
    parts = [*named, *([Part(tail)] if tail else [])]
    return (*parts[:-1], Part(parts[-1].text.rstrip(), parts[-1].kind))


def _strand_label(facts: Iterable[Edge]) -> tuple[Part, ...]:
    """``→ 34 visits · 1 alleged ⚡3``, or ``✕ 2 absences``."""
    group = list(facts)
    kind = KINDS[group[0].kind]
    if all(edge.absent for edge in group):
        return (Part(f"{ABSENT} no {kind.word}, {counted(len(group), 'source fact')}"),)
    weak = Counter(edge.standing for edge in group if edge.standing != "asserted")
    said = f"{kind.style.symbol} {plural(kind, len(group))}"
    if len(weak) == 1 and sum(weak.values()) == len(group):
        said = f"{said}, {next(iter(weak))}"
    else:
        said += "".join(f" · {weak[one]} {one}" for one in STANDINGS if weak[one])
    return (Part(f"{said}{_marks(group)}", kind.name),)


def _told(facts: Sequence[Edge]) -> str:
    """What is in a bundle, for its hover text."""
    kinds = Counter(edge.kind for edge in facts if not edge.absent)
    words = [plural(KINDS[kind], kinds[kind]) for kind in KINDS if kinds[kind]]
    counts = {
        "alleged": sum(edge.standing == "alleged" for edge in facts),
        "expected": sum(edge.standing == "expected" for edge in facts),
        "contested": sum(edge.contested for edge in facts),
        "recorded absence": sum(edge.absent for edge in facts),
        "last known": sum(edge.last_known for edge in facts),
        "only possibly so on that day": sum(not edge.certain for edge in facts),
    }
    noted = [f"{count} {what}" for what, count in counts.items() if count]
    told = f"{counted(len(facts), 'fact')}: {', '.join(words) or 'nothing that was there'}."
    return f"{told} {', '.join(noted)}.".replace(" .", "") if noted else told


def grains(
    all_lines: Sequence[Line], focus: Iterable[str], wanted: str | None = None
) -> dict[str, int]:
    """The grain at which each pair (``a|b``) that is not drawn as one line is drawn.

    ``wanted``: the grain of all of them, ``pair``, ``kind`` or ``fact``, where one was chosen.
    """
    pairs = [line for line in all_lines if line.grain == PAIR]
    total = sum(line.count for line in pairs)
    if total <= {None: FEW, "fact": ALL}.get(wanted, 0):
        return {line.id: FACT for line in pairs}
    inner = set(focus)
    return {
        line.id: STRAND
        for line in pairs
        if wanted in ("kind", "fact")
        or (wanted is None and {line.start, line.end} <= inner and line.count > 1)
    }


def parted(
    all_lines: Sequence[Line], usual: Mapping[str, int], read: Mapping[str, str | None]
) -> dict[str, int]:
    """The grain at which pairs that are read, and kinds within them (``a|b|kind``), are drawn,
    beside the ``usual`` ones. ``read``: pairs with the one kind of them that is read, or None.

    The picture does the same by itself at a click (``opened`` in ``component/lines.js``), so that
    nobody waits.
    """
    counts = {line.id: line.count for line in all_lines if line.grain != FACT}
    found: dict[str, int] = {}
    for pair, kind in read.items():
        if pair not in counts or usual.get(pair) == FACT:
            continue
        if counts[pair] <= READ:
            found[pair] = FACT
            continue
        found[pair] = STRAND
        for strand in (f"{pair}|{kind}", f"{pair}|{kind}|absent"):
            if kind and counts.get(strand, READ + 1) <= READ:
                found[strand] = FACT
    return found
