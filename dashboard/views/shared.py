"""What views share: one connection per server, cached answers, and plain words for failure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from dashboard import scene
from dashboard.markup import element
from dashboard.picture.address import View
from dashboard.scene import Scene
from dashboard.words import label
from diplograph.database import Database, connect
from diplograph.entities import Registry, well_known_countries
from diplograph.errors import DatabaseError
from diplograph.model import Entity, Source
from diplograph.questions import core, dossiers, nodes, summaries
from diplograph.questions import days as turning
from diplograph.questions.around import Asker, Filter
from diplograph.questions.core import FactRecord
from diplograph.questions.dossiers import Brief, Press, SourceUse
from diplograph.questions.nodes import FactNode
from diplograph.search import Index

CACHED = 128

TRACED = 2_000
"""Up to how many facts it is asked who says them, for the picture alone."""

Answer = TypeVar("Answer")


@st.cache_resource(show_spinner="Opening the graph …")
def database() -> Database:
    """The server's one connection pool."""
    # a page that is left open must not undo `diplograph stop` by itself
    return connect(unless_stopped=True)


@st.cache_resource(show_spinner=False, max_entries=2)
def _registry(_database: Database, stamp: str) -> Registry:  # noqa: ARG001 - part of the key
    return core.registry(_database)


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(_database: Database, stamp: str) -> Index:  # noqa: ARG001
    return summaries.search_index(_database)


@st.cache_resource(show_spinner="Reading the graph …", max_entries=CACHED)
def _scene(_database: Database, stamp: str, view: View) -> Scene:
    return scene.load_scene(_database, view, _registry(_database, stamp).entities)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _facts(
    _database: Database,
    stamp: str,  # noqa: ARG001
    ids: tuple[str, ...],
    known_on: Any,
) -> dict[str, FactRecord]:
    return core.facts(_database, ids, known_on)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _facts_of(_database: Database, stamp: str, entity: str) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(core.facts_of(_database, entity))


@st.cache_resource(show_spinner="Reading the graph …", max_entries=CACHED)
def _read(
    _database: Database,
    stamp: str,  # noqa: ARG001
    name: str,  # noqa: ARG001
    arguments: tuple[Any, ...],
    _question: Callable[..., Any],
) -> Any:
    return _question(_database, *arguments)


@st.cache_resource(show_spinner=False, max_entries=2)
def _days(_database: Database, stamp: str) -> tuple[list[date], list[date]]:  # noqa: ARG001
    return turning.whole_graph(_database)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _about(
    _database: Database, stamp: str, entity: str, known_on: date | None
) -> dict[str, FactNode]:
    entities = _registry(_database, stamp).entities
    return nodes.fact_nodes(_database, entities, known_on, about=entity)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _untied(_database: Database, stamp: str, view: View) -> dict[str, FactNode]:
    entities = _registry(_database, stamp).entities
    return scene.untied(_database, view, entities)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _memberships(
    _database: Database,
    stamp: str,  # noqa: ARG001
    clocks: tuple[date | None, date | None],
) -> list[tuple[str, str]]:
    return Asker(_database, Filter(as_of=clocks[0], known_on=clocks[1])).memberships()


@st.cache_resource(show_spinner=False, max_entries=2)
def _labels(_database: Database, stamp: str) -> dict[str, str]:
    entities = _registry(_database, stamp).entities
    return {id_: label(entities[id_]) for id_ in sorted(entities, key=lambda e: entities[e].name)}


@st.cache_resource(show_spinner=False, max_entries=2)
def _publishers(_database: Database, stamp: str) -> list[str]:  # noqa: ARG001
    return summaries.publishers(_database)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _briefs(
    _database: Database,
    stamp: str,  # noqa: ARG001
    ids: tuple[str, ...],
    known_on: date | None,
) -> list[Brief]:
    return dossiers.briefs(_database, ids, known_on)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _press(
    _database: Database,
    stamp: str,  # noqa: ARG001
    ids: tuple[str, ...],
    known_on: date | None,
) -> Press:
    return dossiers.press(_database, ids, known_on)


@st.cache_resource(show_spinner="Looking for what joins them …", max_entries=CACHED)
def _facts_between(
    _database: Database,
    stamp: str,  # noqa: ARG001
    first: tuple[str, ...],
    second: tuple[str, ...],
) -> tuple[str, ...]:
    return tuple(dossiers.facts_between(_database, first, second))


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _facts_by(_database: Database, stamp: str, source: str) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(dossiers.facts_by(_database, source))


@st.cache_resource(show_spinner="Counting what each source says …", max_entries=2)
def _source_uses(_database: Database, stamp: str) -> dict[str, SourceUse]:  # noqa: ARG001
    return dossiers.source_uses(_database)


@st.cache_resource(show_spinner=False, max_entries=2)
def _sources(_database: Database, stamp: str) -> dict[str, Source]:  # noqa: ARG001
    return core.sources(_database)


@st.cache_resource(show_spinner=False, max_entries=4)
def _most_told(
    _database: Database,
    stamp: str,  # noqa: ARG001
    limit: int,
) -> list[tuple[str, str, int]]:
    return dossiers.most_told(_database, limit)


