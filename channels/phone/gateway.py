"""The process that holds the calls: `python -m channels.phone.gateway FD`, by the switchboard.

It knows sound and keys, and nothing of what is said. It ends when the other end of its socket does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress

from channels.phone.audiosocket import serve_audiosocket
from channels.phone.frames import NUMBER, Frame, Kind, next_frame, packed
from channels.phone.leg import Leg, Told
from channels.phone.playing import BYTES_A_FRAME
from channels.phone.wiring import Wiring

BYTES_AT_ONCE = 2 * BYTES_A_FRAME  # 40 ms: what is heard is passed on in few pieces
SLOWEST = 1_000_000  # bytes that wait for the main process; sound beyond them is dropped
FIRST = -10  # of -20 to 19, how little this process steps back for others (setpriority(2))
LIBRARIES = ("aiosipua", "aiortp")


class Gateway:
    """The calls, and the main process that talks with them."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """By the socket that the main process gave."""
        self._reader, self._writer = reader, writer
        self._legs: dict[int, Leg | None] = {}
        self._last = 0
        self._wiring = Wiring()
        self._say: Callable[[bytes], None] | None = None
        self._transfers: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until the main process ends, or says nothing that is understood."""
        wired = await next_frame(self._reader)
        if wired is None or wired.kind is not Kind.WIRING:
            return
        self._wiring = Wiring.from_json(wired.body)
        try:
            async with AsyncExitStack() as opened:
                ports = await self._open(opened)
                keep_time()
                self._tell(Kind.READY, body=json.dumps(ports).encode())
                while (frame := await next_frame(self._reader)) is not None:
                    self._obey(frame)
        except OSError as taken:
            self._state(f"cannot listen: {taken.strerror}")

    async def _open(self, opened: AsyncExitStack) -> dict[str, int]:
        """The ports, by what they are for. Raises `OSError` when one is taken."""
        wiring, ports = self._wiring, {}
        opened.callback(self._hang_all_up)
        if wiring.sip_port:
            from channels.phone.sip.registering import keep_registered
            from channels.phone.sip.server import SipServer

            server = SipServer(wiring, self._rings, self._answered)
            await server.start()
            self._say = server.say
            opened.push_async_callback(server.stop)
            ports["sip"] = wiring.sip_port
            if wiring.registrar:
                opened.push_async_callback(
                    _ended, asyncio.create_task(keep_registered(server, wiring, self._state))
                )
        if wiring.audiosocket_port:
            listening = await serve_audiosocket(wiring, self._rings, self._answered)
            opened.callback(listening.close)
            ports["audiosocket"] = wiring.audiosocket_port
        return ports

    def _rings(self) -> Told | None:
        """A call comes: room for it, or None."""
        if len(self._legs) >= self._wiring.calls_at_once:
            return None
        self._last += 1
        call = self._last
        self._legs[call] = None
        heard = bytearray()

        def sound(pcm: bytes) -> None:
            heard.extend(pcm)
            if len(heard) >= BYTES_AT_ONCE:
                if self._writer.transport.get_write_buffer_size() < SLOWEST:
                    self._tell(Kind.SOUND, call, bytes(heard))
                heard.clear()

        def closed() -> None:
            if self._legs.pop(call, None) is not None:
                self._tell(Kind.CLOSED, call)

        return Told(
            key=lambda key: self._tell(Kind.KEY, call, key.encode()),
            sound=sound,
            played=lambda number: self._tell(Kind.PLAYED, call, NUMBER.pack(number)),
            closed=closed,
            number=call,
        )

    def _answered(self, told: Told, leg: Leg) -> None:
        self._legs[told.number] = leg
        self._tell(Kind.CALL, told.number, leg.farewell)

    def _obey(self, frame: Frame) -> None:
        """What the main process wants of a call; one that is over wants nothing any more."""
        leg = self._legs.get(frame.call)
        if frame.kind is Kind.FAREWELL:
            if self._say is not None:
                self._say(frame.body)
        elif leg is None:
            if frame.kind is Kind.PLAY:
                self._tell(Kind.PLAYED, frame.call, frame.body[: NUMBER.size])
        elif frame.kind is Kind.PLAY:
            (number,) = NUMBER.unpack(frame.body[: NUMBER.size])
            leg.playing.add(number, frame.body[NUMBER.size :])
        elif frame.kind is Kind.CLEAR:
            leg.playing.clear()
        elif frame.kind is Kind.HANG_UP:
            leg.hang_up()
        elif frame.kind is Kind.TRANSFER:
            transfer = asyncio.create_task(self._transfer(frame.call, leg, frame.body.decode()))
            self._transfers.add(transfer)
            transfer.add_done_callback(self._transfers.discard)

    async def _transfer(self, call: int, leg: Leg, to: str) -> None:
        taken = await leg.transfer(to)
        self._tell(Kind.TRANSFERRED, call, bytes([taken]))
        if taken:
            leg.hang_up()

    def _hang_all_up(self) -> None:
        for leg in list(self._legs.values()):
            if leg is not None:
                leg.hang_up()

    def _state(self, line: str) -> None:
        self._tell(Kind.STATE, body=line.encode())

    def _tell(self, kind: Kind, call: int = 0, body: bytes = b"") -> None:
        if not self._writer.is_closing():
            self._writer.write(packed(Frame(kind, call, body)))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def keep_time() -> None:
    """Let nothing come between two packets that need not."""
    gc.collect()
    gc.freeze()  # what is there by now stays: looking through it takes longer than a packet
    with suppress(PermissionError):  # where it is allowed, before the engine and the voice
        os.setpriority(os.PRIO_PROCESS, 0, FIRST)


async def _run(descriptor: int) -> None:
    reader, writer = await asyncio.open_unix_connection(sock=socket.socket(fileno=descriptor))
    try:
        await Gateway(reader, writer).run()
    finally:
        writer.close()


def main() -> None:
    """Run on the socket whose number is the argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    for library in LIBRARIES:  # they write who calls, and what they could not read
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    asyncio.run(_run(int(sys.argv[1])))


if __name__ == "__main__":
    main()
