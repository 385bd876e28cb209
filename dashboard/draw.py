"""A picture as a pyvis network, and that as the arguments of our component. Nothing else is pyvis.

pyvis's own page is not used: it runs script from titles and asks a CDN. Its network is passed as
JSON to ``component/index.html``, which draws with the vis-network that pyvis ships.
"""

from __future__ import annotations

import hashlib
import math
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyvis
from platformdirs import user_cache_path
from pyvis.network import Network

from dashboard.layout import FAN_STEP
from dashboard.picture import Edge, Node, Picture
from dashboard.ring import Point
from diplograph.catalogue import KINDS

_PAGE = Path(__file__).with_name("component") / "index.html"
_VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
_VIS_FILES = ("vis-network.min.js", "vis-network.css")

SHAPES: dict[str, dict[str, Any]] = {
    "Country": {"shape": "box", "light": "#1d3b5c", "dark": "#cfe1f6"},
    "Organization": {"shape": "hexagon", "light": "#5d4a8c", "dark": "#b9a8ea"},
    "Person": {"shape": "dot", "light": "#b06a1f", "dark": "#f0b56c"},
    "City": {"shape": "diamond", "light": "#2c7566", "dark": "#7fd0bd"},
}
"""How each sort of entity looks: shape and colour both tell it."""

DASHES: dict[str, list[int] | bool] = {
    "asserted": False,
    "alleged": [10, 6],
    "expected": [3, 5],
    "denied": [2, 7],
}
"""The pattern of a line by standing: no two alike."""

INK = {"light": "#1c2430", "dark": "#e8ecf2"}
GROUND = {"light": "#ffffff", "dark": "#0e1117"}
ABSENCE = {"light": "#6b7280", "dark": "#a7afbb"}
HALO = {"light": "#f5a623", "dark": "#c77700"}
FACE = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"selectionWidth": 3, "hoverWidth": 0.8, "arrowStrikethrough": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 120,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
}
"""vis-network's options; constant, so nothing from a source is ever read as one."""

_MANY = 150
"""From so many edges on, lines are hidden while the view moves: it stays fluent."""


def arguments(
    picture: Picture,
    places: Mapping[str, Point],
    *,
    selected: str | None = None,
    node: str | None = None,
    layout: int = 0,
    physics: bool = False,
    height: int = 640,
) -> dict[str, Any]:
    """What the component needs to draw the picture; all of it plain JSON."""
    net = network(picture, places)
    options = {**OPTIONS, "physics": {"enabled": physics}}
    if len(picture.edges) > _MANY:
        moving = {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True}
        options["interaction"] = {**OPTIONS["interaction"], **moving}
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "options": options,
        "selected": {"nodes": [node] if node else [], "edges": list(picture.edges_of(selected))},
        "sentence": " ".join(filter(None, (picture.sentence, picture.limit))),
        "layout": layout,
        "height": height,
    }


def network(picture: Picture, places: Mapping[str, Point]) -> Network:
    """The picture as a pyvis network, directed, so that parallel edges are kept."""
    net = Network(directed=True)
    focus = {node.id for node in picture.nodes if node.focus}
    for node in picture.nodes:
        x, y = places[node.id]
        net.add_node(node.id, label=node.name, x=x, y=y, **_node_style(node))
    for edge in picture.edges:
        (ax, ay), (bx, by) = places[edge.start], places[edge.end]
        style = _edge_style(edge, math.hypot(bx - ax, by - ay))
        if not {edge.start, edge.end} <= focus:  # what is asked about stands out
            style["font"]["size"] = 12
            style["width"] = min(style["width"], 1.5)
        net.add_edge(edge.start, edge.end, **style)
    return net


