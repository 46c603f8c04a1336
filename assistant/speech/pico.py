"""SVOX Pico, as a program that the deployer has installed: it has no source, and is run apart.

It is told the words by a pipe: every user of the machine sees a program's arguments.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.speech.sound import Sound
from assistant.speech.voice import VoiceFailed

PROGRAM = "pico2wave"
PATIENCE = 30  # seconds for one breath
PACE = 153  # words a minute at its level 100
SLOWEST, FASTEST = 20, 500  # levels that it takes
LANGUAGES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Pico:
    """Both languages."""

    def synthesise(self, text: str, lang: Lang, words_a_minute: int) -> Sound:
        """`text` as sound, through a file in memory, by a link that is named as Pico wants it."""
        unnamed = os.memfd_create("voice")
        try:
            with tempfile.TemporaryDirectory(prefix="vivevoix-") as folder:
                link = Path(folder) / "voice.wav"
                link.symlink_to(f"/proc/self/fd/{unnamed}")
                command = [PROGRAM, "-l", LANGUAGES[lang], "-w", str(link)]
                _run(command, f"<speed level='{level(words_a_minute)}'>{text}</speed>", unnamed)
            os.lseek(unnamed, 0, os.SEEK_SET)
            with os.fdopen(os.dup(unnamed), "rb") as file, wave.open(file) as made:
                sound = Sound(made.readframes(made.getnframes()), made.getframerate())
        except (EOFError, wave.Error):
            sound = Sound(b"", 0)
        except OSError as failed:
            raise VoiceFailed(f"{PROGRAM}: {type(failed).__name__}") from None
        finally:
            os.close(unnamed)
        if not sound.pcm:
            raise VoiceFailed(f"{PROGRAM} made no sound")
        return sound


def level(words_a_minute: int) -> int:
    """The speed that Pico is told."""
    return min(max(round(100 * words_a_minute / PACE), SLOWEST), FASTEST)


def has_pico() -> bool:
    """Whether Pico's program is installed."""
    return shutil.which(PROGRAM) is not None


def _run(command: list[str], told: str, keep: int) -> None:
    """What it prints is not passed on: it may hold the person's words."""
    try:
        subprocess.run(  # noqa: S603
            command,
            input=told.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            pass_fds=(keep,),
        )
    except (OSError, subprocess.SubprocessError) as failed:
        raise VoiceFailed(f"{PROGRAM}: {type(failed).__name__}") from None
