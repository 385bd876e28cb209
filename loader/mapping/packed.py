"""Zips of files, read member by member; what would unpack to far more than it is, is refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from loader.mapping.layout import Found, Layout, whole

MAX_UNPACKED = 8 * 2**30
MAX_RATIO = 200
_SMALL = 50 * 2**20


def members(
    file: BinaryIO,
    name: str,
    layout: Layout,
    read: Callable[[BinaryIO, str, Layout], Iterator[Found]],
) -> Iterator[Found]:
    """The records of a zip's files, in the order of their names."""
    try:
        with zipfile.ZipFile(file) as archive:
            if said := _bomb(archive):
                yield whole(name, said, "zip-bomb")
                return
            infos = [
                one
                for one in sorted(archive.infolist(), key=lambda one: one.filename)
                if not one.is_dir() and layout.takes(PurePosixPath(one.filename))
            ]
            if not infos:
                yield whole(name, f"no file in it is named like {layout.files}", "no-files")
            for one in infos:
                with archive.open(one) as member:
                    inner = PurePosixPath(one.filename).name
                    yield from read(cast("BinaryIO", member), inner, layout)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        yield whole(name, f"is not a whole zip ({error}); was it cut off?", "broken-file")


def _bomb(archive: zipfile.ZipFile) -> str:
    size = sum(one.file_size for one in archive.infolist())
    packed = sum(one.compress_size for one in archive.infolist()) or 1
    if size > MAX_UNPACKED or (size > _SMALL and size / packed > MAX_RATIO):
        return f"would unpack to {size:,} bytes, {size // packed:,} times its size; it is refused"
    return ""
