"""What views share: one connection per server, cached answers, and plain words for failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
import streamlit.components.v1 as components

from dashboard import scene
from dashboard.address import View
from dashboard.draw import component_folder
from dashboard.markup import element
from dashboard.scene import Scene
from diplograph import queries
from diplograph.database import Database, connect
from diplograph.entities import Registry
from diplograph.errors import DatabaseError
from diplograph.queries import FactRecord

graph = components.declare_component("diplograph_graph", path=str(component_folder()))
"""The picture; its value is the last thing clicked or moved in it."""

CACHED = 128


@st.cache_resource(show_spinner="Opening the graph …")
def database() -> Database:
    """The server's one connection pool."""
    # a page that is left open must not undo `diplograph stop` by itself
    return connect(unless_stopped=True)


@st.cache_resource(show_spinner=False, max_entries=2)
def _registry(_database: Database, stamp: str) -> Registry:  # noqa: ARG001 - part of the key
    return queries.registry(_database)


@st.cache_resource(show_spinner="Reading the graph …", max_entries=CACHED)
def _scene(_database: Database, stamp: str, view: View) -> Scene:  # noqa: ARG001
    return scene.load_scene(_database, view)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _facts(
    _database: Database,
    stamp: str,  # noqa: ARG001
    ids: tuple[str, ...],
    known_on: Any,
) -> dict[str, FactRecord]:
    return queries.facts(_database, ids, known_on)


@st.cache_resource(show_spinner=False, max_entries=CACHED)
def _facts_of(_database: Database, stamp: str, entity: str) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(queries.facts_of(_database, entity))


class Graph:
    """The graph as it stands in this run: everything read is kept until the next load."""

    def __init__(self) -> None:
        self._database = database()
        self.stamp = scene.stamp(self._database)

    @property
    def empty(self) -> bool:
        """Whether nothing has been loaded."""
        return not self.stamp or not self.registry.entities

    @property
    def registry(self) -> Registry:
        """Every entity by all its names."""
        return _registry(self._database, self.stamp)

    def name(self, id_: str) -> str:
        """An entity's name."""
        entity = self.registry.entities.get(id_)
        return entity.name if entity else id_

    def scene(self, view: View) -> Scene:
        """What a view shows."""
        return _scene(self._database, self.stamp, view)

    def kin(self, gone: str) -> dict[str, str]:
        """The facts of the identity of one that is no more: by id, their names."""
        return {} if self.has_fact(gone) else queries.facts_of_group(self._database, gone)

    def has_fact(self, id_: str) -> bool:
        """Whether there is a fact of this id, at any time."""
        return id_ in queries.facts(self._database, (id_,))

    def facts(self, ids: tuple[str, ...], known_on: Any) -> dict[str, FactRecord]:
        """These facts as known on a day."""
        return _facts(self._database, self.stamp, ids, known_on)

    def facts_of(self, entity: str) -> tuple[str, ...]:
        """The facts in which an entity has a role."""
        return _facts_of(self._database, self.stamp, entity)


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
