"""SVOX Pico, as a program that the deployer has installed: it has no source, and is run apart."""

from __future__ import annotations

import os
import shutil
import subprocess
import wave
from dataclasses import dataclass

from assistant.answers.kind import Lang
from assistant.speech.sound import Sound
from assistant.speech.voice import VoiceFailed

PROGRAM = "pico2wave"
PATIENCE = 30  # seconds for one breath
PACE = 165  # words a minute at its level 100
SLOWEST, FASTEST = 20, 500  # levels that it takes
LANGUAGES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Pico:
    """Both languages."""

    def synthesise(self, text: str, lang: Lang, words_a_minute: int) -> Sound:
        """`text` as sound, through a file in memory that has no name."""
        level = min(max(round(100 * words_a_minute / PACE), SLOWEST), FASTEST)
        unnamed = os.memfd_create("voice.wav")
        try:
            path = f"/proc/self/fd/{unnamed}"
            said = f"<speed level='{level}'>{text}</speed>"
            _run([PROGRAM, "-l", LANGUAGES[lang], "-w", path, said], unnamed)
            os.lseek(unnamed, 0, os.SEEK_SET)
            with os.fdopen(os.dup(unnamed), "rb") as file, wave.open(file) as made:
                return Sound(made.readframes(made.getnframes()), made.getframerate())
        except (EOFError, wave.Error) as empty:
            raise VoiceFailed(f"{PROGRAM} made no sound") from empty
        finally:
            os.close(unnamed)


def has_pico() -> bool:
    """Whether Pico's program is installed."""
    return shutil.which(PROGRAM) is not None


def _run(command: list[str], keep: int) -> None:
    """Its own words are not passed on: they may hold the person's."""
    try:
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True, pass_fds=(keep,))  # noqa: S603
    except (OSError, subprocess.SubprocessError) as failed:
        raise VoiceFailed(f"{PROGRAM}: {type(failed).__name__}") from None
