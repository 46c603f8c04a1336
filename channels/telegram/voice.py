"""Voice messages: heard by the assistant's recogniser, answered by its voice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from assistant.speech.apart import DateApart
from assistant.speech.protocols import Expected, Hearing, Listener, Manner, Part, Speaker
from assistant.speech.voice import VoiceFailed
from channels.telegram.ogg import NoSound, from_ogg, to_ogg

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 120  # seconds; a longer one is no answer to one question


@dataclass(frozen=True, slots=True)
class NotHeard:
    """Why a voice message gave no answer; `sentences` are the keys of what is said about it.

    `apart` holds the parts of a date that were heard, when the next part is asked for.
    """

    sentences: tuple[str, ...]
    apart: dict[Part, str] | None = None


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

    async def hear(
        self, ogg: bytes, expected: Expected, heard: dict[Part, str] | None = None
    ) -> Hearing | NotHeard:
        """What may have been said in a voice message, likeliest first.

        `heard` are the parts of a date that came in messages before it, when one was asked for.
        """
        try:
            sound = await from_ogg(ogg)
        except NoSound:
            return NotHeard(("telegram_voice_unreadable",), heard)
        listener = await self._ears()
        if listener is None:
            return NotHeard(("telegram_no_ears",))
        apart = DateApart(expected, dict(heard or {})) if listener.asks_in_parts(expected) else None
        now_expected = apart.expected if apart and heard is not None else expected
        async with self._hearing:
            hearing = await asyncio.to_thread(listener.hear, sound, now_expected)
        if hearing is None or not hearing.texts or not hearing.texts[0].strip():
            return _not_heard(listener.understands(expected), apart, was_asked=heard is not None)
        if apart is None:
            return hearing
        return apart.answered(hearing) or NotHeard((apart.sentence,), apart.heard)

    async def begins_a_date(self, expected: Expected) -> str | None:
        """The key of the question for the first part of a date, where it is heard in parts."""
        listener = await self._ears()
        if listener is None or not listener.asks_in_parts(expected):
            return None
        return DateApart(expected).sentence

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


def _not_heard(understands: bool, apart: DateApart | None, *, was_asked: bool) -> NotHeard:
    """What is said when no words were heard: how to be heard, or that it has to be written."""
    if apart is not None:
        why = "telegram_not_heard" if was_asked else "telegram_in_parts"
        return NotHeard((why, apart.sentence), apart.heard)
    return NotHeard(("telegram_not_heard" if understands else "telegram_to_be_written",))
