"""Half an hour in which nobody answers: all of its sound, by a clock that is driven."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import numpy
import pytest

from assistant.answers.kind import Lang
from assistant.bench.rooms import MICROPHONE, Samples, blocks, speech
from assistant.conversation import Conversation
from assistant.engine.embedded import EmbeddedEngine
from assistant.speech.freely import is_read_back
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener
from assistant.speech.sound import HERTZ, Sound
from assistant.speech.whole import Whole
from assistant.store.store import Store
from channels.spoken.line import SoundCame
from channels.spoken.rules import AT_HOME
from tests.conftest import NOW
from tests.spoken.hastened import run
from tests.spoken.room import Caller, Measured, Room, call
from tests.spoken.test_a_room_lived_in import at_once, cough, in_turn
from tests.spoken.test_talk import welcomed

MINUTES = 30
BLOCK = 0.04  # seconds
MOST_SAID = 60  # sentences: two a minute at most, where a television is on and off
QUESTION = "welcome.helper_present"  # no wish and not critical: what is plain is kept at once
TELEVISION: dict[Lang, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("Et voici la météo de demain, avec de la pluie au nord et du vent au sud.", "fr+m5"),
        ("Oui mais non, je ne suis pas d'accord, monsieur le ministre !", "fr+f5"),
        ("Achetez maintenant, et recevez une seconde paire offerte.", "fr+m2"),
        ("Un partout à la mi-temps, et l'arbitre siffle.", "fr+m1"),
        ("Non, ce n'est pas lui qui a tué la marquise.", "fr+f1"),
        ("Le journal de treize heures commence par la grève des transports.", "fr+m4"),
        ("Bien sûr, oui, je vous aime, et depuis toujours.", "fr+f4"),
    ),
    "en": (
        ("And now the weather, with rain over the north and wind in the south.", "en-gb+m5"),
        ("Yes but no, I do not agree with you, minister!", "en-gb+f5"),
        ("Buy now, and get a second pair for nothing.", "en-us+m2"),
        ("One all at half time, and the referee blows.", "en-gb+m1"),
        ("No, he is not the one who killed the countess.", "en-us+f1"),
        ("The committee will meet again on Thursday about the hospital.", "en-us+m4"),
        ("Of course, yes, I love you, and always have.", "en-gb+f4"),
    ),
}
TALK: dict[Lang, tuple[tuple[tuple[str, str], tuple[str, str]], ...]] = {
    "fr": (
        (("tu veux du café", "fr+f3"), ("oui merci avec du sucre", "fr+m3")),
        (("ta sœur a téléphoné hier", "fr+f2"), ("ah bon et que dit-elle", "fr+m4")),
        (("on va au marché demain", "fr+f3"), ("non, il va pleuvoir", "fr+m3")),
    ),
    "en": (
        (("do you want a coffee", "en-gb+f3"), ("yes please with sugar", "en-gb+m3")),
        (("your sister rang yesterday", "en-gb+f2"), ("oh and what did she say", "en-us+m4")),
        (("shall we go to the market", "en-gb+f3"), ("no, it will rain", "en-gb+m3")),
    ),
}


def half_an_hour(lang: Lang, seed: int = 3) -> Iterator[Sound]:
    """A minute after the other: a television, people who talk, coughs, and quiet between them."""
    random = numpy.random.default_rng(seed)
    for minute in range(MINUTES):
        heard = random.normal(0, MICROPHONE, 60 * HERTZ).astype(numpy.float32)
        if minute % 3 == 0:  # it is on, all the minute
            at = 0
            while at < len(heard):
                text, voice = TELEVISION[lang][int(random.integers(len(TELEVISION[lang])))]
                at = _add(heard, speech(text, voice, 165) * random.uniform(0.2, 1.0), at)
                at += int(random.uniform(0.1, 0.9) * HERTZ)
        elif minute % 3 == 1:
            for at in range(0, 60, 8):
                first, second = TALK[lang][int(random.integers(len(TALK[lang])))]
                both = in_turn if random.random() < 0.6 else at_once
                _add(heard, both(first, second), int((at + random.uniform(0, 4)) * HERTZ))
                _add(heard, cough(int(random.integers(1_000))), int((at + 6) * HERTZ))
        yield Sound(numpy.clip(heard, -32_768, 32_767).astype("<i2").tobytes(), HERTZ)


def _add(heard: Samples, sound: Samples, at: int) -> int:
    """Where it ends."""
    part = sound[: max(0, len(heard) - at)]
    heard[at : at + len(part)] += part
    return at + len(sound)


def at_home(
    conversation: Conversation, room: Room, ears: Listener | None = None
) -> AbstractAsyncContextManager[Caller]:
    """Of which the course is the same, whatever was said before in this process."""
    return call(conversation, room, ears=ears, voice=Measured(), rules=AT_HOME, channel="voice")


async def passes(caller: Caller, lang: Lang) -> None:
    """What the microphone hears meanwhile, in its time."""
    for minute in half_an_hour(lang):
        for block in blocks(minute, BLOCK):
            caller.room.put(SoundCame(block))
            await asyncio.sleep(BLOCK)


@pytest.mark.long
@pytest.mark.parametrize(("lang", "hears_itself"), [("fr", True), ("en", False)])
def test_in_half_an_hour_nothing_is_kept_little_is_said_and_then_it_listens(
    engine: EmbeddedEngine, store: Store, lang: Lang, hears_itself: bool
) -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        conversation = Conversation(engine, store, lambda: NOW + timedelta(seconds=loop.time()))
        room = Room(hertz=HERTZ, hears_itself=hears_itself)
        async with at_home(conversation, room) as caller:
            await caller.presses({"fr": "1", "en": "2"}[lang])
            room.pace = 1.0
            replied = await welcomed(caller, until=QUESTION)
            before, began = store.history(str(replied.dossier)), loop.time()
            caller._begins()
            await passes(caller, lang)
            assert round(loop.time() - began) >= MINUTES * 60
            assert store.history(str(replied.dossier)) == before
            assert len(caller.voice.texts) <= MOST_SAID, caller.voice.texts
            while not caller.replies.empty():  # a command that the television seemed to give
                caller.replies.get_nowait()
            replied = await caller.presses("*")
            assert replied.asking == QUESTION, "somebody comes back"
            # a 2 is this person's no, whether or not the television's was asked again
            assert (await caller.presses("2")).asking == "welcome.speech_rate"
            assert store.dossier(str(replied.dossier)).value(QUESTION) is False

    run(scene())


class WritesDown(Listener):
    """As a recogniser of free speech does with what is said in the room, whatever the sound."""

    def __init__(self, lang: Lang) -> None:
        talks = [text for two in TALK[lang] for text, _ in two]
        self._said = [*(text for text, _ in TELEVISION[lang]), *talks]
        self._random = random.Random(1)  # noqa: S311

    def begin(self, expected: Expected) -> Hearer:
        return Whole(self._heard, expected)

    def _heard(self, sound: Sound, expected: Expected) -> Hearing:
        text = self._random.choice(self._said)
        return Hearing((text,), 0.9, is_read_back(text, expected))

    def understands(self, expected: Expected) -> bool:
        return not expected.code

    def asks_in_parts(self, expected: Expected) -> bool:
        return False


@pytest.mark.long
@pytest.mark.parametrize(
    ("lang", "question", "hears_itself"),
    [
        ("fr", QUESTION, True), ("en", QUESTION, False),
        ("fr", "identity.birth_name", True), ("en", "identity.birth_name", False),
        ("fr", "health.allergies", False),
    ],
)  # fmt: skip
def test_who_writes_a_television_down_keeps_nothing_of_it_and_grows_quiet(
    engine: EmbeddedEngine, store: Store, lang: Lang, question: str, hears_itself: bool
) -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        conversation = Conversation(engine, store, lambda: NOW + timedelta(seconds=loop.time()))
        room = Room(hertz=HERTZ, hears_itself=hears_itself)
        async with at_home(conversation, room, WritesDown(lang)) as caller:
            await caller.presses({"fr": "1", "en": "2"}[lang])
            replied = await welcomed(caller, until=question)
            room.pace = 1.0
            before = store.history(str(replied.dossier))
            caller._begins()
            await passes(caller, lang)
            assert store.history(str(replied.dossier)) == before
            assert len(caller.voice.texts) <= MOST_SAID, caller.voice.texts

    run(scene())
