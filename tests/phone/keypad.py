"""Somebody who completes a dossier by telephone with nothing but the keypad."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from assistant.conversation import Conversation, Replied, Said
from assistant.steps import QUESTIONS
from tests.people import LISTS
from tests.phone.caller import Caller

MOST_TURNS = 120  # an essential dossier takes about sixty
BY_KIND = {"date": "12051942", "past_date": "1971#", "phone": "0612345678", "yes_no": "1"}
KEYS = {"welcome.speech_rate": "2", "review.next_on": "24112027"}
LATER = "#"  # a name or a text: keys cannot say it
NONE_OR_NO_MORE = "2"


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
        """Answer the open question; `given` are those that were answered before."""
        keys = keys_for(replied, given)
        given.add(str(replied.asking))
        return await self.presses(keys)


def keys_for(replied: Replied, given: set[str]) -> str:
    """What answers the open question."""
    asking = str(replied.asking)
    if replied.expected.confirming:
        return "#"
    if asking in LISTS:
        return NONE_OR_NO_MORE if asking in given else "1"
    if asking in KEYS:
        return KEYS[asking]
    kind = QUESTIONS[asking].kind.name
    if kind == "choice":
        return "1#" if asking.endswith(".relation") else "1"  # of more than nine
    return BY_KIND.get(kind, LATER)
