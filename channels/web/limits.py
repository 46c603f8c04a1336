"""How much anybody may ask of the page, so that one browser costs the others nothing."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

LARGEST_FORM = 65_536  # bytes; an answer has 5000 characters, as many bytes each as UTF-8 may need
LARGEST_HEAD = 16_384  # bytes of a request's headers
HEAD_WITHIN = 30.0  # seconds for a request to come, or for the next one on a connection
FORM_WITHIN = 20.0  # seconds for an answer to arrive
PING_EVERY = 20.0  # seconds between two looks whether a browser that talks is still there
FILE_WITHIN = 300.0  # seconds for 20 MB, on a slow line
FILES_AT_ONCE = 2  # on their way in; each is held in memory
CONNECTIONS = 256  # open at once; a process may have 1024 files open
PEOPLE = 500  # with a page open (quality.md: 500 people in conversation)
NEW_A_MINUTE = 10  # pages begun from one address: a household, or a pharmacy
ADDRESSES_KNOWN = 10_000
MINUTE = 60.0  # seconds


@dataclass(slots=True)
class Places:
    """So many at once."""

    left: int

    def take(self) -> bool:
        """Whether one was free; it is taken then."""
        is_free = self.left > 0
        self.left -= is_free
        return is_free

    def give_back(self) -> None:
        """One that was taken is free again."""
        self.left += 1


@dataclass(slots=True)
class NewPages:
    """Who may begin a talk: so many people at once, so many a minute from one address."""

    clock: Callable[[], float] = time.monotonic
    people: int = PEOPLE
    a_minute: int = NEW_A_MINUTE
    _begun: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)
    _there: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def may_begin(self, address: str, stays: float) -> bool:
        """Whether one more may; it then counts. `stays`: seconds in which a silent page is open."""
        now = self.clock()
        while self._there and now - next(iter(self._there.values())) > stays:
            self._there.popitem(last=False)
        lately = [at for at in self._begun.pop(address, []) if now - at < MINUTE]
        may = len(self._there) < self.people and len(lately) < self.a_minute
        self._begun[address] = [*lately, now] if may else lately
        while len(self._begun) > ADDRESSES_KNOWN:
            self._begun.popitem(last=False)
        return may

    def is_there(self, sender: str) -> None:
        """Somebody answered just now."""
        self._there.pop(sender, None)
        self._there[sender] = self.clock()

    def left(self, sender: str) -> None:
        """Their page is closed."""
        self._there.pop(sender, None)
