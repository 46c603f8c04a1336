"""An answer as it is sealed: one JSON object, padded, so that its length tells little."""

from __future__ import annotations

import json
from datetime import datetime

from assistant.dossier.dossier import RecordedAnswer, State
from assistant.security.sealing import WrongKeyOrDamaged, seal, unseal
from assistant.store.errors import RecordDamaged

PADDING = 256  # bytes: short answers all have one length


def sealed(key: bytes, dossier: str, row: int, answer: RecordedAnswer) -> bytes:
    """`answer` for row `row` of `dossier` and no other. Raises ValueError on a naive time."""
    if answer.at.tzinfo is None:
        raise ValueError("an answer's time needs its zone")
    kept = {
        "field": answer.field,
        "item": answer.item,
        "value": answer.value,
        "state": answer.state.value,
        "said": answer.said,
        "by": answer.by,
        "by_name": answer.by_name,
        "channel": answer.channel,
        "at": answer.at.isoformat(),
        "confirmed": answer.confirmed,
    }
    record = json.dumps(kept, separators=(",", ":"), allow_nan=False).encode()
    padded = record.ljust(-(-len(record) // PADDING) * PADDING)
    return seal(key, padded, _place(dossier, row))


def unsealed(key: bytes, dossier: str, row: int, record: bytes) -> RecordedAnswer:
    """The answer. Raises `RecordDamaged` when the row is not what was sealed there."""
    try:
        kept = json.loads(unseal(key, record, _place(dossier, row)))
    except WrongKeyOrDamaged:
        raise RecordDamaged("answers", str(row)) from None
    kept["state"] = State(kept["state"])
    kept["at"] = datetime.fromisoformat(kept["at"])
    return RecordedAnswer(**kept)


def _place(dossier: str, row: int) -> str:
    return f"answers/{dossier}/{row}/record"
