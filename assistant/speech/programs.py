"""Better voices, as programs that the deployer has installed: Piper and Pico.

Both are run apart, told the words by a pipe where they can: Piper is under the GPL, Pico has no
source, and neither comes with this project.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.speech.sound import BYTES_A_SAMPLE, Sound
from assistant.speech.voice import VoiceFailed

PATIENCE = 30  # seconds for one breath
PIPERS_PACE = 170  # words a minute that a Piper voice speaks at, its scale being 1
PICOS_PACE = 165  # words a minute at its level 100
SLOWEST_PICO, FASTEST_PICO = 20, 500  # levels that it takes
PICO_LANGUAGES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Piper:
    """A Piper voice: an .onnx file with its .onnx.json beside it; one language."""

    model: Path
    lang: Lang
    hertz: int

    @classmethod
    def of(cls, model: Path) -> Piper | None:
        """The voice in the file; None when it is none."""
        try:
            described = json.loads(Path(f"{model}.json").read_text("utf-8"))
            lang = described["language"]["family"]
            hertz = int(described["audio"]["sample_rate"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return cls(model, lang, hertz) if lang in ("fr", "en") and model.is_file() else None

    def synthesise(self, text: str, lang: Lang, words_a_minute: int) -> Sound:
        """`text` as sound; a slower voice is a longer one."""
        scale = PIPERS_PACE / words_a_minute
        made = _run(
            ["piper", "--model", str(self.model), "--output-raw", "--length-scale", f"{scale:.2f}"],
            text,
        )
        return Sound(made[: len(made) // BYTES_A_SAMPLE * BYTES_A_SAMPLE], self.hertz)


@dataclass(frozen=True, slots=True)
class Pico:
    """SVOX Pico, by `pico2wave`."""

    def synthesise(self, text: str, lang: Lang, words_a_minute: int) -> Sound:
        """`text` as sound, through a file in memory that has no name."""
        level = min(max(round(100 * words_a_minute / PICOS_PACE), SLOWEST_PICO), FASTEST_PICO)
        unnamed = os.memfd_create("voice.wav")
        try:
            path = f"/proc/self/fd/{unnamed}"
            said = f"<speed level='{level}'>{text}</speed>"
            _run(["pico2wave", "-l", PICO_LANGUAGES[lang], "-w", path, said], "", keep=unnamed)
            os.lseek(unnamed, 0, os.SEEK_SET)
            with os.fdopen(os.dup(unnamed), "rb") as file, wave.open(file) as made:
                return Sound(made.readframes(made.getnframes()), made.getframerate())
        except (EOFError, wave.Error) as empty:
            raise VoiceFailed("pico2wave made no sound") from empty
        finally:
            os.close(unnamed)


def has_piper() -> bool:
    """Whether Piper's program is installed."""
    return shutil.which("piper") is not None


def has_pico() -> bool:
    """Whether Pico's program is installed."""
    return shutil.which("pico2wave") is not None


def _run(command: list[str], said: str, keep: int | None = None) -> bytes:
    """What the program writes. Its own words are not passed on: they may hold the person's."""
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=said.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            pass_fds=() if keep is None else (keep,),
        )
    except (OSError, subprocess.SubprocessError) as failed:
        raise VoiceFailed(f"{command[0]}: {type(failed).__name__}") from None
    return done.stdout
