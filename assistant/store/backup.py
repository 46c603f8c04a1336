"""Making a backup: one moment of every table in one file, and the secrets beside it.

No secret is in the file, so that an old one brings no erased dossier back: they are in the copy
beside it (`assistant.security.key_copies`). A talk that has no dossier yet is left out: it is the
one thing that the master key opens alone, and a no takes it away for good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, LargeBinary, Table, func, select

from assistant.security import files
from assistant.security.key_copies import NAME, KeyCopies
from assistant.security.keys import Keys
from assistant.store.archive import Manifest, Values, Writer, is_backup
from assistant.store.backup_errors import BackupNotWritten, BackupUnderWay, NotABackup
from assistant.store.database import Database
from assistant.store.filling import HELD_BYTES, MOST_ROWS
from assistant.store.models import Base, ConversationRow, DossierRow
from assistant.store.schema import VERSIONS

_LOCK = ".backup.lock"  # in the key folder: one backup at a time


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in the backup. `lost`: the dossiers whose secrets are nowhere."""

    file: Path
    secrets: Path
    dossiers: int
    lost: list[str]


def back_up(database: Database, keys: Keys, file: Path) -> BackedUp:
    """Put a backup in place of what `file` held, whole or not at all; turns go on meanwhile.

    Raises `BackupNotWritten`, `BackupUnderWay`, `NotABackup`, `NotTheseKeys` or
    `StoreUnavailable`.
    """
    file = file.resolve()
    copies, lock = KeyCopies(keys), keys.folder.path / _LOCK
    try:
        keys.folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with files.locked(lock, wait=False):
            _refuse_other_files(file)
            for left in files.leftovers(file):
                left.unlink()
            made = datetime.now(UTC)
            with files.replacing(file) as unfinished:
                with database.snapshot() as connection:
                    there = _write(connection, unfinished, keys, made)
                copies.note(file.parent)
                forgotten = [dossier for dossier, kept in there.items() if not kept]
                secrets = copies.bring_up_to_date(file.parent, forgotten)
            copies.note(file.parent, made)
    except BlockingIOError:
        raise BackupUnderWay from None
    except OSError as error:
        raise BackupNotWritten(_named(error, file), error.strerror or "unknown reason") from None
    lost = [dossier for dossier in there if dossier not in secrets]
    kept = sum(secrets.get(dossier) is not None for dossier in there)
    return BackedUp(file, file.parent / NAME, kept, lost)


def _named(error: OSError, file: Path) -> Path:
    """What the error is about; the backup itself where it is about its unfinished file."""
    about = Path(error.filename or file)
    return file if about.parent == file.parent else about


def _refuse_other_files(file: Path) -> None:
    if file.name == NAME:
        raise NotABackup(file)
    if file.exists():
        if not file.is_file():
            raise NotABackup(file)
        with file.open("rb") as former:
            if not is_backup(former):
                raise NotABackup(file)


def _write(connection: Connection, file: BinaryIO, keys: Keys, made: datetime) -> dict[str, bool]:
    """Every row; each dossier with whether it was kept, that is not forgotten."""
    tables = Base.metadata.sorted_tables
    columns = {table.name: [column.name for column in table.columns] for table in tables}
    writer = Writer(file, keys, Manifest(VERSIONS[-1], columns, made.isoformat()))
    for table in tables:
        for row in _rows(connection, table):
            writer.add(table.name, row)
    writer.finish()
    query = select(DossierRow.id, DossierRow.wrapped_key.is_not(None))
    return {dossier: kept for dossier, kept in connection.execute(query)}


def _rows(connection: Connection, table: Table) -> Iterator[Values]:
    query = select(table)
    if table.name == ConversationRow.__tablename__:
        query = query.where(table.c.dossier_id.is_not(None))
    at_once = _rows_at_once(connection, table)
    for row in connection.execute(query.execution_options(yield_per=at_once)):
        yield tuple(row)


def _rows_at_once(connection: Connection, table: Table) -> int:
    sizes = [
        func.coalesce(func.max(func.length(column)), 0)
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    ]
    largest = sum(connection.execute(select(*sizes)).one()) if sizes else 0
    return max(1, min(MOST_ROWS, HELD_BYTES // (largest + 1)))
