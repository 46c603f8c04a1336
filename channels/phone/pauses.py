"""Silence, where a telephone sends nothing in a pause: it is silence that ends an answer."""

from __future__ import annotations

from collections.abc import Callable

from channels.phone.playing import FRAME, SILENCE

SENDS_NOTHING = int(0.2 / FRAME)  # frames: longer than packets are late, shorter than any patience


class Pauses:
    """What is heard of one call. Telephones that save their line fall silent (RFC 3551, 4.1)."""

    def __init__(self, heard: Callable[[bytes], None]) -> None:
        """`heard` is given all sound, at 8 kHz."""
        self._heard = heard
        self._frames = 0

    def sound(self, pcm: bytes) -> None:
        """The telephone sent something."""
        self._frames = 0
        self._heard(pcm)

    def frame_passed(self) -> None:
        """By the clock of the call: 20 ms more."""
        self._frames += 1
        if self._frames == SENDS_NOTHING:
            self._heard(SILENCE * SENDS_NOTHING)
        elif self._frames > SENDS_NOTHING:
            self._heard(SILENCE)
