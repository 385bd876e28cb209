"""The CSV contract as it is written out."""

from __future__ import annotations

import csv

import pytest
from frictionless import Package, Resource, Schema

from diplograph.catalogue import KINDS
from diplograph.contract import csv_page, data_package, table_schema
from diplograph.kinds import Kind
from tests.conftest import DATA, ROOT


def test_the_page_is_what_the_declarations_say() -> None:
    page = (ROOT / "docs" / "csv.md").read_text(encoding="utf-8")
    assert page == csv_page(), "run: diplograph columns > docs/csv.md"


def test_the_package_is_a_valid_one() -> None:
    assert Package.validate_descriptor(data_package("dataset")).valid


CURATED = [kind for kind in KINDS.values() if (DATA / f"{kind.name}.csv").exists()]


@pytest.mark.parametrize("kind", CURATED, ids=lambda kind: kind.name)
def test_the_curated_files_are_valid_by_their_schema(kind: Kind) -> None:
    schema = Schema.from_descriptor(table_schema(kind))
    path = DATA / f"{kind.name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == schema.field_names
    report = Resource(path=path.name, basepath=str(DATA), schema=schema).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
