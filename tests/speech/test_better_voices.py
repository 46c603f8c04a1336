"""mbrola and Pico, by small programs that take and give what the real ones do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.dialogue.rate import Rate
from assistant.engine.model import PROJECT
from assistant.settings import Settings
from assistant.speech import espeak, voices
from assistant.speech.espeak import Espeak
from assistant.speech.findings import findings
from assistant.speech.pico import Pico, level
from assistant.speech.piper import length_scale
from assistant.speech.voice import NoVoice, VoiceFailed
from assistant.speech.voices import better_voices, speaker

MBROLA = r"""#!/bin/sh
# A WAV header of 16 kHz, then as many milliseconds of sound as each phone lasts.
printf 'RIFF\377\377\377\377WAVEfmt \20\0\0\0\1\0\1\0\200\76\0\0\0\175\0\0\2\0\20\0'
printf 'data\377\377\377\377'
while read -r phone lasts rest; do
    case $lasts in '' | *[!0-9]*) continue ;; esac
    echo "$lasts" >>"$LASTS"
    while [ "$lasts" -gt 0 ]; do
        printf '\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20\0\20'
        lasts=$((lasts - 1))
    done
done
"""
PICO = f"""#!{sys.executable}
import sys, wave
with open({{told!r}}, "a") as told:
    print(*sys.argv[1:-1], file=told)
    said = sys.stdin.read()
    print(said, file=told)
if not said or not sys.argv[-1].endswith(".wav"):
    sys.exit("Cannot open output wave file")
with wave.open(sys.argv[-1], "wb") as made:
    made.setparams((1, 2, 16_000, 0, "NONE", ""))
    made.writeframes(b"\\0\\x10" * 16_000)
"""
SAID = """
from pathlib import Path
from assistant.speech import espeak
from assistant.settings import Settings
from assistant.speech.voices import speaker
espeak.MBROLA = Path("{voices}")
voice = speaker(Settings(speaking_voice="{wanted}"))
print({{lang: kind.names for lang, kind in voice.better.items()}})
open("{lasts}", "w").close()
made = voice.better["fr"].synthesise("Quel est votre nom ?", "fr", 140)
print(made.hertz, made.seconds)
"""


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def with_pico(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it notes its arguments, and then what it was told."""
    told = folder / "told"
    program(folder, "pico2wave", PICO.format(told=str(told)))
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return told


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "MBROLA", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("wanted", ["", "mbrola"])
def test_mbrola_is_chosen_and_its_sound_has_its_own_rate(wanted: str, tmp_path: Path) -> None:
    """pyttsx3 writes 22,050 Hz in the file: it was said 38 % too fast."""
    data = tmp_path / "espeak-ng-data"
    (data / "mbrola").mkdir(parents=True)
    for file in espeak_data().iterdir():
        if file.name != "mbrola":
            (data / file.name).symlink_to(file)
    (data / "mbrola" / "fr4").write_text("diphones")
    (tmp_path / "voices" / "fr4").mkdir(parents=True)
    (tmp_path / "voices" / "fr4" / "fr4").write_text("diphones")
    program(tmp_path, "mbrola", MBROLA)
    lasts = tmp_path / "lasts"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c",
         SAID.format(voices=tmp_path / "voices", wanted=wanted, lasts=lasts)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
        env=os.environ | {"PATH": f"{tmp_path}:/usr/bin:/bin", "ESPEAK_DATA_PATH": str(tmp_path),
                          "LASTS": str(lasts)},
    )  # fmt: skip
    chosen, made = done.stdout.splitlines()
    assert chosen == "{'fr': {'fr': 'mb/mb-fr4'}}", "English, which has none, is espeak-ng's"
    hertz, seconds = made.split()
    assert hertz == "16000"
    meant = sum(map(int, lasts.read_text().split())) / 1000
    assert meant > 0.5
    assert abs(float(seconds) - meant) < 0.1


def espeak_data() -> Path:
    """Where espeak-ng has its voices."""
    there = subprocess.run(
        ["/usr/bin/espeak-ng", "--version"], capture_output=True, text=True, check=True
    )
    return Path(there.stdout.rpartition("Data at: ")[2].strip())


def test_pico_is_chosen_where_mbrola_is_not_and_says_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pico(tmp_path, monkeypatch)
    assert better_voices("") == better_voices("pico") == {"fr": Pico(), "en": Pico()}
    assert better_voices("espeak") == {}


