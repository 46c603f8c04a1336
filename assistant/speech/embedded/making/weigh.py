"""Finding the weights of `rejection.yml`.

`python -m assistant.speech.embedded.making.weigh [RECORDINGS]`

Speakers say answers of the grammar, and sentences, hesitations and noises that are not of it. What
was an answer is told from what was none; and the answers that were heard right from those that were
heard as another.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Literal

import numpy
import yaml

from assistant.answers.kind import Lang
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.embedded.making.speakers import (
    HUSH,
    NOISY,
    Speaker,
    by_telephone,
    in_noise,
    speakers,
)
from assistant.speech.embedded.rejection import (
    WEIGHTS,
    Mix,
    Scores,
    Weights,
    of_an_answer,
    of_this_answer,
)
from assistant.speech.grammar import grammar
from assistant.speech.protocols import Expected, Part
from assistant.speech.sound import HERTZ, Sound
from assistant.words.words import LANGUAGES

Was = Literal["heard", "heard as another", "no answer"]
Sample = tuple[Scores, Was]

SPEAKERS_OF_AN_ANSWER, SPEAKERS_BESIDE = 4, 2
ASKED = ("welcome.consent", "identity.sex", "welcome.scope", "trusted_person.relation")
ROOM_LEVELS, ROOM_SECONDS = (10, 100, 800), (0.5, 0.9, 1.6, 3.5)
PARTS: tuple[Part, ...] = ("day", "month")
BESIDE: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "euh", "attendez voir", "il fait beau aujourd'hui", "où sont mes lunettes", "hmm",
        "je cherche ma carte", "c'est la dame du téléphone", "tu peux baisser la télévision",
        "quelle heure est-il", "mon chat est sur la table", "alors voyons", "Claire Martin",
        "zéro six douze trente-quatre", "la pénicilline", "ma fille viendra demain matin",
        "je ne trouve pas le papier", "il y a quelqu'un à la porte", "oh là là", "rue des Lilas",
        "bonsoir mes chers compatriotes",
    ),
    "en": (
        "er", "let me see", "it is a fine day today", "where are my glasses", "mm",
        "i am looking for my card", "it is the lady on the phone", "turn the television down",
        "what time is it", "my cat is on the table", "well now", "claire martin",
        "oh six twelve thirty four", "penicillin", "my daughter will come tomorrow morning",
        "i cannot find the paper", "somebody is at the door", "oh dear", "lilac street",
        "good evening ladies and gentlemen",
    ),
}  # fmt: skip


def samples(lang: Lang, listener: EmbeddedListener, by_all: Sequence[Speaker]) -> Iterator[Sample]:
    """The scores of what was said, and what it was."""
    for expected in _asked(lang):
        listened_for = grammar(expected)
        for sound in _rooms():
            yield from _weighed(listener, sound, expected, None)
        for number, phrase in enumerate(BESIDE[lang]):
            for sound in _heard(phrase, by_all, number, voices=SPEAKERS_BESIDE):
                yield from _weighed(listener, sound, expected, None)
        phrases = listened_for.phrases if expected.confirming else listened_for.answers
        for number, phrase in enumerate(phrases):
            others = listened_for.but_for(phrase).phrases
            for sound in _heard(phrase, by_all, number, voices=SPEAKERS_OF_AN_ANSWER):
                yield from _weighed(listener, sound, expected, others)


def _asked(lang: Lang) -> Iterator[Expected]:
    yield Expected("identity.birth_name", confirming=True, lang=lang)
    yield from (Expected(asking, confirming=False, lang=lang) for asking in ASKED)
    for part in PARTS:
        yield Expected("identity.birth_date", confirming=False, lang=lang, part=part)


def _weighed(
    listener: EmbeddedListener, sound: Sound, expected: Expected, others: Collection[str] | None
) -> Iterator[Sample]:
    """`others`: what would be another than was said; None when what was said is no answer."""
    found = listener.weighed(sound, expected)
    if found is None:
        return
    heard, scores = found
    if others is None:
        yield scores, "no answer"
    else:
        yield scores, "heard as another" if heard in others else "heard"


def _heard(phrase: str, by_all: Sequence[Speaker], seed: int, voices: int) -> Iterator[Sound]:
    """By some of the speakers, quietly, in noise, and in the telephone's band."""
    for turn in range(voices):
        voice = by_all[(seed + turn) % len(by_all)].says(phrase)
        if voice is not None:
            quiet = in_noise(voice, HUSH, seed)
            yield from (quiet, by_telephone(quiet), in_noise(voice, NOISY, seed))


def _rooms() -> Iterator[Sound]:
    """Rooms in which nobody speaks: hushed and noisy, for a while and for long."""
    for number, (level, seconds) in enumerate(product(ROOM_LEVELS, ROOM_SECONDS)):
        noise = numpy.random.default_rng(number).normal(0, level, int(seconds * HERTZ))
        hum = numpy.cumsum(noise) / 20 if number % 2 else noise
        samples = numpy.clip(hum - hum.mean(), -32_768, 32_767)
        yield Sound(samples.astype("<i2").tobytes(), HERTZ)


def weigh(lang: Lang, by_all: Sequence[Speaker]) -> Weights:
    """The weights that tell best what was an answer, and which one."""
    weighed = list(samples(lang, EmbeddedListener(), by_all))
    answers = [(of_an_answer(s), was == "heard") for s, was in weighed if was != "heard as another"]
    these = [(of_this_answer(s), was == "heard") for s, was in weighed if was != "no answer"]
    return Weights(_mix(f"{lang}, an answer", answers), _mix(f"{lang}, this answer", these))


def _mix(of: str, weighed: list[tuple[tuple[float, ...], bool]]) -> Mix:
    from sklearn.linear_model import LogisticRegression

    measured = numpy.array([m for m, _ in weighed])
    is_right = numpy.array([right for _, right in weighed])
    scale = measured.std(axis=0)
    fitted = LogisticRegression(class_weight="balanced").fit(measured / scale, is_right)
    share = fitted.score(measured / scale, is_right)
    sys.stdout.write(f"{of}: {len(weighed)} samples, {share:.1%} told apart\n")
    found = (fitted.coef_[0] / scale).round(6).tolist()
    return Mix(tuple(found), round(float(fitted.intercept_[0]), 6))


def main() -> None:
    """Write the weights of both languages."""
    recordings = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    found = {lang: weigh(lang, speakers(lang, recordings)) for lang in LANGUAGES}
    text = {
        lang: {
            "an_answer": {"weights": list(w.an_answer.weights), "bias": w.an_answer.bias},
            "this_answer": {"weights": list(w.this_answer.weights), "bias": w.this_answer.bias},
        }
        for lang, w in found.items()
    }
    WEIGHTS.write_text("# Found by weigh.py.\n" + yaml.safe_dump(text, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
