"""Long polling that loses nothing: an update is confirmed once it was replied to, not before.

What Telegram has not had confirmed it hands over again, after a crash as well: its queue is the
only one that there is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from urllib.parse import quote

from channels.telegram.arriving import WANTED

log = logging.getLogger(__name__)

Update = dict[str, Any]
"""As it came, JSON: parsing one that is odd must not cost the others."""

LONG_POLL = 25  # seconds that Telegram waits for something new, before it answers with nothing
GRACE = 10.0  # seconds more before a silent connection is given up
WHILE_WORKING = 0.2  # seconds between two looks, while a reply is being made
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds after a fault, doubled each time
TRIES = 3  # at one update, before it is let go

_WANTED = quote("[" + ",".join(f'"{kind}"' for kind in WANTED) + "]")


class Polling:
    """`ask` calls the Bot API by a query and gives its result; `answer` replies to one update."""

    def __init__(
        self,
        ask: Callable[[str, float], Awaitable[Any]],
        answer: Callable[[Update], Coroutine[Any, Any, None]],
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self._ask, self._answer = ask, answer
        self._first_wait = first_wait
        self._working: dict[int, asyncio.Task[None]] = {}
        self._done: set[int] = set()
        self._failed: dict[int, int] = {}

    async def run(self) -> None:
        """Poll until cancelled. Raises what no waiting mends: a wrong token."""
        from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

        wait = self._first_wait
        try:
            while True:
                try:
                    await self._once()
                    wait = self._first_wait
                    continue
                except (InvalidToken, Forbidden):
                    raise
                except RetryAfter as limited:
                    seconds = limited.retry_after
                    pause = seconds if isinstance(seconds, int) else seconds.total_seconds()
                except (BadRequest, TelegramError) as fault:
                    log.warning("Telegram is away: %s", type(fault).__name__)
                    pause, wait = wait, min(2 * wait, LONGEST_WAIT)
                await asyncio.sleep(pause)
        finally:
            for task in self._working.values():
                task.cancel()
            await asyncio.gather(*self._working.values(), return_exceptions=True)

    async def _once(self) -> None:
        """Ask for what is new, begin on it, and wait a little for what is being worked on."""
        seconds = 0 if self._working else LONG_POLL
        query = f"getUpdates?timeout={seconds}&allowed_updates={_WANTED}"
        if (offset := self._offset()) is not None:
            query += f"&offset={offset}"
        updates = await self._ask(query, seconds + GRACE)
        self._forget_confirmed(offset)
        new = [u for u in updates if u["update_id"] not in (self._working.keys() | self._done)]
        for update in sorted(new, key=lambda update: int(update["update_id"])):
            self._working[update["update_id"]] = asyncio.create_task(self._answer(update))
        if self._working:
            await asyncio.wait(
                self._working.values(),
                timeout=WHILE_WORKING,
                return_when=asyncio.FIRST_COMPLETED,
            )
        self._collect()

    def _collect(self) -> None:
        for number, task in list(self._working.items()):
            if not task.done():
                continue
            del self._working[number]
            fault = task.exception()
            if fault is None:
                self._done.add(number)
                continue
            self._failed[number] = self._failed.get(number, 0) + 1
            log.error(
                "update not answered: %s", type(fault).__name__
            )  # its words may be a person's
            if self._failed[number] >= TRIES:
                self._done.add(number)

    def _offset(self) -> int | None:
        """The first update that is not done: all before it are confirmed by asking from it on."""
        waiting = self._working.keys() | (self._failed.keys() - self._done)
        if waiting:
            return min(waiting)
        return max(self._done) + 1 if self._done else None

    def _forget_confirmed(self, offset: int | None) -> None:
        if offset is not None:
            self._done = {number for number in self._done if number >= offset}
            self._failed = {n: tries for n, tries in self._failed.items() if n >= offset}
