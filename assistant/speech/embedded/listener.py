"""The embedded recogniser as a listener."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.speech.embedded.decoder import ANY_PHONES, Decoded, Decoder, prepared, spoken_seconds
from assistant.speech.embedded.grammar import (
    NUMBERS,
    Grammar,
    can_hear_an_answer,
    grammar,
    is_asked_in_parts,
    token,
)
from assistant.speech.embedded.rejection import (
    FRAMES_A_SECOND,
    SURE_ENOUGH,
    SURE_ENOUGH_INSTEAD,
    SURE_ENOUGH_OF_A_NO,
    confidence,
    covers,
    weights,
)
from assistant.speech.protocols import Expected, Hearing
from assistant.speech.sound import Sound
from assistant.steps import QUESTIONS
from assistant.words.words import words_in

PLAIN = 0.8  # confidence from which a yes or a no is kept unasked
BESIDE = 0.8  # seconds of a hesitation; who says more beside the phrase said something else
FRENCH = Path(__file__).parent / "pronunciations" / "fr.dict"


@dataclass(slots=True)
class EmbeddedListener:
    """Hears closed answers: yes and no, choices, commands, a day, a month, a year."""

    name: str = "embedded"
    _decoders: dict[Lang, Decoder] = field(default_factory=dict)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Raises `TypeError` at once, not at the first answer, on weights of another version."""
        weights()

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        """The phrase of the question's grammar that was said; None when it may be another."""
        listened_for = grammar(expected)
        pcm = prepared(sound)
        with self._one_at_a_time:
            decoded = self._decoded(pcm, listened_for, expected.lang)
        if decoded is None:
            return None
        said, any_phones = decoded
        if spoken_seconds(pcm) > said.frames / FRAMES_A_SECOND + BESIDE:
            return None
        sure = confidence(said, any_phones, expected.lang)
        phrase = _as_written(said.text, listened_for)
        instead = not can_hear_an_answer(expected)
        if sure < _least(phrase, expected.lang, instead=instead):
            return None
        if instead and not covers(said, any_phones):
            return None
        return Hearing((phrase,), sure, _is_read_back(phrase, sure, expected))

    def understands(self, expected: Expected) -> bool:
        """Whether an answer to this can be heard: at once, or a part at a time."""
        return can_hear_an_answer(expected) or is_asked_in_parts(expected)

    def asks_in_parts(self, expected: Expected) -> bool:
        """Whether it hears this a day, a month and a year at a time."""
        return is_asked_in_parts(expected)

    def weighed(
        self, sound: Sound, expected: Expected
    ) -> tuple[str, Decoded, Decoded | None] | None:
        """What it would hear if it had to, with its scores: for measuring."""
        listened_for = grammar(expected)
        with self._one_at_a_time:
            decoded = self._decoded(prepared(sound), listened_for, expected.lang)
        return decoded and (_as_written(decoded[0].text, listened_for), *decoded)

    def _decoded(
        self, pcm: bytes, listened_for: Grammar, lang: Lang
    ) -> tuple[Decoded, Decoded | None] | None:
        if lang not in self._decoders:
            self._decoders[lang] = Decoder(FRENCH if lang == "fr" else None)
        decoder = self._decoders[lang]
        rule = _rule(listened_for, decoder, lang)
        name = "g" + hashlib.sha256(rule.encode()).hexdigest()[:16]
        decoder.load(name, rule, NUMBERS[lang])
        said = decoder.decode(name, pcm)
        return None if said is None else (said, decoder.decode(ANY_PHONES, pcm))


def _least(phrase: str, lang: Lang, *, instead: bool) -> float:
    """The confidence that `phrase` needs; `instead` where it can only be a command, or a no."""
    if leading_yes_no(phrase, lang) == (False, ""):
        return SURE_ENOUGH_OF_A_NO
    return SURE_ENOUGH_INSTEAD if instead else SURE_ENOUGH


def _is_read_back(phrase: str, sure: float, expected: Expected) -> bool:
    """All but a yes or no that is plain and is no wish, and the reply to a reading back itself.

    A yes to a date that is proposed is read back: it sounds like "huit", a day.
    """
    if expected.confirming:
        return False
    if expected.part:
        return True
    words = words_in(expected.lang)
    is_plain = phrase in (words.say("yes").lower(), words.say("no").lower())
    is_will = bool(expected.asking) and QUESTIONS[expected.asking or ""].will
    return is_will or sure < PLAIN or not is_plain


def _rule(listened_for: Grammar, decoder: Decoder, lang: Lang) -> str:
    """The phrases that the dictionary can say, and the rule of numbers, as alternatives."""
    ways = [listened_for.rule] if listened_for.rule else []
    for phrase in listened_for.phrases:
        words = [token(phrase)] if lang == "fr" else _in_english(phrase)
        if all(decoder.knows(word) for word in words):
            ways.append(" ".join(words))
    return " | ".join(ways)


def _in_english(phrase: str) -> list[str]:
    """Its words as cmudict writes them, apostrophes kept."""
    return phrase.lower().replace("-", " ").replace(",", "").split()


def _as_written(decoded: str, listened_for: Grammar) -> str:
    """The phrase as the words files have it; numbers as they are said."""
    for phrase in listened_for.phrases:
        if decoded in (token(phrase), " ".join(_in_english(phrase))):
            return phrase
    return decoded.replace("_", " ")
