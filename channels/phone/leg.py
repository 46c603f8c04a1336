"""One call as the gateway holds it, by whatever it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from channels.phone.playing import Playing


class Leg(Protocol):
    """A telephone at the other end."""

    playing: Playing

    @property
    def farewell(self) -> bytes:
        """What another process needs to say goodbye, if this one dies; empty where nothing does."""

    async def transfer(self, to: str) -> bool:
        """Hand the call over to the telephone `to`; whether it was taken: then it is over here."""

    def hang_up(self) -> None:
        """End the call. `Told.closed` follows, at once or soon; a second time it does nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a leg tells what comes in; `closed` comes last, once. `number` is the call's."""

    number: int
    key: Callable[[str], None]
    sound: Callable[[bytes], None]
    played: Callable[[int], None]
    closed: Callable[[], None]


Rings: TypeAlias = Callable[[], Told | None]
"""A call comes: where it tells what comes in, or None when there is no room for it."""

Answered: TypeAlias = Callable[[Told, Leg], None]
"""The call was answered: from now on it may be talked with."""
