"""People who speak in rooms: synthetic voices, pauses, noise, a television, a telephone."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

import numpy
from numpy.typing import NDArray

from assistant.speech.embedded.making.speakers import Samples, Synthetic, by_telephone
from assistant.speech.sound import HERTZ, Sound

Room = Literal[
    "quiet", "noise 20 dB", "noise 10 dB", "television 20 dB", "telephone", "television 10 dB"
]
ROOMS: tuple[Room, ...] = get_args(Room)[:-1]
"""All but the loudest, in which hardly anything is heard."""


MICROPHONE = 10.0  # of 32768: the noise of a microphone by itself
TELEVISION = (
    ("en-gb", "And now the weather forecast for tomorrow, with rain over the north and wind."),
    ("fr+m5", "Le journal de treize heures commence par les élections et la grève des transports."),
    ("fr+f1", "La recette du jour demande des œufs, de la farine et beaucoup de patience."),
    ("en-us+f2", "The committee will meet again on Thursday to discuss the hospital budget."),
)


@cache
def said(text: str, voice: str = "fr", pace: int = 140, pitch: int = 50) -> bytes:
    """What espeak-ng says, at 16 kHz, the silence around it cut off."""
    return Synthetic(voice, pace, pitch).says(text).astype("<i2").tobytes()


def speech(text: str, voice: str = "fr", pace: int = 140, pause: float = 0.0) -> Samples:
    """`text`, with a pause of so many seconds at each comma."""
    parts = [text] if not pause else text.split(", ")
    gap = numpy.zeros(int(pause * HERTZ), numpy.float32)
    spoken: list[Samples] = []
    for part in parts:
        spoken += [numpy.frombuffer(said(part, voice, pace), "<i2").astype(numpy.float32), gap]
    return numpy.concatenate(spoken[:-1])


def in_a_room(
    voice: Samples, room: Room = "quiet", before: float = 1.2, after: float = 2.5, seed: int = 7
) -> Sound:
    """`voice` with the room before, behind and after it, at 16 kHz (8 kHz on the telephone)."""
    random = numpy.random.default_rng(seed)
    around = [numpy.zeros(int(s * HERTZ), numpy.float32) for s in (before, after)]
    heard = numpy.concatenate([around[0], voice, around[1]])
    level = _level(voice) if len(voice) else 2000.0
    if room.endswith("dB"):
        kind, decibels, _ = room.split()
        noise = _pink(len(heard), random) if kind == "noise" else _television(len(heard), random)
        heard = heard + noise * level * 10 ** (-float(decibels) / 20)
    heard = heard + random.normal(0, MICROPHONE, len(heard)).astype(numpy.float32)
    sound = Sound(numpy.clip(heard, -32_768, 32_767).astype("<i2").tobytes(), HERTZ)
    return by_telephone(sound) if room == "telephone" else sound


def _level(samples: Samples) -> float:
    active = samples[numpy.abs(samples) > 100]
    return float(numpy.sqrt(numpy.mean(active**2)))


def _pink(length: int, random: numpy.random.Generator) -> Samples:
    spectrum = numpy.fft.rfft(random.normal(0, 1, length))
    spectrum /= numpy.sqrt(numpy.maximum(numpy.arange(len(spectrum)), 1))
    return _unit(numpy.fft.irfft(spectrum, length))


def _television(length: int, random: numpy.random.Generator) -> Samples:
    mixed = numpy.zeros(length, numpy.float32)
    for voice, text in TELEVISION:
        talker = numpy.frombuffer(said(text, voice, 160), "<i2").astype(numpy.float32)
        mixed += numpy.resize(numpy.roll(talker, int(random.integers(len(talker)))), length)
    return _unit(mixed)


def _unit(samples: Samples | NDArray[numpy.float64]) -> Samples:
    unit: Samples = (samples / samples.std()).astype(numpy.float32)
    return unit


def blocks(sound: Sound, seconds: float = 0.04) -> list[Sound]:
    """As a line brings it, piece by piece."""
    size = int(seconds * sound.hertz) * 2
    return [Sound(sound.pcm[at : at + size], sound.hertz) for at in range(0, len(sound.pcm), size)]
