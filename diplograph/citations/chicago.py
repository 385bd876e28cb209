"""Notes after *The Chicago Manual of Style*, 17th edition, 14.205 to 14.207 (web pages)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diplograph.citations.work import Work, in_words, window_of


def _quoted(title: str) -> str:
    """A title within double quotes, its own double quotes made single, and its comma inside."""
    inner = re.sub(r'"([^"]*)"', "‘\\1’", " ".join(title.split()))
    inner = inner.replace("“", "‘").replace("”", "’").rstrip(".")
    return f"“{inner}”" if inner.endswith(("?", "!", "…")) else f"“{inner},”"


def chicago(work: Work) -> str:
    """A work as a full note."""
    window, accessed = window_of(work.published), window_of(work.accessed)
    parts = [work.publisher]
    if work.note:
        parts.append(work.note)
    elif window:
        parts.append(("ca. " if work.published[-1] in "~?%" else "") + in_words(window))
    else:
        parts.append("n.d.")
    parts += [f"accessed {in_words(accessed)}"] if accessed else []
    parts += [work.url] if work.url else []
    authors = work.authors
    if len(authors) > 1:
        named = ", ".join(authors[:-1]) + ("," if len(authors) > 2 else "") + f" and {authors[-1]}"
    else:
        named = "".join(authors)
    head = f"{named}, " if named else ""
    return f"{head}{_quoted(work.title)} {', '.join(parts).removesuffix('.')}."


def chicago_notes(works: Iterable[Work]) -> str:
    """Works as full notes, a paragraph each."""
    return "\n\n".join(map(chicago, works)) + "\n"
