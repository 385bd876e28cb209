"""Which rows are about one fact: DESIGN's "Which rows are about one fact", and nowhere else.

A slug decides by fiat. Rows without one that agree in their kind's identity are a group, which
falls into episodes by time; an episode that fits one slugged fact takes its slug. Pure, and the
same for the same rows in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diplograph.dates import OPEN
from diplograph.kinds import Kind
from diplograph.model import Claim
from diplograph.resolution.times import Times, can_be_one, times

Parts = tuple[tuple[str, ...], ...]
"""What a row says of each part of its kind's identity."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd about a claim beside the others; ``severity`` is ``error`` or ``warning``."""

    claim: Claim
    column: str
    message: str
    code: str
    severity: str = "error"


@dataclass(slots=True)
class Facts:
    """Facts by id, each with its claims in the order of publication, and what was found."""

    claims: dict[str, list[Claim]]
    groups: dict[str, str]
    findings: list[Finding]


@dataclass(slots=True)
class _Slugged:
    slug: str
    claims: list[Claim]
    parts: list[Parts]


def facts_of(kinds: Mapping[str, Kind], claims: Iterable[Claim]) -> Facts:
    """The facts that these claims are about.

    They must be all those of the blocks (``Kind.block``) and slugs that occur among them. Claims
    about which there is an error are in no fact.
    """
    ordered = sorted(claims, key=lambda claim: claim.order)
    found = Facts({}, {}, [])
    slugged: dict[str, list[Claim]] = defaultdict(list)
    free: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.slug:
            slugged[claim.slug].append(claim)
        else:
            free[kinds[claim.kind].block(claim.values)].append(claim)
    named: dict[str, list[_Slugged]] = defaultdict(list)
    for slug, group in slugged.items():
        good = sorted(_at_odds(kinds, group, found.findings), key=lambda claim: claim.order)
        kind = kinds[good[0].kind]
        parts: list[Parts] = [kind.parts(claim.values) for claim in good]
        one = _Slugged(slug, good, parts)
        found.claims[slug] = good
        fullest: Parts = max(parts, key=_said)
        found.groups[slug] = kind.group_id(fullest)
        for block in dict.fromkeys(kind.block(claim.values) for claim in good):
            named[block].append(one)
    for block, group in free.items():
        kind = kinds[group[0].kind]
        said = {claim.id: times(kind, claim) for claim in group}
        said |= {c.id: times(kind, c) for one in named[block] for c in one.claims}
        _Block(kind, said, named[block], found).place(group)
    return found


def _at_odds(
    kinds: Mapping[str, Kind], group: Sequence[Claim], findings: list[Finding]
) -> Iterator[Claim]:
    """The claims of one slug that are about what its first row, as files are read, is about."""
    order = list(kinds)
    as_read = sorted(group, key=lambda c: (order.index(c.kind), c.dataset, c.line, c.id))
    first, kind = as_read[0], kinds[as_read[0].kind]
    fixed: dict[str, tuple[frozenset[str], Claim]] = {}
    for claim in as_read:
        if claim.kind != kind.name:
            text = f"is the slug of another kind of fact in {_where(first)}"
            findings.append(Finding(claim, "fact", text, "slug-of-two-kinds"))
            continue
        said = {
            names[-1]: frozenset(one for name in names for one in claim.values.get(name, ()))
            for names in _whom(kind)
        }
        wrong = next((n for n, ids in said.items() if ids and ids != fixed.get(n, (ids,))[0]), "")
        if wrong:
            ids, other = fixed[wrong]
            text = f"the fact {claim.slug} is about {';'.join(sorted(ids))} in {_where(other)}"
            findings.append(Finding(claim, wrong, text, "fact-of-two-pairs"))
            continue
        for name, ids in said.items():
            if ids:
                fixed.setdefault(name, (ids, claim))
        yield claim


def _whom(kind: Kind) -> list[tuple[str, ...]]:
    """The columns that say whom a fact is about; an unordered pair is one of them."""
    single = [(c.name,) for c in kind.columns if c.fixed and c.name not in kind.pair]
    return [*single, *([kind.pair] if kind.pair else [])]


def _where(claim: Claim) -> str:
    return f"{claim.file}, row {claim.line} ({claim.dataset})"


def _said(parts: Parts) -> tuple[int, Parts]:
    """How much of an identity is said; what is said decides among equals."""
    return sum(map(bool, parts)), parts


def _agree(one: Parts, other: Parts) -> bool:
    """Whether two identities differ in nothing that both say."""
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))


