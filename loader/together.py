"""Several datasets checked as if they were loaded together, without a graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diplograph.catalogue import KINDS
from diplograph.entities import BUILTIN, well_known_countries
from diplograph.errors import Problem
from diplograph.graph import renamed
from diplograph.identity import identities, source_clashes
from diplograph.resolution.episodes import facts_of
from loader.check import check_folder, problem_of
from loader.dataset import Dataset


def check_folders(folders: Sequence[Path]) -> list[Dataset]:
    """The datasets, each checked by itself and beside those before it.

    What is wrong between them is among the problems of the last.
    """
    datasets: list[Dataset] = []
    for folder in folders:
        known = [(one.name, entity) for one in datasets for entity in one.entities]
        datasets.append(check_folder(folder, known=known))
    if len(datasets) > 1:
        said = {problem for dataset in datasets for problem in dataset.problems}
        datasets[-1].problems += [p for p in _between(datasets) if p not in said]
    return datasets


def _between(datasets: Sequence[Dataset]) -> list[Problem]:
    own = [(one.name, entity) for one in datasets for entity in one.entities]
    rows = [*((BUILTIN, country) for country in well_known_countries()), *own]
    same = identities(rows)
    sources = source_clashes((one.name, s) for one in datasets for s in one.sources)
    claims = (renamed(claim, same.canonical) for one in datasets for claim in one.claims)
    return [
        *(
            Problem(stem, 0, "id", ", ".join(one.ids), one.message, one.code, one.severity)
            for stem, clashes in (("entities", same.clashes), ("sources.csv", sources))
            for one in clashes
        ),
        *map(problem_of, facts_of(KINDS, claims).findings),
    ]
