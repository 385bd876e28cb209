"""The look of every page, a small design system: ``style.css`` and what is derived here.

Use its classes, not styles of your own; all of them are for HTML made with ``markup``.

Type: ``dg-heading`` (h1), ``dg-section`` (h2 with a rule), ``dg-lead`` (an opening sentence),
``dg-prose`` (running text of a readable width), ``dg-said`` (a picture in a sentence), ``dg-limit``
(what is left out), ``dg-muted``, ``dg-small``, ``dg-number`` (figures that line up), ``dg-heard``
(for screen readers alone).
Layout: ``dg-grid`` (cards, as many a row as fit), ``dg-sides`` (two halves, one below the other on
a phone), ``dg-row`` (words in a line that wraps).
Parts: ``dg-card`` (h3, p), ``dg-figures`` (a dl of ``dg-figure``: dt what, dd how many),
``dg-notice``, ``dg-panel`` (h3, h4, p, ul), ``dg-guide``.
Tables: ``dg-table`` within ``dg-scroll`` (its head stays; give it ``tabindex="0"``,
``role="region"`` and a label); ``dg-n`` for cells with numbers, ``dg-when`` for dates.
Standing: ``dg-tag`` with ``dg-asserted``, ``dg-alleged``, ``dg-expected``, ``dg-denied``,
``dg-contested`` or ``dg-kind-KIND``; ``dg-claim`` with one of the standings; ``dg-dispute``.
Links: those of ``markup.inside`` look right by themselves; ``dg-quiet`` in the colour of the text
around it, ``dg-action`` as a button.

Tokens, for what must have styles of its own: ``var(--dg-ink)``, ``muted``, ``ground``, ``soft``
(a shaded ground), ``line`` (between things), ``edge`` (around what can be used), ``accent``,
``halo`` and ``amber`` (contested); ``--dg-s1`` to ``--dg-s5`` for space.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.markup import Markup, element, together
from dashboard.picture.draw import ABSENCE, GROUND, HALO, INK, SHAPES
from diplograph.catalogue import KINDS

TOKENS: dict[str, tuple[str, str]] = {
    "ink": (INK["light"], INK["dark"]),
    "ground": (GROUND["light"], GROUND["dark"]),
    "muted": ("#565f6d", "#a5afbc"),
    "soft": ("#f4f6f8", "#181d26"),
    "line": ("#dce1e7", "#2b323d"),
    "edge": ("#828b98", "#737d8b"),
    "accent": ("#1f5f99", "#78b8f2"),
    "halo": (HALO["light"], HALO["dark"]),
    "amber": ("#fdf0d5", "#3a2a0c"),
}
"""Colours on light and on dark ground. Text stands out 4.5 : 1 from what it lies on, the edges of
what can be used 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11); a test holds it."""

_SPACE = (".25rem", ".6rem", "1rem", "1.75rem", "2.75rem")
_CSS = "\n".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("style.css", "explore.css")
)


def _both(colours: tuple[str, str]) -> str:
    return f"light-dark({colours[0]}, {colours[1]})"


def sheet() -> str:
    """The whole style sheet."""
    tokens = "".join(f"--dg-{name}: {_both(pair)}; " for name, pair in TOKENS.items())
    space = "".join(f"--dg-s{place}: {size}; " for place, size in enumerate(_SPACE, start=1))
    serif = '--dg-serif: "Source Serif", Georgia, serif; '
    kinds = "\n".join(
        f".st-key-legend button:nth-of-type({place}) "
        f"{{ border-left-color: {_both((kind.style.light, kind.style.dark))} !important; }} "
        f".dg-kind-{kind.name} {{ color: {_both((kind.style.light, kind.style.dark))}; }}"
        for place, kind in enumerate(KINDS.values(), start=1)
    )
    return f".stApp {{ {tokens}{space}{serif}}}\n{_CSS}\n{kinds}"


def inject() -> None:
    """Put the styles on the page."""
    st.html(Markup(f"<style>{sheet()}</style>"))


_GLYPHS = {"Country": "▆▆", "Organization": "⬢", "Person": "●", "City": "◆"}


def theme() -> str:
    """``light`` or ``dark``, as the page is shown; for charts, which take no CSS."""
    return "dark" if st.context.theme.type == "dark" else "light"


def guide(entities: bool = True) -> Markup:
    """How to read the picture, in one line; without ``entities`` its lines alone."""

    def both(light: str, dark: str) -> str:
        return f"color: light-dark({light}, {dark})"

    sorts = [
        element(
            "span",
            element("span", _GLYPHS[label], style=both(look["light"], look["dark"])),
            f" {label}",
        )
        for label, look in SHAPES.items()
    ]
    halo = f"light-dark({HALO['light']}, {HALO['dark']})"
    lines = [
        ("certain", ""),
        ("alleged", "border-top-style: dashed"),
        ("expected", "border-top-style: dotted"),
        ("⚡ contested", f"box-shadow: 0 0 0 3px {halo}"),
        (
            "✕ recorded absence",
            f"border-top: 2px dotted light-dark({ABSENCE['light']}, {ABSENCE['dark']})",
        ),
        ("? only possibly so", "border-top-width: 1px; opacity: .5"),
    ]
    drawn = [
        element("span", element("span", class_="dg-line", style=style), words)
        for words, style in lines
    ]
    return element("div", together(*(sorts if entities else []), *drawn), class_="dg-guide")
