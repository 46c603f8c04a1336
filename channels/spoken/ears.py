"""Hearing on one line: where an answer begins and ends, and what it is, heard while it is said."""

from __future__ import annotations

from assistant.speech.endpointing import Ear, Fed
from assistant.speech.protocols import Expected, Hearing, Listener
from assistant.speech.sound import Sound
from assistant.speech.while_said import WhileSaid


class Ears:
    """Of one line. An answer is heard as one to what was awaited when it began."""

    def __init__(self, hertz: int, listener: Listener) -> None:
        """`hertz`: the rate of the line."""
        self._ear, self._listener, self._hertz = Ear(hertz), listener, hertz
        self._expected: Expected | None = None
        self._answer: WhileSaid | None = None

    def expect(self, expected: Expected) -> None:
        """An answer to this is awaited from now on; one that has begun is dropped."""
        self.close()
        self._expected = expected
        self._ear.expect(expected)

    @property
    def hear_somebody(self) -> bool:
        """Whether an answer has begun and is not over."""
        return self._ear.hears_somebody

    def feed(self, sound: Sound) -> Fed:
        """As `Ear`. Before anything is awaited nothing is heard."""
        fed = self._ear.feed(sound)
        if fed == "began":
            self.close()  # what was heard before was the room
        if self._ear.added.pcm and self._expected is not None:
            if self._answer is None:
                self._answer = WhileSaid(self._listener, self._expected, self._hertz)
            self._answer.more(self._ear.added)
        return fed

    async def understood(self) -> Hearing | None:
        """What the answer was that is over; None when it may have been none."""
        answer, self._answer = self._answer, None
        return None if answer is None else await answer.end()

    def was_noise(self, sound: Sound) -> None:
        """As `Ear`."""
        self._ear.was_noise(sound)

    def close(self) -> None:
        """Nobody listens any more: the answer that has begun is dropped."""
        if self._answer is not None:
            self._answer.drop()
        self._answer = None
