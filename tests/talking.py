"""A person who talks with the assistant in a test."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.conversation import Conversation, Replied, Said
from tests.people import LISTS

LONGEST_DIALOGUE = 250  # turns; a whole dossier takes about 120


@dataclass
class Person:
    """One sender on one channel. `says` gives the reply; `last` is the newest one."""

    conversation: Conversation
    name: str = "person"
    lang: str | None = None
    channel: str = "test"
    last: Replied | None = None
    asked: list[tuple[str | None, bool]] = field(default_factory=list)

    def says(self, text: str) -> Replied:
        """Say something, and hear the reply."""
        return self._turn(Said(sender=self.name, channel=self.channel, text=text, lang=self.lang))

    def presses(self, keys: str) -> Replied:
        """Press keys, and hear the reply."""
        return self._turn(Said(sender=self.name, channel=self.channel, keys=keys, lang=self.lang))

    def _turn(self, said: Said) -> Replied:
        self.last = asyncio.run(self.conversation.turn(said))
        self.asked.append((self.last.asking, self.last.confirming))
        return self.last

    def heard(self) -> str:
        """Everything in the last reply, as one text."""
        assert self.last is not None
        return " ".join(reply.text for reply in self.last.replies)

    def answers(self, answers: Mapping[str, str], until: str | None = None) -> None:
        """Answer each question from `answers`, saying yes to each read-back.

        Ends when `until` is asked, or when nothing is. Each list gets one item.
        """
        given: set[str] = set()
        for _ in range(LONGEST_DIALOGUE):
            assert self.last is not None
            asking = self.last.asking
            if asking == until and not self.last.confirming:
                return
            if asking is None:
                assert until is None, f"{until} is never asked: {self.heard()}"
                return
            if self.last.confirming:
                self.says("oui")
            elif asking in LISTS and asking in given:
                self.says("non, c'est tout")
            else:
                given.add(asking)
                before = self.last
                self.says(answers[asking])
                stuck = self.last.asking == asking and not self.last.confirming
                stuck &= asking != "review.confirmed"  # another topic is read back
                assert not stuck, f"{asking}: « {answers[asking]} » → {self.heard()} {before.step}"
        raise AssertionError(f"still asking {self.last and self.last.asking}")
