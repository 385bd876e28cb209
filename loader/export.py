"""Out again: the graph's rows as the files of the CSV contract, always in the same bytes."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.graph import CLAIM_FIELDS, claim_from
from diplograph.model import Claim


def export_dataset(database: Database, dataset: str, folder: Path) -> list[Path]:
    """Write a dataset's files into a folder (made if it is not there) and return them.

    Loaded into an empty graph they give the same graph. Raises OSError where it cannot write.
    """
    folder.mkdir(parents=True, exist_ok=True)
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
        rows = [_cells(claim) for claim in ordered]
        written += _write(folder / f"{kind.name}.csv", kind.header, rows)
    return written


def _rows(
    database: Database, node: str, label: str | None, dataset: str
) -> list[Mapping[str, str]]:
    """What the dataset itself says of entities or sources, by id."""
    query = (
        f"MATCH (n:{node}) WHERE $label IS NULL OR n.label = $label "
        "RETURN n.id AS id, n.rows AS rows ORDER BY id"
    )
    rows = (json.loads(record["rows"]) for record in database.read(query, label=label))
    return [row[dataset] for row in rows if dataset in row]


def _cells(claim: Claim) -> dict[str, str]:
    own = {name: ";".join(cells) for name, cells in claim.values.items()}
    return {
        **own,
        # ids made from the identity columns have colons; they are made again on loading
        "fact": "" if ":" in claim.fact else claim.fact,
        "standing": claim.standing,
        "attributed_to": ";".join(claim.attributed_to),
        "source": ";".join(claim.sources),
        "locator": claim.locator,
        "note": claim.note,
    }


def _write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> list[Path]:
    rows = list(rows)
    if not rows:
        return []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return [path]
