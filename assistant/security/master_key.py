"""The master key: from the environment, from a key vault's command, or from a file of the home."""

from __future__ import annotations

import base64
import binascii
import shlex
import subprocess
from pathlib import Path

from assistant.security.private_files import is_private, make_private_folder, write_private
from assistant.security.sealing import KEY_BYTES, new_key
from assistant.settings import Settings
from assistant.store.errors import StoreError

FILE_NAME = "master.key"
VAULT_SECONDS = 30  # how long a key vault's command may take


class NoMasterKey(StoreError):
    """The master key cannot be had; the text says where it was looked for, and the cure."""


def master_key(settings: Settings) -> bytes:
    """The 32 bytes that wrap every dossier's key.

    Raises `NoMasterKey`. The file is made at the first use, when nothing else is configured.
    """
    if settings.master_key.get_secret_value():
        return _decoded(settings.master_key.get_secret_value(), "VIVEVOIX_MASTER_KEY")
    if settings.master_key_command:
        return _from_command(settings.master_key_command)
    return _from_file(settings.home / FILE_NAME)


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise NoMasterKey(
            f"{where}: not a key of {KEY_BYTES} bytes in base64. "
            f"Make one: head -c {KEY_BYTES} /dev/urandom | base64"
        )
    return key


def _from_command(command: str) -> bytes:
    try:
        ran = subprocess.run(  # noqa: S603, the operator's own command
            shlex.split(command), capture_output=True, timeout=VAULT_SECONDS, check=True, text=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise NoMasterKey(
            f"VIVEVOIX_MASTER_KEY_COMMAND failed ({type(error).__name__}). "
            "Run it by hand: it must print the key in base64."
        ) from None
    return _decoded(ran.stdout, "VIVEVOIX_MASTER_KEY_COMMAND")


def _from_file(path: Path) -> bytes:
    try:
        if not path.exists():
            make_private_folder(path.parent)
            write_private(path, base64.b64encode(new_key()) + b"\n")
        if not is_private(path):
            raise NoMasterKey(f"{path}: others may read it. Run: chmod 600 {path}")
        return _decoded(path.read_text("ascii", errors="replace"), str(path))
    except OSError as error:
        raise NoMasterKey(f"{path}: {error.strerror}. Give its owner the right to write.") from None
