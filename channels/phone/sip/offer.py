"""What a telephone offers to speak with (SDP, RFC 8866), and what is answered (RFC 3264)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address
from typing import Any

from aiosipua.sdp import negotiate_sdp

from channels.phone.g711 import HERTZ, PAYLOAD_TYPES, Law

NOWHERE = "0.0.0.0"  # noqa: S104, how older telephones say that the line is held (RFC 3264, 8.4)
NO_EVENTS = 0  # what the library takes for "no keys as events"
PLAIN_RTP = "RTP/AVP"  # the only one: the keys of SRTP are not handled here


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was agreed. `events` is the payload type of keys, None where they come in the sound."""

    law: Law
    payload_type: int
    events: int | None
    address: tuple[str, int]
    """Where the telephone says that it listens."""
    held: bool
    """Whether it will not listen for now."""
    answer: Any


def accepted(offer: Any, host: str, rtp_port: int, source: str) -> Accepted | None:
    """The answer to `offer` by a telephone at the address `source`; None when nothing fits."""
    if offer is None or offer.audio is None or offer.audio.proto != PLAIN_RTP:
        return None
    audio = offer.audio
    if not 0 < audio.port < 2**16:
        return None
    events = next(
        (
            codec.payload_type
            for codec in audio.codecs
            if codec.encoding_name.lower() == "telephone-event" and codec.clock_rate == HERTZ
        ),
        None,
    )
    try:
        answer, payload_type = negotiate_sdp(
            offer,
            local_ip=host,
            rtp_port=rtp_port,
            supported_codecs=list(PAYLOAD_TYPES),
            dtmf_payload_type=events or NO_EVENTS,
        )
    except Exception:  # whatever an odd offer makes of the library: it fits nothing
        return None
    where = (audio.connection or offer.connection).address if _says_where(offer) else source
    held = audio.direction in ("sendonly", "inactive") or where == NOWHERE
    address = where if _is_an_address(where) and where != NOWHERE else source
    return Accepted(
        PAYLOAD_TYPES[payload_type], payload_type, events, (address, audio.port), held, answer
    )


def _says_where(offer: Any) -> bool:
    return (offer.audio.connection or offer.connection) is not None


def _is_an_address(written: str) -> bool:
    """A name, or an address of IPv6, is of no use here: sound goes back to where it comes from."""
    try:
        IPv4Address(written)
    except AddressValueError:
        return False
    return True
