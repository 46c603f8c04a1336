"""Voice messages: heard by the assistant's recogniser, answered by its voice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from assistant.speech.protocols import Expected, Hearing, Listener, Manner, Speaker
from assistant.speech.voice import VoiceFailed
from channels.telegram.ogg import NoSound, from_ogg, to_ogg

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 120  # seconds; a longer one is no answer to one question


@dataclass(frozen=True, slots=True)
class NotHeard:
    """Why a voice message gave no words; `sentence` is the key of what is said about it."""

    sentence: str


class Voice:
    """Ears and mouth, loaded at the first use: loading takes seconds, and memory."""

    def __init__(
        self, listener: Callable[[], Listener | None], speaker: Callable[[], Speaker | None]
    ) -> None:
        """Each makes its part, or gives None when this machine has none."""
        self._make_listener, self._make_speaker = listener, speaker
        self._listener: Listener | None = None
        self._speaker: Speaker | None = None
        self._loading, self._hearing = asyncio.Lock(), asyncio.Lock()

    async def hear(self, ogg: bytes, expected: Expected) -> Hearing | NotHeard:
        """What may have been said in a voice message, likeliest first."""
        try:
            sound = await from_ogg(ogg)
        except NoSound:
            return NotHeard("telegram_voice_unreadable")
        listener = await self._ears()
        if listener is None:
            return NotHeard("telegram_no_ears")
        async with self._hearing:
            hearing = await asyncio.to_thread(listener.hear, sound, expected)
        if hearing is None or not hearing.texts or not hearing.texts[0].strip():
            return NotHeard("telegram_not_heard")
        return hearing

    async def say(self, text: str, manner: Manner) -> bytes | None:
        """OGG/Opus that says `text`; None when it cannot be said, and the text has to do."""
        speaker = await self._mouth()
        if speaker is None:
            return None
        try:
            sounds = await asyncio.to_thread(lambda: list(speaker.say(text, manner)))
            return await to_ogg(sounds)
        except VoiceFailed as failed:
            log.warning("voice message not made: %s", failed)
            return None
        except NoSound:
            log.warning("voice message not made: check that ffmpeg is installed")
            return None

    async def _ears(self) -> Listener | None:
        async with self._loading:
            if self._listener is None:
                self._listener = await asyncio.to_thread(self._make_listener)
            return self._listener

    async def _mouth(self) -> Speaker | None:
        async with self._loading:
            if self._speaker is None:
                self._speaker = await asyncio.to_thread(self._make_speaker)
            return self._speaker
