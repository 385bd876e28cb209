"""The look: contrast as WCAG 2.2 AA has it, and one set of colours."""

from __future__ import annotations

import re
import tomllib

import pytest

from dashboard.views.style import TOKENS, sheet
from diplograph.catalogue import KINDS
from tests.conftest import ROOT


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "soft", "amber"])
def test_text_and_edges_stand_out(ground: str, theme: int) -> None:
    behind = TOKENS[ground][theme]
    for text in ("ink", "muted", "accent"):
        assert contrast(TOKENS[text][theme], behind) >= 4.5, text
    assert contrast(TOKENS["edge"][theme], behind) >= 3


def test_a_kind_can_be_read_in_its_colour() -> None:
    for kind in KINDS.values():
        for theme, colour in enumerate((kind.style.light, kind.style.dark)):
            assert contrast(colour, TOKENS["ground"][theme]) >= 4.5, kind.name


def test_streamlit_has_the_same_colours() -> None:
    path = ROOT / "dashboard" / ".streamlit" / "config.toml"
    theme = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    names = {
        "primaryColor": "accent",
        "linkColor": "accent",
        "backgroundColor": "ground",
        "secondaryBackgroundColor": "soft",
        "textColor": "ink",
        "borderColor": "edge",
    }
    for place, name in enumerate(("light", "dark")):
        assert theme[name] == {key: TOKENS[token][place] for key, token in names.items()}


def test_every_token_that_is_used_is_declared() -> None:
    text = sheet()
    used = set(re.findall(r"var\(--dg-([a-z0-9]+)\)", text))
    assert used <= set(re.findall(r"--dg-([a-z0-9]+):", text))
