"""How far what is heard may be trusted: a television answers too, now and then. Pure.

Sounds that were no answer make a room loud, and so do words of which nothing came. In a loud room
an answer counts when it was heard twice in a row, and is read back; a command does not count. An
answer that came to nothing there makes it three times. Twenty seconds without such a sound, and it
is quiet again: but a sentence must still be heard so where a plain answer is awaited, and where it
takes three times. Keys and typing are always trusted, and end the doubt; a danger is always heard.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.safety.danger import danger_in
from assistant.speech.grammar import can_hear_an_answer, grammar
from assistant.speech.protocols import Expected, Hearing

TIMES, MOST_TIMES = 2, 3  # in a row
QUIET_AGAIN = 20.0  # seconds
LONG_QUIET = 60.0  # seconds, after which a sound is likely somebody who comes back


@dataclass(slots=True)
class Noise:
    """Of one room, as long as one talks there. `most`: misses in a row that make it loud."""

    most: int
    misses: int = field(default=0, init=False)
    _last: float = field(default=float("-inf"), init=False)
    _heard_before: str = field(default="", init=False)
    _in_a_row: int = field(default=0, init=False)
    _wanted: int = field(default=TIMES, init=False)

    def missed(self, now: float) -> bool:
        """A sound was no answer: whether to say so, a few times, and after a long quiet again."""
        after_a_quiet = now - self._last >= LONG_QUIET
        self.misses, self._last, self._heard_before = self.misses + 1, now, ""
        return self.misses <= self.most or after_a_quiet

    def came_to_nothing(self, now: float) -> None:
        """What was trusted was no answer after all: it counts as a sound that was none."""
        self._wanted = min(self._wanted + self.was_told, MOST_TIMES)
        self.missed(now)

    def is_not_heard(self, now: float) -> None:
        """While we speak, whether it is quiet cannot be told."""
        if not self._is_quiet(now):
            self._last = now

    @property
    def was_told(self) -> bool:
        """Whether it was said that the room is loud, and nobody was understood since."""
        return self.misses >= self.most

    def is_loud(self, now: float) -> bool:
        """Whether what is heard now is likely the room."""
        return self.was_told and not self._is_quiet(now)

    def trusted(self, hearing: Hearing, expected: Expected, now: float) -> Hearing | None:
        """What was heard, as far as it counts; None when it does not."""
        if any(danger_in(text, expected.lang) for text in hearing.texts):
            return hearing
        said = hearing.texts[0]
        is_closed = can_hear_an_answer(expected) or self._wanted > TIMES
        in_doubt = is_closed and not _is_plain(hearing, expected)
        if self.is_loud(now) or (self.was_told and in_doubt):
            self._in_a_row = self._in_a_row + 1 if said == self._heard_before else 1
            self._heard_before = said
            if self._in_a_row < self._wanted or said in grammar(expected).commands:
                self._last = now  # the room may well be talking
                return None
        elif not self.was_told or expected.confirming:
            plain = not (expected.confirming and hearing.read_back)
            self.misses = 0 if plain and self._is_quiet(now) else self.misses
            return hearing
        return hearing if expected.confirming else replace(hearing, read_back=True)

    def forget(self) -> None:
        """Somebody pressed a key, or typed."""
        self.misses, self._heard_before, self._wanted = 0, "", TIMES

    def _is_quiet(self, now: float) -> bool:
        return now - self._last >= QUIET_AGAIN


def _is_plain(hearing: Hearing, expected: Expected) -> bool:
    """Whether it is what is listened for, and not a sentence that was written down."""
    return not hearing.read_back or hearing.texts[0] in grammar(expected).phrases
