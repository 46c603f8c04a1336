"""Finding the weights of `rejection.yml`: `python -m assistant.speech.embedded.weigh`.

Synthetic voices that the tests do not use say answers of the grammar, and sentences, hesitations
and noises that are not of it. Answers heard as another are counted as neither.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

import numpy
import yaml

from assistant.answers.kind import Lang
from assistant.speech.embedded.grammar import grammar
from assistant.speech.embedded.learn import AROUND, VOICES, said_by
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.embedded.rejection import WEIGHTS, Weights, measures
from assistant.speech.protocols import Expected
from assistant.speech.sound import Sound

ENGLISH_VOICES = (("en-us+m3", 140, 45), ("en-gb+f2", 150, 50), ("en-us+m7", 125, 40))
ASKED = (("welcome.consent", False), ("identity.sex", False), ("welcome.scope", False))
ASKED_BESIDE = (("identity.birth_name", True), ("trusted_person.relation", False))
ROOM_LEVELS, ROOM_SECONDS = (10, 100, 800), (0.5, 0.9, 1.6, 3.5)
NOISY = 0.1  # of the voice's loudness
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


def samples(lang: Lang, listener: EmbeddedListener) -> Iterator[tuple[tuple[float, ...], bool]]:
    """What is weighed, and whether it was an answer."""
    voices = VOICES if lang == "fr" else ENGLISH_VOICES
    for asking, confirming in (*ASKED, *ASKED_BESIDE):
        expected = Expected(asking, confirming=confirming, lang=lang)
        for sound in _rooms():
            found = listener.weighed(sound, expected)
            if found:
                yield measures(found[1], found[2]), False
        for is_answer, phrases in ((True, grammar(expected).phrases), (False, BESIDE[lang])):
            for number, phrase in enumerate(phrases):
                voice = voices[number % len(voices)]
                for sound in _heard(phrase, voice, number):
                    found = listener.weighed(sound, expected)
                    if found and (found[0] == phrase or not is_answer):
                        yield measures(found[1], found[2]), is_answer


def _heard(phrase: str, voice: tuple[str, int, int], seed: int) -> Iterator[Sound]:
    """Quietly, and in noise."""
    said = numpy.frombuffer(said_by(phrase, *voice).at(16_000).pcm, "<i2").astype(numpy.float32)
    around = numpy.pad(said, AROUND)
    noise = numpy.random.default_rng(seed).normal(0, 1, len(around)) * said.std()
    for share in (0.005, NOISY):
        noisy = numpy.clip(around + share * noise, -32_768, 32_767)
        yield Sound(noisy.astype("<i2").tobytes(), 16_000)


def _rooms() -> Iterator[Sound]:
    """Rooms in which nobody speaks: hushed and noisy, for a while and for long."""
    for number, (level, seconds) in enumerate(product(ROOM_LEVELS, ROOM_SECONDS)):
        noise = numpy.random.default_rng(number).normal(0, level, int(seconds * 16_000))
        hum = numpy.cumsum(noise) / 20 if number % 2 else noise
        samples = numpy.clip(hum - hum.mean(), -32_768, 32_767)
        yield Sound(samples.astype("<i2").tobytes(), 16_000)


def weigh(lang: Lang) -> Weights:
    """The weights that tell answers from the rest best."""
    from sklearn.linear_model import LogisticRegression

    weighed = list(samples(lang, EmbeddedListener()))
    measured = numpy.array([m for m, _ in weighed])
    is_answer = numpy.array([right for _, right in weighed])
    scale = measured.std(axis=0)
    fitted = LogisticRegression(class_weight="balanced").fit(measured / scale, is_answer)
    margin, score, seconds = (fitted.coef_[0] / scale).round(6).tolist()
    share = fitted.score(measured / scale, is_answer)
    sys.stdout.write(f"{lang}: {len(weighed)} samples, {share:.1%} told apart\n")
    return Weights(margin, score, seconds, round(float(fitted.intercept_[0]), 6))


def main() -> None:
    """Write the weights of both languages."""
    found = {lang: weigh(lang) for lang in ("fr", "en")}
    text = {lang: {k: getattr(w, k) for k in w.__slots__} for lang, w in found.items()}
    WEIGHTS.write_text("# Found by weigh.py.\n" + yaml.safe_dump(text, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
