"""Somebody who completes a dossier by telephone with nothing but the keypad."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from assistant.conversation import Conversation, Replied, Said
from tests.answering import by_keys
from tests.phone.caller import Caller

MOST_TURNS = 120  # an essential dossier takes about sixty


class Watched(Conversation):
    """A conversation of which the test sees every turn, by who had it."""

    turns: dict[str, list[tuple[Said, Replied]]]

    async def turn(self, said: Said) -> Replied:
        """As `Conversation`."""
        replied = await super().turn(said)
        self.turns.setdefault(said.sender, []).append((said, replied))
        return replied


@dataclass
class ByKeys:
    """Answers each question by keys; `asked` is what was asked, in order."""

    caller: Caller
    conversation: Watched
    sender: str
    asked: list[str | None] = field(default_factory=list)

    @property
    def turns(self) -> list[tuple[Said, Replied]]:
        """Those of this call."""
        return self.conversation.turns.get(self.sender, [])

    async def presses(self, keys: str) -> Replied:
        """Press, and wait for the reply."""
        before = len(self.turns)
        await self.caller.presses(keys, pause=0.03)
        return await self.replied(before)

    async def replied(self, before: int) -> Replied:
        """The reply that follows the first `before`."""
        while len(self.turns) <= before:
            await asyncio.sleep(0.01)
        return self.turns[-1][1]

    async def begins(self) -> Replied:
        """A new dossier."""
        await self.replied(0)
        return await self.presses("2")

    async def answers(self, replied: Replied, until: str | None = None) -> Replied:
        """Go on to the question `until`, or to the end."""
        given: set[str] = set()
        for _ in range(MOST_TURNS):
            asking = replied.asking
            self.asked.append(asking)
            if asking == until and not replied.confirming:
                return replied
            assert asking is not None, f"{until} is never asked"
            replied = await self.answers_one(replied, given)
        raise AssertionError(f"still asking {replied.asking}")

    async def answers_one(self, replied: Replied, given: set[str]) -> Replied:
        """Answer the open question; `given` are the lists begun."""
        return await self.presses(by_keys(replied, given))
