"""Talking aloud over a line, reply by answer.

Keys interrupt everything and are never lost. What may not have been an answer never reaches the
conversation. Who is let in while we speak is told in `floor.py`, what a silence means in
`waiting.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied, Said
from assistant.speech.protocols import Hearing, Listener, Manner, Speaker
from assistant.words.words import words_in
from channels.spoken.awaited import Awaited
from channels.spoken.ears import Ears
from channels.spoken.floor import Floor
from channels.spoken.inbox import AllSaid, Came, Inbox
from channels.spoken.keys import A_PERSON, DONE, Keys, LastEntry
from channels.spoken.line import Closed, Event, Key, Line, SoundCame, Typed
from channels.spoken.mouth import Mouth
from channels.spoken.rules import Rules
from channels.spoken.waiting import Waiting

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

    talk = _Talk(line, listener, speaker, rules, keypad, Said(sender=sender, channel=channel), turn)
    taking_in = asyncio.create_task(talk.inbox.take_in(line, talk.is_left_out))
    try:
        await talk.run()
    finally:
        taking_in.cancel()
        await asyncio.wait([taking_in])
        talk.ears.close()
        await talk.mouth.hush()


class _Over(Exception):
    """The line is closed, a person took the call, or nobody answers."""


@dataclass(slots=True)
class _Talk:
    line: Line
    listener: Listener
    speaker: Speaker
    rules: Rules
    keypad: bool
    me: Said
    turn: Callable[[Said], Awaitable[Replied]]
    thinking: bool = False
    inbox: Inbox = field(default_factory=Inbox)
    ears: Ears = field(init=False)
    mouth: Mouth = field(init=False)
    waiting: Waiting = field(init=False)
    floor: Floor = field(init=False)
    last_entry: LastEntry = field(init=False)

    def __post_init__(self) -> None:
        self.ears = Ears(self.line.hertz, self.listener)
        self.mouth = Mouth(self.line, self.speaker, lambda: self.inbox.put(AllSaid()))
        self.waiting = Waiting(self.rules, _now())
        self.floor = Floor(self.line, self.rules, self.mouth, self.ears, self.inbox, self.waiting)
        self.last_entry = LastEntry(self.rules.afterthought)

    async def run(self) -> None:
        """From the greeting to the end."""
        replied = await self.turn(replace(self.me, text="start"))
        with suppress(_Over):
            while not replied.ends:
                said = await self._answer(replied)
                replied = await self._replied(said, replied)
            await self._goodbye([reply.text for reply in replied.replies], replied.manner)

    def is_left_out(self, event: Event) -> bool:
        """Whether it belongs to what is being thought about, and answers nothing else."""
        if not self.thinking or not isinstance(event, Key):
            return False
        return self.last_entry.has(event.key, _now())

    async def _replied(self, said: Said, before: Replied) -> Replied:
        """The next reply. Keys pressed ahead hold within a step, and for nothing unforeseen.

        A wish, and what is read back, is answered by who heard it.
        """
        self.thinking = True
        replied = await self.turn(said)
        self.thinking = False
        self.floor.is_replied_to(in_vain=replied.in_vain)
        if said.keys is not None:
            self.last_entry.is_replied_to(_now())
        if replied.undone:
            replied = replace(replied, expected=before.expected, manner=before.manner)
        unforeseen = replied.step != before.step or replied.heard_out or replied.confirming
        self.inbox.leave_out(
            lambda event: isinstance(event, SoundCame) or (isinstance(event, Key) and unforeseen)
        )
        return replied

    async def _answer(self, replied: Replied) -> Said:
        """Say the reply, and hear what is said to it. Raises `_Over`."""
        awaited = Awaited.after(replied, self.listener, keypad=self.keypad)
        keys = Keys.of(replied.expected)
        await self.floor.give(awaited)
        answer: Said | None = None
        while answer is None:
            match await self._next(keys.deadline):
                case Closed():
                    raise _Over
                case Typed(text):
                    self.floor.is_touched()
                    answer = replace(self.me, text=text)
                case Key(key):
                    answer = await self._pressed(key, keys, awaited)
                case SoundCame(sound) if keys.deadline is None:  # who presses may speak besides
                    hearing = await self.floor.heard(sound, awaited)
                    if hearing is not None:
                        answer = await self._taken(hearing, awaited)
                case None:
                    entry = keys.passed(_now())
                    if entry is None:
                        await self._waited(awaited)
                    else:
                        answer = await self._entered(entry, awaited)
        return answer

    async def _next(self, entry_ends: float | None) -> Came | None:
        """What comes; None when something is due."""
        speaks = self.floor.somebody_speaks
        due = self.waiting.due(_now(), entry_ends, somebody_speaks=speaks)
        event = await self.inbox.next_before(due)
        if isinstance(event, Key | Typed | AllSaid):
            self.waiting.broken(_now())
        return event

    async def _pressed(self, key: str, keys: Keys, awaited: Awaited) -> Said | None:
        """The answer that a key completes; None while there is none."""
        if self.mouth.is_speaking and self.last_entry.has(key, _now()):
            return None
        await self.floor.interrupt()
        self.ears.expect(awaited.expected)
        entry = keys.press(key, _now())
        self.last_entry.is_now(entry, _now())
        return None if entry is None else await self._entered(entry, awaited)

    async def _entered(self, entry: str, awaited: Awaited) -> Said | None:
        """The answer that an entry is; None for one part of a date of which others are to come."""
        self.floor.is_touched()
        part = awaited.part_in(entry)
        if part is not None:
            return await self._taken(Hearing((part,), 1.0), awaited)
        if entry.removesuffix(DONE) == A_PERSON:
            await self._hand_over(awaited.replied.manner)
        return replace(self.me, keys=entry)

    async def _taken(self, hearing: Hearing, awaited: Awaited) -> Said | None:
        """The whole answer; None when a part of a date is still to come, which is asked for."""
        answer = awaited.take(hearing)
        if answer is None:
            self.floor.is_replied_to(in_vain=False)
            await self.mouth.say(awaited.also_asked, awaited.replied.manner)
            self.ears.expect(awaited.expected)
            return None
        first, *others = answer.texts
        return replace(self.me, text=first, otherwise=tuple(others), read_back=answer.read_back)

    async def _waited(self, awaited: Awaited) -> None:
        """Nobody says anything. Raises `_Over`."""
        words, manner = words_in(awaited.expected.lang), awaited.replied.manner
        softly = replace(manner, volume=manner.volume + SOFTLY)
        is_alarm = awaited.replied.alone
        match self.waiting.follows(_now(), somebody_speaks=self.floor.somebody_speaks):
            case "the question":
                await self.mouth.say(awaited.put_again, manner if is_alarm else softly)
            case "no hurry" if not is_alarm:
                await self.mouth.say([words.say("silence")], softly)
            case "nobody is there":
                log.info("it is over: nobody answers")
                await self._goodbye([words.say("spoken_no_answer")], manner)
            case "too long":
                log.info("it is over: too long")
                await self._goodbye([words.say("spoken_too_long")], manner)

    async def _hand_over(self, manner: Manner) -> None:
        """To a person, where one can be reached. Raises `_Over` when they took the call."""
        if not self.rules.transfer_to:
            return
        await self.mouth.say_all([words_in(manner.lang).say("spoken_person")], manner)
        if await self.line.transfer(self.rules.transfer_to):
            raise _Over

    async def _goodbye(self, texts: Sequence[str], manner: Manner) -> None:
        """Say the last words to their end, unless the line is closed before. Raises `_Over`."""
        await self.mouth.say(texts, manner)
        while self.mouth.is_speaking:
            if isinstance(await self.inbox.next(), Closed):
                raise _Over
        await self.line.hang_up()
        raise _Over


def _now() -> float:
    return asyncio.get_running_loop().time()
