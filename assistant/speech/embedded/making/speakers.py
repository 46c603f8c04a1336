"""Who the recogniser is made with: synthetic voices, and people's recordings where there are any.

Recordings lie in a folder: `LANGUAGE/SPEAKER/PHRASE.wav`, each file named after what is said in it,
as `python -m assistant.speech.embedded.making.speakers fr` prints it. None of these voices is among
those that the tests and the bench listen to.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import numpy
from numpy.typing import NDArray

from assistant.answers.kind import Lang
from assistant.speech.days_and_years import days, years
from assistant.speech.grammar import every_phrase
from assistant.speech.sound import HERTZ, Sound, from_wav

Samples = NDArray[numpy.float32]

SOFT = 150  # of 32768: below it nobody speaks
AROUND = 4_800  # samples of room before and after, 0.3 s
TELEPHONE_HERTZ = 8_000
NOISY, HUSH = 0.1, 0.005  # of the voice's loudness: 20 and 46 dB below it
ONE_YEAR_IN = 7  # of those that can be heard: they share their words
ESPEAK_HERTZ, HEADER = 22_050, 44  # of the WAV that espeak-ng writes


class Speaker(Protocol):
    """Somebody who can be asked to say a phrase."""

    def says(self, phrase: str) -> Samples | None:
        """At 16 kHz, no silence around it; None where there is no recording of it."""


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A voice of espeak-ng, at so many words a minute."""

    voice: str
    pace: int
    pitch: int

    def says(self, phrase: str) -> Samples:
        """Raises `FileNotFoundError` where espeak-ng is not installed."""
        manner = ["-v", self.voice, "-s", str(self.pace), "-p", str(self.pitch)]
        made = _run(["espeak-ng", *manner, "--stdout", phrase])
        return _voice_alone(Sound(made[HEADER:], ESPEAK_HERTZ))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A folder of recordings of one person."""

    folder: Path

    def says(self, phrase: str) -> Samples | None:
        """Raises `NotSound` on a file that is no recording of 16-bit samples."""
        file = self.folder / f"{phrase}.wav"
        return _voice_alone(from_wav(file.read_bytes())) if file.is_file() else None


SYNTHETIC: dict[Lang, tuple[Synthetic, ...]] = {
    "fr": (
        Synthetic("fr+m3", 140, 45), Synthetic("fr+f2", 150, 50), Synthetic("fr+m7", 125, 40),
        Synthetic("fr-be+f3", 140, 60), Synthetic("fr-ch+m1", 140, 50), Synthetic("fr+m6", 130, 45),
        Synthetic("fr+f1", 140, 55), Synthetic("fr-be+m5", 150, 45),
    ),
    "en": (
        Synthetic("en-us+m3", 140, 45), Synthetic("en-gb+f2", 150, 50),
        Synthetic("en-us+m7", 125, 40), Synthetic("en-gb+m5", 140, 50),
        Synthetic("en-us+f1", 140, 55), Synthetic("en-gb-scotland+m4", 130, 45),
    ),
}  # fmt: skip


def speakers(lang: Lang, recordings: Path | None) -> tuple[Speaker, ...]:
    """The synthetic ones and the recorded ones, turn by turn, so that some of each are taken."""
    synthetic: list[Speaker] = list(SYNTHETIC[lang])
    recorded = recorded_in(recordings, lang) if recordings else ()
    for number, speaker in enumerate(recorded):
        synthetic.insert(2 * number, speaker)
    return tuple(synthetic)


def recorded_in(recordings: Path, lang: Lang) -> tuple[Recorded, ...]:
    """Those who recorded themselves in that language."""
    return tuple(Recorded(folder) for folder in sorted((recordings / lang).glob("*/")))


def _voice_alone(sound: Sound) -> Samples:
    samples = numpy.frombuffer(sound.at(HERTZ).pcm, "<i2").astype(numpy.float32)
    loud = numpy.flatnonzero(numpy.abs(samples) > SOFT)
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples[:0]


def in_noise(voice: Samples, share: float, seed: int) -> Sound:
    """With room around it, and noise of a share of its loudness; at 16 kHz."""
    around = numpy.pad(voice, AROUND)
    noise = numpy.random.default_rng(seed).normal(0, share * voice.std(), len(around))
    samples = numpy.clip(around + noise, -32_768, 32_767)
    return Sound(samples.astype("<i2").tobytes(), HERTZ)


def by_telephone(sound: Sound) -> Sound:
    """As it comes out of a telephone: 300 to 3400 Hz, G.711 A-law, 8 kHz."""
    raw = ["-t", "raw", "-e", "signed", "-b16", "-c1"]
    there = [*raw, "-r", str(sound.hertz), "-", "-r", "8000", "-t", "al", "-", "sinc", "300-3400"]
    back = ["-t", "al", "-r8000", "-c1", "-", *raw, "-r", "8000", "-"]
    return Sound(_run(["sox", *back], _run(["sox", *there], sound.pcm)), TELEPHONE_HERTZ)


def _run(command: list[str], given: bytes = b"") -> bytes:
    """What a program prints, given its input. Raises `FileNotFoundError` where it is missing."""
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout  # noqa: S603


def phrases_to_record(lang: Lang) -> Iterator[str]:
    """What somebody who lends their voice reads out."""
    yield from every_phrase(lang)
    for ways in (*days(lang), *years(lang)[::ONE_YEAR_IN]):
        yield ways[-1]


if __name__ == "__main__":
    sys.stdout.writelines(f"{said}\n" for said in phrases_to_record(cast(Lang, sys.argv[1])))