def _node_style(node: Node) -> dict[str, Any]:
    look = SHAPES[node.label]
    boxed = look["shape"] == "box"
    themes = {}
    for theme in ("light", "dark"):
        fill, ground, ink = look[theme], GROUND[theme], INK[theme]
        border = HALO[theme] if node.focus and not boxed else fill
        themes[theme] = {
            "color": {
                "background": fill,
                "border": border,
                "highlight": {"background": fill, "border": HALO[theme]},
                "hover": {"background": fill, "border": ink},
            },
            "font": {"color": ground if boxed else ink, "strokeColor": ground},
        }
    return {
        "shape": look["shape"],
        "title": node.title,
        "size": 15 if node.focus else 11,
        "margin": 11 if node.focus else 7,
        "font": {
            "size": 22 if node.focus else 16.5,
            "face": FACE,
            "strokeWidth": 0 if boxed else 4,
            "vadjust": 0 if boxed else -2,
        },
        "shapeProperties": {"borderRadius": 5},
        "themes": themes,
    }


def _edge_style(edge: Edge, distance: float) -> dict[str, Any]:
    style = KINDS[edge.kind].style
    strength = 1.0 if edge.certain else 0.45
    themes = {}
    for theme, own in (("light", style.light), ("dark", style.dark)):
        colour = ABSENCE[theme] if edge.absent else own
        themes[theme] = {
            "color": {
                "color": colour,
                "highlight": colour,
                "hover": colour,
                "opacity": strength,
            },
            "font": {"color": colour, "strokeColor": GROUND[theme]},
            "background": {
                "enabled": edge.contested,
                "color": _faded(HALO[theme], 0.5),
                "size": 9,
                "dashes": False,
            },
        }
    return {
        "id": edge.id,
        "label": edge.label,
        "title": edge.title,
        "arrows": {"to": _head(edge)},
        "dashes": DASHES["denied"] if edge.absent else DASHES[edge.standing],
        "width": 2.2 if edge.certain else 1.2,
        "smooth": curve(edge, distance),
        "font": {"size": 13.5, "face": FACE, "align": "middle", "strokeWidth": 5},
        "themes": themes,
        "standing": edge.standing,
        "contested": edge.contested,
        "certain": edge.certain,
        "absent": edge.absent,
    }


def _head(edge: Edge) -> dict[str, Any]:
    """An arrow where the tie has a direction; a bar across its end where it is an absence."""
    return {
        "enabled": edge.directed,
        "type": "bar" if edge.absent else "arrow",
        "scaleFactor": 0.8 if edge.absent else 0.6,
    }


def _faded(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def curve(edge: Edge, distance: float) -> dict[str, Any] | bool:
    """vis's curve that takes the edge's middle to its slot in the fan; straight in the middle."""
    if not edge.slot:
        return False
    # clockwise is to the left of the way from start to end; slots count from the pair's first
    left = (edge.slot > 0) == (edge.start < edge.end)
    roundness = _roundness(abs(edge.slot) * FAN_STEP / max(distance, 1.0))
    return {"enabled": True, "type": "curvedCW" if left else "curvedCCW", "roundness": roundness}


def _roundness(offset: float) -> float:
    """vis's roundness k for a middle this share of the distance off the straight line.

    vis puts the curve's control point at (1 + k) / 2 of the distance, turned by k quarter turns;
    the curve's middle lies half as far off. Solved by halving, as it grows with k.
    """
    low, high = 0.0, 0.95
    for _ in range(30):
        middle = (low + high) / 2
        reach = (0.5 + 0.5 * middle) * math.sin(middle * math.pi / 2) / 2
        low, high = (middle, high) if reach < offset else (low, middle)
    return round((low + high) / 2, 4)


def component_folder() -> Path:
    """A folder with the component's page and vis-network, to be served; made once.

    Streamlit serves one folder and follows no links out of it, and the repository holds no copy of
    vis-network: so page and library are copied beside each other into the user's cache.
    """
    parts = [_PAGE, *(_VIS / name for name in _VIS_FILES)]
    digest = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:16]
    folder = user_cache_path("diplograph") / "component" / digest
    if not (folder / "index.html").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        fresh.chmod(0o755)
        for part in parts:
            shutil.copyfile(part, fresh / part.name)
        try:
            fresh.rename(folder)
        except OSError:  # another process was faster, with the same files
            shutil.rmtree(fresh, ignore_errors=True)
    return folder
