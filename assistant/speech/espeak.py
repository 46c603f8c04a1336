"""The default voice: pyttsx3 on espeak-ng, kept from its faults.

Seen with pyttsx3 2.99: it comes back before the sound is made, keeps only the last of two
sentences, writes the rate of another voice in the file, prints on standard output, falls back to
English in silence on a voice that it lacks, and may speak one sentence late at the speed asked
for. So: one sentence at a time, waited for, its rate asked of espeak-ng, its voice read back, and
espeak-ng brought to rest before and after each change. The sound goes through a file in memory,
which has no name: nothing said stands on a disk.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import wave
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answers.kind import Lang
from assistant.speech.sound import Sound
from assistant.speech.voice import NoVoice, VoiceFailed

PACKAGE = "espeak-ng"
MBROLA = Path("/usr/share/mbrola")
FORMANT: dict[Lang, str] = {"fr": "roa/fr", "en": "gmw/en"}
DIPHONES: dict[Lang, tuple[str, ...]] = {"fr": ("fr4", "fr1"), "en": ("en1", "us1")}
"""mbrola's voices, the better first."""
MBROLA_PACE = 0.82  # of the pace that is asked for: its diphones are so much shorter
MBROLA_VOLUME = 0.7  # at the full one it is clipped
READINGS = Path(__file__).parent / "readings" / "espeak.yml"
PATIENCE = 30.0  # seconds for one breath; it takes some 20 ms
TRIES = 2  # an empty sound came once in thirty; never twice running


_ONE_AT_A_TIME = threading.Lock()
"""espeak-ng is one for the process; two threads that begin it at once end it."""


@dataclass(slots=True)
class Espeak:
    """espeak-ng through pyttsx3: its own voices, or mbrola's."""

    names: dict[Lang, str] = field(default_factory=lambda: dict(FORMANT))

    def synthesise(self, text: str, lang: Lang, words_a_minute: int) -> Sound:
        """`text` as sound. Raises `VoiceFailed` when it could not be made."""
        with _ONE_AT_A_TIME:
            engine = _engine()
            engine.speak_as(self.names[lang], words_a_minute)
            for _ in range(TRIES):
                sound = engine.saved(as_it_reads_right(text, lang))
                if sound.pcm:
                    return sound
        raise VoiceFailed("espeak-ng made no sound")


def as_it_reads_right(text: str, lang: Lang) -> str:
    """`text` with the words that espeak-ng reads wrongly written as it reads them right."""
    for misread, written in _misread(lang):
        text = misread.sub(written, text)
    return text


@cache
def _misread(lang: Lang) -> tuple[tuple[re.Pattern[str], str], ...]:
    read = yaml.load(READINGS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple((re.compile(rf"\b(?:{word})\b"), written) for word, written in read[lang].items())


def mbrola_voices() -> dict[Lang, str]:
    """The best installed mbrola voice of each language that has one, by espeak-ng's name for it."""
    if shutil.which("mbrola") is None:
        return {}
    return {
        lang: f"mb/mb-{there[0]}"
        for lang, names in DIPHONES.items()
        if (there := [name for name in names if (MBROLA / name / name).is_file()])
    }


def asked_for(name: str, words_a_minute: int) -> tuple[int, float]:
    """The rate and the volume that espeak-ng is told for the voice called `name`."""
    if name.startswith("mb/"):
        return round(MBROLA_PACE * words_a_minute), MBROLA_VOLUME
    return words_a_minute, 1.0


class _Engine:
    """pyttsx3's engine, of which a process can have one."""

    def __init__(self) -> None:
        """Raises `NoVoice` where espeak-ng is not installed."""
        try:
            import pyttsx3
            from pyttsx3.drivers import _espeak, espeak

            self._engine: Any = pyttsx3.init("espeak")
        except (ImportError, OSError, RuntimeError) as missing:
            raise NoVoice(
                f"no voice: espeak-ng is missing. Run: apt-get install {PACKAGE}"
            ) from missing
        espeak.print = lambda *_: None  # it tells standard output of every file
        self._driver: Any = self._engine.proxy._driver
        self._made = threading.Event()
        self._hertz: Any = _espeak.dll.espeak_ng_GetSampleRate
        self._at_rest: Any = _espeak.dll.espeak_Synchronize
        self._engine.connect("finished-utterance", lambda name, completed: self._made.set())

    def speak_as(self, name: str, words_a_minute: int) -> None:
        """Set at once on the driver: the engine's own way is put off, and hides what fails."""
        rate, volume = asked_for(name, words_a_minute)
        self._at_rest()
        try:
            self._driver.setProperty("voice", name)
            self._driver.setProperty("rate", rate)
            self._driver.setProperty("volume", volume)
        except ValueError as refused:
            raise VoiceFailed(f"espeak-ng has no voice {name}") from refused
        self._at_rest()
        if name not in (self._driver.getProperty("voice") or ""):
            raise VoiceFailed(f"espeak-ng has no voice {name}")

    def saved(self, text: str) -> Sound:
        """What the voice makes of `text`; empty when it made nothing."""
        unnamed = os.memfd_create("voice", os.MFD_CLOEXEC)
        try:
            self._made.clear()
            self._engine.save_to_file(text, f"/proc/self/fd/{unnamed}")
            self._engine.runAndWait()
            if not self._made.wait(PATIENCE):
                raise VoiceFailed("espeak-ng did not end")
            return _read(unnamed, int(self._hertz()))
        finally:
            self._driver._text_to_say = self._driver._save_file = None
            os.close(unnamed)


def _read(unnamed: int, hertz: int) -> Sound:
    os.lseek(unnamed, 0, os.SEEK_SET)
    try:
        with os.fdopen(os.dup(unnamed), "rb") as file, wave.open(file) as made:
            return Sound(made.readframes(made.getnframes()), hertz)
    except (EOFError, wave.Error):
        return Sound(b"", hertz)


@cache
def _engine() -> _Engine:
    return _Engine()
