"""The difference between datasets and the graph: what a load would add, change and withdraw.

The graph is a function of the rows that are loaded: for every fact that a change touches, what
should stand there is worked out from all its claims (those of other datasets included), and
compared by fingerprint with what does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diplograph.database import Database
from loader.changeset import Part, Plan
from loader.dataset import Dataset
from loader.plan_facts import plan_facts
from loader.plan_nodes import plan_nodes
from loader.standing import Node, nodes


def make_plan(
    database: Database,
    datasets: Sequence[Dataset],
    good_rows: bool = False,
    standing: Mapping[str, Node] | None = None,
) -> Plan:
    """What loading these datasets' good rows would do to the graph, without doing it.

    ``standing`` are the entities' nodes, where they have been read already.

    With ``good_rows`` a row that does not go together with others is left out, and what stands of
    files with errors stays; without, the plan is refused for it.
    """
    plan = Plan([Part(one.name, one.files, one.folder) for one in datasets])
    for part, dataset in zip(plan.parts, datasets, strict=True):
        part.rejected = len({(problem.file, problem.row) for problem in dataset.errors})
    if standing is None:
        standing = nodes(database, "Entity")
    world = plan_nodes(database, datasets, plan, good_rows, standing)
    plan_facts(database, datasets, world, plan, good_rows)
    return plan
