"""Talking aloud on the page: a browser's microphone and loudspeaker as a line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from assistant.conversation import Conversation, Replied
from assistant.settings import Settings
from assistant.speech.protocols import Listener
from assistant.speech.recognisers import listener
from assistant.speech.sound import HERTZ, Sound
from assistant.speech.voices import speaker
from channels.phone.frames import Kind
from channels.phone.line import PhoneLine, Send
from channels.spoken.line import Typed
from channels.spoken.prompts import Prompts
from channels.spoken.rules import AT_HOME
from channels.spoken.talk import converse
from channels.web.limits import Places
from channels.web.sessions import CHANNEL

SLOWEST, FASTEST = 8_000, 96_000  # samples a second that a browser may have
OWN_ECHO = 0.25  # seconds after its own voice, in which a room still answers
AHEAD = 10.0  # seconds of sound that may come sooner than it was said: a line that was held up


class BrowserLine(PhoneLine):
    """One browser that talks, told by the same kinds of frames as the telephone's gateway."""

    hertz = HERTZ

    def __init__(self, send: Send, hertz: int, *, hears_itself: bool) -> None:
        """`send` tells the browser; `hertz` is the rate at which its sound comes."""
        super().__init__(send)
        self.hears_itself = hears_itself
        self._came_at = hertz
        self._loop = asyncio.get_running_loop()
        self._began, self._seconds, self._deaf_until = self._loop.time(), 0.0, 0.0

    async def play(self, sound: Sound) -> None:
        """As `Line`."""
        try:
            await super().play(sound)
        finally:
            self._deaf_until = self._loop.time() + OWN_ECHO

    async def transfer(self, to: str) -> bool:
        """Nobody can be called from here."""
        return False

    def heard(self, pcm: bytes) -> None:
        """What the microphone heard. What comes faster than it can be said is nobody's voice."""
        sound, now = Sound(pcm[: len(pcm) // 2 * 2], self._came_at), self._loop.time()
        self._seconds = max(self._seconds, now - self._began - AHEAD) + sound.seconds
        is_echo = self.hears_itself and (self._playing or now < self._deaf_until)
        if self._seconds <= now - self._began + AHEAD and not is_echo:
            self.came(Kind.SOUND, sound.at(HERTZ).pcm)

    def typed(self, text: str) -> None:
        """What was written, or pressed, beside it."""
        if not self._closed:
            self._events.put_nowait(Typed(text))


class Voices:
    """What hears and speaks, loaded when the first browser talks; and how many may at once."""

    def __init__(self, settings: Settings) -> None:
        """As many as may be on the telephone: each costs as much."""
        self._settings = settings
        self.places = Places(settings.calls_at_once)
        self._loading = asyncio.Lock()
        self._parts: tuple[Listener, Prompts] | None = None
        self._open: set[BrowserLine] = set()

    def close(self) -> None:
        """The page ends: so do the talks, by themselves, as when a line is cut."""
        for line in list(self._open):
            line.closed()

    async def ready(self) -> tuple[Listener, Prompts]:
        """The ears and the mouth. Raises `NoVoice`."""
        async with self._loading:
            if self._parts is None:
                ears, mouth = await asyncio.to_thread(
                    lambda: (listener(self._settings), speaker(self._settings))
                )
                self._parts = ears, Prompts(mouth)
            return self._parts

    async def talk(
        self,
        line: BrowserLine,
        conversation: Conversation,
        sender: str,
        shown: Callable[[Replied], None],
    ) -> None:
        """One talk, spoken and typed. Raises `NoVoice`."""
        ears, prompts = await self.ready()
        self._open.add(line)
        try:
            await converse(
                line, conversation, ears, prompts,
                sender=sender, channel=CHANNEL, rules=AT_HOME, keypad=False, shown=shown,
            )  # fmt: skip
        finally:
            self._open.discard(line)
