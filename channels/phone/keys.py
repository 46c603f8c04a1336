"""Keys as they come by telephone, each counted once: events beside the sound, or messages.

Tones within the sound are `tones.py`.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

KEYS = tuple("0123456789*#")
"""Event numbers 0 to 11 (RFC 4733, table 3); A to D are on no telephone of today."""

_EVENT_BYTES = 4  # the event, its flags, its duration

SIGNAL = re.compile(r"^\s*Signal\s*=\s*([0-9*#]+)\s*$", re.MULTILINE | re.IGNORECASE)

_LONGEST_SEGMENT = 0xFFFF  # ticks; a key held for longer comes in parts (RFC 4733, 2.5.1.3)
_ROUND = 1 << 32  # timestamps begin anew there (RFC 3550, 5.1)
_REMEMBERED = 16  # keys, of which packets may still come late


@dataclass(slots=True)
class KeyEvents:
    """Telephone events of one call (RFC 4733).

    A key is told at the first packet that comes of it, whichever that is: of the three to fifty
    that are sent, all but one may be lost, and come late or doubled.
    """

    _told: deque[tuple[int, int, int]] = field(
        default_factory=lambda: deque(maxlen=_REMEMBERED), init=False
    )

    def key(self, source: int, timestamp: int, payload: bytes) -> str | None:
        """The key that a packet is the first of; None when it is none, or was told before.

        `source` is the stream's (SSRC): another one has timestamps of its own.
        """
        if len(payload) < _EVENT_BYTES or payload[0] >= len(KEYS):
            return None
        this = source, timestamp, payload[0]
        goes_on = source, (timestamp - _LONGEST_SEGMENT) % _ROUND, payload[0]
        if this in self._told:
            return None
        is_new = goes_on not in self._told
        self._told.append(this)
        return KEYS[payload[0]] if is_new else None


def key_in_message(body: str) -> str | None:
    """The key in a SIP INFO of type application/dtmf-relay, or None: `Signal=5`, or its number."""
    found = SIGNAL.search(body)
    if found is None:
        return None
    said = found[1]
    if said in KEYS:
        return said
    return KEYS[int(said)] if said in ("10", "11") else None
