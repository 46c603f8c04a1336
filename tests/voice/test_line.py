"""The room's line itself, at a sound card: cleared, unplugged, and deaf to its own voice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from assistant.bench.rooms import in_a_room, said, speech
from assistant.settings import Settings
from assistant.speech.endpointing import Ear
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener
from assistant.speech.recognisers import listener
from assistant.speech.sound import HERTZ, Sound, silence
from assistant.speech.whole import Whole
from channels.spoken.line import Event, Key, SoundCame
from channels.voice.channel import somebody
from channels.voice.devices import look_again
from channels.voice.echo import is_cancelled
from channels.voice.line import RoomLine
from channels.voice.trial import Card, sound_card
from tests.voice.test_at_home import loudness

WITHIN = 20.0  # seconds, in which what is waited for must come on a busy machine
ANSWER = Expected("welcome.adult", confirming=False, lang="fr")
SENTENCE = Sound(said("Avez-vous dix-huit ans ou plus, et une carte vitale à votre nom ?"), HERTZ)


@asynccontextmanager
async def room(hears_itself: bool = False) -> AsyncIterator[RoomLine]:
    """The room, its devices open."""
    line = RoomLine("", "", hears_itself)
    running = asyncio.create_task(line.run())
    try:
        yield line
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def first(line: RoomLine, fits: Callable[[Event], bool]) -> Event:
    """What comes next that fits."""
    async with asyncio.timeout(WITHIN):
        async for event in line.events():
            if fits(event):
                return event
    raise AssertionError("the line was closed")


def is_loud(event: Event) -> bool:
    return isinstance(event, SoundCame) and loudness(event.sound) > 300


def test_what_is_cleared_is_not_heard_any_more_and_nothing_is_left_running(here: Card) -> None:
    whole = Sound(SENTENCE.pcm * 3, HERTZ)
    before = threads()

    async def scene() -> None:
        async with room() as line:
            playing = asyncio.create_task(line.play(whole))
            await asyncio.sleep(SENTENCE.seconds)
            line.clear()
            await asyncio.wait_for(playing, WITHIN)
            await asyncio.sleep(SENTENCE.seconds)

    with here.listening() as heard:
        asyncio.run(scene())
    voice = Sound(b"".join(p.pcm for p in pieces(heard[0]) if loudness(p) > 300), HERTZ)
    loud = Sound(b"".join(p.pcm for p in pieces(whole) if loudness(p) > 300), HERTZ)
    assert 0 < voice.seconds < 0.5 * loud.seconds
    assert threads() == before


def threads() -> int:
    """Python's own, and PortAudio's."""
    return len(list(Path("/proc/self/task").iterdir()))


def pieces(sound: Sound) -> Iterator[Sound]:
    for at in range(0, len(sound.pcm), 1280):
        yield Sound(sound.pcm[at : at + 1280], sound.hertz)


@pytest.mark.parametrize("hears_itself", [True, False])
def test_its_own_voice_coming_back_by_the_microphone_is_no_speech(
    here: Card, hears_itself: bool
) -> None:
    here.control("load-module", "module-loopback", "source=assistant.monitor", "sink=person")

    async def scene() -> bool:
        """Whether an answer was heard."""
        ear = Ear(HERTZ)
        ear.expect(ANSWER)
        async with room(hears_itself) as line:
            await first(line, lambda event: isinstance(event, SoundCame))

            async def said_twice() -> None:
                for _ in range(2):
                    await line.play(SENTENCE)
                await asyncio.sleep(2.0)
                line.put(Key("#"))

            speaking = asyncio.create_task(said_twice())
            heard = False
            async for event in line.events():
                if isinstance(event, Key):
                    break
                if isinstance(event, SoundCame):
                    heard = heard or ear.feed(event.sound) != "nothing"
            await speaking
            return heard

    assert asyncio.run(scene()) is not hears_itself


def test_somebody_is_heard_as_soon_as_it_has_spoken(here: Card) -> None:
    async def scene() -> None:
        async with room(hears_itself=True) as line:
            await first(line, lambda event: isinstance(event, SoundCame))
            await line.play(SENTENCE)
            again_and_again = Sound((said("oui") + bytes(HERTZ)) * 6, HERTZ)  # the card has a lag
            answer = asyncio.create_task(asyncio.to_thread(here.say, again_and_again))
            await first(line, is_loud)
            await answer

    asyncio.run(scene())


def test_a_microphone_and_a_loudspeaker_that_are_gone_are_used_again_when_they_are_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "channels.voice.line")

    async def scene() -> None:
        async with room() as line:
            await first(line, lambda event: isinstance(event, SoundCame))
            waits = asyncio.create_task(line.play(Sound(SENTENCE.pcm * 9, HERTZ)))
            await asyncio.sleep(1.0)
            plugged.__exit__(None, None, None)
            await asyncio.wait_for(waits, WITHIN)  # what was being said is over
            waits = asyncio.create_task(line.play(SENTENCE))
            await asyncio.sleep(5.0)
            assert not waits.done(), "what is to be said waits"
            with sound_card(tmp_path) as again, again.listening() as heard:
                await asyncio.wait_for(waits, WITHIN)
                speaking = asyncio.create_task(asyncio.to_thread(again.say, SENTENCE))
                await first(line, is_loud)
                await speaking
            assert loudness(heard[0]) > 50

    plugged = sound_card(tmp_path)
    card = plugged.__enter__()
    for name, value in card.environment.items():
        monkeypatch.setenv(name, value)
    look_again()
    asyncio.run(scene())
    look_again()
    told = [record.getMessage() for record in caplog.records]
    assert told[0] == "the sound device is gone"
    assert len(told) == len(set(told)) == 2, "each is told once, not every two seconds"


@pytest.mark.parametrize(
    ("lang", "word", "voice"), [("fr", "oui", "fr+f3"), ("en", "yes", "en-gb+f3")]
)
def test_after_goodbye_a_yes_in_the_language_of_the_talk_wakes_it(lang, word, voice) -> None:  # type: ignore[no-untyped-def]
    async def scene() -> None:
        line = RoomLine("", "")
        waiting = asyncio.create_task(somebody(line, listener(Settings()), lang))
        television = in_a_room(speech("Et demain, de la pluie au nord", "fr+m5"))
        for sound in (television, silence(2.0, HERTZ)):
            for piece in pieces(sound):
                line.put(SoundCame(piece))
        await asyncio.sleep(2.0)
        assert not waiting.done(), "a television wakes nobody"
        for piece in pieces(in_a_room(speech(word, voice))):
            line.put(SoundCame(piece))
        await asyncio.wait_for(waiting, WITHIN)

    asyncio.run(scene())


@pytest.mark.parametrize("heard", ["non", "répéter", "oui mais non, monsieur le ministre"])
def test_after_goodbye_nothing_wakes_it_that_is_no_plain_yes(heard: str) -> None:
    """A recogniser of free speech writes down what the television says."""

    class Ears(Listener):
        def __init__(self) -> None:
            self.said = [heard, "Oui."]

        def begin(self, expected: Expected) -> Hearer:
            return Whole(self.heard, expected)

        def heard(self, sound: Sound, expected: Expected) -> Hearing:
            return Hearing((self.said.pop(0),), 1.0)

        def understands(self, expected: Expected) -> bool:
            return True

        def asks_in_parts(self, expected: Expected) -> bool:
            return False

    async def scene() -> None:
        line, ears = RoomLine("", ""), Ears()
        waiting = asyncio.create_task(somebody(line, ears, "fr"))
        for left in (1, 0):
            for piece in pieces(in_a_room(speech("oui, bien sûr", "fr+f3"))):
                line.put(SoundCame(piece))
            async with asyncio.timeout(WITHIN):
                while len(ears.said) > left:
                    await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            assert waiting.done() is (left == 0)

    asyncio.run(scene())


def test_a_sound_server_that_cancels_the_echo_is_seen_when_both_ways_go_by_it(here: Card) -> None:
    nothing = Settings()
    assert not is_cancelled(nothing)
    here.control(
        "load-module", "module-null-sink", "sink_name=usb.echo-cancel", f"rate={HERTZ}"
    )  # named as module-echo-cancel names its own
    here.control("set-default-sink", "usb.echo-cancel")
    assert not is_cancelled(nothing), "the microphone does not go by it"
    here.control("set-default-source", "usb.echo-cancel.monitor")
    assert is_cancelled(nothing)
    assert not is_cancelled(Settings(microphone="Jabra")), "another microphone is used"
    assert is_cancelled(Settings(microphone="Jabra", echo_cancelled=True))
