"""The voice says all of it, once, at the rate asked for, and leaves nothing on the disk."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
import wave
from pathlib import Path
from statistics import mean
from typing import Any

import numpy
import pytest

from assistant.answers.kind import Lang
from assistant.dialogue.rate import Rate
from assistant.engine.model import PROJECT
from assistant.settings import Settings
from assistant.speech import espeak
from assistant.speech.espeak import Espeak, as_it_reads_right
from assistant.speech.findings import findings
from assistant.speech.piper import Piper
from assistant.speech.protocols import Manner
from assistant.speech.sound import Sound, silence, wav
from assistant.speech.voice import NoVoice, VoiceFailed
from assistant.speech.voices import BETWEEN_BREATHS, Speaking, piper_voices, speaker
from assistant.words.words import words_in

QUESTION = "Quel est votre nom ? Dites par exemple : Madame Martin."


@pytest.fixture(scope="module")
def voice() -> Speaking:
    made = speaker(Settings(speaking_voice="espeak"))
    assert isinstance(made, Speaking)
    return made


def seconds(voice: Speaking, text: str, manner: Manner = Manner("fr")) -> float:  # noqa: B008
    return sum(sound.seconds for sound in voice.say(text, manner))


def loudness(voice: Speaking, volume: int) -> float:
    pcm = b"".join(s.pcm for s in voice.say(QUESTION, Manner("fr", volume=volume)))
    return float(numpy.abs(numpy.frombuffer(pcm, "<i2").astype(float)).mean())


def test_each_sentence_comes_by_itself(voice: Speaking) -> None:
    assert len(list(voice.say(QUESTION, Manner("fr")))) == 2


def test_the_whole_of_both_sentences_is_said(voice: Speaking) -> None:
    both, first = seconds(voice, QUESTION), seconds(voice, "Quel est votre nom ?")
    assert both > 2 * first


FIRST = """
from assistant.speech.espeak import Espeak
long = "Je suis là, et je vous écoute, prenez tout votre temps. " * 8
print(*(Espeak().synthesise(long, "fr", 110).seconds for _ in range(2)))
"""


def test_the_first_of_a_program_is_whole_however_long() -> None:
    """pyttsx3 comes back before it is made."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    first, again = map(float, done.stdout.split())
    assert first > 30
    assert abs(first - again) < 1


def test_each_rate_is_plainly_slower_than_the_next(voice: Speaking) -> None:
    rates: tuple[Rate, ...] = ("slowest", "slow", "normal", "fast")
    slowest, slow, normal, fast = (seconds(voice, QUESTION, Manner("fr", r)) for r in rates)
    assert slowest > 1.15 * slow
    assert slow > 1.15 * normal
    assert normal > 1.15 * fast


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("rate", "least", "most"),
    [("slowest", 85, 100), ("slow", 105, 120), ("normal", 143, 158), ("fast", 180, 200)],
)
def test_the_questions_are_said_at_about_as_many_words_a_minute_as_are_meant(
    voice: Speaking, rate: Rate, least: int, most: int, lang: Lang
) -> None:
    """From the first sound to the last, with the pauses between. A sign is no word."""
    asked = [field.ask for field in words_in(lang).fields.values()]
    lasts = sum(seconds(voice, text, Manner(lang, rate)) for text in asked)
    minutes = (lasts - len(asked) * BETWEEN_BREATHS[rate]) / 60
    words = sum(any(sign.isalnum() for sign in word) for t in asked for word in t.split())
    assert least < words / minutes < most


def test_a_change_of_pace_is_heard_in_the_very_next_sentence() -> None:
    voice = Espeak()
    paces = (80, 110, 110, 150, 190, 110, 150)
    once = {pace: voice.synthesise(QUESTION, "fr", pace).seconds for pace in set(paces)}
    for pace in paces:
        assert abs(voice.synthesise(QUESTION, "fr", pace).seconds - once[pace]) < 0.1, pace
    assert once[80] > once[110] > once[150] > once[190]


def test_louder_is_louder_and_is_not_cut_off(voice: Speaking) -> None:
    softer, usual, louder = (loudness(voice, volume) for volume in (-2, 0, 2))
    assert softer < usual < louder
    pcm = b"".join(s.pcm for s in voice.say(QUESTION, Manner("fr", volume=3)))
    at_the_limit = numpy.abs(numpy.frombuffer(pcm, "<i2").astype(int)) >= 32_760
    assert at_the_limit.mean() < 0.05


