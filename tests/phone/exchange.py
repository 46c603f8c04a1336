"""A telephone exchange for one test: the gateway in its process, on free ports of this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from assistant.speech.sound import Sound
from channels.phone.switchboard import Switchboard, Talk
from channels.phone.wiring import Wiring
from channels.spoken.line import Key, Line, SoundCame

LONGEST = 60  # seconds for one test
PORTS = 200  # for the sound of one exchange: two a call


def free_port(kind: socket.SocketKind = socket.SOCK_DGRAM) -> int:
    """A port of 127.0.0.1 that nobody has."""
    with socket.socket(socket.AF_INET, kind) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def claimed_ports() -> Iterator[tuple[int, int]]:
    """A range of ports for sound that no other test has: the socket at its end is the claim."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as claim:
        last = next(last for last in range(20_199, 32_000, PORTS) if _bound(claim, last))
        yield last - PORTS + 1, last - 1


def _bound(claim: socket.socket, port: int) -> bool:
    with suppress(OSError):
        claim.bind(("127.0.0.1", port))
        return True
    return False


@asynccontextmanager
async def exchange(
    talk: Talk, longest: float = LONGEST, **wiring: Any
) -> AsyncIterator[Switchboard]:
    """Calls are talked with by `talk`; what `wiring` does not say is as it is without settings."""
    with claimed_ports() as rtp_ports:
        told = {"sip_port": free_port(), "rtp_ports": rtp_ports, **wiring}
        async with _running(Switchboard(Wiring(**told), talk), longest) as board:
            yield board


@asynccontextmanager
async def _running(board: Switchboard, longest: float) -> AsyncIterator[Switchboard]:
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
