"""What is beside the picture: a fact with its claims, an entity or a pair with its facts, or what
is drawn. All of it is links within the page, whose address is its only state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from dashboard import telling
from dashboard.dossier import groups
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href
from dashboard.pairs import in_common
from dashboard.picture import paths
from dashboard.picture.address import View
from dashboard.picture.bundle import PAIR
from dashboard.picture.picture import Picture
from dashboard.picture.steps import STEPS
from dashboard.scene import Scene
from dashboard.telling import Teller
from dashboard.views import state
from dashboard.views.shared import Graph
from dashboard.words import clock_words, counted, excerpt
from diplograph.catalogue import KINDS
from diplograph.dates import certainty, day_words, during
from diplograph.questions.core import FactRecord
from diplograph.questions.nodes import FactNode

LISTED = 200
"""How many facts of a kind, entities or pairs are listed at most."""


def _fact_panel(fact: FactRecord, view: View, world: Graph) -> None:
    """A fact: sentence, standing, disputes, claims side by side, and how its record grew."""
    teller = Teller(world.name, view.clocks)
    _say(
        telling.tags(fact),
        element("h3", teller.sentence(fact)),
        element(
            "nav",
            inside("Open this fact's page", teller.fact_address(fact.id)),
            class_="dg-tools",
            aria_label="What to do with it",
        ),
        telling.disputes(fact),
        element("p", telling.when(fact)),
        element("h4", counted(len(fact.claims), "claim")),
        *(teller.claim(fact, claim) for claim in fact.claims),
        element("h4", "How the record came about"),
        teller.history(fact),
        element("h4", "Its entities in the picture"),
        _ends(fact, view, world),
        label="Fact",
    )


def _ends(fact: FactRecord, view: View, world: Graph) -> Markup:
    """Links that select the entities of a fact."""
    ends = dict.fromkeys(
        id_
        for column in fact.kind.columns
        if column.entity
        for id_ in fact.now.values.get(column.name, ())
        if id_ in world.registry.entities
    )
    links = [inside(world.name(id_), state.selecting(view, nodes=(id_,))) for id_ in ends]
    return element("nav", *links, class_="dg-tools", aria_label="Entities of this fact")


def show(view: View, drawn: Picture, found: Scene, world: Graph) -> None:
    """What belongs to what is selected; what is drawn, where nothing is."""
    if view.selected is not None:
        facts = world.facts((view.selected,), view.known_on)
        if view.selected in facts:
            _fact_panel(facts[view.selected], view, world)
        elif kin := world.kin(view.selected):
            _kin(view, kin)
        elif world.facts((view.selected,), None):
            when = clock_words(None, view.known_on)
            _say(
                element("h3", "Nothing had been published of this fact"),
                element("p", f"Nothing is recorded of it, {when}."),
            )
        else:
            _say(
                element("h3", "There is no such fact"),
                element(
                    "p", f"The address names {excerpt(view.selected, 200)}, which no fact has."
                ),
            )
    elif view.pair:
        _pair_panel(view, found, world)
    elif len(view.nodes) == 1:
        _entity_panel(view, world)
    elif view.nodes:
        _several(view, world)
    elif found.paths:
        _paths(view, found, world)
    else:
        _drawn(view, drawn)


def _kin(view: View, kin: Mapping[str, str]) -> None:
    """Facts of the identity of one that is no more, which an address names: by id, their names."""
    links = [
        element(
            "li",
            inside(name, state.selecting(view, selected=id_)),
            f" ({id_.rpartition(':')[2]})",
        )
        for id_, name in kin.items()
    ]
    _say(
        element("h3", "No fact has this address any more"),
        element("p", "Rows that came since tell it otherwise. These are about the same:"),
        element("ul", *links),
    )


def _say(*parts: str, label: str = "") -> None:
    named = {"aria_label": label} if label else {}
    st.html(element("section", *parts, class_="dg-panel", **named))


def _tools(view: View, ids: tuple[str, ...], *more: Markup) -> Markup:
    """What can be done with who is selected, each a link to the view that comes of it."""
    made = [
        inside(step.words.split(":")[0], state.link(step.take(view, ids)), title=step.words)
        for step in STEPS.values()
        if step.fits(view, ids)
    ]
    return element("nav", *more, *made, class_="dg-tools", aria_label="What to do with it")


def _entity_panel(view: View, world: Graph) -> None:
    """An entity: its names, what can be done with it, and its facts by kind."""
    entity = world.registry.entities[view.nodes[0]]
    facts = world.about(entity.id, view.known_on)
    aliases = dict.fromkeys((*entity.aliases, entity.cells.get("official_name", "")))
    also = ", ".join(alias for alias in aliases if alias)
    own = []
    if entity.label == "Country":
        own = [inside("Open its dossier", href("country", view.clocks, id=entity.id))]
    about = [
        element("div", element("span", entity.label, class_="dg-tag"), class_="dg-tags"),
        element("h3", entity.name),
        _tools(view, view.nodes, *own),
    ]
    about += [element("p", f"Also: {excerpt(also, 240)}", class_="dg-also")] if also else []
    about += [element("p", entity.cells["note"])] if entity.cells.get("note") else []
    about.append(element("p", f"{counted(len(facts), 'fact')} by all sources."))
    _say(*about, _by_kind(view, facts.values()), label="Entity")


def _by_kind(view: View, facts: Iterable[FactNode]) -> Markup:
    """Facts as links, kind by kind, the latest first."""
    found: dict[str, list[FactNode]] = defaultdict(list)
    for fact in facts:
        found[fact.kind.name].append(fact)
    parts: list[Markup] = []
    for kind in KINDS.values():
        group = sorted(found[kind.name], key=lambda fact: (fact.start, fact.id), reverse=True)
        if not group:
            continue
        heading = f"{kind.style.symbol} {kind.heading} · {len(group)}"
        parts.append(element("h4", heading, class_=f"dg-kind-{kind.name}"))
        rows = [element("li", _row(view, fact)) for fact in group[:LISTED]]
        rows += _more(len(group), ": narrow by type or day")
        parts.append(element("ul", *rows, class_="dg-facts"))
    return together(*parts)


def _row(view: View, fact: FactNode) -> Markup:
    """A fact in one line, with its marks in words for who cannot see them."""
    held = "yes"
    if view.as_of is not None:
        held = certainty(view.as_of, fact.start, fact.end, view.until)
    marks = [
        *(["⚡ contested"] if fact.contested else []),
        *(["✕ absence"] if fact.standing == "denied" else []),
        *([fact.standing] if fact.standing in ("alleged", "expected") else []),
        *({"possibly": ["? possibly then"], "no": ["not then"]}.get(held, [])),
    ]
    when = during(fact.start, fact.end)
    return together(
        inside(
            excerpt(fact.title, 160),
            state.selecting(view, selected=fact.id),
            class_=f"dg-fact dg-{fact.standing}",
        ),
        element("span", f" {when}" if when else "", class_="dg-when"),
        *(element("span", mark, class_="dg-mark") for mark in marks),
    )


def _pair_panel(view: View, found: Scene, world: Graph) -> None:
    """The ties of two entities, of one kind or of all."""
    ends = set(view.pair)
    ids = {tie.fact for tie in found.ties if {tie.start_id, tie.end_id} == ends}
    facts = [found.facts[id_] for id_ in ids if id_ in found.facts]
    listed = [fact for fact in facts if view.strand in (None, fact.kind.name)]
    one, other = map(world.name, view.pair)
    countries = all(world.registry.entities[id_].label == "Country" for id_ in view.pair)
    links = []
    if countries:
        both = {"a": view.pair[0], "b": view.pair[1]}
        links.append(inside("Compare the two", href("pair", view.clocks, **both)))
    if view.strand:
        links.append(inside("All kinds", state.selecting(view, pair=view.pair)))
    contested = sum(fact.contested for fact in listed)
    absent = sum(fact.standing == "denied" for fact in listed)
    noted = [f"{n} {what}" for n, what in ((contested, "contested"), (absent, "absence")) if n]
    told = f"{counted(len(listed), 'fact')} drawn{', ' if noted else ''}{', '.join(noted)}."
    _say(
        element("h3", f"{one} – {other}"),
        element("nav", *links, class_="dg-tools", aria_label="What to do with it"),
        element("p", told),
        _by_kind(view, listed),
        label="Pair",
    )


def _several(view: View, world: Graph) -> None:
    """Several entities that are selected together."""
    names = [
        element("li", inside(world.name(id_), state.selecting(view, nodes=(id_,))))
        for id_ in view.nodes
    ]
    _say(
        element("h3", f"{len(view.nodes)} selected"),
        _tools(view, view.nodes),
        element("ul", *names),
        *_in_common(view, world),
        label="Selection",
    )


def _in_common(view: View, world: Graph) -> list[Markup]:
    """With whom all that are selected have ties of the same sort."""
    today = date.today()
    with st.spinner("Looking for what they have in common …"):
        sides = [
            (id_, groups(id_, world.briefs(world.facts_of(id_), view.known_on), view.as_of, today))
            for id_ in view.nodes
        ]
    found = in_common(sides, world.registry.entities)
    day = "today" if view.as_of is None else f"on {day_words(view.as_of)}"
    if not found:
        return [element("p", f"Nothing of one sort is recorded of all of them {day}.")]
    parts = [element("h4", f"What all of them have in common, {day}")]
    for one in found:
        links = [
            element("li", inside(world.name(id_), state.selecting(view, nodes=(id_,))))
            for id_ in one.others[:LISTED]
        ]
        links += _more(len(one.others), "")
        parts += [
            element("h5", f"{one.heading} · {len(one.others)}"),
            element("ul", *links, class_="dg-run"),
        ]
    return parts


def _more(total: int, how: str) -> list[Markup]:
    """What says that a list is cut; nothing where it is whole."""
    return [element("li", f"{LISTED} of {total:,} listed{how}.")] if total > LISTED else []


def _paths(view: View, found: Scene, world: Graph) -> None:
    """Every path in sentences, step by step."""
    start, end = map(world.name, view.path)
    parts = [element("h3", f"{counted(len(found.paths), 'path')} from {start} to {end}")]
    if len(found.paths) == paths.MOST:
        words = f"The {paths.MOST} shortest are drawn; narrow by kind or day to see others."
        parts.append(element("p", words, class_="dg-limit"))
    told = paths.steps_of(found.paths, found.ties, found.facts)
    for path, steps in zip(found.paths, told, strict=True):
        items = [element("li", _step(view, step)) for step in steps]
        parts += [
            element("h4", " → ".join(map(world.name, path))),
            element("ol", *items, class_="dg-facts"),
        ]
    _say(*parts, label="Paths")


def _step(view: View, step: paths.Step) -> Markup:
    more = len(step.facts) - 1
    pair = state.selecting(view, pair=(step.start, step.end))
    return together(
        *(_row(view, fact) for fact in step.facts[:1]),
        *([" ", inside(f"and {counted(more, 'other fact')}", pair)] if more > 0 else []),
    )


def _ways(view: View) -> list[Markup]:
    if len(view.focus) < 2:
        return []
    words = "What the two have in common" if len(view.focus) == 2 else "What all in focus share"
    link = inside(words, state.selecting(view, nodes=view.focus))
    return [element("nav", link, class_="dg-tools", aria_label="What to do with them")]


def _drawn(view: View, drawn: Picture) -> None:
    """Who and what is drawn, as a list: the picture for who does not see or point at it."""
    name = drawn.names
    people = sorted(drawn.nodes, key=lambda node: (not node.focus, -node.weight, node.name))
    pairs = sorted(
        (line for line in drawn.lines if line.grain == PAIR), key=lambda line: -line.count
    )
    entities = [
        element(
            "li",
            inside(node.name, state.selecting(view, nodes=(node.id,))),
            element("span", f" {counted(node.weight, 'tie')}", class_="dg-when"),
        )
        for node in people[:LISTED]
    ]
    entities += _more(len(people), ", those tied most first")
    ties = [
        element(
            "li",
            inside(
                f"{name[line.start]} – {name[line.end]}",
                state.selecting(view, selected=line.fact)
                if line.fact
                else state.selecting(view, pair=(line.start, line.end)),
            ),
            element("span", f" {line.text}", class_="dg-when"),
        )
        for line in pairs[:LISTED]
    ]
    ties += _more(len(pairs), "")
    parts = [
        element("h3", "In the picture"),
        *_ways(view),
        element(
            "p",
            "Click a line for its facts, a box for its facts and what to do with it; double-click "
            "a box to expand it.",
        ),
    ]
    if entities:
        parts += [element("h4", f"{counted(len(people), 'entity', 'entities')}")]
        parts += [element("ul", *entities, class_="dg-facts")]
    if ties:
        parts += [element("h4", counted(len(pairs), "pair"))]
        parts += [element("ul", *ties, class_="dg-facts")]
    _say(*parts, label="In the picture")
