"""How a fact is told: its sentence, standing, disputes, claims and record, as markup.

Pure: records in, markup out. Explore's panel and the page of a fact are made from the same parts;
every entity, fact and source named in them is a link to its page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.markup import Markup, element, inside, link, together
from dashboard.pages import Clocks, href
from dashboard.words import STANDING_WORDS, short_window
from diplograph.dates import (
    OPEN,
    OPEN_END,
    UNKNOWN,
    day_words,
    during,
    parse_date,
    text_words,
    words,
)
from diplograph.kinds import Kind
from diplograph.model import Claim, Source, Version
from diplograph.questions.core import FactRecord
from diplograph.resolution.resolve import extent
from diplograph.sentences import (
    Namer,
    claim_sentence,
    disagreements,
    fact_sentence,
    title,
    when_words,
)

# Sentences are filled with names before anything is markup, so a name that is to be a link goes
# through them between two characters that Unicode leaves to programs.
_OPEN, _CLOSE = "\ue0d6", "\ue0d7"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]+){_CLOSE}")


class Told(Protocol):
    """A fact as far as it needs to be known to be told: whole, or in brief."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> Kind:
        """What sort of fact it is."""

    @property
    def now(self) -> Version:
        """How it stands."""


def fact_title(fact: Told, name: Namer) -> str:
    """A fact's name as lists show it."""
    return title(fact.kind, fact.now.standing, fact.now.values, name)


def sentence(fact: Told, name: Namer, version: Version | None = None) -> str:
    """A fact, or one version of it, as a sentence."""
    told = version or fact.now
    return fact_sentence(fact.kind, told.standing, told.values, told.start, told.end, name)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells facts: by these names, with links that keep these clocks."""

    name: Namer
    clocks: Clocks = field(default_factory=Clocks)

    def _mark(self, id_: str) -> str:
        return f"{_OPEN}{id_}{_CLOSE}"

    def _linked(self, text: str) -> Markup:
        """A text with every marked entity as a link to its page."""
        parts = _MARKED.split(text)
        return together(
            *(
                self.entity(part) if place % 2 else part.replace(_OPEN, "").replace(_CLOSE, "")
                for place, part in enumerate(parts)
            )
        )

    def entity(self, id_: str) -> Markup:
        """An entity's name, linked to its page."""
        return inside(self.name(id_), href("country", self.clocks, id=id_))

    def fact(self, fact: Told) -> Markup:
        """A fact's name, linked to its page."""
        return inside(fact_title(fact, self.name), self.fact_address(fact.id))

    def fact_address(self, id_: str) -> str:
        """Where a fact's page is."""
        return href("fact", self.clocks, id=id_)

    def source(self, source: Source) -> Markup:
        """A source in one line: publisher (to its page here), author, title (to itself), date."""
        published = source.cells.get("published", "")
        author = source.cells.get("author", "")
        return together(
            inside(source.publisher, href("sources", self.clocks, id=source.id)),
            f", {author}: " if author else ": ",
            link(source.title, source.cells.get("url", "")),
            f" ({dated(published)})",
        )

    def sentence(self, fact: Told, version: Version | None = None) -> Markup:
        """A fact, or one version of it, as a sentence whose entities are links."""
        return self._linked(sentence(fact, self._mark, version))

    def undated(self, fact: Told) -> Markup:
        """A fact as a sentence less its dates, for where they stand beside it."""
        now = fact.now
        when = when_words(fact.kind, now.standing == "expected", now.start, now.end)
        dates = f" ({when})."
        return self._linked(sentence(fact, self._mark).removesuffix(dates).removesuffix("."))

    def says(self, fact: FactRecord, claim: Claim) -> Markup:
        """Who says what, with links."""
        sources = [fact.sources[id_] for id_ in claim.sources]
        publisher = sources[0].publisher if sources else "An unnamed source"
        return self._linked(claim_sentence(fact.kind, claim, publisher, self._mark))

    def content(self, fact: FactRecord, claim: Claim) -> Markup:
        """What a source says, on its own page: without naming itself, unless it relays others."""
        if claim.attributed_to:
            return self.says(fact, claim)
        start, end = extent(fact.kind, claim)
        text = fact_sentence(fact.kind, claim.standing, claim.values, start, end, self._mark)
        return self._linked(text)

    def claim(self, fact: FactRecord, claim: Claim) -> Markup:
        """A claim: who says what, in which source, and where in it."""
        parts = [element("p", self.says(fact, claim))]
        parts += [
            element("p", self.source(fact.sources[id_]), class_="dg-source")
            for id_ in claim.sources
        ]
        if claim.locator:
            parts.append(element("p", f"Where in it: {claim.locator}", class_="dg-note"))
        if claim.note:
            parts.append(element("p", f"Note: {claim.note}", class_="dg-note"))
        return element("article", *parts, class_=f"dg-claim dg-{claim.standing}")

    def history(self, fact: FactRecord) -> Markup:
        """Each version, with the day from which it was known."""
        items = []
        for version in fact.versions:
            on = ", contested" if version.contested else ""
            items.append(
                element(
                    "li",
                    element("strong", f"{known(version)}: "),
                    self.sentence(fact, version),
                    f" ({version.standing}{on})",
                )
            )
        return element("ul", *items)


def tags(fact: Told) -> Markup:
    """A fact's kind and standing, and whether it is contested, as tags."""
    kind, now = fact.kind, fact.now
    found = [
        element(
            "span", f"{kind.style.symbol} {kind.heading}", class_=f"dg-tag dg-kind-{kind.name}"
        ),
        element("span", STANDING_WORDS[now.standing], class_="dg-tag"),
        *([element("span", "⚡ Contested", class_="dg-tag")] if now.contested else []),
    ]
    return element("div", *found, class_="dg-tags")


def disputes(fact: Told) -> Markup:
    """What sources disagree on; nothing where they agree."""
    if not fact.now.contested:
        return Markup()
    on = "; ".join(disagreements(fact.kind, fact.now.disputes))
    return element("div", f"Sources disagree {on}.", class_="dg-dispute")


def when(fact: Told) -> str:
    """Both ends in words, so that what is uncertain of each can be seen."""
    start, end = fact.now.start, fact.now.end
    if not fact.kind.when.lasts:
        return f"When: {during(start, end) or 'no source says'}."
    began = words(start) if start.latest != OPEN else "no source says"
    ended = "not, so far as it is known" if end == OPEN_END else words(end)
    last = fact.now.last_said
    known_to = f" Last said: {day_words(last)}." if end.earliest == OPEN and last != UNKNOWN else ""
    return f"Began: {began}. Ended: {ended}.{known_to}"


def known(version: Version) -> str:
    """From which day, and up to which, the record said so."""
    since = day_words(version.known_from) if version.known_from != UNKNOWN else "the beginning"
    until = "" if version.current else f" to {day_words(version.known_to)}"
    return f"From {since}{until}"


def short_dated(published: str) -> str:
    """A source's day of publication, as short as a table needs it."""
    try:
        return short_window(parse_date(published)) or dated(published) if published else ""
    except ValueError:
        return published


def dated(published: str) -> str:
    """A source's day of publication in words, as far as it gives one."""
    try:
        return text_words(published) if published else "no date of publication"
    except ValueError:
        return published