class Graph:
    """The graph as it stands in this run: everything read is kept until the next load."""

    def __init__(self) -> None:
        self._database = database()
        self.stamp = summaries.stamp(self._database)

    @property
    def database(self) -> Database:
        """The connection itself, for what changes the graph."""
        return self._database

    @property
    def empty(self) -> bool:
        """Whether nothing has been loaded."""
        return not self.stamp or not self.registry.entities

    @property
    def registry(self) -> Registry:
        """Every entity by all its names."""
        return _registry(self._database, self.stamp)

    @property
    def index(self) -> Index:
        """What search looks things up in; made at the first question after a load."""
        return _index(self._database, self.stamp)

    @property
    def nameable(self) -> dict[str, Entity]:
        """Everyone whom a new claim may name: who is in the graph, and every well-known state."""
        known = {country.id: country for country in well_known_countries()}
        return {**known, **self.registry.entities}

    def name(self, id_: str) -> str:
        """An entity's name."""
        entity = self.registry.entities.get(id_)
        return entity.name if entity else id_

    def scene(self, view: View) -> Scene:
        """What a view shows."""
        return _scene(self._database, self.stamp, view)

    def facts(self, ids: tuple[str, ...], known_on: Any) -> dict[str, FactRecord]:
        """These facts as known on a day."""
        return _facts(self._database, self.stamp, ids, known_on)

    def kin(self, gone: str) -> dict[str, str]:
        """The facts of the identity of one that is no more: by id, their names."""
        found = self.facts((gone,), None)
        return {} if found else core.facts_of_group(self._database, gone)

    def about(self, entity: str, known_on: date | None) -> dict[str, FactNode]:
        """The facts in which an entity has a role, as their nodes tell them."""
        return _about(self._database, self.stamp, entity, known_on)

    def untied(self, view: View) -> dict[str, FactNode]:
        """Facts about a view's focus that tie no two entities."""
        return _untied(self._database, self.stamp, view)

    @property
    def labels(self) -> dict[str, str]:
        """Every entity in one line with its other names, in the order of names."""
        return _labels(self._database, self.stamp)

    def memberships(self, view: View) -> list[tuple[str, str]]:
        """Who belongs to which organization, on a view's days."""
        return _memberships(self._database, self.stamp, (view.as_of, view.known_on))

    def publishers(self) -> list[str]:
        """Every publisher, who has published most first."""
        return _publishers(self._database, self.stamp)

    def datasets(self) -> dict[str, int]:
        """The datasets that are loaded, each with its claims."""
        return {one["dataset"]: one["claims"] for one in self.read(core.datasets)}

    def facts_of(self, entity: str) -> tuple[str, ...]:
        """The facts in which an entity has a role."""
        return _facts_of(self._database, self.stamp, entity)

    def read(self, question: Callable[..., Answer], *arguments: Any) -> Answer:
        """The answer of a function of the database, which must have a name of its own, and of
        arguments that can be told apart (hashable)."""
        name = f"{question.__module__}.{question.__qualname__}"
        found: Answer = _read(self._database, self.stamp, name, arguments, question)
        return found

    def days(self) -> tuple[list[date], list[date]]:
        """The days on which anything in the graph changes, and those of publication."""
        return _days(self._database, self.stamp)

    def briefs(self, ids: tuple[str, ...], known_on: date | None) -> list[Brief]:
        """These facts without their claims, as known on a day."""
        return _briefs(self._database, self.stamp, ids, known_on)

    def press(self, ids: tuple[str, ...], known_on: date | None) -> Press:
        """What was published of these facts, up to a day."""
        return _press(self._database, self.stamp, ids, known_on)

    def publishers_of(self, found: Scene, known_on: date | None) -> list[tuple[str, int]]:
        """Who says what is drawn, each with its claims; nobody where too much is drawn to ask."""
        ids = tuple(sorted(found.facts))
        if len(ids) > TRACED:
            return []
        return self.read(dossiers.publishers_of, ids, known_on)

    def sources_of(self, found: Scene, known_on: date | None) -> list[tuple[str, int]]:
        """What says what is drawn: each source's id and claims; likewise."""
        ids = tuple(sorted(found.facts))
        if len(ids) > TRACED:
            return []
        return self.read(dossiers.sources_of, ids, known_on)

    def facts_between(self, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
        """The facts in which one of the first and one of the second have a role."""
        return _facts_between(self._database, self.stamp, first, second)

    def facts_by(self, source: str) -> tuple[str, ...]:
        """The facts that a source has claims on."""
        return _facts_by(self._database, self.stamp, source)

    def sources(self) -> dict[str, Source]:
        """Every source, by its id."""
        return _sources(self._database, self.stamp)

    def source_uses(self) -> dict[str, SourceUse]:
        """How much rests on each source."""
        return _source_uses(self._database, self.stamp)

    def most_told(self, limit: int) -> list[tuple[str, str, int]]:
        """The entities of each label with most facts: (label, id, facts)."""
        return _most_told(self._database, self.stamp, limit)


def guarded(run: Callable[[], None]) -> None:
    """Run a view; where the graph cannot be reached say so in a sentence, with the way on."""
    try:
        run()
    except DatabaseError:
        database.clear()
        # the engine may have been stopped and started since: one fresh connection, then the truth
        try:
            database()
            run()
        except DatabaseError as error:
            database.clear()
            st.html(
                element(
                    "div",
                    element("h3", "The graph cannot be reached"),
                    element("p", str(error)),
                    element(
                        "p",
                        "Start it with ",
                        element("code", "diplograph up"),
                        ", or check NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD; then try again.",
                    ),
                    class_="dg-notice",
                )
            )
            st.button("Try again")


def tell_empty() -> None:
    """What to do where nothing is loaded."""
    st.html(
        element(
            "div",
            element("h3", "The graph is empty"),
            element(
                "p",
                "Load the data that come with Diplograph with ",
                element("code", "diplograph load data"),
                ", or a folder of your own CSV files; then try again.",
            ),
            class_="dg-notice",
        )
    )
    st.button("Try again")
