"""Bending the acoustic model to the telephone: `python -m …embedded.adapt [RECORDINGS]`.

The model was trained on Americans who speak into a good microphone. By telephone half of the band
is missing, and French vowels are none of English. One linear map of the means of its Gaussians, for
each language, makes known phrases as likely as it can: maximum likelihood linear regression with
one class (Leggetter and Woodland, Computer Speech and Language 9(2), 1995). It has so few numbers
that it cannot learn a phrase by heart, nor a voice.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy
from numpy.typing import NDArray

from assistant.answers.kind import Lang
from assistant.speech.embedded.decoder import adapted
from assistant.speech.embedded.making.aligning import CEPSTRA, STREAMS, Aligner, Stated, gaussians
from assistant.speech.embedded.making.speakers import (
    HUSH,
    NOISY,
    by_telephone,
    in_noise,
    phrases_to_record,
    speakers,
)
from assistant.words.words import LANGUAGES

Floats = NDArray[numpy.float64]

SPEAKERS_OF_A_PHRASE = 5
ROUNDS = 3  # of the estimate, each beginning with the means of the one before; a fourth adds little
RIDGE = 1e-6  # of the mean square, where few sounds tell


def heard(lang: Lang, recordings: Path | None) -> Iterator[Stated]:
    """Each phrase by some of the speakers in turn, by telephone: its features, phone by phone."""
    aligner, by_all = Aligner(lang), speakers(lang, recordings)
    for number, phrase in enumerate(phrases_to_record(lang)):
        for turn in range(SPEAKERS_OF_A_PHRASE):
            voice = by_all[(number + turn) % len(by_all)].says(phrase)
            if voice is None:
                continue
            sound = in_noise(voice, HUSH if turn % 2 else NOISY, number)
            yield from aligner.align(phrase, by_telephone(sound))


def estimate(stated: list[Stated]) -> tuple[Floats, Floats]:
    """The maps, (stream, cepstrum, cepstrum), and what they add, (stream, cepstrum)."""
    means, variances = gaussians()
    maps, added = numpy.stack([numpy.eye(CEPSTRA)] * STREAMS), numpy.zeros((STREAMS, CEPSTRA))
    of_phone: dict[int, list[Floats]] = defaultdict(list)
    for features, phones in stated:
        for phone, first, end in phones:
            of_phone[phone].append(features[first:end])
    for _ in range(ROUNDS):
        for stream in range(STREAMS):
            square = numpy.zeros((CEPSTRA, CEPSTRA + 1, CEPSTRA + 1))
            product = numpy.zeros((CEPSTRA, CEPSTRA + 1))
            for phone, pieces in of_phone.items():
                seen = numpy.concatenate(pieces)[:, stream]
                mean, variance = means[phone, stream], variances[phone, stream]
                share = _shares(seen, mean @ maps[stream].T + added[stream], variance)
                of_mean = numpy.hstack([mean, numpy.ones((len(mean), 1))])
                weight = share.sum(axis=0)[:, None] / variance
                square += numpy.einsum("gi,gj,gk->ijk", weight, of_mean, of_mean)
                product += numpy.einsum("gi,gj->ij", (share.T @ seen) / variance, of_mean)
            for row in range(CEPSTRA):
                ridge = RIDGE * numpy.trace(square[row]) / CEPSTRA * numpy.eye(CEPSTRA + 1)
                found = numpy.linalg.solve(square[row] + ridge, product[row])
                maps[stream, row], added[stream, row] = found[:-1], found[-1]
    return maps, added


def _shares(seen: Floats, mean: Floats, variance: Floats) -> Floats:
    """How much of each frame each Gaussian explains: (frame, Gaussian), each row 1 in all."""
    inverse = 1 / variance
    square = seen**2 @ inverse.T - 2 * seen @ (mean * inverse).T + (mean**2 * inverse).sum(axis=1)
    likely = -0.5 * (square + numpy.log(variance).sum(axis=1))
    shares = numpy.exp(likely - likely.max(axis=1, keepdims=True))
    return numpy.asarray(shares / shares.sum(axis=1, keepdims=True))


def written(maps: Floats, added: Floats) -> str:
    """As pocketsphinx reads it: classes, streams; for each its length, map, sum and variances."""
    lines = ["1", str(STREAMS)]
    for of_stream, more in zip(maps, added, strict=True):
        rows = [*of_stream, more, numpy.ones(CEPSTRA)]
        lines += [str(CEPSTRA), *(" ".join(f"{value:.4f}" for value in row) for row in rows)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the map of each language: some minutes."""
    recordings = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for lang in LANGUAGES:
        stated = list(heard(lang, recordings))
        adapted(lang).write_text(written(*estimate(stated)), "utf-8")
        sys.stdout.write(f"{lang}: {len(stated)} phrases\n")


if __name__ == "__main__":
    main()
