"""Out again: the graph's rows as the files of the CSV contract, always in the same bytes."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.errors import InputError, Problem
from diplograph.graph import CLAIM_FIELDS, cells_of, claim_from, unpacked
from loader.dataset import bad_name
from loader.rows import Row, Rows

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
    written = write_rows(folder, dataset_rows(database, dataset))
    names = "".join(f"{path.name}\n" for path in written)
    (folder / MANIFEST).write_text(names, encoding="utf-8")
    return written


def dataset_rows(database: Database, dataset: str) -> Rows:
    """A dataset's rows as they stand in the graph, each as it was given."""
    found: Rows = {}
    labels = {label: stem for stem, (label, _) in ENTITY_FILES.items()}
    for node in ("Entity", "Source"):
        query = f"MATCH (n:{node}) RETURN n.id AS id, n.label AS label, n.rows AS rows"
        for record in database.read(query):
            stem = labels.get(record["label"], "sources")
            if cells := unpacked(record["rows"], record["id"]).get(dataset):
                found[stem, cells["id"]] = Row(cells, f"{stem}.csv", 0)
    query = f"MATCH (c:Claim {{dataset: $dataset}}) RETURN {CLAIM_FIELDS}"
    for claim in map(claim_from, database.read(query, dataset=dataset)):
        found[claim.kind, claim.id] = Row(cells_of(claim), claim.file, claim.line)
    return found


def write_rows(folder: Path, rows: Rows) -> list[Path]:
    """Write rows into their files, claims in the order in which they stood; return the files."""
    files = {stem: columns for stem, (_, columns) in ENTITY_FILES.items()}
    files |= {"sources": SOURCE_COLUMNS, **{kind.name: kind.header for kind in KINDS.values()}}
    by_stem: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (stem, id_), row in rows.items():
        by_stem[stem].append((row.line, id_))
    written = []
    for stem, columns in files.items():
        if stem not in by_stem:
            continue
        path = folder / f"{stem}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[stem, id_].cells for _, id_ in sorted(by_stem[stem]))
        written.append(path)
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
