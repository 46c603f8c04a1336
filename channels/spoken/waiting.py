"""What a silence means. Pure: the time is passed in.

The question is put once more, then it is said that there is no hurry, then nothing; a call ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from channels.spoken.rules import Rules

Follows = Literal["nothing", "the question", "no hurry", "nobody is there", "too long"]
"""What is said now; after the last two the call is over."""


@dataclass(slots=True)
class Waiting:
    """For somebody on one line, since `began`."""

    rules: Rules
    began: float
    _quiet_since: float = field(init=False)
    _silences: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """It is quiet from the beginning."""
        self._quiet_since = self.began

    def anew(self) -> None:
        """For the answer to another reply."""
        self._silences = 0

    def broken(self, now: float) -> None:
        """Something was said, typed or pressed."""
        self._quiet_since = now

    def due(self, now: float, entry_ends: float | None, *, somebody_speaks: bool) -> float:
        """When something follows; an entry on the keypad has an end of its own."""
        silence_ends = self._silence_ends(now, somebody_speaks)
        return min(silence_ends if entry_ends is None else entry_ends, self._call_ends)

    def follows(self, now: float, *, somebody_speaks: bool) -> Follows:
        """What follows on the silence until now."""
        if now >= self._call_ends:
            return "too long"
        if now < self._silence_ends(now, somebody_speaks):
            return "nothing"
        self._silences, self._quiet_since = self._silences + 1, now
        if self._silences == self.rules.hangs_up_after:
            return "nobody is there"
        if self._silences == 1:
            return "the question"
        return "no hurry" if self._silences == 2 else "nothing"

    @property
    def _call_ends(self) -> float:
        return float("inf") if self.rules.longest is None else self.began + self.rules.longest

    def _silence_ends(self, now: float, somebody_speaks: bool) -> float:
        if somebody_speaks:
            return now + self.rules.silence
        patience = self.rules.silence if self._silences < 2 else self.rules.long_silence
        return self._quiet_since + patience
