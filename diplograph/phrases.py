"""The small language in which a kind says how its facts read.

``{column}`` names or words of a column; ``{a column}`` with ``a`` or ``an``, ``{the column}`` with
``the`` before names that take it; ``{one|other}`` the first that is not blank; ``{#column is|are}``
the form for one or for several; ``[first|second]`` the first alternative with no blank column in
it, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Words = Callable[[str], Sequence[str]]
"""From a column's name to its values as a person reads them, () where blank."""

_TAG = re.compile(r"\{(#?)(?:(a|the) )?([a-z_|]+)(?: ([^}|]+)\|([^}]+))?\}")
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


_BODIES = (
    "Organi[sz]ation|Council|Agency|Bank|Fund|League|Community|Commission|Committee|Association"
    "|Conference|Court|Team|Group|Forum|Initiative|Alliance|Movement|Corporation|Agreement|System"
    "|Convention|Programme|Market|Summit|Club|Zone|Chamber|Authority|Cent(er|re)|Treaty|Union"
    "|Order|Assembly|Administration|Office|Ministry|Department|Government|Commonwealth"
)
_THE = re.compile(
    # what is named by what it is: states that are a union or islands, bodies by their sort
    r"(?!South Georgia|Heard).*\b(United (States|Kingdom|Nations)|Emirates|Republic|Kingdom|Union"
    r"|Federation|Empire|Confederation|Duchy|Principality|Mandate|Islands)\b.*"
    r"|(Federated|Papal|Confederate) States.*|Free State .*"
    r"|(Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Holy See)( .*)?"
    rf"|(World Bank|Associated Press|(European|African|Arab|Security) [A-Z]\w+)|({_BODIES}) .*"
    # but not a person of such a name
    r"|(?!\w+ (Bank|Club|Court|Market|Office|Order)$)"
    rf"\S+ .*\b({_BODIES})\b( (of|for|on|against) .*)?|Australia Group|Paris Club"
)


def with_the(name: str) -> str:
    """The name of a state or body as it stands in a sentence: with ``the`` if it takes it."""
    return f"the {name}" if _THE.fullmatch(name) else name


def fill(template: str, words: Words) -> str:
    """The template with its columns' words in place."""

    def tag(match: re.Match[str]) -> str:
        count, article, names, one, several = match.groups()
        found: Sequence[str] = next(filter(None, map(words, names.split("|"))), ())
        if count:
            return one if len(found) <= 1 else several
        if not found:
            return "(not said)"
        if article == "the":
            return listed([with_the(one) for one in found])
        return with_article(listed(found)) if article else listed(found)

    def blank(part: str) -> bool:
        tags = _TAG.finditer(part)
        return any(not any(map(words, m[3].split("|"))) for m in tags if not m[1])

    def group(match: re.Match[str]) -> str:
        parts = _BAR_OUTSIDE_BRACES.split(match[1])
        return next((part for part in parts if not blank(part)), "")

    # Columns are filled in last, so that text from a source is never read as a template.
    return _TAG.sub(tag, _GROUP.sub(group, template)).strip()
