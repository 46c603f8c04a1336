"""The loudspeaker as a channel: what fails in it is told, and what hangs in it holds up nobody."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.conversation import Conversation
from assistant.settings import Settings
from assistant.speech.voice import NoVoice
from channels.voice import channel, keypad
from channels.voice.line import RoomLine

WITHIN = 60.0  # seconds, in which a fault must be told on a busy machine


async def nobody_types() -> AsyncIterator[str]:
    await asyncio.Event().wait()
    yield ""


async def talked(conversation: Conversation, settings: Settings) -> None:
    """As `talk --voice`."""
    line = await channel.room(settings)
    await channel.talk(
        line, nobody_types(), conversation, settings, "fr", "home", lambda replied: None
    )


async def started(conversation: Conversation, settings: Settings) -> None:
    """As `start`."""
    await channel.run(conversation, settings)


async def lasts(*_: object) -> None:
    await asyncio.Event().wait()


async def breaks(*_: object) -> None:
    raise ValueError("an event that no kernel writes")


def has_no_voice(settings: Settings) -> None:
    raise NoVoice("espeak-ng is missing")


@pytest.mark.parametrize("begun", [talked, started])
@pytest.mark.parametrize(
    ("line", "keys"), [(breaks, lasts), (lasts, breaks)],
    ids=["line", "keypad"],
)  # fmt: skip
def test_a_line_or_a_keypad_that_fails_ends_the_talk_with_its_own_fault(  # type: ignore[no-untyped-def]
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, begun, line, keys
) -> None:
    monkeypatch.setattr(RoomLine, "run", line)
    monkeypatch.setattr(keypad, "read", keys)
    settings = Settings(speaking_voice="espeak", keypad="any")
    with pytest.raises(ValueError, match="no kernel"):
        asyncio.run(asyncio.wait_for(begun(conversation, settings), WITHIN))


@pytest.mark.parametrize("begun", [talked, started])
def test_where_nothing_can_speak_that_is_the_fault_that_is_told(  # type: ignore[no-untyped-def]
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, begun
) -> None:
    monkeypatch.setattr(RoomLine, "run", lasts)
    monkeypatch.setattr(channel, "speaker", has_no_voice)
    with pytest.raises(NoVoice):
        asyncio.run(asyncio.wait_for(begun(conversation, Settings()), WITHIN))


def test_a_sound_server_that_hangs_holds_up_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers once something else could be done: were all held up, it never would."""
    answer = tmp_path / "answer"
    os.mkfifo(answer)
    pactl = tmp_path / "pactl"
    pactl.write_text(f"#!/bin/sh\nread -r name < {answer}\necho $name\n")
    pactl.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    async def scene() -> RoomLine:
        making = asyncio.create_task(channel.room(Settings()))
        await asyncio.sleep(0)
        with os.fdopen(os.open(answer, os.O_RDWR), "wb", 0) as told:
            told.write(b"usb.echo-cancel\n" * 2)
            return await making

    assert not asyncio.run(scene()).hears_itself
