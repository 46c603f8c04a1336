"""The store: the turns of the talk, and the operator's side of the dossiers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select

from assistant.dossier.access import Access, Done
from assistant.dossier.document import Document
from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.security import files
from assistant.security.key_copies import KeyCopies
from assistant.security.key_folder import KeyFolder
from assistant.security.keys import Keys
from assistant.store import answers, documents
from assistant.store.audit import Audit, by_the_operator
from assistant.store.backup import BackedUp, back_up
from assistant.store.database import Database
from assistant.store.erasing import forget_rows
from assistant.store.errors import DossierUnknown, WrongMasterKey
from assistant.store.models import AnswerRow, ConversationRow, DossierRow, VaultRow
from assistant.store.opening import opened
from assistant.store.place import LOCK_FILE, SQLITE_FILE, database_at, make_room
from assistant.store.reach import reached
from assistant.store.reminders import Reminders
from assistant.store.restoring import restore_secrets
from assistant.store.schema import VERSIONS, bring_up_to_date, known_version
from assistant.store.work import Work

__all__ = ["SQLITE_FILE", "Listed", "Store", "Work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A dossier as the operator sees it without opening it. `answers` counts the current ones."""

    id: str
    created_at: datetime
    updated_at: datetime
    answers: int
    forgotten: bool