@dataclass(slots=True)
class _Block:
    """The rows without a slug that may be about one fact, and how they come to be about facts."""

    kind: Kind
    times: Mapping[str, Times]
    slugged: Sequence[_Slugged]
    found: Facts

    def place(self, claims: Sequence[Claim]) -> None:
        """Add the facts of these claims."""
        for parts, group in self._groups(claims):
            numbered: dict[str, list[list[Claim]]] = defaultdict(list)
            for episode in self._episodes(group):
                if slug := self._slug(parts, episode):
                    self.found.claims[slug] = sorted(
                        [*self.found.claims[slug], *episode], key=lambda claim: claim.order
                    )
                else:
                    numbered[self._year(episode)].append(episode)
            self._number(self.kind.group_id(parts), numbered)

    def _groups(self, claims: Sequence[Claim]) -> Iterator[tuple[Parts, list[Claim]]]:
        """The claims by identity; one with a blank joins the one group that it fits."""
        by_parts: dict[Parts, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_parts[self.kind.parts(claim.values)].append(claim)
        groups: dict[Parts, list[Claim]] = {}
        levels = sorted({_said(parts)[0] for parts in by_parts}, reverse=True)
        for level in levels:
            whole = list(groups)
            for parts, rows in by_parts.items():
                if _said(parts)[0] != level:
                    continue
                fits = [other for other in whole if _agree(parts, other)]
                if len(fits) == 1:
                    groups[fits[0]] += rows
                    continue
                groups[parts] = rows
                if fits:
                    text = f"not said, and {len(fits)} facts fit; it stands alone"
                    name = self._blank(parts)
                    self.found.findings += [
                        Finding(row, name, text, "fits-several", "warning") for row in rows
                    ]
        for parts, rows in groups.items():
            yield parts, sorted(rows, key=lambda claim: claim.order)

    def _blank(self, parts: Parts) -> str:
        name = next(n for n, part in zip(self.kind.identity, parts, strict=True) if not part)
        return name.partition("|")[0]

    def _episodes(self, group: Sequence[Claim]) -> list[list[Claim]]:
        """The group's claims by the event or spell that they are about."""
        dated = [claim for claim in group if self.times[claim.id].dated]
        episodes: list[list[Claim]] = []
        for claim in sorted(dated, key=self._most_precise_first):
            now = self.times[claim.id]
            for episode in episodes:
                if all(can_be_one(now, self.times[other.id]) for other in episode):
                    episode.append(claim)
                    break
            else:
                episodes.append([claim])
        undated = [claim for claim in group if not self.times[claim.id].dated]
        if undated and len(episodes) < 2:
            return [[*(episodes[0] if episodes else []), *undated]]
        joined = [list(episode) for episode in episodes]
        for claim in undated:
            standing = [n for n, e in enumerate(episodes) if self._stands(e, claim.known)]
            if len(standing) == 1:
                joined[standing[0]].append(claim)
                continue
            text = (
                f"without a date, and {len(episodes)} facts of other times are alike: "
                "write which in the column fact, and in their rows too"
            )
            self.found.findings.append(Finding(claim, "fact", text, "needs-a-slug"))
        return joined

    def _most_precise_first(self, claim: Claim) -> tuple[int, date, str]:
        said = self.times[claim.id]
        begins = said.begin or said.end
        return said.precision, begins.earliest if begins else OPEN, claim.id

    def _stands(self, claims: Iterable[Claim], day: date) -> bool:
        """Whether a claim's time may hold a day; without an end it goes on."""
        for claim in claims:
            said = self.times[claim.id]
            if said.event:
                happened = said.happened()
                if happened and happened.earliest <= day <= happened.latest:
                    return True
                continue
            first = said.begin.earliest if said.begin else date.min
            last = said.end.latest if said.end else OPEN
            if first <= day <= last:
                return True
        return False

    def _slug(self, parts: Parts, episode: Sequence[Claim]) -> str:
        """The slug of the one slugged fact that an episode fits in identity and time."""
        alike = [one for one in self.slugged if any(_agree(parts, p) for p in one.parts)]
        fits = [one.slug for one in alike if self._fits(episode, one.claims)]
        if len(fits) > 1:
            text = f"fits {', '.join(sorted(fits))}; it stays apart: write which, if it is one"
            self.found.findings.append(Finding(episode[0], "fact", text, "fits-several", "warning"))
        return fits[0] if len(fits) == 1 else ""

    def _fits(self, episode: Sequence[Claim], slugged: Sequence[Claim]) -> bool:
        dated = [claim for claim in slugged if self.times[claim.id].dated]
        if not dated:
            return True
        rows = [claim for claim in episode if self.times[claim.id].dated]
        if not rows:
            return self._stands(dated, episode[0].known)
        # A denial can be of any time of which the fact's rows speak. What is asserted beside an
        # absence of its time is another spell, not the one that the slug asserts.
        asserted = [claim for claim in dated if not claim.denied] or dated
        return all(
            any(can_be_one(self.times[row.id], self.times[c.id]) for c in others)
            for row in rows
            for others in [dated if row.denied else asserted]
        )

    def _year(self, episode: Sequence[Claim]) -> str:
        """The year in which the first-published claim has it begin."""
        first = min(episode, key=lambda claim: claim.order)
        begin = self.times[first.id].begin
        return f"{begin.earliest.year:04}" if begin else "undated"

    def _number(self, group: str, numbered: Mapping[str, list[list[Claim]]]) -> None:
        """Give ids; a further fact of the same year is told by a number, in the order of first
        publication."""
        for year, episodes in numbered.items():
            ordered = [sorted(e, key=lambda claim: claim.order) for e in episodes]
            for number, episode in enumerate(sorted(ordered, key=lambda e: e[0].order), start=1):
                id_ = f"{group}:{year}" + (f"-{number}" if number > 1 else "")
                self.found.claims[id_] = episode
                self.found.groups[id_] = group
