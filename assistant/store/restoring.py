"""Restoring a backup: all of it is looked at first, then all of it is written, or nothing.

The tables are made as they were in the version that made the backup, filled, and brought up to
date, in one transaction. The secrets are on the disk before its end: alone they open nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, inspect, select

from assistant.dossier.access import Done
from assistant.security.key_copies import NAME, KeyCopies, Secrets, read
from assistant.security.key_folder import KeyFolder
from assistant.security.keys import Keys
from assistant.security.sealing import WrongKeyOrDamaged
from assistant.store.archive import Reader
from assistant.store.audit import Audit, by_the_operator
from assistant.store.backup_errors import BackupNotRead, NewerBackup, NotEmpty, SecretsMissing
from assistant.store.database import Database
from assistant.store.erasing import forget_rows
from assistant.store.errors import AuditBroken
from assistant.store.filling import fill
from assistant.store.models import DossierRow
from assistant.store.place import database_at, make_room
from assistant.store.schema import VERSIONS, bring_up_to_date, known_version, make_anew

DOSSIERS = "dossiers"

Wrapped: TypeAlias = dict[str, bytes | None]
"""The wrapped key of each dossier; None: it was forgotten."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How many dossiers can be read again, and how many of the backup were erased since."""

    dossiers: int
    erased: int


def restore(
    url: str, home: Path, master_key: bytes, file: Path, without: Collection[str] = ()
) -> Restored:
    """Put a backup in an empty store. `without`: dossiers whose secret is lost, kept as erased.

    Raises `BackupNotRead`, `NotABackup`, `NewerBackup`, `BackupOfAnotherKey`, `BackupDamaged`,
    `NotTheseKeys`, `SecretsMissing` or `NotEmpty`, with nothing touched; or `StoreUnavailable`.
    """
    file = file.resolve()
    keys = Keys(master_key, KeyFolder(home / "keys"))
    database = database_at(url, home)
    try:
        wrapped = _looked_at(file, keys)
        here = keys.folder.every()
        secrets = _secrets(wrapped, here, keys, file.parent / NAME, without)
        _refuse_when_used(database)
        make_room(database, home)
        with (
            database.files_told(),
            database.writing() as connection,
            _put_back(keys, secrets, here),
        ):
            made = _write(connection, database.where, keys, file, secrets)
            copies = KeyCopies(keys)  # an erasure must reach them, and `doctor` tells when
            copies.note(file.parent, copies.known().get(file.parent) or made)
        with suppress(AuditBroken):  # it was before: `doctor` names the line
            Audit(database, keys, home).go_on(by_the_operator(Done.RESTORED, None))
    finally:
        database.close()
    erased = sum(secret is None for secret in secrets.values())
    return Restored(len(secrets) - erased, erased)


@contextmanager
def _opened(file: Path, keys: Keys) -> Iterator[Reader]:
    try:
        with file.open("rb") as opened:
            yield Reader(opened, keys, file)
    except OSError as error:
        raise BackupNotRead(file, error.strerror or "unknown reason") from None


def _looked_at(file: Path, keys: Keys) -> Wrapped:
    """Every byte of the backup is whole and of this version or an older one."""
    with _opened(file, keys) as reader:
        if reader.manifest.schema not in VERSIONS:
            raise NewerBackup(file, reader.manifest.schema)
        columns = reader.manifest.tables[DOSSIERS]
        number, key = columns.index("id"), columns.index("wrapped_key")
        return {row[number]: row[key] for table, row in reader.rows() if table == DOSSIERS}


def _secrets(
    wrapped: Wrapped, here: Secrets, keys: Keys, copy: Path, without: Collection[str]
) -> Secrets:
    """The secret of each dossier, which opens it; None where one was destroyed, here or there."""
    try:
        there = read(copy, keys) if copy.exists() else {}
    except OSError as error:
        raise BackupNotRead(copy, error.strerror or "unknown reason") from None
    secrets: Secrets = {}
    missing = []
    for dossier, key in wrapped.items():
        found = [place[dossier] for place in (here, there) if dossier in place]
        if key is None or None in found:
            secrets[dossier] = None
        elif found and _opens(keys, found[0], dossier, key):
            secrets[dossier] = found[0]
        elif dossier in without:
            secrets[dossier] = None
        else:
            missing.append(dossier)
    if missing:
        raise SecretsMissing(copy, sorted(missing))
    return secrets


def _opens(keys: Keys, secret: bytes | None, dossier: str, wrapped: bytes) -> bool:
    try:
        return bool(secret and keys.opened_by(secret, dossier, wrapped))
    except WrongKeyOrDamaged:
        return False


def _refuse_when_used(database: Database) -> None:
    """Raises `NotEmpty` or `NewerDatabase`; makes nothing where there is nothing."""
    if database.is_sqlite and not Path(database.where).exists():
        return
    with database.reading() as connection:
        known_version(connection, database.where)
        _refuse_dossiers(connection, database.where)


def _refuse_dossiers(connection: Connection, where: str) -> None:
    if not inspect(connection).has_table(DOSSIERS):
        return
    if connection.execute(select(DossierRow.id).limit(1)).one_or_none() is not None:
        raise NotEmpty(where)


@contextmanager
def _put_back(keys: Keys, secrets: Secrets, here: Secrets) -> Iterator[None]:
    """The secrets in the folder, where they stay, unless something fails before the commit."""
    lacking = {name: secret for name, secret in secrets.items() if secret and name not in here}
    try:
        for dossier, secret in secrets.items():
            if secret is None:
                keys.folder.destroy(dossier)
        keys.folder.put_back(lacking)
        yield
    except BaseException:
        for dossier in lacking:
            keys.folder.take_back(dossier)
        raise


def _write(
    connection: Connection, where: str, keys: Keys, file: Path, secrets: Secrets
) -> datetime | None:
    """When the backup was made, where it tells."""
    with _opened(file, keys) as reader:
        _refuse_dossiers(connection, where)  # a talk may have begun one meanwhile
        make_anew(connection, where, reader.manifest.schema)
        fill(connection, reader.manifest.tables, reader.rows())
    bring_up_to_date(connection, where)
    for dossier, secret in secrets.items():
        if secret is None:
            forget_rows(connection, dossier)
    return reader.manifest.made_at


def restore_secrets(database: Database, keys: Keys, file: Path) -> list[str]:
    """Put back the secrets that the folder lost, from the copy beside a backup. Whose they are.

    Raises `BackupNotRead`, `NotTheseKeys` or `StoreUnavailable`.
    """
    copy = file.resolve().parent / NAME
    try:
        there, here = read(copy, keys), keys.folder.every()
    except OSError as error:
        raise BackupNotRead(copy, error.strerror or "unknown reason") from None
    with database.reading() as connection:
        query = select(DossierRow.id, DossierRow.wrapped_key)
        lost = {row.id: row.wrapped_key for row in connection.execute(query) if row.id not in here}
    found = {
        dossier: secret
        for dossier, wrapped in lost.items()
        if (secret := there.get(dossier)) and wrapped and _opens(keys, secret, dossier, wrapped)
    }
    with database.files_told():
        keys.folder.put_back(found)
        for dossier in lost:
            if dossier in there and there[dossier] is None:
                keys.folder.destroy(dossier)
    return list(found)
