"""Which phone of the model is spoken at which moment, when the phrase is known."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from assistant.answers.kind import Lang
from assistant.speech.embedded.decoder import BEAMS, acoustic_model, dictionary, prepared
from assistant.speech.embedded.dictionary import words_of
from assistant.speech.sound import Sound

Floats = NDArray[numpy.float64]
Stated = tuple[Floats, list[tuple[int, int, int]]]
"""Features (frame, stream, cepstrum), and phones: number in the model, first frame, end."""

STREAMS, CEPSTRA = 3, 13  # cepstra, their slope, and its slope: `-feat 1s_c_d_dd`, `-svspec`
LEAST_VARIANCE = 1e-4  # pocketsphinx's own floor
SILENCE = "SIL"
END_OF_HEADER = b"endhdr\n"
BYTE_ORDER = 4  # bytes of a number that tells it
DESCRIBED_AT = 8  # of the model's definition: the length of its description, which comes next
COUNTS = 10  # numbers before the names of the phones


class Aligner:
    """Not to be used by two threads at once."""

    def __init__(self, lang: Lang) -> None:
        """A decoder of its own, that leaves the cepstra of what it heard in a folder."""
        import pocketsphinx

        self._folder = tempfile.TemporaryDirectory()
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=str(acoustic_model()), dict=str(dictionary(lang)), lm=None, loglevel="FATAL",
            bestpath=False, mfclogdir=self._folder.name, **BEAMS,
        )  # fmt: skip
        self._lang = lang
        self._numbers = {phone: number for number, phone in enumerate(_phones())}

    def align(self, phrase: str, sound: Sound) -> Iterator[Stated]:
        """Nothing where the phrase cannot be found in the sound."""
        words = words_of(phrase, self._lang, lambda w: self._decoder.lookup_word(w) is not None)
        if any(self._decoder.lookup_word(word) is None for word in words):
            return
        pcm = prepared(sound)
        self._decoder.set_align_text(" ".join(words))
        self._hear(pcm)
        if self._decoder.hyp() is None:
            return
        [file] = Path(self._folder.name).iterdir()
        cepstra = numpy.frombuffer(file.read_bytes()[BYTE_ORDER:], ">f4").reshape(-1, CEPSTRA)
        try:
            self._decoder.set_alignment()
            self._hear(pcm)
            phones = [phone for word in self._decoder.get_alignment() for phone in word]
        except RuntimeError:  # too short for its phones
            return
        spoken = [
            (self._numbers[phone.name], phone.start, phone.start + phone.duration)
            for phone in phones
            if phone.name != SILENCE
        ]
        yield features(cepstra.astype(numpy.float64)), spoken

    def _hear(self, pcm: bytes) -> None:
        for file in Path(self._folder.name).iterdir():
            file.unlink()
        self._decoder.reinit_feat()
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()


def features(cepstra: Floats) -> Floats:
    """As the model has them: cepstra less the mean of the loud ones, their slope, and its slope."""
    loud = cepstra[cepstra[:, 0] >= 0]
    centred = cepstra - (loud if len(loud) else cepstra).mean(axis=0)
    around = numpy.pad(centred, ((3, 3), (0, 0)), "edge")

    def at(shift: int) -> Floats:
        return around[3 + shift : 3 + shift + len(cepstra)]

    slope = at(2) - at(-2)
    of_slope = (at(3) - at(-1)) - (at(1) - at(-3))
    return numpy.stack([centred, slope, of_slope], axis=1)


def gaussians() -> tuple[Floats, Floats]:
    """The model's means and variances: (phone, stream, Gaussian, cepstrum)."""
    return _read(acoustic_model() / "means"), numpy.maximum(
        _read(acoustic_model() / "variances"), LEAST_VARIANCE
    )


def _read(file: Path) -> Floats:
    """A file of the model: its header, then phones, streams, Gaussians, lengths and all values."""
    content = file.read_bytes()
    at = content.index(END_OF_HEADER) + len(END_OF_HEADER) + BYTE_ORDER
    phones, streams, gaussians_each = struct.unpack_from("<3i", content, at)
    at += 4 * (3 + streams)
    [values] = struct.unpack_from("<i", content, at)
    found = numpy.frombuffer(content, "<f4", values, at + 4)
    return found.reshape(phones, streams, gaussians_each, -1).astype(numpy.float64)


def _phones() -> list[str]:
    """The model's phones in their order, out of its definition."""
    content = (acoustic_model() / "mdef").read_bytes()
    [described] = struct.unpack_from("<i", content, DESCRIBED_AT)
    at = DESCRIBED_AT + 4 + described
    [phones] = struct.unpack_from("<i", content, at)
    return [name.decode() for name in content[at + 4 * COUNTS :].split(b"\0", phones)[:phones]]
