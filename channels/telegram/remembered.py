"""What the channel remembers of one chat, in the sealed notes of the assistant."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.answers.kind import Lang
from assistant.speech.protocols import Part

DELETABLE = 48 * 3600 - 600  # seconds: Telegram deletes for a bot up to 48 hours (Bot API 9)
MOST_MESSAGES = 2000  # of two days, beyond which the oldest are let go
HANDLED = 50  # the last ones, to know a redelivery


@dataclass(slots=True)
class Remembered:
    """A chat between two turns.

    `agreed` is None until the person answered whether to talk of their health here. `deciding` is
    what a yes or a no would now be about. `begun_with` waits for the yes: a hand-over code.
    `asking` and `confirming` tell what a voice message may answer. `last_paper` is the document
    received last, `naming` the one whose title is awaited. `messages`: number and Unix time.
    `apart` holds the parts heard of a date that is said in several voice messages, None when no
    part was asked for.
    """

    agreed: bool | None = None
    deciding: str = ""
    deciding_under: int | None = None
    begun_with: str = ""
    aloud: bool = False
    lang: Lang | None = None
    asking: str | None = None
    confirming: bool = False
    naming: int | None = None
    last_paper: int | None = None
    apart: dict[Part, str] | None = None
    handled: list[str] = field(default_factory=list)
    messages: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def from_notes(cls, notes: dict[str, Any]) -> Remembered:
        """The inverse of `to_notes`; a new one from empty notes."""
        kept = cls(**notes)
        kept.messages = [(number, at) for number, at in kept.messages]
        return kept

    def to_notes(self) -> dict[str, Any]:
        """A JSON object."""
        return asdict(self)

    def done(self, key: str) -> None:
        """Something that arrived was replied to."""
        self.handled = [*self.handled, key][-HANDLED:]

    def stands_here(self, *messages: int) -> None:
        """Messages that now stand in the chat, and can be deleted for two days."""
        now = int(time.time())
        both = [*self.messages, *((number, now) for number in messages)]
        self.messages = [(n, at) for n, at in both if now - at < DELETABLE][-MOST_MESSAGES:]
