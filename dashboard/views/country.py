"""Country: the dossier of a state, and of an organization, a person or a city."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import dossier, listing, portrait, strip
from dashboard.dossier import Entry, Group
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import Clocks, href
from dashboard.picture import draw, layout
from dashboard.picture.address import View
from dashboard.picture.bundle import grains
from dashboard.picture.picture import picture
from dashboard.telling import Teller
from dashboard.views import choose, lists, state
from dashboard.views.canvas import graph
from dashboard.views.export import facts_menu
from dashboard.views.frame import Frame, entitle, opened, show_clocks
from dashboard.words import clock_words, counted
from diplograph.dates import day_words
from diplograph.model import Entity
from diplograph.questions.dossiers import Brief, Press

FIRST = 8  # facts of each group that the dossier itself lists
AROUND = 9
"""How many are drawn around it."""

_IN_TIME = ("visits", "meetings", "treaties", "sanctions", "military_support", "offices")
_PUBLISHERS = 10


def show() -> None:
    """The whole view."""
    frame = opened("country")
    if frame is None:
        return
    world = frame.world
    id_ = state.address().get("id", "")
    choose.entity("country", "id", "Whose dossier: type any name", world)
    entity = world.registry.entities.get(id_)
    if entity is None:
        _start(id_, frame)
        return
    entitle(entity.name)
    with st.spinner(f"Reading what is recorded of {entity.name} …"):
        ids = world.facts_of(id_)
        facts = world.briefs(ids, frame.clocks.known_on)
        told = world.press(ids, frame.clocks.known_on)
    show_clocks(frame, dossier.days(world.briefs(ids, None)), told.days)
    today = date.today()
    groups = dossier.groups(id_, facts, frame.clocks.as_of, today)
    key = state.address().get("show", "")
    sections = {group.key: (group.heading, group.entries) for group in groups}
    across = _across(groups) | _unanswered(entity, facts, frame)
    sections |= across
    if key in sections:
        heading, entries = sections[key]
        lists.whole(
            entries,
            _teller(frame),
            f"{entity.name}: {heading}",
            (entity.name, href("country", frame.clocks, id=id_)),
            ("country", {"id": id_, "show": key}),
            kinds=key in across,
        )
        shown = [entry.fact.id for entry in entries]
    else:
        _whole(entity, frame, facts, told, groups, today)
        shown = list(dict.fromkeys(e.fact.id for group in groups for e in group.entries))
    facts_menu(world, shown, frame.clocks.known_on, f"dossier-{id_}")


def _start(id_: str, frame: Frame) -> None:
    """Nobody is chosen: what to do, and those of whom most is recorded."""
    complaint = f"Nothing in the graph is called {id_}." if id_ else "Choose whose dossier to read."
    parts = [
        element("p", complaint, class_="dg-lead"),
        element("h2", "Most is recorded of", class_="dg-section"),
    ]
    told = frame.world.most_told(15)
    cards = []
    for label, heading in _PLURAL.items():
        links = [
            element(
                "li",
                inside(frame.world.name(one), href("country", frame.clocks, id=one)),
                element("span", f" {counted(n, 'fact')}", class_="dg-muted dg-small"),
            )
            for kind, one, n in told
            if kind == label
        ]
        cards.append(
            element("div", element("h3", heading), element("ul", *links), class_="dg-card")
        )
    st.html(together(*parts, element("div", *cards, class_="dg-grid")))


_PLURAL = {
    "Country": "Countries",
    "Organization": "Organizations",
    "Person": "People",
    "City": "Cities",
}


def _across(groups: list[Group]) -> dict[str, tuple[str, tuple[Entry, ...]]]:
    """The lists that cut across the kinds: what is contested, and what is recorded as absent."""
    once = {entry.fact.id: entry for group in groups for entry in group.entries}
    contested = tuple(entry for entry in once.values() if entry.fact.now.contested)
    absent = tuple(entry for entry in once.values() if entry.fact.now.standing == "denied")
    return {
        "contested": ("Contested: the sources disagree", contested),
        "absent": ("Recorded absences and denials", absent),
    }


def _unanswered(
    entity: Entity, facts: list[Brief], frame: Frame
) -> dict[str, tuple[str, tuple[Entry, ...]]]:
    """Those with whom a state has relations, but no embassy is recorded on one of the sides."""
    here, there = dossier.without_embassy(entity.id, facts, frame.clocks.as_of, date.today())
    return {
        "no-embassy-here": (
            f"Relations, but no embassy in {frame.world.name(entity.id)} recorded",
            tuple(here),
        ),
        "no-embassy-there": (
            f"Relations, but no embassy of {frame.world.name(entity.id)} recorded",
            tuple(there),
        ),
    }


def _teller(frame: Frame) -> Teller:
    return Teller(frame.world.name, frame.clocks)


def _whole(
    entity: Entity, frame: Frame, facts: list[Brief], told: Press, groups: list[Group], today: date
) -> None:
    """The whole dossier."""
    teller, clocks = _teller(frame), frame.clocks
    before = dossier.predecessors(entity.id, frame.world.registry.entities.values())
    across = _across(groups)
    listed = {entry.fact.id for group in groups for entry in group.entries}
    sources = "" if clocks.as_of else f" by {counted(told.sources, 'source')}"
    said = f"{counted(len(listed), 'fact')}{sources}, {clock_words(clocks.as_of, clocks.known_on)}."
    day = clocks.as_of or today
    head = together(portrait.head(entity, teller, before, said), _ways(entity, frame))
    if not any(group.entries for group in groups):
        st.html(together(head, lists.nothing(clocks.as_of or clocks.known_on)))
        return
    words, small = st.columns([7, 5], gap="large")
    with words:
        st.html(head)
    parts: list[Markup] = []
    shown = [group for group in groups if group.entries]
    note = (
        f"Numbers are of {day_words(day)}"
        + ("" if clocks.as_of else " (today)")
        + ", events up to then; each opens its facts."
    )
    parts += [
        portrait.figures(shown, entity.id, teller, clocks.as_of is not None),
        element("p", note, *_across_links(entity, across, teller), class_="dg-limit"),
    ]
    parts += _in_time(shown, teller, today, clocks)
    parts += _missions(entity, facts, teller, day)
    parts += _without(entity, _unanswered(entity, facts, frame), teller)
    parts += [_section(entity, group, teller) for group in shown]
    parts += [_published(told.publishers, teller)]
    lists.styles()
    st.html(together(*parts))
    with small:  # last, so that nobody waits for it who has come to read
        _around(entity, frame)


def _around(entity: Entity, frame: Frame) -> None:
    """A small picture of those to whom it is tied most."""
    clocks, world = frame.clocks, frame.world
    view = View((entity.id,), limit=AROUND, as_of=clocks.as_of, known_on=clocks.known_on)
    found = world.scene(view)
    drawn = picture(
        found.ties,
        found.facts,
        world.registry.entities,
        found.entities,
        view.focus,
        as_of=view.as_of,
        known_on=view.known_on,
        hidden=found.hidden,
    )
    if not drawn.edges:
        return
    graph(
        draw.arguments(
            drawn,
            layout.place(drawn),
            grains=grains(drawn.lines, view.focus),
            heading=entity.name,
            dossiers={node.id: href("country", clocks, id=node.id) for node in drawn.nodes},
            height=340,
            small=True,
        ),
        key="w_around",
    )


def _ways(entity: Entity, frame: Frame) -> Markup:
    explore = href("explore", frame.clocks, focus=entity.id)
    ways = [inside("See it in Explore", explore, class_="dg-action")]
    if entity.label in ("Country", "Organization"):
        pair = href("pair", frame.clocks, a=entity.id)
        ways.append(inside("Beside another country", pair, class_="dg-action"))
    return element("p", *(together(way, " ") for way in ways), class_="dg-row")


def _across_links(
    entity: Entity, across: dict[str, tuple[str, tuple[Entry, ...]]], teller: Teller
) -> list[Markup]:
    found = []
    for key, word in (("contested", "contested"), ("absent", "recorded as absent or denied")):
        if entries := across[key][1]:
            address = href("country", teller.clocks, id=entity.id, show=key)
            found.append(together(" ", inside(f"{len(entries):,} {word}", address), "."))
    return found


def _in_time(groups: list[Group], teller: Teller, today: date, clocks: Clocks) -> list[Markup]:
    """What happened and lasted, on one axis."""
    drawn_groups = [group for group in groups if group.kind.name in _IN_TIME]
    rows = [
        strip.Row(group.heading, listing.marks(group.entries, teller)) for group in drawn_groups
    ]
    drawn = strip.chart(rows, today, clocks.as_of, "Facts in time, a row for each group")
    if not drawn:
        return []
    return [
        element("h2", "In time", class_="dg-section"),
        drawn,
        listing.legend(entry for group in drawn_groups for entry in group.entries),
    ]


def _missions(entity: Entity, facts: list[Brief], teller: Teller, day: date) -> list[Markup]:
    found = dossier.missions(entity.id, facts, teller.clocks.as_of, day)
    if not found:
        return []
    return [
        element("h2", "Missions both ways", class_="dg-section", id="missions"),
        element(
            "p", portrait.missions_sentence(found, entity.name, day_words(day)), class_="dg-said"
        ),
        portrait.missions_table(found, entity.name, teller),
    ]


def _without(
    entity: Entity, unanswered: dict[str, tuple[str, tuple[Entry, ...]]], teller: Teller
) -> list[Markup]:
    """How many have relations with it and no embassy in it, and the other way round."""
    links = [
        together(
            inside(
                f"{len(entries):,} with no embassy {side} recorded",
                href("country", teller.clocks, id=entity.id, show=key),
            ),
            " ",
        )
        for (key, (_, entries)), side in zip(
            unanswered.items(), (f"in {entity.name}", f"of {entity.name}"), strict=True
        )
        if entries
    ]
    if not links:
        return []
    return [element("p", "Of the states with which it has relations: ", *links, class_="dg-row")]


def _section(entity: Entity, group: Group, teller: Teller) -> Markup:
    """The first facts of a group, and the way to the rest."""
    address = href("country", teller.clocks, id=entity.id, show=group.key)
    symbol = element("span", group.kind.style.symbol, class_=f"dg-kind-{group.kind.name}")
    return element(
        "section",
        element("h2", symbol, f" {group.heading}", class_="dg-section", id=group.key),
        lists.first(group.entries, teller, group.heading, address, FIRST),
        aria_label=group.heading,
    )


def _published(found: list[tuple[str, int]], teller: Teller) -> Markup:
    """Who published most about it."""
    rows = [
        element(
            "li",
            inside(name, href("sources", teller.clocks, publisher=name)),
            element("span", f" {counted(n, 'claim')}", class_="dg-muted dg-small"),
        )
        for name, n in found[:_PUBLISHERS]
    ]
    rest = len(found) - len(rows)
    more = [element("p", f"{len(rows)} of {counted(len(found), 'publisher')}.")] if rest else []
    return element(
        "section",
        element("h2", "Who published most about it", class_="dg-section"),
        element("ol", *rows),
        *more,
        class_="dg-panel",
        aria_label="Publishers",
    )


show()
