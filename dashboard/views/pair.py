"""Two countries, organizations or people: side by side, and what is between them in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import streamlit as st

from dashboard import beside, dossier, listing, pairs, strip
from dashboard.dossier import Entry
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.pairs import Lane, Shared
from dashboard.telling import Teller
from dashboard.views import choose, lists, state
from dashboard.views.export import facts_menu
from dashboard.views.frame import Frame, entitle, opened, show_clocks
from dashboard.words import clock_words, counted
from diplograph.dates import day_words
from diplograph.questions.dossiers import Brief

FIRST = 6  # facts of each sort that the page itself lists
_PARTIES = ("Country", "Organization", "Person")


def show() -> None:
    """The whole view."""
    frame = opened("pair")
    if frame is None:
        return
    world = frame.world
    first, second = st.columns(2, gap="large")
    with first:
        choose.entity("pair", "a", "The first of the two", world, _PARTIES)
    with second:
        choose.entity("pair", "b", "The second of the two", world, _PARTIES)
    known = world.registry.entities
    a, b = (state.address().get(name, "") for name in ("a", "b"))
    complaints = [f"Nothing in the graph is called {one}." for one in (a, b) if one not in known]
    if a not in known or b not in known or a == b:
        _start(a, b, [text for text in complaints if not text.endswith("called .")], frame)
        return
    entitle(f"{world.name(a)} and {world.name(b)}")
    with st.spinner(f"Reading what joins {world.name(a)} and {world.name(b)} …"):
        ids = _between(frame, a, b)
        joined = world.briefs(ids, frame.clocks.known_on)
    show_clocks(frame, dossier.days(world.briefs(ids, None)), world.press(ids, None).days)
    _pair(frame, a, b, joined)


def _between(frame: Frame, a: str, b: str) -> tuple[str, ...]:
    entities = frame.world.registry.entities.values()
    return frame.world.facts_between(pairs.people_of(a, entities), pairs.people_of(b, entities))


def _start(a: str, b: str, complaints: list[str], frame: Frame) -> None:
    """Fewer than two are chosen: what to do, and some to begin with."""
    said = "These are one and the same; choose another beside it." if a == b and a else ""
    text = " ".join(complaints) or said or "Choose the two to set side by side."
    world, chosen = frame.world, _known(frame, a, b)
    told = [id_ for label, id_, _ in world.most_told(15) if label == "Country"]
    told = told if chosen else told[:6]
    pairs_told = [(chosen, other) for other in told] if chosen else combinations(told, 2)
    links = [
        element(
            "li",
            inside(
                f"{world.name(one)} and {world.name(other)}",
                href("pair", frame.clocks, a=one, b=other),
            ),
        )
        for one, other in pairs_told
        if other != one
    ]
    st.html(
        element(
            "section",
            element("p", text, class_="dg-lead"),
            element("h2", "For example", class_="dg-section"),
            element("ul", *links),
            class_="dg-panel",
        )
    )


def _known(frame: Frame, *ids: str) -> str:
    return next((one for one in ids if one in frame.world.registry.entities), "")


def _pair(frame: Frame, a: str, b: str, joined: list[Brief]) -> None:
    teller = Teller(frame.world.name, frame.clocks)
    as_of, today = frame.clocks.as_of, date.today()
    entities = frame.world.registry.entities
    sides = (pairs.people_of(a, entities.values()), pairs.people_of(b, entities.values()))
    lanes = pairs.lanes(*sides, joined, as_of, today)
    key = state.address().get("show", "")
    names = frame.world.name(a), frame.world.name(b)
    lane = next((one for one in lanes if one.key == key), None)
    if lane:
        _whole((a, b), lane.heading(*names), lane.entries, teller)
        _files(frame, a, b, [entry.fact.id for entry in lane.entries])
        return
    with st.spinner(f"Reading the dossiers of {names[0]} and {names[1]} …"):
        groups = [(one, dossier.groups(one, _facts(frame, one), as_of, today)) for one in (a, b)]
    found = pairs.shared(groups[0], groups[1], entities)
    stem, _, part = key.rpartition("-")
    chosen = next((one for one in found if one.key == stem), None)
    if chosen and part in ("first", "both", "second"):
        who = {"first": f"only {names[0]}", "both": "both", "second": f"only {names[1]}"}[part]
        entries = _behind(chosen, part, as_of, today)
        _whole((a, b), f"{chosen.heading}: {who}", entries, teller)
        _files(frame, a, b, [entry.fact.id for entry in entries])
        return
    _all((a, b), lanes, found, joined, teller)
    _files(frame, a, b, [entry.fact.id for lane in lanes for entry in lane.entries])


def _files(frame: Frame, a: str, b: str, ids: list[str]) -> None:
    facts_menu(frame.world, list(dict.fromkeys(ids)), frame.clocks.known_on, f"{a}-{b}")


def _facts(frame: Frame, id_: str) -> list[Brief]:
    return frame.world.briefs(frame.world.facts_of(id_), frame.clocks.known_on)


def _behind(shared: Shared, part: str, as_of: date | None, today: date) -> tuple[Entry, ...]:
    """The facts behind one cell of the table side by side, by the name of the third."""
    ids = {"first": shared.first, "both": shared.both, "second": shared.second}[part]
    once = {fact.id: fact for id_ in ids for fact in shared.facts[id_]}
    return tuple(Entry.on(f, as_of, today) for f in once.values())


def _whole(pair: tuple[str, str], heading: str, entries: Sequence[Entry], teller: Teller) -> None:
    names = f"{teller.name(pair[0])} and {teller.name(pair[1])}"
    params = {"a": pair[0], "b": pair[1]}
    lists.whole(
        entries,
        teller,
        heading,
        (names, href("pair", teller.clocks, **params)),
        ("pair", {**params, "show": state.address()["show"]}),
    )


def _all(
    pair: tuple[str, str],
    lanes: list[Lane],
    found: list[Shared],
    joined: list[Brief],
    teller: Teller,
) -> None:
    clocks, today = teller.clocks, date.today()
    day = clocks.as_of or today
    names = teller.name(pair[0]), teller.name(pair[1])
    total = sum(len(lane.entries) for lane in lanes)
    said = (
        f"{counted(total, 'fact')} {'joins' if total == 1 else 'join'} them, "
        f"{clock_words(clocks.as_of, clocks.known_on)}."
    )
    parts = [
        element("h2", f"{names[0]} and {names[1]}", class_="dg-heading"),
        element("p", said, class_="dg-said", role="status"),
        _ways(pair, teller),
    ]
    if lanes:
        rows = [
            strip.Row(lane.heading(*names), listing.marks(lane.entries, teller)) for lane in lanes
        ]
        parts += [
            element("h2", "In time", class_="dg-section"),
            strip.chart(rows, today, clocks.as_of, "What joins them in time, a row for each sort"),
            listing.legend(entry for lane in lanes for entry in lane.entries),
            element("h2", "When each tie began", class_="dg-section"),
            beside.begun(lanes, pair, teller),
        ]
    parts += _missions(pair, joined, teller, day)
    parts += _missing(lanes, teller)
    if found:
        note = f"On {day_words(day)}, certainly or possibly; events up to then. Each number opens "
        parts += [
            element("h2", "Side by side", class_="dg-section"),
            element("p", f"{note}its facts.", class_="dg-limit"),
            beside.side_by_side(found, pair, teller),
        ]
    for lane in lanes:
        heading = lane.heading(*names)
        address = href("pair", clocks, a=pair[0], b=pair[1], show=lane.key)
        parts += [
            element("h2", heading, class_="dg-section"),
            lists.first(lane.entries, teller, heading, address, FIRST),
        ]
    lists.styles()
    st.html(together(*parts))


def _ways(pair: tuple[str, str], teller: Teller) -> Markup:
    explore = href("explore", teller.clocks, focus=",".join(pair), depth="0")
    swapped = href("pair", teller.clocks, a=pair[1], b=pair[0])
    ways = [
        inside("See them in Explore", explore, class_="dg-action"),
        inside("Swap", swapped, class_="dg-action"),
        *(teller.entity(one) for one in pair),
    ]
    return element("p", *(together(way, " ") for way in ways), class_="dg-row")


def _missions(
    pair: tuple[str, str], joined: list[Brief], teller: Teller, day: date
) -> list[Markup]:
    found = [
        one
        for one in dossier.missions(pair[0], joined, teller.clocks.as_of, day)
        if one.other == pair[1]
    ]
    if not found:
        return []
    return [
        element("h2", f"Missions each way on {day_words(day)}", class_="dg-section"),
        beside.missions(found[0], pair, teller),
    ]


def _missing(lanes: list[Lane], teller: Teller) -> list[Markup]:
    """What sources say is not so between them, and the sorts of which nothing is recorded."""
    denied = tuple(e for lane in lanes for e in lane.entries if e.fact.now.standing == "denied")
    parts = [element("h2", "What is missing", class_="dg-section")]
    if denied:
        parts.append(listing.table(denied, teller, "Recorded absences and denials", kinds=True))
    else:
        parts.append(element("p", "No source records an absence between them."))
    silent = pairs.silent(lanes)
    if silent:
        parts.append(
            element("p", f"Nothing is recorded of: {', '.join(silent)}.", class_="dg-prose")
        )
    return parts


show()
