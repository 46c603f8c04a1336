"""Somebody at home, and anybody on another channel, whose clock the test moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from assistant.conversation import Conversation
from assistant.dialogue.exchange import Doors
from assistant.engine.embedded import EmbeddedEngine
from assistant.store.store import Store
from tests.conftest import NOW
from tests.people import JEANNE
from tests.talking import Person


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **lasting: float) -> None:
        self.now += timedelta(**lasting)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversation(engine: EmbeddedEngine, store: Store, clock: Clock) -> Conversation:
    doors = Doors(phone="01 23 45 67 89", telegram="@vivevoix_essai_bot")
    return Conversation(engine, store, clock, doors=doors)


@pytest.fixture
def on(conversation: Conversation) -> Callable[..., Person]:
    """Somebody on a channel, who has not said anything yet."""

    def person(channel: str, name: str | None = None) -> Person:
        return Person(conversation, name or f"{channel}:1", channel=channel)

    return person


@pytest.fixture
def at_home(on: Callable[..., Person]) -> Person:
    """Jeanne at her loudspeaker, who has just given her names."""
    person = on("voice")
    person.says("/start")
    person.answers(JEANNE, until="identity.sex")
    return person
