"""A folder and files that are ours alone: what others can read or write is not trusted."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from diplograph.errors import EngineError

_log = logging.getLogger(__name__)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def _rights_are_told() -> bool:
    """Whether the system has owners and modes; Windows keeps a user's own folders to itself."""
    return hasattr(os, "getuid")


def own_folder(folder: Path) -> None:
    """Make a folder that only we can enter, or see that it is one.

    One that others can read is closed to them, with a sentence in the log. Raises EngineError for
    one that is another's, or in which others could have put or changed what we would trust.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _rights_are_told():
        return
    found = folder.stat()
    if found.st_uid != os.getuid():
        raise EngineError(f"the data folder {folder} belongs to another user; name one of your own")
    if not found.st_mode & _OTHERS:
        return
    names = {path.name for path in folder.iterdir()}
    if names and not names & {"engine", "engine.json", "engine.lock", "password"}:
        raise EngineError(
            f"the data folder {folder} is open to other users and holds other things; "
            "name a folder of its own with DIPLOGRAPH_HOME"
        )
    if names and found.st_mode & _OTHERS_WRITE:
        raise EngineError(
            f"other users can write to the data folder {folder}, so what it holds may not be "
            f"yours; if you trust it, close it with: chmod 700 {folder}"
        )
    folder.chmod(0o700)
    _log.warning("The data folder %s was open to other users; now it is yours alone.", folder)


def read_own(path: Path) -> str:
    """The text of a file that is ours alone.

    Raises EngineError for one that is not, OSError or UnicodeDecodeError where it cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags), encoding="utf-8") as file:
        found = os.fstat(file.fileno())
        if _rights_are_told() and (found.st_uid != os.getuid() or found.st_mode & _OTHERS):
            raise EngineError(
                f"the file {path} is not yours alone, so it is not used; if nobody else can have "
                f"read or written it, say so with: chmod 600 {path}"
            )
        return file.read()


def write_own(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)
