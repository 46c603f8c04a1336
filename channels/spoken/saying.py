"""Saying a reply on a line: the first sound leaves at once, and all of it can be stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator

from assistant.speech.protocols import Manner, Speaker
from assistant.speech.sound import Sound
from assistant.speech.voice import VoiceFailed
from channels.spoken.line import Line
from channels.spoken.tones import listening_tone

log = logging.getLogger(__name__)


class Saying:
    """One thing that is being said; made for a line that says nothing else."""

    def __init__(
        self,
        line: Line,
        speaker: Speaker,
        texts: Iterable[str],
        manner: Manner,
        over: Callable[[], None],
    ) -> None:
        """Begins at once, and ends with the tone that tells that it is the person's turn.

        `over` is called when it is, or when it was stopped.
        """
        self._line, self._speaker = line, speaker
        self._task = asyncio.create_task(self._say(list(texts), manner))
        self._task.add_done_callback(lambda _: over())

    @property
    def is_over(self) -> bool:
        """Whether all was heard, or it was stopped."""
        return self._task.done()

    async def over(self) -> None:
        """Wait until then."""
        await asyncio.wait([self._task])

    async def stop(self) -> None:
        """Fall silent at once."""
        self._line.clear()
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _say(self, texts: list[str], manner: Manner) -> None:
        """Each sentence is made while the one before it is heard."""
        sounds = self._sounds(texts, manner)
        coming = asyncio.create_task(asyncio.to_thread(next, sounds, None))
        try:
            while (sound := await coming) is not None:
                coming = asyncio.create_task(asyncio.to_thread(next, sounds, None))
                await self._line.play(sound)
            await self._line.play(listening_tone(self._line.hertz))
        except VoiceFailed as failed:
            log.error("nothing could be said: %s", failed)
        finally:
            if not coming.done():
                await asyncio.wait([coming])
            if not coming.cancelled():
                coming.exception()  # a sentence that is not wanted any more may fail in peace

    def _sounds(self, texts: list[str], manner: Manner) -> Iterator[Sound]:
        for text in texts:
            yield from self._speaker.say(text, manner, self._line.hertz)
