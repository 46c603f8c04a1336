"""Calls from Asterisk by AudioSocket: one TCP connection each, sound both ways, keys as frames.

The protocol is Asterisk's own (https://docs.asterisk.org, AudioSocket): a kind, a length of two
bytes, and the payload. Keys come since Asterisk 20.14 and 22.4.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable

from channels.phone.keys import KEYS
from channels.phone.leg import Answered, Rings, Told
from channels.phone.pauses import Pauses
from channels.phone.playing import BYTES_A_FRAME, FRAME, Playing, every_frame
from channels.phone.wiring import Wiring

HANG_UP, IDENTITY, KEY, SOUND = 0x00, 0x01, 0x03, 0x10  # kinds; SOUND is signed linear at 8 kHz
_HEAD = struct.Struct("!BH")
SLOWEST = 100 * BYTES_A_FRAME  # bytes that wait to be sent: two seconds, the line is stuck
LOOKED_AT_EACH = int(1 / FRAME)  # frames


class AudioSocketCall:
    """A `Leg`. There is no transfer: Asterisk's dialplan has its own, after we hang up."""

    farewell = b""  # the connection ends with the process: Asterisk knows

    def __init__(self, writer: asyncio.StreamWriter, told: Told, wiring: Wiring) -> None:
        """The clock runs from now on."""
        self._writer, self._told, self._wiring = writer, told, wiring
        self.playing = Playing(told.played)
        self._pauses = Pauses(told.sound)
        self._frames, self._quiet, self._heard = 0, 0, False
        self._over = False
        self._clock = asyncio.create_task(every_frame(self._frame))

    async def transfer(self, to: str) -> bool:
        """Cannot be."""
        return False

    def hang_up(self) -> None:
        """End the call."""
        if not self._over:
            self._writer.write(_HEAD.pack(HANG_UP, 0))
        self.over()

    def over(self) -> None:
        """Nobody is there any more."""
        if self._over:
            return
        self._over = True
        self._clock.cancel()
        self.playing.clear()
        self._writer.close()
        self._told.closed()

    def came(self, kind: int, payload: bytes) -> bool:
        """Something came; False when it was the end."""
        self._heard = True
        if kind == SOUND:
            self._pauses.sound(payload)
        elif kind == KEY and payload[:1].decode("ascii", "replace") in KEYS:
            self._told.key(payload[:1].decode("ascii"))
        return kind != HANG_UP and not self._over

    def _frame(self) -> None:
        if self._writer.transport.get_write_buffer_size() > SLOWEST:
            self.over()
            return
        frame = self.playing.frame()
        self._writer.write(_HEAD.pack(SOUND, len(frame)) + frame)
        self._pauses.frame_passed()
        self._frames += 1
        if self._frames % LOOKED_AT_EACH == 0:
            self._quiet, self._heard = 0 if self._heard else self._quiet + 1, False
            too_long = self._frames * FRAME > self._wiring.longest_call
            if too_long or self._quiet > self._wiring.longest_quiet:
                self.hang_up()


async def serve_audiosocket(wiring: Wiring, rings: Rings, answered: Answered) -> asyncio.Server:
    """Take calls until the server is closed. Raises `OSError` when the port is taken."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        told = rings() if wiring.allows(writer.get_extra_info("peername")[0]) else None
        if told is None:
            writer.close()
            return
        call = AudioSocketCall(writer, told, wiring)
        answered(told, call)
        await _listened(reader, call.came)
        call.over()

    return await asyncio.start_server(connected, wiring.host, wiring.audiosocket_port)


async def _listened(reader: asyncio.StreamReader, came: Callable[[int, bytes], bool]) -> None:
    """Until the call ends, or its line is cut."""
    try:
        goes_on = True
        while goes_on:
            kind, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
            goes_on = came(kind, await reader.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        return
