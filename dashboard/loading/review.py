"""What a load would do, or did, in words and tables. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.listing import framed
from dashboard.loading.commands import Change, Outcome
from dashboard.markup import Markup, element, together
from dashboard.words import counted, excerpt
from diplograph.errors import Problem, grouped

LISTED = 200
"""How many problems or changes a page shows; the download has all."""

_WORDS = {
    "added": "added",
    "changed": "changed",
    "withdrawn": "taken out, being in none of these files",
    "unchanged": "there already",
    "rejected": "left out for what is wrong",
}


def told(found: Outcome, done: bool) -> str:
    """The numbers in a sentence or two: what would happen, or what has."""
    if found.fault:
        return found.fault
    parts = [
        f"{counted(n, 'claim')} {_WORDS[what]}"
        for what, n in found.counts.items()
        if n and what in _WORDS
    ]
    said = []
    if found.counts:
        would = "This is what loading it did: " if done else "This is what loading it would do: "
        said.append(would + (", ".join(parts) or "nothing; the graph is as these rows say") + ".")
    warnings = len(found.problems) - found.errors
    if found.problems:
        both = [counted(n, what) for n, what in ((found.errors, "error"), (warnings, "warning"))]
        said.append(f"{' and '.join(word for word in both if word[0] != '0')}.")
    if found.errors and not done:
        said.append("Nothing is written while there are errors.")
    return " ".join(said)


def problems_table(found: Sequence[Problem]) -> Markup:
    """Problems with file, row, column, value and what would be right; those alike are one."""
    shown = sorted(grouped(found), key=lambda one: one.severity != "error")
    heads = ["", "File", "Row", "Column", "Value", "What is wrong, and what would be right"]
    rows = [
        element(
            "tr",
            element("td", element("span", one.severity, class_=f"dg-tag dg-{one.severity}")),
            element("td", one.file),
            element("td", str(one.row) if one.row else ""),
            element("td", one.column),
            element("td", excerpt(one.value, 80)),
            element("td", one.message),
        )
        for one in shown[:LISTED]
    ]
    return together(framed("Problems", heads, rows, whole=False), _rest(len(shown)))


def changes_table(found: Sequence[Change]) -> Markup:
    """What comes and goes, claim by claim."""
    heads = ["What", "File", "Row", "Fact", "Claim"]
    rows = [
        element(
            "tr",
            element("td", one.what),
            element("td", one.file),
            element("td", str(one.line)),
            element("td", excerpt(one.fact, 60)),
            element("td", excerpt(one.text, 160)),
        )
        for one in found[:LISTED]
    ]
    return together(framed("Changes", heads, rows, whole=False), _rest(len(found)))


def _rest(total: int) -> Markup:
    if total <= LISTED:
        return Markup("")
    return element(
        "p", f"The first {LISTED} of {total:,}; the download has all.", class_="dg-limit"
    )


def problem_rows(found: Sequence[Problem]) -> list[dict[str, str]]:
    """Every problem as a row of a table to download."""
    return [{name: str(value) for name, value in one.as_dict().items()} for one in found]


def change_rows(found: Sequence[Change]) -> list[dict[str, str]]:
    """Every change as a row of a table to download."""
    return [
        {"what": c.what, "file": c.file, "row": str(c.line), "fact": c.fact, "claim": c.text}
        for c in found
    ]
