"""A telephone to try the line with: it calls, presses keys, and notes when each packet came.

For `bench phone` and the tests. Its calls are aiosipua's; its sound and keys are made here, byte
by byte, not by what is tried. When a packet came is told by the kernel, so that a busy machine on
which this process waits for its turn is not taken for a late packet.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from channels.phone.playing import FRAME

EVENTS = 101  # payload type of keys
EVENT_TICKS = 160  # of the clock, in a packet
PRESSED_FOR = 4  # packets, 80 ms; then three say that it ended
ENDS = 0x80  # the bit that says so (RFC 4733, 2.3)
HEADER = struct.Struct("!BBHII")  # RTP without extensions
ANSWERED_WITHIN = 30.0  # seconds
CAME_AT = 35  # SO_TIMESTAMPNS, and the kind of the message that bears it (Linux, socket(7))
TIMESPEC = struct.Struct("@qq")  # seconds, nanoseconds
TOLD = socket.CMSG_SPACE(TIMESPEC.size)  # bytes
LONGEST_PACKET = 2048  # bytes

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP {formats}\r\na=rtpmap:101 telephone-event/8000\r\n"
)


class TrialPhone:
    """One call. `packets` holds when each packet of sound came, in seconds, and what was in it."""

    def __init__(self, law: int, lost: Callable[[], bool], sock: socket.socket) -> None:
        """`law` is 8 or 0; `lost` tells of each packet sent whether it is lost on the way."""
        self.law, self.lost, self.socket = law, lost, sock
        self.packets: list[tuple[float, bytes]] = []
        self.call: Any = None
        self.uac: Any = None
        self.hung_up = asyncio.Event()
        self.referred: list[str] = []
        self.towards = ("127.0.0.1", 0)
        self._sequence = random.getrandbits(15)
        self._timestamp = random.getrandbits(31)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])

    def take_in(self) -> None:
        """Sound came."""
        while True:
            try:
                data, told, _, _ = self.socket.recvmsg(LONGEST_PACKET, TOLD)
            except OSError:  # nothing more, or nobody listens where a packet went
                return
            if len(data) > HEADER.size and data[1] & 0x7F == self.law:
                self.packets.append((_came_at(told), data[HEADER.size :]))

    async def sends(self, payload: bytes) -> None:
        """Speak what is encoded already, in the time that it takes."""
        due = time.time()
        for at in range(0, len(payload), EVENT_TICKS):
            self._send(self.law, payload[at : at + EVENT_TICKS], self._timestamp)
            self._timestamp += EVENT_TICKS
            due += FRAME
            await asyncio.sleep(max(0, due - time.time()))

    async def presses(self, keys: str, pause: float = 0.06) -> float:
        """Press keys, `pause` seconds between them; the moment when the last was let go."""
        released = time.time()
        for key in keys:
            event, began = "0123456789*#".index(key), self._timestamp
            for held in range(1, PRESSED_FOR + 1):
                self._event(event, held * EVENT_TICKS, began)
                await asyncio.sleep(FRAME)
            released = time.time()
            for _ in range(3):
                self._event(event | ENDS << 8, PRESSED_FOR * EVENT_TICKS, began)
            self._timestamp += (PRESSED_FOR + 1) * EVENT_TICKS
            await asyncio.sleep(pause)
        return released

    def hang_up(self) -> None:
        """Put the receiver down."""
        self.call.hangup(self.uac)

    def _event(self, event: int, lasts: int, began: int) -> None:
        volume = 10  # -10 dBm0, as telephones have it
        payload = struct.pack("!BBH", event & 0xFF, event >> 8 | volume, lasts)
        self._send(EVENTS, payload, began)

    def _send(self, payload_type: int, payload: bytes, timestamp: int) -> None:
        self._sequence = (self._sequence + 1) & 0xFFFF
        head = HEADER.pack(0x80, payload_type, self._sequence, timestamp & 0xFFFFFFFF, 7)
        if not self.lost():
            self.socket.sendto(head + payload, self.towards)


def _came_at(told: list[tuple[int, int, bytes]]) -> float:
    """When the kernel took a packet in, by the clock on the wall."""
    for level, kind, body in told:
        if (level, kind) == (socket.SOL_SOCKET, CAME_AT):
            seconds, nanoseconds = TIMESPEC.unpack(body[: TIMESPEC.size])
            return float(seconds + nanoseconds / 1e9)
    return time.time()


@asynccontextmanager
async def calling(
    port: int,
    formats: str = "8 101",
    lost: Callable[[], bool] = lambda: False,
    offer: str = OFFER,
    phone: type[TrialPhone] = TrialPhone,
) -> AsyncIterator[Any]:
    """Call that port of this machine, and be answered. Raises `RuntimeError` when refused."""
    from aiosipua import SipUAC, SipUAS
    from aiosipua.sdp import parse_sdp

    from channels.phone.sip.door import Door

    loop = asyncio.get_running_loop()
    law = 0 if formats.startswith("0") else 8
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.setsockopt(socket.SOL_SOCKET, CAME_AT, 1)
    sock.bind(("127.0.0.1", 0))
    caller = phone(law, lost, sock)
    loop.add_reader(sock, caller.take_in)
    door = Door(local_addr=("127.0.0.1", 0), allows=lambda _: True)
    caller.uac = SipUAC(door)
    uas = SipUAS(door, uac=caller.uac)
    uas.on_bye = lambda *_: caller.hung_up.set()
    uas.on_refer = lambda _call, to: caller.referred.append(to)
    await uas.start()
    try:
        caller.call = caller.uac.send_invite(
            f"sip:+33140000000@127.0.0.1:{door.local_addr[1]}",
            f"sip:assistant@127.0.0.1:{port}",
            ("127.0.0.1", port),
            parse_sdp(offer.format(port=caller.port, formats=formats)),
        )
        await caller.call.wait_answered(timeout=ANSWERED_WITHIN)
        caller.towards = caller.call.sdp_answer.rtp_address
        yield caller
        caller.hang_up()
    finally:
        await uas.stop()
        loop.remove_reader(sock)
        sock.close()
