"""Vosk: free speech on an ordinary machine, with a model folder that the deployer downloads.

Called directly rather than through SpeechRecognition's `recognize_vosk`, which loads the model
again at each call and takes neither a folder nor a grammar (3.17); its `AudioData` is used.
"""

from __future__ import annotations

import json
import math
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answers.date_words import MONTHS
from assistant.answers.kind import Lang
from assistant.speech.embedded.grammar import can_hear_an_answer, grammar
from assistant.speech.freely import a_moment, is_read_back, not_in, not_whole
from assistant.speech.protocols import Expected, Hearing
from assistant.speech.sound import BYTES_A_SAMPLE, Sound

HERTZ = 16_000
UNKNOWN = "[unk]"
HEARINGS = 4  # that are asked for: each costs the understanding a few milliseconds
SURE_OF_A_PHRASE = 0.5  # mean confidence of the words, below which a phrase of the grammar is left
ACOUSTIC_MODEL = ("am/final.mdl", "final.mdl")
DYNAMIC_GRAPH = ("graph/HCLr.fst", "HCLr.fst")
"""Only models with this take a grammar (the small ones)."""
PARTS_OF_A_WORD = re.compile(r"(?<=')|-")  # "d'accord" may stand as two words, "vingt-deux" too


def is_vosk(folder: Path) -> bool:
    """Whether the folder holds a Vosk model."""
    return any((folder / name).is_file() for name in ACOUSTIC_MODEL)


@dataclass(slots=True)
class VoskListener:
    """One language."""

    folder: Path
    lang: Lang
    name: str = "Vosk"
    _model: Any = None
    _takes_grammar: bool = False
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Raises `NoListener` when the folder is not a whole model, or one of another language."""
        import vosk

        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(model_path=str(self.folder))
            self._freely(a_moment(HERTZ).pcm, Expected(None, confirming=False, lang=self.lang))
        except Exception as broken:  # it raises the bare class
            raise not_whole(self.folder, self.name) from broken
        if not all(self._knows(month.lower()) for month in MONTHS[self.lang]):
            raise not_in(self.lang, self.folder, self.name)
        dynamic = any((self.folder / name).is_file() for name in DYNAMIC_GRAPH)
        self._takes_grammar = dynamic and self._knows(UNKNOWN)  # else all speech is a phrase of it

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

        phrases = {self._as_known(phrase): phrase for phrase in grammar(expected).phrases}
        phrases.pop(None, None)
        # Its reader of JSON leaves "\u00e9" as it is: a word with an accent would not be known.
        listened_for = json.dumps([*phrases, UNKNOWN], ensure_ascii=False)
        recogniser = vosk.KaldiRecognizer(self._model, HERTZ, listened_for)
        recogniser.SetWords(True)
        recogniser.AcceptWaveform(pcm)
        return phrase_in(json.loads(recogniser.FinalResult()), phrases, expected)

    def _freely(self, pcm: bytes, expected: Expected) -> Hearing | None:
        import vosk

        recogniser = vosk.KaldiRecognizer(self._model, HERTZ)
        recogniser.SetMaxAlternatives(HEARINGS)
        recogniser.AcceptWaveform(pcm)
        return hearings_in(json.loads(recogniser.FinalResult()), expected)

    def _knows(self, word: str) -> bool:
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def _as_known(self, phrase: str) -> str | None:
        """A phrase in the model's words; None when it lacks one: it would leave that one out."""
        words: list[str] = []
        for word in re.sub(r"[^\w\s'-]", "", phrase.lower().replace("’", "'")).split():
            words += [word] if self._knows(word) else PARTS_OF_A_WORD.split(word)
        return " ".join(words) if words and all(map(self._knows, words)) else None


def phrase_in(
    result: dict[str, Any], phrases: Mapping[str | None, str], expected: Expected
) -> Hearing | None:
    """The phrase in a result with words; None when it was none, or several, or is unsure."""
    words, phrase = result.get("result") or [], phrases.get(result["text"])
    if not words or phrase is None:
        return None
    sure = sum(word["conf"] for word in words) / len(words)
    if sure < SURE_OF_A_PHRASE:
        return None
    return Hearing((phrase,), sure, is_read_back(phrase, expected))


def hearings_in(result: dict[str, Any], expected: Expected) -> Hearing | None:
    """The alternatives of a result, the likeliest first, without those that were refused.

    Vosk calls the logarithm of how likely each is its confidence.
    """
    found = [(a["text"].strip(), float(a["confidence"])) for a in result.get("alternatives") or []]
    refused = {said.lower() for said in expected.refused}
    kept = [(t, score) for t, score in found if t and t not in refused and UNKNOWN not in t]
    if not kept:
        return None
    likeliest, (best, score) = max(score for _, score in found), kept[0]
    sure = math.exp(score - likeliest) / sum(math.exp(other - likeliest) for _, other in found)
    return Hearing(tuple(text for text, _ in kept), sure, is_read_back(best, expected))
