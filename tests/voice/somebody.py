"""Somebody in the room: hears the loudspeaker, speaks to the microphone, and has a keypad."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from assistant.answers.kind import Lang
from assistant.bench.rooms import HERTZ, said
from assistant.conversation import Conversation, Replied
from assistant.settings import Settings
from assistant.speech.sound import Sound, silence
from channels.spoken.prompts import Prompts
from channels.spoken.rules import AT_HOME
from channels.voice import channel
from channels.voice.keypad import EV_KEY, EVENT
from channels.voice.trial import Card, Recording
from tests.spoken.room import Overheard

VOICES: dict[Lang, str] = {"fr": "fr+f3", "en": "en-us+f4"}
CODES = {
    "1": 79, "2": 80, "3": 81, "4": 75, "5": 76, "6": 77, "7": 71, "8": 72, "9": 73, "0": 82,
    "#": 96, "*": 55,
}  # fmt: skip
WITHIN = 60.0  # seconds, in which what is waited for must come on a busy machine
ANSWERED_IN = 5.0  # seconds after the end of what was said


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
    may_interrupt: bool
    replied: Replied | None = None
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
        """Wait until the loudspeaker has given it: everything was said."""
        async with asyncio.timeout(WITHIN):
            while (after := self.room.tone(self._since)) is None:
                await asyncio.sleep(0.1)
        self._since = after

    async def says(self, text: str) -> Replied | None:
        """Say it, in the room; the reply, or None when none comes."""
        self.overheard.texts.clear()
        self._since = self.room.samples
        await asyncio.to_thread(self.card.say, voice(text, VOICES[self.lang]))
        with suppress(TimeoutError):
            self.replied = await asyncio.wait_for(self.replies.get(), ANSWERED_IN)
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
    """The assistant talks at the card, which is the one of this process; somebody is there."""
    overheard: list[Overheard] = []

    def prompts(mouth: object) -> Overheard:
        overheard.append(Overheard(Prompts(mouth)))  # type: ignore[arg-type]
        return overheard[0]

    async def nothing() -> AsyncIterator[str]:
        await asyncio.Event().wait()
        yield ""

    monkeypatch.setattr(channel, "Prompts", prompts)
    settings = Settings(keypad=str(pipe), echo_cancelled=may_interrupt, speaking_voice="espeak")
    os.mkfifo(pipe)
    replies: asyncio.Queue[Replied] = asyncio.Queue()
    talk = asyncio.create_task(
        channel.talk(
            channel.room(settings), nothing(), conversation, settings, None, "home",
            replies.put_nowait,
        )
    )  # fmt: skip
    try:
        with card.recording() as room, os.fdopen(os.open(pipe, os.O_RDWR), "wb", 0) as keypad:
            first = await asyncio.wait_for(replies.get(), WITHIN)
            yield Somebody(
                card, room, keypad, lang, talk, replies, overheard[0], may_interrupt, first
            )
    finally:
        talk.cancel()
        with suppress(asyncio.CancelledError):
            await talk
