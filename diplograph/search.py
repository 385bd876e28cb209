"""Search over entities, facts and sources by any name, misspelling or part: records in, hits out.

    index = Index(entities, facts, sources)     # once per load; see summaries.search_index
    index.search("nk embasy belarus")           # [Hit(kind="fact", title="North Korea: …"), …]

A text is looked up word by word: the word itself, a word that begins with it, one that contains
it, and the words that are nearest in spelling (rapidfuzz's normalised Indel similarity). Every
name and alias of an entity counts as words of the facts and titles that name it, so that "DPRK
embassy Minsk" finds the fact titled "North Korea: embassy in Minsk, Belarus". A word in another
script is looked up as it is and in Latin letters ("Сеул" is near "Seoul"). Words that few records
have weigh more: inverse document frequency, after Spärck Jones (1972).

Hits come in tiers: the text is a whole name or id; an entity's name begins with it; every word is
found; some are.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from slugify import slugify

from diplograph.dates import text_words
from diplograph.entities import folded
from diplograph.model import Entity, Source

HitKind = Literal["entity", "fact", "source"]

OWN, EXACT, BEGINS, ALL, SOME = 5.0, 4.0, 3.0, 2.0, 1.0
"""The tiers: what a hit's score begins with."""

_ALIAS = 0.9  # a word that only an alias has, beside one that the title has
_ASIDE = 0.7  # one that only who is mentioned beside the matter has (kinds.Kind.aside)
_PREFIX, _PART, _NEAR = 0.85, 0.7, 0.75
_NEAREST = 76.0  # "embasy" is 92 from "embassy", "belarus" 77 from "polaris"
_LEAST = 0.55  # of the words' weight, for a hit in which some are missing
_PHRASE = 7  # words in the longest name that is looked for in a title


