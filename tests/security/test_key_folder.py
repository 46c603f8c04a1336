"""A dossier's secret: made once, destroyed for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.security.key_folder import KeyDestroyed, KeyFolder, KeyMissing

NUMBER = "1234567897"


def test_a_secret_is_made_once_and_found_again(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    secret = folder.make(NUMBER)
    assert secret is not None
    assert KeyFolder(tmp_path / "keys").secret(NUMBER) == secret
    assert folder.make(NUMBER) is None
    assert folder.secret(NUMBER) == secret
    assert not folder.is_destroyed(NUMBER)


def test_the_files_are_for_the_owner_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    KeyFolder(tmp_path / "keys").make(NUMBER)
    [path] = (tmp_path / "keys").iterdir()
    assert path.name == NUMBER
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_destroyed_it_is_gone_and_its_number_is_used_up(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    folder.make(NUMBER)
    folder.destroy(NUMBER)
    folder.destroy(NUMBER)
    with pytest.raises(KeyDestroyed):
        folder.secret(NUMBER)
    assert folder.is_destroyed(NUMBER)
    assert folder.make(NUMBER) is None
    assert (tmp_path / NUMBER).read_bytes() == b""


def test_its_bytes_are_overwritten_where_they_lie_before_the_file_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Emptied alone, they stay on the disk until something else is written there."""
    folder, emptied = KeyFolder(tmp_path), os.ftruncate
    folder.make(NUMBER)
    held: list[bytes] = []

    def looking(file: int, length: int) -> None:
        held.append((tmp_path / NUMBER).read_bytes())
        emptied(file, length)

    monkeypatch.setattr(os, "ftruncate", looking)
    folder.destroy(NUMBER)
    assert held == [bytes(32)]


def test_cut_short_in_the_middle_of_destroying_it_is_destroyed(tmp_path: Path) -> None:
    (tmp_path / NUMBER).write_bytes(bytes(32))
    with pytest.raises(KeyDestroyed):
        KeyFolder(tmp_path).secret(NUMBER)


@pytest.mark.parametrize("content", [None, b"short", b"x" * 33])
def test_lost_is_not_destroyed(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / NUMBER).write_bytes(content)
    with pytest.raises(KeyMissing, match="restore --keys"):
        KeyFolder(tmp_path).secret(NUMBER)
    assert not KeyFolder(tmp_path).is_destroyed(NUMBER)


def test_what_was_never_kept_is_taken_back(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    folder.make(NUMBER)
    folder.take_back(NUMBER)
    folder.take_back(NUMBER)
    assert list(tmp_path.iterdir()) == []
