"""The files of a dataset's folder: which are read, and what to say of those that are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import process

from diplograph.errors import Problem

_TABLES = (".tsv", ".tab", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".parquet")
"""What tables are kept in that are not CSV."""

_PACKED = (".gz", ".zip", ".bz2", ".xz", ".zst")


def no_folder(folder: Path) -> str:
    """Why a path cannot be a dataset, or nothing if it is a folder."""
    if folder.is_dir():
        return ""
    if folder.exists():
        return "is a file, not a folder; name the folder that it is in"
    return "no such folder"


def csv_files(folder: Path, stems: Sequence[str]) -> tuple[dict[str, Path], list[Problem]]:
    """The folder's CSV files by what they hold, whatever the case of their names.

    The problems name CSV files of no known name, and other files that look like data. What is
    hidden, and what is not data, is passed over.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.name[0] not in ".~")
    except OSError as error:
        said = f"cannot be read: {error.strerror}"
        return {}, [Problem(str(folder), 0, "", "", said, "unreadable-file")]
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    tables = [path for path in files if path.suffix.lower() == ".csv"]
    # a name in lower case is taken before others, of two that differ in nothing else
    for path in sorted(tables, key=lambda path: path.name != path.name.lower()):
        stem = path.stem.lower()
        if stem not in stems:
            said = f"no such file in a dataset; {_hint(stem, stems)}"
            problems.append(Problem(path.name, 0, "", "", said, "unknown-file"))
        elif stem in paths:
            said = f"is there twice, as {paths[stem].name} and {path.name}; put them into one"
            problems.append(Problem(f"{stem}.csv", 0, "", "", said, "two-files"))
        else:
            paths[stem] = path
    for path in files:
        if path not in tables and path.is_file() and (right := _not_read(path.name, stems)):
            said = f"is not read; {right}"
            problems.append(Problem(path.name, 0, "", "", said, "not-read", "warning"))
    if not tables:
        problems.append(Problem(str(folder), 0, "", "", "no CSV files in this folder", "no-files"))
    return dict(sorted(paths.items())), problems


def _hint(stem: str, stems: Sequence[str]) -> str:
    near = process.extractOne(stem, stems, score_cutoff=60)
    return f"{near[0]}.csv?" if near else ", ".join(f"{one}.csv" for one in stems)


def _not_read(name: str, stems: Sequence[str]) -> str:
    """What to do with a file that looks like data, or nothing if it does not."""
    low = name.lower()
    packed = low.endswith(_PACKED)
    while low.endswith(_PACKED):
        low = low.rpartition(".")[0]
    stem = low.removesuffix(".txt").removesuffix(".csv")
    if low.endswith(_TABLES):
        stem = low.rpartition(".")[0]
        if stem not in stems:
            return f"save each table in it as CSV, under one of the names {_names(stems)}"
    elif stem not in stems and not (packed and low.endswith(".csv")):
        return ""
    if packed:
        return f"unpack it as {stem}.csv"
    return f"save it as {stem}.csv"


def _names(stems: Sequence[str]) -> str:
    return ", ".join(f"{stem}.csv" for stem in stems)
