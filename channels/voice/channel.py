"""The loudspeaker as a channel: what `start` runs, and what `talk --voice` talks over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing, suppress

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.conversation import Conversation, Replied
from assistant.settings import Settings
from assistant.speech.protocols import Expected, Listener
from assistant.speech.recognisers import listener
from assistant.speech.sound import Sound
from assistant.speech.voices import speaker
from channels.channel import Channel
from channels.spoken.ears import Ears
from channels.spoken.line import Closed, Key, SoundCame, Typed
from channels.spoken.prompts import Prompts
from channels.spoken.rules import AT_HOME
from channels.spoken.talk import Shown, converse
from channels.voice import keypad
from channels.voice.echo import is_cancelled
from channels.voice.line import RoomLine

CHANNEL = "voice"
FIRST_LANG: Lang = "fr"  # until somebody chose


def room(settings: Settings) -> RoomLine:
    """The room of these settings; to be made where an event loop runs."""
    return RoomLine(settings.microphone, settings.loudspeaker, not is_cancelled(settings))


async def run(conversation: Conversation, settings: Settings) -> None:
    """Talk with whoever is in the room, again and again, until cancelled. Raises `NoVoice`."""
    line = room(settings)
    async with asyncio.TaskGroup() as group:
        group.create_task(line.run())
        if settings.keypad:
            group.create_task(keypad.read(settings.keypad, line.put))
        ears, mouth = await asyncio.to_thread(lambda: (listener(settings), speaker(settings)))
        prompts, lang = Prompts(mouth), FIRST_LANG

        def spoken(replied: Replied) -> None:
            nonlocal lang
            lang = replied.lang

        while True:
            await converse(
                line, conversation, ears, prompts,
                sender=CHANNEL, channel=CHANNEL, rules=AT_HOME, keypad=bool(settings.keypad),
                shown=spoken,
            )  # fmt: skip
            await somebody(line, ears, lang)


async def talk(
    line: RoomLine,
    typed: AsyncIterator[str],
    conversation: Conversation,
    settings: Settings,
    lang: Lang | None,
    name: str,
    shown: Shown,
) -> None:
    """One talk, spoken and typed, until it ends or the typing does."""

    async def take() -> None:
        async for text in typed:
            line.put(Typed(text.rstrip("\n")))
        line.put(Closed())

    ears, mouth = await asyncio.to_thread(lambda: (listener(settings), speaker(settings)))
    beside = [asyncio.create_task(line.run()), asyncio.create_task(take())]
    if settings.keypad:
        beside.append(asyncio.create_task(keypad.read(settings.keypad, line.put)))
    try:
        await converse(
            line, conversation, ears, Prompts(mouth),
            sender=name, channel=CHANNEL, rules=AT_HOME, keypad=bool(settings.keypad),
            lang=lang, shown=shown,
        )  # fmt: skip
    finally:
        for task in beside:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*beside)


async def somebody(line: RoomLine, listener: Listener, lang: Lang) -> None:
    """Wait for a key, or for a yes in the language of the last talk: a television wakes nobody."""
    a_yes = Expected(None, confirming=True, lang=lang)
    with closing(Ears(line.hertz, listener)) as ears:
        ears.expect(a_yes)
        while True:  # the goodbye closed the talk, not the room
            async for event in line.events():
                if isinstance(event, Key | Typed):
                    return
                if isinstance(event, SoundCame) and isinstance(ears.feed(event.sound), Sound):
                    heard = await ears.understood()
                    if heard is not None and leading_yes_no(heard.texts[0], lang) == (True, ""):
                        return
                    ears.expect(a_yes)


VOICE = Channel(
    name="loudspeaker",
    is_on=lambda settings: settings.voice,
    turned_on_by="VIVEVOIX_VOICE=1: docs/how-to/loudspeaker.md",
    run=run,
)
