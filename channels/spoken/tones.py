"""The soft tone that tells when the assistant listens. Made here: no file, and no long beep."""

from __future__ import annotations

from functools import cache

from assistant.speech.sound import LOUDEST_SAMPLE, Sound

PITCH = 523.25  # hertz, C5: within the telephone's band, and what old ears still hear
SECONDS = 0.16
LOUDNESS = 0.08  # of the loudest


@cache
def listening_tone(hertz: int) -> Sound:
    """It swells and fades: nothing clicks."""
    import numpy

    time = numpy.arange(int(SECONDS * hertz)) / hertz
    swell = numpy.sin(numpy.pi * time / SECONDS) ** 2
    samples = LOUDNESS * swell * numpy.sin(2 * numpy.pi * PITCH * time)
    return Sound((samples * LOUDEST_SAMPLE).astype("<i2").tobytes(), hertz)
