"""Hearing an answer while it is said: after its end only the result is left to find.

The recogniser works in threads, piece by piece, so that it holds none while the person speaks on,
and the event loop never waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from assistant.speech.protocols import Expected, Hearer, Hearing, Listener
from assistant.speech.sound import BYTES_A_SAMPLE, Sound

log = logging.getLogger(__name__)

AT_ONCE = 0.2  # seconds of sound, at least, that a thread is asked for
T = TypeVar("T")


class WhileSaid:
    """One answer, from its first piece to what it was; or dropped in between."""

    def __init__(self, listener: Listener, expected: Expected, hertz: int) -> None:
        """`hertz`: the rate of all pieces."""
        self._listener, self._expected, self._hertz = listener, expected, hertz
        self._hearer: Hearer | None = None
        self._waiting = bytearray()
        self._at_work: asyncio.Task[None] | None = None
        self._failed = False

    def more(self, sound: Sound) -> None:
        """What was said next. Returns at once."""
        self._waiting += sound.pcm
        if self._is_enough and (self._at_work is None or self._at_work.done()):
            self._at_work = asyncio.create_task(self._listen())

    async def end(self) -> Hearing | None:
        """What was said; None when it cannot be told, and for a recogniser that failed."""
        if self._at_work is not None:
            await self._at_work
        hearing = await self._in_a_thread(partial(self._end, self._taken()))
        self.drop()
        return hearing

    def drop(self) -> None:
        """It is not wanted any more. It is freed in a thread, since that takes its time too."""
        self._waiting.clear()
        if self._at_work is not None:
            self._at_work.cancel()
        asyncio.get_running_loop().run_in_executor(None, self._free)

    @property
    def _is_enough(self) -> bool:
        return len(self._waiting) >= AT_ONCE * self._hertz * BYTES_A_SAMPLE

    async def _listen(self) -> None:
        while self._is_enough and not self._failed:
            await self._in_a_thread(partial(self._take, self._taken()))

    async def _in_a_thread(self, work: Callable[[], T]) -> T | None:
        """A fault of the recogniser's is a sound that was not understood."""
        if self._failed:
            return None
        try:
            return await asyncio.to_thread(work)
        except Exception as fault:  # its words may be a person's: the class says enough
            log.error("nothing could be heard: %s", type(fault).__name__)
            self._failed = True
            return None

    def _taken(self) -> Sound:
        piece = Sound(bytes(self._waiting), self._hertz)
        self._waiting.clear()
        return piece

    def _end(self, last: Sound) -> Hearing | None:
        return self._take(last).end()

    def _free(self) -> None:
        self._hearer = None

    def _take(self, piece: Sound) -> Hearer:
        """Begun here, in the thread: to make ready for what is listened for takes its time."""
        if self._hearer is None:
            self._hearer = self._listener.begin(self._expected)
        self._hearer.more(piece)
        return self._hearer
