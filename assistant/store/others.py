"""The other conversations about one dossier, and how they are put out of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, bindparam, select, update

from assistant.security.keys import Keys
from assistant.security.sealing import seal
from assistant.store.models import ConversationRow

_elsewhere = (
    select(ConversationRow.id, ConversationRow.version)
    .where(
        ConversationRow.dossier_id == bindparam("dossier"), ConversationRow.id != bindparam("me")
    )
    .with_for_update()
)
_put_out = update(ConversationRow).where(ConversationRow.id == bindparam("row"))


def state_place(dossier: str | None, conversation: str) -> str:
    """Where a sealed state belongs: read in another dossier, it is damaged."""
    return f"conversations/{dossier or '-'}/{conversation}/state"


def elsewhere(connection: Connection, dossier: str, me: str) -> Sequence[Row[str, int]]:
    """Every conversation about the dossier but `me`, with its version; theirs until the end."""
    return connection.execute(_elsewhere, {"dossier": dossier, "me": me}).all()


def put_out(connection: Connection, keys: Keys, dossier: str, me: str, state: bytes) -> None:
    """Each of them stands at `state` from now on, sealed with a key of its own."""
    for id, version in elsewhere(connection, dossier, me):
        key, wrapped = keys.new_conversation(id)
        values = {
            "dossier_id": None,
            "wrapped_key": wrapped,
            "state": seal(key, state, state_place(None, id)),
            "version": version + 1,
            "updated_at": datetime.now(UTC),
        }
        connection.execute(_put_out, {"row": id, **values})
