"""Citations of sources and facts: BibTeX, CSL-JSON and Chicago notes, each with the day of access.

Pure. BibTeX after Patashnik's *BibTeXing* (1988), with ``url`` and ``urldate`` as biblatex has
them; CSL-JSON after the schema of the Citation Style Language 1.0.2; Chicago after the notes of
*The Chicago Manual of Style*, 17th edition, 14.205 to 14.207 (web pages).
Names are kept whole: a record does not say which part of an author's name is the family's.
"""

from __future__ import annotations

import calendar
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from diplograph import __version__
from diplograph.dates import OPEN, UNKNOWN, Window, parse_date
from diplograph.entities import split
from diplograph.model import Source


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. ``published`` and ``accessed`` are EDTF texts or blank; ``dataset`` is true
    for an entry of a data set, as a fact is, and false for a publication."""

    id: str
    title: str
    publisher: str
    authors: tuple[str, ...] = ()
    url: str = ""
    published: str = ""
    accessed: str = ""
    language: str = ""
    note: str = ""
    dataset: bool = False


def source_work(source: Source) -> Work:
    """A source as a work to cite."""
    cells = source.cells
    return Work(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        authors=split(cells.get("author", "")),
        url=cells.get("url", ""),
        published=cells.get("published", ""),
        accessed=cells.get("accessed", ""),
        language=cells.get("language", ""),
    )


def fact_work(id_: str, title: str, known_on: date, accessed: date, claims: int) -> Work:
    """A fact as an entry of the record: as it stood on a day, read on another."""
    claimed = f"{claims} claim" if claims == 1 else f"{claims} claims"
    return Work(
        id=f"diplograph-{id_}",
        title=title,
        publisher=f"Diplograph {__version__}",
        published=known_on.isoformat(),
        accessed=accessed.isoformat(),
        language="en",
        note=f"fact {id_}, as the record stood on {_day_in_words(known_on)}, from {claimed}",
        dataset=True,
    )


def _window(text: str) -> Window | None:
    """The days that an EDTF text allows; None where it is blank, unreadable or says nothing."""
    try:
        window = parse_date(text) if text else None
    except ValueError:
        return None
    if window is None or window.earliest == UNKNOWN or window.latest == OPEN:
        return None
    return window


def _parts(window: Window) -> list[list[int]]:
    """A window as CSL's date parts: one date as precise as it is, or the two ends of a range."""
    first, last = window.earliest, window.latest
    if first == last:
        return [[first.year, first.month, first.day]]
    month_end = calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and last.day == month_end:
        if (first.year, first.month) == (last.year, last.month):
            return [[first.year, first.month]]
        if (first.month, last.month) == (1, 12):
            return [[first.year]] if first.year == last.year else [[first.year], [last.year]]
    return [[first.year, first.month, first.day], [last.year, last.month, last.day]]


# CSL-JSON


def csl_item(work: Work) -> dict[str, Any]:
    """A work as an item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": work.id,
        "type": "dataset" if work.dataset else "webpage" if work.url else "document",
        "title": work.title,
        "container-title": work.publisher,
        "publisher": work.publisher,
        "URL": work.url,
        "language": work.language,
        "note": work.note,
    }
    if work.authors:
        item["author"] = [{"literal": name} for name in work.authors]
    for name, text in (("issued", work.published), ("accessed", work.accessed)):
        if window := _window(text):
            vague = {"circa": True} if text[-1] in "~?%" else {}
            item[name] = {"date-parts": _parts(window), **vague}
    return {name: value for name, value in item.items() if value}


def csl(works: Iterable[Work]) -> str:
    """Works as a CSL-JSON document."""
    return json.dumps([csl_item(work) for work in works], ensure_ascii=False, indent=2)


# BibTeX

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
    window = _window(work.published)
    parts = _parts(window) if window else []
    if parts and parts[0][0] == parts[-1][0]:
        braced["year"] = str(parts[0][0])
    month = ""
    if parts and len(parts[0]) > 1 and parts[0][:2] == parts[-1][:2]:
        month = _MONTHS[parts[0][1]]
        braced["day"] = str(parts[0][2]) if len(parts) == 1 and len(parts[0]) == 3 else ""
    braced["url"] = _bare(work.url)
    accessed = _window(work.accessed)
    if accessed and accessed.days == 1:
        braced["urldate"] = accessed.earliest.isoformat()
    notes = [work.note] if work.note else []
    notes += [f"Published {_in_words(window)}"] if len(parts) > 1 and window else []
    notes += [f"Accessed {_in_words(accessed)}"] if accessed else []
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


# Chicago


def _day_in_words(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"


def _in_words(window: Window) -> str:
    """A date as Chicago writes it: ``September 21, 2016``, ``September 2016``, or a range."""
    parts = _parts(window)
    if len(parts) == 1:
        if len(parts[0]) == 3:
            return _day_in_words(window.earliest)
        month = f"{calendar.month_name[parts[0][1]]} " if len(parts[0]) == 2 else ""
        return f"{month}{parts[0][0]}"
    first, last = window.earliest, window.latest
    if len(parts[0]) == 1:
        return f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_name[first.month]} {first.day}–{last.day}, {first.year}"
    if first.year == last.year:
        return f"{calendar.month_name[first.month]} {first.day}–{_day_in_words(last)}"
    return f"{_day_in_words(first)}–{_day_in_words(last)}"


def _quoted(title: str) -> str:
    """A title within double quotes, its own double quotes made single, and its comma inside."""
    inner = re.sub(r'"([^"]*)"', "‘\\1’", " ".join(title.split()))
    inner = inner.replace("“", "‘").replace("”", "’").rstrip(".")
    return f"“{inner}”" if inner.endswith(("?", "!", "…")) else f"“{inner},”"


def chicago(work: Work) -> str:
    """A work as a full note."""
    window, accessed = _window(work.published), _window(work.accessed)
    parts = [work.publisher]
    if work.note:
        parts.append(work.note)
    elif window:
        parts.append(("ca. " if work.published[-1] in "~?%" else "") + _in_words(window))
    else:
        parts.append("n.d.")
    parts += [f"accessed {_in_words(accessed)}"] if accessed else []
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
