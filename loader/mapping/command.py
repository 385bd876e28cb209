"""What ``diplograph map`` does, without how it prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from diplograph.catalogue import KINDS
from diplograph.errors import Problem
from diplograph.sentences import claim_sentence
from loader.mapping.account import Account
from loader.mapping.apply import Run
from loader.mapping.declaration import read_mapping
from loader.mapping.output import write_dataset, wrong

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Mapped:
    """What came of a run: the first claims as sentences, the account, and what is wrong."""

    account: Account
    sentences: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def preview(file: Path, mapping: Path, shown: int = SHOWN) -> Mapped:
    """Read a file by a mapping and write nothing. Raises InputError if the mapping is wrong."""
    run = Run(read_mapping(mapping))
    sentences: list[str] = []
    for claim, _ in run.claims(file):
        if len(sentences) < shown:
            publisher = run.sources[claim.sources[0]].publisher
            sentences.append(claim_sentence(KINDS[claim.kind], claim, publisher, run.name))
    warnings = [one for one in run.problems if one.severity != "error"]
    return Mapped(run.account, sentences, [*wrong(run), *warnings])


def write(file: Path, mapping: Path, folder: Path) -> Mapped:
    """Write a file as a dataset by a mapping.

    Raises InputError, leaving the folder as it was, if anything is wrong.
    """
    run = Run(read_mapping(mapping))
    warnings = write_dataset(run, file, folder)
    return Mapped(run.account, [], warnings)
