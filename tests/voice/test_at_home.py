"""Somebody at home speaks, types and presses keys; the real microphone and loudspeaker paths."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy
import pytest

from assistant.bench.rooms import speech
from assistant.engine.model import PROJECT
from assistant.speech.sound import HERTZ, Sound
from channels.spoken.rules import AT_HOME
from channels.voice.trial import ASSISTANT, Card, Recording
from tests.voice.conftest import WITHIN, AtHome, Starts
from tests.voice.somebody import press, voice

CONSENT, ADULT = "Êtes-vous d'accord ?", "Avez-vous dix-huit ans ou plus ?"
READ_BACK = "J'ai entendu"
TRIES = 4  # of saying a word until it is heard: a person says it again as well


def loudness(sound: Sound) -> float:
    samples = numpy.frombuffer(sound.pcm, "<i2").astype(float)
    return float(numpy.sqrt((samples**2).mean())) if len(samples) else 0.0


def hears_the_tone(room: Recording, since: int) -> int:
    """Wait until it is one's turn; the sample after it."""
    for _ in range(int(WITHIN * 10)):
        if (turn := room.tone(since)) is not None:
            return turn
        time.sleep(0.1)
    raise AssertionError("no tone was heard")


def says_until_heard(assistant: AtHome, room: Recording, word: str, shown: str) -> None:
    """Say it when it is one's turn, again if it was not heard, as one does."""
    turn = room.samples
    for _ in range(TRIES):
        turn = hears_the_tone(room, turn)
        assistant.card.say(voice(word))
        try:
            assistant.shows(shown, within=10)
        except AssertionError:
            continue
        return
    raise AssertionError(f"« {word} » was never heard: {assistant.shown[-4:]}")


@pytest.mark.long
def test_it_speaks_and_a_yes_that_is_spoken_counts(card: Card, at_home: Starts) -> None:
    with card.recording() as room:
        assistant = at_home()
        assistant.shows(CONSENT)
        says_until_heard(assistant, room, "oui", READ_BACK)
        says_until_heard(assistant, room, "oui", ADULT)
    spoken = Sound(room.of(ASSISTANT).tobytes(), HERTZ)
    assert spoken.seconds > 5
    assert loudness(spoken) > 300, "it was heard in the room"


def test_english_is_spoken_over_the_question_where_the_echo_is_cancelled(
    card: Card, at_home: Starts
) -> None:
    assistant = at_home("--lang", "en", VIVEVOIX_ECHO_CANCELLED="1")
    assistant.shows("[Yes / No]")
    assistant.types("yes")
    assistant.shows("Are you eighteen or over?")
    assistant.shows("[Yes / No]")
    card.say(voice("yes", "en-gb+f3"))  # the keys are still being said
    assistant.shows("Is somebody there with you to help?")


def test_a_television_is_no_answer(card: Card, at_home: Starts) -> None:
    assistant = at_home(VIVEVOIX_SPEAKING_VOICE="espeak")
    assistant.shows(CONSENT)
    assistant.shows("[Oui / Non]")
    television = speech("Et voici la météo de demain, avec de la pluie au nord. " * 3, "fr+m5", 165)
    card.say(Sound(television.astype("<i2").tobytes(), HERTZ))
    assistant.shows_nothing_more(within=8)
    assistant.types("oui")
    assistant.shows(ADULT)


def test_what_is_typed_and_what_is_keyed_in_counts_too(
    card: Card, at_home: Starts, tmp_path: Path
) -> None:
    keypad = tmp_path / "keypad"
    os.mkfifo(keypad)
    assistant = at_home(VIVEVOIX_KEYPAD=str(keypad))
    assistant.shows(CONSENT)
    with keypad.open("wb", buffering=0) as pressing:
        press(pressing, "1")
        assistant.shows(ADULT)
        time.sleep(AT_HOME.afterthought)  # the same key at once is a hand that trembles
        press(pressing, "1")
        assistant.shows("Quelqu'un est-il près de vous")
        assistant.types("non")
        assistant.shows("À quelle vitesse")
        press(pressing, "2")
        assistant.shows("l'essentiel")


def test_a_loudspeaker_unplugged_and_plugged_again_goes_on(card: Card, at_home: Starts) -> None:
    assistant = at_home()
    assistant.shows(CONSENT)
    modules = card.control("list", "short", "modules")
    [number] = [line.split()[0] for line in modules.splitlines() if "sink_name=assistant" in line]
    card.control("unload-module", number)
    time.sleep(3)
    card.plug_loudspeaker()
    with card.listening() as heard:
        assistant.types("oui")
        assistant.shows(ADULT)
        time.sleep(12)
    assert loudness(heard[0]) > 50, "it is heard again"
    assert assistant.process.poll() is None


def test_without_a_sound_device_one_sentence_says_so_and_the_talk_is_typed(home: Path) -> None:
    environment = os.environ | {
        "VIVEVOIX_HOME": str(home),
        "VIVEVOIX_MICROPHONE": "no such microphone",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "assistant.cli", "talk", "--voice", "--lang", "fr"],
        cwd=PROJECT, env=environment, input="oui\n", text=True, capture_output=True,
        timeout=120, check=True,
    )  # fmt: skip
    assert "Je n'ai ni micro ni haut-parleur ici." in done.stdout
    assert ADULT in done.stdout.replace("\u00a0", " ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("wanted", ["no such thing", "/dev/input/nothing"])
def test_a_device_that_is_not_there_is_named(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from channels.voice.devices import NoDevice, device

    with pytest.raises(NoDevice, match=r"called|no input"):
        device("input", wanted)
