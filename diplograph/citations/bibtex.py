"""BibTeX, after Patashnik's *BibTeXing* (1988); ``url`` and ``urldate`` as biblatex has them."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence

from diplograph.citations.work import Work, date_parts, in_words, window_of

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "$&#_%"},
}
_MONTHS = [month.lower() for month in calendar.month_abbr]


def _latex(text: str) -> str:
    """Text that LaTeX prints as it stands. Braces by name, since BibTeX counts escaped ones too."""
    line = " ".join(text.split())
    plain = (char for char in line if unicodedata.category(char) != "Cc")
    return "".join(_LATEX.get(char, char) for char in plain)


def _bare(url: str) -> str:
    """An address as LaTeX's ``url`` reads it: verbatim, so what would end it is percent-coded."""
    coded = {"\\": "%5C", "{": "%7B", "}": "%7D"}
    return "".join(coded.get(char, char) for char in url if not char.isspace())


def bibtex_key(work: Work) -> str:
    """The key by which a text cites the work: letters, digits, hyphens and dots."""
    plain = unicodedata.normalize("NFKD", work.id)
    return re.sub(r"[^A-Za-z0-9.-]+", "-", plain).strip("-") or "source"


def _bibtex_entry(work: Work, key: str) -> str:
    braced = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in work.authors),
        "title": f"{{{_latex(work.title)}}}",
        "howpublished": _latex(work.publisher),
    }
    window = window_of(work.published)
    parts = date_parts(window) if window else []
    if parts and parts[0][0] == parts[-1][0]:
        braced["year"] = str(parts[0][0])
    month = ""
    if parts and len(parts[0]) > 1 and parts[0][:2] == parts[-1][:2]:
        month = _MONTHS[parts[0][1]]
        braced["day"] = str(parts[0][2]) if len(parts) == 1 and len(parts[0]) == 3 else ""
    braced["url"] = _bare(work.url)
    accessed = window_of(work.accessed)
    if accessed and accessed.days == 1:
        braced["urldate"] = accessed.earliest.isoformat()
    notes = [work.note] if work.note else []
    notes += [f"Published {in_words(window)}"] if len(parts) > 1 and window else []
    notes += [f"Accessed {in_words(accessed)}"] if accessed else []
    braced["note"] = _latex("; ".join(notes))
    lines = [f"  {name} = {{{value}}}" for name, value in braced.items() if value]
    lines += [f"  month = {month}"] if month else []
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def bibtex(works: Sequence[Work]) -> str:
    """Works as BibTeX entries, each under a key of its own."""
    entries, taken = [], set()
    for work in works:
        key = stem = bibtex_key(work)
        number = 1
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        taken.add(key)
        entries.append(_bibtex_entry(work, key))
    return "\n".join(entries)
