"""A Piper voice, as a program that the deployer has installed.

It is under the GPL and run apart, told the words by a pipe. It takes half a second to load a voice:
so one is always waiting for its words, at the pace that was asked for last. It ends by itself when
the pipe does, however this process ends.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.speech.sound import BYTES_A_SAMPLE, Sound
from assistant.speech.voice import VoiceFailed

PROGRAM = "piper"
PATIENCE = 30  # seconds for one breath
PACE = 200  # words a minute, as espeak-ng counts them, of a Piper voice by itself (en_US-joe)


@dataclass(slots=True)
class Piper:
    """A Piper voice: an .onnx file with its .onnx.json beside it; one language."""

    model: Path
    lang: Lang
    hertz: int
    _waiting: tuple[str, subprocess.Popen[bytes]] | None = field(default=None, repr=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False)

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
        scale = length_scale(words_a_minute)
        program = self._taken(scale)
        try:
            made, _ = program.communicate(text.encode(), timeout=PATIENCE)
        except (OSError, subprocess.SubprocessError) as failed:
            _end(program)
            raise VoiceFailed(f"{PROGRAM}: {type(failed).__name__}") from None
        whole = made[: len(made) // BYTES_A_SAMPLE * BYTES_A_SAMPLE]
        if program.returncode or not whole:
            raise VoiceFailed(f"{PROGRAM}: no sound, ended with {program.returncode}")
        self._let_one_wait(scale)
        return Sound(whole, self.hertz)

    def _taken(self, scale: str) -> subprocess.Popen[bytes]:
        """The program that waits, when it does so at that pace; else another."""
        with self._one_at_a_time:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            if waiting[0] == scale and waiting[1].poll() is None:
                return waiting[1]
            _end(waiting[1])
        return self._begun(scale)

    def _let_one_wait(self, scale: str) -> None:
        with self._one_at_a_time:
            if self._waiting is None:
                self._waiting = scale, self._begun(scale)

    def _begun(self, scale: str) -> subprocess.Popen[bytes]:
        """Its own words are not passed on: they may hold the person's."""
        command = [PROGRAM, "--model", str(self.model), "--output-raw", "--length-scale", scale]
        try:
            return subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as missing:
            raise VoiceFailed(f"{PROGRAM}: {type(missing).__name__}") from None


def _end(program: subprocess.Popen[bytes]) -> None:
    program.kill()
    program.communicate()


def length_scale(words_a_minute: int) -> str:
    """How much longer than by itself Piper is told to be."""
    return f"{PACE / words_a_minute:.2f}"


def has_piper() -> bool:
    """Whether Piper's program is installed."""
    return shutil.which(PROGRAM) is not None
