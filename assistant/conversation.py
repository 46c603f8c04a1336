"""The one door for every channel: a turn in, replies out.

A turn is one transaction: the answers, and where the conversation stands, are kept together or
not at all. Killed at any moment, the assistant loses at most the turn being said.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from assistant.admission import (
    AT_THIS_COMPUTER,
    after_a_pause,
    lock,
    notice_of,
    proof_held,
    write_down_taken_up,
)
from assistant.answers.kind import Lang
from assistant.answers.nir import check_nir
from assistant.answers.nir_withheld import looks_like_nir, without_nir
from assistant.delivered import Answered
from assistant.dialogue.coming_back import HANDOVER_DIGITS, SECRET_DIGITS
from assistant.dialogue.exchange import Doors, Turn
from assistant.dialogue.shelf import EmptyShelf
from assistant.dialogue.talk import ASKED_BY_YES_OR_NO, Talk
from assistant.dossier.dossier import Dossier
from assistant.dossier.due import Due, due
from assistant.engine.at_work import TurnAtWork
from assistant.engine.embedded import EmbeddedEngine, Uttered
from assistant.heard import Heard, as_heard
from assistant.notes import NoteBook
from assistant.printed import Printed
from assistant.received import Received
from assistant.reminders.messenger import Messenger
from assistant.reminders.opening import Notice, tell
from assistant.safety.danger import Danger, danger_in
from assistant.safety.lexicon import lexicon_in
from assistant.said import Replied, Said, printable
from assistant.security.codes import new_code
from assistant.shown import Shown
from assistant.speech.protocols import Expected, Manner
from assistant.standing import expected_in, mark_of, not_kept, sentence, standing
from assistant.steps import QUESTIONS
from assistant.store.errors import StoreError
from assistant.store.store import Store, Work
from assistant.talk_kept import restored, taken_up
from assistant.turn_kept import keep
from assistant.understanding.hypotheses import accepted
from assistant.understanding.meaning import meaning_of, out_of_the_blue
from assistant.words.words import words_in

__all__ = ["Conversation", "Heard", "Replied", "Said", "TurnFailed"]

log = logging.getLogger(__name__)

LONGEST_TURN = 5_000  # characters; about six minutes of speech


class TurnFailed(RuntimeError):
    """An action failed: the turn is undone. The text is the failure's class, never its words."""


