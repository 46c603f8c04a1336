"""pocketsphinx for one language and one band, with a search for each grammar, kept loaded."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from assistant.answers.kind import Lang
from assistant.speech.embedded.dictionary import ENGLISH, FRENCH
from assistant.speech.embedded.word_graph import END, WordGraph
from assistant.speech.sound import HERTZ, Sound

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

DITHER = 45.0  # of 32768: white noise added, since digital silence hurts this model
DITHER_OF_THE_VOICE = 0.015  # of its loudness; more is worth more to one voice and ruins another
DITHER_BY_TELEPHONE = 0.03  # of its loudness: it fills the half of the band that is empty
AUDIBLE = 200  # of 32768, above which a sample is the voice's
BEAMS = {"beam": 1e-60, "wbeam": 1e-50, "pbeam": 1e-60}  # wide: a grammar is small
LOG_BASE = math.log(1.0001)  # of pocketsphinx's scores
FRAME, OF_THE_LOUDEST = 0.02, 0.2  # seconds; as loud as this, somebody speaks
ONSET, DYING = 2, 10  # frames, in which a voice begins softly, and dies away
ENOUGH = 5  # frames: fewer tell nothing of the room
SOFT_AND_LOUD = (0.1, 0.9)  # quantiles of the room's frames
COMES_AND_GOES = 1.25  # times as loud as it is soft: a steady noise is 1.2 at most
ANY_PHONES = "any_phones"  # what is spoken, whatever it is, by single phones: the quick way
NOT_SPOKEN = ("<", "[", "(", "+", "SIL")
MOST_LOADED = 200  # grammars; those without what a person turned down are seldom used twice
FILE_HEADER = "#JSGF V1.0 UTF-8;\n"

Band = Literal["wide", "telephone"]
"""What a microphone in the room hears, or what a telephone leaves of it."""
BANDS: tuple[Band, ...] = get_args(Band)


def band_of(sound: Sound) -> Band:
    """By its rate: a telephone's is lower than the model's."""
    return "telephone" if sound.hertz < HERTZ else "wide"


def models() -> Path:
    """Where pocketsphinx has its English model and dictionary."""
    import pocketsphinx

    return Path(pocketsphinx.get_model_path()) / "en-us"


def acoustic_model() -> Path:
    """The folder of what its phones sound like."""
    return models() / "en-us"


def dictionary(lang: Lang) -> Path:
    """The pronunciations: ours of French phrases in its phones, its own of English words."""
    return FRENCH if lang == "fr" else models() / ENGLISH


def adapted(lang: Lang) -> Path:
    """The map that bends the model to the language by telephone; `making/adapt.py` makes it."""
    return Path(__file__).parent / "adapted" / f"{lang}-telephone.mllr"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A word, or a phone, from frame to frame of 10 ms, and how well it fits the sound there."""

    first: int
    last: int
    score: float

    @property
    def frames(self) -> int:
        """How many it takes."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` in the dictionary's words, `score` in pocketsphinx's units, the more the better.

    `spoken`: the words, or the phones, without the silence around them.
    """

    text: str
    score: float
    spoken: tuple[Stretch, ...]

    @property
    def frames(self) -> int:
        """Those that are spoken."""
        return sum(stretch.frames for stretch in self.spoken)