class Store:
    """Dossiers and conversations, sealed. Use `Store.open`; safe to share between threads."""

    def __init__(self, database: Database, keys: Keys, home: Path) -> None:
        self._database = database
        self._keys = keys
        self.audit = Audit(database, keys, home)
        self._turning: int | None = None

    @classmethod
    def open(cls, url: str, home: Path, master_key: bytes, keys: Path | None = None) -> Store:
        """The store at `url`, made and brought up to date; SQLite in `home` when it is empty.

        The secrets of the dossiers are in `keys`, `home`/keys unless given. Of several processes
        that find nothing yet one makes it: SQLite's own lock, once the first of them writes without
        a pause, may never come to the others.

        Raises `StoreUnavailable`, `NewerDatabase` or `WrongMasterKey`.
        """
        database = database_at(url, home)
        store = cls(database, Keys(master_key, KeyFolder(keys or home / "keys")), home)
        make_room(database, home)
        try:
            if not store._is_ready():
                with database.files_told(), files.locked(home / LOCK_FILE):
                    if not store._is_ready():  # another may have made it meanwhile
                        store._make_ready()
            with database.files_told(), database.reading() as connection:
                store.audit.begin(connection)
        except BaseException:
            database.close()
            raise
        return store

    @property
    def where(self) -> str:
        """The database, as the operator names it; no password."""
        return self._database.where

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    @contextmanager
    def turn(self, sender: str) -> Iterator[Work]:
        """One turn of `sender`: kept whole on leaving, undone whole on any exception.

        On SQLite one turn is written at a time: a turn in another thread or process waits, up to
        5 seconds, then `StoreUnavailable("locked")`. A second turn opened inside a turn of the
        same thread could only wait for itself: RuntimeError.
        """
        me = threading.get_ident()
        if self._database.is_sqlite and self._turning == me:
            raise RuntimeError("a turn is open in this thread: turns on SQLite come one by one")
        work: Work | None = None
        accesses: list[Access] = []
        try:
            with self._database.writing() as connection:
                self._turning = me
                work = Work(connection, self._database, self._keys, self._id_of(sender))
                yield work
                work.finish()
                accesses = work.accesses
                self.audit.add(connection, accesses)
                work = None  # a commit that fails may have been kept: undo no more
        except BaseException:
            if work is not None:
                work.undo()
            raise
        finally:
            if self._turning == me:
                self._turning = None
        if accesses:
            self.audit.follow()

    def write_down(self, id: str, what: Done, detail: str = "") -> None:
        """That the operator is about to read a dossier: what cannot be written may not be read.

        Raises as `dossier` does.
        """
        with self._database.writing() as connection:
            self._key(connection, id)
            self.audit.add(connection, [by_the_operator(what, id, detail)])
        self.audit.follow()

    def dossiers(self) -> list[Listed]:
        """Every dossier, oldest first; the forgotten ones are a number and a date."""
        query = (
            select(
                DossierRow.id,
                DossierRow.wrapped_key.is_(None).label("forgotten"),
                DossierRow.created_at,
                func.max(AnswerRow.at).label("last"),
                func.count(AnswerRow.id).filter(AnswerRow.superseded_by.is_(None)).label("answers"),
            )
            .join_from(DossierRow, AnswerRow, isouter=True)
            .group_by(DossierRow.id)
            .order_by(DossierRow.created_at, DossierRow.id)
        )
        with self._database.reading() as connection, self._database.files_told():
            return [
                Listed(
                    id=row.id,
                    created_at=row.created_at,
                    updated_at=max(row.last or row.created_at, row.created_at),
                    answers=row.answers,
                    forgotten=row.forgotten or self._keys.folder.is_destroyed(row.id),
                )
                for row in connection.execute(query)
            ]

    def dossier(self, id: str) -> Dossier:
        """Its current answers.

        Raises `DossierUnknown`, `DossierForgotten`, `KeyMissing` or `RecordDamaged`.
        """
        return Dossier.of(id, (answer for answer, superseded in self.history(id) if not superseded))

    def history(self, id: str) -> list[tuple[RecordedAnswer, bool]]:
        """Every answer ever given, oldest first, each with whether a newer one superseded it.

        Raises as `dossier` does.
        """
        with self._database.reading() as connection:
            return answers.history(connection, self._key(connection, id), id)

    def reach(self, id: str, channel: str) -> str | None:
        """Where the person of a dossier is reached on `channel`, if they ever talked there.

        Raises as `dossier` does.
        """
        with self._database.reading() as connection:
            return reached(connection, self._key(connection, id), id, channel)

    @contextmanager
    def reminding(self) -> Iterator[Reminders]:
        """The reminders, in a transaction of their own: kept on leaving, undone on an exception."""
        with self._database.writing() as connection:
            yield Reminders(connection, self._keys)

    def scheduling(self) -> tuple[Engine, bytes]:
        """Where the scheduler keeps its job, and the key that seals it there."""
        return self._database.engine, self._keys.scheduler

    def keep_document(self, id: str, document: Document) -> int:
        """Keep a received document in a dossier, and give its number there.

        Raises `DocumentTooLarge` or `DossierFull`, else as `dossier` does. Within a turn, use
        `Work.keep_document`.
        """
        with self._database.writing() as connection:
            held = select(DossierRow.id).where(DossierRow.id == id).with_for_update(key_share=True)
            connection.execute(held)
            number = documents.keep(connection, self._key(connection, id), id, document)
            self.audit.add(connection, [by_the_operator(Done.IMPORTED, id)])
        self.audit.follow()
        return number

    def documents(self, id: str) -> list[Document]:
        """The received documents in the order they came, without bytes. Raises as `dossier`."""
        with self._database.reading() as connection:
            return documents.every(connection, self._key(connection, id), id)

    def document(self, id: str, number: int) -> Document:
        """A received document with its bytes. Raises `DocumentUnknown`, else as `dossier`."""
        with self._database.reading() as connection:
            return documents.one(connection, self._key(connection, id), id, number)

    def forget(self, id: str) -> list[Path]:
        """Erase a dossier for good, in every backup too: its secret is destroyed.

        Returns the copies of secrets that could not be reached: their next backup erases it there.
        The number stays, so that it is never given again. To be run again if it fails, and
        harmless when it was forgotten already. Raises `DossierUnknown` or `StoreUnavailable`.
        """
        with self._database.writing() as connection:
            talks = select(ConversationRow.id).where(ConversationRow.dossier_id == id)
            connection.execute(talks.with_for_update())  # in the order of a turn: no deadlock
            known = select(DossierRow.id).where(DossierRow.id == id).with_for_update()
            if connection.execute(known).one_or_none() is None:
                raise DossierUnknown(id)
            forget_rows(connection, id)
            self.audit.add(connection, [by_the_operator(Done.FORGOTTEN, id)])
            with self._database.files_told():
                self._keys.folder.destroy(id)
        self.audit.follow()
        self._database.empty_journal()
        with self._database.files_told():
            return KeyCopies(self._keys).forget()

    def back_up(self, file: Path) -> BackedUp:
        """Put a backup of everything in `file`, while turns go on. Raises as `back_up` does."""
        return back_up(self._database, self._keys, file)

    def restore_secrets(self, file: Path) -> list[str]:
        """Put back the secrets that were lost. Raises as `restore_secrets` does."""
        return restore_secrets(self._database, self._keys, file)

    def backups(self) -> dict[Path, datetime | None]:
        """The folders where backups were made, each with when the last one was ended."""
        return KeyCopies(self._keys).known()

    def note_restored(self) -> None:
        """That a copy of the database was put back: the audit log goes on from its last line.

        Raises `AuditBroken`.
        """
        self.audit.go_on(by_the_operator(Done.RESTORED, None))

    def _key(self, connection: Connection, id: str) -> bytes:
        query = select(DossierRow.wrapped_key).where(DossierRow.id == id)
        row = connection.execute(query).one_or_none()
        return opened(self._database, self._keys, id, row)

    def _id_of(self, sender: str) -> str:
        return self._keys.conversation_id(sender)

    def _is_ready(self) -> bool:
        """Whether nothing is to be made: then nobody who is writing is waited for."""
        with self._database.reading() as connection:
            version = known_version(connection, self._database.where)
            return version == VERSIONS[-1] and self._knows_the_key(connection)

    def _make_ready(self) -> None:
        with self._database.writing() as connection:
            bring_up_to_date(connection, self._database.where)
            if not self._knows_the_key(connection):
                connection.execute(insert(VaultRow), {"id": 1, "check": self._keys.check()})

    def _knows_the_key(self, connection: Connection) -> bool:
        check = connection.execute(select(VaultRow.check)).scalar_one_or_none()
        if check is not None and not self._keys.fits(check):
            raise WrongMasterKey(self._database.where)
        return check is not None
