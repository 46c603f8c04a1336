"""Nobody answers, in a room where a television is on, people talk or cough."""

from __future__ import annotations

import asyncio

import numpy
import pytest

from assistant.bench.rooms import Samples, in_a_room, speech
from assistant.conversation import Conversation
from assistant.speech.sound import HERTZ
from assistant.store.store import Store
from tests.spoken.hastened import run
from tests.spoken.room import call
from tests.spoken.test_talk import welcomed

HEARD_IN = 6.0  # seconds, in which a sound that is taken for an answer has had its reply


def television(text: str, voice: str) -> Samples:
    return speech(text, voice, 165)


def in_turn(first: tuple[str, str], second: tuple[str, str]) -> Samples:
    between = numpy.zeros(HERTZ // 4, numpy.float32)
    return numpy.concatenate([speech(*first), between, speech(*second)])


def at_once(first: tuple[str, str], second: tuple[str, str]) -> Samples:
    one, other = speech(*first), speech(*second)
    length = max(len(one), len(other))
    return numpy.resize(one, length) + numpy.resize(other, length)


def cough(seed: int) -> Samples:
    """Three bursts of air, each dying away."""
    random, burst = numpy.random.default_rng(seed), numpy.arange(int(0.22 * HERTZ))
    dying, between = numpy.exp(-burst / (0.05 * HERTZ)), numpy.zeros(int(0.18 * HERTZ))
    bursts = [random.normal(0, 7_000, len(burst)) * dying for _ in range(3)]
    return numpy.concatenate([part for b in bursts for part in (b, between)]).astype(numpy.float32)


COFFEE = ("tu veux du café", "fr+f3"), ("oui merci avec du sucre", "fr+m3")
SISTER = ("ta sœur a téléphoné hier", "fr+f2"), ("ah bon et que dit-elle", "fr+m4")
ROOM = {
    "weather": television("Et voici la météo de demain, avec de la pluie au nord", "fr+m5"),
    "debate": television("Oui mais non, je ne suis pas d'accord, monsieur le ministre", "fr+f5"),
    "advert": television("Achetez maintenant, et recevez une seconde paire offerte", "fr+m2"),
    "coffee, in turn": in_turn(*COFFEE),
    "coffee, at once": at_once(*COFFEE),
    "sister, in turn": in_turn(*SISTER),
    "sister, at once": at_once(*SISTER),
    "a cough": cough(1),
    "another cough": cough(2),
}


QUESTION = "welcome.helper_present"  # no wish and not critical: what is plain is kept at once


@pytest.mark.parametrize("sound", ROOM)
def test_what_was_not_meant_for_it_is_no_answer(
    conversation: Conversation, store: Store, sound: str
) -> None:
    """It may be taken for a command, as to go slower or back; no answer is kept or changed."""

    def kept() -> list[object]:
        return [store.history(dossier.id) for dossier in store.dossiers()]

    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until=QUESTION)
            before = kept()
            caller.speaks(in_a_room(ROOM[sound], after=1.0))
            await asyncio.sleep(HEARD_IN)
            assert kept() == before

    run(scene())
