"""Files that a reader hands over: CSV files of one dataset, or a zip of them. Pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from diplograph.catalogue import KINDS
from diplograph.contract import csv_page
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.errors import Problem

MOST_BYTES = 200_000_000
"""How much all files may come to, unpacked."""

Files = dict[str, bytes]
"""The content of each file by its name, without folders."""


def unpacked(given: Iterable[tuple[str, bytes]]) -> tuple[Files, list[Problem]]:
    """The CSV files among what is given, and a problem for each thing that is none of them."""
    files: Files = {}
    problems: list[Problem] = []
    room = MOST_BYTES
    for where, found in _each(given, problems):
        name = PurePosixPath(where.replace("\\", "/")).name
        if name in files:
            problems.append(_fault(where, "two files have this name", "two-files"))
        elif (room := room - len(found)) < 0:
            said = f"all files together may have {MOST_BYTES // 1_000_000} MB, unpacked"
            return {}, [_fault(where, said, "too-large")]
        else:
            files[name] = found
    if not files and not problems:
        problems.append(_fault("", "there is no CSV file among them", "no-files"))
    return files, problems


def _each(
    given: Iterable[tuple[str, bytes]], problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    for name, content in given:
        if name.lower().endswith(".zip"):
            try:
                yield from _zipped(content)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
                problems.append(_fault(name, f"cannot be read as a zip: {error}", "bad-zip"))
        elif name.lower().endswith(".csv"):
            yield name, content
        else:
            said = "is neither a CSV file nor a zip of them"
            problems.append(_fault(name, said, "not-a-table"))


def _zipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for entry in folder.infolist():
            own = entry.filename.startswith("__MACOSX/") or entry.is_dir()
            if not own and entry.filename.lower().endswith(".csv"):
                with folder.open(entry) as file:
                    yield entry.filename, file.read(MOST_BYTES + 1)  # a header may lie


def _fault(file: str, said: str, code: str) -> Problem:
    return Problem(file, 0, "", "", said, code)


def templates() -> bytes:
    """A zip of every file of the contract with nothing but its header, and what each column is."""
    headers: dict[str, tuple[str, ...]] = {
        **{stem: columns for stem, (_, columns) in ENTITY_FILES.items()},
        "sources": SOURCE_COLUMNS,
        **{kind.name: kind.header for kind in KINDS.values()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for stem, columns in headers.items():
            folder.writestr(f"{stem}.csv", ",".join(columns) + "\n")
        folder.writestr("COLUMNS.md", csv_page())
    return out.getvalue()
