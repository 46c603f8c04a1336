"""Dossiers and conversations, kept a turn at a time: all of a turn, or nothing of it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, insert, select, text, update
from stdnum import luhn

from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.security.dossier_keys import DossierKeys, derived_key
from assistant.security.sealing import WrongKeyOrDamaged, seal, unseal
from assistant.store.database import faults_told, open_database
from assistant.store.errors import (
    DossierForgotten,
    DossierUnknown,
    StoreUnavailable,
    WrongMasterKey,
)
from assistant.store.models import AnswerRow, ConversationRow, DossierRow, VaultRow
from assistant.store.records import from_record, to_record

DIGITS_OF_A_NUMBER = 10  # the last a Luhn check digit; said in pairs, like a telephone
_VAULT_WORD = b"vive voix"
_VAULT_PLACE = "vault/1/sealed"


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier as an operator sees it: never what it holds."""

    id: str
    created_at: datetime
    updated_at: datetime
    answers: int
    forgotten: bool


class Store:
    """One database and its keys. Made by `Store.open`."""

    def __init__(self, engine: Engine, home: Path, master_key: bytes) -> None:
        self._engine = engine
        self.where = str(engine.url.database)
        self.keys = DossierKeys(home / "keys", master_key)
        self._sender_key = derived_key(master_key, "senders")
        self.early_key = derived_key(master_key, "conversations before a dossier")

    @classmethod
    def open(cls, url: str, home: Path, master_key: bytes) -> Store:
        """The store of `url`, SQLite in `home` when it is empty; made or migrated when needed.

        Raises `StoreUnavailable`, `NewerDatabase` and `WrongMasterKey`.
        """
        with faults_told(str(home)):
            store = cls(open_database(url, home), home, master_key)
            store._check_key(derived_key(master_key, "vault"))
        return store

    def _check_key(self, key: bytes) -> None:
        with self._engine.connect() as connection:
            sealed = connection.execute(select(VaultRow.sealed)).scalar()
        if sealed is None:
            with self._engine.begin() as connection:
                word = seal(key, _VAULT_WORD, _VAULT_PLACE)
                connection.execute(insert(VaultRow).values(id=1, sealed=word))
            return
        try:
            unseal(key, sealed, _VAULT_PLACE)
        except WrongKeyOrDamaged:
            raise WrongMasterKey(
                f"{self.where}: begun with another master key. Set the right one; see "
                "VIVEVOIX_MASTER_KEY in the README."
            ) from None

    @contextmanager
    def turn(self, sender: str) -> Iterator[Work]:
        """One turn of `sender`'s conversation: kept whole on leaving, or undone on any error.

        Two turns of one conversation, in whatever processes, come one after the other. Raises
        `StoreUnavailable`.
        """
        conversation = hmac.new(self._sender_key, sender.encode(), hashlib.sha256).hexdigest()
        with faults_told(self.where), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                lock = int(conversation[:15], 16)
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
            yield Work(self, connection, conversation)

    def dossiers(self) -> list[Kept]:
        """Every dossier, oldest first, those forgotten included."""
        count = select(func.count()).where(AnswerRow.dossier_id == DossierRow.id)
        rows = select(
            DossierRow.id, DossierRow.created_at, DossierRow.updated_at, count.scalar_subquery()
        ).order_by(DossierRow.created_at)
        with faults_told(self.where), self._engine.connect() as connection:
            return [
                Kept(id, created, updated, answers, self.keys.key_of(id) is None)
                for id, created, updated, answers in connection.execute(rows)
            ]

    def dossier(self, dossier_id: str) -> Dossier:
        """The current answers. Raises `DossierUnknown` and `DossierForgotten`."""
        return Dossier.of(dossier_id, (answer for answer, _ in self.history(dossier_id)))

    def history(self, dossier_id: str) -> list[tuple[RecordedAnswer, bool]]:
        """Every answer with whether it was superseded, oldest first.

        Raises `DossierUnknown` and `DossierForgotten`.
        """
        with faults_told(self.where), self._engine.connect() as connection:
            key = self.key_in_use(connection, dossier_id)
            rows = select(AnswerRow.number, AnswerRow.superseded_by, AnswerRow.record).where(
                AnswerRow.dossier_id == dossier_id
            )
            return [
                (opened(key, dossier_id, number, record), superseded_by is not None)
                for number, superseded_by, record in connection.execute(
                    rows.order_by(AnswerRow.number)
                )
            ]

    def forget(self, dossier_id: str) -> None:
        """Erase a dossier for good: its key, its answers and its conversations.

        The key goes first, so that a crash in between leaves nothing readable. The dossier's
        number stays, to say that it was erased. Raises `DossierUnknown`.
        """
        with faults_told(self.where), self._engine.begin() as connection:
            self._must_exist(connection, dossier_id)
            self.keys.destroy(dossier_id)
            connection.execute(delete(AnswerRow).where(AnswerRow.dossier_id == dossier_id))
            connection.execute(
                delete(ConversationRow).where(ConversationRow.dossier_id == dossier_id)
            )

    def exists(self, connection: Connection, dossier_id: str) -> bool:
        """Whether there is a dossier of that number, forgotten or not."""
        found = connection.execute(select(DossierRow.id).where(DossierRow.id == dossier_id))
        return found.first() is not None

    def _must_exist(self, connection: Connection, dossier_id: str) -> None:
        if not self.exists(connection, dossier_id):
            raise DossierUnknown(f"{dossier_id}: no such dossier. Run: ./vivevoix dossier list")

    def key_in_use(self, connection: Connection, dossier_id: str) -> bytes:
        """The dossier's key. Raises `DossierUnknown` and `DossierForgotten`."""
        self._must_exist(connection, dossier_id)
        key = self.keys.key_of(dossier_id)
        if key is None:
            raise DossierForgotten(f"{dossier_id}: erased for good; nothing can be read again.")
        return key


