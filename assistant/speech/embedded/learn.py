"""Learning how French phrases sound to the English model. Run by `python -m`, and seldom.

For each phrase without a pronunciation yet, synthetic voices say it, quietly, in noise and by
telephone; the decoder tells which English phones it hears among those that each French sound may
be taken for; and the few pronunciations that explain all the samples best are written to
`pronunciations/fr.dict`. The voices here are never those that the tests listen to.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from numpy.typing import NDArray

from assistant.speech.embedded.decoder import Decoder, prepared
from assistant.speech.embedded.grammar import every_phrase, token
from assistant.speech.embedded.phones import ENGLISH_PHONES, heard_as, nearest, sounds_of
from assistant.speech.sound import Sound

FRENCH = Path(__file__).parent / "pronunciations" / "fr.dict"
VOICES = (
    ("fr+m3", 140, 45), ("fr+f2", 150, 50), ("fr+m7", 125, 40), ("fr-be+f3", 140, 60),
    ("fr-ch+m1", 140, 50), ("fr+m6", 130, 45), ("fr+f1", 140, 55), ("fr-be+m5", 150, 45),
)  # fmt: skip
"""espeak-ng's voice, words a minute, pitch."""
NOISE = 0.1  # of the voice's own loudness: 20 dB below it
AROUND = 4_800  # samples of room before and after, 0.3 s
MOST_PRONUNCIATIONS = 3  # of a phrase; more make it swallow others
WORTH_ANOTHER = 40.0  # of score a sample, that one more pronunciation must bring
ESPEAK_HERTZ, HEADER = 22_050, 44  # of the WAV that espeak-ng writes


def learn(phrases: Sequence[str], known: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """The tokens that `known` lacks, with their pronunciations, the best first."""
    english = Decoder(None)
    for phrase in phrases:
        if token(phrase) not in known:
            try:
                yield token(phrase), _pronunciations(sounds_of(phrase), _samples(phrase))
            except KeyError:  # a word that espeak-ng takes for English: it is said as in English
                yield token(phrase), [_in_english(english, phrase)]


def _in_english(english: Decoder, phrase: str) -> str:
    words = [word for word in token(phrase).split("_") if english.knows(word)]
    return " ".join(english.phones(word) for word in words)


def _pronunciations(sounds: list[str], samples: list[bytes]) -> list[str]:
    candidates = dict.fromkeys([nearest(sounds)])
    hearing = Decoder(None)
    for phone in ENGLISH_PHONES:
        hearing.add(f"_{phone}", phone)
    hearing.load("as_heard", _alternatives(sounds))
    for sample in samples:
        heard = hearing.decode("as_heard", sample)
        if heard is not None:
            candidates[heard.text.replace("_", "")] = None
    return _best(list(candidates), samples)


def _alternatives(sounds: list[str]) -> str:
    """Every way to hear the sounds, as a rule of single phones."""
    parts = []
    for sound in sounds:
        ways = [" ".join(f"_{phone}" for phone in way.split()) for way in heard_as(sound) if way]
        choice = " | ".join(ways)
        parts.append(f"[{choice}]" if "" in heard_as(sound) else f"({choice})")
    return " ".join(parts)


def _best(candidates: list[str], samples: list[bytes]) -> list[str]:
    """Greedily, those that together explain the samples."""
    scores = _scores(candidates, samples)
    chosen: list[int] = []
    explained = numpy.full(len(samples), -1e6)
    while len(chosen) < min(MOST_PRONUNCIATIONS, len(candidates)):
        gains = numpy.maximum(scores, explained).mean(axis=1) - explained.mean()
        best = int(gains.argmax())
        if chosen and gains[best] < WORTH_ANOTHER:
            break
        chosen.append(best)
        explained = numpy.maximum(explained, scores[best])
    return [candidates[i] for i in chosen]


def _scores(candidates: list[str], samples: list[bytes]) -> NDArray[numpy.float64]:
    decoder = Decoder(None)
    scores = numpy.full((len(candidates), len(samples)), -1e6)
    for i, phones in enumerate(candidates):
        decoder.add(f"candidate{i}", phones)
        decoder.load(f"alone{i}", f"candidate{i}")
        for j, sample in enumerate(samples):
            found = decoder.decode(f"alone{i}", sample)
            if found is not None:
                scores[i, j] = found.score
    return scores


def _samples(phrase: str) -> list[bytes]:
    """The phrase by each voice: quiet, in noise, and in the telephone's band."""
    heard = []
    for number, (voice, pace, pitch) in enumerate(VOICES):
        said = numpy.frombuffer(said_by(phrase, voice, pace, pitch).at(16_000).pcm, "<i2")
        quiet = numpy.pad(said.astype(numpy.float32), AROUND)
        random = numpy.random.default_rng(number)
        noisy = quiet + random.normal(0, NOISE * said.std(), len(quiet))
        for samples in (quiet, noisy):
            sound = Sound(numpy.clip(samples, -32_768, 32_767).astype("<i2").tobytes(), 16_000)
            heard.append(prepared(sound))
        heard.append(prepared(Sound(quiet.astype("<i2").tobytes(), 16_000).at(8_000)))
    return heard


def said_by(phrase: str, voice: str, pace: int, pitch: int) -> Sound:
    """What an espeak-ng voice makes of it, at so many words a minute."""
    command = ["espeak-ng", "-v", voice, "-s", str(pace), "-p", str(pitch), "--stdout", phrase]
    made = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    return Sound(made[HEADER:], ESPEAK_HERTZ)


def read(path: Path) -> dict[str, list[str]]:
    """A dictionary of pronunciations: token, then its phones, the best first."""
    known: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, phones = line.partition(" ")
        known.setdefault(word.partition("(")[0], []).append(phones)
    return known


def written(known: dict[str, list[str]]) -> str:
    """The inverse of `read`: sorted, so that it is the same each time."""
    return "".join(
        f"{word}{f'({number})' if number > 1 else ''} {phones}\n"
        for word, pronunciations in sorted(known.items())
        for number, phones in enumerate(pronunciations, start=1)
    )


def main() -> None:
    """Learn what is lacking, writing as it goes: it takes some seconds a phrase."""
    known = read(FRENCH)
    for word, pronunciations in learn(list(every_phrase("fr")), known):
        known[word] = pronunciations
        FRENCH.write_text(written(known), "utf-8")
        sys.stdout.write(f"{word}: {' / '.join(pronunciations)}\n")


if __name__ == "__main__":
    main()
