"""HTML in which text can only be text: everything that is not ``Markup`` is escaped.

Panels are built with this and shown by ``st.html``; nothing from a source is ever read as HTML or
Markdown, and only http and https addresses become links.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit


class Markup(str):
    """Text that is HTML already; made by this module only."""

    __slots__ = ()


def _safe(part: str) -> str:
    return part if isinstance(part, Markup) else escape(part, quote=True)


def element(tag: str, *parts: str, **attributes: str) -> Markup:
    """An element around parts; ``class_`` stands for ``class``, ``_`` in a name for ``-``."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for name, value in attributes.items()
    )
    return Markup(f"<{tag}{named}>{''.join(map(_safe, parts))}</{tag}>")


def together(*parts: str) -> Markup:
    """Parts one after another."""
    return Markup("".join(map(_safe, parts)))


def safe_url(text: str) -> str | None:
    """The address if it is one of the web (http, https) with a host, else None."""
    try:
        address = urlsplit(text.strip())
        hostname = address.hostname
    except ValueError:
        return None
    return text.strip() if address.scheme in ("http", "https") and hostname else None


def link(text: str, url: str) -> Markup:
    """A link that opens beside the page; plain text where the address is not a web address."""
    safe = safe_url(url)
    if safe is None:
        return element("span", text)
    return element("a", text, href=safe, target="_blank", rel="noopener noreferrer")


def inside(text: str, address: str, **attributes: str) -> Markup:
    """A link to a page of ours (``pages.href``), followed without leaving the session."""
    return element("a", text, href=address, data_dg="", target="_self", **attributes)
