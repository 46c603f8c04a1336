"""The room as a line: what the microphone hears, what the loudspeaker says, keys and typing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from assistant.speech.sound import HERTZ, Sound
from channels.spoken.line import Closed, Event, SoundCame
from channels.voice.devices import Device, NoDevice, device, look_again
from channels.voice.playing import Waiting

log = logging.getLogger(__name__)

BLOCK = 0.02  # seconds of sound at a time: what one block holds is heard before a silence is
LAG = 0.04  # seconds of sound that the card holds: as long it goes on when it is cleared
HEARD_LAG = BLOCK  # seconds that the card holds of what it heard: more comes later, and in bursts
OWN_ECHO = 0.25  # seconds after its own voice, in which a room still answers
LOST_AFTER = 2.0  # seconds without a sample from the card: it is unplugged, or asleep
LOOK_EVERY = 2.0  # seconds between two looks for a device that is gone
MOST_WAITING = 1_500  # blocks that nobody listened to, a minute; what comes then is let go


@dataclass(slots=True)
class RoomLine:
    """A `Line` that lasts: a device unplugged is waited for, and nothing is said meanwhile."""

    microphone: str
    loudspeaker: str
    hears_itself: bool = True
    id: str = "room"
    hertz: int = HERTZ
    _events: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)
    _waiting: Waiting = field(default_factory=Waiting)
    _streams: list[Any] = field(default_factory=list)
    _there: asyncio.Event = field(default_factory=asyncio.Event)
    _out: Device | None = None
    _lag: float = 0.0  # seconds from the card's asking for a sample until it is heard
    _last_sample: float = 0.0
    _deaf_until: float = 0.0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    async def play(self, sound: Sound) -> None:
        """As `Line`; while there is no loudspeaker, what is to be said waits."""
        await self._there.wait()
        if self._out is None or not sound.pcm:
            return
        heard = asyncio.Event()

        def over() -> None:  # in PortAudio's own thread
            with suppress(RuntimeError):  # the loop ended meanwhile
                self._loop.call_soon_threadsafe(heard.set)

        self._waiting.put(sound.at(self._out.hertz).pcm, over)
        await heard.wait()
        self._deaf_until = self._loop.time() + self._lag + OWN_ECHO

    def clear(self) -> None:
        """As `Line`."""
        self._waiting.clear()

    async def events(self) -> AsyncIterator[Event]:
        """As `Line`."""
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, Closed):
                return

    def put(self, event: Event) -> None:
        """What comes beside the sound: a key, a typed line."""
        self._events.put_nowait(event)

    async def transfer(self, to: str) -> bool:
        """Nobody can be called from here."""
        return False

    async def hang_up(self) -> None:
        """The talk is over; the room stays."""
        self.put(Closed())

    async def run(self) -> None:
        """Keep the devices open until cancelled, however often they are unplugged."""
        told = ""
        try:
            while True:
                try:
                    await _aside(self._open)
                except NoDevice as gone:
                    if str(gone) != told:  # once, not every two seconds
                        told = str(gone)
                        log.warning("%s; looked for every %.0f s", told, LOOK_EVERY)
                    await asyncio.sleep(LOOK_EVERY)
                    await _aside(look_again)
                    continue
                told = ""
                self._there.set()
                await self._until_lost()
                log.warning("the sound device is gone")
                self._hush()
                await _aside(self._close)
                await _aside(look_again)
        finally:
            self._hush()
            self._close()

    def find_devices(self) -> None:
        """Raises `NoDevice` where there is no microphone, or no loudspeaker."""
        device("input", self.microphone)
        device("output", self.loudspeaker)

    def _open(self) -> None:
        import sounddevice as sd

        heard, said = device("input", self.microphone), device("output", self.loudspeaker)
        try:
            self._streams = [
                sd.RawOutputStream(
                    samplerate=said.hertz, blocksize=int(BLOCK * said.hertz), device=said.number,
                    channels=1, dtype="int16", latency=LAG, callback=self._give,
                ),
                sd.RawInputStream(
                    samplerate=heard.hertz, blocksize=int(BLOCK * heard.hertz),
                    device=heard.number, channels=1, dtype="int16", latency=HEARD_LAG,
                    callback=lambda pcm, *_: self._took(Sound(bytes(pcm), heard.hertz)),
                ),
            ]  # fmt: skip
            for stream in self._streams:
                stream.start()
        except sd.PortAudioError as refused:
            self._close()
            raise NoDevice(f"{heard.name}, {said.name}: {refused}") from refused
        self._lag = self._streams[0].latency
        self._out, self._last_sample = said, self._loop.time()

    def _hush(self) -> None:
        """What was being said is over, and what is to be said waits."""
        self._there.clear()
        self._waiting.clear()

    def _close(self) -> None:
        for stream in self._streams:
            with suppress(Exception):  # a card that is gone cannot be closed either
                stream.close(ignore_errors=True)
        self._streams = []

    async def _until_lost(self) -> None:
        while self._loop.time() - self._last_sample < LOST_AFTER:
            await asyncio.sleep(LOST_AFTER / 4)
            if not all(stream.active for stream in self._streams):
                return

    def _give(self, out: Any, frames: int, *_: object) -> None:
        out[:] = self._waiting.take(len(out))

    def _took(self, sound: Sound) -> None:
        """In PortAudio's own thread."""
        with suppress(RuntimeError):  # the loop ended meanwhile
            self._loop.call_soon_threadsafe(self._came, sound)

    def _came(self, sound: Sound) -> None:
        self._last_sample = self._loop.time()
        echo = not self._waiting.is_empty or self._last_sample < self._deaf_until
        if self._events.qsize() < MOST_WAITING and not (self.hears_itself and echo):
            self._events.put_nowait(SoundCame(sound.at(self.hertz)))


async def _aside(work: Callable[[], None]) -> None:
    """PortAudio may take a second, and others talk meanwhile. To its end, even when cancelled."""
    done = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(done)
    except asyncio.CancelledError:
        await asyncio.wait([done])
        raise
