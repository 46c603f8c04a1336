"""Somebody in the room: hears the loudspeaker, speaks to the microphone, and has a keypad."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy
import pytest

from assistant.answers.kind import Lang
from assistant.bench.rooms import said
from assistant.conversation import Conversation, Replied
from assistant.settings import Settings
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener, Manner, Speaker
from assistant.speech.recognisers import listener
from assistant.speech.sound import HERTZ, Sound, silence
from assistant.speech.whole import Whole
from channels.spoken.prompts import Prompts
from channels.spoken.rules import AT_HOME
from channels.voice import channel, line
from channels.voice.keypad import EV_KEY, EVENT
from channels.voice.trial import ASSISTANT, Card, Recording
from tests.spoken.room import Overheard

VOICES: dict[Lang, str] = {"fr": "fr+f3", "en": "en-us+f4"}
CODES = {
    "1": 79, "2": 80, "3": 81, "4": 75, "5": 76, "6": 77, "7": 71, "8": 72, "9": 73, "0": 82,
    "#": 96, "*": 55,
}  # fmt: skip
WITHIN = 60.0  # seconds, in which what is waited for must come on a busy machine
ANSWERED_IN = 20.0  # seconds after the end of what was said, on a busy machine
NOT_TORN = 0.3  # seconds that the card holds: as long may this process be kept from running
ITS_TURN = 3.0  # seconds of silence, after which somebody speaks who missed the tone
AUDIBLE = 200  # of 32768
HASTE = 3  # times as fast as it would, the assistant speaks: somebody waits a third as long
ECHO = "source=assistant.monitor sink=person latency_msec=20"


def voice(text: str, whose: str = VOICES["fr"]) -> Sound:
    """Another voice than the assistant's, with a moment of room around it."""
    quiet = silence(0.3, HERTZ).pcm
    return Sound(quiet + said(text, whose, 140) + quiet, HERTZ)


def press(keypad: BinaryIO, keys: str) -> None:
    """As the kernel writes it."""
    for key in keys:
        for value in (1, 2, 0):  # pressed, held, let go
            keypad.write(EVENT.pack(0, 0, EV_KEY, CODES[key], value))
        keypad.write(struct.pack("llHHi", 0, 0, 0, 0, 0))  # the kernel's own mark between


class Hasty(Overheard):
    """The assistant's own voice, hastened."""

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        for sound in super().say(written, manner, hertz):
            yield Sound(sound.pcm, HASTE * sound.hertz)


@dataclass
class Ears(Listener):
    """The assistant's own, and what they made of what was said: nothing, or an answer."""

    own: Listener
    heard: asyncio.Queue[bool] = field(default_factory=asyncio.Queue)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    def begin(self, expected: Expected) -> Hearer:
        return Whole(self._tell, expected)

    def _tell(self, sound: Sound, expected: Expected) -> Hearing | None:
        hearing = self.own.hear(sound, expected)
        self._loop.call_soon_threadsafe(self.heard.put_nowait, hearing is not None)
        return hearing

    def understands(self, expected: Expected) -> bool:
        return self.own.understands(expected)

    def asks_in_parts(self, expected: Expected) -> bool:
        return self.own.asks_in_parts(expected)


@dataclass
class Somebody:
    """`replied` is the newest reply; `told` what was said since this person's last turn."""

    card: Card
    room: Recording
    keypad: BinaryIO
    lang: Lang
    talk: asyncio.Task[None]
    replies: asyncio.Queue[Replied]
    overheard: Overheard
    ears: Ears
    may_interrupt: bool
    replied: Replied
    _since: int = 0
    _pressed: float = 0.0

    @property
    def told(self) -> str:
        return " ".join(self.overheard.texts)

    async def is_told(self) -> Replied:
        """Wait for the next reply, whatever is still to be said of it."""
        coming = asyncio.create_task(self.replies.get())
        await asyncio.wait({coming, self.talk}, timeout=WITHIN, return_when="FIRST_COMPLETED")
        assert coming.done(), "no reply came"
        self.replied, self._since = coming.result(), self.room.samples
        return self.replied

    async def hears_the_tone(self) -> None:
        """Wait until the loudspeaker has given it: everything was said. Or until it is silent."""
        async with asyncio.timeout(WITHIN):
            while (after := self.room.tone(self._since)) is None and not self._has_fallen_silent:
                await asyncio.sleep(0.2)
        self._since = after or self.room.samples

    @property
    def _has_fallen_silent(self) -> bool:
        said = numpy.flatnonzero(numpy.abs(self.room.of(ASSISTANT, self._since)) > AUDIBLE)
        return len(said) > 0 and self.room.samples - said[-1] - self._since > ITS_TURN * HERTZ

    async def says(self, text: str, *, more: bool = False) -> Replied | None:
        """Say it, in the room; the reply, None when none comes: not heard, or `more` is asked."""
        self.overheard.texts.clear()
        self._since = self.room.samples
        while not self.ears.heard.empty():
            self.ears.heard.get_nowait()
        await asyncio.to_thread(self.card.say, voice(text, VOICES[self.lang]))
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWERED_IN):
                if await self.ears.heard.get() and not more:
                    self.replied = await self.replies.get()
                    return self.replied
        return None

    async def presses(self, keys: str) -> Replied:
        """Press keys when those before count no more as one's own hand trembling; be answered."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._pressed + AT_HOME.afterthought - loop.time())
        self.overheard.texts.clear()
        press(self.keypad, keys)
        replied = await self.is_told()
        self._pressed = loop.time()
        return replied


@asynccontextmanager
async def somebody_at(
    card: Card,
    conversation: Conversation,
    monkeypatch: pytest.MonkeyPatch,
    lang: Lang,
    *,
    pipe: Path,
    may_interrupt: bool,
) -> AsyncIterator[Somebody]:
    """The assistant talks at the card, which is the one of this process; somebody is there.

    Where they may not interrupt, its own voice comes back by the microphone.
    """
    if not may_interrupt:
        card.control("load-module", "module-loopback", *ECHO.split())
    settings = Settings(keypad=str(pipe), echo_cancelled=may_interrupt, speaking_voice="espeak")
    ears = Ears(listener(settings))
    overheard: list[Overheard] = []

    def prompts(mouth: Speaker) -> Overheard:
        overheard.append(Hasty(Prompts(mouth)))
        return overheard[0]

    async def nothing() -> AsyncIterator[str]:
        await asyncio.Event().wait()
        yield ""

    monkeypatch.setattr(channel, "Prompts", prompts)
    monkeypatch.setattr(channel, "listener", lambda _: ears)
    monkeypatch.setattr(line, "LAG", NOT_TORN)
    monkeypatch.setattr(line, "HEARD_LAG", NOT_TORN)
    os.mkfifo(pipe)
    replies: asyncio.Queue[Replied] = asyncio.Queue()
    talk = asyncio.create_task(
        channel.talk(
            await channel.room(settings), nothing(), conversation, settings, None, "home",
            replies.put_nowait,
        )
    )  # fmt: skip
    try:
        with card.recording() as room, os.fdopen(os.open(pipe, os.O_RDWR), "wb", 0) as keypad:
            first = await asyncio.wait_for(replies.get(), WITHIN)
            yield Somebody(
                card, room, keypad, lang, talk, replies, overheard[0], ears, may_interrupt, first
            )
    finally:
        talk.cancel()
        with suppress(asyncio.CancelledError):
            await talk
