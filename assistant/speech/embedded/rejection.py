"""How sure the recogniser may be: a grammar always hears something, even in a cough.

Two questions, each a logistic mix of scores. Was it an answer at all? What was heard must explain
the sound nearly as well as any phones would, by single phones, and leave little of what was spoken
out. And was it this answer? It must explain the sound better than the best of those that mean
something else. Both must be likely.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answers.kind import Lang
from assistant.speech.embedded.decoder import Decoded

WEIGHTS = Path(__file__).parent / "rejection.yml"
SURE_ENOUGH = 0.46  # confidence below which nothing was heard
SURE_ENOUGH_OF_A_NO = 0.2  # a no keeps nothing, and is short
SURE_ENOUGH_INSTEAD = 0.6  # of a command where a name is asked: names are said there, not commands
LEAST_COVERED = 0.62  # of the voice: commands cover 0.70 and more, telephone numbers at most 0.46
FRAMES_A_SECOND = 100.0
FAR = 30.0  # of score a frame: nothing else comes near


@dataclass(frozen=True, slots=True)
class Scores:
    """What was heard, any phones at all, and the best that would have meant something else."""

    said: Decoded
    any_phones: Decoded | None
    other: Decoded | None


@dataclass(frozen=True, slots=True)
class Mix:
    """The weight of each measure, and what is added."""

    weights: tuple[float, ...]
    bias: float

    def likelihood(self, measures: tuple[float, ...]) -> float:
        """From 0 to 1."""
        mixed = sum(w * m for w, m in zip(self.weights, measures, strict=True)) + self.bias
        return 1 / (1 + math.exp(-max(min(mixed, 50.0), -50.0)))


@dataclass(frozen=True, slots=True)
class Weights:
    """What `making/weigh.py` found: whether it was an answer, and whether it was this one."""

    an_answer: Mix
    this_answer: Mix


def of_an_answer(scores: Scores) -> tuple[float, ...]:
    """How it stands against any phones, how well its words fit, how long, and how much else."""
    said, frames = scores.said, max(scores.said.frames, 1)
    against = (said.score - scores.any_phones.score) / frames if scores.any_phones else 0.0
    return against, _fit(said), frames / FRAMES_A_SECOND, _beside(scores) / FRAMES_A_SECOND


def of_this_answer(scores: Scores) -> tuple[float, ...]:
    """How it stands against the next best, a frame and in all, and against any phones."""
    said, frames = scores.said, max(scores.said.frames, 1)
    ahead = said.score - scores.other.score if scores.other else FAR * frames
    against = of_an_answer(scores)[0]
    return _within(ahead / frames, FAR), _within(ahead / FRAMES_A_SECOND, FAR), against, _fit(said)


def confidence(scores: Scores, lang: Lang) -> float:
    """From 0 to 1."""
    found = weights()[lang]
    an_answer = found.an_answer.likelihood(of_an_answer(scores))
    return an_answer * found.this_answer.likelihood(of_this_answer(scores))


def covers(scores: Scores) -> bool:
    """Whether the words last about as long as the voice: else more was said than they are."""
    phones = scores.any_phones
    return phones is None or scores.said.frames >= LEAST_COVERED * phones.frames


def _fit(said: Decoded) -> float:
    """The score of the words by themselves, a frame."""
    return sum(word.score for word in said.spoken) / max(said.frames, 1)


def _beside(scores: Scores) -> int:
    """The frames that are spoken before the words, and after them."""
    words, phones = scores.said.spoken, scores.any_phones.spoken if scores.any_phones else ()
    if not words:
        return 0
    first, last = words[0].first, words[-1].last
    before = sum(max(0, min(phone.last, first - 1) - phone.first + 1) for phone in phones)
    return before + sum(max(0, phone.last - max(phone.first, last + 1) + 1) for phone in phones)


def _within(value: float, most: float) -> float:
    return max(-most, min(value, most))


@cache
def weights() -> dict[Lang, Weights]:
    """As the file has them."""
    read = yaml.load(WEIGHTS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {lang: Weights(**{of: _mix(mix) for of, mix in w.items()}) for lang, w in read.items()}


def _mix(read: dict[str, Any]) -> Mix:
    return Mix(tuple(read["weights"]), read["bias"])
