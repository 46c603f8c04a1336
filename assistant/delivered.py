"""A message delivered twice counts once; one that comes after its turn is not taken for an answer.

What was answered is kept with the conversation's state, so in the same transaction as the answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from assistant.engine.embedded import Uttered

REMEMBERED = 50  # messages of one person, more than can be on their way at once


@dataclass(frozen=True, slots=True)
class Answered:
    """The last messages of one sender that were answered, and the replies to the newest.

    A dossier's talk goes from one sender to another and back: what each of them was answered is
    in the one state, under their own name.
    """

    sender: str
    messages: tuple[int, ...] = ()
    replies: tuple[Uttered, ...] = ()

    @classmethod
    def of(cls, state: bytes | None, sender: str) -> Answered:
        """What a conversation's state remembers of a sender."""
        kept = json.loads(state).get("answered", {}).get(sender) if state else None
        if kept is None:
            return cls(sender)
        replies = tuple(Uttered(text, tuple(choices)) for text, choices in kept["replies"])
        return cls(sender, tuple(kept["messages"]), replies)

    def again(self, message: int) -> tuple[Uttered, ...] | None:
        """What was replied to this very message, if it is the newest one; nothing to an older one.

        None: it was never answered.
        """
        if message not in self.messages:
            return None
        return self.replies if message == max(self.messages) else ()

    def is_late(self, message: int) -> bool:
        """Whether a message that was sent after this one has been answered already."""
        return message < max(self.messages, default=message)

    def and_now(self, message: int, replies: tuple[Uttered, ...]) -> Answered:
        """The same after one more answer."""
        messages = (*self.messages, message)[-REMEMBERED:]
        return Answered(self.sender, messages, replies)

    def kept_in(self, state: bytes, before: bytes | None) -> bytes:
        """The new state with this in it, and with what the one before knew of other senders."""
        kept = json.loads(state)
        known = json.loads(before).get("answered", {}) if before else {}
        replies = [[reply.text, list(reply.choices)] for reply in self.replies]
        mine = {"messages": self.messages, "replies": replies}
        kept["answered"] = {**known, self.sender: mine} if self.messages else known
        return json.dumps(kept, ensure_ascii=False).encode()
