"""One random key for each dossier, wrapped by the master key, in a folder beside the database.

They are not in the database, so that erasing a dossier is destroying one small file: every copy
of the database ever made, backups included, holds that dossier only as noise from then on.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.security.private_files import make_private_folder, write_private
from assistant.security.sealing import KEY_BYTES, new_key, seal, unseal


class DossierKeys:
    """The keys of every dossier in `folder`."""

    def __init__(self, folder: Path, master_key: bytes) -> None:
        make_private_folder(folder)
        self._folder = folder
        self._master_key = master_key
        self._unwrapped: dict[str, bytes] = {}

    def make(self, dossier_id: str) -> bytes:
        """A new key, on disk before it is used. Raises `OSError`."""
        key = new_key()
        write_private(self._path(dossier_id), seal(self._master_key, key, f"key/{dossier_id}"))
        self._unwrapped[dossier_id] = key
        return key

    def key_of(self, dossier_id: str) -> bytes | None:
        """The dossier's key, or None when it was destroyed.

        Raises `WrongKeyOrDamaged`, and `OSError` when the file is there and cannot be read. The
        file is looked for each time: another process may have destroyed it.
        """
        path = self._path(dossier_id)
        if not path.exists():
            self._unwrapped.pop(dossier_id, None)
            return None
        if dossier_id not in self._unwrapped:
            wrapped = path.read_bytes()
            self._unwrapped[dossier_id] = unseal(self._master_key, wrapped, f"key/{dossier_id}")
        return self._unwrapped[dossier_id]

    def destroy(self, dossier_id: str) -> None:
        """Overwrite and remove the key: nothing sealed with it can ever be read again."""
        self._unwrapped.pop(dossier_id, None)
        path = self._path(dossier_id)
        if path.exists():
            with path.open("r+b") as file:
                file.write(bytes(path.stat().st_size))
                file.flush()
            path.unlink()

    def _path(self, dossier_id: str) -> Path:
        return self._folder / f"{dossier_id}.key"


def derived_key(master_key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from the master key (HKDF, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(master_key)