@dataclass(frozen=True, slots=True)
class FactTitle:
    """What search needs of a fact; ``entities`` are the ids of those with a role in it, ``aside``
    of those who are only mentioned, ``when`` its dates in words, ``standing`` as in
    kinds.STANDINGS, and ``claims`` how many are about it."""

    id: str
    kind: str
    title: str
    when: str
    entities: tuple[str, ...]
    standing: str = "asserted"
    contested: bool = False
    claims: int = 1
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: what it is, its id and title, a detail to tell it from its like, and its score
    (the greater the better; from 4 a whole name, from 5 its own, from 2 every word)."""

    kind: HitKind
    id: str
    title: str
    detail: str
    score: float


@dataclass(frozen=True, slots=True)
class _Record:
    """``words`` of the title; ``more`` of aliases and details; ``aside`` of who is mentioned beside
    it; ``names`` whole names, folded."""

    kind: HitKind
    id: str
    title: str
    detail: str
    words: frozenset[str]
    more: frozenset[str]
    names: tuple[str, ...]
    shown: dict[str, str]
    weight: int
    aside: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    """Its id, its usual name and the initials of that: who has a text for these comes before who
    has it as another name (EU is the Union, before "États-Unis")."""


class Index:
    """Everything that can be searched, built once; it holds no connection and never changes."""

    def __init__(
        self,
        entities: Iterable[Entity] = (),
        facts: Iterable[FactTitle] = (),
        sources: Iterable[Source] = (),
    ) -> None:
        people = list(entities)
        self._names: dict[str, list[str]] = defaultdict(list)
        """Folded names and initials, to the ids of the entities that have them."""
        self._entity_words: dict[str, frozenset[str]] = {}
        for entity in people:
            self._name(entity)
        told = list(facts)
        uses = Counter(id_ for fact in told for id_ in fact.entities)
        by_id = {entity.id: entity for entity in people}
        self._records = [
            *(self._of_entity(entity, uses[entity.id], by_id) for entity in people),
            *(self._of_fact(fact) for fact in told),
            *(self._of_source(source) for source in sources),
        ]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._whole: dict[str, list[int]] = defaultdict(list)
        for place, record in enumerate(self._records):
            for word in record.words:
                self._postings[word].append((place, 1.0))
            for word in record.more - record.words:
                self._postings[word].append((place, _ALIAS))
            for word in record.aside - record.more - record.words:
                self._postings[word].append((place, _ASIDE))
            for name in record.names:
                self._whole[name].append(place)
        self._words = sorted(self._postings)
        self._text = "\n".join(["", *self._words, ""])
        self._by_edge: dict[tuple[int, str], list[str]] = defaultdict(list)
        """Words by their length and first letter, and by their length and last."""
        for word in self._words:
            for edge in {word[0], f"…{word[-1]}"}:
                self._by_edge[len(word), edge].append(word)
        self._whole_sorted = sorted(self._whole)

    # Building

    def _name(self, entity: Entity) -> None:
        names = _names_of(entity)
        for name in (*names, *_initials(names)):
            if entity.id not in self._names[name]:
                self._names[name].append(entity.id)
        words = {word for name in names for word in name.split()}
        self._entity_words[entity.id] = frozenset(words | set(_initials(names)))

    def _of_entity(self, entity: Entity, uses: int, by_id: dict[str, Entity]) -> _Record:
        names = _names_of(entity)
        home = by_id.get(entity.cells.get("country", ""))
        detail = f"{entity.label}, {home.name}" if home else entity.label
        more = self._entity_words[entity.id] | frozenset(folded(detail).split())
        shown = {folded(alias): alias for alias in reversed(entity.aliases)}
        return _Record(
            "entity",
            entity.id,
            entity.name,
            detail,
            frozenset(folded(entity.name).split()),
            more,
            tuple(dict.fromkeys((*names, *_initials(names)))),
            shown,
            uses,
            own=frozenset((folded(entity.id), *(own := [folded(entity.name)]), *_initials(own))),
        )

    def _of_fact(self, fact: FactTitle) -> _Record:
        tagged = {*fact.entities, *self._named_in(fact.title)}
        standing = fact.standing if fact.standing != "asserted" else ""
        contested = "contested" if fact.contested else ""
        parts = (fact.kind.replace("_", " "), fact.when, standing, contested)
        detail = ", ".join(filter(None, parts))
        more = frozenset(folded(f"{detail} {fact.id}").split())
        more = more.union(*self._words_of(tagged))
        aside = frozenset[str]().union(*self._words_of(fact.aside))
        names = (folded(fact.title), folded(fact.id))
        words = frozenset(names[0].split())
        title, weight = fact.title, fact.claims
        return _Record("fact", fact.id, title, detail, words, more, names, {}, weight, aside)

    def _of_source(self, source: Source) -> _Record:
        published = source.cells.get("published", "") or source.known.isoformat()
        day = text_words(published)
        texts = (source.publisher, source.cells.get("author", ""), published, day, source.id)
        more = frozenset(word for text in texts for word in folded(text).split())
        tagged = self._named_in(source.title)
        more = more.union(*self._words_of(tagged))
        detail = f"{source.publisher}, {day}"
        names = (folded(source.title), folded(source.id))
        words = frozenset(names[0].split())
        return _Record("source", source.id, source.title, detail, words, more, names, {}, 0)

    def _words_of(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """The words of the names that some entities have, those of each together."""
        return [self._entity_words.get(id_, frozenset()) for id_ in ids]

    def _named_in(self, title: str) -> set[str]:
        """The entities whose names stand in a title, the longest name first ("South Korea" is
        not also "Korea")."""
        words = folded(title).split()
        found: set[str] = set()
        place = 0
        while place < len(words):
            for length in range(min(_PHRASE, len(words) - place), 0, -1):
                ids = self._names.get(" ".join(words[place : place + length]), [])
                if len(ids) == 1 and (length > 1 or len(words[place]) > 2):
                    found.update(ids)
                    place += length
                    break
            else:
                place += 1
        return found

    # Asking

    def search(
        self, text: str, limit: int = 20, kinds: Collection[HitKind] | None = None
    ) -> list[Hit]:
        """The best hits for a text, at most ``limit``, of these kinds (None for all three)."""
        query = folded(text)
        words = list(dict.fromkeys(query.split()))
        if not words:
            return []
        scores = self._scores(words)
        tiers = self._tiers(query)
        scored = []
        for place in scores.keys() | tiers.keys():
            record = self._records[place]
            if kinds is not None and record.kind not in kinds:
                continue
            found, part = scores.get(place, (0, 0.0))
            tier = tiers.get(place, ALL if found == len(words) else SOME)
            if tier > SOME or part >= _LEAST:
                scored.append((tier + 0.99 * self._rank(record, words, part), place))
        scored.sort(key=lambda pair: (-pair[0], self._records[pair[1]].title, pair[1]))
        return [self._hit(place, score, query) for score, place in scored[:limit]]

    def _hit(self, place: int, score: float, query: str) -> Hit:
        record = self._records[place]
        detail = record.detail
        if query in record.shown and query != folded(record.title):
            detail = f"{detail}, also {record.shown[query]}"
        return Hit(record.kind, record.id, record.title, detail, round(score, 4))

    def _tiers(self, query: str) -> dict[int, float]:
        """The records of which the text is a whole name, or the beginning of one."""
        found = {
            place: OWN if query in self._records[place].own else EXACT
            for place in self._whole.get(query, ())
        }
        for name in _beginning(self._whole_sorted, query):
            for place in self._whole[name]:
                if self._records[place].kind == "entity":
                    found.setdefault(place, BEGINS)
        return found

    def _scores(self, words: list[str]) -> dict[int, tuple[int, float]]:
        """For each record how many of the words it has, and the share of their weight (0 to 1)."""
        total = 0.0
        counts: Counter[int] = Counter()
        sums: dict[int, float] = defaultdict(float)
        for word in words:
            best: dict[int, float] = {}
            for near, likeness in self._like(word).items():
                for place, weight in self._postings[near]:
                    if likeness * weight > best.get(place, 0.0):
                        best[place] = likeness * weight
            rarity = math.log(1 + len(self._records) / (1 + len(best)))
            total += rarity
            counts.update(best.keys())
            for place, weight in best.items():
                sums[place] += rarity * weight
        return {place: (counts[place], sums[place] / total) for place in sums}

    def _like(self, word: str) -> dict[str, float]:
        """The indexed words that a typed one may mean, with how well they do (0 to 1)."""
        found = {word: 1.0} if word in self._postings else {}
        for other in _beginning(self._words, word):
            found.setdefault(other, _PREFIX * (0.8 + 0.2 * len(word) / len(other)))
        if len(word) > 2 or not word.isascii():
            for other in self._holding(word):
                found.setdefault(other, _PART)
        if len(word) > 3 and word not in self._postings:
            near = process.extract(
                word, self._alike(word), scorer=fuzz.ratio, limit=12, score_cutoff=_NEAREST
            )
            for other, score, _ in near:
                found[other] = max(found.get(other, 0.0), _NEAR * score / 100)
        if not word.isascii() and (latin := slugify(word, separator="")):
            for other, likeness in self._like(latin).items():
                found[other] = max(found.get(other, 0.0), _ALIAS * likeness)
        return found

    def _alike(self, word: str) -> list[str]:
        """The indexed words that a misspelt one may be: those that begin or end as it does, and
        are of such a length that they can be as alike as is asked."""
        shortest = math.ceil(len(word) * _NEAREST / (200 - _NEAREST))
        longest = int(len(word) * (200 - _NEAREST) / _NEAREST)
        found = {
            other: None
            for length in range(shortest, longest + 1)
            for edge in (word[0], f"…{word[-1]}")
            for other in self._by_edge.get((length, edge), ())
        }
        return list(found)

    def _holding(self, part: str) -> Iterator[str]:
        """The indexed words that a text is a part of."""
        at = self._text.find(part)
        while at >= 0:
            end = self._text.find("\n", at)
            yield self._text[self._text.rfind("\n", 0, at) + 1 : end]
            at = self._text.find(part, end)

    def _rank(self, record: _Record, words: list[str], part: float) -> float:
        """Where a record stands within its tier (0 to 1): by its words, how much else its title
        holds, whether it is an entity, and how often that one is spoken of."""
        brevity = min(1.0, len(words) / max(1, len(record.words)))
        used = min(1.0, math.log10(1 + record.weight) / 3)
        kind = {"entity": 1.0, "fact": 0.6, "source": 0.3}[record.kind]
        return 0.6 * part + 0.15 * brevity + 0.15 * kind + 0.1 * used


def _beginning(ordered: Sequence[str], text: str) -> Sequence[str]:
    """Those of some texts in order that begin with one."""
    return ordered[bisect_left(ordered, text) : bisect_left(ordered, f"{text}\U0010ffff")]


def _names_of(entity: Entity) -> tuple[str, ...]:
    cells = (entity.name, entity.cells.get("official_name", ""), entity.cells.get("iso2", ""))
    names = (*cells, *entity.aliases, entity.id)
    return tuple(dict.fromkeys(name for text in names if (name := folded(text))))


_SMALL = frozenset({"of", "the", "and", "for", "de", "du", "la"})


def _initials(names: Iterable[str]) -> tuple[str, ...]:
    """``nk`` for ``north korea``, where a name has two to five words that count."""
    parts = ([word for word in name.split() if word not in _SMALL] for name in names)
    short = (
        "".join(word[0] for word in words)
        for words in parts
        if 2 <= len(words) <= 5 and all(len(word) > 1 for word in words)
    )
    return tuple(dict.fromkeys(short))
