"""What sound and keys come and go by: a telephone call, or a loudspeaker with its microphone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from assistant.speech.sound import Sound


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was pressed: `0` to `9`, `*` or `#`."""

    key: str


@dataclass(frozen=True, slots=True)
class SoundCame:
    """What was said meanwhile, 20 to 100 ms of it, at the line's own rate."""

    sound: Sound


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed beside it, where there is a keyboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody is there any more: hung up, cut off, or unplugged for good."""


Event: TypeAlias = Key | SoundCame | Typed | Closed


class Line(Protocol):
    """One call, or the loudspeaker in a room. `id` is new with every call and opens nothing."""

    id: str
    hertz: int
    hears_itself: bool
    """Whether what is played comes back by the microphone: then nothing is heard meanwhile."""

    async def play(self, sound: Sound) -> None:
        """Play after what is being played; return when it was heard, or cleared. Any rate."""

    def clear(self) -> None:
        """Stop at once what is being played, and forget what waits."""

    def events(self) -> AsyncIterator[Event]:
        """What comes in, in its order, until `Closed`, which comes last."""

    async def transfer(self, to: str) -> bool:
        """Hand the call over to the telephone `to`; False where that cannot be done."""

    async def hang_up(self) -> None:
        """End it. `Closed` follows."""
