"""What a call is about to hear, and the clock that it is sent by."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from assistant.speech.sound import BYTES_A_SAMPLE
from channels.phone.g711 import HERTZ

FRAME = 0.02  # seconds of sound in a packet: what telephones expect (RFC 3551, 4.2)
BYTES_A_FRAME = int(HERTZ * FRAME) * BYTES_A_SAMPLE
SILENCE = bytes(BYTES_A_FRAME)
FURTHEST_BEHIND = 0.1  # seconds; after a longer stall the clock starts anew, without a burst


class Playing:
    """Sounds one after the other, frame by frame; silence when there is nothing.

    `played` is called with the number of each sound once all of it was sent, or it was cleared.
    """

    def __init__(self, played: Callable[[int], None]) -> None:
        """Nothing to play yet."""
        self._played = played
        self._waiting: deque[tuple[int, memoryview]] = deque()

    def add(self, number: int, pcm: bytes) -> None:
        """Play `pcm`, at 8 kHz, after what is playing."""
        self._waiting.append((number, memoryview(pcm)))

    def clear(self) -> None:
        """Stop, and forget what waits."""
        waiting, self._waiting = self._waiting, deque()
        for number, _ in waiting:
            self._played(number)

    def frame(self) -> bytes:
        """The next twenty milliseconds: one sound goes on where the other ends."""
        frame = b""
        while self._waiting and len(frame) < BYTES_A_FRAME:
            number, pcm = self._waiting[0]
            lacking = BYTES_A_FRAME - len(frame)
            frame += bytes(pcm[:lacking])
            if len(pcm) > lacking:
                self._waiting[0] = number, pcm[lacking:]
            else:
                self._waiting.popleft()
                self._played(number)
        return frame + SILENCE[len(frame) :]


async def every_frame(send: Callable[[], None]) -> None:
    """Call `send` each 20 ms by the monotonic clock, until cancelled."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        send()
        due = max(due + FRAME, loop.time() - FURTHEST_BEHIND)
        await asyncio.sleep(due - loop.time())
