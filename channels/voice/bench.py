"""`bench voice`: how soon the loudspeaker falls silent when somebody speaks, or presses a key.

Through a sound card without a wire (`trial.py`), both ways, its lag counted; the echo is cancelled
there, since none comes back.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy

from assistant.bench.machine import quantile
from assistant.bench.rooms import said
from assistant.conversation import Conversation, Replied
from assistant.settings import Settings
from assistant.speech.sound import HERTZ, Sound
from channels.spoken.line import Key
from channels.voice import channel
from channels.voice.devices import look_again
from channels.voice.line import RoomLine
from channels.voice.trial import ASSISTANT, PERSON, Card, Recording, sound_card

Tell = Callable[[str], None]
TIMES = 12
WORDS = ("répétez", "aide", "répéter", "aidez-moi")
"""Understood, so that they are no noise: what interrupts in vain three times interrupts no more."""
VOICES = ("fr+f3", "fr+m3", "fr+f4")
OVER_THE_PROMPT = 2.0  # seconds of it that are heard before
AFTER = 2.0  # seconds, in which what was said is over
LOOKED_AT = 0.9  # seconds: before that nothing new is said
TO_A_LONG_QUESTION = "112"  # consent, adult, alone: how fast to speak, and its keys
WAITS_FOR_ANOTHER = "0"  # so that nothing is said at once
JUST_NOW = HERTZ // 10  # samples
AUDIBLE = 200  # of 32768


def measure(conversation: Conversation, tell: Tell) -> None:
    """Print the figures; where there is no PulseAudio, that they cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with sound_card(Path(folder)) as card:
                os.environ.update(card.environment)
                look_again()
                spoken, pressed = asyncio.run(_interrupted(card, conversation))
        except FileNotFoundError:
            tell("interrupting is not measured: apt-get install pulseaudio libasound2-plugins")
            return
    tell("\ninterrupted, on a virtual sound card: from the first sound, or the key, to silence")
    tell(_figures("speech", spoken))
    tell(_figures("a key", pressed))


def _figures(what: str, seconds: Sequence[float]) -> str:
    median, late = (quantile(seconds, share) * 1000 for share in (0.5, 0.95))
    return f"{what:<14}{median:5.0f} ms at the median, {late:5.0f} ms at p95, of {len(seconds)}"


async def _interrupted(card: Card, conversation: Conversation) -> tuple[list[float], list[float]]:
    """Seconds until silence, of speech and of keys, over a question of some length."""
    keypad = card.folder / "keypad"
    os.mkfifo(keypad)
    held = os.open(keypad, os.O_RDWR)
    settings = Settings(echo_cancelled=True, keypad=str(keypad), speaking_voice="espeak")
    line = await channel.room(settings)
    replies: asyncio.Queue[Replied] = asyncio.Queue()
    talk = asyncio.create_task(
        channel.talk(line, _nobody(), conversation, settings, "fr", "bench", replies.put_nowait)
    )
    spoken: list[float] = []
    pressed: list[float] = []
    try:
        with card.recording() as room:
            await replies.get()
            for key in TO_A_LONG_QUESTION:
                await asyncio.sleep(AFTER)
                line.put(Key(key))
                await replies.get()
            for number in range(TIMES):
                word, voice = WORDS[number % len(WORDS)], VOICES[number % len(VOICES)]
                since = await _begun_anew(line, room, replies)
                await asyncio.to_thread(card.say, Sound(said(word, voice), HERTZ))
                await asyncio.sleep(AFTER)
                spoken.append(_until_silent(room, _first(room, since)))
                since = await _begun_anew(line, room, replies)
                line.put(Key(WAITS_FOR_ANOTHER))
                await asyncio.sleep(AFTER)
                pressed.append(_until_silent(room, since))
    finally:
        talk.cancel()
        with suppress(asyncio.CancelledError):
            await talk
        os.close(held)
    return spoken, pressed


async def _nobody() -> AsyncIterator[str]:
    """Nobody types."""
    await asyncio.Event().wait()
    yield ""


async def _begun_anew(line: RoomLine, room: Recording, replies: asyncio.Queue[Replied]) -> int:
    """The question is being put again: a sample at which it is being said, not drawing breath."""
    line.put(Key("*"))
    await replies.get()
    await asyncio.sleep(OVER_THE_PROMPT)
    while not replies.empty():
        replies.get_nowait()
    while not numpy.any(numpy.abs(room.of(ASSISTANT, room.samples - JUST_NOW)) > AUDIBLE):
        await asyncio.sleep(0.02)
    return room.samples


def _first(room: Recording, since: int) -> int:
    """The first sample of what the person said."""
    return since + int(numpy.flatnonzero(numpy.abs(room.of(PERSON, since)) > AUDIBLE)[0])


def _until_silent(room: Recording, since: int) -> float:
    """Seconds after which the loudspeaker was silent; what it says next comes later."""
    heard = room.of(ASSISTANT, since)[: int(LOOKED_AT * HERTZ)]
    loud = numpy.flatnonzero(numpy.abs(heard) > AUDIBLE)
    return float(loud[-1]) / HERTZ if len(loud) else 0.0
