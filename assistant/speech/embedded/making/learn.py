"""Learning how French phrases sound to the English model. Run by `python -m`, and seldom.

For each phrase without a pronunciation yet, speakers say it, quietly, in noise and by telephone;
the decoder tells which English phones it hears among those that each French sound may
be taken for; and the few pronunciations that explain all the samples best are written to
`pronunciations/fr.dict`. `python -m assistant.speech.embedded.making.learn [RECORDINGS]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from numpy.typing import NDArray

from assistant.speech.embedded.decoder import BANDS, Band, Decoder, prepared
from assistant.speech.embedded.dictionary import FRENCH
from assistant.speech.embedded.making.phones import ENGLISH_PHONES, heard_as, nearest, sounds_of
from assistant.speech.embedded.making.speakers import (
    HUSH,
    NOISY,
    Speaker,
    by_telephone,
    in_noise,
    speakers,
)
from assistant.speech.grammar import every_phrase, token

SPEAKERS_OF_A_PHRASE = 8
MOST_PRONUNCIATIONS = 3  # of a phrase; more make it swallow others
WORTH_ANOTHER = 40.0  # of score a sample, that one more pronunciation must bring

Sample = tuple[Band, bytes]
"""What a decoder of that band is given."""


def learn(
    phrases: Sequence[str], known: dict[str, list[str]], by_all: Sequence[Speaker]
) -> Iterator[tuple[str, list[str]]]:
    """The tokens that `known` lacks, with their pronunciations, the best first."""
    english = Decoder("en", "wide")
    for number, phrase in enumerate(phrases):
        if token(phrase) not in known:
            try:
                yield (
                    token(phrase),
                    _pronunciations(sounds_of(phrase), _samples(phrase, by_all, number)),
                )
            except KeyError:  # a word that espeak-ng takes for English: it is said as in English
                yield token(phrase), [_in_english(english, phrase)]


def _in_english(english: Decoder, phrase: str) -> str:
    words = [word for word in token(phrase).split("_") if english.knows(word)]
    return " ".join(english.phones(word) for word in words)


def _pronunciations(sounds: list[str], samples: list[Sample]) -> list[str]:
    candidates = dict.fromkeys([nearest(sounds)])
    hearing = _of_each_band()
    for decoder in hearing.values():
        for phone in ENGLISH_PHONES:
            decoder.add(f"_{phone}", phone)
        decoder.load_rule("as_heard", _alternatives(sounds))
    for band, sample in samples:
        heard = hearing[band].decode("as_heard", sample)
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


def _best(candidates: list[str], samples: list[Sample]) -> list[str]:
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


def _scores(candidates: list[str], samples: list[Sample]) -> NDArray[numpy.float64]:
    hearing = _of_each_band()
    scores = numpy.full((len(candidates), len(samples)), -1e6)
    for i, phones in enumerate(candidates):
        for decoder in hearing.values():
            decoder.add(f"candidate{i}", phones)
            decoder.load_rule(f"alone{i}", f"candidate{i}")
        for j, (band, sample) in enumerate(samples):
            found = hearing[band].decode(f"alone{i}", sample)
            if found is not None:
                scores[i, j] = found.score
    return scores


def _of_each_band() -> dict[Band, Decoder]:
    return {band: Decoder("fr", band) for band in BANDS}


def _samples(phrase: str, by_all: Sequence[Speaker], number: int) -> list[Sample]:
    """The phrase by some speakers in turn: quiet, in noise, and in the telephone's band."""
    heard: list[Sample] = []
    for turn in range(min(SPEAKERS_OF_A_PHRASE, len(by_all))):
        voice = by_all[(number + turn) % len(by_all)].says(phrase)
        if voice is not None:
            quiet, noisy = in_noise(voice, HUSH, turn), in_noise(voice, NOISY, turn)
            heard += [("wide", prepared(quiet)), ("wide", prepared(noisy))]
            heard.append(("telephone", prepared(by_telephone(quiet))))
    return heard


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
    recordings = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    known = read(FRENCH)
    phrases, by_all = list(every_phrase("fr")), speakers("fr", recordings)
    for word, pronunciations in learn(phrases, known, by_all):
        known[word] = pronunciations
        FRENCH.write_text(written(known), "utf-8")
        sys.stdout.write(f"{word}: {' / '.join(pronunciations)}\n")


if __name__ == "__main__":
    main()
