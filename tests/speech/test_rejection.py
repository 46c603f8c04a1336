"""What was hardly heard, or may as well have been something else, is not taken for an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answers.date import BIRTH_DATE
from assistant.answers.kind import Answer, Asked, Lang, Understood
from assistant.speech.days_and_years import FIRST_YEAR, days, years
from assistant.speech.embedded.decoder import Decoded, Stretch
from assistant.speech.embedded.rejection import Scores, confidence, of_an_answer, weights
from assistant.speech.grammar import grammar
from assistant.speech.protocols import Expected
from assistant.steps import QUESTIONS
from assistant.words.words import LANGUAGES, words_in

TODAY = date(2026, 11, 25)
WORD = Decoded("oui", -1300.0, (Stretch(30, 60, -700.0),))
PHONES = Decoded("W IY", -700.0, (Stretch(30, 40, -200.0), Stretch(41, 60, -200.0)))
ALONE = Scores(WORD, PHONES, Decoded("non", -2300.0, (Stretch(30, 60, -1700.0),)))
MORE = Stretch(75, 200, -2000.0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_closer_another_answer_comes_the_less_it_is_believed(lang: Lang) -> None:
    assert ALONE.other is not None
    closer = [
        confidence(replace(ALONE, other=replace(ALONE.other, score=score)), lang)
        for score in (-2300.0, -1700.0, -1400.0, -1310.0)
    ]
    assert closer == sorted(closer, reverse=True)
    assert closer[-1] < closer[0] / 1.5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_word_out_of_a_sentence_is_believed_less(lang: Lang) -> None:
    sentence = replace(PHONES, spoken=(*PHONES.spoken, MORE))
    assert confidence(replace(ALONE, any_phones=sentence), lang) < confidence(ALONE, lang)


def test_what_is_spoken_beside_the_words_is_told_in_seconds() -> None:
    before = Stretch(0, 19, -100.0)
    around = replace(PHONES, spoken=(before, *PHONES.spoken, MORE))
    assert of_an_answer(ALONE)[-1] == 0.0
    assert of_an_answer(replace(ALONE, any_phones=around))[-1] == pytest.approx(0.2 + 1.26)


def test_what_cannot_be_compared_is_weighed_all_the_same() -> None:
    nothing = Scores(Decoded("oui", -1300.0, ()), None, None)
    for lang in LANGUAGES:
        assert 0 <= confidence(nothing, lang) <= 1


def test_the_weights_are_those_of_this_version() -> None:
    for of_language in weights().values():
        of_language.an_answer.likelihood(of_an_answer(ALONE))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", [q.id for q in QUESTIONS.values() if q.kind.name == "choice"])
def test_what_else_it_may_have_been_means_something_else(field: str, lang: Lang) -> None:
    options = words_in(lang).fields[field].options
    listened_for = grammar(Expected(field, confirming=False, lang=lang))

    def meant(said: str) -> Answer:
        return QUESTIONS[field].kind.understand(said, Asked(lang, TODAY, options))

    for said in (s for s in listened_for.answers if isinstance(meant(s), Understood)):
        others = listened_for.but_for(said).answers
        assert len(others) < len(listened_for.answers)
        assert meant(said) not in [meant(other) for other in others], said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_way_to_say_a_day_or_a_year_is_that_day_or_year(lang: Lang) -> None:
    day, month, year = {
        "fr": ("douze", "mars", "mille neuf cent quarante trois"),
        "en": ("twelfth", "march", "nineteen forty three"),
    }[lang]

    def born(said: str) -> Answer:
        return BIRTH_DATE.understand(said, Asked(lang, TODAY, {}))

    for number, ways in enumerate(days(lang), start=1):
        for way in ways:
            assert born(f"{way} {month} {year}") == Understood(f"1943-03-{number:02}")
    for number, ways in enumerate(years(lang), start=FIRST_YEAR):
        for way in ways if number < TODAY.year - 18 else ():
            assert born(f"{day} {month} {way}") == Understood(f"{number}-03-12")
