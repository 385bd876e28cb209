"""What changed between two days, in the world and in the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import changes, charts, cypher
from dashboard.changes import ADDED, MOST, RECORD, WORLD, Change
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import PAGES, Clocks
from dashboard.telling import Teller, fact_title
from dashboard.views import choose, state
from dashboard.views.export import export_menu
from dashboard.views.frame import opened
from dashboard.views.shared import Graph, database
from dashboard.words import counted, excerpt, short_window
from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.dates import day_words, parse_date, words
from diplograph.questions.changes import Asked, changed
from diplograph.questions.core import FactRecord, facts
from diplograph.sentences import Namer

LISTED = 40  # changes of one kind

Found = tuple[dict[str, FactRecord], dict[str, FactRecord], int]


@st.cache_resource(show_spinner="Comparing the two days …", max_entries=64)
def _found(_database: Database, stamp: str, asked: Asked) -> Found:  # noqa: ARG001
    """The facts to look at, of the world and of the record, and how many were left out."""
    world, record = changed(_database, asked)
    left = max(0, len(world) - MOST) + max(0, len(record) - MOST)
    return (
        facts(_database, world[:MOST], asked.known_on),
        facts(_database, record[:MOST], asked.last),
        left,
    )


def show() -> None:
    """The whole view."""
    frame = opened("changes", PAGES["changes"].title)
    if frame is None:
        return
    world = frame.world
    asked = _asked(world)
    _controls(asked, world)
    if asked.first >= asked.last:
        _notice("The first day must be before the last.", "Choose an earlier first day above.")
        return
    there, recorded, left = _found(database(), world.stamp, asked)
    in_world = changes.in_the_world(there.values(), asked.first, asked.last)
    in_record = changes.in_the_record(recorded.values(), asked.first, asked.last)
    st.html(element("p", _sentence(asked, in_world, in_record), class_="dg-said", role="status"))
    if left:
        st.html(
            element(
                "p",
                f"{counted(left, 'fact')} more changed than the {MOST:,} a side that are looked "
                "at, the earliest first: narrow by days, kind or whom.",
                class_="dg-limit",
            )
        )
    if not (in_world or in_record):
        _notice(
            "Nothing changed between these days, so far as it is recorded.",
            "Choose days further apart, more kinds, or fewer to concern.",
        )
        return
    teller = Teller(world.name, Clocks(known_on=asked.known_on))
    left_side, right_side = st.columns(2, gap="large")
    with left_side:
        _side("In the world", in_world, WORLD, ("began or took place", "ended"), asked, teller)
    with right_side:
        _side("In the record", in_record, RECORD, ("first recorded", "revised"), asked, teller)
    seen = {change.fact.id: change.fact for change in (*in_world, *in_record)}
    export_menu(world, (), seen, cypher.facts(list(seen)), name="changes")


def _asked(world: Graph) -> Asked:
    """What the address asks; else the year up to the last publication."""
    address = state.address()
    complaints = []

    def day(name: str, usual: date) -> date:
        try:
            return parse_date(address[name]).earliest if address.get(name) else usual
        except ValueError:
            complaints.append(f"The address has no such date in {name}: {address[name]}")
            return usual

    published = [one for one in world.days()[1] if one <= date.today()]
    last = day("b", published[-1] if published else date.today())
    first = day("a", last - timedelta(days=365))
    entities = world.registry.entities
    focus = tuple(id_ for id_ in address.get("focus", "").split(",") if id_ in entities)
    named = [kind for kind in address.get("kinds", "").split(",") if kind in KINDS]
    for complaint in complaints:
        st.html(element("p", complaint, class_="dg-limit"))
    return Asked(first, last, focus, tuple(named) or None, address.get("record") == "then")


def _controls(asked: Asked, world: Graph) -> None:
    first, last, record, whom = st.columns([1, 1, 2, 3], vertical_alignment="bottom")
    with first:
        choose.day("a", "After", asked.first)
    with last:
        choose.day("b", "Up to", asked.last)
    with record:
        then = f"what was known on {asked.last:%-d %b %Y}"
        bases = {"now": "all that is known", "then": then}
        st.session_state["w_changes_record"] = "then" if asked.then else "now"

        def base() -> None:
            chosen = st.session_state["w_changes_record"]
            state.put(record="then" if chosen == "then" else None)

        st.selectbox(
            "The world by",
            list(bases),
            format_func=bases.__getitem__,
            key="w_changes_record",
            on_change=base,
        )
    with whom:
        _whom(asked, world)

    def take() -> None:
        found = st.session_state["w_changes_kinds"]
        state.put(kinds=None if len(found) in (0, len(KINDS)) else ",".join(found))

    st.session_state["w_changes_kinds"] = list(asked.kinds or KINDS)
    with st.container(key="legend"):
        st.pills(
            "Kinds of facts",
            list(KINDS),
            selection_mode="multi",
            format_func=lambda kind: f"{KINDS[kind].style.symbol} {KINDS[kind].heading}",
            key="w_changes_kinds",
            on_change=take,
            label_visibility="collapsed",
        )


def _whom(asked: Asked, world: Graph) -> None:
    entities = world.registry.entities
    st.session_state["w_changes_focus"] = list(asked.focus)

    def take() -> None:
        state.put(focus=",".join(st.session_state["w_changes_focus"]))

    st.multiselect(
        "Concerning",
        sorted(entities, key=lambda id_: entities[id_].name),
        format_func=lambda id_: excerpt(f"{entities[id_].name} · {entities[id_].label}", 90),
        key="w_changes_focus",
        on_change=take,
        placeholder="anyone; or a country, person or organization",
        max_selections=12,
    )


def _notice(*texts: str) -> None:
    st.html(element("div", *(element("p", text) for text in texts), class_="dg-panel dg-notice"))


def _sentence(asked: Asked, world: Sequence[Change], record: Sequence[Change]) -> str:
    days = f"After {day_words(asked.first)} and up to {day_words(asked.last)}"
    unsure = sum(not change.certain for change in world)
    possibly = f" ({unsure:,} of them only possibly)" if unsure else ""
    base = "the record of that day" if asked.then else "all that is known now"
    return (
        f"{days}, {counted(len(world), 'change')} in the world{possibly}, by {base}, and "
        f"{counted(len(record), 'change')} in the record."
    )


def _side(
    heading: str,
    found: Sequence[Change],
    order: Sequence[str],
    ways: tuple[str, str],
    asked: Asked,
    teller: Teller,
) -> None:
    totals = changes.counted(found, order)
    counts = "; ".join(f"{count:,} {_WORDS[what]}" for what, count in totals.items())
    st.html(
        together(
            element("h2", f"{heading} · {len(found):,}", class_="dg-section"),
            element("p", f"{counts or 'Nothing, so far as it is recorded'}."),
        )
    )
    if not found:
        return
    unit, drawn, spread = changes.bins(found, asked.first, asked.last)
    dark = st.context.theme.type == "dark"
    st.altair_chart(charts.diverging(drawn, unit, *ways, dark), width="stretch")
    if spread:
        st.html(
            element(
                "p",
                f"{counted(spread, 'change')} with a date too uncertain for one {unit} "
                f"{'is' if spread == 1 else 'are'} listed but not drawn.",
                class_="dg-limit",
            )
        )
    parts = [_kind(kind, group, teller) for kind, group in changes.by_kind(found).items()]
    st.html(together(*parts))


_WORDS = {
    "began": "began",
    "took place": "took place",
    "ended": "ended",
    "first recorded": "first recorded",
    "standing": "with a new standing",
    "contested": "newly contested",
    "settled": "settled",
    "re-dated": "re-dated",
    "revised": "revised in what they say",
}
_TAGS = {**_WORDS, "standing": "new standing", "contested": "⚡ contested", "revised": "revised"}


def _kind(name: str, group: Sequence[Change], teller: Teller) -> Markup:
    kind = KINDS[name]
    heading = element(
        "h3", f"{kind.style.symbol} {kind.heading} · {len(group):,}", class_=f"dg-kind-{name}"
    )
    items = [_item(change, teller) for change in group[:LISTED]]
    parts = [heading, element("ul", *items)]
    if len(group) > LISTED:
        parts.append(
            element(
                "p",
                f"{LISTED} of {len(group):,} are listed: narrow by days or whom, or export.",
                class_="dg-limit",
            )
        )
    return element("section", *parts, class_="dg-panel dg-changes", aria_label=kind.heading)


def _item(change: Change, teller: Teller) -> Markup:
    name: Namer = teller.name
    day = short_window(change.when) or words(change.when)
    mark = "" if change.certain else "? possibly "
    said = f"{mark}{_TAGS[change.what]}"
    told = f"{said}, {words(change.when)}: {fact_title(change.fact, name)}"
    sign = "dg-added" if change.what in ADDED else "dg-taken"
    link = inside(f"{day}, {said}", teller.fact_address(change.fact.id), aria_label=told)
    parts = [element("strong", link), ": ", teller.sentence(change.fact, change.version)]
    if change.detail:
        parts.append(element("span", f" ({change.detail})", class_="dg-muted"))
    if change.version.contested and change.what in WORLD:
        parts.append(element("span", " ⚡ contested", class_="dg-muted"))
    return element("li", *parts, class_=sign)


show()
