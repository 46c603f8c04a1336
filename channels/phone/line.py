"""A telephone call as the rest knows it: a `Line`, whatever process holds it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import uuid4

from assistant.speech.sound import Sound
from channels.phone.frames import NUMBER, Kind
from channels.phone.g711 import HERTZ
from channels.spoken.line import Closed, Event, Key, SoundCame

MOST_WAITING = 2_000  # pieces of 40 ms that nobody listened to; what comes then is let go

Send = Callable[[Kind, bytes], None]


class PhoneLine:
    """One call. Its `id` is drawn anew: the number that calls is neither known here nor kept."""

    hertz = HERTZ
    hears_itself = False

    def __init__(self, send: Send) -> None:
        """`send` tells the gateway, about this call."""
        self.id = f"phone:{uuid4().hex}"
        self._send = send
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._playing: dict[int, asyncio.Event] = {}
        self._sounds = 0
        self._transferred: asyncio.Future[bool] | None = None
        self._closed = False

    async def play(self, sound: Sound) -> None:
        """Play after what is being played; return when it was heard, cleared, or cut off."""
        if self._closed or not sound.pcm:
            return
        self._sounds += 1
        number, heard = self._sounds, asyncio.Event()
        self._playing[number] = heard
        self._send(Kind.PLAY, NUMBER.pack(number) + sound.at(self.hertz).pcm)
        try:
            await heard.wait()
        finally:
            self._playing.pop(number, None)

    def clear(self) -> None:
        """Stop at once what is being played, and forget what waits."""
        if not self._closed:
            self._send(Kind.CLEAR, b"")

    async def events(self) -> AsyncIterator[Event]:
        """Keys and sound in their order, until `Closed`."""
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, Closed):
                self._events.put_nowait(event)  # whoever asks again is told again
                return

    async def transfer(self, to: str) -> bool:
        """Hand the call over to the telephone `to`; False where that cannot be done."""
        if self._closed or self._transferred is not None:
            return False
        self._transferred = asyncio.get_running_loop().create_future()
        self._send(Kind.TRANSFER, to.encode())
        try:
            return await self._transferred
        finally:
            self._transferred = None

    async def hang_up(self) -> None:
        """End it. `Closed` follows."""
        if not self._closed:
            self._send(Kind.HANG_UP, b"")

    def came(self, kind: Kind, body: bytes) -> None:
        """Something came from the gateway."""
        if kind is Kind.KEY:
            self._events.put_nowait(Key(body.decode()))
        elif kind is Kind.SOUND and self._events.qsize() < MOST_WAITING:
            self._events.put_nowait(SoundCame(Sound(body, self.hertz)))
        elif kind is Kind.PLAYED and (heard := self._playing.get(*NUMBER.unpack(body))):
            heard.set()
        elif kind is Kind.TRANSFERRED and self._transferred and not self._transferred.done():
            self._transferred.set_result(body != b"\0")
        elif kind is Kind.CLOSED:
            self.closed()

    def closed(self) -> None:
        """Nobody is there any more."""
        if self._closed:
            return
        self._closed = True
        for heard in self._playing.values():
            heard.set()
        if self._transferred and not self._transferred.done():
            self._transferred.set_result(True)  # taken over or hung up: it is ours no more
        self._events.put_nowait(Closed())
