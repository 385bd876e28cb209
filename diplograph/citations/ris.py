"""RIS, the form that EndNote, Zotero and Mendeley import, as ``rispy`` writes it.

The tags after Research Information Systems' *RIS Format Specifications* (2011).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy

from diplograph.citations.work import Work, date_parts, in_words, window_of


def _slashed(parts: list[int]) -> str:
    """A date as RIS has it, ``YYYY/MM/DD/other``; what is not known stays blank."""
    padded = [f"{part:02d}" for part in parts] + [""] * (3 - len(parts))
    return "/".join(padded) + "/"


def ris_record(work: Work) -> dict[str, Any]:
    """A work as a record of ``rispy``: a web page, or an entry of a data set."""
    published, accessed = window_of(work.published), window_of(work.accessed)
    parts = date_parts(published) if published else []
    vague = len(parts) > 1 or work.published[-1:] in ("~", "?", "%")
    noted = [work.note, f"Published {in_words(published)}" if published and vague else ""]
    record: dict[str, Any] = {
        "type_of_reference": "DATA" if work.dataset else "ELEC" if work.url else "GEN",
        "id": work.id,
        "authors": list(work.authors),
        "title": work.title,
        "secondary_title": work.publisher,
        "publisher": work.publisher,
        "year": str(parts[0][0]) if parts and parts[0][0] == parts[-1][0] else "",
        "date": _slashed(parts[0]) if len(parts) == 1 else "",
        "access_date": _slashed(date_parts(accessed)[0]) if accessed else "",
        "language": work.language,
        "urls": [work.url] if work.url else [],
        "notes": [note for note in noted if note],
    }
    return {name: _lines(value) for name, value in record.items() if value}


def _lines(value: str | list[str]) -> str | list[str]:
    """Text without line ends, since a line is a field."""
    if isinstance(value, list):
        return [" ".join(text.split()) for text in value]
    return " ".join(value.split())


def ris(works: Iterable[Work]) -> str:
    """Works as an RIS file, a record each."""
    written: str = rispy.dumps([ris_record(work) for work in works], implementation=_Writer)
    return written


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """Records without the numbers between them, which the format does not have."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""
