"""What is beside the picture: a fact with its claims, or an entity with its facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.markup import Markup, element, link, together
from dashboard.views import state
from dashboard.views.shared import Graph
from dashboard.words import STANDING_WORDS, clock_words, counted, dispute_words
from diplograph.catalogue import KINDS
from diplograph.dates import (
    OPEN,
    OPEN_END,
    UNKNOWN,
    certainty,
    day_words,
    during,
    text_words,
    words,
)
from diplograph.model import Claim, Entity, Source, Version
from diplograph.queries import FactRecord
from diplograph.sentences import Namer, claim_sentence, fact_sentence, title

LISTED = 200
"""How many facts of an entity are listed at most."""


def fact_title(fact: FactRecord, name: Namer) -> str:
    """A fact's name as lists show it."""
    return title(fact.kind, fact.now.standing, fact.now.values, name)


def sentence(fact: FactRecord, name: Namer, version: Version | None = None) -> str:
    """A fact, or one version of it, as a sentence."""
    told = version or fact.now
    return fact_sentence(fact.kind, told.standing, told.values, told.start, told.end, name)


def fact_panel(fact: FactRecord, graph: Graph) -> None:
    """A fact: sentence, standing, disputes, claims side by side, and how its record grew."""
    name, kind, now = graph.name, fact.kind, fact.now
    tags = [
        element(
            "span", f"{kind.style.symbol} {kind.heading}", class_=f"dg-tag dg-kind-{kind.name}"
        ),
        element("span", STANDING_WORDS[now.standing], class_="dg-tag"),
        *([element("span", "⚡ Contested", class_="dg-tag")] if now.contested else []),
    ]
    parts = [
        element("div", *tags, class_="dg-tags"),
        element("h3", sentence(fact, name)),
    ]
    if now.contested:
        on = "; ".join(dispute_words(kind, now.disputes))
        parts.append(element("div", f"Sources disagree {on}.", class_="dg-dispute"))
    parts.append(element("p", _when(fact)))
    parts.append(element("h4", counted(len(fact.claims), "claim")))
    parts += [_claim(fact, claim, name) for claim in fact.claims]
    parts += [element("h4", "How the record came about"), _history(fact, name)]
    st.html(element("section", *parts, class_="dg-panel", aria_label="Fact"))
    ends = dict.fromkeys(
        id_
        for column in kind.columns
        if column.entity
        for id_ in now.values.get(column.name, ())
        if id_ in graph.registry.entities
    )
    with st.container(horizontal=True, gap="small"):
        for id_ in ends:
            st.button(
                _plain(name(id_)),
                key=f"go_{id_}",
                icon=":material/arrow_forward:",
                type="tertiary",
                on_click=state.select,
                kwargs={"node": id_},
            )


def _when(fact: FactRecord) -> str:
    """Both ends in words, so that what is uncertain of each can be seen."""
    start, end = fact.now.start, fact.now.end
    if fact.kind.event:
        return f"When: {during(start, end) or 'no source says'}."
    began = words(start) if start.latest != OPEN else "no source says"
    ended = "not, so far as it is known" if end == OPEN_END else words(end)
    return f"Began: {began}. Ended: {ended}."


