"""A line that a test holds at the other end, and a person there who presses keys and speaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

from assistant.conversation import Conversation, Replied
from assistant.settings import Settings
from assistant.speech.protocols import Listener, Manner, Speaker
from assistant.speech.recognisers import listener
from assistant.speech.sound import Sound, silence
from assistant.speech.voices import speaker
from channels.spoken.line import Closed, Event, Key, SoundCame, Typed
from channels.spoken.rules import Rules
from channels.spoken.talk import converse
from channels.spoken.tones import listening_tone

HERTZ = 8_000
WITHIN = 60.0  # seconds, in which whatever is waited for must have come on a busy machine
A_LETTER = 0.07  # seconds
QUICK = Rules(silence=60.0)


@dataclass
class Overheard:
    """The assistant's own voice, with what it was given to say."""

    voice: Speaker
    texts: list[str] = field(default_factory=list)
    manners: list[Manner] = field(default_factory=list)

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        self.texts += written.split("\n")
        self.manners.append(manner)
        return self.voice.say(written, manner, hertz)


class Measured(Speaker):
    """Takes as long as a sentence has letters, and makes no sound.

    espeak-ng takes some milliseconds more or less, by what the process said before: a scene of
    half an hour takes another course then.
    """

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        for sentence in written.split("\n"):
            yield silence(len(sentence) * A_LETTER, hertz or HERTZ)


@dataclass
class Room:
    """A `Line`: what is played is heard `pace` times its length, and can be cut short."""

    id: str = "call-1"
    hertz: int = HERTZ
    hears_itself: bool = False
    pace: float = 0.0
    takes_transfer: bool = False
    played: list[Sound] = field(default_factory=list)
    cleared: int = 0
    transferred: list[str] = field(default_factory=list)
    hung_up: bool = False
    your_turn: asyncio.Event = field(default_factory=asyncio.Event)
    _events: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)
    _cut: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    async def play(self, sound: Sound) -> None:
        self._cut.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.pace * sound.seconds or 0.000_1):
                await self._cut.wait()  # wait_for would lose a cancellation that comes with the cut
        self.played.append(sound)
        if sound == listening_tone(self.hertz):
            self.your_turn.set()

    def clear(self) -> None:
        self.cleared += 1
        self._cut.set()

    async def events(self) -> AsyncIterator[Event]:
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, Closed):
                return

    async def transfer(self, to: str) -> bool:
        self.transferred.append(to)
        if self.takes_transfer:
            self.close()
        return self.takes_transfer

    async def hang_up(self) -> None:
        self.hung_up = True
        self.close()

    def close(self) -> None:
        self._events.put_nowait(Closed())

    def put_from_afar(self, event: Event) -> None:
        """From another thread; it has come when this returns."""

        async def put() -> None:
            self.put(event)
            while not self._events.empty():
                await asyncio.sleep(0)

        asyncio.run_coroutine_threadsafe(put(), self._loop).result(WITHIN)

    def put(self, *events: Event) -> None:
        for event in events:
            self._events.put_nowait(event)


@dataclass
class Caller:
    """The person at the other end. `replied` is the newest reply, `heard` what it said."""

    room: Room
    voice: Overheard
    talk: asyncio.Task[None]
    replies: asyncio.Queue[Replied]
    replied: Replied | None = None

    @property
    def heard(self) -> str:
        """All that was said since the last turn of this person's."""
        return " ".join(self.voice.texts)

    async def listens(self) -> Replied:
        """Hear the next reply to its end."""
        coming = asyncio.create_task(self.replies.get())
        await asyncio.wait({coming, self.talk}, timeout=WITHIN, return_when="FIRST_COMPLETED")
        assert coming.done(), "no reply came"
        self.replied = coming.result()
        await self.hears_the_tone()
        return self.replied

    async def hears_the_tone(self) -> None:
        """Wait until it is this person's turn."""
        over = asyncio.create_task(self.room.your_turn.wait())
        await asyncio.wait({over, self.talk}, timeout=WITHIN, return_when="FIRST_COMPLETED")
        assert over.done() or self.talk.done(), "neither a tone nor the end"
        over.cancel()

    async def presses(self, keys: str) -> Replied:
        """Press keys, and hear the reply."""
        self._begins()
        self.room.put(*(Key(key) for key in keys))
        return await self.listens()

    async def types(self, text: str) -> Replied:
        """Type beside it, and hear the reply."""
        self._begins()
        self.room.put(Typed(text))
        return await self.listens()

    async def says(self, sound: Sound) -> Replied:
        """Speak, and hear the reply."""
        self.speaks(sound)
        return await self.listens()

    def speaks(self, sound: Sound) -> None:
        """Speak, whatever follows."""
        self._begins()
        self.room.put(*(SoundCame(piece) for piece in pieces(sound)))

    def _begins(self) -> None:
        self.room.your_turn.clear()
        self.voice.texts.clear()

    async def is_over(self) -> None:
        """Wait until the talk has ended by itself."""
        await asyncio.wait_for(asyncio.shield(self.talk), WITHIN)


async def until(it_is_so: Callable[[], bool]) -> None:
    """Wait for it."""
    async with asyncio.timeout(WITHIN):
        while not it_is_so():
            await asyncio.sleep(0.01)


def pieces(sound: Sound, after: float = 3.0) -> Iterator[Sound]:
    """As a line brings it, with the silence after it."""
    whole = sound.at(HERTZ).pcm + silence(after, HERTZ).pcm
    size = HERTZ // 50 * 2
    return (Sound(whole[at : at + size], HERTZ) for at in range(0, len(whole), size))


@asynccontextmanager
async def call(
    conversation: Conversation,
    room: Room | None = None,
    *,
    ears: Listener | None = None,
    voice: Speaker | None = None,
    sender: str = "call-1",
    rules: Rules = QUICK,
    channel: str = "phone",
    keypad: bool = True,
    **changed: object,
) -> AsyncIterator[Caller]:
    """A call, cut off at the end if it still lasts."""
    room = room or Room()
    overheard = Overheard(voice or speaker(Settings(speaking_voice="espeak")))
    replies: asyncio.Queue[Replied] = asyncio.Queue()
    talk = asyncio.create_task(
        converse(
            room,
            conversation,
            ears or listener(Settings()),
            overheard,
            sender=sender,
            channel=channel,
            keypad=keypad,
            rules=replace(rules, **changed),  # type: ignore[arg-type]
            shown=replies.put_nowait,
        )
    )
    try:
        yield Caller(room, overheard, talk, replies)
    finally:
        if not talk.done():
            room.close()
            await asyncio.wait({talk}, timeout=WITHIN)
        assert talk.done() or not talk.cancel(), "the talk outlived its line"
        await talk
