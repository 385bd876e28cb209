"""Fact: one fact with everything that is claimed of it, and how its record came about."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import dossier, reasons, telling
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import Clocks, href
from dashboard.telling import Teller
from dashboard.views import cite, state
from dashboard.views.frame import Frame, entitle, opened, show_clocks
from dashboard.words import clock_words, counted, excerpt
from diplograph.citations.work import fact_work, source_work
from diplograph.dates import certainty, day_words
from diplograph.questions.core import FactRecord
from diplograph.questions.dossiers import brief

_FOCUS = 6


def show() -> None:
    """The whole view."""
    frame = opened("fact")
    if frame is None:
        return
    id_ = state.address().get("id", "")
    found = frame.world.facts((id_,), frame.clocks.known_on)
    if whole := frame.world.facts((id_,), None).get(id_):
        known = sorted({claim.known for claim in whole.claims})
        show_clocks(frame, dossier.days([brief(whole)]), known)
    if id_ in found:
        _fact(found[id_], frame)
    else:
        _nothing(id_, frame)


def _nothing(id_: str, frame: Frame) -> None:
    """Why there is nothing here, and the way on."""
    known_on = frame.clocks.known_on
    known: list[Markup] = []
    later = bool(id_) and known_on is not None and bool(frame.world.facts((id_,), None))
    if not id_:
        head, why = "No fact is named", "The address of a fact's page ends with its id."
    elif later:
        head = "Nothing had been published of this fact"
        why = f"Nothing is recorded of it, {clock_words(None, known_on)}."
    elif kin := frame.world.kin(id_):
        head = "No fact has this address any more"
        why = "Rows that came since tell it otherwise. These are about the same:"
        known = [inside(name, href("fact", id=other)) for other, name in kin.items()]
    else:
        head = "There is no such fact"
        why = f"Nothing in the graph has the id {excerpt(id_, 200)}. It may have been withdrawn."
    ways = [
        *known,
        *([inside("What is recorded of it now", href("fact", id=id_))] if later else []),
    ]
    ways.append(inside("Find a fact from Home", href("home")))
    st.html(
        element(
            "div",
            element("h2", head, class_="dg-heading"),
            element("p", why),
            *(element("p", way) for way in ways),
            class_="dg-panel dg-notice",
        )
    )


def _fact(fact: FactRecord, frame: Frame) -> None:
    teller = Teller(frame.world.name, frame.clocks)
    entitle(telling.fact_title(fact, frame.world.name))
    st.html(
        element(
            "section",
            telling.tags(fact),
            element("h2", telling.fact_title(fact, frame.world.name), class_="dg-heading"),
            element("p", teller.sentence(fact), class_="dg-lead"),
            telling.disputes(fact),
            _dates(fact, frame),
            _ways(fact, frame),
            element(
                "nav",
                element("a", _counted(fact), href="#claims"),
                element("a", "Side by side", href="#compared"),
                element("a", "How the record came about", href="#record"),
                element("a", "Cite", href="#cite"),
                class_="dg-row dg-small dg-muted",
                aria_label="On this page",
            ),
            class_="dg-panel",
            aria_label="Fact",
        )
    )
    st.html(
        together(
            element(
                "section",
                element("h2", _counted(fact), class_="dg-section", id="claims"),
                element(
                    "div",
                    *(teller.claim(fact, claim) for claim in fact.claims),
                    class_="dg-sides",
                ),
                aria_label="Claims",
                class_="dg-panel",
            ),
            element(
                "section",
                element("h2", "Side by side", class_="dg-section", id="compared"),
                reasons.comparison(fact, teller),
                aria_label="Side by side",
            ),
            element(
                "section",
                element("h2", "How the record came about", class_="dg-section", id="record"),
                reasons.record(fact, teller),
                aria_label="How the record came about",
                class_="dg-panel",
            ),
        )
    )
    _cite(fact, frame)


def _counted(fact: FactRecord) -> str:
    sources = counted(len(fact.sources), "source")
    return f"{counted(len(fact.claims), 'claim')} in {sources}, by date of publication"


def _dates(fact: FactRecord, frame: Frame) -> Markup:
    """When it was so, whether it was on the day of the world's clock, and since when known."""
    clocks, now = frame.clocks, fact.now
    parts = [element("p", telling.when(fact))]
    if clocks.as_of:
        held = certainty(clocks.as_of, now.start, now.end)
        parts.append(element("p", f"On {day_words(clocks.as_of)}: {held}."))
    if clocks.known_on:
        told = f"As the record stood on {day_words(clocks.known_on)}. "
        now_address = href("fact", Clocks(clocks.as_of), id=fact.id)
        parts.append(element("p", told, inside("By all that is known now", now_address)))
    else:
        first = fact.versions[0].known_from
        parts.append(element("p", f"In the record since {day_words(first)}."))
    return element("div", *parts, class_="dg-prose")


def _ways(fact: FactRecord, frame: Frame) -> Markup:
    """Where to go from here: the picture, and those whom the fact is about."""
    entities = frame.world.registry.entities
    about = dict.fromkeys(
        id_
        for column in fact.kind.columns
        if column.entity
        for id_ in fact.now.values.get(column.name, ())
        if id_ in entities
    )
    states = [id_ for id_ in about if entities[id_].label in ("Country", "Organization")]
    focus = (states or list(about))[:_FOCUS]
    explore = href("explore", frame.clocks, focus=",".join(focus), fact=fact.id)
    ways = [inside("See it in Explore", explore, class_="dg-action")]
    if len(states) > 1:
        pair = href("pair", frame.clocks, a=states[0], b=states[1])
        both = f"{frame.world.name(states[0])} and {frame.world.name(states[1])}"
        ways.append(inside(both, pair))
    ways += [inside(frame.world.name(id_), href("country", frame.clocks, id=id_)) for id_ in about]
    return element("p", *(together(way, " ") for way in ways), class_="dg-row")


def _cite(fact: FactRecord, frame: Frame) -> None:
    """Citations of the fact with its sources, and of each source."""
    today = date.today()
    title = telling.fact_title(fact, frame.world.name)
    known_on = frame.clocks.known_on or today
    entry = fact_work(fact.id, title, known_on, today, len(fact.claims))
    works = [source_work(source) for source in fact.sources.values()]
    several = counted(len(works), "source")
    choices = {f"This fact and its {several}": [entry, *works], "This fact": [entry]}
    for work in works:
        choices[f"{work.publisher}: {work.title} ({work.id})"] = [work]
    cite.show(choices)


show()
