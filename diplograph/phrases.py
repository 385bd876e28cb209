"""The small language in which a kind says how its facts read.

``{column}`` names or words of a column; ``{a column}`` with its article; ``{one|other}`` the
first that is not blank; ``{#column is|are}`` the form for one or for several; ``[first|second]``
the first alternative with no blank column in it, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Words = Callable[[str], Sequence[str]]
"""From a column's name to its values as a person reads them, () where blank."""

_TAG = re.compile(r"\{(#?)(?:(a) )?([a-z_|]+)(?: ([^}|]+)\|([^}]+))?\}")
_GROUP = re.compile(r"\[([^\]]*)\]")
_BAR_OUTSIDE_BRACES = re.compile(r"\|(?![^{]*\})")


def columns_of(template: str) -> tuple[str, ...]:
    """The columns that a template names; raises ValueError where it is malformed."""
    tags = list(_TAG.finditer(template))
    counted = all(bool(tag[1]) == bool(tag[4]) for tag in tags)
    if not counted or "{" in _TAG.sub("", template) or "[" in _GROUP.sub("", template):
        raise ValueError(f"malformed template {template!r}")
    return tuple(name for tag in tags for name in tag[3].split("|"))


def listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def with_article(noun: str) -> str:
    """The noun with ``a`` or ``an``; by its letter, save what sounds like ``you``."""
    vowel = noun[:1].lower() in "aeiou" and not noun.lower().startswith(("uni", "eu"))
    return f"{'an' if vowel else 'a'} {noun}"


def fill(template: str, words: Words) -> str:
    """The template with its columns' words in place."""

    def tag(match: re.Match[str]) -> str:
        count, article, names, one, several = match.groups()
        found: Sequence[str] = next(filter(None, map(words, names.split("|"))), ())
        if count:
            return one if len(found) <= 1 else several
        if not found:
            return "(not said)"
        return with_article(listed(found)) if article else listed(found)

    def blank(part: str) -> bool:
        tags = _TAG.finditer(part)
        return any(not any(map(words, m[3].split("|"))) for m in tags if not m[1])

    def group(match: re.Match[str]) -> str:
        parts = _BAR_OUTSIDE_BRACES.split(match[1])
        return next((part for part in parts if not blank(part)), "")

    # Columns are filled in last, so that text from a source is never read as a template.
    return _TAG.sub(tag, _GROUP.sub(group, template)).strip()
