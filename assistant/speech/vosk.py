"""Vosk: free speech on an ordinary machine, with a model folder that the deployer downloads.

Called directly rather than through SpeechRecognition's `recognize_vosk`, which loads the model
again at each call, takes neither a folder nor a grammar, and wants the whole answer (3.17).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answers.date_words import MONTHS
from assistant.answers.kind import Lang
from assistant.speech.embedded.grammar import can_hear_an_answer, grammar
from assistant.speech.freely import a_moment, is_read_back, not_in, not_whole
from assistant.speech.protocols import Expected, Hearing, Listener
from assistant.speech.sound import BYTES_A_SAMPLE, Sound

HERTZ = 16_000
STEP = HERTZ // 5 * BYTES_A_SAMPLE  # that its decoder takes: shorter ones change what it hears
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
class VoskListener(Listener):
    """One language. Its model may be shared by recognisers in several threads (vosk_api.h)."""

    folder: Path
    lang: Lang
    name: str = "Vosk"
    _model: Any = None
    _takes_grammar: bool = False

    def __post_init__(self) -> None:
        """Raises `NoListener` when the folder is not a whole model, or one of another language."""
        import vosk

        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(model_path=str(self.folder))
            self.hear(a_moment(HERTZ), Expected(None, confirming=False, lang=self.lang))
        except Exception as broken:  # it raises the bare class
            raise not_whole(self.folder, self.name) from broken
        if not all(self._knows(month.lower()) for month in MONTHS[self.lang]):
            raise not_in(self.lang, self.folder, self.name)
        dynamic = any((self.folder / name).is_file() for name in DYNAMIC_GRAPH)
        self._takes_grammar = dynamic and self._knows(UNKNOWN)  # else all speech is a phrase of it

    def begin(self, expected: Expected) -> VoskHearer:
        """Listens for a phrase of the question's grammar, and freely, should it be none."""
        if self._takes_grammar and can_hear_an_answer(expected):
            return VoskHearer([self._for_a_phrase(expected), self._freely(expected)])
        return VoskHearer([self._freely(expected)])

    def understands(self, expected: Expected) -> bool:
        """Whatever is asked, a code excepted: a code said aloud is heard by the room."""
        return not expected.code

    def asks_in_parts(self, expected: Expected) -> bool:
        """Never: it hears a whole date."""
        return False

    def _for_a_phrase(self, expected: Expected) -> Way:
        import vosk

        phrases = {self._as_known(phrase): phrase for phrase in grammar(expected).phrases}
        phrases.pop(None, None)
        # Its reader of JSON leaves "\u00e9" as it is: a word with an accent would not be known.
        listened_for = json.dumps([*phrases, UNKNOWN], ensure_ascii=False)
        recogniser = vosk.KaldiRecognizer(self._model, HERTZ, listened_for)
        recogniser.SetWords(True)
        return Way(recogniser, lambda result: phrase_in(result, phrases, expected))

    def _freely(self, expected: Expected) -> Way:
        import vosk

        recogniser = vosk.KaldiRecognizer(self._model, HERTZ)
        recogniser.SetMaxAlternatives(HEARINGS)
        return Way(recogniser, lambda result: hearings_in(result, expected))

    def _knows(self, word: str) -> bool:
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def _as_known(self, phrase: str) -> str | None:
        """A phrase in the model's words; None when it lacks one: it would leave that one out."""
        words: list[str] = []
        for word in re.sub(r"[^\w\s'-]", "", phrase.lower().replace("’", "'")).split():
            words += [word] if self._knows(word) else PARTS_OF_A_WORD.split(word)
        return " ".join(words) if words and all(map(self._knows, words)) else None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to listen: a recogniser of Vosk's, and what its result says."""

    recogniser: Any
    hearing_in: Callable[[dict[str, Any]], Hearing | None]


@dataclass(slots=True)
class VoskHearer:
    """Listens in all its ways while the answer is said; the first that heard something counts."""

    ways: Sequence[Way]
    _waiting: bytearray = field(default_factory=bytearray)  # less than a step
    _between: Any = None  # two samples, of which the next piece is told

    def more(self, sound: Sound) -> None:
        """As `Hearer`. By whole steps, so that the same is heard however the answer is cut."""
        self._waiting += self._at_its_rate(sound)
        whole = len(self._waiting) // STEP * STEP
        self._accept(bytes(self._waiting[:whole]))
        del self._waiting[:whole]

    def end(self) -> Hearing | None:
        """As `Hearer`."""
        self._accept(bytes(self._waiting))
        heard = (way.hearing_in(json.loads(way.recogniser.FinalResult())) for way in self.ways)
        return next((hearing for hearing in heard if hearing is not None), None)

    def _at_its_rate(self, sound: Sound) -> bytes:
        import audioop  # gone in Python 3.13; this is 3.11

        if sound.hertz == HERTZ:
            return sound.pcm
        pcm, self._between = audioop.ratecv(
            sound.pcm, BYTES_A_SAMPLE, 1, sound.hertz, HERTZ, self._between
        )
        return pcm

    def _accept(self, pcm: bytes) -> None:
        for way in self.ways if pcm else ():
            way.recogniser.AcceptWaveform(pcm)


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
