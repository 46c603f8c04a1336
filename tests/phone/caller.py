"""A telephone for tests: its calls by aiosipua, its sound and keys written here, byte by byte.

The sound is decoded by the standard library, not by what is tested.
"""

from __future__ import annotations

import asyncio
import random
import struct
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiosipua import SipUAC, SipUAS
from aiosipua.sdp import parse_sdp

from channels.phone.sip.door import Door
from tests.phone.sounds import audioop

PACKET = 0.02  # seconds
EVENTS = 101  # payload type
HELD = 4  # packets of a key, then three that end it

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP {formats}\r\na=rtpmap:101 telephone-event/8000\r\n"
)


class Caller(asyncio.DatagramProtocol):
    """One call. `heard` is what its owner hears, `packets` when each came, in seconds."""

    def __init__(self, law: int, lost: Callable[[], bool]) -> None:
        """`law` is 8 or 0; `lost` tells of each packet sent whether it is lost on the way."""
        self.law, self.lost = law, lost
        self.heard = bytearray()
        self.packets: list[tuple[float, int]] = []
        self.answer = ""
        self.call: Any = None
        self.uac: Any = None
        self.hung_up = asyncio.Event()
        self.referred: list[str] = []
        self._transport: Any = None
        self._towards = ("127.0.0.1", 0)
        self._sequence, self._timestamp = random.getrandbits(15), random.getrandbits(31)

    def connection_made(self, transport: Any) -> None:
        """The socket is there."""
        self._transport = transport

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._transport.get_extra_info("sockname")[1])

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Sound came."""
        if len(data) > 12 and data[1] & 0x7F == self.law:
            decode = audioop.alaw2lin if self.law == 8 else audioop.ulaw2lin
            self.heard += decode(data[12:], 2)
            self.packets.append((time.monotonic(), struct.unpack("!H", data[2:4])[0]))

    async def says(self, pcm: bytes) -> None:
        """Speak, in the time that it takes."""
        encode = audioop.lin2alaw if self.law == 8 else audioop.lin2ulaw
        due = time.monotonic()
        for at in range(0, len(pcm), 320):
            self._send(self.law, encode(pcm[at : at + 320], 2), self._timestamp)
            self._timestamp += 160
            due += PACKET
            await asyncio.sleep(max(0, due - time.monotonic()))

    async def presses(self, keys: str, pause: float = 0.06) -> float:
        """Press keys, one after the other; the moment when the last was let go."""
        for key in keys:
            event = "0123456789*#".index(key)
            began = self._timestamp
            for held in range(1, HELD + 1):
                self._event(event, held * 160, began, ends=False)
                await asyncio.sleep(PACKET)
            for _ in range(3):
                self._event(event, HELD * 160, began, ends=True)
            self._timestamp += HELD * 160 + 160
            released = time.monotonic()
            await asyncio.sleep(pause)
        return released

    def _event(self, event: int, lasts: int, began: int, *, ends: bool) -> None:
        payload = struct.pack("!BBH", event, (0x80 if ends else 0) | 10, lasts)
        self._send(EVENTS, payload, began)

    def _send(self, payload_type: int, payload: bytes, timestamp: int) -> None:
        self._sequence = (self._sequence + 1) & 0xFFFF
        head = struct.pack("!BBHII", 0x80, payload_type, self._sequence, timestamp & 0xFFFFFFFF, 7)
        if not self.lost():
            self._transport.sendto(head + payload, self._towards)

    def answered(self, answer: Any) -> None:
        """The other end says where it listens."""
        self._towards = answer.rtp_address

    def tells_of_transfer(self, status: int, port: int) -> None:
        """What became of the other telephone, as the assistant is told."""
        dialog, (host, own) = self.call.dialog, self.uac.transport.local_addr
        notify = dialog.create_request("NOTIFY", via_host=host, via_port=own)
        notify.headers.set_single("Event", "refer")
        notify.headers.set_single("Content-Type", "message/sipfrag;version=2.0")
        notify.text = f"SIP/2.0 {status} Whatever\r\n"
        self.uac.transport.send(notify, ("127.0.0.1", port))

    def hang_up(self) -> None:
        """Put the receiver down."""
        self.call.hangup(self.uac)


@asynccontextmanager
async def calling(
    port: int,
    formats: str = "8 101",
    lost: Callable[[], bool] = lambda: False,
    offer: str = OFFER,
    speaks: bool = True,
) -> AsyncIterator[Caller]:
    """Call, and be answered. Raises `RuntimeError` with the number of a refusal."""
    loop = asyncio.get_running_loop()
    law = 0 if formats.startswith("0") else 8
    caller: Caller
    _, caller = await loop.create_datagram_endpoint(
        lambda: Caller(law, lost), local_addr=("127.0.0.1", 0)
    )
    door = Door(local_addr=("127.0.0.1", 0), allows=lambda _: True)
    caller.uac = SipUAC(door)
    uas = SipUAS(door, uac=caller.uac)
    uas.on_bye = lambda *_: caller.hung_up.set()
    uas.on_refer = lambda _call, to: caller.referred.append(to)
    await uas.start()
    try:
        sdp = parse_sdp(offer.format(port=caller.port, formats=formats))
        caller.call = caller.uac.send_invite(
            f"sip:+33140000000@127.0.0.1:{door.local_addr[1]}",
            f"sip:assistant@127.0.0.1:{port}",
            ("127.0.0.1", port),
            sdp,
        )
        await caller.call.wait_answered(timeout=30)
        caller.answered(caller.call.sdp_answer)
        if speaks:
            await caller.says(bytes(320))
        yield caller
        caller.hang_up()
    finally:
        await uas.stop()
        caller._transport.close()
