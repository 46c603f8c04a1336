"""The master key: 32 bytes, in base64, from the environment, a key vault's command or a file."""

from __future__ import annotations

import base64
import binascii
import os
import shlex
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from assistant.security import files
from assistant.security.errors import StoreError
from assistant.security.sealing import KEY_BYTES, new_key

VARIABLE = "VIVEVOIX_MASTER_KEY"
COMMAND_VARIABLE = "VIVEVOIX_MASTER_KEY_COMMAND"
FILE = "master.key"
COMMAND_TIMEOUT = 30  # seconds; a vault across a slow network answers within it
SIGNS_OF_DOSSIERS = ("keys", "vivevoix.sqlite")  # what stands in a home that was used before


class KeySettings(Protocol):
    """The settings that say where the master key is; `assistant.settings.Settings` is one."""

    @property
    def home(self) -> Path:
        """Where the file is."""

    @property
    def master_key(self) -> SecretStr:
        """The key itself, or nothing."""

    @property
    def master_key_command(self) -> str:
        """The vault's command, or nothing."""


class MasterKeyFault(StoreError):
    """The master key cannot be had."""


@dataclass(eq=False)
class KeyFileTooOpen(MasterKeyFault):
    """Others than the owner may read the file."""

    path: Path
    mode: str
    english = "{path} has mode {mode}: others may read the master key. Run: chmod 600 {path}"


@dataclass(eq=False)
class NotAMasterKey(MasterKeyFault):
    """What was found is not 32 bytes in base64. The fault does not say what was found."""

    source: str
    english = (
        "{source} does not hold 32 bytes in base64. Put the master key back from your safe copy;"
        " a new one is made by: head -c 32 /dev/urandom | base64"
    )


@dataclass(eq=False)
class KeyCommandFailed(MasterKeyFault):
    """The vault's command cannot be run, failed or took too long."""

    reason: str
    english = "VIVEVOIX_MASTER_KEY_COMMAND {reason}. Run the command by hand to see why"


@dataclass(eq=False)
class MasterKeyLost(MasterKeyFault):
    """There are dossiers but no key: a new one would only hide the loss."""

    path: Path
    english = "{path} is missing beside existing dossiers. Put it back from your safe copy"


@dataclass(eq=False)
class MasterKeyLacking(MasterKeyFault):
    """What is to be read was sealed with a key that is not here: a new one would not open it."""

    path: Path
    english = (
        "There is no master key yet. Put the safe copy of the one that the backup was made with in"
        " {path}, mode 600, or set VIVEVOIX_MASTER_KEY"
    )


@dataclass(eq=False)
class KeyFileUnusable(MasterKeyFault):
    """The file cannot be read or made."""

    path: Path
    reason: str
    english = "{path} cannot be read or made: {reason}. Check the folder's owner, mode and disk"


def master_key(settings: KeySettings, *, make: bool = True) -> bytes:
    """The key: the variable's, else the command's, else the file's, made at first use.

    Without `make` it is there, or lacking. Raises a `MasterKeyFault`: `KeyFileTooOpen`,
    `NotAMasterKey`, `KeyCommandFailed`, `MasterKeyLost`, `MasterKeyLacking` or `KeyFileUnusable`.
    """
    if encoded := settings.master_key.get_secret_value():
        return _decoded(encoded, VARIABLE)
    if settings.master_key_command:
        return _decoded(_printed_by(settings.master_key_command), COMMAND_VARIABLE)
    path = settings.home / FILE
    try:
        if not path.exists():
            if not make:
                raise MasterKeyLacking(path)
            _make(path)
        return _read(path)
    except OSError as error:
        raise KeyFileUnusable(path, error.strerror or "unknown reason") from None


def _make(path: Path) -> None:
    used = any((path.parent / sign).exists() for sign in SIGNS_OF_DOSSIERS)
    if used and not path.exists():  # asked last: another process may be at its own first use
        raise MasterKeyLost(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.create(path, base64.b64encode(new_key()) + b"\n")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & files.OTHERS:
            raise KeyFileTooOpen(path, f"{mode:04o}")
        return _decoded(file.read(1024).decode("ascii", "replace"), str(path))


def _printed_by(command: str) -> str:
    try:
        ran = subprocess.run(  # noqa: S603  the operator's own command, without a shell
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=COMMAND_TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise KeyCommandFailed(f"took more than {COMMAND_TIMEOUT} seconds") from None
    except (OSError, ValueError, IndexError):
        raise KeyCommandFailed("cannot be run") from None
    if ran.returncode:
        raise KeyCommandFailed(f"ended with code {ran.returncode}")
    return ran.stdout.decode("ascii", "replace")


def _decoded(encoded: str, source: str) -> bytes:
    try:
        key = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise NotAMasterKey(source) from None
    if len(key) != KEY_BYTES:
        raise NotAMasterKey(source)
    return key