class Conversation:
    """Turns of any number of people, each a conversation of their own."""

    def __init__(
        self,
        engine: EmbeddedEngine,
        store: Store,
        now: Callable[[], datetime],
        human_phone: str = "",
        doors: Doors = Doors(),  # noqa: B008, frozen
    ) -> None:
        """`now` is the time where the people are; `human_phone` whom to call for a person."""
        self._engine = engine
        self._store = store
        self._now = now
        self._human_phone = human_phone
        self._doors = doors
        self.notes = NoteBook(store, engine.one_at_a_time)
        self.messengers: dict[str, Messenger] = {}
        """Those who can reach people who are not talking, by channel; each channel puts its own."""
        self.telling: set[asyncio.Task[bool]] = set()
        """Notices that are on their way."""
        self._taken_up: set[tuple[str, str]] = set()
        """Senders, and the channel at this computer where their talk goes on since the start."""
        self.received = Received(store, engine.one_at_a_time)
        self.printed = Printed(store, engine.one_at_a_time, now)
        self.shown = Shown(store, engine.one_at_a_time, now)

    async def turn(self, said: Said) -> Replied:
        """Reply to a turn. Never raises on what a person said, nor when the store is away."""
        began = time.perf_counter()
        notice: Notice | None = None
        try:
            replied, notice = await self._turn(said)
            if said.channel in AT_THIS_COMPUTER:
                self._taken_up.add((said.sender, said.channel))
        except StoreError as unavailable:
            log.error("turn not kept: %s", unavailable)
            replied = not_kept(said.lang or "fr", "store_unavailable")
        except TurnFailed as failed:
            log.error("turn undone: %s", failed)  # its trace may hold words
            replied = not_kept(said.lang or "fr", "engine_failed")
        if notice is not None:  # meanwhile: the talk waits for no line
            task = asyncio.create_task(tell(notice, self.messengers))
            self.telling.add(task)
            task.add_done_callback(self.telling.discard)
        return replace(replied, seconds=time.perf_counter() - began)

    async def _turn(self, said: Said) -> tuple[Replied, Notice | None]:
        """The reply, and what is to be told elsewhere once it is kept."""
        async with self._engine.one_at_a_time:
            _read_ahead(said.lang or "fr")
            with self._store.turn(said.sender) as work:
                talk, form = restored(work.state)
                now = self._now()
                here = said.sender, said.channel
                if said.channel in AT_THIS_COMPUTER and here not in self._taken_up:
                    write_down_taken_up(said, work, now)
                if said.lang and not talk.language_known:
                    talk.lang, talk.language_known = said.lang, True
                answered = Answered.of(work.state, said.sender)
                delivered = _delivered_before(said, answered, talk.lang)
                if delivered is not None:
                    return standing(talk, work, delivered), None
                if said.mark and said.mark != mark_of(work.state):
                    return standing(talk, work, ()), None
                if len(said.text) > LONGEST_TURN:
                    return standing(talk, work, (sentence(talk.lang, "too_long"),)), None
                said = await self._as_accepted(said, talk)
                paused, talk.last_at = after_a_pause(talk, now), now.isoformat()
                if paused:
                    lock(said, talk, work)
                held = proof_held(said, talk, work, now)
                if held:
                    talk, form = taken_up(work.state, talk)
                dossier = work.dossier or Dossier("")
                notice = notice_of(said, work, dossier) if held else None
                turn = self._as_turn(said, talk, dossier)
                turn = replace(turn, after_a_pause=paused, due=self._due(work, dossier))
                if held is not None:  # the code itself goes no further
                    turn = replace(turn, text="", keys=None, proof_held=held)
                shelf = work if work.dossier_id else EmptyShelf()
                at_work = TurnAtWork(turn, talk, dossier, form, shelf)
                uttered = await self._engine.turn(at_work)
                if at_work.failure is not None or at_work.exchange is None:
                    raise TurnFailed(type(at_work.failure).__name__) from at_work.failure
                before = work.state
                keep(work, at_work, self._now(), said.channel)
                if said.message is not None:
                    answered = answered.and_now(said.message, tuple(uttered))
                if work.state:
                    work.save_state(answered.kept_in(work.state, before))
                if said.reach and work.dossier_id:
                    work.keep_reach(said.channel, said.reach)
                replied = standing(at_work.talk, work, tuple(uttered))
                x = at_work.exchange
                return replace(replied, ends=x.ends, alone=x.alone, in_vain=x.in_vain), notice

    async def _as_accepted(self, said: Said, talk: Talk) -> Said:
        """The turn with the hearing that the open question accepts, where there are several."""
        waiting = talk.awaiting and talk.awaiting not in ASKED_BY_YES_OR_NO
        if not said.otherwise or talk.asking is None or waiting:
            return said
        texts = [printable(text) for text in (said.text, *said.otherwise)]
        hearings = [(text, await self._engine.understand(text)) for text in texts]
        confirming = talk.pending is not None or bool(talk.awaiting)
        question, today = QUESTIONS[talk.asking], self._now().date()
        words = words_in(talk.lang)
        return replace(said, text=accepted(hearings, question, words, today, confirming=confirming))

    def _due(self, work: Work, dossier: Dossier) -> tuple[Due, ...]:
        """The reminders to say in this turn: those that no channel has told yet."""
        now = self._now()
        found = due(dossier, now.date()) if work.dossier_id else ()
        if not found or work.dossier_id is None:
            return ()
        return tuple(work.reminders.to_say(work.dossier_id, found, now))

    def _as_turn(self, said: Said, talk: Talk, dossier: Dossier) -> Turn:
        """The turn without control characters, and without a social security number."""
        text = printable(said.text).removeprefix("/")
        number = None
        if said.keys is None and (talk.awaiting == "number" or looks_like_nir(text)):
            sex, born = dossier.value("identity.sex"), dossier.value("identity.birth_date")
            check = check_nir(text, talk.lang, sex, born)  # type: ignore[arg-type]
            if check.digits_heard:
                text, number = without_nir(text), check
                if talk.awaiting == "number":
                    text = ""
        return Turn(
            text=text,
            keys=said.keys,
            keypad=said.keypad,
            read_back=said.read_back,
            channel=said.channel,
            at=self._now(),
            number=number,
            human_phone=self._human_phone,
            doors=self._doors,
            fresh_secret_code=new_code(SECRET_DIGITS),
            fresh_handover_code=new_code(HANDOVER_DIGITS),
        )

    async def question(self, sender: str, channel: str) -> tuple[Uttered, ...]:
        """The question that is open, as it would be put now; nothing before a talk, or at rest.

        For a channel that said something of its own in between. Raises `StoreError`.
        """
        now = await self.shown.to(sender, channel)
        return (Uttered(now.question, now.choices),) if now and now.question else ()

    async def expecting(self, sender: str) -> tuple[Expected, Manner]:
        """What the sender may say next, and how they are to be spoken to. Raises `StoreError`."""
        async with self._engine.one_at_a_time:
            with self._store.turn(sender) as work:
                talk, _ = restored(work.state)
                expected = expected_in(talk, work.dossier)
        return expected, Manner(talk.lang, talk.rate, talk.volume)

    async def understand(self, text: str, asking: str | None, lang: Lang) -> Heard:
        """What `text` means as a reply to the field `asking`, or out of the blue when it is None.

        Raises `KeyError` on a field that does not exist.
        """
        question = QUESTIONS[asking] if asking else None
        words, today = words_in(lang), self._now().date()
        text = printable(text)
        ranking = await self._engine.understand(text)
        danger = danger_in(text, lang, ranking, asking)
        if danger is not None:
            return Heard("emergency" if danger is Danger.EMERGENCY else "distress", 1.0, None, None)
        if question is None:
            meaning = out_of_the_blue(text, words, ranking)
        else:
            meaning = meaning_of(text, question, words, ranking, today)
        return as_heard(meaning, text, lang)


def _read_ahead(lang: Lang) -> None:
    """Read what a first turn would read while it holds the database: other processes wait for it.

    On a busy machine that takes seconds. A language taken up later is read in its first turn.
    """
    words_in(lang)
    lexicon_in(lang)


def _delivered_before(said: Said, answered: Answered, lang: Lang) -> tuple[Uttered, ...] | None:
    """The reply to a message that is not to be taken as an answer (again); None for a new one."""
    if said.message is None:
        return None
    replies = answered.again(said.message)
    late = replies is None and answered.is_late(said.message)
    if late and danger_in(said.text, lang) is None:
        return sentence(lang, "came_late"), *answered.replies[-1:]
    return replies
