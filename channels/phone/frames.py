"""What the two processes of the telephone tell each other: a kind, a call, and bytes."""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What a frame is about. The first ones are said by the gateway, the others to it."""

    CALL = 1  # somebody calls; the goodbye to say if the gateway dies
    KEY = 2  # one character
    SOUND = 3  # 16-bit samples at 8 kHz
    PLAYED = 4  # the number of a sound that was heard, or cleared
    TRANSFERRED = 5  # one byte: 1 when the call was taken over
    CLOSED = 6
    STATE = 7  # a line for the log, nobody's
    READY = 8  # JSON: the ports, once they are open

    WIRING = 20  # JSON: `wiring.Wiring`
    PLAY = 21  # the sound's number, four bytes, then 16-bit samples at 8 kHz
    CLEAR = 22
    TRANSFER = 23  # to which telephone
    HANG_UP = 24
    FAREWELL = 25  # the goodbye of a call that was cut off


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing said. `call` is the gateway's number of the call, 0 when it is about none."""

    kind: Kind
    call: int = 0
    body: bytes = b""


class NotAFrame(ValueError):
    """What came is not what the other process says: the two are not of one version."""


_HEAD = struct.Struct("!BII")  # kind, call, length
NUMBER = struct.Struct("!I")  # of a sound
LARGEST = 64_000_000  # bytes; an hour of sound


def packed(frame: Frame) -> bytes:
    """As it goes through the socket."""
    return _HEAD.pack(frame.kind, frame.call, len(frame.body)) + frame.body


async def next_frame(reader: asyncio.StreamReader) -> Frame | None:
    """The next frame; None when the other process has ended. Raises `NotAFrame`."""
    try:
        kind, call, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
        if length > LARGEST:
            raise NotAFrame(f"a frame of {length} bytes")
        return Frame(Kind(kind), call, await reader.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except ValueError as odd:
        raise NotAFrame(str(odd)) from None
