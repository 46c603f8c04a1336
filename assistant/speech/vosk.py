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
from assistant.speech.freely import a_moment, is_read_back, not_in, not_whole
from assistant.speech.grammar import can_hear_an_answer, grammar
from assistant.speech.protocols import Expected, Hearing, Listener
from assistant.speech.sound import BYTES_A_SAMPLE, HERTZ, Sound

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
        phrases = {self._as_known(phrase): phrase for phrase in grammar(expected).phrases}
        phrases.pop(None, None)
        beginnings = {f"{phrase} " for phrase in phrases}

        def recogniser() -> Any:
            import vosk

            # Its reader of JSON leaves "\u00e9" as it is: a word with an accent would not be known.
            listened_for = json.dumps([*phrases, UNKNOWN], ensure_ascii=False)
            made = vosk.KaldiRecognizer(self._model, HERTZ, listened_for)
            made.SetWords(True)
            return made

        return Way(
            recogniser,
            hearing_in=lambda result: phrase_in(result, phrases, expected),
            may_become=lambda said: not said or any(b.startswith(f"{said} ") for b in beginnings),
        )

    def _freely(self, expected: Expected) -> Way:
        def recogniser() -> Any:
            import vosk

            made = vosk.KaldiRecognizer(self._model, HERTZ)
            made.SetMaxAlternatives(HEARINGS)
            return made

        return Way(recogniser, hearing_in=lambda result: hearings_in(result, expected))

    def _knows(self, word: str) -> bool:
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def _as_known(self, phrase: str) -> str | None:
        """A phrase in the model's words; None when it lacks one: it would leave that one out."""
        words: list[str] = []
        for word in re.sub(r"[^\w\s'-]", "", phrase.lower().replace("’", "'")).split():
            words += [word] if self._knows(word) else PARTS_OF_A_WORD.split(word)
        return " ".join(words) if words and all(map(self._knows, words)) else None


@dataclass(slots=True)
class Way:
    """One way to listen, with a recogniser of Vosk's that is made when it is needed."""

    make: Callable[[], Any]
    hearing_in: Callable[[dict[str, Any]], Hearing | None]
    may_become: Callable[[str], bool] | None = None
    _recogniser: Any = None
    _heard: int = 0  # bytes

    def listen(self, pcm: bytearray, to: int) -> None:
        """Hear an answer on, up to there."""
        if self._recogniser is None:
            self._recogniser = self.make()
        if to > self._heard:
            self._recogniser.AcceptWaveform(bytes(pcm[self._heard : to]))
            self._heard = to

    @property
    def is_likely(self) -> bool:
        """Whether what was said so far may be the beginning of what it listens for."""
        if self.may_become is None:
            return True
        return self.may_become(json.loads(self._recogniser.PartialResult()).get("partial", ""))

    def end(self) -> Hearing | None:
        """What it heard."""
        return self.hearing_in(json.loads(self._recogniser.FinalResult()))


@dataclass(slots=True)
class VoskHearer:
    """The first way that heard something counts. A later one begins when the earlier is unlikely.

    So a yes costs what it costs to listen for a phrase: the free way takes twenty times as much.
    """

    ways: Sequence[Way]
    _pcm: bytearray = field(default_factory=bytearray)
    _between: Any = None  # of the converter: where the next piece goes on

    def more(self, sound: Sound) -> None:
        """As `Hearer`. By whole steps, so that the same is heard however the answer is cut."""
        self._pcm += self._at_its_rate(sound)
        for way in self.ways:
            way.listen(self._pcm, len(self._pcm) // STEP * STEP)
            if way.is_likely:
                break

    def end(self) -> Hearing | None:
        """As `Hearer`."""
        for way in self.ways:
            way.listen(self._pcm, len(self._pcm))
            hearing = way.end()
            if hearing is not None:
                return hearing
        return None

    def _at_its_rate(self, sound: Sound) -> bytes:
        import audioop  # gone in Python 3.13; this is 3.11

        if sound.hertz == HERTZ:
            return sound.pcm
        pcm, self._between = audioop.ratecv(
            sound.pcm, BYTES_A_SAMPLE, 1, sound.hertz, HERTZ, self._between
        )
        return pcm


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
