"""Who has the floor on one line: what interrupts what, and whether what was heard counts.

Speech interrupts an ordinary prompt, but neither what must be heard out nor a line that hears
itself. What may not have been an answer is told a few times, then left in peace.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from assistant.speech.protocols import Hearing
from assistant.speech.sound import Sound
from channels.spoken.awaited import Awaited
from channels.spoken.ears import Ears
from channels.spoken.inbox import Inbox
from channels.spoken.interruptions import Interruptions
from channels.spoken.line import Line
from channels.spoken.mouth import Mouth
from channels.spoken.noise import Noise
from channels.spoken.rules import Rules
from channels.spoken.waiting import Waiting


@dataclass(slots=True)
class Floor:
    """We speak by the mouth, the person is heard by the ears."""

    line: Line
    rules: Rules
    mouth: Mouth
    ears: Ears
    inbox: Inbox
    waiting: Waiting
    noise: Noise = field(init=False)
    interruptions: Interruptions = field(init=False)
    _by_ear: bool = field(default=False, init=False)
    """Whether what is being answered was heard."""

    def __post_init__(self) -> None:
        """It is quiet at the beginning."""
        self.noise, self.interruptions = Noise(self.rules.misses), Interruptions(self.rules.misses)

    async def give(self, awaited: Awaited) -> None:
        """Say a reply: the person's turn comes with its end, or when they take it."""
        self.waiting.anew()
        self.interruptions.anew()
        told = awaited.told
        if self._by_ear and awaited.replied.in_vain and self.noise.misses == self.rules.misses:
            told = [awaited.loud_room, *told]
        self._by_ear = False
        await self.mouth.say(told, awaited.replied.manner)
        self.ears.expect(awaited.expected)

    async def interrupt(self) -> None:
        """Fall silent, for somebody speaks or presses a key."""
        if self.mouth.is_speaking:
            self.interruptions.came()
        await self.mouth.hush()

    async def heard(self, sound: Sound, awaited: Awaited) -> Hearing | None:
        """What counts of the answer that `sound` ends; None while there is none."""
        if self.mouth.is_speaking and (awaited.replied.heard_out or self._hears_no_interruption):
            self.noise.is_not_heard(_now())
            return None
        fed = self.ears.feed(sound)
        if fed == "nothing":
            return None
        if not self._is_left_in_peace:
            self.waiting.broken(_now())
        if fed == "began":
            if not (self._is_left_in_peace and awaited.can_be_heard):
                await self.interrupt()
            return None
        hearing = await self.ears.understood()
        if self.inbox.has_a_key:  # said and pressed: it counts once
            hearing = None
        elif hearing is None:
            await self._missed(fed, awaited)
        else:
            hearing = self._trusted(hearing, awaited)
        self.ears.expect(awaited.expected)
        return hearing

    def is_replied_to(self, *, in_vain: bool) -> None:
        """To what was heard: words of which nothing came may be a television's."""
        if not self._by_ear:
            return
        if in_vain:
            self.interruptions.missed()
            self.noise.came_to_nothing(_now())
        else:
            self.interruptions.understood()

    def is_touched(self) -> None:
        """Somebody is there, who presses a key or types."""
        self._by_ear = False
        self.noise.forget()

    @property
    def somebody_speaks(self) -> bool:
        """Whether we do, or the person."""
        return self.mouth.is_speaking or (self.ears.hear_somebody and not self._is_left_in_peace)

    @property
    def _is_left_in_peace(self) -> bool:
        """Whether what is heard is taken for the room: a television, music while one holds."""
        return self.noise.is_loud(_now())

    @property
    def _hears_no_interruption(self) -> bool:
        """Whether what comes while we speak is not the person: else no sentence would be heard."""
        in_vain = self.interruptions.are_in_vain or self._is_left_in_peace
        return self.line.hears_itself or in_vain

    def _trusted(self, hearing: Hearing, awaited: Awaited) -> Hearing | None:
        """As far as it counts: who says a name that cannot be heard is no noise."""
        if not awaited.can_be_heard:
            self.noise.forget()
        counts = self.noise.trusted(hearing, awaited.expected, _now())
        self._by_ear = counts is not None
        return counts

    async def _missed(self, sound: Sound, awaited: Awaited) -> None:
        """A sound that may have been no answer: told a few times, then left in peace."""
        again = awaited.put_again if self.interruptions.missed() else []
        is_told = self.noise.missed(_now())
        can_be_heard, manner = awaited.can_be_heard, awaited.replied.manner
        if self._is_left_in_peace and can_be_heard:
            self.ears.was_noise(sound)  # before that it may be somebody to be heard again
        if is_told and self.noise.misses == self.rules.misses and can_be_heard:
            await self.mouth.say([awaited.loud_room, *again], manner)
        elif is_told and (can_be_heard or self.noise.misses < self.rules.misses):
            await self.mouth.say([*awaited.not_heard(), *again], manner)


def _now() -> float:
    return asyncio.get_running_loop().time()
