"""The loudspeaker as a channel: what `start` runs, and what `talk --voice` talks over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, closing

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


async def room(settings: Settings) -> RoomLine:
    """The room of these settings. A sound server that hangs holds up nobody else."""
    cancelled = await asyncio.to_thread(is_cancelled, settings)
    return RoomLine(settings.microphone, settings.loudspeaker, not cancelled)


async def run(conversation: Conversation, settings: Settings) -> None:
    """Talk with whoever is in the room, again and again, until cancelled. Raises `NoVoice`."""
    line, lang = await room(settings), FIRST_LANG

    def spoken(replied: Replied) -> None:
        nonlocal lang
        lang = replied.lang

    async with _open(line, settings) as (ears, prompts):
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
    """One talk, spoken and typed, until it ends or the typing does. Raises `NoVoice`."""

    async def take() -> None:
        async for text in typed:
            line.put(Typed(text.rstrip("\n")))
        line.put(Closed())

    async with _open(line, settings, take()) as (ears, prompts):
        await converse(
            line, conversation, ears, prompts,
            sender=name, channel=CHANNEL, rules=AT_HOME, keypad=bool(settings.keypad),
            lang=lang, shown=shown,
        )  # fmt: skip


@asynccontextmanager
async def _open(
    line: RoomLine, settings: Settings, *beside: Coroutine[None, None, None]
) -> AsyncIterator[tuple[Listener, Prompts]]:
    """What hears and what speaks, while the line runs and its keypad is read.

    Whichever fails ends the talk, and is raised: else nobody would speak, nor say why.
    """
    try:
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(work) for work in (line.run(), *beside)]
            if settings.keypad:
                running.append(group.create_task(keypad.read(settings.keypad, line.put)))
            ears, mouth = await asyncio.to_thread(lambda: (listener(settings), speaker(settings)))
            yield ears, Prompts(mouth)
            for task in running:
                task.cancel()
    except ExceptionGroup as faults:
        raise faults.exceptions[0] from None


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
