"""A fax machine, or somebody who only breathes: polite, bounded, and nothing is kept."""

from __future__ import annotations

import asyncio

import numpy
import pytest

from assistant.bench.rooms import Samples, in_a_room
from assistant.conversation import Conversation
from assistant.speech.sound import HERTZ
from assistant.store.store import Store
from channels.spoken.line import SoundCame
from tests.spoken.hastened import run
from tests.spoken.room import call, pieces

SECONDS_OF_IT = 4
HURRIED = {"silence": 1.0, "long_silence": 1.0, "hangs_up_after": 4}


def fax() -> Samples:
    """The tone of a fax that calls: half a second of 1,100 Hz every 3.5 (ITU-T T.30, 4.3.3.3)."""
    at = numpy.arange(SECONDS_OF_IT * HERTZ) / HERTZ
    return (8_000 * numpy.sin(2 * numpy.pi * 1_100 * at) * (at % 3.5 < 0.5)).astype(numpy.float32)


def breath() -> Samples:
    """Air that swells and fades, every two seconds."""
    at = numpy.arange(SECONDS_OF_IT * HERTZ) / HERTZ
    air = numpy.random.default_rng(1).normal(0, 900, len(at))
    return (air * numpy.maximum(0, numpy.sin(numpy.pi * at)) ** 2).astype(numpy.float32)


@pytest.mark.parametrize("sound", [fax, breath])
def test_what_is_no_person_is_told_goodbye_and_nothing_is_kept(
    conversation: Conversation, store: Store, sound: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    heard = in_a_room(sound(), after=0.5)  # type: ignore[operator]

    async def scene() -> None:
        async with call(conversation, **HURRIED) as caller:
            await caller.listens()
            async with asyncio.timeout(60):
                while not caller.talk.done():
                    caller.room.put(*(SoundCame(piece) for piece in pieces(heard)))
                    await asyncio.sleep(0.3)
            assert caller.heard.endswith("Au revoir.")
            assert caller.room.hung_up

    run(scene())
    assert "it is over: nobody answers" in caplog.messages
    assert list(store.dossiers()) == []