def test_english_is_not_read_by_the_french_voice(voice: Speaking) -> None:
    english = b"".join(s.pcm for s in voice.say("Hello, who are you?", Manner("en")))
    french = b"".join(s.pcm for s in voice.say("Hello, who are you?", Manner("fr")))
    assert english != french


def test_a_sentence_in_english_within_a_french_one_is_said_by_the_english_voice() -> None:
    said: list[tuple[str, str]] = []

    class Noting:
        def synthesise(self, text: str, lang: str, words_a_minute: int) -> Sound:
            said.append((lang, text))
            return Sound(b"\0\0", 22_050)

    both = Speaking({"fr": Noting(), "en": Noting()}, Espeak())
    list(both.say("Pour le français, tapez 1. For English, press 2.", Manner("fr")))
    assert said == [("fr", "Pour le français, tapez un."), ("en", "For English, press two.")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("à votre rythme", "à votre ritme"),
        ("quatre-vingt-deux ans, ou quatre-vingts", "quatre-vin-deux ans, ou quatre-vingts"),
        ("vingt-deux", "vingt-deux"),
        ("des mails d'Alzheimer, à Quimper", "des mèle d'alzaïmère, à Quimpère"),
        ("Galland", "Galland"),
    ],
)
def test_what_espeak_reads_wrongly_is_written_for_it_as_it_sounds(written: str, read: str) -> None:
    assert as_it_reads_right(written, "fr") == read


@pytest.mark.parametrize("left", [0.0, 2.0])
def test_between_two_sentences_it_is_silent_as_long_as_meant_whatever_the_voice_leaves(
    left: float,
) -> None:
    class Leaving:
        def synthesise(self, text: str, lang: str, words_a_minute: int) -> Sound:
            return Sound(b"\0\x20" * 8_000 + silence(left, 8_000).pcm, 8_000)

    for sound in Speaking({"fr": Leaving()}, Espeak()).say(QUESTION, Manner("fr")):
        assert 1.0 + BETWEEN_BREATHS["normal"] <= sound.seconds < 1.1 + BETWEEN_BREATHS["normal"]


def test_the_telephone_gets_its_own_rate(voice: Speaking) -> None:
    eight = list(voice.say("Bonjour.", Manner("fr"), 8_000))
    own = list(voice.say("Bonjour.", Manner("fr")))
    assert {sound.hertz for sound in eight} == {8_000}
    assert abs(eight[0].seconds - own[0].seconds) < 0.01


def test_many_at_once_each_get_the_sound_of_their_own_words(voice: Speaking) -> None:
    texts = [f"Vous avez dit : {'encore ' * n}" for n in range(1, 7)]
    alone = [seconds(voice, text) for text in texts]
    together: dict[int, list[float]] = {n: [] for n in range(len(texts))}

    def say(n: int) -> None:
        together[n] = [seconds(voice, texts[n]) for _ in range(10)]

    threads = [threading.Thread(target=say, args=(n,)) for n in together]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for n, lengths in together.items():
        assert len(lengths) == 10
        assert abs(mean(lengths) - alone[n]) < 0.1, n


