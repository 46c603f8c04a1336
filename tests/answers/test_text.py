"""The person's own words, kept as they are or trimmed to the thing that they name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.kind import Asked, NotByKeys, NothingHeard, Understood
from assistant.answers.text import LONGEST_TEXT, SHORT_TEXT, TEXT, TooLong

FR = Asked("fr", date(2026, 11, 24))
EN = Asked("en", date(2026, 11, 24))


def test_long_words_are_untouched_but_for_outer_space_and_control_characters() -> None:
    said = "  euh je veux rester chez moi,\ndans mon lit\x00 !\t"
    assert TEXT.understand(said, FR) == Understood("euh je veux rester chez moi,\ndans mon lit !")


@pytest.mark.parametrize("said", ["", "   ", "…", "\n\n"])
def test_silence_is_nothing_heard(said: str) -> None:
    assert TEXT.understand(said, FR) == NothingHeard()
    assert SHORT_TEXT.understand(said, FR) == NothingHeard()


def test_more_than_two_pages_are_too_long_and_say_the_limit() -> None:
    assert TEXT.understand("a" * LONGEST_TEXT, FR) == Understood("a" * LONGEST_TEXT)
    assert TEXT.understand("a" * (LONGEST_TEXT + 1), FR) == TooLong(LONGEST_TEXT)
    assert SHORT_TEXT.understand("a" * (LONGEST_TEXT + 1), FR) == TooLong(LONGEST_TEXT)


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("euh c'est le latex", "le latex"),
        ("je suis allergique à la pénicilline", "pénicilline"),
        ("je suis allergique à l'iode", "iode"),
        ("j ai une allergie a l iode", "iode"),
        ("j'ai une allergie aux arachides", "arachides"),
        ("moi je suis allergique au gluten voilà", "gluten"),
        ("au bras gauche", "bras gauche"),
        ("dans le tiroir de la cuisine", "dans le tiroir de la cuisine"),
        ("Kardégic", "Kardégic"),
        ("pénicilline", "pénicilline"),
        ("bon ben alors c'est l'aspirine", "l'aspirine"),
    ],
)
def test_a_short_value_is_trimmed_to_the_thing(said: str, thing: str) -> None:
    assert SHORT_TEXT.understand(said, FR) == Understood(thing)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("je suis née à Nantes", "Nantes"),
        ("né à saint-nazaire", "saint-nazaire"),
        ("je suis né en Algérie", "Algérie"),
        ("à la rochelle", "la rochelle"),
        ("au Havre", "Le Havre"),
        ("je suis née au mans", "le mans"),
        ("Le Havre", "Le Havre"),
    ],
)
def test_a_town_keeps_its_article(said: str, place: str) -> None:
    assert SHORT_TEXT.understand(said, FR) == Understood(place)


def test_a_substance_is_said_in_english() -> None:
    assert SHORT_TEXT.understand("well, I'm allergic to latex", EN) == Understood("latex")


@pytest.mark.parametrize("said", ["euh", "c'est", "oui alors euh", "voilà merci"])
def test_fillers_alone_are_nothing(said: str) -> None:
    assert SHORT_TEXT.understand(said, FR) == NothingHeard()


def test_the_keypad_says_no_text() -> None:
    assert TEXT.from_keys("1", FR) == SHORT_TEXT.from_keys("1", FR) == NotByKeys()


_WORDS = st.sampled_from(
    [
        "euh",
        "c'est",
        "je",
        "suis",
        "allergique",
        "à",
        "la",
        "l'",
        "au",
        "née",
        "en",
        "Havre",
        ",",
        "voilà",
        "merci",
    ]
)
_SAID = st.text(max_size=60) | st.lists(_WORDS, max_size=12).map(" ".join)


@settings(max_examples=300)
@given(_SAID)
def test_words_said_back_are_understood_as_the_same(said: str) -> None:
    for kind in (TEXT, SHORT_TEXT):
        answer = kind.understand(said, FR)
        if isinstance(answer, Understood):
            assert kind.understand(kind.say_back(answer.value, FR), FR) == answer


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_answered(said: str, times: int) -> None:
    for kind in (TEXT, SHORT_TEXT):
        assert isinstance(kind.understand(said * times, FR), (Understood, *kind.refusals))
