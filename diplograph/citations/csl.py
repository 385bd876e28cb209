"""CSL-JSON, after the schema of the Citation Style Language 1.0.2."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from diplograph.citations.work import Work, date_parts, window_of


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
        if window := window_of(text):
            vague = {"circa": True} if text[-1] in "~?%" else {}
            item[name] = {"date-parts": date_parts(window), **vague}
    return {name: value for name, value in item.items() if value}


def csl(works: Iterable[Work]) -> str:
    """Works as a CSL-JSON document."""
    return json.dumps([csl_item(work) for work in works], ensure_ascii=False, indent=2)