def opened(key: bytes, dossier_id: str, number: int, record: bytes) -> RecordedAnswer:
    """An answer from its sealed row. Raises `StoreUnavailable` when the row is not as it was."""
    try:
        return from_record(unseal(key, record, _place(dossier_id, number)))
    except WrongKeyOrDamaged as damaged:
        raise StoreUnavailable(f"{damaged}. Restore a backup.") from None


def _place(dossier_id: str, number: int) -> str:
    return f"answers/{dossier_id}/{number}/record"


class Work:
    """What one turn reads and writes, inside its transaction."""

    def __init__(self, store: Store, connection: Connection, conversation: str) -> None:
        self._store = store
        self._connection = connection
        self._conversation = conversation
        self._numbers: dict[tuple[str, int | None], int] = {}
        self._next_number = 1
        self._dossier: Dossier | None = None
        self._key: bytes | None = None
        row = connection.execute(
            select(ConversationRow.dossier_id, ConversationRow.state).where(
                ConversationRow.id == conversation
            )
        ).first()
        self.state = self._open_state(*row) if row else None

    @property
    def dossier(self) -> Dossier | None:
        """The conversation's dossier with its current answers, None before there is one."""
        return self._dossier

    def begin_dossier(self) -> Dossier:
        """A new dossier for this conversation, its key on disk before the turn is kept."""
        dossier_id = self._free_number()
        self._key = self._store.keys.make(dossier_id)
        now = datetime.now(UTC)
        self._connection.execute(
            insert(DossierRow).values(id=dossier_id, created_at=now, updated_at=now)
        )
        self._dossier = Dossier(dossier_id)
        self._numbers, self._next_number = {}, 1
        return self._dossier

    def record(self, answer: RecordedAnswer) -> None:
        """Keep an answer; the one it supersedes stays in the history.

        Raises `LookupError` before there is a dossier.
        """
        if self._dossier is None or self._key is None:
            raise LookupError("no dossier in this conversation: call begin_dossier first")
        dossier_id, number = self._dossier.id, self._next_number
        sealed = seal(self._key, to_record(answer), _place(dossier_id, number))
        self._connection.execute(
            insert(AnswerRow).values(dossier_id=dossier_id, number=number, record=sealed)
        )
        superseded = self._numbers.get((answer.field, answer.item))
        if superseded is not None:
            self._connection.execute(
                update(AnswerRow)
                .where(AnswerRow.dossier_id == dossier_id, AnswerRow.number == superseded)
                .values(superseded_by=number)
            )
        self._connection.execute(
            update(DossierRow)
            .where(DossierRow.id == dossier_id)
            .values(updated_at=datetime.now(UTC))
        )
        self._numbers[answer.field, answer.item] = number
        self._next_number += 1
        self._dossier.record(answer)

    def save_state(self, state: bytes) -> None:
        """Keep where the conversation stands."""
        row = {
            "dossier_id": self._dossier.id if self._dossier else None,
            "state": seal(self._state_key(), state, self._state_place()),
            "updated_at": datetime.now(UTC),
        }
        here = ConversationRow.id == self._conversation
        if not self._connection.execute(update(ConversationRow).where(here).values(**row)).rowcount:
            self._connection.execute(insert(ConversationRow).values(id=self._conversation, **row))
        self.state = state

    def drop_conversation(self) -> None:
        """Keep nothing of this conversation."""
        self._connection.execute(
            delete(ConversationRow).where(ConversationRow.id == self._conversation)
        )
        self.state = self._dossier = self._key = None

    def bind(self, dossier_id: str) -> None:
        """Go on with an existing dossier in this conversation.

        Raises `DossierUnknown` and `DossierForgotten`.
        """
        self._key = self._store.key_in_use(self._connection, dossier_id)
        self._load(dossier_id)

    def _open_state(self, dossier_id: str | None, sealed: bytes) -> bytes | None:
        if dossier_id is not None:
            self._key = self._store.keys.key_of(dossier_id)
            if self._key is None:  # forgotten while the conversation was open
                self.drop_conversation()
                return None
            self._load(dossier_id)
        try:
            return unseal(self._state_key(), sealed, self._state_place())
        except WrongKeyOrDamaged as damaged:
            raise StoreUnavailable(f"{damaged}. Restore a backup.") from None

    def _load(self, dossier_id: str) -> None:
        key = self._key
        assert key is not None  # noqa: S101, the callers found it
        rows = self._connection.execute(
            select(AnswerRow.number, AnswerRow.record)
            .where(AnswerRow.dossier_id == dossier_id, AnswerRow.superseded_by.is_(None))
            .order_by(AnswerRow.number)
        )
        self._dossier = Dossier(dossier_id)
        for number, record in rows:
            answer = opened(key, dossier_id, number, record)
            self._dossier.record(answer)
            self._numbers[answer.field, answer.item] = number
            self._next_number = number + 1

    def _state_key(self) -> bytes:
        return self._key or self._store.early_key

    def _state_place(self) -> str:
        return f"conversations/{self._conversation}/state"

    def _free_number(self) -> str:
        while True:
            digits = str(secrets.randbelow(9 * 10**8) + 10**8)
            number = digits + luhn.calc_check_digit(digits)
            if not self._store.exists(self._connection, number):
                return number
