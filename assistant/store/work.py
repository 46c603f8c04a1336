"""One turn of talk in the database: everything that it changes is kept, or nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select, text

from assistant.dossier.access import Access
from assistant.dossier.document import Decision, Document
from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.security.keys import Keys
from assistant.security.sealing import WrongKeyOrDamaged
from assistant.store import answers, audit, conversations, documents
from assistant.store.database import Database
from assistant.store.errors import DossierForgotten, RecordDamaged
from assistant.store.models import DossierRow
from assistant.store.number import new_number
from assistant.store.opening import opened
from assistant.store.reach import forget_reach, keep_reached, reached
from assistant.store.reminders import Reminders
from assistant.store.ways_back import WaysBack, forget_handovers

_one_person_at_a_time = text("SELECT pg_advisory_xact_lock(:lock)")
_dossier = (
    select(DossierRow.wrapped_key)
    .where(DossierRow.id == bindparam("row"))
    .with_for_update(key_share=True)
)
_add_dossier = insert(DossierRow)


class Work:
    """What one turn reads and writes. Made by `Store.turn`, and of no use after it."""

    def __init__(self, connection: Connection, database: Database, keys: Keys, id: str) -> None:
        self._connection = connection
        self._database = database
        self._keys = keys
        self._id = id
        self.ways_back = WaysBack(connection, keys)
        self.reminders = Reminders(connection, keys)
        self.accesses: list[Access] = []
        """What is written into the audit log with this turn."""
        self._key: bytes | None = None
        self._dossier_id: str | None = None
        self._dossier: Dossier | None = None
        self._rows: dict[tuple[str, int | None], int] = {}
        self._version = 0
        self._wrapped: bytes | None = None
        self._state: bytes | None = None
        self._changed = self._dropped = False
        self._made: str | None = None
        self._read()

    @property
    def state(self) -> bytes | None:
        """Where the conversation stood, or stands after `save_state`; None: it has not begun."""
        return self._state or None

    @property
    def dossier_id(self) -> str | None:
        """The number of the dossier that the conversation is about."""
        return self._dossier_id

    @property
    def dossier(self) -> Dossier | None:
        """The current answers, read at the first use. Raises `RecordDamaged`."""
        if self._dossier is None and self._dossier_id is not None:
            self._dossier = self._load(self._dossier_id)
        return self._dossier

    def save_state(self, state: bytes) -> None:
        """Where the conversation stands now. After `drop_conversation`, nothing is kept."""
        if not self._dropped:
            self._state = state
            self._changed = True

    def drop_conversation(self) -> None:
        """Keep nothing of this conversation, this turn's later `save_state` included.

        A dossier that it was about stays: `Store.forget` is what erases one.
        """
        self._dropped = True
        self._leave()

    def begin_dossier(self) -> Dossier:
        """A new, empty dossier for this conversation. RuntimeError when it has one already."""
        if self._dossier_id is not None or self._dropped:
            raise RuntimeError("the conversation has a dossier already, or was dropped")
        with self._database.files_told():
            while True:
                number = new_number()
                if (made := self._keys.new_dossier(number)) is not None:
                    break
        self._made = number
        self._key, wrapped = made
        self._connection.execute(
            _add_dossier, {"id": number, "wrapped_key": wrapped, "created_at": datetime.now(UTC)}
        )
        self._belong_to(number)
        self._dossier = Dossier(number)
        return self._dossier

    def bind(self, dossier_id: str) -> None:
        """Go on with an existing dossier, where its newest conversation stands.

        The person proved that it is theirs. Raises `DossierUnknown` or `DossierForgotten`.
        """
        if self._dropped:
            raise RuntimeError("the conversation was dropped")
        key = self._dossier_key(dossier_id)
        if dossier_id == self._dossier_id:
            return
        self._leave(keep_state=True)
        self._key = key
        newest = conversations.newest_state(self._connection, key, dossier_id)
        self._state = newest or self._state
        self._belong_to(dossier_id)

    def open_elsewhere(self) -> bool:
        """Whether another conversation is about the dossier. RuntimeError without a dossier."""
        _, dossier = self._opened_dossier()
        return bool(conversations.elsewhere(self._connection, dossier, self._id))

    def put_others_out(self, state: bytes) -> None:
        """Every other conversation about the dossier stands at `state` from now on, without it.

        A code of passage that is on its way opens nothing, and nobody is reached where another may
        have come in. To be called after `WaysBack.set_secret_code`, whose row whoever comes in by
        the old code holds until they are in. RuntimeError without a dossier.
        """
        _, dossier = self._opened_dossier()
        forget_handovers(self._connection, dossier)
        forget_reach(self._connection, dossier)
        conversations.put_out(self._connection, self._keys, dossier, self._id, state)

    def record(self, answer: RecordedAnswer) -> None:
        """Keep `answer`; the current one for the same question stays, superseded.

        RuntimeError without a dossier, ValueError when its time has no zone.
        """
        dossier = self.dossier
        if dossier is None or self._key is None:
            raise RuntimeError("no dossier yet: begin_dossier or bind comes first")
        place = answer.field, answer.item
        old = self._rows.get(place)
        self._rows[place] = answers.add(self._connection, self._key, dossier.id, answer, old)
        dossier.record(answer)

    def reach(self, channel: str) -> str | None:
        """Where the person is reached on `channel`, if they ever talked there.

        RuntimeError without a dossier; raises `RecordDamaged`.
        """
        return reached(self._connection, *self._opened_dossier(), channel)

    def keep_reach(self, channel: str, address: str) -> None:
        """Where the person is reached on `channel` from now on. RuntimeError without a dossier."""
        keep_reached(self._connection, *self._opened_dossier(), channel, address)

    def keep_document(self, document: Document) -> int:
        """Keep a received document with this turn, and give its number.

        Raises `DocumentTooLarge` or `DossierFull`; RuntimeError without a dossier.
        """
        return documents.keep(self._connection, *self._opened_dossier(), document)

    def documents(self) -> list[Document]:
        """The received documents in the order they came, without bytes."""
        return documents.every(self._connection, *self._opened_dossier())

    def documents_waiting(self) -> list[Document]:
        """Those with a proposal that the person was not asked about yet, without bytes."""
        return documents.waiting(self._connection, *self._opened_dossier())

    def document(self, number: int) -> Document:
        """A received document with its bytes. Raises `DocumentUnknown`."""
        return documents.one(self._connection, *self._opened_dossier(), number)

    def rename_document(self, number: int, title: str) -> None:
        """Give a received document the title that the person chose. Raises `DocumentUnknown`."""
        documents.rename(self._connection, *self._opened_dossier(), number, title)

    def decide(self, number: int, place: int, decision: Decision) -> None:
        """Keep what the person said about the proposal at `place` of document `number`."""
        documents.decide(self._connection, *self._opened_dossier(), number, place, decision)

    def accessed(self, most: int) -> list[Access]:
        """Who did what with the dossier before this turn, the newest first. As `document`."""
        _, dossier = self._opened_dossier()
        return audit.about(self._connection, dossier, most)

    def finish(self) -> None:
        """Write what is left to write. Called by `Store`."""
        if self._dropped:
            conversations.drop(self._connection, self._id)
        elif self._changed:
            self._write()

    def undo(self) -> None:
        """Take back what the transaction does not: the key of a dossier that is not kept."""
        if self._made is not None:
            with suppress(OSError):  # 32 random bytes that open nothing may stay
                self._keys.folder.take_back(self._made)

    def _read(self) -> None:
        if not self._database.is_sqlite:
            lock = int.from_bytes(bytes.fromhex(self._id[:16]), signed=True)
            self._connection.execute(_one_person_at_a_time, {"lock": lock})
        row = conversations.found(self._connection, self._id)
        if row is None:
            return
        self._dossier_id, self._wrapped, state, self._version = row
        try:
            if self._dossier_id is not None:
                self._key = self._dossier_key(self._dossier_id)
            elif self._wrapped is not None:
                self._key = self._keys.conversation(self._id, self._wrapped)
        except WrongKeyOrDamaged:
            raise RecordDamaged("conversations", self._id) from None
        except DossierForgotten:  # a backup brought back what was forgotten since
            conversations.drop(self._connection, self._id)
            self._leave()
            return
        if self._key is None:
            raise RecordDamaged("conversations", self._id)
        self._state = conversations.state_in(state, self._key, self._dossier_id, self._id)
        if self._dossier_id is not None:  # the talk may have gone on elsewhere since
            newest = conversations.newest_state(self._connection, self._key, self._dossier_id)
            self._state = newest or self._state

    def _write(self) -> None:
        if self._key is None:
            self._key, self._wrapped = self._keys.new_conversation(self._id)
        assert self._state is not None  # noqa: S101
        conversations.write(
            self._connection,
            self._id,
            dossier=self._dossier_id,
            key=self._key,
            wrapped=self._wrapped,
            state=self._state,
            version=self._version,
        )

    def _load(self, dossier_id: str) -> Dossier:
        if self._key is None:
            raise RuntimeError("a dossier without its key")
        dossier = Dossier(dossier_id)
        for row, answer in answers.current(self._connection, self._key, dossier_id):
            self._rows[answer.field, answer.item] = row
            dossier.record(answer)
        return dossier

    def _opened_dossier(self) -> tuple[bytes, str]:
        if self._key is None or self._dossier_id is None:
            raise RuntimeError("no dossier yet: begin_dossier or bind comes first")
        return self._key, self._dossier_id

    def _dossier_key(self, dossier_id: str) -> bytes:
        row = self._connection.execute(_dossier, {"row": dossier_id}).one_or_none()
        return opened(self._database, self._keys, dossier_id, row)

    def _belong_to(self, dossier_id: str) -> None:
        """Of a dossier from now on: the conversation's own key is no more."""
        self._dossier_id = dossier_id
        self._wrapped = None
        if self._state is None:
            self._state = b""
        self._changed = True

    def _leave(self, *, keep_state: bool = False) -> None:
        self._key = self._dossier = self._dossier_id = self._wrapped = None
        self._rows = {}
        if not keep_state:
            self._state, self._changed, self._version = None, False, 0
