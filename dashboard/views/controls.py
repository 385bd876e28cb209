"""The controls of Explore: whom, how far, what passes, how it is arranged, and both clocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard.markup import element, inside
from dashboard.picture import filtered
from dashboard.picture.address import DEPTHS, LIMIT, MOST, View, type_names
from dashboard.picture.grouping import REGION_NAMES, regions
from dashboard.scene import Scene
from dashboard.views import clocks, search, state
from dashboard.views.shared import Graph
from dashboard.words import STANDING_WORDS, counted, excerpt
from diplograph.catalogue import KINDS
from diplograph.kinds import STANDINGS

MOST_FOCUS = 12
"""How many can be in focus."""

DEPTH_WORDS = ("Only them", "Their neighbours", "Two steps")
LIMITS = (0, 5, 8, LIMIT, 20, 30, 50, 80, 120, 200, 400, 1000, MOST)
GROUP_WORDS = {
    "": "Not grouped",
    "bloc": "By bloc",
    "region": "By region",
    "sort": "By what they are",
}
LINE_WORDS = {"": "By itself", "pair": "One a pair", "kind": "One a kind", "fact": "One a fact"}
PATH_WORDS = {"shortest": "The shortest only", "short": "Also one step longer"}


def controls(view: View, world: Graph, found: Scene) -> None:
    """All controls; each shows the view and changes it by a callback."""
    whom, far, paths, filters, arrange = st.columns(
        [5.2, 1.7, 1.05, 1.15, 1.2], vertical_alignment="bottom", gap="small"
    )
    with whom:
        _whom(view, world)
    with far:
        _set("depth", view.depth)
        st.selectbox(
            "Around them",
            DEPTHS,
            format_func=lambda depth: DEPTH_WORDS[depth],
            key="w_depth",
            on_change=_take,
            args=("depth",),
            label_visibility="collapsed",
            disabled=bool(view.path),
        )
    with paths, st.popover("Paths", icon=":material/route:", width="stretch"):
        _paths(view, world)
    active = len(filtered.parts(view, world.name))
    words = f"Filters ({active})" if active else "Filters"
    with filters, st.popover(words, icon=":material/tune:", width="stretch"):
        _filters(view, world, found)
    with arrange, st.popover("Arrange", icon=":material/account_tree:", width="stretch"):
        _arrange(view)
    every = world.scene(state.timeless(view))  # a clock steps on to what is not in the picture yet
    days = sorted({*found.days, *every.days})
    publications = sorted({*found.publications, *every.publications})
    clocks.control(view.clocks, days, publications, ranges=("as_of", "known_on"), told=False)
    _notes(view, world)


def _set(field: str, value: Any) -> None:
    """What a widget shows is what the view says, however it came about."""
    st.session_state[f"w_{field}"] = value


def _take(field: str) -> None:
    state.change(**{field: st.session_state[f"w_{field}"]})


def _take_or_none(field: str) -> None:
    state.change(**{field: st.session_state[f"w_{field}"] or None})


def _whom(view: View, world: Graph) -> None:
    """Who is in focus, each to be taken out, and a box in which others are found."""
    chips = [
        inside(
            f"{world.name(one)} ×",
            state.link(view, focus=_less(view.focus, (one,)), path=()),
            aria_label=f"In focus: take {world.name(one)} out",
        )
        for one in view.focus
    ]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="whom"):
        if chips:
            st.html(
                element("nav", *chips, class_="dg-chips", aria_label="In focus"), width="content"
            )
        if len(chips) < MOST_FOCUS:
            search.picker("focus", "Add by any name", lambda id_: _adding(view, id_))


def _adding(view: View, id_: str) -> str:
    """The address of the view with one more in focus."""
    focus = tuple(dict.fromkeys((*view.focus, id_)))
    return state.link(view, focus=focus, path=(), hidden=_less(view.hidden, (id_,)))


def _less(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in some if one not in others)


def _paths(view: View, world: Graph) -> None:
    ends = view.path or (*view.focus, "", "")[:2]

    def between(place: int) -> Callable[[str], str]:
        def address(id_: str) -> str:
            chosen = (id_, ends[1]) if place == 0 else (ends[0], id_)
            if not all(chosen) or chosen[0] == chosen[1]:
                return state.link(view, focus=tuple(dict.fromkeys(filter(None, chosen))), path=())
            return state.link(view, path=chosen, nodes=(), pair=(), strand=None, selected=None)

        return address

    for place, label in enumerate(("From", "To")):
        st.caption(label)
        shown = world.name(ends[place]) if ends[place] else ""
        search.picker(f"path_{place}", f"{label}: any name", between(place), shown=shown)
    _set("paths", view.paths)
    st.radio(
        "Which paths",
        list(PATH_WORDS),
        format_func=lambda one: PATH_WORDS[one],
        key="w_paths",
        on_change=_take,
        args=("paths",),
    )
    if all(ends) and not view.path:
        st.button("Draw the paths", on_click=_draw_paths, args=(ends,), type="primary")
    st.caption("Only over the kinds, types and standings chosen in the filters.")


def _draw_paths(ends: tuple[str, ...]) -> None:
    state.change(path=ends, nodes=(), pair=(), strand=None, selected=None)


def _filters(view: View, world: Graph, found: Scene) -> None:
    def kinds() -> None:
        chosen = st.session_state["w_kinds"]
        state.change(kinds=None if len(chosen) == len(KINDS) else tuple(chosen))

    def standings() -> None:
        chosen = st.session_state["w_standings"]
        state.change(standings=None if len(chosen) == len(STANDINGS) else tuple(chosen))

    def types() -> None:
        state.change(types=tuple(st.session_state["w_types"]))

    counts = found.counts
    _set("kinds", list(view.kinds if view.kinds is not None else KINDS))
    with st.container(key="legend"):
        st.pills(
            "Kinds of ties",
            list(KINDS),
            selection_mode="multi",
            format_func=lambda kind: (
                f"{KINDS[kind].style.symbol} {KINDS[kind].heading} {counts.kinds.get(kind, 0):,}"
            ),
            key="w_kinds",
            on_change=kinds,
        )
    _set("types", list(view.types))
    st.multiselect(
        "Types",
        # those that there are come first
        sorted(type_names(), key=lambda one: one not in counts.types and one not in view.types),
        format_func=lambda one: f"{filtered.type_words(one)} {counts.types.get(one, 0):,}",
        key="w_types",
        on_change=types,
        placeholder="All types of each kind",
    )
    _set("standings", list(view.standings if view.standings is not None else STANDINGS))
    st.pills(
        "Standing",
        STANDINGS,
        selection_mode="multi",
        format_func=lambda one: f"{STANDING_WORDS[one]} {counts.standings.get(one, 0):,}",
        key="w_standings",
        on_change=standings,
    )
    _set("contested", view.contested)
    contested = f"Contested only ({counts.contested:,})"
    st.toggle(contested, key="w_contested", on_change=_take, args=("contested",))
    entities = world.registry.entities
    wide = state.asked(
        replace(view, bloc=None, region=None, publisher=None, source=None, dataset=None)
    )
    whole = world.scene(wide)
    drawn = set(whole.entities)
    members = world.memberships(view)
    there = Counter(o for m, o in members if m in drawn)
    bodies = sorted({o for _, o in members} | ({view.bloc} if view.bloc else set()))
    _choice(
        "bloc",
        view.bloc,
        "Neighbours only from this group",
        _most_first(bodies, there),
        lambda id_: f"{entities[id_].name} ({there[id_]:,} in the picture)",
        "Members of any organization, or of none",
    )
    regional = Counter(regions(entities, whole.entities).values())
    _choice(
        "region",
        view.region,
        "Neighbours only from this region",
        REGION_NAMES,
        lambda name: f"{name} ({regional[name]:,} in the picture)",
        "Any region, as in the Correlates of War list",
    )
    said = Counter(dict(world.publishers_of(whole, view.known_on)))
    _choice(
        "publisher",
        view.publisher,
        "Said by this publisher",
        _most_first(world.publishers(), said),
        lambda name: f"{name} ({counted(said[name], 'claim')})" if said[name] else name,
        "Any publisher",
    )
    cited = dict(world.sources_of(whole, view.known_on))
    of = [one for one in cited if view.publisher in (None, world.sources()[one].publisher)]
    _choice(
        "source",
        view.source,
        "Said by this source",
        list(dict.fromkeys([*of, *([view.source] if view.source else [])])),
        lambda one: f"{excerpt(_cited(world, one), 90)} ({counted(cited.get(one, 0), 'claim')})",
        "Any source of what is in the picture",
    )
    claims = world.datasets()
    _choice(
        "dataset",
        view.dataset,
        "Said in this dataset",
        sorted({*claims, *([view.dataset] if view.dataset else [])}),
        lambda one: f"{one} ({counted(claims.get(one, 0), 'claim')})",
        "Any dataset",
    )


def _cited(world: Graph, id_: str) -> str:
    """A source in one line; anything else by its name."""
    source = world.sources().get(id_)
    return f"{source.publisher}: {source.title}" if source else world.name(id_)


def _choice(
    field: str,
    value: str | None,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    usual: str,
) -> None:
    """A box to choose one or, as is ``usual``, none."""
    _set(field, value)
    st.selectbox(
        label,
        options,
        index=None,
        format_func=words,
        key=f"w_{field}",
        on_change=_take_or_none,
        args=(field,),
        placeholder=usual,
    )


def _most_first(names: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """Those with most in the picture first; the others as they were."""
    return sorted(names, key=lambda one: -counts.get(one, 0))


def _arrange(view: View) -> None:
    _set("limit", view.limit)
    st.select_slider(
        "Neighbours at most",
        sorted({*LIMITS, view.limit}),
        key="w_limit",
        on_change=_take,
        args=("limit",),
        help=f"Those tied most to the focus come first. Usual is {LIMIT}.",
    )
    _set("shared", view.shared)
    st.toggle(
        "Only who is tied to all in focus",
        key="w_shared",
        on_change=_take,
        args=("shared",),
        disabled=len(view.focus) < 2,
    )
    _set("between", view.between)
    st.toggle("Ties among the neighbours too", key="w_between", on_change=_take, args=("between",))
    _set("group", view.group or "")
    st.radio(
        "Groups",
        list(GROUP_WORDS),
        format_func=lambda group: GROUP_WORDS[group],
        key="w_group",
        on_change=_take_or_none,
        args=("group",),
        help="Blocs: organizations by their members; regions: as in the Correlates of War list.",
        horizontal=True,
    )
    _set("lines", view.lines or "")
    st.radio(
        "Lines",
        list(LINE_WORDS),
        format_func=lambda one: LINE_WORDS[one],
        key="w_lines",
        on_change=_take_or_none,
        args=("lines",),
        help="By itself: one for each pair where there are many, one for each kind of tie in the "
        "pairs in focus and in one that is opened, one for each fact where there are few.",
        horizontal=True,
    )
    _set("physics", view.physics)
    st.toggle("Let springs move it", key="w_physics", on_change=_take, args=("physics",))
    st.button("Place everything afresh", on_click=state.tidy, icon=":material/refresh:")


def _notes(view: View, world: Graph) -> None:
    """What is not as usual, each with the way back."""
    notes = []
    if view.path:
        ends = " and ".join(map(world.name, view.path))
        back = inside("back to the neighbours", state.link(view, path=()))
        notes.append(element("span", f"Paths between {ends}: ", back))
    for words, ids, without in (
        ("Hidden: ", view.hidden, "hidden"),
        ("Expanded: ", view.expanded, "expanded"),
        ("Pinned: ", view.pinned, "pinned"),
    ):
        if ids:
            again = Counter(ids)
            links = [
                inside(
                    f"{world.name(one)}{f', {n} times' if n > 1 else ''} ×",
                    state.link(view, **{without: _less(ids, (one,))}),
                    aria_label=f"{words.removesuffix(': ')}: take {world.name(one)} out",
                )
                for one, n in again.items()
            ]
            notes.append(element("span", words, *(element("span", one, " ") for one in links)))
    for told, unfiltered in filtered.parts(view, partial(_cited, world)):
        back = inside("all again", state.link(view, **unfiltered))
        notes.append(element("span", f"{told[0].upper()}{told[1:]}: ", back))
    if notes:
        st.html(element("p", *notes, class_="dg-notes"))
