"""What is left out of a picture, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.picture.address import View
from diplograph.catalogue import KINDS
from diplograph.kinds import STANDINGS
from diplograph.phrases import listed
from diplograph.sentences import Namer


def type_words(name: str) -> str:
    """A type (``kind.value``) as people read it, with its kind's symbol."""
    kind, _, word = name.partition(".")
    column = next(column for column in KINDS[kind].columns if word in column.words)
    return f"{KINDS[kind].style.symbol} {column.read(word)}"


def parts(view: View, name: Namer) -> list[tuple[str, dict[str, Any]]]:
    """What each filter that is on lets pass, and the fields of the view without it."""
    found: list[tuple[str, dict[str, Any]]] = []
    if view.kinds is not None:
        headings = [KINDS[kind].heading.lower() for kind in KINDS if kind in view.kinds]
        found.append((f"only {_some(headings)}", {"kinds": None}))
    if view.types:
        words = [type_words(one) for one in view.types]
        found.append((f"of the kinds that have them only {_some(words)}", {"types": ()}))
    if view.standings is not None:
        words = [one for one in STANDINGS if one in view.standings]
        found.append((f"only what is {_some(words)}", {"standings": None}))
    if view.contested:
        found.append(("only what is contested", {"contested": False}))
    if view.publisher:
        found.append((f"only what {view.publisher} says", {"publisher": None}))
    if view.source:
        found.append((f"only what one source says ({name(view.source)})", {"source": None}))
    if view.dataset:
        found.append((f"only what the dataset {view.dataset} says", {"dataset": None}))
    if view.bloc:
        found.append((f"neighbours only from {name(view.bloc)}", {"bloc": None}))
    if view.region:
        found.append((f"neighbours only from {view.region}", {"region": None}))
    if view.shared and len(view.focus) > 1 and not view.path:
        found.append(("only who is tied to all in focus", {"shared": False}))
    return found


def _some(words: Sequence[str]) -> str:
    return listed(words) if words else "nothing"
