"""The small protocols of speech. `docs/explanation/speech.md` says which parts fulfil them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answers.kind import Lang
from assistant.dialogue.rate import Rate
from assistant.speech.sound import Sound
from assistant.steps import QUESTIONS
from assistant.steps.step import Question

Part = Literal["day", "month", "year", "which"]
"""A part of a date that is asked by itself; `which`: which of them was wrong."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What may be said next: it primes the recogniser, and sets how long a pause may be.

    `asking` is the open question's field id, None out of the blue; `confirming` whether a yes or a
    no is expected instead ("I heard …, is that right?"); `refused` what was heard for it before,
    in words, and turned down by the person (for a part of a date, that part of it); `code` whether
    digits of a secret code are expected; `part` the part of a date that is asked by itself;
    `resting` whether the person asked to wait, and is awaited; `begun` whether the list that is
    asked for has something in it already.
    """

    asking: str | None
    confirming: bool
    lang: Lang
    refused: tuple[str, ...] = ()
    code: bool = False
    part: Part | None = None
    resting: bool = False
    begun: bool = False

    @property
    def question(self) -> Question | None:
        """The open one; None out of the blue."""
        return QUESTIONS[self.asking] if self.asking else None


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard, best first; `confidence` is from 0 to 1 and is about the first."""

    texts: tuple[str, ...]
    confidence: float
    read_back: bool = False
    """Whether it may well be wrong: nothing of it is to be kept before a yes."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak. `volume` is in steps from the usual, as `Talk.volume`."""

    lang: Lang
    rate: Rate = "normal"
    volume: int = 0


class Hearer(Protocol):
    """One answer that is being heard. One thread at a time, not always the same."""

    def more(self, sound: Sound) -> None:
        """What was said next. Any sampling rate, the same from the first piece to the last."""

    def end(self) -> Hearing | None:
        """What was said in all of it; None when it cannot tell. Nothing comes after it."""


class Listener(Protocol):
    """A recogniser, its models loaded once. Safe to call from several threads."""

    def begin(self, expected: Expected) -> Hearer:
        """Listen to an answer from its beginning. How it is cut in pieces changes nothing."""

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        """What was said in `sound`, the whole of an answer."""
        hearer = self.begin(expected)
        hearer.more(sound)
        return hearer.end()

    def understands(self, expected: Expected) -> bool:
        """Whether it can hear an answer to this at all; when not, keys or typing are offered."""

    def asks_in_parts(self, expected: Expected) -> bool:
        """Whether it can hear this only a day, a month and a year at a time."""


class NoListener(RuntimeError):
    """A recogniser cannot be had; the text says what is missing, where, and the cure."""


class Speaker(Protocol):
    """A voice. Safe to call from several threads."""

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        """`written` as it is said, sentence by sentence, the first as soon as it is ready.

        `hertz` is the rate wanted, the voice's own when None.
        """
