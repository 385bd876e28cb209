"""How a file is laid out, and which files of a folder are meant."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from pathlib import PurePath

from diplograph.errors import Problem
from loader.read import Row

FORMATS = {".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv"} | {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "xml",
}
"""What is read, by the ends of names."""

TIMELINES = "timelines"
"""The form of the articles that ``loader.histatstate`` reads; no file's name tells of it."""

Found = Row | Problem
"""A record, or what is wrong with one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out; what is blank is found out.

    ``files``: which of a folder's or zip's files. ``record``: the element that is one record of
    an XML file; ``around``: elements outside the records whose text belongs to each that follows.
    ``markup``: cells are freed of HTML's tags and entities.
    """

    format: str = ""
    separator: str = ""
    files: str = "*"
    record: str = ""
    around: tuple[str, ...] = ()
    markup: bool = False

    def takes(self, path: PurePath) -> bool:
        """Whether a file of a folder or zip is one to read, by its path in it."""
        return fnmatch.fnmatch(path.as_posix(), self.files) and not path.name.startswith(".")


def whole(name: str, text: str, code: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem(name, 0, "", "", text, code)
