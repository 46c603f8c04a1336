"""What is said over a line is heard while it is said: by a real Vosk model, which is of Korean."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import pytest

from assistant.bench.rooms import blocks, in_a_room, speech
from assistant.conversation import Conversation, Replied
from assistant.speech import vosk
from assistant.speech.sound import Sound
from assistant.speech.vosk import VoskListener
from channels.spoken.ears import Ears
from channels.spoken.line import SoundCame
from tests.speech.korean import KNOWN, NO, YES, korean_folder, loaded, said_in_korean
from tests.speech.test_while_said import ASKED, Noted
from tests.spoken.hastened import run
from tests.spoken.room import Caller, call, pieces, until
from tests.spoken.test_talk import welcomed

IN_KOREAN = {"oui": YES, "non": NO}


@pytest.fixture(scope="module")
def listening() -> VoskListener:
    return loaded(korean_folder(), KNOWN, "fr")


@pytest.fixture
def ears(listening: VoskListener, monkeypatch: pytest.MonkeyPatch) -> VoskListener:
    """Its word for a yes is a yes of ours."""
    monkeypatch.setattr(vosk, "UNKNOWN", KNOWN)
    monkeypatch.setattr(VoskListener, "_as_known", lambda self, phrase: IN_KOREAN.get(phrase))
    return listening


async def says_over_time(caller: Caller, words: str, share: float = 1.0) -> None:
    """So much of it, in the pieces of a line, one after the other."""
    caller._begins()
    whole = list(pieces(said_in_korean(words, before=0.5, after=0.0)))
    for piece in whole[: int(share * len(whole))]:
        caller.room.put(SoundCame(piece))
        await asyncio.sleep(0.001)


async def answered(caller: Caller, words: str) -> Replied:
    await says_over_time(caller, words)
    return await caller.listens()


def test_a_yes_is_heard_by_vosk_while_it_is_said(
    conversation: Conversation, ears: VoskListener
) -> None:
    async def scene() -> None:
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller, until="welcome.consent")
            replied = await answered(caller, YES)
            assert (replied.asking, replied.confirming) == ("welcome.consent", True)
            assert (await answered(caller, YES)).asking == "welcome.adult"

    run(scene())


def test_two_who_speak_at_once_are_each_answered(
    conversation: Conversation, ears: VoskListener
) -> None:
    async def scene() -> None:
        async with (
            call(conversation, ears=ears, sender="call-1") as one,
            call(conversation, ears=ears, sender="call-2") as other,
        ):
            await welcomed(one, until="welcome.helper_present")
            await welcomed(other, until="welcome.helper_present")
            yes, no = await asyncio.gather(answered(one, YES), answered(other, NO))
            assert yes.asking != "welcome.helper_present"
            assert no.asking not in ("welcome.helper_present", yes.asking)

    run(scene())


def test_a_line_that_is_cut_in_the_middle_of_an_answer_ends_in_peace(
    conversation: Conversation, ears: VoskListener, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller, until="welcome.consent")
            await says_over_time(caller, f"{YES} {NO}", share=0.3)
            caller.room.close()
            await caller.is_over()
            assert caller.replies.empty()

    with caplog.at_level(logging.WARNING):
        run(scene())
    assert caplog.messages == []


def test_an_answer_that_a_key_cuts_short_is_no_part_of_the_next_one(
    conversation: Conversation, ears: VoskListener
) -> None:
    async def scene() -> None:
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller, until="welcome.adult")
            await says_over_time(caller, f"{NO} {NO}", share=0.3)
            assert (await caller.presses("1")).asking == "welcome.helper_present"
            assert (await answered(caller, NO)).asking != "welcome.helper_present"

    run(scene())


def test_what_the_recogniser_was_given_is_the_answer_with_the_silence_around_it() -> None:
    async def scene() -> None:
        listener, sound = Noted(), in_a_room(speech("à ma fille"), "telephone")
        ears = Ears(sound.hertz, listener)
        ears.expect(ASKED)
        for block in blocks(sound, 0.02):
            answer = ears.feed(block)
            await asyncio.sleep(0)
            if isinstance(answer, Sound):
                break
        assert isinstance(answer, Sound)
        assert await ears.understood() is not None
        assert [hearer.heard for hearer in listener.hearers] == [answer.pcm]

    run(scene())


def test_another_question_drops_the_answer_that_has_begun() -> None:
    async def scene() -> None:
        listener, sound = Noted(), in_a_room(speech("à ma fille"), after=0.0)
        ears = Ears(sound.hertz, listener)
        ears.expect(ASKED)
        for block in blocks(sound):
            ears.feed(block)
        await until(lambda: bool(listener.hearers))
        ears.expect(replace(ASKED, asking="welcome.consent"))
        assert not ears.hear_somebody
        assert await ears.understood() is None

    run(scene())