def test_nothing_that_is_said_is_written_to_a_disk_or_printed(
    voice: Speaking,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    opened: list[str] = []
    really = wave.open

    def noting(file: Any, *mode: Any) -> Any:
        opened.append(str(file))
        return really(file, *mode)

    monkeypatch.setattr(wave, "open", noting)
    assert seconds(voice, "Mon secret est la pénicilline.") > 1
    assert opened
    assert not [name for name in opened if name.startswith("/") and "/proc/self/fd/" not in name]
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_a_voice_that_is_not_there_is_an_error_and_never_english_in_silence() -> None:
    with pytest.raises(VoiceFailed, match="roa/martian"):
        Espeak({"fr": "roa/martian", "en": "gmw/en"}).synthesise("Bonjour", "fr", 150)


def test_a_better_voice_that_fails_is_replaced_in_the_same_breath() -> None:
    class Broken:
        def synthesise(self, text: str, lang: str, words_a_minute: int) -> Sound:
            raise VoiceFailed("broken")

    said = list(Speaking({"fr": Broken()}, Espeak()).say("Bonjour.", Manner("fr")))
    assert sum(sound.seconds for sound in said) > 0.4


def test_without_espeak_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyttsx3

    def missing(name: str) -> None:
        raise OSError(name)

    espeak._engine.cache_clear()
    monkeypatch.setattr(pyttsx3, "init", missing)
    with pytest.raises(NoVoice, match="apt-get install espeak-ng"):
        speaker(Settings())
    espeak._engine.cache_clear()


def test_a_folder_that_holds_no_piper_voice_gives_none(tmp_path: Path) -> None:
    (tmp_path / "fr_FR-x-medium.onnx").write_bytes(b"")
    assert piper_voices(tmp_path) == {}
    (tmp_path / "fr_FR-x-medium.onnx.json").write_text("{}")
    assert piper_voices(tmp_path) == {}


def test_a_piper_voice_is_told_by_its_description_and_runs_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program here is a small one that answers as Piper does: raw samples on its output."""
    model = tmp_path / "fr_FR-x-medium.onnx"
    model.write_bytes(b"model")
    described = '{"language": {"family": "fr"}, "audio": {"sample_rate": 22050}}'
    Path(f"{model}.json").write_text(described)
    program = tmp_path / "piper"
    program.write_text('#!/bin/sh\ncase "$*" in *Bonjour*) exit 3 ;; esac\ncat\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    piper = piper_voices(tmp_path)["fr"]
    assert isinstance(piper, Piper)
    assert piper.synthesise("Bonjour", "fr", 150) == Sound(b"Bonjou", 22_050)
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(VoiceFailed) as failed:
        piper_voices(tmp_path)["fr"].synthesise("Bonjour", "fr", 150)
    assert "Bonjour" not in str(failed.value)


def test_a_piper_is_waiting_for_the_next_breath_at_the_pace_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program notes each time that it begins, with its pace."""
    program, begun = tmp_path / "piper", tmp_path / "begun"
    program.write_text(f'#!/bin/sh\necho "$5" >>{begun}\ncat\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    piper = Piper(tmp_path / "fr.onnx", "fr", 22_050)

    def has_begun(times: int) -> list[str]:
        for _ in range(500):
            if begun.is_file() and len(begun.read_text().split()) == times:
                break
            time.sleep(0.01)
        return begun.read_text().split()

    assert piper.synthesise("Oui", "fr", 200).pcm == b"Ou"
    assert has_begun(2) == ["1.00", "1.00"]
    assert piper.synthesise("Bonjour", "fr", 200).pcm == b"Bonjou"
    assert has_begun(3) == ["1.00"] * 3, "the one that waited said it"
    assert piper.synthesise("Bonjour", "fr", 100).pcm == b"Bonjou"
    assert has_begun(5) == ["1.00"] * 3 + ["2.00"] * 2


def test_a_piper_that_ended_while_it_waited_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "piper"
    program.write_text(f"#!/bin/sh\necho $$ >{tmp_path}/pid\ncat\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    piper = Piper(tmp_path / "fr.onnx", "fr", 22_050)
    piper.synthesise("Oui", "fr", 200)
    assert piper._waiting is not None
    piper._waiting[1].kill()
    piper._waiting[1].wait()
    assert piper.synthesise("Bonjour", "fr", 200).pcm == b"Bonjou"


def test_a_piper_voice_that_says_nothing_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "piper").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VoiceFailed):
        Piper(tmp_path / "fr.onnx", "fr", 22_050).synthesise("Bonjour", "fr", 150)


def test_a_piper_voice_that_cannot_speak_is_told_at_the_start_and_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Another program may be called piper: Debian's sets up mice."""
    (tmp_path / "piper").symlink_to("/bin/false")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    model = tmp_path / "fr_FR-x-medium.onnx"
    model.write_bytes(b"half of it")
    described = '{"language": {"family": "fr"}, "audio": {"sample_rate": 22050}}'
    Path(f"{model}.json").write_text(described)
    settings = Settings(speaking_voice=str(tmp_path))
    assert speaker(settings).better.get("fr") is None
    assert str(model) in caplog.text
    [better] = [found for found in findings(settings) if found.what == "better voices"]
    assert better.line().startswith("gap ")
    assert str(model) in better.says


@pytest.mark.parametrize("program", ["piper", None])
def test_doctor_says_what_a_piper_voice_lacks(
    program: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if program:
        (tmp_path / program).symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(tmp_path))
    [better] = [
        found
        for found in findings(Settings(speaking_voice=str(tmp_path)))
        if found.what == "better voices"
    ]
    assert not better.is_well
    assert (".onnx.json" if program else "pipx install piper-tts") in better.line()


def test_a_wav_file_of_what_was_said_can_be_read(voice: Speaking) -> None:
    said = list(voice.say(QUESTION, Manner("fr")))
    with wave.open(io.BytesIO(wav(said))) as file:
        lasts = file.getnframes() / file.getframerate()
    assert abs(lasts - sum(sound.seconds for sound in said)) < 0.01
