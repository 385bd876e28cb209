"""Out again: the graph's rows as the files of the CSV contract, always in the same bytes."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.errors import InputError, Problem
from diplograph.graph import CLAIM_FIELDS, cells_of, claim_from, unpacked
from diplograph.model import Claim
from loader.dataset import bad_name

MANIFEST = ".diplograph-export"
"""The names of the files that an export has written into a folder."""


def export_dataset(database: Database, dataset: str, folder: Path) -> list[Path]:
    """Write a dataset's files into a folder (made if it is not there) and return them.

    Loaded into an empty graph they give the same graph. Files of an earlier export that are no more
    part of it are taken away. Raises InputError where the name is a path, or the folder holds CSV
    files of a dataset that no export has written; OSError where it cannot write.
    """
    if said := bad_name(dataset):
        raise InputError([Problem(str(folder), 0, "", dataset, said, "bad-dataset-name")])
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    written = []
    for stem, (label, columns) in ENTITY_FILES.items():
        rows = _rows(database, "Entity", label, dataset)
        written += _write(folder / f"{stem}.csv", columns, rows)
    sources = _rows(database, "Source", None, dataset)
    written += _write(folder / "sources.csv", SOURCE_COLUMNS, sources)
    claims: dict[str, list[Claim]] = defaultdict(list)
    query = f"MATCH (c:Claim {{dataset: $dataset}}) RETURN {CLAIM_FIELDS}"
    for record in database.read(query, dataset=dataset):
        claim = claim_from(record)
        claims[claim.kind].append(claim)
    for kind in KINDS.values():
        ordered = sorted(claims[kind.name], key=lambda claim: (claim.line, claim.id))
        written += _write(folder / f"{kind.name}.csv", kind.header, map(cells_of, ordered))
    names = "".join(f"{path.name}\n" for path in written)
    (folder / MANIFEST).write_text(names, encoding="utf-8")
    return written


def _clear(folder: Path) -> None:
    """Take away what an earlier export wrote; refuse where others' files would mix with ours."""
    manifest = folder / MANIFEST
    ours = manifest.read_text(encoding="utf-8").split("\n") if manifest.exists() else []
    stems = {*ENTITY_FILES, "sources", *KINDS}
    files = [p for p in folder.iterdir() if p.suffix.lower() == ".csv" and p.stem.lower() in stems]
    if strange := sorted(path.name for path in files if path.name not in ours):
        text = f"no export wrote {', '.join(strange)} here; choose another folder, or an empty one"
        raise InputError([Problem(str(folder), 0, "", "", text, "not-ours")])
    for path in files:
        path.unlink()


def _rows(
    database: Database, node: str, label: str | None, dataset: str
) -> list[Mapping[str, str]]:
    """What the dataset itself says of entities or sources, by id."""
    which = f"MATCH (n:{node}) WHERE $label IS NULL OR n.label = $label"
    query = f"{which} RETURN n.id AS id, n.rows AS rows"
    records = database.read(query, label=label)
    rows = (unpacked(record["rows"], record["id"]) for record in records)
    return sorted((row[dataset] for row in rows if dataset in row), key=lambda row: row["id"])


def _write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> list[Path]:
    rows = list(rows)
    if not rows:
        return []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return [path]
