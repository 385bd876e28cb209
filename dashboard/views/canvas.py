"""A picture on a page: the frame that draws it, told only what has changed.

Whatever a component is told, Streamlit sends anew as a whole as soon as a part of it differs; but
what is told an element a second time in the same words it does not send again. So nodes and lines
go to an element of their own, and the frame, which takes them from there, is told the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.components.v1 as components

from dashboard.picture.draw import component_folder

_frame = components.declare_component("diplograph_graph", path=str(component_folder()))
_parts = st.components.v2.component(
    "diplograph_parts",
    html="<span hidden></span>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)

PARTS = ("nodes", "lines")
"""The arguments that are large, and stay as they are while one only selects."""


def graph(
    arguments: Mapping[str, Any], key: str, on_change: Callable[[], None] | None = None
) -> None:
    """Draw a picture (``draw.arguments``). What is clicked or moved in it is ``session_state[key]``
    once ``on_change`` is called."""
    parts = {name: arguments[name] for name in PARTS}
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    with st.container(key=f"parts-{key}"):
        _parts(key=f"{key}_parts", data={"key": key, "digest": digest, **parts})
    rest = {name: value for name, value in arguments.items() if name not in PARTS}
    _frame(**rest, parts=key, digest=digest, key=key, default=None, on_change=on_change)
