"""Hearing an answer when it is over, for the recognisers that want the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.speech.protocols import Expected, Hearing
from assistant.speech.sound import Sound


@dataclass(slots=True)
class Whole:
    """A `Hearer` that keeps the pieces; `heard` tells what was said in all of them."""

    heard: Callable[[Sound, Expected], Hearing | None]
    expected: Expected
    _pieces: list[Sound] = field(default_factory=list)

    def more(self, sound: Sound) -> None:
        """As `Hearer`."""
        self._pieces.append(sound)

    def end(self) -> Hearing | None:
        """As `Hearer`."""
        if not self._pieces:
            return None
        pcm = b"".join(piece.pcm for piece in self._pieces)
        return self.heard(Sound(pcm, self._pieces[0].hertz), self.expected)
