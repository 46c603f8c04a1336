"""Channels run side by side, and one that fails is run again."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from assistant.conversation import Conversation
from assistant.settings import Settings
from channels.channel import Channel
from channels.supervisor import supervise

NOBODY = cast(Conversation, None)


def _channel(name: str, run: object) -> Channel:
    return Channel(name=name, is_on=lambda settings: True, turned_on_by="", run=run)  # type: ignore[arg-type]


def test_a_channel_that_fails_is_run_again_while_the_others_go_on() -> None:
    runs: list[str] = []
    settled = asyncio.Event()

    async def fails_twice(conversation: Conversation, settings: Settings) -> None:
        runs.append("telegram")
        if runs.count("telegram") < 3:
            raise OSError("the line is cut")
        settled.set()
        await asyncio.sleep(60)

    async def goes_on(conversation: Conversation, settings: Settings) -> None:
        runs.append("phone")
        await asyncio.sleep(60)

    async def until_settled() -> None:
        both = [_channel("telegram", fails_twice), _channel("phone", goes_on)]
        running = asyncio.create_task(supervise(both, NOBODY, Settings(), wait=0.0))
        await asyncio.wait_for(settled.wait(), 10)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(until_settled())
    assert runs.count("telegram") == 3
    assert runs.count("phone") == 1


def test_the_fault_of_a_channel_is_logged_by_its_class_never_by_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def says_too_much(conversation: Conversation, settings: Settings) -> None:
        raise ValueError("Jeanne Lefèvre, 06 12 34 56 78")

    async def for_a_moment() -> None:
        channel = _channel("telegram", says_too_much)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(supervise([channel], NOBODY, Settings()), 0.1)

    asyncio.run(for_a_moment())
    assert "ValueError" in caplog.text
    assert "Jeanne" not in caplog.text
