"""Keys as two tones within the sound (ITU-T Q.23), for adapters that send no events."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from channels.phone.g711 import HERTZ

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LOW = (697, 770, 852, 941)  # Hz, the four rows
HIGH = (1209, 1336, 1477)  # Hz, the three columns that telephones have
KEYS = ("123", "456", "789", "*0#")

WINDOW = 205  # samples, 26 ms: the tones fall between its zeros, 40 ms is the shortest key (Q.24)
STEP = 102  # samples
QUIETEST = 200.0  # of 32,768, the mean level of a tone: -44 dBFS, a telephone's keys are above -25
PURE = 0.7  # of the energy is in the two tones; speech spreads its own
TWIST = 6.3  # one tone at most this many times the other: 8 dB (Q.24)
WINDOWS_IN_A_ROW = 2  # before it is a key
WINDOWS_BETWEEN = 2  # without it, before the same key may come again


class Tones:
    """The keys within the sound of one call."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self._rest = b""
        self._heard, self._count, self._told, self._gap = "", 0, "", 0

    def feed(self, pcm: bytes) -> list[str]:
        """The keys that began in `pcm`: 16-bit samples at 8 kHz, after what was fed before."""
        import numpy as np

        sound = self._rest + pcm
        samples = np.frombuffer(sound[: len(sound) // 2 * 2], "<i2").astype(float)
        keys, at = [], 0
        while at + WINDOW <= len(samples):
            key = self._next(_key_in(samples[at : at + WINDOW]))
            if key:
                keys.append(key)
            at += STEP
        self._rest = sound[2 * at :]
        return keys

    def _next(self, heard: str) -> str:
        self._count = self._count + 1 if heard == self._heard else 1
        self._heard = heard
        self._gap = 0 if heard == self._told else self._gap + 1
        if self._gap >= WINDOWS_BETWEEN:
            self._told = ""
        if heard and heard != self._told and self._count == WINDOWS_IN_A_ROW:
            self._told, self._gap = heard, 0
            return heard
        return ""


def _key_in(window: npt.NDArray[np.float64]) -> str:
    """The key whose two tones are all that sounds in `window`; empty when there is none."""
    import numpy as np

    energy = float(window @ window)
    if energy < WINDOW * QUIETEST**2:
        return ""
    strength = np.abs(_waves() @ window) ** 2
    low, high = int(np.argmax(strength[:4])), int(np.argmax(strength[4:]))
    one, other = float(strength[low]), float(strength[4 + high])
    is_pure = (one + other) * 2 / WINDOW > PURE * energy
    is_even = one < TWIST * other and other < TWIST * one
    return KEYS[low][high] if is_pure and is_even else ""


@cache
def _waves() -> npt.NDArray[np.complex128]:
    """What each frequency is measured with: one bin of a Fourier transform, as Goertzel's."""
    import numpy as np

    turns = np.outer((*LOW, *HIGH), np.arange(WINDOW)) / HERTZ
    waves: npt.NDArray[np.complex128] = np.exp(-2j * np.pi * turns)
    return waves
