"""The secret of each dossier, in a folder that copies of the database do not hold.

A file for each dossier: 32 random bytes. An empty file is a destroyed secret, for ever. The folder
is kept safe by a mirror (which forgets what it forgets), never by backups that keep the past.
Several machines share one folder (VIVEVOIX_HOME/keys on a common disk).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.security import files
from assistant.security.errors import StoreError
from assistant.security.sealing import KEY_BYTES, new_key


@dataclass(eq=False)
class KeyMissing(StoreError):
    """The secret of a dossier that nobody forgot is not there, or not whole."""

    dossier: str
    folder: Path
    english = (
        "The key of dossier {dossier} is not in {folder}. Put the folder back from its mirror,"
        " or run: ./vivevoix dossier forget {dossier}"
    )


class KeyDestroyed(Exception):
    """The dossier was forgotten."""


class KeyFolder:
    """The folder of secrets; made with the first one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, dossier: str) -> bytes | None:
        """A new secret, on the disk before this returns; None when the number was ever used."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = new_key()
        return secret if files.create(self._folder / dossier, secret) else None

    def secret(self, dossier: str) -> bytes:
        """The secret. Raises `KeyDestroyed` after `destroy`, `KeyMissing` when it is lost."""
        try:
            secret = (self._folder / dossier).read_bytes()
        except FileNotFoundError:
            raise KeyMissing(dossier, self._folder) from None
        if not secret.strip(b"\0"):
            raise KeyDestroyed
        if len(secret) != KEY_BYTES:
            raise KeyMissing(dossier, self._folder)
        return secret

    def is_destroyed(self, dossier: str) -> bool:
        """Whether the dossier was forgotten."""
        try:
            self.secret(dossier)
        except KeyDestroyed:
            return True
        except KeyMissing:
            return False
        return False

    def destroy(self, dossier: str) -> None:
        """Overwrite the secret where it lies and leave an empty file, on the disk when it returns.

        On a disk that writes elsewhere (SSD, snapshots) the old block may outlive this: encrypt
        the disk, and keep the folder out of snapshots.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._folder / dossier, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, bytes(KEY_BYTES))
            os.fsync(descriptor)
            os.ftruncate(descriptor, 0)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        files.sync_folder(self._folder)

    def take_back(self, dossier: str) -> None:
        """Remove a secret made for a dossier that was never kept."""
        (self._folder / dossier).unlink(missing_ok=True)
