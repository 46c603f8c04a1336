"""Ears that know a yes from a no, and a voice: small real parts for the tests of this channel.

What the assistant itself listens and speaks with has its own tests.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.speech.protocols import Expected, Hearing, Manner
from assistant.speech.sound import Sound

SOUNDS = "oui W IY\nnon N OW\nnon(2) N AO N\nnon(3) N OW N\n"
GRAMMAR = "#JSGF V1.0;\ngrammar answers;\npublic <answer> = oui | non;\n"
HEADER = 44  # bytes of a WAV file before its samples
ESPEAK_HERTZ = 22_050
LOUD_ENOUGH = 500  # of 32768: the mean of a voice is well above, that of a silent room below


def espeak(text: str, voice: str = "fr") -> Sound:
    """What espeak-ng says, slowly."""
    made = subprocess.run(
        ["espeak-ng", "-v", voice, "-s", "140", "--stdout", text], capture_output=True, check=True
    )
    return Sound(made.stdout[HEADER:], ESPEAK_HERTZ)


class TwoWords:
    """A listener of pocketsphinx that hears "oui" and "non", and tells nothing from a silence."""

    def __init__(self, folder: Path) -> None:
        import pocketsphinx

        sounds = folder / "two.dict"
        sounds.write_text(SOUNDS)
        model = str(Path(pocketsphinx.get_model_path()) / "en-us/en-us")
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=model, dict=str(sounds), lm=None, cmn="batch", loglevel="FATAL"
        )
        self._decoder.add_jsgf_string("answers", GRAMMAR)
        self._decoder.activate_search("answers")
        self.expected: list[Expected] = []

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        """The one of the two words that is nearer."""
        import numpy

        self.expected.append(expected)
        samples = numpy.frombuffer(sound.pcm, numpy.int16).astype(float)
        if not len(samples) or numpy.abs(samples).mean() < LOUD_ENOUGH:
            return None
        dither = numpy.random.default_rng(7).normal(0, 45, len(samples))
        loud = numpy.clip(samples + dither, -32768, 32767).astype(numpy.int16)
        self._decoder.start_utt()
        self._decoder.process_raw(loud.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return Hearing((found.hypstr,), 1.0) if found and found.hypstr else None

    def understands(self, expected: Expected) -> bool:
        """Any question may be answered by a yes or a no here."""
        return True


class Espeak:
    """A speaker."""

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        """All of it at once."""
        yield espeak(written, manner.lang)
