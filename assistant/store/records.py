"""A recorded answer as JSON bytes and back: what is sealed in a row."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from assistant.dossier.dossier import RecordedAnswer, State


def to_record(answer: RecordedAnswer) -> bytes:
    """The JSON of an answer."""
    fields = {**asdict(answer), "state": answer.state.value, "at": answer.at.isoformat()}
    return json.dumps(fields, ensure_ascii=False).encode()


def from_record(record: bytes) -> RecordedAnswer:
    """The answer that `to_record` wrote."""
    fields = json.loads(record)
    fields["state"] = State(fields["state"])
    fields["at"] = datetime.fromisoformat(fields["at"])
    return RecordedAnswer(**fields)
