"""The conversations in the database: where each stands, sealed, and which dossier it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from assistant.security.keys import Keys
from assistant.security.sealing import WrongKeyOrDamaged, seal, unseal
from assistant.store.errors import RecordDamaged
from assistant.store.models import ConversationRow

_one = (
    select(
        ConversationRow.dossier_id,
        ConversationRow.wrapped_key,
        ConversationRow.state,
        ConversationRow.version,
    )
    .where(ConversationRow.id == bindparam("row"))
    .with_for_update()
)
_newest = (
    select(ConversationRow.id, ConversationRow.state)
    .where(ConversationRow.dossier_id == bindparam("dossier"))
    .order_by(ConversationRow.updated_at.desc())
    .limit(1)
)
_elsewhere = (
    select(ConversationRow.id, ConversationRow.version)
    .where(
        ConversationRow.dossier_id == bindparam("dossier"), ConversationRow.id != bindparam("me")
    )
    .with_for_update()
)
_add = insert(ConversationRow)
_change = update(ConversationRow).where(ConversationRow.id == bindparam("row"))
_drop = delete(ConversationRow).where(ConversationRow.id == bindparam("row"))
_forget = delete(ConversationRow).where(ConversationRow.dossier_id == bindparam("dossier"))


def found(connection: Connection, id: str) -> Row[str | None, bytes | None, bytes, int] | None:
    """Its dossier, its own wrapped key, its sealed state and its version; ours until the end."""
    return connection.execute(_one, {"row": id}).one_or_none()


def state_in(sealed: bytes, key: bytes, dossier: str | None, id: str) -> bytes:
    """Where a conversation stands. Raises `RecordDamaged`, in another dossier too."""
    try:
        return unseal(key, sealed, _place(dossier, id))
    except WrongKeyOrDamaged:
        raise RecordDamaged("conversations", id) from None


def newest_state(connection: Connection, key: bytes, dossier: str) -> bytes | None:
    """Where the dossier's newest conversation stands, whichever channel it was on.

    Raises `RecordDamaged`.
    """
    newest = connection.execute(_newest, {"dossier": dossier}).one_or_none()
    return None if newest is None else state_in(newest.state, key, dossier, newest.id)


def write(
    connection: Connection,
    id: str,
    *,
    dossier: str | None,
    key: bytes,
    wrapped: bytes | None,
    state: bytes,
    version: int,
) -> None:
    """That the conversation stands at `state`; of `version` 0 there is no row yet."""
    values = {
        "dossier_id": dossier,
        "wrapped_key": wrapped,
        "state": seal(key, state, _place(dossier, id)),
        "version": version + 1,
        "updated_at": datetime.now(UTC),
    }
    if version:
        connection.execute(_change, {"row": id, **values})
    else:
        connection.execute(_add, {"id": id, **values})


def elsewhere(connection: Connection, dossier: str, me: str) -> Sequence[Row[str, int]]:
    """Every conversation about the dossier but `me`, with its version; theirs until the end."""
    return connection.execute(_elsewhere, {"dossier": dossier, "me": me}).all()


def put_out(connection: Connection, keys: Keys, dossier: str, me: str, state: bytes) -> None:
    """Each of them stands at `state` from now on, without the dossier, sealed by its own key."""
    for id, version in elsewhere(connection, dossier, me):
        key, wrapped = keys.new_conversation(id)
        write(connection, id, dossier=None, key=key, wrapped=wrapped, state=state, version=version)


def drop(connection: Connection, id: str) -> None:
    """Keep nothing of it."""
    connection.execute(_drop, {"row": id})


def forget(connection: Connection, dossier: str) -> None:
    """Keep nothing of those about the dossier."""
    connection.execute(_forget, {"dossier": dossier})


def _place(dossier: str | None, id: str) -> str:
    """Where a sealed state belongs: read in another dossier, it is damaged."""
    return f"conversations/{dossier or '-'}/{id}/state"
