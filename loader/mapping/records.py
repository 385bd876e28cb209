"""Files of any common form to records, one after the other: never the whole file in memory.

CSV with any separator, JSON lines, XML of simple records, and folders or zips of these. A record
is a ``Row`` whose cells are text by column; a fault in one is a Problem in its place, and what
makes a file as a whole unreadable is a Problem after which nothing more of it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from loader.histatstate.reader import timeline_records
from loader.mapping import packed, texts, xml
from loader.mapping.layout import FORMATS, TIMELINES, Found, Layout, whole

_READERS = {
    "csv": texts.csv_records,
    "jsonl": texts.json_records,
    "xml": xml.xml_records,
    TIMELINES: timeline_records,
}
_OTHERS = (
    (b"PK\x03\x04", "is a workbook or a zip file, whatever its name"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook, whatever its name"),
    (b"\x1f\x8b", "is compressed (gzip); unpack it"),
    (b"%PDF", "is a PDF, whatever its name"),
)


def records(path: Path, layout: Layout) -> Iterator[Found]:
    """The records of a file, of a folder's files or of a zip's, in order. Raises nothing."""
    if not path.is_dir():
        yield from _of_path(path, layout)
        return
    files = (one for one in path.rglob("*") if one.is_file())
    names = sorted(one for one in files if layout.takes(one.relative_to(path)))
    if not names:
        yield whole(path.name, f"no file in it is named like {layout.files}", "no-files")
    for one in names:
        yield from _of_path(one, layout)


def _of_path(path: Path, layout: Layout) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            if path.suffix.lower() == ".zip":
                yield from packed.members(file, path.name, layout, _of_bytes)
            else:
                yield from _of_bytes(file, path.name, layout)
    except OSError as error:
        yield whole(path.name, f"cannot be read: {error.strerror or error}", "unreadable-file")


def _of_bytes(file: BinaryIO, name: str, layout: Layout) -> Iterator[Found]:
    format_ = layout.format or FORMATS.get(Path(name).suffix.lower(), "")
    if not format_:
        known = ", ".join([*FORMATS, ".zip"])
        yield whole(name, f"is of no form that is read here ({known})", "unknown-form")
        return
    start = file.read(8)
    file.seek(0)
    said = next((said for mark, said in _OTHERS if start.startswith(mark)), "")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 in start[:2]:
        said = "is UTF-16, or no text; save it as UTF-8"
    if said or not start.strip():
        yield whole(name, said or "is empty", "other-form" if said else "empty-file")
        return
    yield from _READERS[format_](file, name, layout)
