"""Received documents, sealed with the dossier's key: what is known of each, and its bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from assistant.dossier.document import (
    LARGEST_DOCUMENT,
    MOST_DOCUMENTS,
    Decision,
    Document,
    Proposal,
)
from assistant.security.sealing import WrongKeyOrDamaged, seal, unseal
from assistant.store.errors import DocumentTooLarge, DocumentUnknown, DossierFull, RecordDamaged
from assistant.store.models import DocumentRow

RECORD_PADDING = 1024  # bytes: short summaries all have one length
CONTENT_PADDING = 4096  # bytes: a known file is not recognised by its exact size
_LENGTH_BYTES = 8  # of the content, before it

_count = select(func.count(DocumentRow.id)).where(DocumentRow.dossier_id == bindparam("dossier"))
_add = insert(DocumentRow).returning(DocumentRow.id)
_fill = update(DocumentRow).where(DocumentRow.id == bindparam("row"))
_every = (
    select(DocumentRow.id, DocumentRow.record)
    .where(DocumentRow.dossier_id == bindparam("dossier"))
    .order_by(DocumentRow.id)
)
_waiting = (
    select(DocumentRow.id, DocumentRow.record)
    .where(DocumentRow.dossier_id == bindparam("dossier"), DocumentRow.pending > 0)
    .order_by(DocumentRow.id)
)
_one = select(DocumentRow.record, DocumentRow.content).where(
    DocumentRow.id == bindparam("row"), DocumentRow.dossier_id == bindparam("dossier")
)
_forget = delete(DocumentRow).where(DocumentRow.dossier_id == bindparam("dossier"))


def keep(connection: Connection, key: bytes, dossier: str, document: Document) -> int:
    """Keep `document`, and give its number.

    Raises `DocumentTooLarge` or `DossierFull`.
    """
    if len(document.content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge(LARGEST_DOCUMENT // 1_000_000)
    if connection.execute(_count, {"dossier": dossier}).scalar_one() >= MOST_DOCUMENTS:
        raise DossierFull(dossier, MOST_DOCUMENTS)
    at = document.received_at or datetime.now(UTC)
    row: int = connection.execute(
        _add, {"dossier_id": dossier, "at": at, "pending": 0, "record": b"", "content": b""}
    ).scalar_one()
    kept = replace(document, received_at=at, size=len(document.content))
    framed = len(kept.content).to_bytes(_LENGTH_BYTES) + kept.content
    content = seal(key, _padded(framed, CONTENT_PADDING), _place(dossier, row, "content"))
    connection.execute(_fill, {"row": row, "content": content, **_record(key, dossier, row, kept)})
    return row


def decide(
    connection: Connection, key: bytes, dossier: str, row: int, place: int, decision: Decision
) -> None:
    """Write down what the person said about one proposal of a document."""
    document = _described(key, dossier, row, _found(connection, dossier, row).record)
    proposals = list(document.proposals)
    proposals[place] = replace(proposals[place], decision=decision)
    document = replace(document, proposals=tuple(proposals))
    connection.execute(_fill, {"row": row, **_record(key, dossier, row, document)})


def every(connection: Connection, key: bytes, dossier: str) -> list[Document]:
    """The documents in the order in which they came, without their bytes."""
    rows = connection.execute(_every, {"dossier": dossier})
    return [_described(key, dossier, row, record) for row, record in rows]


def waiting(connection: Connection, key: bytes, dossier: str) -> list[Document]:
    """Those with a proposal that the person was not asked about yet, without their bytes."""
    rows = connection.execute(_waiting, {"dossier": dossier})
    return [_described(key, dossier, row, record) for row, record in rows]


def one(connection: Connection, key: bytes, dossier: str, row: int) -> Document:
    """A document with its bytes. Raises `DocumentUnknown` or `RecordDamaged`."""
    found = _found(connection, dossier, row)
    document = _described(key, dossier, row, found.record)
    framed = _unsealed(key, dossier, row, "content", found.content)
    length = int.from_bytes(framed[:_LENGTH_BYTES])
    return replace(document, content=framed[_LENGTH_BYTES : _LENGTH_BYTES + length])


def forget(connection: Connection, dossier: str) -> None:
    """Take the rows away; the erasure itself is the key's."""
    connection.execute(_forget, {"dossier": dossier})


def _found(connection: Connection, dossier: str, row: int) -> Any:
    found = connection.execute(_one, {"row": row, "dossier": dossier}).one_or_none()
    if found is None:
        raise DocumentUnknown(dossier, row)
    return found


def _record(key: bytes, dossier: str, row: int, document: Document) -> dict[str, Any]:
    kept = {
        name: value
        for name, value in asdict(document).items()
        if name not in ("content", "number", "received_at", "proposals")
    }
    kept["received_at"] = document.received_at and document.received_at.isoformat()
    kept["proposals"] = [
        {"list_field": p.list_field, "values": dict(p.values), "decision": p.decision.value}
        for p in document.proposals
    ]
    record = json.dumps(kept, separators=(",", ":"), allow_nan=False).encode()
    sealed = seal(key, _padded(record, RECORD_PADDING), _place(dossier, row, "record"))
    return {"record": sealed, "pending": len(document.pending)}


def _described(key: bytes, dossier: str, row: int, record: bytes) -> Document:
    kept = json.loads(_unsealed(key, dossier, row, "record", record))
    kept["received_at"] = datetime.fromisoformat(kept["received_at"])
    kept["proposals"] = tuple(
        Proposal(p["list_field"], p["values"], Decision(p["decision"])) for p in kept["proposals"]
    )
    return Document(**kept, content=b"", number=row)


def _unsealed(key: bytes, dossier: str, row: int, column: str, sealed: bytes) -> bytes:
    try:
        return unseal(key, sealed, _place(dossier, row, column))
    except WrongKeyOrDamaged:
        raise RecordDamaged("documents", str(row)) from None


def _padded(plain: bytes, padding: int) -> bytes:
    return plain.ljust(-(-len(plain) // padding) * padding)


def _place(dossier: str, row: int, column: str) -> str:
    return f"documents/{dossier}/{row}/{column}"
