"""Sound, as every part of speech passes it on."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field

BYTES_A_SAMPLE = 2
HERTZ = 16_000  # what every recogniser was trained at, and Silero
LOUDEST_SAMPLE = 32_767
CURE = "not a WAV file of 16-bit samples. Convert it: ffmpeg -i FILE -c:a pcm_s16le OTHER.wav"
SILENT = 33  # of the loudest sample, -60 dB: nobody hears it
FADES = 0.03  # seconds of a last sound that are softer than that
DECIBELS_A_STEP = 4.0  # of volume, as the person chose it: a step that is plainly heard


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of signed 16-bit samples, little-endian, `hertz` of them a second."""

    pcm: bytes = field(repr=False)
    hertz: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / BYTES_A_SAMPLE / self.hertz

    def at(self, hertz: int) -> Sound:
        """The same at another rate."""
        if hertz == self.hertz or not self.pcm:
            return Sound(self.pcm, hertz)
        import numpy
        from scipy.signal import resample_poly

        samples = numpy.frombuffer(self.pcm, "<i2").astype(numpy.float32)
        again = resample_poly(samples, hertz, self.hertz)
        return Sound(
            numpy.clip(again, -LOUDEST_SAMPLE, LOUDEST_SAMPLE).astype("<i2").tobytes(), hertz
        )

    def louder(self, steps: int) -> Sound:
        """`steps` louder, or softer below 0; what would be too loud is rounded off, not cut."""
        if steps == 0 or not self.pcm:
            return self
        import numpy

        samples = numpy.frombuffer(self.pcm, "<i2").astype(numpy.float32) / LOUDEST_SAMPLE
        samples *= 10 ** (DECIBELS_A_STEP * steps / 20)
        if steps > 0:
            samples = numpy.tanh(samples)
        return Sound((samples * LOUDEST_SAMPLE).astype("<i2").tobytes(), self.hertz)

    def without_its_end(self) -> Sound:
        """Without the silence at its end, of which each voice leaves as much as it likes."""
        import numpy

        samples = numpy.frombuffer(self.pcm, "<i2")
        heard = numpy.flatnonzero(numpy.abs(samples.astype(int)) > SILENT)
        last = int(heard[-1]) + int(FADES * self.hertz) if len(heard) else 0
        return Sound(self.pcm[: last * BYTES_A_SAMPLE], self.hertz)


def silence(seconds: float, hertz: int) -> Sound:
    """Nothing, for so long."""
    return Sound(bytes(int(seconds * hertz) * BYTES_A_SAMPLE), hertz)


def wav(sounds: Sequence[Sound]) -> bytes:
    """One after the other, as a WAV file, at the rate of the first. Raises `IndexError` on none."""
    hertz, file = sounds[0].hertz, io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(BYTES_A_SAMPLE)
        written.setframerate(hertz)
        for sound in sounds:
            written.writeframes(sound.at(hertz).pcm)
    return file.getvalue()


class NotSound(ValueError):
    """A file that is no WAV of 16-bit samples; the text says the cure."""


def from_wav(file: bytes) -> Sound:
    """The sound of a WAV file, its channels mixed; of one cut off, what is there.

    Raises `NotSound`.
    """
    try:
        with wave.open(io.BytesIO(file)) as read:
            width, channels, hertz = read.getsampwidth(), read.getnchannels(), read.getframerate()
            pcm = read.readframes(read.getnframes())
    except (wave.Error, EOFError):
        raise NotSound(CURE) from None
    pcm = pcm[: len(pcm) // (width * channels) * (width * channels)]
    if width != BYTES_A_SAMPLE or not hertz or not pcm:
        raise NotSound(CURE)
    if channels == 1:
        return Sound(pcm, hertz)
    import numpy

    samples = numpy.frombuffer(pcm, "<i2").reshape(-1, channels)
    return Sound(samples.mean(axis=1).astype("<i2").tobytes(), hertz)
