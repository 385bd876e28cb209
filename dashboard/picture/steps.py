"""What can be done with entities in the picture: each step makes a view of a view.

The menu on the picture, the links beside it and the keys all take these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dashboard.picture.address import EXPANDED, EXPANSION, View
from diplograph.catalogue import KINDS

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name, what a menu says of it, to whom it can be done, and what comes of it."""

    name: str
    words: str
    fits: Callable[[View, Ids], bool]
    take: Callable[[View, Ids], View]


def _less(some: Iterable[str], others: Iterable[str]) -> Ids:
    gone = set(others)
    return tuple(one for one in some if one not in gone)


def _more(some: Iterable[str], others: Iterable[str]) -> Ids:
    return tuple(dict.fromkeys((*some, *others)))


def _clear(view: View, ids: Ids) -> View:
    """The view with these selected."""
    return replace(view, nodes=ids, selected=None, pair=(), strand=None)


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            "expand",
            f"Expand: draw {EXPANSION} more of its neighbours",
            lambda view, ids: not view.path and all(view.expanded.count(i) < EXPANDED for i in ids),
            lambda view, ids: _clear(replace(view, expanded=(*view.expanded, *ids)), ids),
        ),
        Step(
            "collapse",
            "Collapse",
            lambda view, ids: bool(set(ids) & set(view.expanded)),
            lambda view, ids: _clear(replace(view, expanded=_less(view.expanded, ids)), ids),
        ),
        Step(
            "focus",
            "Add to the focus",
            lambda view, ids: not set(ids) <= set(view.focus) and not view.path,
            lambda view, ids: _clear(
                replace(view, focus=_more(view.focus, ids), expanded=_less(view.expanded, ids)),
                ids,
            ),
        ),
        Step(
            "only",
            "Make it the only focus",
            lambda view, ids: view.focus != ids or bool(view.path),
            lambda view, ids: _clear(
                replace(view, focus=ids, shared=False, expanded=(), hidden=(), pinned=(), path=()),
                ids,
            ),
        ),
        Step(
            "between",
            "Only these, and the ties between them",
            lambda view, ids: len(ids) > 1 and (set(view.focus) != set(ids) or view.depth > 0),
            lambda view, ids: _clear(
                replace(view, focus=ids, depth=0, shared=False, expanded=(), pinned=(), path=()),
                ids,
            ),
        ),
        Step(
            "shared",
            "Who else is tied to all of them",
            lambda view, ids: len(ids) > 1 and not (view.shared and set(view.focus) == set(ids)),
            lambda view, ids: _clear(
                replace(
                    view,
                    focus=ids,
                    depth=1,
                    shared=True,
                    expanded=(),
                    hidden=(),
                    pinned=(),
                    path=(),
                ),
                ids,
            ),
        ),
        Step(
            "pin",
            "Pin: keep it whatever the limit",
            lambda view, ids: not set(ids) <= set(view.pinned),
            lambda view, ids: _clear(replace(view, pinned=_more(view.pinned, ids)), ids),
        ),
        Step(
            "unpin",
            "Unpin",
            lambda view, ids: bool(set(ids) & set(view.pinned)),
            lambda view, ids: _clear(replace(view, pinned=_less(view.pinned, ids)), ids),
        ),
        Step(
            "hide",
            "Hide",
            lambda view, ids: True,  # noqa: ARG005 - anyone can be hidden
            lambda view, ids: _clear(
                replace(
                    view,
                    hidden=_more(view.hidden, ids),
                    focus=_less(view.focus, ids),
                    expanded=_less(view.expanded, ids),
                    pinned=_less(view.pinned, ids),
                ),
                (),
            ),
        ),
        Step(
            "path",
            "Paths between the two",
            lambda view, ids: len(ids) == 2 and ids != view.path,
            lambda view, ids: _clear(replace(view, path=ids), ()),
        ),
    )
}


def take(view: View, name: str, ids: Ids) -> View:
    """The view after a step; as it was where there is no such step, or it does not fit."""
    step = STEPS.get(name)
    return step.take(view, ids) if step and ids and step.fits(view, ids) else view


def double(view: View, id_: str) -> View:
    """What a double click does: it draws more neighbours each time."""
    return take(view, "expand", (id_,))


def toggle_kind(view: View, kind: str) -> View:
    """The view with a kind left out, or drawn again."""
    shown = view.kinds if view.kinds is not None else tuple(KINDS)
    kept = tuple(k for k in KINDS if (k in shown) != (k == kind))
    return replace(view, kinds=None if kept == tuple(KINDS) else kept)
