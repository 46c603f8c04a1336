"""Where the master key comes from, and what is refused as one."""

from __future__ import annotations

import base64
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.security.errors import StoreError
from assistant.security.master_key import (
    KeyCommandFailed,
    KeyFileTooOpen,
    KeyFileUnusable,
    MasterKeyLost,
    NotAMasterKey,
    master_key,
)

KEY = bytes(range(32))
ENCODED = base64.b64encode(KEY).decode()


@dataclass
class Set:
    """What is set."""

    home: Path
    master_key: SecretStr = SecretStr("")  # noqa: RUF009
    master_key_command: str = ""


def test_the_first_use_makes_a_file_for_the_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = master_key(Set(home))
    assert len(key) == 32
    assert stat.S_IMODE((home / "master.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == ["master.key"]
    assert master_key(Set(home)) == key


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    assert master_key(Set(tmp_path / "a")) != master_key(Set(tmp_path / "b"))


def test_all_who_come_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(master_key, [Set(tmp_path)] * 40))
    assert len(keys) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o777])
def test_a_file_that_others_may_read_is_refused_with_the_cure(tmp_path: Path, mode: int) -> None:
    master_key(Set(tmp_path))
    path = tmp_path / "master.key"
    path.chmod(mode)
    with pytest.raises(KeyFileTooOpen, match=f"chmod 600 {path}"):
        master_key(Set(tmp_path))


def test_the_variable_comes_first(tmp_path: Path) -> None:
    assert master_key(Set(tmp_path, SecretStr(f" {ENCODED}\n"), "false")) == KEY
    assert not (tmp_path / "master.key").exists()


def test_the_command_comes_next(tmp_path: Path) -> None:
    assert master_key(Set(tmp_path, master_key_command=f"echo '{ENCODED}'")) == KEY
    assert not (tmp_path / "master.key").exists()


def test_the_command_runs_without_a_shell(tmp_path: Path) -> None:
    made = tmp_path / "made"
    with pytest.raises(NotAMasterKey):
        master_key(Set(tmp_path, master_key_command=f"echo x; touch {made}"))
    assert not made.exists()


@pytest.mark.parametrize(
    "command", ["false", "/nowhere/vault", "echo 'unclosed", " ", f"{sys.executable} -c 1/0"]
)
def test_a_command_that_fails_is_said_without_what_it_printed(tmp_path: Path, command: str) -> None:
    with pytest.raises(KeyCommandFailed, match="VIVEVOIX_MASTER_KEY_COMMAND") as caught:
        master_key(Set(tmp_path, master_key_command=command))
    assert "division" not in str(caught.value)


def test_a_command_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.security.master_key.COMMAND_TIMEOUT", 0.1)
    with pytest.raises(KeyCommandFailed, match="took more than"):
        master_key(Set(tmp_path, master_key_command="sleep 30"))


@pytest.mark.parametrize("wrong", ["secret", ENCODED[:-8], ENCODED + "AAAA", "é" * 44, "=" * 44])
def test_what_is_not_a_key_is_refused_and_not_shown(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(NotAMasterKey, match="VIVEVOIX_MASTER_KEY ") as caught:
        master_key(Set(tmp_path, SecretStr(wrong)))
    assert wrong not in str(caught.value)
    (tmp_path / "master.key").write_text(wrong, "utf-8")
    (tmp_path / "master.key").chmod(0o600)
    with pytest.raises(NotAMasterKey, match=r"master\.key") as caught:
        master_key(Set(tmp_path))
    assert wrong not in str(caught.value)


@pytest.mark.parametrize("sign", ["keys", "vivevoix.sqlite"])
def test_beside_dossiers_no_new_key_is_made(tmp_path: Path, sign: str) -> None:
    (tmp_path / sign).mkdir()
    with pytest.raises(MasterKeyLost, match="safe copy"):
        master_key(Set(tmp_path))
    assert not (tmp_path / "master.key").exists()


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(KeyFileUnusable, match=r"master\.key"):
        master_key(Set(tmp_path / "home"))


def test_each_refusal_is_one_line_with_a_key_and_fields_for_the_words(tmp_path: Path) -> None:
    faults: list[StoreError] = [
        KeyFileTooOpen(tmp_path, "0644"),
        NotAMasterKey("VIVEVOIX_MASTER_KEY"),
        KeyCommandFailed("ended with code 1"),
        MasterKeyLost(tmp_path),
        KeyFileUnusable(tmp_path, os.strerror(13)),
    ]
    for fault in faults:
        assert "\n" not in str(fault)
        assert "{" not in str(fault)
        assert fault.key == type(fault).__name__
        assert all(value in str(fault) for value in fault.fields.values())
