"""Stories to start from: a paragraph written from the dataset's facts, and the view that shows it.

They are declared in ``stories.toml``. A story is told only where all its facts are loaded, so that
somebody else's dataset does not begin with ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.markup import Markup, element, inside, together
from dashboard.pages import href

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Story:
    """``page`` and ``view`` are its address, ``see`` says what is there; ``text`` has links to
    facts as ``[words](id)``, which are in ``dataset``."""

    title: str
    page: str
    see: str
    view: dict[str, str]
    text: str
    dataset: str = "data"

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it rests on, in the order of the text."""
        return tuple(dict.fromkeys(id_ for _, id_ in _LINK.findall(self.text)))

    @property
    def address(self) -> str:
        """Where the view is."""
        return href(self.page, None, **self.view)

    def paragraph(self) -> Markup:
        """The text, each fact linked to its page."""
        parts = _LINK.split(" ".join(self.text.split()))
        told: list[str] = [parts[0]]
        for words, id_, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            told += [inside(words, href("fact", id=id_)), after]
        return element("p", together(*told))

    def card(self) -> Markup:
        """The story as a card: title, paragraph, and the link to its view."""
        return element(
            "article",
            element("h3", inside(self.title, self.address)),
            self.paragraph(),
            element("p", inside(f"See {self.see}", self.address, class_="dg-action")),
            class_="dg-card dg-story",
        )


@cache
def stories() -> tuple[Story, ...]:
    """Every story that is declared."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tuple(Story(**one) for one in tomllib.loads(text)["story"])


def told(loaded: Collection[str]) -> tuple[Story, ...]:
    """The stories whose facts are all among these ids."""
    return tuple(story for story in stories() if set(story.facts) <= set(loaded))
