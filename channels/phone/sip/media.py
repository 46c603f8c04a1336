"""The sound of one call by RTP, on aiortp's session: its codec and its keys are ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiortp import RTPSession
from aiortp.codecs import Codec

from channels.phone import g711
from channels.phone.keys import KeyEvents
from channels.phone.playing import FRAME
from channels.phone.sip.offer import Accepted

REORDERED = 2  # packets waited for, 40 ms, so that one that overtook another finds its place
COMFORT_NOISE = 13  # payload type (RFC 3389)
NEVER_SENT = 127  # a payload type, where keys are not sent as events


class Keys:
    """In the place of the library's reader of keys, which waits for the end that may be lost."""

    def __init__(self, on_key: Callable[[str], None]) -> None:
        """`on_key` gets each key once."""
        self._on_key, self._events = on_key, KeyEvents()

    def handle_packet(self, packet: Any) -> None:
        """Called by the library with each packet of an event."""
        key = self._events.key(packet.ssrc, packet.timestamp, packet.payload)
        if key is not None:
            self._on_key(key)


class G711(Codec):  # type: ignore[misc]  # the library has no types
    """G.711 as the library calls it."""

    name = "G711"
    sample_rate = g711.HERTZ
    samples_per_frame = int(g711.HERTZ * FRAME)

    def __init__(self, law: g711.Law) -> None:
        """By A-law or mu-law."""
        self._law = law

    def encode(self, pcm: bytes) -> bytes:
        """One byte a sample."""
        return g711.encode(self._law, pcm)

    def decode(self, payload: bytes) -> bytes:
        """Two bytes a sample."""
        return g711.decode(self._law, payload)


class Media(RTPSession):  # type: ignore[misc]
    """Sends and receives.

    Sound is taken from where it was said to come, or from where the call came: anybody else who
    finds the port is not heard, and cannot turn our sound towards themselves. Within these two,
    what we send follows what we get, as a telephone behind a box needs it (RFC 4961).
    """

    agreed: Accepted
    port: int
    packets = 0
    """That came so far, of any kind: a sign of life."""

    @classmethod
    async def open(
        cls,
        agreed: Accepted,
        local: tuple[str, int],
        source: str,
        on_key: Callable[[str], None],
        on_sound: Callable[[bytes], None],
    ) -> Media:
        """Listen on the address `local`; the call came from `source`. Raises `OSError`."""
        media: Media = await cls.create(
            local_addr=local,
            remote_addr=agreed.address,
            payload_type=agreed.payload_type,
            codec=G711(agreed.law),
            jitter_prefetch=REORDERED,
            skip_audio_gaps=True,
            symmetric_rtp=True,
        )
        media._dtmf_receiver = Keys(on_key)
        media.on_audio = lambda pcm, _timestamp: on_sound(pcm)
        media.port, media._peers = local[1], set()
        media.goes_on(agreed, source)
        return media

    def goes_on(self, accepted: Accepted, source: str) -> None:
        """Keep to what was agreed now, perhaps anew."""
        self.agreed = accepted
        self._peers |= {source, accepted.address[0]}
        self._dtmf_payload_type = accepted.events or NEVER_SENT
        self._taken = {accepted.payload_type, self._dtmf_payload_type, COMFORT_NOISE}
        self.update_remote(accepted.address)

    def _handle_rtp(self, data: bytes, addr: tuple[str, int]) -> None:
        if addr[0] in self._peers and len(data) > 1 and data[1] & 0x7F in self._taken:
            self.packets += 1
            super()._handle_rtp(data, addr)

    def _handle_rtcp(self, data: bytes, addr: tuple[str, int]) -> None:
        if addr[0] in self._peers:
            self.packets += 1
            super()._handle_rtcp(data, addr)
