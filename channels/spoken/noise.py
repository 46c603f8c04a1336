"""How far what is heard may be trusted: a television answers too, now and then. Pure.

Sounds that were no answer make a room loud. In a loud room an answer counts when it was heard
twice in a row, and is read back; a command does not count. Twenty seconds without such a sound,
and it is quiet again. Keys and typing are always trusted, and end the doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.speech.embedded.grammar import grammar
from assistant.speech.protocols import Expected, Hearing

QUIET_AGAIN = 20.0  # seconds
LONG_QUIET = 60.0  # seconds, after which a sound is likely somebody who comes back


@dataclass(slots=True)
class Noise:
    """Of one room, as long as one talks there. `most`: misses in a row that make it loud."""

    most: int
    misses: int = field(default=0, init=False)
    _last: float = field(default=float("-inf"), init=False)
    _heard_before: str = field(default="", init=False)

    def missed(self, now: float) -> bool:
        """A sound was no answer: whether to say so, a few times, and after a long quiet again."""
        after_a_quiet = now - self._last >= LONG_QUIET
        self.misses, self._last, self._heard_before = self.misses + 1, now, ""
        return self.misses <= self.most or after_a_quiet

    @property
    def was_told(self) -> bool:
        """Whether it was said that the room is loud, and nobody was understood since."""
        return self.misses >= self.most

    def is_loud(self, now: float) -> bool:
        """Whether what is heard now is likely the room."""
        return self.was_told and not self._is_quiet(now)

    def trusted(self, hearing: Hearing, expected: Expected, now: float) -> Hearing | None:
        """What was heard, as far as it counts; None when it does not."""
        if self.is_loud(now):
            again, self._heard_before = self._heard_before, hearing.texts[0]
            if hearing.texts[0] != again or again in grammar(expected).commands:
                return None
        elif not self.was_told or expected.confirming:
            self.misses = 0 if self._is_quiet(now) else self.misses
            return hearing
        return hearing if expected.confirming else replace(hearing, read_back=True)

    def is_over(self) -> None:
        """Somebody pressed a key, or typed."""
        self.misses, self._heard_before = 0, ""

    def _is_quiet(self, now: float) -> bool:
        return now - self._last >= QUIET_AGAIN
