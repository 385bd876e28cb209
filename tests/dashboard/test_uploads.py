"""Files that a reader hands over."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.loading import uploads
from dashboard.loading.uploads import templates, unpacked
from diplograph.catalogue import KINDS

NAMES = st.sampled_from(["visits.csv", "VISITS2.CSV", "sources.csv", "people.csv"])


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for name, content in files.items():
            folder.writestr(name, content)
    return out.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=40), min_size=1))
def test_a_zip_in_any_folder_is_as_good_as_its_files(files: dict[str, bytes]) -> None:
    inside = {f"my data/{name}": content for name, content in files.items()}
    packed = zipped({**inside, "my data/readme.txt": b"", "__MACOSX/my data/._x.csv": b""})
    assert unpacked(files.items()) == unpacked([("a.ZIP", packed)]) == (files, [])


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ([], "no-files", "no CSV file"),
        ([("a.xlsx", b"PK")], "not-a-table", "neither a CSV file nor a zip"),
        ([("a.zip", b"no zip")], "bad-zip", "cannot be read as a zip"),
        ([("a.zip", zipped({"x.txt": b""}))], "no-files", "no CSV file"),
        ([("v.csv", b""), ("a.zip", zipped({"f/v.csv": b"1"}))], "two-files", "have this name"),
    ],
)
def test_what_is_no_table_is_named(files: list[tuple[str, bytes]], code: str, said: str) -> None:
    _, (problem,) = unpacked(files)
    assert problem.code == code
    assert said in problem.message


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    bomb = zipped({"a.csv": b"0" * 600, "b.csv": b"0" * 600})
    files, (problem,) = unpacked([("a.zip", bomb)])
    assert files == {}
    assert problem.code == "too-large"


def test_the_templates_are_the_contract() -> None:
    files, problems = unpacked([("t.zip", templates())])
    assert not problems
    for kind in KINDS.values():
        (header,) = csv.reader(io.StringIO(files[f"{kind.name}.csv"].decode()))
        assert tuple(header) == kind.header
