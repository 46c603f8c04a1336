"""Keys and voices at once: who speaks while they press, by habit, or in a loud room."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from assistant.conversation import Conversation, Replied, Said
from assistant.speech.protocols import Hearing
from assistant.speech.sound import Sound
from channels.spoken.line import Key
from tests.spoken.hastened import computes, run
from tests.spoken.room import Caller, Room, call, until
from tests.spoken.test_talk import SOUND, Ears, welcomed

LOUDER = Sound(
    (np.frombuffer(SOUND.pcm, "<i2") * 3.0).clip(-32_000, 32_000).astype("<i2").tobytes(),
    SOUND.hertz,
)


def test_who_speaks_while_they_press_is_heard_by_their_keys(conversation: Conversation) -> None:
    """Many say a number while they key it in, or ask somebody in the room for it."""

    async def scene() -> None:
        ears = Ears(*[Hearing(("oui",), 1.0)] * 2)
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller, until="identity.phone")
            caller._begins()
            caller.room.put(*(Key(key) for key in "0612"))
            caller.speaks(SOUND)
            caller.room.put(*(Key(key) for key in "345678"))
            replied = await caller.listens()
            assert (replied.asking, replied.confirming) == ("identity.phone", True)
            assert "06 12 34 56 78" in caller.heard
            assert (await caller.says(SOUND)).asking != "identity.phone", "then a voice is heard"

    run(scene())


def test_0_and_the_hash_key_is_a_person_too(conversation: Conversation) -> None:
    async def scene() -> None:
        room = Room(takes_transfer=True)
        async with call(conversation, room, transfer_to="+33123456789") as caller:
            await welcomed(caller, until="identity.phone")
            room.put(Key("0"), Key("#"))
            await caller.is_over()
            assert room.transferred == ["+33123456789"]

    run(scene())


def test_in_a_loud_room_what_is_said_is_heard_to_its_end(conversation: Conversation) -> None:
    """A television, or a telephone that hears its own loudspeaker."""

    async def scene() -> None:
        room = Room()
        async with call(conversation, room, ears=Ears(*[None] * 9)) as caller:
            await welcomed(caller, until="welcome.adult")
            room.pace = 1.0
            for told in (
                "Je n'ai pas bien entendu.",
                "Je n'ai pas bien entendu.",
                "J'entends du bruit",
            ):
                await _is_told(caller, told, SOUND)
            cleared = room.cleared
            caller.speaks(LOUDER)
            await asyncio.sleep(1.0)
            assert room.cleared == cleared, "nothing cuts off that the keys are there"
            room.put(Key("1"))
            await asyncio.wait_for(caller.replies.get(), 60)
            await _is_told(caller, "Je n'ai pas bien entendu.", LOUDER)
            cleared = room.cleared
            caller.speaks(LOUDER)
            await asyncio.sleep(1.0)
            assert room.cleared == cleared, "after three in vain nobody is taken to interrupt"

    run(scene())


async def _is_told(caller: Caller, told: str, sound: Sound) -> None:
    """While it is being said, the next may come."""
    await asyncio.sleep(0.2)
    caller.voice.texts.clear()
    caller.speaks(sound)
    await until(lambda: any(text.startswith(told) for text in caller.voice.texts))


@pytest.mark.parametrize("waits", [True, False], ids=["it waits", "it computes"])
def test_a_hash_key_by_habit_skips_nothing_though_the_turn_was_slow(
    conversation: Conversation, waits: bool
) -> None:
    """A turn that computes lets nothing in: the key is taken in after it."""

    async def scene() -> None:
        room = Room()
        async with call(_Slow(conversation, waits), room) as caller:
            await welcomed(caller, until="welcome.speech_rate")
            room.pace = 1.0
            caller._begins()
            room.put(Key("2"))
            asyncio.get_running_loop().call_later(0.3, room.put, Key("#"))
            assert (await asyncio.wait_for(caller.replies.get(), 60)).asking == "welcome.scope"
            await asyncio.sleep(_Slow.SECONDS + 0.5)
            assert caller.replies.empty(), "the hash key belonged to the answer before"

    run(scene())


class _Slow(Conversation):
    """A conversation on a machine that has much to do."""

    SECONDS = 1.5

    def __init__(self, conversation: Conversation, waits: bool) -> None:
        self.__dict__ = conversation.__dict__ | {"waits": waits}

    async def turn(self, said: Said) -> Replied:
        if self.waits:
            await asyncio.sleep(self.SECONDS)
        else:
            computes(self.SECONDS)
        return await super().turn(said)
