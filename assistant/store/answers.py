"""The answers of a dossier in the database: added, and superseded, never changed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from assistant.dossier.dossier import RecordedAnswer
from assistant.store import records
from assistant.store.models import AnswerRow

_of_the_dossier = AnswerRow.dossier_id == bindparam("dossier")
_every = (
    select(AnswerRow.id, AnswerRow.record, AnswerRow.superseded_by)
    .where(_of_the_dossier)
    .order_by(AnswerRow.id)
)
_current = _every.where(AnswerRow.superseded_by.is_(None))
_add = insert(AnswerRow).returning(AnswerRow.id)
_fill = update(AnswerRow).where(AnswerRow.id == bindparam("row"))
_forget = delete(AnswerRow).where(_of_the_dossier)


def add(
    connection: Connection, key: bytes, dossier: str, answer: RecordedAnswer, old: int | None
) -> int:
    """Keep `answer`, and give its row; the one in row `old` stays, superseded.

    Raises ValueError when its time has no zone.
    """
    if answer.at.tzinfo is None:
        raise ValueError("an answer's time needs its zone")
    empty = {"dossier_id": dossier, "at": answer.at, "record": b""}
    row: int = connection.execute(_add, empty).scalar_one()
    connection.execute(_fill, {"row": row, "record": records.sealed(key, dossier, row, answer)})
    if old is not None:
        connection.execute(_fill, {"row": old, "superseded_by": row})
    return row


def current(
    connection: Connection, key: bytes, dossier: str
) -> Iterator[tuple[int, RecordedAnswer]]:
    """Those that nothing superseded, each with its row, oldest first. Raises `RecordDamaged`."""
    for row, record, _ in connection.execute(_current, {"dossier": dossier}):
        yield row, records.unsealed(key, dossier, row, record)


def history(connection: Connection, key: bytes, dossier: str) -> list[tuple[RecordedAnswer, bool]]:
    """Every one, oldest first, each with whether a newer one superseded it.

    Raises `RecordDamaged`.
    """
    return [
        (records.unsealed(key, dossier, row, record), superseded_by is not None)
        for row, record, superseded_by in connection.execute(_every, {"dossier": dossier})
    ]


def forget(connection: Connection, dossier: str) -> None:
    """Take the rows away; the secret of the dossier is what erases them."""
    connection.execute(_forget, {"dossier": dossier})
