"""What people tell besides: it is no part of the value that is kept."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answers.kind import Lang, Understood
from assistant.answers.phone_plan import TooManyDigits
from assistant.steps import QUESTIONS
from assistant.understanding.doubt import is_in_doubt
from assistant.understanding.meaning import asked
from assistant.words.words import words_in


def _heard(field: str, said: str, lang: Lang = "fr") -> object:
    question = QUESTIONS[field]
    answer = question.kind.understand(said, asked(question, words_in(lang), date(2026, 11, 24)))
    return answer.value if isinstance(answer, Understood) else answer


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("elle est née à Morlaix", "Morlaix"),
        ("je suis née à Douarnenez chez ma grand-mère", "Douarnenez"),
        ("à Douarnenez dans la maison de ma grand-mère sur le port", "Douarnenez"),
    ],
)
def test_a_place_is_not_whose_house_it_was(said: str, place: str) -> None:
    assert _heard("identity.birth_place", said) == place


@pytest.mark.parametrize(
    ("lang", "said", "name", "town"),
    [
        (
            "fr",
            "le docteur Kerbrat il est à Quimper il est gentil mais il part",
            "Kerbrat",
            "Quimper",
        ),
        ("fr", "le docteur Marchand le dentiste de Quimper", "Marchand", "Quimper"),
        ("en", "Doctor Martin in Le Buisson, he's the village GP", "Martin", "Le Buisson"),
    ],
)
def test_a_doctor_is_not_what_is_told_of_them(lang: Lang, said: str, name: str, town: str) -> None:
    heard = _heard("identity.doctor", said, lang)
    assert isinstance(heard, dict)
    assert (heard["name"], heard["town"]) == (name, town)


def test_a_doctor_of_whom_more_is_told_is_read_back() -> None:
    said = "le docteur Kerbrat il est à Quimper il est gentil mais il part"
    kept = {"name": "Kerbrat", "speciality": None, "town": "Quimper", "rpps": None}
    assert is_in_doubt(QUESTIONS["identity.doctor"], kept, said, words_in("fr"))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("elle habite chez moi au 14 rue du Port 29600 Morlaix", "14 rue du Port, 29600 Morlaix"),
        (
            "au huit de la rue des Tourterelles vingt-neuf mille Quimper",
            "8 rue des Tourterelles, 29000 Quimper",
        ),
        ("12 rue du Quai 29000 Quimper", "12 rue du Quai, 29000 Quimper"),
    ],
)
def test_an_address_is_the_house_and_not_whose_it_is(said: str, address: str) -> None:
    assert _heard("identity.address", said) == address


@pytest.mark.parametrize(
    "said",
    [
        "oh seven seven double oh nine hundred four five six",
        "07700 900456",
        "plus forty-four seven seven double oh nine double oh four five six",
    ],
)
def test_a_british_number_is_one_to_who_speaks_english(said: str) -> None:
    assert _heard("identity.phone", said, "en") == "+447700900456"


def test_eleven_digits_are_too_many_in_french_or_as_a_french_number() -> None:
    assert _heard("identity.phone", "07700 900456") == TooManyDigits(heard=11)
    assert _heard("identity.phone", "06 12 34 56 78 9", "en") == TooManyDigits(heard=11)


def test_no_other_name_is_told_as_just_the_first_one() -> None:
    assert _heard("identity.used_name", "no, just Hargreaves", "en") == "Hargreaves"
