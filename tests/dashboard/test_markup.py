"""What a source says is text, whatever it looks like."""

from __future__ import annotations

import html

import pytest

from dashboard.markup import element, link, safe_url, together
from tests.dashboard.records import HOSTILE


def test_text_is_escaped_and_reads_as_written() -> None:
    made = element("p", HOSTILE, title=HOSTILE)
    assert "<img" not in made
    assert html.unescape(made).count(HOSTILE) == 2


def test_elements_nest_and_are_not_escaped_twice() -> None:
    assert element("div", element("b", "<"), "&") == "<div><b>&lt;</b>&amp;</div>"
    assert together("<", element("i", "x")) == "&lt;<i>x</i>"


@pytest.mark.parametrize("url", ["https://a.org/?q=1", "http://a.org"])
def test_web_addresses_become_links(url: str) -> None:
    assert f'href="{url}"' in link("read", url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//a.org",
        "",
        "https://",
        "http://[",
    ],
)
def test_nothing_else_becomes_one(url: str) -> None:
    assert safe_url(url) is None
    assert "href" not in link("read", url)
