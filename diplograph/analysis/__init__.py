"""Analyses of diplomatic ties: each a declared function from a ``World`` to a ``Table``.

    world = summaries.world(database, ANALYSES["missions"], as_of=date(2024, 7, 23))
    table = ANALYSES["missions"](world)
    table.frame()                    # a pandas data frame
    ANALYSES["missions"].explanation # its definition and source

Commands, views and pages derive from ``ANALYSES``; to add one, declare it and name it here.
"""

from __future__ import annotations

from diplograph.analysis.base import Analysis, Column, Table, World
from diplograph.analysis.change import CHANGE, FIRST_VISITS, REVISIONS, VISIT_FLOWS
from diplograph.analysis.networks import CENTRALITY, COMMUNITIES, OBLIGATIONS, PATHS
from diplograph.analysis.rankings import (
    ISOLATION,
    MEMBERSHIPS,
    MISSIONS,
    OVERLAP,
    SANCTIONS,
    TREATIES,
    VISITS,
)
from diplograph.analysis.reciprocity import ANSWERED, RECIPROCITY
from diplograph.analysis.similarity import LIKE_PAIR, SIMILARITY
from diplograph.analysis.triads import BALANCE, TRIADS

__all__ = ["ANALYSES", "Analysis", "Column", "Table", "World", "analyses_page"]

ANALYSES: dict[str, Analysis] = {
    analysis.name: analysis
    for analysis in (
        MISSIONS,
        VISITS,
        TREATIES,
        SANCTIONS,
        MEMBERSHIPS,
        RECIPROCITY,
        ANSWERED,
        ISOLATION,
        CENTRALITY,
        COMMUNITIES,
        TRIADS,
        BALANCE,
        SIMILARITY,
        LIKE_PAIR,
        OVERLAP,
        OBLIGATIONS,
        VISIT_FLOWS,
        FIRST_VISITS,
        PATHS,
        CHANGE,
        REVISIONS,
    )
}
"""Every analysis by its name, in the order in which they are listed to people."""


def analyses_page() -> str:
    """The page docs/analyses.md."""
    lines = [
        "# Analyses",
        "",
        "Made from their declarations by `diplograph analyse --page`; do not edit by hand.",
        "",
        "```sh",
        "diplograph analyse triads --about PRK --as-of 2024-07-23 --known-on 2024-07-23",
        "```",
        "",
        "Each looks at the world as of a day and by the record of a day. `certain` counts what is "
        "asserted and surely held; `possible` also what is alleged or may have held, its dates "
        "being uncertain; what is only expected counts in neither.",
    ]
    for analysis in ANALYSES.values():
        lines += ["", f"## {analysis.heading}", "", f"`{analysis.name}`"]
        if analysis.needs:
            lines[-1] += f", of {analysis.needs} entities (`--about`)"
        if analysis.needs_since:
            lines[-1] += ", with an earlier day (`--since`)"
        text = analysis.explanation.replace("``", "`")
        lines += ["", text, "", "| column | what it holds |", "| --- | --- |"]
        lines += [f"| {column.heading} | {column.help} |" for column in analysis.columns]
    return "\n".join([*lines, ""])
