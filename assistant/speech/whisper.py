"""faster-whisper: free speech in both languages, slower, with a folder that the deployer downloads.

Called directly rather than through SpeechRecognition's `recognize_faster_whisper`, which builds the
model again at each call (3.17). A folder only: a name would be looked for on the network.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answers.kind import Lang
from assistant.speech.freely import a_moment, is_made_up, is_read_back, not_in, not_whole
from assistant.speech.grammar import can_hear_an_answer, grammar
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener, NoListener
from assistant.speech.sound import BYTES_A_SAMPLE, HERTZ, Sound
from assistant.speech.whole import Whole
from assistant.understanding.phrases import plain
from assistant.words.words import words_in

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

A_VOICE = 0.2  # probability: 0.5 finds none in some words by telephone, 0.05 some in a hum
NO_SPEECH = 0.6  # of its own probability: above it the words are made up
UNSURE = -0.8  # mean log-probability below which the words are more often wrong than right
REPEATED = 2.4  # times that the words can be compressed: above it they go round in circles
TOKENS_A_SECOND, MORE_TOKENS, MOST_TOKENS = 8, 16, 200  # going round in circles takes seconds
FILES = ("model.bin", "config.json")  # of a CTranslate2 folder
WORDS = "tokenizer.json"  # without it the library would look for one on the network


def is_whisper(folder: Path) -> bool:
    """Whether the folder holds a Whisper model, converted for CTranslate2."""
    return all((folder / name).is_file() for name in FILES)


@dataclass(slots=True)
class WhisperListener(Listener):
    """Both languages, unless the model is an English one."""

    folder: Path
    lang: Lang
    name: str = "Whisper"
    _model: Any = None
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Raises `NoListener` without the library, and on a folder that does not hear `lang`."""
        try:
            from faster_whisper import WhisperModel
        except ImportError as missing:
            raise NoListener(
                "faster-whisper is not installed. Run: ./vivevoix with whisper"
            ) from missing
        if not (self.folder / WORDS).is_file():
            raise not_whole(self.folder, self.name)
        try:
            self._model = WhisperModel(
                str(self.folder), device="cpu", compute_type="int8", local_files_only=True
            )
            list(self._transcribed(_samples(a_moment(HERTZ)), "en", max_new_tokens=1))
        except Exception as broken:  # its reader of words raises the bare class
            raise not_whole(self.folder, self.name) from broken
        if self.lang not in self._model.supported_languages:
            raise not_in(self.lang, self.folder, self.name)

    def begin(self, expected: Expected) -> Hearer:
        """Listens at the end: the model takes half a minute at once, filled up with silence."""
        return Whole(self._heard, expected)

    def _heard(self, sound: Sound, expected: Expected) -> Hearing | None:
        """What was said; None when it would be made up."""
        samples = _samples(sound)
        most = int(TOKENS_A_SECOND * sound.seconds) + MORE_TOKENS
        with self._one_at_a_time:
            if not _has_a_voice(samples):  # it makes most words up from rooms without one
                return None
            segments = self._transcribed(
                samples,
                expected.lang,
                initial_prompt=primed(expected) or None,
                max_new_tokens=min(most, MOST_TOKENS),
            )
            return hearing_in(segments, expected)

    def understands(self, expected: Expected) -> bool:
        """Whatever is asked, a code excepted: a code said aloud is heard by the room."""
        return not expected.code

    def asks_in_parts(self, expected: Expected) -> bool:
        """Never: it hears a whole date."""
        return False

    def _transcribed(self, samples: Samples, lang: Lang, **how: object) -> Iterable[Any]:
        segments: Iterable[Any] = self._model.transcribe(
            samples,
            language=lang,
            condition_on_previous_text=False,
            temperature=0.0,
            without_timestamps=True,
            **how,
        )[0]
        return segments


def primed(expected: Expected) -> str:
    """The question, and its answers where they are few: what comes next is likely one of them."""
    answers = grammar(expected).answers if can_hear_an_answer(expected) else ()
    return f"{_asked(expected)} {', '.join(answers)}".strip()


def hearing_in(segments: Iterable[Any], expected: Expected) -> Hearing | None:
    """The segments as one hearing; None when one of them is likely made up, or was turned down."""
    heard = list(segments)
    text = " ".join(segment.text.strip() for segment in heard).strip()
    if not plain(text) or any(map(_is_unlikely, heard)):
        return None
    asked = {plain(question) for question in re.findall(r"[^.?!:]+\?", _asked(expected))}
    turned_down = {plain(refused) for refused in expected.refused}
    if plain(text) in asked | turned_down or is_made_up(text, expected.lang):
        return None
    sure = math.exp(min(segment.avg_logprob for segment in heard))
    return Hearing((text,), sure, is_read_back(text, expected))


def _samples(sound: Sound) -> Samples:
    import numpy
    from speech_recognition import AudioData

    pcm = AudioData(sound.pcm, sound.hertz, BYTES_A_SAMPLE).get_raw_data(HERTZ, BYTES_A_SAMPLE)
    return numpy.frombuffer(pcm, "<i2").astype(numpy.float32) / 32_768


def _has_a_voice(samples: Samples) -> bool:
    """Whether anything in it is a voice. The rest is left in: by telephone too much would go."""
    from faster_whisper.vad import get_speech_timestamps

    return bool(get_speech_timestamps(samples, threshold=A_VOICE))


def _asked(expected: Expected) -> str:
    return words_in(expected.lang).fields[expected.asking].ask if expected.asking else ""


def _is_unlikely(segment: Any) -> bool:
    return bool(
        segment.no_speech_prob > NO_SPEECH
        or segment.avg_logprob < UNSURE
        or segment.compression_ratio > REPEATED
    )