class Decoder:
    """Not to be used by two threads at once."""

    def __init__(self, lang: Lang, band: Band) -> None:
        """With the words of the language.

        In a room the model is taken as it is: bent to French it heard more days, and fewer a no.
        """
        import pocketsphinx

        bent = {"mllr": str(adapted(lang))} if band == "telephone" else {}
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=str(acoustic_model()), dict=str(dictionary(lang)), lm=None,
            loglevel="FATAL", bestpath=False, lw=1.0, wip=1.0, pip=1.0,
            allphone_ci=True, **BEAMS, **bent,
        )  # fmt: skip
        self._decoder.add_allphone_file(ANY_PHONES, None)
        self._loaded: list[str] = []  # the one used last comes last

    def knows(self, word: str) -> bool:
        """Whether the dictionary has it."""
        return self._decoder.lookup_word(word) is not None

    def phones(self, word: str) -> str:
        """The phones of a word that the dictionary has."""
        return str(self._decoder.lookup_word(word))

    def add(self, word: str, phones: str) -> None:
        """Give the dictionary a word."""
        self._decoder.add_word(word, phones, True)

    def load(self, name: str, graph: Callable[[], WordGraph]) -> None:
        """Make a grammar ready, once: one that was not used for long is forgotten."""
        if name in self._loaded:
            self._loaded.remove(name)
        else:
            made = graph()
            fsg = self._decoder.create_fsg(name, made.start, END, made.arcs)
            self._decoder.add_fsg(name, fsg)
        self._loaded.append(name)
        if len(self._loaded) > MOST_LOADED:
            self._decoder.activate_search(ANY_PHONES)  # the one in use cannot be taken out
            self._decoder.remove_search(self._loaded.pop(0))

    def load_rule(self, name: str, rule: str) -> None:
        """Make a grammar ready that is written as JSGF."""
        self._decoder.add_jsgf_string(
            name, f"{FILE_HEADER}grammar {name};\npublic <said> = {rule};\n"
        )

    def decode(self, name: str, pcm: bytes) -> Decoded | None:
        """The best of the grammar `name`; a grammar always finds something, or nothing at all."""
        self._decoder.reinit_feat()  # else what was heard before, from anybody, weighs on it
        self._decoder.activate_search(name)
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        if found is None or not found.hypstr:
            return None
        spoken = tuple(
            Stretch(segment.start_frame, segment.end_frame, _in_its_units(segment.ascore))
            for segment in self._decoder.seg()
            if not segment.word.startswith(NOT_SPOKEN)
        )
        return Decoded(found.hypstr, _in_its_units(found.score), spoken)


def _in_its_units(score: float) -> float:
    """What pocketsphinx gives as a power of its base, and as 0 when it is too small."""
    return math.log(max(score, sys.float_info.min)) / LOG_BASE


def prepared(sound: Sound) -> bytes:
    """At the model's rate, with its dither; the same for the same sound.

    The dither is as loud as a television behind the voice: the model takes out a steady noise, and
    hears words in one that is none.
    """
    import numpy

    samples = _samples(sound)
    dither = max(_usual_dither(samples, sound.hertz), _television(samples, sound.hertz))
    noisy = samples + numpy.random.default_rng(7).normal(0, dither, len(samples))
    return numpy.clip(noisy, -32_768, 32_767).astype("<i2").tobytes()


def is_beside_a_television(sound: Sound) -> bool:
    """Whether voices that come and go were heard before this one, louder than the usual dither."""
    samples = _samples(sound)
    return _television(samples, sound.hertz) > _usual_dither(samples, sound.hertz)


def _samples(sound: Sound) -> Samples:
    import numpy

    return numpy.frombuffer(sound.at(HERTZ).pcm, "<i2").astype(numpy.float32)


def _usual_dither(samples: Samples, hertz: int) -> float:
    import numpy

    voice = samples[numpy.abs(samples) > AUDIBLE]
    loudness = float(numpy.sqrt((voice**2).mean())) if len(voice) else 0.0
    share = DITHER_BY_TELEPHONE if hertz < HERTZ else DITHER_OF_THE_VOICE
    return max(DITHER, share * loudness)


def _television(samples: Samples, hertz: int) -> float:
    """The loudness of what comes and goes before the voice and after it; a steady noise is none.

    By telephone none is looked for: so narrow a band takes the edges of a voice for one.
    """
    import numpy

    if hertz < HERTZ:
        return 0.0
    loudness = _loudness(samples)
    voice = numpy.flatnonzero(loudness > OF_THE_LOUDEST * loudness.max(initial=0.0))
    if not len(voice):
        return 0.0
    before, after = slice(0, max(0, int(voice[0]) - ONSET)), slice(int(voice[-1]) + 1 + DYING, None)
    if min(len(loudness[before]), len(loudness[after])) < ENOUGH:
        return 0.0
    # the low tones of a steady noise come and go too: its difference is steady
    differences = _loudness(numpy.diff(samples, prepend=samples[:1]))
    for room in (before, after):
        soft, loud = numpy.quantile(differences[room], SOFT_AND_LOUD)
        if loud < COMES_AND_GOES * soft:
            return 0.0
    return float(numpy.quantile(loudness[before], SOFT_AND_LOUD[1]))


def spoken_seconds(pcm: bytes) -> float:
    """How long somebody spoke in what was `prepared`: pauses and the room are softer."""
    import numpy

    loudness = _loudness(numpy.frombuffer(pcm, "<i2").astype(numpy.float32))
    return FRAME * float((loudness > OF_THE_LOUDEST * loudness.max(initial=0.0)).sum())


def _loudness(samples: Samples) -> Samples:
    """Frame by frame."""
    import numpy

    size = int(FRAME * HERTZ)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    loudness: Samples = numpy.sqrt((frames**2).mean(axis=1))
    return loudness
