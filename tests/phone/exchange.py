"""A telephone exchange for one test: the gateway in its process, on free ports of this machine."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from assistant.speech.sound import Sound
from channels.phone.switchboard import Switchboard, Talk
from channels.phone.wiring import Wiring
from channels.spoken.line import Key, Line, SoundCame

LONGEST = 60  # seconds for one test


def free_port(kind: socket.SocketKind = socket.SOCK_DGRAM) -> int:
    """A port of 127.0.0.1 that nobody has."""
    with socket.socket(socket.AF_INET, kind) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@asynccontextmanager
async def exchange(
    talk: Talk, longest: float = LONGEST, **wiring: Any
) -> AsyncIterator[Switchboard]:
    """Calls are talked with by `talk`; what `wiring` does not say is as it is without settings."""
    first = random.randrange(20_000, 32_000, 200)  # noqa: S311, only to be out of others' way
    told = {"sip_port": free_port(), "rtp_ports": (first, first + 199), **wiring}
    board = Switchboard(Wiring(**told), talk)
    async with asyncio.timeout(longest):
        running = asyncio.create_task(board.run())
        try:
            ready = asyncio.create_task(board.ready.wait())
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
            if running.done():
                running.result()
            yield board
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


class Desk:
    """Somebody who takes calls in a test, and notes what comes in."""

    def __init__(self, *prompts: Sound, until: str = "") -> None:
        """Each key is answered with the next of `prompts`; the key `until` ends the call."""
        self.prompts, self.until = prompts, until
        self.lines: list[Line] = []
        self.keys: list[str] = []
        self.heard = bytearray()
        self.closed = 0

    async def __call__(self, line: Line) -> None:
        """One call."""
        self.lines.append(line)
        prompts = iter(self.prompts)
        playing = {asyncio.create_task(_play(line, prompts))}
        async for event in line.events():
            if isinstance(event, Key):
                self.keys.append(event.key)
                line.clear()
                if event.key == self.until:
                    break
                playing.add(asyncio.create_task(_play(line, prompts)))
            elif isinstance(event, SoundCame):
                self.heard += event.sound.pcm
            else:
                self.closed += 1
        await asyncio.gather(*playing)


async def _play(line: Line, prompts: Any) -> None:
    prompt = next(prompts, None)
    if prompt is not None:
        await line.play(prompt)


async def until(happened: Any) -> None:
    """Wait for `happened()`, a sentence about what others do; the test's own limit ends it."""
    while not happened():
        await asyncio.sleep(0.05)
