"""A dossier's history as lines: what was answered, by whom and when, then superseded or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from assistant.dossier.dossier import RecordedAnswer


def history_lines(history: Iterable[tuple[RecordedAnswer, bool]]) -> Iterator[str]:
    """A line an answer, oldest first. Values are JSON, so that a line stays a line."""
    for answer, superseded in history:
        item = f"[{answer.item}]" if answer.item is not None else ""
        value = json.dumps(answer.value, ensure_ascii=False)
        who = f"{answer.by} {answer.by_name}" if answer.by_name else answer.by
        marks = [
            mark
            for mark, holds in (("confirmed", answer.confirmed), ("superseded", superseded))
            if holds
        ]
        yield "  ".join(
            [
                answer.at.isoformat(timespec="seconds"),
                f"{answer.field}{item}",
                answer.state.value,
                value,
                who,
                answer.channel,
                *marks,
            ]
        )
