"""Bytes to text: UTF-8, or a problem that says what the bytes are instead."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from diplograph.errors import Problem

# Any length: what is too long for a cell is said by the reader, with its place.
csv.field_size_limit(2**31 - 1)

_OTHER_FILES = (
    (b"PK\x03\x04", "is a workbook or a zip file, whatever its name"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook, whatever its name"),
    (b"\x1f\x8b", "is compressed (gzip)"),
    (b"%PDF", "is a PDF"),
)
"""How files begin that are no texts, and what to say of them."""

_NOT_LATIN = re.compile(rb"[\x80-\xff]{3}")


def decoded(path: Path) -> str | Problem:
    """A file's text without a byte order mark, or why there is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Problem(path.name, 0, "", "", f"cannot be read: {error.strerror}", "unreadable-file")
    for start, said in _OTHER_FILES:
        if data.startswith(start):
            return Problem(path.name, 0, "", "", f"{said}; save it as CSV in UTF-8", "encoding")
    if wide := _wide(data):
        text = f"is {wide}; save it as UTF-8"
        return Problem(path.name, 0, "", wide, text, "encoding")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path.name, data, data[: error.start], data[error.start])
    if "\0" in text:
        row = record_at(text[: text.index("\0")])
        said = "has a NUL character; it is not a text file"
        return Problem(path.name, row, "", "", said, "encoding")
    return text


def record_at(before: str) -> int:
    """The record, as a spreadsheet counts, in which a character stands that follows this text."""
    reader = csv.reader(io.StringIO(before + "x", newline=""))
    return sum(1 for _ in reader)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32, by its mark or since a header in it has a NUL in every other byte."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    start = data[:64]
    even, odd = start[::2], start[1::2]
    for nul, other in ((even, odd), (odd, even)):
        if nul.count(0) > len(nul) * 0.8 and other.count(0) < len(other) * 0.2:
            return "UTF-16"
    return "UTF-32" if start.count(0) > len(start) * 0.6 and start.strip(b"\0") else ""


def _not_utf8(file: str, data: bytes, before: bytes, byte: int) -> Problem:
    good = before.decode("utf-8-sig", "replace")
    after = good[-20:].splitlines()[-1] if good and good[-1] not in "\r\n" else ""
    return Problem(
        file,
        record_at(good),
        "",
        f"0x{byte:02X}",
        f"byte 0x{byte:02X} (after {after!r}) is not UTF-8; save the file as UTF-8{_guess(data)}",
        "encoding",
    )


def _guess(data: bytes) -> str:
    """What else it may be. Three odd bytes in a row are another script's, or UTF-8 in part."""
    if _NOT_LATIN.search(data):
        return ""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return " (it looks like Windows-1252)"
