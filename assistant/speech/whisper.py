"""faster-whisper: free speech in both languages, slower, with a folder that the deployer downloads.

Called directly rather than through SpeechRecognition's `recognize_faster_whisper`, which builds the
model again at each call (3.17). A folder only: a name would be looked for on the network.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answers.kind import Lang
from assistant.speech.embedded.grammar import can_hear_an_answer, grammar
from assistant.speech.listener import NoListener
from assistant.speech.protocols import Expected, Hearing
from assistant.speech.sound import BYTES_A_SAMPLE, Sound
from assistant.words.words import words_in

HERTZ = 16_000
NO_SPEECH = 0.6  # of its own probability: above it the words are made up
UNSURE = -1.0  # mean log-probability below which the words are made up
FILES = ("model.bin", "config.json")  # of a CTranslate2 folder


def is_whisper(folder: Path) -> bool:
    """Whether the folder holds a Whisper model, converted for CTranslate2."""
    return all((folder / name).is_file() for name in FILES)


@dataclass(slots=True)
class WhisperListener:
    """Both languages."""

    folder: Path
    name: str = "Whisper"
    _model: Any = None
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Raises `NoListener` without the library, or on a folder that is not a whole model."""
        try:
            from faster_whisper import WhisperModel
        except ImportError as missing:
            raise NoListener(
                "faster-whisper is not installed. Run: uv sync --group whisper"
            ) from missing
        try:
            self._model = WhisperModel(
                str(self.folder), device="cpu", compute_type="int8", local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as broken:
            raise NoListener(
                f"{self.folder}: not a whole Whisper model. Download it again."
            ) from broken

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        """What was said; None when it would be made up."""
        import numpy
        from speech_recognition import AudioData

        pcm = AudioData(sound.pcm, sound.hertz, BYTES_A_SAMPLE).get_raw_data(HERTZ, BYTES_A_SAMPLE)
        samples = numpy.frombuffer(pcm, "<i2").astype(numpy.float32) / 32_768
        with self._one_at_a_time:
            segments, _ = self._model.transcribe(
                samples,
                language=expected.lang,
                initial_prompt=primed(expected),
                condition_on_previous_text=False,
                temperature=0.0,
            )
            return hearing_in(segments)

    def understands(self, expected: Expected) -> bool:
        """Whatever is asked, a code excepted: a code said aloud is heard by the room."""
        return not expected.code

    def asks_in_parts(self, expected: Expected) -> bool:
        """Never: it hears a whole date."""
        return False


def primed(expected: Expected) -> str:
    """The question, and its answers where they are few: what comes next is likely one of them."""
    lang: Lang = expected.lang
    asked = words_in(lang).fields[expected.asking].ask if expected.asking else ""
    answers = grammar(expected).answers if can_hear_an_answer(expected) else ()
    return f"{asked} {', '.join(answers)}".strip()


def hearing_in(segments: Iterable[Any]) -> Hearing | None:
    """The segments as one hearing; None when one of them is likely made up."""
    heard = list(segments)
    text = " ".join(segment.text.strip() for segment in heard).strip()
    if not text or any(s.no_speech_prob > NO_SPEECH or s.avg_logprob < UNSURE for s in heard):
        return None
    return Hearing((text,), math.exp(min(segment.avg_logprob for segment in heard)))
