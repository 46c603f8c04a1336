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
_numbered = (
    select(DocumentRow.id, func.row_number().over(order_by=DocumentRow.id).label("number"))
    .where(DocumentRow.dossier_id == bindparam("dossier"))
    .subquery()
)
"""Documents are numbered from 1 in each dossier; none is ever taken away alone."""
_every = (
    select(_numbered.c.number, DocumentRow.id, DocumentRow.record)
    .join_from(_numbered, DocumentRow, _numbered.c.id == DocumentRow.id)
    .order_by(DocumentRow.id)
)
_waiting = _every.where(DocumentRow.pending > 0)
_one = _every.add_columns(DocumentRow.content).where(_numbered.c.number == bindparam("number"))
_forget = delete(DocumentRow).where(DocumentRow.dossier_id == bindparam("dossier"))


def keep(connection: Connection, key: bytes, dossier: str, document: Document) -> int:
    """Keep `document`, and give its number in the dossier, whose row the caller holds.

    Raises `DocumentTooLarge` or `DossierFull`.
    """
    if len(document.content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge(LARGEST_DOCUMENT // 1_000_000)
    before: int = connection.execute(_count, {"dossier": dossier}).scalar_one()
    if before >= MOST_DOCUMENTS:
        raise DossierFull(dossier, MOST_DOCUMENTS)
    at = document.received_at or datetime.now(UTC)
    row: int = connection.execute(
        _add, {"dossier_id": dossier, "at": at, "pending": 0, "record": b"", "content": b""}
    ).scalar_one()
    kept = replace(document, received_at=at, size=len(document.content))
    framed = len(kept.content).to_bytes(_LENGTH_BYTES) + kept.content
    content = seal(key, _padded(framed, CONTENT_PADDING), _place(dossier, row, "content"))
    connection.execute(_fill, {"row": row, "content": content, **_record(key, dossier, row, kept)})
    return before + 1


def decide(
    connection: Connection, key: bytes, dossier: str, number: int, place: int, decision: Decision
) -> None:
    """Write down what the person said about one proposal of a document."""
    found = _found(connection, dossier, number)
    document = _described(key, dossier, found)
    proposals = list(document.proposals)
    proposals[place] = replace(proposals[place], decision=decision)
    document = replace(document, proposals=tuple(proposals))
    changed = _record(key, dossier, found.id, document)
    connection.execute(_fill, {"row": found.id, **changed})


def rename(connection: Connection, key: bytes, dossier: str, number: int, title: str) -> None:
    """Give a document another title. Raises `DocumentUnknown` or `RecordDamaged`."""
    found = _found(connection, dossier, number)
    document = replace(_described(key, dossier, found), title=title)
    connection.execute(_fill, {"row": found.id, **_record(key, dossier, found.id, document)})


def every(connection: Connection, key: bytes, dossier: str) -> list[Document]:
    """The documents in the order in which they came, without their bytes."""
    rows = connection.execute(_every, {"dossier": dossier})
    return [_described(key, dossier, row) for row in rows]


def waiting(connection: Connection, key: bytes, dossier: str) -> list[Document]:
    """Those with a proposal that the person was not asked about yet, without their bytes."""
    rows = connection.execute(_waiting, {"dossier": dossier})
    return [_described(key, dossier, row) for row in rows]


def one(connection: Connection, key: bytes, dossier: str, number: int) -> Document:
    """A document with its bytes. Raises `DocumentUnknown` or `RecordDamaged`."""
    found = _found(connection, dossier, number)
    framed = _unsealed(key, dossier, found.id, "content", found.content)
    length = int.from_bytes(framed[:_LENGTH_BYTES])
    content = framed[_LENGTH_BYTES : _LENGTH_BYTES + length]
    return replace(_described(key, dossier, found), content=content)


def forget(connection: Connection, dossier: str) -> None:
    """Take the rows away; the erasure itself is the key's."""
    connection.execute(_forget, {"dossier": dossier})


def _found(connection: Connection, dossier: str, number: int) -> Any:
    found = connection.execute(_one, {"number": number, "dossier": dossier}).one_or_none()
    if found is None:
        raise DocumentUnknown(dossier, number)
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


def _described(key: bytes, dossier: str, found: Any) -> Document:
    kept = json.loads(_unsealed(key, dossier, found.id, "record", found.record))
    kept["received_at"] = datetime.fromisoformat(kept["received_at"])
    kept["proposals"] = tuple(
        Proposal(p["list_field"], p["values"], Decision(p["decision"])) for p in kept["proposals"]
    )
    return Document(**kept, content=b"", number=found.number)


def _unsealed(key: bytes, dossier: str, row: int, column: str, sealed: bytes) -> bytes:
    try:
        return unseal(key, sealed, _place(dossier, row, column))
    except WrongKeyOrDamaged:
        raise RecordDamaged("documents", str(row)) from None


def _padded(plain: bytes, padding: int) -> bytes:
    return plain.ljust(-(-len(plain) // padding) * padding)


def _place(dossier: str, row: int, column: str) -> str:
    return f"documents/{dossier}/{row}/{column}"
