"""Sounds to play and to compare, made by espeak-ng and sox."""

from __future__ import annotations

import subprocess
import warnings
from functools import cache

import numpy as np

from assistant.speech.sound import Sound

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop as audioop  # gone in Python 3.13; this is 3.11

HERTZ = 8_000
AS_GOOD_AS = 30.0  # dB; G.711 alone leaves about 37


@cache
def spoken(text: str, hertz: int = HERTZ) -> Sound:
    """`text` in French, by espeak-ng."""
    said = subprocess.run(
        ["espeak-ng", "-v", "fr-fr", "-s", "130", "--stdout", text],
        capture_output=True, check=True, timeout=30,
    ).stdout  # fmt: skip
    raw = subprocess.run(
        ["sox", "-t", "wav", "-", "-t", "raw", "-r", str(hertz), "-e", "signed", "-b", "16", "-"],
        input=said, capture_output=True, check=True, timeout=30,
    ).stdout  # fmt: skip
    return Sound(raw, hertz)


def tone(*hertz: float, seconds: float = 0.1) -> bytes:
    """Tones together, at 8 kHz."""
    at = np.arange(int(HERTZ * seconds)) / HERTZ
    wave = sum(np.sin(2 * np.pi * each * at) for each in hertz)
    return np.asarray(6_000 * wave).astype("<i2").tobytes()


def likeness(heard: bytes, said: bytes) -> float:
    """How much of `heard` is `said`, in dB over the rest, wherever it stands in it."""
    there = np.frombuffer(heard[: len(heard) // 2 * 2], "<i2").astype(float)
    asked = np.frombuffer(said, "<i2").astype(float)
    if len(there) < len(asked):
        return -np.inf
    size = len(there) + len(asked)
    spectrum = np.fft.rfft(there, size) * np.conj(np.fft.rfft(asked, size))
    at = int(np.argmax(np.fft.irfft(spectrum, size)[: len(there) - len(asked) + 1]))
    part = there[at : at + len(asked)]
    level = float(part @ asked) / float(asked @ asked)
    rest = part - level * asked
    return float(10 * np.log10((level * asked) @ (level * asked) / max(rest @ rest, 1e-9)))
