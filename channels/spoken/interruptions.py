"""How far who speaks is let into what is being said: a loud room is not, nor an echo."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Interruptions:
    """On one line. After `most` in a row that were no answer, no sentence is interrupted."""

    most: int
    _in_vain: int = field(default=0, init=False)
    _was: bool = field(default=False, init=False)

    def anew(self) -> None:
        """Another reply is said."""
        self._was = False

    def came(self) -> None:
        """What was being said was stopped."""
        self._was = True

    def missed(self) -> bool:
        """It was no answer: whether it stopped what was being said, so that that is owed."""
        was, self._was = self._was, False
        self._in_vain += was
        return was

    def understood(self) -> None:
        """Somebody was: there is a person."""
        self._in_vain, self._was = 0, False

    @property
    def are_in_vain(self) -> bool:
        """Whether it is a loud room, or our own voice, that comes back."""
        return self._in_vain >= self.most
