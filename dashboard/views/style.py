"""The page's few styles, from the same declarations as the picture."""

from __future__ import annotations

import streamlit as st

from dashboard.draw import ABSENCE, HALO, SHAPES
from dashboard.markup import Markup, element, together
from diplograph.catalogue import KINDS

_BASE = """
.stMainBlockContainer { padding: 4.3rem 2.2rem 3rem; }
[data-testid="stVerticalBlock"] { gap: .6rem; }
.dg-said { font-size: 1.02rem; margin: 0; }
.dg-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.dg-limit { font-size: .9rem; opacity: .8; margin: .1rem 0 0; }
.dg-guide { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; font-size: .84rem; opacity: .92; }
.dg-guide span.dg-line { display: inline-block; width: 2rem; margin-right: .4rem;
  vertical-align: middle; border-top: 2px solid currentColor; }
.dg-panel h3 { font-size: 1.12rem; line-height: 1.35; margin: 0 0 .5rem; padding: 0;
  font-weight: 600; overflow-wrap: anywhere; }
.dg-panel h4 { font-size: .8rem; letter-spacing: .04em; text-transform: uppercase; opacity: .75;
  margin: 1.1rem 0 .4rem; padding: 0; font-weight: 600; }
.dg-panel p, .dg-panel li { font-size: .93rem; line-height: 1.45; margin: 0 0 .35rem;
  overflow-wrap: anywhere; }
.dg-panel ul { padding-left: 1.1rem; margin: 0; }
.dg-tags { display: flex; flex-wrap: wrap; gap: .35rem; margin: 0 0 .6rem; }
.dg-tag { font-size: .78rem; font-weight: 600; padding: .1rem .5rem; border-radius: 99px;
  border: 1.5px solid currentColor; }
.dg-claim { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
  border-left-width: 4px; border-radius: 6px; padding: .55rem .75rem; margin: 0 0 .55rem; }
.dg-claim .dg-source, .dg-claim .dg-note { font-size: .84rem; opacity: .88; }
.dg-denied { border-left-style: dotted; } .dg-alleged { border-left-style: dashed; }
.dg-expected { border-left-style: dashed; }
.dg-dispute { border-radius: 6px; padding: .45rem .7rem; margin: 0 0 .6rem; font-size: .92rem;
  background: color-mix(in srgb, #f5a623 18%, transparent); border-left: 4px solid #d98a00; }
.dg-notice { max-width: 44rem; margin-top: 1rem; }
.st-key-panel button { text-align: left; justify-content: flex-start; min-height: 0; padding: 0; }
.st-key-panel button p { font-size: .9rem; }
.st-key-legend button { border-left-width: 6px !important; padding: 0 .6rem; min-height: 1.9rem; }
.st-key-legend button p { font-size: .85rem; }
"""


def inject() -> None:
    """Put the styles on the page."""
    own = "\n".join(
        f".st-key-legend button:nth-of-type({place}) "
        f"{{ border-left-color: light-dark({kind.style.light}, {kind.style.dark}) !important; }} "
        f".dg-kind-{kind.name} {{ color: light-dark({kind.style.light}, {kind.style.dark}); }}"
        for place, kind in enumerate(KINDS.values(), start=1)
    )
    st.html(Markup(f"<style>{_BASE}\n{own}</style>"))


_GLYPHS = {"Country": "▆▆", "Organization": "⬢", "Person": "●", "City": "◆"}


def guide() -> Markup:
    """How to read the picture, in one line."""

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
    return element("div", together(*sorts, *drawn), class_="dg-guide")