def _plain(text: str) -> str:
    """A button's label is Markdown: its marks are escaped."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>~$:&=^@" else c for c in text)


def _claim(fact: FactRecord, claim: Claim, name: Namer) -> Markup:
    sources = [fact.sources[id_] for id_ in claim.sources]
    publisher = sources[0].publisher if sources else "An unnamed source"
    parts = [element("p", claim_sentence(fact.kind, claim, publisher, name))]
    parts += [_source(source) for source in sources]
    if claim.locator:
        parts.append(element("p", f"Where in it: {claim.locator}", class_="dg-note"))
    if claim.note:
        parts.append(element("p", f"Note: {claim.note}", class_="dg-note"))
    return element("article", *parts, class_=f"dg-claim dg-{claim.standing}")


def _source(source: Source) -> Markup:
    cells = source.cells
    published = cells.get("published", "")
    try:
        when = text_words(published) if published else "no date of publication"
    except ValueError:
        when = published
    author = f", {cells['author']}" if cells.get("author") else ""
    return element(
        "p",
        f"{source.publisher}{author}: ",
        link(source.title, cells.get("url", "")),
        f" ({when})",
        class_="dg-source",
    )


def _history(fact: FactRecord, name: Namer) -> Markup:
    """Each version, with the day from which it was known."""
    items = []
    for version in fact.versions:
        on = ", contested" if version.contested else ""
        since = day_words(version.known_from) if version.known_from != UNKNOWN else "the beginning"
        until = "" if version.known_to == OPEN else f" to {day_words(version.known_to)}"
        items.append(
            element(
                "li",
                element("strong", f"From {since}{until}: "),
                sentence(fact, name, version),
                f" ({version.standing}{on})",
            )
        )
    return element("ul", *items)


def kin_panel(gone: str, kin: Mapping[str, str]) -> None:
    """Facts of the identity of one that is no more, which an address names: by id, their names."""
    text = "Rows that came since tell it otherwise. These facts are about the same:"
    st.html(
        element(
            "section",
            together(
                element("h3", "No fact has this address any more"),
                element("p", gone),
                element("p", text),
            ),
            class_="dg-panel",
        )
    )
    for id_, name in kin.items():
        year = id_.rpartition(":")[2]
        st.button(
            _plain(f"{name} ({year})"),
            key=f"open_{id_}",
            type="tertiary",
            on_click=state.select,
            kwargs={"fact": id_},
        )


def nothing_known(id_: str, is_fact: bool, known_on: date | None) -> None:
    """What to say of an address of which nothing can be shown."""
    if is_fact:
        heading = "Nothing had been published of this fact"
        text = f"Nothing is recorded of it, {clock_words(None, known_on)}."
    else:
        heading, text = "There is no such fact", f"The address names {id_}; no fact has this id."
    body = together(element("h3", heading), element("p", text))
    st.html(element("section", body, class_="dg-panel"))


def entity_panel(entity: Entity, graph: Graph, as_of: date | None, known_on: date | None) -> None:
    """An entity: its names, and its facts by kind, each to be opened."""
    facts = graph.facts(graph.facts_of(entity.id)[:LISTED], known_on)
    aliases = list(dict.fromkeys((*entity.aliases, entity.cells.get("official_name", ""))))
    also = ", ".join(alias for alias in aliases if alias)
    about = [element("div", element("span", entity.label, class_="dg-tag"), class_="dg-tags")]
    about.append(element("h3", entity.name))
    about += [element("p", f"Also: {also}")] if also else []
    about += [element("p", entity.cells["note"])] if entity.cells.get("note") else []
    about.append(element("p", f"{counted(len(facts), 'fact')} by all sources; choose one to read."))
    st.html(element("section", *about, class_="dg-panel", aria_label="Entity"))
    by_kind: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in facts.values():
        by_kind[fact.kind.name].append(fact)
    for kind in KINDS.values():
        group = sorted(by_kind[kind.name], key=lambda fact: (fact.now.start, fact.id))
        if not group:
            continue
        heading = f"{kind.style.symbol} {kind.heading} · {len(group)}"
        st.html(
            element(
                "section",
                element("h4", heading, class_=f"dg-kind-{kind.name}"),
                class_="dg-panel",
            )
        )
        for fact in group:
            _fact_button(fact, graph, as_of)


def _fact_button(fact: FactRecord, graph: Graph, as_of: date | None) -> None:
    now = fact.now
    mark = "⚡ " if now.contested else ""
    told = sentence(fact, graph.name)
    if as_of is not None:
        held = certainty(as_of, now.start, now.end)
        mark += {"yes": "", "possibly": "? ", "no": "(not then) "}[held]
    st.button(
        _plain(mark + (told if len(told) < 160 else told[:157] + "…")),
        key=f"open_{fact.id}",
        type="tertiary",
        on_click=state.select,
        kwargs={"fact": fact.id},
    )


def nothing_selected(guide: Markup) -> None:
    """What the panel says before anything is chosen."""
    st.html(
        together(
            element(
                "section",
                element("h3", "Choose a tie or an entity"),
                element(
                    "p",
                    "Click a line to read the fact behind it and who says so; click an entity for "
                    "its facts. Or choose a fact from the list below the picture.",
                ),
                element("h4", "How to read the picture"),
                guide,
                class_="dg-panel",
            )
        )
    )
