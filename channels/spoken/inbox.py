"""What came by a line and was not dealt with yet."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from channels.spoken.line import Closed, Event, Key, Line

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AllSaid:
    """What was being said was heard to its end, or stopped."""


Came: TypeAlias = Event | AllSaid


class Inbox:
    """In the order in which it came."""

    def __init__(self) -> None:
        """Nothing came yet."""
        self._waiting: deque[Came] = deque()
        self._came = asyncio.Event()

    async def take_in(self, line: Line, is_left_out: Callable[[Event], bool]) -> None:
        """What comes by the line, as long as it comes; a line that fails is closed."""
        try:
            async for event in line.events():
                if not is_left_out(event):
                    self.put(event)
        except Exception as fault:
            log.error("the line failed: %s", type(fault).__name__)
        self.put(Closed())

    def put(self, event: Came) -> None:
        """The newest."""
        self._waiting.append(event)
        self._came.set()

    async def next(self) -> Came:
        """The oldest, as soon as there is one."""
        while not self._waiting:
            self._came.clear()
            await self._came.wait()
        return self._waiting.popleft()

    async def next_before(self, due: float) -> Came | None:
        """The oldest; None when it is `due`: what came meanwhile waits until that is done."""
        await asyncio.sleep(0)  # much may have come in: what is being said goes on meanwhile
        if due <= asyncio.get_running_loop().time():
            return None
        with suppress(TimeoutError):
            async with asyncio.timeout_at(due):  # `wait_for` may lose that the talk was cancelled
                return await self.next()
        return None

    def leave_out(self, is_left_out: Callable[[Came], bool]) -> None:
        """Forget some of what waits."""
        self._waiting = deque(event for event in self._waiting if not is_left_out(event))

    @property
    def has_a_key(self) -> bool:
        """Whether a key that was pressed waits."""
        return any(isinstance(event, Key) for event in self._waiting)
