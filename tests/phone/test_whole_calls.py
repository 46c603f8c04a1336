"""Whole calls: a dossier by keypad alone, cut off and taken up again, many at once."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest

from assistant.conversation import Replied, Said
from assistant.dossier.dossier import State
from assistant.engine.embedded import EmbeddedEngine
from assistant.settings import Settings
from assistant.speech.protocols import Manner, Speaker
from assistant.speech.recognisers import listener
from assistant.speech.sound import Sound
from assistant.speech.voices import speaker
from assistant.store.store import Store
from assistant.words.words import words_in
from channels.phone.channel import talk_with
from channels.phone.switchboard import Switchboard
from channels.spoken.line import Line
from channels.spoken.rules import BY_TELEPHONE
from tests.conftest import ticking
from tests.phone.caller import calling
from tests.phone.exchange import exchange, until
from tests.phone.keypad import ByKeys, Watched
from tests.phone.sounds import AS_GOOD_AS, likeness, spoken

PLAIN = Settings(speaking_voice="espeak", human_phone="01 23 45 67 89")
LIMIT = words_in("fr").say("spoken_too_long")
LONGEST = 240  # seconds; a person takes ten minutes, this one does not listen


class Remembering:
    """The voice of every machine; it remembers the first breath of all that it said."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._voice = speaker(PLAIN)
        self.written: list[str] = []
        self.said: list[Sound] = []

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        """As `Speaker`."""
        for at, sound in enumerate(self._voice.say(written, manner, hertz)):
            if at == 0:
                self.written.append(written)
                self.said.append(sound)
            yield sound


class Assistant:
    """The telephone with the whole assistant behind it."""

    def __init__(self, conversation: Watched, board: Switchboard, lines: list[Line]) -> None:
        """As `answering` makes it."""
        self.conversation, self.board, self._lines = conversation, board, lines
        self._dialling = asyncio.Lock()

    @asynccontextmanager
    async def called(self, **how: Any) -> AsyncIterator[ByKeys]:
        """Call, and be answered; who calls meanwhile waits, so that each knows their own line."""
        async with AsyncExitStack() as call:
            async with self._dialling:
                before = len(self._lines)
                caller = await call.enter_async_context(calling(self.board.ports["sip"], **how))
                await until(lambda: len(self._lines) > before)
                line = self._lines[before]
            yield ByKeys(caller, self.conversation, line.id)


@pytest.fixture
def conversation(engine: EmbeddedEngine, store: Store) -> Watched:
    """Conversations on an empty store."""
    watched = Watched(engine, store, ticking(), human_phone="01 23 45 67 89")
    watched.turns = {}
    return watched


@asynccontextmanager
async def answering(
    conversation: Watched, voice: Speaker | None = None, **wiring: Any
) -> AsyncIterator[Assistant]:
    """The telephone is on, with the voice and the ears that every machine has."""
    hasty = replace(BY_TELEPHONE, afterthought=0.0)  # these callers press before they have heard
    with mock.patch("channels.phone.channel.BY_TELEPHONE", hasty):
        talk = talk_with(conversation, PLAIN, listener(PLAIN), voice or speaker(PLAIN))
    lines: list[Line] = []

    async def noted(line: Line) -> None:
        lines.append(line)
        await talk(line)

    async with asyncio.timeout(LONGEST), exchange(noted, LONGEST, **wiring) as board:
        yield Assistant(conversation, board, lines)


def test_an_essential_dossier_is_completed_by_keypad_alone(
    conversation: Watched, store: Store
) -> None:
    async def scene() -> ByKeys:
        async with answering(conversation) as assistant, assistant.called() as jeanne:
            await jeanne.answers(await jeanne.begins())
            return jeanne

    jeanne = asyncio.run(scene())
    [kept] = store.dossiers()
    dossier = store.dossier(kept.id)
    assert dossier.value("identity.birth_date") == "1942-05-12"
    assert dossier.value("identity.phone") == "+33612345678"
    assert dossier.value("access.emergency") == "allow"
    later = {
        field for (field, _), answer in dossier.current.items() if answer.state is State.SKIPPED
    }
    assert "identity.birth_name" in later
    assert {answer.channel for answer in dossier.current.values()} == {"phone"}
    assert jeanne.asked[-1] is None


def test_what_is_heard_is_what_the_voice_said(conversation: Watched) -> None:
    voice = Remembering()

    async def scene() -> None:
        async with answering(conversation, voice) as assistant, assistant.called() as jeanne:
            await jeanne.begins()
            await until(lambda: len(voice.said) >= 2)
            await until(lambda: likeness(jeanne.caller.heard, voice.said[-1].pcm) > AS_GOOD_AS)

    asyncio.run(scene())


