"""How sure the recogniser may be: a grammar always hears something, even in a cough.

A logistic mix of how much better the grammar explains the sound than any phones at all, of its
score a frame, and of how long it lasted. It does not spot one word of the grammar taken for
another: only reading back does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.answers.kind import Lang
from assistant.speech.embedded.decoder import Decoded

WEIGHTS = Path(__file__).parent / "rejection.yml"
SURE_ENOUGH = 0.5  # confidence below which nothing was heard
SURE_ENOUGH_OF_A_NO = 0.25  # a no keeps nothing, and is short: by telephone 7 of 8 voices have it
SURE_ENOUGH_INSTEAD = 0.8  # of a command where a name is asked: names are said there, not commands
LEAST_COVERED = 0.62  # of the voice: commands cover 0.70 and more, telephone numbers at most 0.46
FRAMES_A_SECOND = 100.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What `weigh.py` found, by language."""

    above_any_phones: float
    score: float
    seconds: float
    bias: float


def measures(said: Decoded, any_phones: Decoded | None) -> tuple[float, float, float]:
    """What is weighed: the margin and the score a frame, and the seconds of the words."""
    frames = max(said.frames, 1)
    other = any_phones.score if any_phones else said.score
    return (said.score - other) / frames, said.score / frames, frames / FRAMES_A_SECOND


def confidence(said: Decoded, any_phones: Decoded | None, lang: Lang) -> float:
    """From 0 to 1."""
    w = weights()[lang]
    margin, score, seconds = measures(said, any_phones)
    mixed = w.above_any_phones * margin + w.score * score + w.seconds * seconds + w.bias
    return 1 / (1 + math.exp(-max(min(mixed, 50.0), -50.0)))


def covers(said: Decoded, any_phones: Decoded | None) -> bool:
    """Whether the words last about as long as the voice: else more was said than they are."""
    return any_phones is None or said.frames >= LEAST_COVERED * any_phones.frames


@cache
def weights() -> dict[Lang, Weights]:
    """As the file has them."""
    read = yaml.load(WEIGHTS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {lang: Weights(**of_language) for lang, of_language in read.items()}
