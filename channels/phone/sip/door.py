"""The port that calls come to: strangers find it shut, and what nobody can read is let go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiosipua.message import SipMessage, SipRequest
from aiosipua.sdp import parse_sdp
from aiosipua.transport import UdpSipTransport, _stamp_via_received

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 20_000  # bytes; one of a real telephone has about 1,500
STRANGERS_NAMED = 20  # in the log, so that a scanner does not fill it
SDP = "application/sdp"


@dataclass
class Door(UdpSipTransport):  # type: ignore[misc]  # the library has no types
    """The library's UDP transport with a lock.

    Its own would write what it cannot read into the log, and leave a call with an odd offer
    without an answer.
    """

    local_addr: tuple[str, int]
    allows: Callable[[str], bool] = lambda _: False
    _strangers: set[str] = field(default_factory=set, init=False, repr=False)

    async def start(self) -> None:
        """Listen; `local_addr` is then the port that was found. Raises `OSError` when taken."""
        loop = asyncio.get_running_loop()
        self._udp_transport, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(self._came), local_addr=self.local_addr
        )
        self.local_addr = self._udp_transport.get_extra_info("sockname")[:2]

    def send(self, message: Any, addr: tuple[str, int]) -> None:
        """Send, while the door is open."""
        if self._udp_transport is not None:
            self._udp_transport.sendto(bytes(message), addr)

    def keep_open(self, address: tuple[str, int]) -> None:
        """Two empty lines, so that a box on the way keeps its passage for calls (RFC 5626, 4.4)."""
        if self._udp_transport is not None:
            self._udp_transport.sendto(b"\r\n\r\n", address)

    def _came(self, data: bytes, address: tuple[str, int]) -> None:
        if not data.strip() or len(data) > LONGEST_MESSAGE:
            return
        if not self.allows(address[0]):
            self._name(address[0])
            return
        try:
            message = SipMessage.parse(data)
            if isinstance(message, SipRequest):
                _stamp_via_received(message, address)
                _without_odd_offer(message)
            self.on_message(message, address)
        except Exception as odd:  # its words may be a telephone number
            log.info("message not read: %s", type(odd).__name__)

    def _name(self, stranger: str) -> None:
        if stranger not in self._strangers and len(self._strangers) < STRANGERS_NAMED:
            self._strangers.add(stranger)
            log.warning("no call is taken from %s: VIVEVOIX_SIP_ALLOW names who may call", stranger)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, came: Callable[[bytes, tuple[str, int]], None]) -> None:
        self._came = came

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self._came(data, (str(addr[0]), int(addr[1])))


def _without_odd_offer(message: Any) -> None:
    """Take an offer out that cannot be read: the call is then refused, not left ringing."""
    if not (message.content_type or "").lower().startswith(SDP):
        return
    message.content_type = SDP  # the library knows it in these very letters
    try:
        parse_sdp(message.text)
    except Exception:  # of the many that an odd offer makes of the library
        message.body = b""
