"""A picture as a pyvis network, and that as the arguments of our component. Nothing else is pyvis.

pyvis's own page is not used: it runs script from titles and asks a CDN. Its network is passed as
JSON to ``component/index.html``, which draws with the vis-network that pyvis ships.
"""

from __future__ import annotations

import hashlib
import math
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyvis
from platformdirs import user_cache_path
from pyvis.network import Network

from dashboard.picture.bundle import FACT, PAIR, READ, Line, Part
from dashboard.picture.picture import Picture
from dashboard.picture.ring import Point
from diplograph.catalogue import KINDS

_PARTS = Path(__file__).with_name("component")
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
BUNDLE = {"light": "#8a94a3", "dark": "#7d8795"}
"""The colour of a line in which several kinds are bundled."""

HALO = {"light": "#f5a623", "dark": "#c77700"}
FACE = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom"},
    "edges": {
        "smooth": False,
        "selectionWidth": 2,
        "hoverWidth": 0.8,
        "arrowStrikethrough": False,
    },
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": True,
        "tooltipDelay": 120,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
}
"""vis-network's options; constant, so nothing from a source is ever read as one."""

PHYSICS: dict[str, Any] = {
    "enabled": True,
    "solver": "forceAtlas2Based",
    "forceAtlas2Based": {"gravitationalConstant": -120, "springLength": 190, "avoidOverlap": 0.6},
    "stabilization": {"enabled": False},
    "maxVelocity": 30,
}
"""The springs that move the picture where they are asked for."""

SENT = 1500
"""Up to so many facts the component has each, and parts lines by itself where one zooms in."""


def arguments(
    picture: Picture,
    places: Mapping[str, Point],
    *,
    grains: Mapping[str, int] | None = None,
    opened: Mapping[str, int] | None = None,
    selected: str | None = None,
    pair: str | None = None,
    chosen: Collection[str] = (),
    pinned: Collection[str] = (),
    expanded: Collection[str] = (),
    hidden_kinds: Collection[str] = (),
    heading: str = "",
    credit: str = "",
    steps: Mapping[str, str] | None = None,
    dossiers: Mapping[str, str] | None = None,
    layout: int = 0,
    physics: bool = False,
    height: int = 640,
    undo: bool = False,
    redo: bool = False,
    small: bool = False,
) -> dict[str, Any]:
    """What the component needs to draw the picture; all of it plain JSON.

    ``grains``: how finely pairs and kinds within them are drawn (``bundle.grains``), ``opened``
    those that are read (``bundle.parted``); ``chosen``, ``pinned`` and ``expanded`` are entities,
    ``pair`` and ``selected`` a line's and a fact's id; ``heading`` stands above an exported
    picture, ``credit`` (who says so) below; ``steps``: what a menu offers to do with entities,
    name to words; ``dossiers``: the address of an entity's own page; ``small``: a picture beside
    something else, without a legend; ``undo`` and ``redo``: whether there is a step to take back,
    or to take again.
    """
    net = network(picture, places, {**(grains or {}), **(opened or {})})
    options = {**OPTIONS, "physics": PHYSICS if physics else OPTIONS["physics"]}
    marks = {"pinned": set(pinned), "expanded": set(expanded)}
    for node in net.nodes:
        node.update({mark: True for mark, ids in marks.items() if node["id"] in ids})
        node["href"] = (dossiers or {}).get(node["id"], "")
    return {
        "nodes": net.nodes,
        "lines": [_without_usual(line) for line in net.edges],
        "usual": USUAL,
        "grains": dict(grains or {}),
        "opened": dict(opened or {}),
        "read": READ,
        "options": options,
        "looks": _looks(),
        "legend": [
            {
                "kind": e.kind,
                "symbol": e.symbol,
                "text": e.short,
                "title": e.heading,
                "count": e.count,
            }
            for e in picture.legend
            if e.count
        ],
        "ways": picture.ways,
        "off": sorted(hidden_kinds),
        "selected": {"nodes": list(chosen), "fact": selected, "line": pair},
        "sentence": " ".join(filter(None, (picture.sentence, picture.limit))),
        "said": picture.sentence,
        "limit": picture.limit,
        "heading": heading,
        "credit": credit,
        "steps": [{"name": n, "words": w} for n, w in (steps or {}).items()],
        "layout": layout,
        "height": height,
        "undo": undo,
        "redo": redo,
        "small": small,
    }


