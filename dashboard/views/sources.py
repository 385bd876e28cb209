"""Sources: all of them, and of one what it says and what rests on it alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import streamlit as st

from dashboard import library, listing
from dashboard.dossier import Entry
from dashboard.library import ORDERS, Publisher, Said, Shelf
from dashboard.markup import Markup, element, inside, link, together
from dashboard.pages import href
from dashboard.picture.address import View
from dashboard.reasons import who
from dashboard.telling import Teller, dated, fact_title, short_dated
from dashboard.views import cite, lists, state
from dashboard.views.export import export_menu, facts_menu
from dashboard.views.frame import Frame, entitle, opened
from dashboard.words import clock_words, counted, excerpt
from diplograph.citations.work import source_work
from diplograph.dates import day_words
from diplograph.model import Source
from diplograph.questions import dossiers, nodes
from diplograph.questions.core import FactRecord
from diplograph.questions.dossiers import brief
from diplograph.sentences import disagreements

AROUND = 30
"""How many surround the states that a source speaks of most, in its picture."""

_BY = {"sources": "Sources", "publishers": "Publishers", "alone": "Facts on one source alone"}


def show() -> None:
    """The whole view."""
    frame = opened("sources")
    if frame is None:
        return
    id_ = state.address().get("id", "")
    source = frame.world.sources().get(id_)
    if source is not None:
        _one(source, frame)
        return
    if id_:
        st.html(element("p", f"Nothing in the graph is the source {id_}.", class_="dg-limit"))
    _all(frame)


def _all(frame: Frame) -> None:
    """Every source, filtered and ordered by the address; or their publishers."""
    address = state.address()
    query, publisher = address.get("q", ""), address.get("publisher", "")
    by = address.get("by", "sources")
    _controls(query, publisher, by, address.get("sort", ""))
    world = frame.world
    found = library.shelves(world.sources(), world.source_uses(), query, publisher)
    if not found:
        st.html(
            element(
                "div",
                element("h3", "No such source"),
                element(
                    "p", "None has all these words in its publisher, title, author or address."
                ),
                element("p", inside("Show all sources", href("sources"))),
                class_="dg-panel dg-notice",
            )
        )
    elif by == "publishers":
        _publishers(library.publishers(found), frame)
    elif by == "alone":
        _resting({shelf.source.id for shelf in found}, frame)
    else:
        _table(library.ordered(found, address.get("sort", "")), publisher, frame)


def _controls(query: str, publisher: str, by: str, order: str) -> None:
    text, sort, group = st.columns([3, 1.6, 2.6], vertical_alignment="bottom")

    def take(field: str) -> None:
        state.put(**{field: st.session_state[f"w_s_{field}"], "part": None, "publisher": None})

    def keep(field: str) -> None:
        state.put(**{field: st.session_state[f"w_s_{field}"], "part": None})

    st.session_state["w_s_q"] = query
    st.session_state["w_s_sort"] = order if order in ORDERS else next(iter(ORDERS))
    st.session_state["w_s_by"] = by if by in _BY else "sources"
    with text:
        st.text_input(
            "Find a source",
            key="w_s_q",
            on_change=keep,
            args=("q",),
            placeholder="A publisher, a title, an author, an address",
        )
    with sort:
        st.selectbox(
            "Order",
            list(ORDERS),
            format_func=lambda name: ORDERS[name][0],
            key="w_s_sort",
            on_change=keep,
            args=("sort",),
            disabled=by != "sources",
        )
    with group:
        st.segmented_control(
            "Show",
            list(_BY),
            format_func=lambda name: _BY[name],
            key="w_s_by",
            on_change=take,
            args=("by",),
        )
    if publisher:
        every = inside("all publishers", href("sources", q=query))
        st.html(element("p", f"Published by {publisher}; ", every, ".", class_="dg-said"))


def _table(found: Sequence[Shelf], publisher: str, frame: Frame) -> None:
    """A page of sources."""
    begin, shown, turn = lists.page(found, "sources", frame.clocks, _asked())
    rows = [
        element(
            "tr",
            element("td", short_dated(shelf.source.cells.get("published", "")), class_="dg-when"),
            *([] if publisher else [element("td", _of(shelf.source.publisher))]),
            element(
                "th",
                inside(excerpt(shelf.source.title, 160), href("sources", id=shelf.source.id)),
                scope="row",
            ),
            element("td", shelf.source.cells.get("language", "")),
            *(
                element("td", f"{n:,}", class_="dg-n")
                for n in (shelf.use.claims, shelf.use.facts, shelf.use.alone)
            ),
        )
        for shelf in shown
    ]
    heads = ["Published", *([] if publisher else ["Publisher"]), "Title", "Language"]
    numbers = ["Claims", "Facts", "Rest on it alone"]
    said = counted(len(found), "source")
    if turn:
        said = f"{begin + 1:,} to {begin + len(shown):,} of {len(found):,} sources"
    claims = sum(shelf.use.claims for shelf in found)
    st.html(
        together(
            element("p", f"{said}, with {counted(claims, 'claim')}.", class_="dg-said"),
            listing.framed("Sources", heads, rows, numbers),
            element("p", *turn, class_="dg-row"),
        )
    )
    export_menu(frame.world, (), {}, name="sources", table=library.shelf_rows(found))


def _publishers(found: Sequence[Publisher], frame: Frame) -> None:
    begin, shown, turn = lists.page(found, "sources", frame.clocks, _asked())
    rows = [
        element(
            "tr",
            element("th", _of(one.name), scope="row"),
            element("td", f"{one.first.year} to {one.last.year}", class_="dg-when"),
            *(element("td", f"{n:,}", class_="dg-n") for n in (one.sources, one.claims, one.alone)),
        )
        for one in shown
    ]
    said = counted(len(found), "publisher")
    if turn:
        said = f"{begin + 1:,} to {begin + len(shown):,} of {len(found):,} publishers"
    numbers = ["Sources", "Claims", "Facts that rest on one of its sources alone"]
    st.html(
        together(
            element("p", f"{said}, those with most claims first.", class_="dg-said"),
            listing.framed("Publishers", ["Publisher", "Published"], rows, numbers),
            element("p", *turn, class_="dg-row"),
        )
    )
    export_menu(frame.world, (), {}, name="publishers", table=library.publisher_rows(found))


def _resting(sources: Collection[str], frame: Frame) -> None:
    """The facts of which one of these sources says something, and no other source at all."""
    world = frame.world
    found = [fact for fact, source in world.read(dossiers.alone).items() if source in sources]
    begin, shown, turn = lists.page(found, "sources", frame.clocks, _asked())
    place = {id_: n for n, id_ in enumerate(shown)}
    facts = sorted(world.briefs(tuple(shown), None), key=lambda fact: place[fact.id])
    entries = [Entry.on(fact, frame.clocks.as_of, date.today()) for fact in facts]
    said = f"{counted(len(found), 'fact')} on which one source alone says anything, by kind, the "
    said += "latest first."
    if turn:
        said = f"{begin + 1:,} to {begin + len(shown):,} of {said}"
    st.html(
        together(
            element("p", said, class_="dg-said", role="status"),
            listing.table(entries, Teller(world.name, frame.clocks), "Facts", kinds=True),
            element("p", *turn, class_="dg-row"),
        )
    )
    facts_menu(world, found, None, "resting-on-one-source")


def _asked() -> dict[str, str]:
    """What the list is filtered and ordered by, as the address has it."""
    address = state.address()
    return {name: address[name] for name in ("q", "publisher", "by", "sort") if name in address}


def _of(publisher: str) -> Markup:
    return inside(publisher, href("sources", publisher=publisher), class_="dg-quiet")


def _one(source: Source, frame: Frame) -> None:
    """One source: what it is, what it says, what rests on it alone, and who contradicts it."""
    world, clocks = frame.world, frame.clocks
    entitle(source.title)
    with st.spinner("Reading what it says …"):
        facts = world.facts(world.facts_by(source.id), clocks.known_on)
        said = library.said(source.id, facts.values())
    teller = Teller(world.name, clocks)
    alone = {one.fact.id: one.fact for one in said if one.alone}
    disputed = [one for one in said if one.disputed]
    numbers = (
        (len(said), "claims", "claims"),
        (len({one.fact.id for one in said}), "facts that they are about", "claims"),
        (len(alone), "facts that rest on it alone", "alone"),
        (len(disputed), "claims that others dispute", "disputed"),
    )
    figures = [
        element(
            "div",
            element("dt", words),
            element("dd", element("a", f"{n:,}", href=f"#{to}") if n else f"{n:,}"),
            class_="dg-figure",
        )
        for n, words, to in numbers
    ]
    parts = [_head(source), element("dl", *figures, class_="dg-figures dg-panel")]
    if clocks.known_on:
        parts.append(element("p", f"Told {clock_words(None, clocks.known_on)}.", class_="dg-limit"))
    if not said:
        parts.append(element("p", "It is in the list of sources, but no claim here cites it."))
    if focus := world.read(nodes.most_in, tuple(facts), 3):
        drawn = View(tuple(focus), source=source.id, limit=AROUND)
        address = href("explore", clocks, **drawn.params())
        parts.append(element("p", inside("Draw what it says in Explore", address)))
    st.html(together(*parts, _claims(source.id, said, teller)))
    st.html(together(_alone(list(alone.values()), teller), _disputed(disputed, teller)))
    facts_menu(world, list(facts), clocks.known_on, source.id)
    cite.show({source.title: [source_work(source)]})


def _head(source: Source) -> Markup:
    cells = source.cells
    about = [
        ("Publisher", _of(source.publisher)),
        ("Author", cells.get("author", "")),
        ("Published", dated(cells.get("published", ""))),
        ("Counts from", day_words(source.known)),
        ("Read", dated(cells["accessed"]) if cells.get("accessed") else ""),
        ("Language", cells.get("language", "")),
        ("Id", source.id),
    ]
    lines = [
        element("span", element("span", f"{what} ", class_="dg-muted"), text)
        for what, text in about
        if text
    ]
    return element(
        "section",
        element("p", inside("‹ All sources", href("sources"))),
        element("h2", source.title, class_="dg-heading"),
        element("p", *(together(line, " ") for line in lines), class_="dg-row dg-small"),
        *(
            [element("p", link(excerpt(cells["url"], 120), cells["url"]))]
            if cells.get("url")
            else []
        ),
        *([element("p", cells["note"], class_="dg-prose")] if cells.get("note") else []),
        class_="dg-panel",
        aria_label="Source",
    )


def _claims(id_: str, said: Sequence[Said], teller: Teller) -> Markup:
    """What it says, a sentence each."""
    begin, shown, turn = lists.page(said, "sources", teller.clocks, {"id": id_})
    items = [
        element(
            "li",
            teller.content(one.fact, one.claim),
            " ",
            inside("the fact", teller.fact_address(one.fact.id), aria_label=_to(one, teller)),
            *([" ⚡"] if one.disputed else []),
            *([element("span", " only here", class_="dg-muted dg-small")] if one.alone else []),
        )
        for one in shown
    ]
    left = f"{begin + 1:,} to {begin + len(shown):,} of {len(said):,}. " if turn else ""
    return element(
        "section",
        element("h2", "What it says", class_="dg-section", id="claims"),
        element("ol", *items, start=str(begin + 1)),
        *([element("p", left, *turn, class_="dg-limit")] if turn else []),
        class_="dg-panel",
        aria_label="What it says",
    )


def _to(one: Said, teller: Teller) -> str:
    return f"The fact: {fact_title(one.fact, teller.name)}"


def _alone(facts: Sequence[FactRecord], teller: Teller) -> Markup:
    """The facts of which no other source says anything."""
    today = date.today()
    entries = [Entry.on(brief(f), teller.clocks.as_of, today) for f in facts]
    shown = entries[: listing.PAGE]
    told = [listing.table(shown, teller, "What rests on it alone", kinds=True)] if shown else []
    if not shown:
        told = [element("p", "Nothing: of every fact another source says something too.")]
    if len(entries) > len(shown):
        text = f"{len(shown)} of {len(entries):,}; the others are marked in what it says."
        told.append(element("p", text, class_="dg-limit"))
    return element(
        "section",
        element("h2", "What rests on it alone", class_="dg-section", id="alone"),
        *told,
        aria_label="What rests on it alone",
    )


def _disputed(said: Sequence[Said], teller: Teller) -> Markup:
    """Its claims that others contradict: who, and on what."""
    items = []
    for one in said[: listing.PAGE]:
        told = dict.fromkeys(
            f"{who(one.fact, other, teller)}, {day_words(other.known)}: "
            f"they disagree {'; '.join(disagreements(one.fact.kind, on))}."
            for other, on in one.disputed
        )
        against = [element("li", text) for text in told]
        fact = inside("Compare", teller.fact_address(one.fact.id), aria_label=_to(one, teller))
        head = element("p", teller.content(one.fact, one.claim), " ", fact)
        items.append(element("li", head, element("ul", *against, class_="dg-small")))
    listed = element("ol", *items) if items else element("p", "None of its claims is contradicted.")
    return element(
        "section",
        element("h2", "Which of its claims others dispute", class_="dg-section", id="disputed"),
        listed,
        class_="dg-panel",
        aria_label="Disputed claims",
    )


show()
