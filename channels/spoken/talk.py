"""Talking aloud over a line: whose turn it is, what interrupts what, and what a silence means.

Keys interrupt everything and are never lost. Speech interrupts an ordinary prompt, but neither
what must be heard out nor a line that hears itself. What may not have been an answer never
reaches the conversation.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied, Said
from assistant.speech.endpointing import Ear
from assistant.speech.protocols import Hearing, Listener, Manner, Speaker
from assistant.speech.sound import Sound
from assistant.words.words import words_in
from channels.spoken.awaited import Awaited
from channels.spoken.keys import A_PERSON, DONE, Keys, is_tail
from channels.spoken.line import Closed, Event, Key, Line, SoundCame, Typed
from channels.spoken.noise import Noise
from channels.spoken.rules import Rules
from channels.spoken.saying import Saying

log = logging.getLogger(__name__)

SOFTLY = -1  # steps of volume: a question that is put again in a silence
Shown = Callable[[Replied], None]


async def converse(
    line: Line,
    conversation: Conversation,
    listener: Listener,
    speaker: Speaker,
    *,
    sender: str,
    channel: str,
    rules: Rules,
    keypad: bool = True,
    lang: Lang | None = None,
    shown: Shown | None = None,
) -> None:
    """Talk until the line is closed, the talk ends, or the rules end it.

    `sender` is the conversation, `channel` its channel's name; `keypad` tells whether there are
    keys to press; `shown` is given each reply, where there is a screen. Whenever it ends, nothing
    that was confirmed is lost.
    """

    async def turn(said: Said) -> Replied:
        replied = await conversation.turn(replace(said, keypad=keypad, lang=lang))
        if shown is not None:
            shown(replied)
        return replied

    me = Said(sender=sender, channel=channel)
    talk = _Talk(line, listener, speaker, rules, keypad, me, turn)
    pump = asyncio.create_task(talk.take_in())
    try:
        await talk.run()
    finally:
        pump.cancel()
        await asyncio.wait([pump])
        await talk.hush()


@dataclass(frozen=True, slots=True)
class _AllSaid:
    """What was being said was heard to its end, or stopped."""


@dataclass(slots=True)
class _Talk:
    line: Line
    listener: Listener
    speaker: Speaker
    rules: Rules
    keypad: bool
    me: Said
    turn: Callable[[Said], Awaitable[Replied]]
    began: float = field(default_factory=lambda: _now())
    quiet_since: float = field(default_factory=lambda: _now())
    silences: int = 0
    interrupted: bool = False
    in_vain: int = 0
    """Interruptions in a row that were no answer: of a loud room, or of our own voice."""
    thinking: bool = False
    entered: tuple[str, float] | None = None
    """The last entry that was complete by itself, and when; then, when it was replied to."""
    saying: Saying | None = None
    inbox: asyncio.Queue[Event | _AllSaid] = field(default_factory=asyncio.Queue)
    ear: Ear = field(init=False)
    noise: Noise = field(init=False)

    def __post_init__(self) -> None:
        self.ear, self.noise = Ear(self.line.hertz), Noise(self.rules.misses)

    async def take_in(self) -> None:
        """What comes by the line, as long as it comes; a line that fails is closed."""
        try:
            async for event in self.line.events():
                if self.thinking and self._belongs_to_the_entry_before(event):
                    continue
                self.inbox.put_nowait(event)
        except Exception as fault:
            log.error("the line failed: %s", type(fault).__name__)
        self.inbox.put_nowait(Closed())

    async def run(self) -> None:
        """From the greeting to the end."""
        replied: Replied | None = await self.turn(replace(self.me, text="start"))
        while replied is not None:
            if replied.ends:
                await self._goodbye([reply.text for reply in replied.replies], replied.manner)
                return
            said = await self._answer(replied)
            replied = None if said is None else await self._replied(said, replied)

    async def _replied(self, said: Said, before: Replied) -> Replied:
        """The next reply. Keys pressed ahead hold within a step, and for nothing unforeseen.

        A wish, and what is read back, is answered by who heard it.
        """
        self.thinking = True
        replied = await self.turn(said)
        self.thinking = False
        if self.entered is not None and said.keys is not None:  # however long the turn took
            self.entered = self.entered[0], _now()
        if replied.undone:
            replied = replace(replied, expected=before.expected, manner=before.manner)
        unforeseen = replied.step != before.step or replied.heard_out or replied.confirming
        for event in self._taken_out():
            ahead = isinstance(event, SoundCame) or (isinstance(event, Key) and unforeseen)
            if not ahead:
                self.inbox.put_nowait(event)
        return replied

    def _taken_out(self) -> list[Event | _AllSaid]:
        return [self.inbox.get_nowait() for _ in range(self.inbox.qsize())]

    def _a_key_waits(self) -> bool:
        waiting = self._taken_out()
        for event in waiting:
            self.inbox.put_nowait(event)
        return any(isinstance(event, Key) for event in waiting)

    async def _answer(self, replied: Replied) -> Said | None:
        """Say the reply, and hear what is said to it; None when the talk is over."""
        awaited = Awaited.after(replied, self.listener, keypad=self.keypad)
        keys = Keys.of(replied.expected)
        self.silences, self.interrupted = 0, False
        await self._say(awaited.told, replied.manner)
        self.ear.expect(awaited.expected)
        while True:
            event = await self._next(keys)
            entry: str | None = None
            match event:
                case Closed():
                    return None
                case Typed(text):
                    self.noise.is_over()
                    return replace(self.me, text=text)
                case Key(key):
                    if self._is_speaking and self._belongs_to_the_entry_before(event):
                        continue
                    await self._interrupt()
                    self.ear.expect(awaited.expected)
                    entry = keys.press(key, _now())
                    self.entered = (entry, _now()) if entry else None
                case SoundCame(sound) if keys.deadline is None:  # who presses may speak besides
                    answer = await self._heard(sound, awaited)
                    if answer is not None:
                        return self._said(answer)
                case None:
                    entry = keys.passed(_now())
                    if entry is None and await self._waited(awaited):
                        return None
            if entry is not None:
                self.noise.is_over()
                part = awaited.part_in(entry)
                if part is not None:
                    answer = awaited.take(Hearing((part,), 1.0))
                    if answer is not None:
                        return self._said(answer)
                    await self._say(awaited.also_asked, replied.manner)
                    self.ear.expect(awaited.expected)
                    continue
                is_for_a_person = entry.removesuffix(DONE) == A_PERSON
                if is_for_a_person and await self._handed_over(replied.manner):
                    return None
                return replace(self.me, keys=entry)

    def _said(self, heard: Hearing) -> Said:
        first, *others = heard.texts
        return replace(self.me, text=first, otherwise=tuple(others), read_back=heard.read_back)

    def _belongs_to_the_entry_before(self, event: Event) -> bool:
        if self.entered is None or not isinstance(event, Key):
            return False
        entry, at = self.entered
        return _now() < at + self.rules.afterthought and is_tail(entry, event.key)

    async def _next(self, keys: Keys) -> Event | _AllSaid | None:
        """What comes; None when something is due: what came meanwhile waits until that is done."""
        due = self._silence_is_over if keys.deadline is None else keys.deadline
        if self.rules.longest is not None:
            due = min(due, self.began + self.rules.longest)
        await asyncio.sleep(0)  # much may have come in: what is being said goes on meanwhile
        if due <= _now():
            return None
        with suppress(TimeoutError):
            async with asyncio.timeout_at(due):  # `wait_for` may lose that the talk was cancelled
                event = await self.inbox.get()
            if isinstance(event, Key | Typed | _AllSaid):
                self.quiet_since = _now()
            return event
        return None

    @property
    def _is_left_in_peace(self) -> bool:
        """Whether what is heard is taken for the room: a television, music while one holds."""
        return self.noise.is_loud(_now())

    @property
    def _hears_no_interruption(self) -> bool:
        """Whether what comes while we speak is not the person: else no sentence would be heard."""
        in_vain = self.in_vain >= self.rules.misses or self._is_left_in_peace
        return self.line.hears_itself or in_vain

    @property
    def _silence_is_over(self) -> float:
        if self._is_speaking or (self.ear.hears_somebody and not self._is_left_in_peace):
            return _now() + self.rules.silence
        patience = self.rules.silence if self.silences < 2 else self.rules.long_silence
        return self.quiet_since + patience

    async def _waited(self, awaited: Awaited) -> bool:
        """Nobody says anything: whether the call is over."""
        words, manner = words_in(awaited.expected.lang), awaited.replied.manner
        if self.rules.longest is not None and _now() >= self.began + self.rules.longest:
            log.info("it is over: too long")
            await self._goodbye([words.say("spoken_too_long")], manner)
            return True
        if _now() < self._silence_is_over:
            return False
        self.silences, self.quiet_since = self.silences + 1, _now()
        if self.silences == self.rules.hangs_up_after:
            log.info("it is over: nobody answers")
            await self._goodbye([words.say("spoken_no_answer")], manner)
            return True
        softly = replace(manner, volume=manner.volume + SOFTLY)
        if self.silences == 1:  # an alarm is no murmur
            await self._say(awaited.put_again, manner if awaited.replied.alone else softly)
        elif self.silences == 2 and not awaited.replied.alone:
            await self._say([words.say("silence")], softly)
        return False

    async def _heard(self, sound: Sound, awaited: Awaited) -> Hearing | None:
        """The answer that a sound ends; None while there is none."""
        if self._is_speaking and (awaited.replied.heard_out or self._hears_no_interruption):
            return None
        fed = self.ear.feed(sound)
        if fed == "nothing":
            return None
        if not self._is_left_in_peace:
            self.quiet_since = _now()
        if fed == "began":
            if not (self._is_left_in_peace and awaited.can_be_heard):
                await self._interrupt()
            return None
        hearing = await self._recognised(fed, awaited)
        if self._a_key_waits():  # said and pressed: it counts once
            self.ear.expect(awaited.expected)
            return None
        answer = None
        if hearing is None:
            await self._missed(fed, awaited)
        elif (counts := self._trusted(hearing, awaited)) is not None:
            self.in_vain, self.interrupted = 0, False
            answer = awaited.take(counts)
            if answer is None:
                await self._say(awaited.also_asked, awaited.replied.manner)
        self.ear.expect(awaited.expected)
        return answer

    def _trusted(self, hearing: Hearing, awaited: Awaited) -> Hearing | None:
        """As far as it counts: who says a name that cannot be heard is no noise."""
        if not awaited.can_be_heard:
            self.noise.is_over()
        return self.noise.trusted(hearing, awaited.expected, _now())

    async def _recognised(self, sound: Sound, awaited: Awaited) -> Hearing | None:
        """What was said. A fault of the recogniser's is a sound that was not understood."""
        try:
            return await asyncio.to_thread(self.listener.hear, sound, awaited.expected)
        except Exception as fault:  # its words may be a person's: the class says enough
            log.error("nothing could be heard: %s", type(fault).__name__)
            return None

    async def _missed(self, sound: Sound, awaited: Awaited) -> None:
        """A sound that may have been no answer: told a few times, then left in peace."""
        self.in_vain += self.interrupted
        is_told = self.noise.missed(_now())
        can_be_heard = awaited.can_be_heard
        if self._is_left_in_peace and can_be_heard:
            self.ear.was_noise(sound)  # before that it may be somebody to be heard again
        manner, again = awaited.replied.manner, awaited.put_again if self.interrupted else []
        if is_told and self.noise.misses == self.rules.misses and can_be_heard:
            await self._say([awaited.loud_room, *again], manner)
        elif is_told and (can_be_heard or self.noise.misses < self.rules.misses):
            await self._say([*awaited.not_heard(), *again], manner)
        self.interrupted = False

    async def _handed_over(self, manner: Manner) -> bool:
        """Whether a person took the call."""
        if not self.rules.transfer_to:
            return False
        await self._say([words_in(manner.lang).say("spoken_person")], manner)
        if self.saying is not None:
            await self.saying.over()
        return await self.line.transfer(self.rules.transfer_to)

    async def _goodbye(self, texts: Sequence[str], manner: Manner) -> None:
        """Say the last words to their end, unless the line is closed before."""
        await self._say(texts, manner)
        while self._is_speaking:
            if isinstance(await self.inbox.get(), Closed):
                return
        await self.line.hang_up()

    @property
    def _is_speaking(self) -> bool:
        return self.saying is not None and not self.saying.is_over

    async def _say(self, texts: Sequence[str], manner: Manner) -> None:
        await self.hush()
        if texts:
            over = lambda: self.inbox.put_nowait(_AllSaid())  # noqa: E731
            self.saying = Saying(self.line, self.speaker, texts, manner, over)

    async def _interrupt(self) -> None:
        self.interrupted = self.interrupted or self._is_speaking
        await self.hush()

    async def hush(self) -> None:
        """Fall silent at once."""
        if self.saying is not None and not self.saying.is_over:
            await self.saying.stop()


def _now() -> float:
    return asyncio.get_running_loop().time()
