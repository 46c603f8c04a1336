"""The embedded recogniser as a listener."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.speech.embedded.decoder import (
    ANY_PHONES,
    Band,
    Decoded,
    Decoder,
    band_of,
    is_beside_a_television,
    prepared,
    spoken_seconds,
)
from assistant.speech.embedded.dictionary import as_written, words_of
from assistant.speech.embedded.rejection import (
    FRAMES_A_SECOND,
    SURE_ENOUGH,
    SURE_ENOUGH_INSTEAD,
    SURE_ENOUGH_OF_A_NO,
    Scores,
    confidence,
    covers,
    weights,
)
from assistant.speech.embedded.word_graph import Words, word_graph
from assistant.speech.grammar import (
    Grammar,
    can_hear_an_answer,
    grammar,
    is_asked_in_parts,
)
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener
from assistant.speech.sound import Sound
from assistant.speech.whole import Whole
from assistant.words.words import words_in

PLAIN = 0.8  # confidence from which a yes or a no is kept unasked
BESIDE = 0.8  # seconds of a hesitation; who says more beside the phrase said something else


@dataclass(slots=True)
class EmbeddedListener(Listener):
    """Hears closed answers: yes and no, choices, commands, a day, a month, a year."""

    name: str = "embedded"
    _decoders: dict[tuple[Lang, Band], Decoder] = field(default_factory=dict)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Raises `TypeError` at once, not at the first answer, on weights of another version."""
        weights()

    def begin(self, expected: Expected) -> Hearer:
        """Listens at the end: which of the phrases it was is weighed on the whole answer."""
        return Whole(self._heard, expected)

    def _heard(self, sound: Sound, expected: Expected) -> Hearing | None:
        """The phrase of the question's grammar that was said; None when it may be another."""
        found = self.weighed(sound, expected) if sound.pcm else None
        if found is None:
            return None
        phrase, scores = found
        if spoken_seconds(prepared(sound)) > scores.said.frames / FRAMES_A_SECOND + BESIDE:
            return None
        sure = confidence(scores, expected.lang)
        instead, beside = not can_hear_an_answer(expected), is_beside_a_television(sound)
        least = SURE_ENOUGH_INSTEAD if instead else SURE_ENOUGH
        if leading_yes_no(phrase, expected.lang) == (False, ""):
            least = SURE_ENOUGH_OF_A_NO
        elif beside and phrase in grammar(expected).commands:
            least = SURE_ENOUGH_INSTEAD
        if sure < least or (instead and not covers(scores)):
            return None
        read_back = _is_read_back(phrase, sure, expected) or (beside and not expected.confirming)
        return Hearing((phrase,), sure, read_back)

    def understands(self, expected: Expected) -> bool:
        """Whether an answer to this can be heard: at once, or a part at a time."""
        return can_hear_an_answer(expected) or is_asked_in_parts(expected)

    def asks_in_parts(self, expected: Expected) -> bool:
        """Whether it hears this a day, a month and a year at a time."""
        return is_asked_in_parts(expected)

    def weighed(self, sound: Sound, expected: Expected) -> tuple[str, Scores] | None:
        """What it would hear if it had to, with its scores."""
        listened_for, pcm, lang = grammar(expected), prepared(sound), expected.lang
        band = band_of(sound)
        with self._one_at_a_time:
            if (lang, band) not in self._decoders:
                self._decoders[lang, band] = Decoder(lang, band)
            decoder = self._decoders[lang, band]
            said = _decoded(pcm, listened_for, decoder, lang)
            if said is None:
                return None
            phrase = as_written(said.text, listened_for.phrases)
            other = _decoded(pcm, listened_for.but_for(phrase), decoder, lang)
            return phrase, Scores(said, decoder.decode(ANY_PHONES, pcm), other)


def _decoded(pcm: bytes, listened_for: Grammar, decoder: Decoder, lang: Lang) -> Decoded | None:
    phrases = _in_its_words(listened_for, decoder, lang)
    name = "g" + hashlib.sha256(repr(phrases).encode()).hexdigest()[:16]
    decoder.load(name, lambda: word_graph(phrases))
    return decoder.decode(name, pcm)


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
    is_will = expected.question is not None and expected.question.will
    return is_will or sure < PLAIN or not is_plain


def _in_its_words(listened_for: Grammar, decoder: Decoder, lang: Lang) -> list[Words]:
    """The phrases that the dictionary can say."""
    phrases = (tuple(words_of(phrase, lang, decoder.knows)) for phrase in listened_for.phrases)
    return [words for words in phrases if all(map(decoder.knows, words))]