def test_mbrola_is_preferred_to_pico_and_pico_is_taken_when_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pico(tmp_path, monkeypatch)
    program(tmp_path, "mbrola", "#!/bin/sh\n")
    (tmp_path / "none" / "fr4").mkdir(parents=True)
    (tmp_path / "none" / "fr4" / "fr4").write_text("diphones")
    monkeypatch.setattr(voices, "_tried", lambda found, failing: dict(found))
    assert better_voices("") == {"fr": Espeak({"fr": "mb/mb-fr4"})}
    assert set(better_voices("pico").values()) == {Pico()}


def test_pico_makes_sound_of_its_own_rate_told_by_a_pipe_and_never_by_its_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = with_pico(tmp_path, monkeypatch)
    made = Pico().synthesise("Pénicilline", "fr", 153)
    assert (made.hertz, made.seconds) == (16_000, 1.0)
    Pico().synthesise("Penicillin", "en", 100)
    arguments, said, others, english = told.read_text("utf-8").splitlines()
    assert arguments == "-l fr-FR -w"
    assert said == "<speed level='100'>Pénicilline</speed>"
    assert others == "-l en-GB -w"
    assert english == "<speed level='65'>Penicillin</speed>"


@pytest.mark.parametrize(
    ("rate", "espeak_ng", "mbrola", "pico", "piper"),
    [
        ("slowest", 84, 69, 55, "2.38"),
        ("slow", 103, 84, 67, "1.94"),
        ("normal", 134, 110, 88, "1.49"),
        ("fast", 170, 139, 111, "1.18"),
    ],
)
def test_each_program_is_told_the_pace_at_which_its_words_were_counted(
    rate: Rate, espeak_ng: int, mbrola: int, pico: int, piper: str
) -> None:
    """Who changes one counts anew the words a minute that docs/explanation/speech.md tells."""
    pace = voices.WORDS_A_MINUTE[rate]
    assert espeak.asked_for("roa/fr", pace) == (espeak_ng, 1.0)
    assert espeak.asked_for("mb/mb-fr4", pace) == (mbrola, 0.7)
    assert level(pace) == pico
    assert length_scale(pace) == piper


def test_nothing_that_pico_says_is_written_to_a_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pico(tmp_path, monkeypatch)
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    wrote: list[Path] = []
    run = subprocess.run

    def looking(*command: object, **how: object) -> object:
        done = run(*command, **how)  # type: ignore[call-overload]
        wrote.extend(file for file in kept.rglob("*") if file.is_file() and not file.is_symlink())
        return done

    monkeypatch.setattr(subprocess, "run", looking)
    assert Pico().synthesise("Pénicilline", "fr", 153).pcm
    assert not wrote
    assert not list(kept.iterdir())


@pytest.mark.parametrize("broken", ["exit 1", "exit 0"])
def test_a_pico_that_makes_no_sound_is_not_chosen_and_told_without_the_words(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "pico2wave", f"#!/bin/sh\n{broken}\n")
    with pytest.raises(VoiceFailed) as failed:
        Pico().synthesise("Pénicilline", "fr", 150)
    assert "Pénicilline" not in str(failed.value)
    assert better_voices("") == {}
    with pytest.raises(NoVoice, match="Pico makes no sound"):
        better_voices("pico")


@pytest.mark.parametrize(
    ("wanted", "cure"),
    [
        ("mbrola", "apt-get install mbrola"),
        ("pico", "apt-get install libttspico-utils"),
        ("espeak-ng", "Set espeak, mbrola, pico, or the folder of a Piper voice"),
    ],
)
def test_a_voice_that_is_set_and_not_there_is_told_with_its_cure_and_done_without(
    wanted: str, cure: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(speaking_voice=wanted)
    assert speaker(settings).better == {}
    assert cure in caplog.text
    assert told(settings).startswith("gap ")
    assert cure in told(settings)


def test_doctor_says_which_voice_speaks_and_under_which_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(Settings()).startswith("off  better voices: none installed")
    assert told(Settings(speaking_voice="espeak")) == "ok   better voices: espeak-ng is set."
    with_pico(tmp_path, monkeypatch)
    assert told(Settings()).startswith("ok   better voices: French by Pico, English by Pico. ")
    assert "no source" in told(Settings())


def told(settings: Settings) -> str:
    [better] = [found for found in findings(settings) if found.what == "better voices"]
    return better.line()
