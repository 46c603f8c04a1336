"""The copies of the dossiers' secrets: one file beside backups, for all of those in a folder.

A backup keeps the past, and would bring an erased dossier back if it held secrets. A copy forgets
what the key folder forgot: at once where its disk is there, else at the next backup. A secret that
is not in the key folder, and that nobody destroyed, stays in the copies: it was lost.

The first line tells whose copy it is. Then a line for each dossier: its number and its secret,
sealed with a key that comes from the master key; zeros for one that was destroyed.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from assistant.security import files
from assistant.security.errors import StoreError
from assistant.security.key_folder import KeyFolder
from assistant.security.keys import Keys
from assistant.security.sealing import KEY_BYTES, WrongKeyOrDamaged, seal, unseal

Secrets: TypeAlias = dict[str, bytes | None]
"""By dossier; None where the secret was destroyed."""

NAME = "vivevoix.keys"
_FIRST = b"vivevoix-keys-1"
_WHOSE = b"vive voix"
_DESTROYED = bytes(KEY_BYTES)
_KNOWN = ".copies"  # in the key folder: where there are copies, and when the last backup was made
_LOCK = ".lock"


@dataclass(eq=False)
class NotTheseKeys(StoreError):
    """Another master key sealed the copy, or its first line is damaged."""

    path: Path
    english = (
        "{path} was made with another master key, or is damaged. Check the master key;"
        " if it is the right one, move that file away"
    )


class KeyCopies:
    """Every copy of one key folder."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._folder: KeyFolder = keys.folder

    def bring_up_to_date(self, place: Path, forgotten: Iterable[str] = ()) -> Secrets:
        """Have the copy in the folder `place` hold what the key folder holds, made if need be.

        `forgotten`: more dossiers that were. Raises `NotTheseKeys` or OSError, with the copy as it
        was.
        """
        with self._locked():
            path = place / NAME
            secrets: Secrets = read(path, self._keys) if path.exists() else {}
            secrets |= self._folder.every() | dict.fromkeys(forgotten)
            _replace(path, self._lines(secrets))
            return secrets

    def forget(self) -> list[Path]:
        """Bring every known copy up to date. Those that could not be reached."""
        away = []
        for place in self.known():
            try:
                if not (place / NAME).exists():  # nothing is made where a disk is unplugged
                    raise FileNotFoundError
                self.bring_up_to_date(place)
            except (OSError, NotTheseKeys):
                away.append(place / NAME)
        return away

    def known(self) -> dict[Path, datetime | None]:
        """The folders of backups, and when the last one was made there; None: it was not ended."""
        try:
            noted = json.loads((self._folder.path / _KNOWN).read_bytes())
        except FileNotFoundError:
            return {}
        return {Path(at): datetime.fromisoformat(t) if t else None for at, t in noted.items()}

    def note(self, place: Path, made: datetime | None = None) -> None:
        """Know that there is a copy, and that a backup was made there."""
        with self._locked():
            known = self.known()
            known[place] = made or known.get(place)
            noted = {str(at): t and t.isoformat() for at, t in known.items()}
            files.write(self._folder.path / _KNOWN, json.dumps(noted).encode())

    def _lines(self, secrets: Secrets) -> bytes:
        lines = [_line(_FIRST, _sealed(self._keys, "", _WHOSE))]
        for dossier, secret in sorted(secrets.items()):
            lines.append(
                _line(dossier.encode(), _sealed(self._keys, dossier, secret or _DESTROYED))
            )
        return b"".join(lines)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """A secret that is destroyed meanwhile is not put into a copy again."""
        self._folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with files.locked(self._folder.path / _LOCK):
            yield


def read(path: Path, keys: Keys) -> Secrets:
    """The secrets in a copy; None where one was destroyed. Damaged lines are left out.

    Raises `NotTheseKeys` or OSError.
    """
    first, *lines = path.read_bytes().split(b"\n")
    if _unsealed(keys, "", first.removeprefix(_FIRST + b" ")) != _WHOSE:
        raise NotTheseKeys(path)
    secrets: Secrets = {}
    for line in lines:
        name, _, sealed = line.partition(b" ")
        dossier = name.decode("ascii", "replace")
        secret = _unsealed(keys, dossier, sealed)
        if secret is not None:
            secrets[dossier] = None if secret == _DESTROYED else secret
    return secrets


def _replace(path: Path, content: bytes) -> None:
    """The former file is overwritten: on most disks its secrets are then gone."""
    for left in files.leftovers(path):
        with left.open("r+b") as killed:
            files.wipe(killed)
        left.unlink()
    if not path.exists():
        files.write(path, content)
        return
    with path.open("r+b") as former:
        files.write(path, content)
        files.wipe(former)


def _line(name: bytes, sealed: bytes) -> bytes:
    return name + b" " + base64.b64encode(sealed) + b"\n"


def _sealed(keys: Keys, dossier: str, plain: bytes) -> bytes:
    return seal(keys.copies, plain, f"copies/{dossier or '-'}/secret")


def _unsealed(keys: Keys, dossier: str, encoded: bytes) -> bytes | None:
    try:
        sealed = base64.b64decode(encoded, validate=True)
        return unseal(keys.copies, sealed, f"copies/{dossier or '-'}/secret")
    except (binascii.Error, WrongKeyOrDamaged):
        return None
