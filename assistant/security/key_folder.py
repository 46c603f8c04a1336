"""The secret of each dossier, in a folder that copies of the database do not hold.

A file for each dossier: 32 random bytes. An empty file is a destroyed secret, for ever. The folder
is kept safe by copies that forget what it forgets (`key_copies`), never by some that keep the past.
Several machines share one folder (VIVEVOIX_HOME/keys on a common disk).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
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
        "The key of dossier {dossier} is not in {folder}. Put it back from beside the backup FILE:"
        " ./vivevoix restore --keys FILE; or run: ./vivevoix dossier forget {dossier}"
    )


class KeyDestroyed(Exception):
    """The dossier was forgotten."""


class KeyFolder:
    """The folder of secrets; made with the first one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self, dossier: str) -> bytes | None:
        """A new secret, on the disk before this returns; None when the number was ever used."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = new_key()
        return secret if files.create(self.path / dossier, secret) else None

    def secret(self, dossier: str) -> bytes:
        """The secret. Raises `KeyDestroyed` after `destroy`, `KeyMissing` when it is lost."""
        try:
            secret = (self.path / dossier).read_bytes()
        except FileNotFoundError:
            raise KeyMissing(dossier, self.path) from None
        if not secret.strip(b"\0"):
            raise KeyDestroyed
        if len(secret) != KEY_BYTES:
            raise KeyMissing(dossier, self.path)
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
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path / dossier, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            files.wipe(file)
        files.sync_folder(self.path)

    def every(self) -> dict[str, bytes | None]:
        """The secret of each dossier; None where it was destroyed. Those lost are left out."""
        found: dict[str, bytes | None] = {}
        for path in self.path.glob("[0-9]*"):
            try:
                found[path.name] = self.secret(path.name)
            except KeyDestroyed:
                found[path.name] = None
            except KeyMissing:
                continue
        return found

    def put_back(self, secrets: Mapping[str, bytes]) -> None:
        """Put secrets in place of those that were lost, on the disk before this returns."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for dossier, secret in secrets.items():
            with files.replacing(self.path / dossier, one_of_many=True) as file:
                file.write(secret)
        files.sync_folder(self.path)

    def take_back(self, dossier: str) -> None:
        """Remove a secret made for a dossier that was never kept."""
        (self.path / dossier).unlink(missing_ok=True)
