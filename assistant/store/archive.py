"""The file of a backup: a header, then every row of every table, sealed in chunks.

Header: what the file is, a salt, and what tells a wrong master key. Then frames: the manifest, and
the rows. A frame is a length and JSON, with the bytes of the row's columns after it as they are.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from assistant.security.chunks import ChunkDamaged, SealingFile, UnsealingFile
from assistant.security.keys import Keys
from assistant.store.backup_errors import (
    BackupDamaged,
    BackupOfAnotherKey,
    NewerBackup,
    NotABackup,
)

KIND = b"Vive Voix backup "
VERSION = b"1\n"  # of the form of the file; that of the tables is in the manifest
SALT_BYTES = 32
CHECK_BYTES = 16
_LENGTH_BYTES = 4

Values: TypeAlias = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the version of its tables, the columns of each in their order, and when.

    `made`: of the moment that is in it; empty in a backup of before it was written down.
    """

    schema: str
    tables: dict[str, list[str]]
    made: str = ""

    @property
    def made_at(self) -> datetime | None:
        """The moment that is in it, where it is written down."""
        return datetime.fromisoformat(self.made) if self.made else None


def is_backup(file: BinaryIO) -> bool:
    """Whether the file begins as a backup does, of whatever version."""
    return file.read(len(KIND)) == KIND


class Writer:
    """Writes a backup. `finish` is what makes it whole."""

    def __init__(self, file: BinaryIO, keys: Keys, manifest: Manifest) -> None:
        salt = os.urandom(SALT_BYTES)
        key, check = keys.backup(salt)
        header = KIND + VERSION + salt + check[:CHECK_BYTES]
        file.write(header)
        self._places = {table: place for place, table in enumerate(manifest.tables)}
        self._sealing = SealingFile(file, key, header)
        self._frame(asdict(manifest))

    def add(self, table: str, row: Values) -> None:
        """One row."""
        blobs = [value for value in row if isinstance(value, bytes)]
        self._frame([self._places[table], *map(_as_json, row)])
        for blob in blobs:
            self._sealing.write(blob)

    def finish(self) -> None:
        """Nothing follows."""
        self._sealing.finish()

    def _frame(self, content: Any) -> None:
        encoded = json.dumps(content, separators=(",", ":"), allow_nan=False).encode()
        self._sealing.write(len(encoded).to_bytes(_LENGTH_BYTES) + encoded)


class Reader:
    """Reads a backup from its beginning; what it gives was authenticated before."""

    def __init__(self, file: BinaryIO, keys: Keys, path: Path) -> None:
        """Raises `NotABackup`, `NewerBackup`, `BackupOfAnotherKey` or `BackupDamaged`."""
        self._path = path
        if not is_backup(file):
            raise NotABackup(path)
        version, salt, check = (file.read(n) for n in (len(VERSION), SALT_BYTES, CHECK_BYTES))
        if version != VERSION:
            raise NewerBackup(path, version.decode("ascii", "replace").strip())
        key, expected = keys.backup(salt)
        if not hmac.compare_digest(check, expected[:CHECK_BYTES]):
            raise BackupOfAnotherKey(path)
        try:
            self._unsealing = UnsealingFile(file, key, KIND + VERSION + salt + check)
            self.manifest = Manifest(**self._frame())
        except ChunkDamaged:
            raise BackupDamaged(path) from None
        self._tables = list(self.manifest.tables)

    def rows(self) -> Iterator[tuple[str, list[Any]]]:
        """Each row with its table. Raises `BackupDamaged`, at the end too when it was cut off."""
        try:
            while not self._unsealing.is_at_end():
                place, *values = self._frame()
                yield self._tables[place], [self._value(value) for value in values]
        except ChunkDamaged:
            raise BackupDamaged(self._path) from None

    def _frame(self) -> Any:
        length = int.from_bytes(self._unsealing.read(_LENGTH_BYTES))
        return json.loads(self._unsealing.read(length))

    def _value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        kind, content = value
        return datetime.fromisoformat(content) if kind == "at" else self._unsealing.read(content)


def _as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return ["bytes", len(value)]
    if isinstance(value, datetime):
        return ["at", value.isoformat()]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a column of {type(value).__name__} has no place in a backup")