@pytest.mark.long
def test_a_call_cut_off_at_each_question_goes_on_there_at_the_next_with_number_and_code(
    conversation: Watched, store: Store
) -> None:
    """By turns the receiver is put down and the gateway is killed. Nothing confirmed is lost."""
    cut_at: list[str | None] = []

    async def is_cut_off(board: Switchboard) -> None:
        if len(cut_at) % 2:
            board.ready.clear()
            os.kill(board.process or 0, signal.SIGKILL)
            await board.ready.wait()

    async def scene() -> str:
        async with answering(conversation) as assistant:
            given: set[str] = set()
            async with assistant.called() as jeanne:
                replied = await jeanne.answers(
                    await jeanne.begins(), until="welcome.helper_present"
                )
                number, code = _codes_told(jeanne)
                await is_cut_off(assistant.board)
            while replied.asking is not None:
                cut_at.append(replied.asking)
                kept = store.dossier(number).current
                async with assistant.called() as jeanne:
                    await jeanne.replied(0)
                    await jeanne.presses("1")
                    await jeanne.presses(f"{number}#")
                    again = await jeanne.presses(f"{code}#")
                    where = (again.asking, again.confirming, store.dossier(number).current)
                    assert where == (replied.asking, replied.confirming, kept)
                    replied = await jeanne.answers_one(again, given)
                    await is_cut_off(assistant.board)
            return number

    steady = mock.patch("channels.phone.switchboard.STEADY", 0.0)
    with steady, mock.patch("channels.phone.trial.PRESSED_FOR", 2):  # packets: 40 ms, as they may
        number = asyncio.run(scene())
    assert [dossier.id for dossier in store.dossiers()] == [number]
    assert len(cut_at) > 40
    assert store.dossier(number).value("identity.phone") == "+33612345678"


def _codes_told(jeanne: ByKeys) -> tuple[str, str]:
    """The number and the secret code, as they were told unasked."""
    told = next(
        reply.text
        for _, replied in jeanne.turns
        for reply in replied.replies
        if "code secret" in reply.text
    )
    digits = "".join(c for c in told.partition("code secret")[0] + "|" if c.isdigit())
    code = "".join(c for c in told.partition("code secret")[2] if c.isdigit())
    return digits[-10:], code[:6]


def test_a_yes_that_is_said_counts_as_one_that_is_pressed(conversation: Watched) -> None:
    async def scene() -> tuple[Said, Replied]:
        async with answering(conversation) as assistant, assistant.called() as jeanne:
            await jeanne.answers(await jeanne.begins(), until="welcome.adult")
            before = len(jeanne.turns)
            while len(jeanne.turns) == before:  # a yes may be missed, and is said again
                await jeanne.caller.says(bytes(8_000) + spoken("oui").pcm + bytes(32_000))
            return jeanne.turns[before]

    said, replied = asyncio.run(scene())
    assert said.keys is None
    assert "oui" in (said.text, *said.otherwise)
    assert replied.asking != "welcome.adult"


def test_three_wrong_codes_end_the_call_politely(conversation: Watched) -> None:
    async def scene() -> ByKeys:
        async with answering(conversation) as assistant, assistant.called() as somebody:
            await somebody.replied(0)
            await somebody.presses("1")
            for _ in range(3):
                await somebody.presses("1234567890#")
            await somebody.caller.hung_up.wait()
            return somebody

    last = asyncio.run(scene()).turns[-1][1]
    assert last.ends


def test_two_callers_from_one_number_never_meet(conversation: Watched, store: Store) -> None:
    async def scene() -> tuple[str | None, str | None]:
        async with answering(conversation) as assistant, assistant.called() as jeanne:
            await jeanne.answers(await jeanne.begins(), until="identity.birth_date")
            async with assistant.called() as paul:
                await paul.answers(await paul.begins(), until="identity.birth_name")
                await jeanne.presses("12051942")
                return jeanne.turns[-1][1].dossier, paul.turns[-1][1].dossier

    jeanne, paul = asyncio.run(scene())
    assert jeanne != paul
    assert len(list(store.dossiers())) == 2


def test_keys_that_come_through_a_bad_line_are_those_that_were_pressed(
    conversation: Watched, store: Store
) -> None:
    chance = random.Random(4733)  # noqa: S311

    async def scene() -> None:
        bad = lambda: chance.random() < 0.2  # noqa: E731
        async with answering(conversation) as assistant, assistant.called(lost=bad) as jeanne:
            await jeanne.answers(await jeanne.begins(), until="trusted_person.wanted")

    asyncio.run(scene())
    [kept] = store.dossiers()
    assert store.dossier(kept.id).value("identity.phone") == "+33612345678"


def test_twenty_call_at_once_and_each_has_a_dossier(conversation: Watched, store: Store) -> None:
    async def one(assistant: Assistant, ready: asyncio.Barrier) -> None:
        async with assistant.called() as person:
            replied = await person.begins()
            await ready.wait()
            await person.answers(replied, until="identity.birth_name")
            await ready.wait()

    async def scene() -> None:
        async with answering(conversation) as assistant:
            ready = asyncio.Barrier(20)
            await asyncio.gather(*(one(assistant, ready) for _ in range(20)))

    asyncio.run(scene())
    assert len(list(store.dossiers())) == 20


def test_a_call_at_its_limit_ends_with_a_goodbye(conversation: Watched) -> None:
    voice = Remembering()

    async def scene() -> None:
        with mock.patch("channels.phone.channel.SECONDS_A_MINUTE", 0.02):
            async with answering(conversation, voice) as assistant, assistant.called() as jeanne:
                await jeanne.caller.hung_up.wait()
                goodbye = voice.said[voice.written.index(LIMIT)]
                assert likeness(jeanne.caller.heard, goodbye.pcm) > AS_GOOD_AS

    asyncio.run(scene())