USUAL: dict[str, Any] = {
    "fact": None,
    "standing": "asserted",
    "contested": False,
    "certain": True,
    "absent": False,
    "heads": [False, False],
    "count": 1,
    "width": 1.4,
}
"""What of a line is not sent where it is so: most are, and thousands are sent."""


def _without_usual(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in line.items()
        if name not in ("arrows", *USUAL) or (name in USUAL and value != USUAL[name])
    }


def _looks() -> dict[str, Any]:
    """Every colour by what it stands for, on light and on dark ground."""
    return {
        "kinds": {k.name: {"light": k.style.light, "dark": k.style.dark} for k in KINDS.values()},
        "sorts": SHAPES,
        "ink": INK,
        "ground": GROUND,
        "bundle": BUNDLE,
        "absence": ABSENCE,
        "halo": HALO,
        "face": FACE,
        "dashes": DASHES,
    }


def network(
    picture: Picture, places: Mapping[str, Point], grains: Mapping[str, int] | None = None
) -> Network:
    """The picture as a pyvis network, directed, so that parallel edges are kept.

    Its edges are the lines of every grain; where there are more than ``SENT`` single ones, those
    alone that are drawn. The component shows of each pair the grain that fits.
    """
    net = Network(directed=True)
    for node in picture.nodes:
        x, y = places[node.id]
        net.add_node(
            node.id,
            label=node.name,
            shape=SHAPES[node.label]["shape"],
            sort=node.label,
            x=x,
            y=y,
            title=node.title,
            focus=node.focus,
            weight=node.weight,
            code=node.id if node.label == "Country" else "",
            group=node.group,
        )
    every = len(picture.edges) <= SENT
    fine = {id_ for id_, grain in (grains or {}).items() if grain == FACT}
    alone = {line.id for line in picture.lines if line.grain == PAIR and line.count == 1}
    for line in picture.lines:
        pair = "|".join(sorted((line.start, line.end)))
        part = line.inside in fine or pair in fine
        if pair in alone and line.grain > PAIR:
            continue  # the pair's line is the fact's
        if line.grain < FACT or every or part:
            net.add_edge(line.start, line.end, **_line(line))
    return net


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "inside": line.inside,
        "grain": line.grain,
        "kind": line.kind,
        "parts": _parts(line.label),
        **({"brief": _parts(line.brief)} if line.brief != line.label else {}),
        "title": line.title,
        "count": line.count,
        "fact": line.fact,
        "standing": line.standing,
        "contested": line.contested,
        "certain": line.certain,
        "absent": line.absent,
        "heads": list(line.heads),
        "width": _width(line),
    }


def _parts(label: Iterable[Part]) -> list[list[str]]:
    return [[part.text, part.kind] for part in label]


def _width(line: Line) -> float:
    """A line's width in pixels: it grows with the logarithm of what is bundled in it."""
    if not line.certain:
        return 1.2
    if line.grain == PAIR and line.count > 1:
        return round(min(3.0, 1.0 + 0.25 * math.log2(line.count)), 2)
    return round(min(4.0, 1.4 + 0.4 * math.log2(line.count)), 2)


def component_folder() -> Path:
    """A folder with the component's page and vis-network, to be served; made once.

    Streamlit serves one folder and follows no links out of it, and the repository holds no copy of
    vis-network: so page and library are copied beside each other into the user's cache.
    """
    parts = [*sorted(_PARTS.iterdir()), *(_VIS / name for name in _VIS_FILES)]
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
