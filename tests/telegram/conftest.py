"""A running bot, the server it talks with, and a line between the two."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.conversation import Conversation, Replied, Said
from assistant.engine.embedded import EmbeddedEngine
from assistant.settings import Settings
from assistant.store.store import Store
from channels.telegram.channel import run
from tests.conftest import ticking
from tests.telegram.line import Line, line_to
from tests.telegram.phone import Phone
from tests.telegram.server import bot_api

LONGEST = 120  # seconds for one test

_tokens = itertools.count(1)


class Watched(Conversation):
    """A conversation of which the test sees every turn."""

    turns: list[tuple[Said, Replied]]

    async def turn(self, said: Said) -> Replied:
        replied = await super().turn(said)
        self.turns.append((said, replied))
        return replied

    @property
    def last(self) -> Replied:
        return self.turns[-1][1]


@dataclass
class Bot:
    """The bot at work. Started again, it is a fresh process as far as the bot can tell."""

    conversation: Watched
    line: Line
    settings: Settings
    task: asyncio.Task[None] | None = None

    def phone(self, **about: Any) -> Phone:
        """A person's telephone."""
        return Phone(self.line, self.settings.telegram_token.get_secret_value(), **about)

    def starts(self) -> None:
        """Let it run."""
        self.task = asyncio.create_task(run(self.conversation, self.settings))

    async def stops(self) -> None:
        """End it."""
        if self.task is not None:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task
            self.task = None

    async def restarts(self) -> None:
        """End it once nothing is left to be handed over again, and let it run anew."""
        while self.line.updates:
            await asyncio.sleep(0.02)
        await self.stops()
        self.starts()


Started = Callable[[], Any]


@pytest.fixture(scope="session")
def upstream() -> Iterator[str]:
    """The address of telegram-test-api."""
    with bot_api() as address:
        yield address


@pytest.fixture
def watched(engine: EmbeddedEngine, store: Store) -> Watched:
    """Conversations on an empty store."""
    conversation = Watched(engine, store, ticking())
    conversation.turns = []
    return conversation


@pytest.fixture
def bot(upstream: str, watched: Watched, store: Store) -> Started:
    """A running bot, entered with `async with`."""

    @asynccontextmanager
    async def started() -> AsyncIterator[Bot]:
        token = f"{next(_tokens)}:AAtesting-nobodys-token"
        async with asyncio.timeout(LONGEST), line_to(upstream) as line:
            settings = Settings(telegram_token=SecretStr(token), telegram_api=line.address)
            running = Bot(watched, line, settings)
            running.starts()
            try:
                yield running
            finally:
                await running.stops()

    return started
