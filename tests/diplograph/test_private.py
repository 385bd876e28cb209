"""What others can read or write is closed to them or not used, and the sentence says which."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from diplograph.errors import EngineError
from diplograph.private import own_folder, read_own, write_own


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    own_folder(tmp_path / "new" / "home")
    assert _mode(tmp_path / "new" / "home") == 0o700


@pytest.mark.parametrize(("mode", "names"), [(0o755, ["engine.json"]), (0o777, [])])
def test_an_open_folder_is_closed_and_it_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: int, names: list[str]
) -> None:
    for name in names:
        write_own(tmp_path / name, "")
    tmp_path.chmod(mode)
    with caplog.at_level(logging.WARNING):
        own_folder(tmp_path)
    assert _mode(tmp_path) == 0o700
    assert "was open to other users" in caplog.text
    own_folder(tmp_path)


@pytest.mark.parametrize(
    ("mode", "name", "said"),
    [(0o777, "engine.json", "other users can write"), (0o755, "letters.txt", "holds other things")],
)
def test_a_folder_that_cannot_be_trusted_is_refused_and_left(
    tmp_path: Path, mode: int, name: str, said: str
) -> None:
    write_own(tmp_path / name, "")
    tmp_path.chmod(mode)
    with pytest.raises(EngineError, match=said):
        own_folder(tmp_path)
    assert _mode(tmp_path) == mode


def test_another_users_folder_and_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_own(tmp_path / "password", "secret")
    ours = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: ours + 1)
    with pytest.raises(EngineError, match="belongs to another user"):
        own_folder(tmp_path)
    with pytest.raises(EngineError, match="not yours alone"):
        read_own(tmp_path / "password")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    write_own(tmp_path / "real", "planted")
    (tmp_path / "password").symlink_to(tmp_path / "real")
    with pytest.raises(OSError, match="password"):
        read_own(tmp_path / "password")
