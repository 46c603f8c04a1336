"""Vosk: free speech on an ordinary machine, with a model folder that the deployer downloads.

Called directly rather than through SpeechRecognition's `recognize_vosk`, which loads the model
again at each call and takes neither a folder nor a grammar (3.17); its `AudioData` is used.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.speech.embedded.grammar import can_hear_an_answer, grammar
from assistant.speech.listener import NoListener
from assistant.speech.protocols import Expected, Hearing
from assistant.speech.sound import BYTES_A_SAMPLE, Sound

HERTZ = 16_000
UNKNOWN = "[unk]"
HEARINGS = 4  # that are asked for: each costs the understanding a few milliseconds
SURE_OF_A_PHRASE = 0.5  # mean confidence of the words, below which a phrase of the grammar is left
ACOUSTIC_MODEL = ("am/final.mdl", "final.mdl")
DYNAMIC_GRAPH = ("graph/HCLr.fst", "HCLr.fst")
"""Only models with this take a grammar (the small ones)."""


def is_vosk(folder: Path) -> bool:
    """Whether the folder holds a Vosk model."""
    return any((folder / name).is_file() for name in ACOUSTIC_MODEL)


@dataclass(slots=True)
class VoskListener:
    """One language."""

    folder: Path
    name: str = "Vosk"
    _model: Any = None
    _takes_grammar: bool = False
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Raises `NoListener` when the folder is not a whole model."""
        import vosk

        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(model_path=str(self.folder))
        except Exception as broken:  # it raises the bare class
            raise NoListener(
                f"{self.folder}: not a whole Vosk model. Download it again."
            ) from broken
        self._takes_grammar = any((self.folder / name).is_file() for name in DYNAMIC_GRAPH)

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        """A phrase of the question's grammar when it was one, else what was said freely."""
        from speech_recognition import AudioData

        pcm = AudioData(sound.pcm, sound.hertz, BYTES_A_SAMPLE).get_raw_data(HERTZ, BYTES_A_SAMPLE)
        with self._one_at_a_time:
            if self._takes_grammar and can_hear_an_answer(expected):
                phrase = self._phrase(pcm, expected)
                if phrase is not None:
                    return phrase
            return self._freely(pcm, expected)

    def understands(self, expected: Expected) -> bool:
        """Whatever is asked, a code excepted: a code said aloud is heard by the room."""
        return not expected.code

    def asks_in_parts(self, expected: Expected) -> bool:
        """Never: it hears a whole date."""
        return False

    def _phrase(self, pcm: bytes, expected: Expected) -> Hearing | None:
        import vosk

        phrases = [phrase.lower() for phrase in grammar(expected).phrases]
        recogniser = vosk.KaldiRecognizer(self._model, HERTZ, json.dumps([*phrases, UNKNOWN]))
        recogniser.SetWords(True)
        recogniser.AcceptWaveform(pcm)
        return phrase_in(json.loads(recogniser.FinalResult()))

    def _freely(self, pcm: bytes, expected: Expected) -> Hearing | None:
        import vosk

        recogniser = vosk.KaldiRecognizer(self._model, HERTZ)
        recogniser.SetMaxAlternatives(HEARINGS)
        recogniser.AcceptWaveform(pcm)
        return hearings_in(json.loads(recogniser.FinalResult()), expected)


def phrase_in(result: dict[str, Any]) -> Hearing | None:
    """The phrase in a result with words; None when a word was not of the grammar, or unsure."""
    words = result.get("result") or []
    if not words or any(word["word"] == UNKNOWN for word in words):
        return None
    sure = sum(word["conf"] for word in words) / len(words)
    return Hearing((result["text"],), sure) if sure >= SURE_OF_A_PHRASE else None


def hearings_in(result: dict[str, Any], expected: Expected) -> Hearing | None:
    """The alternatives of a result, the likeliest first, without those that were refused."""
    found = [(a["text"].strip(), float(a["confidence"])) for a in result.get("alternatives") or []]
    refused = {said.lower() for said in expected.refused}
    kept = [(text, score) for text, score in found if text and text not in refused]
    if not kept:
        return None
    total = sum(score for _, score in found if score > 0) or 1.0
    return Hearing(tuple(text for text, _ in kept), max(kept[0][1], 0.0) / total)
