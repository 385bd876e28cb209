"""Ids of facts, made of what the facts are about: readable, and never the same for two things.

No library has a hand in them, so that none can change them: they stand in addresses and exports.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'") | dict.fromkeys(map(ord, "“”„‟″«»‹›"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_TYPOGRAPHIC = _QUOTES | _DASHES
_PLAIN = re.compile(r"[^\W_]+( [^\W_]+)*")
_LONGEST = 48


def plain(text: str) -> str:
    """Free text as it is compared: NFC, without case, and without regard to how white space, quotes
    and dashes are set. Nothing else is taken for the same."""
    composed = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHIC)
    return unicodedata.normalize("NFC", " ".join(composed.split()).casefold())


_SEPARATORS = re.compile(r"[%:+~]")


def text_part(text: str) -> str:
    """Free text as a part of an id: its words, with a short hash where that is not all of it."""
    same = plain(text)
    words = same.replace(" ", "-")
    if _PLAIN.fullmatch(same) and len(words) <= _LONGEST:
        return words
    readable = re.sub(r"[\W_]+", "-", same).strip("-")[:_LONGEST].strip("-")
    return f"{readable}~{short_hash(same)}"


def entity_part(id_: str) -> str:
    """An entity's id as a part of an id; what separates the parts is escaped."""
    return _SEPARATORS.sub(lambda found: f"%{ord(found[0]):02X}", id_)


def short_hash(text: str) -> str:
    """Eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
