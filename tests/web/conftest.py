"""The page at work on a port of its own, and browsers before it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.conversation import Conversation
from assistant.settings import Settings
from channels.web.desk import Desk
from channels.web.server import serve
from channels.web.sessions import Sessions
from tests.people import JEANNE
from tests.web.browser import Browser, Walk

LONGEST = 60  # seconds for one test

ESSENTIAL = JEANNE | {"welcome.scope": "l'essentiel"}


@dataclass
class Clock:
    """The moment, as the sessions know it."""

    at: datetime = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class Site:
    """The page at work. Started again, it is a fresh process as far as browsers can tell."""

    conversation: Conversation
    settings: Settings
    clock: Clock = field(default_factory=Clock)
    task: asyncio.Task[None] | None = None
    desk: Desk = field(init=False)
    open: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    async def starts(self) -> None:
        sessions = Sessions(self.conversation.notes, self.clock.now)
        self.desk = Desk(self.conversation, self.settings, sessions)
        self.task = asyncio.create_task(serve(self.desk, self.settings.port))
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.settings.port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return

    async def stops(self) -> None:
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    def browser(self, lang: str = "fr") -> Browser:
        """A new one, which knows nobody."""
        browser = Browser(self.address, lang)
        self.open.push_async_callback(browser.closes)
        return browser

    def walk(self, browser: Browser, answers: dict[str, str] = ESSENTIAL) -> Walk:
        """Somebody who knows their answers, before that browser."""

        async def asking() -> tuple[str | None, bool]:
            cookie = browser.client.cookies.get("vivevoix")
            session = await self.desk.sessions.of(cookie)
            assert session is not None, browser.text
            expected, _ = await self.conversation.expecting(session.sender)
            return expected.asking, expected.confirming

        return Walk(browser, answers, asking)

    async def jeanne(self, until: str | None = "identity.birth_name") -> Browser:
        """Jeanne's browser, at a question of the essential."""
        browser = self.browser()
        await browser.begins()
        await self.walk(browser).until(until)
        return browser


Visit = Callable[[Site], Coroutine[Any, Any, None]]


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@pytest.fixture
def visited(conversation: Conversation) -> Callable[..., None]:
    """Runs what happens before the page, and ends the page with it."""

    @asynccontextmanager
    async def at_work(settings: Settings) -> AsyncIterator[Site]:
        site = Site(conversation, settings)
        await site.starts()
        try:
            async with site.open:
                yield site
        finally:
            await site.stops()

    def visit(happens: Visit, **settings: Any) -> None:
        async def scene() -> None:
            async with asyncio.timeout(LONGEST):
                async with at_work(Settings(port=free_port(), **settings)) as site:
                    await happens(site)

        asyncio.run(scene())

    return visit
