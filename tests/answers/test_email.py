"""E-mail addresses, typed and said aloud."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.email import EMAIL, AtSignMissing, NotAnEmail, say_aloud
from assistant.answers.kind import Asked, NotByKeys, NothingHeard, Refusal, Understood

FR = Asked("fr", date(2026, 11, 24))
EN = Asked("en", date(2026, 11, 24))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("jeanne point petit arobase orange point fr", "jeanne.petit@orange.fr"),
        (
            "euh alors mon adresse mail c'est jeanne point petit a commercial orange point fr",
            "jeanne.petit@orange.fr",
        ),
        ("jeanne tiret du 6 petit arobase g mail point com", "jeanne_petit@gmail.com"),
        ("jeanne tiret du six petit arobase gmail point com", "jeanne_petit@gmail.com"),
        ("jeanne underscore petit arobase gmail point com", "jeanne_petit@gmail.com"),
        ("marie tiret claire arobase free point fr", "marie-claire@free.fr"),
        ("jeannepetit tout attaché arobase laposte point net", "jeannepetit@laposte.net"),
        ("jeanne petit tout attaché arobase la poste point net", "jeannepetit@laposte.net"),
        ("j p e t i t arobase wanadoo point fr", "jpetit@wanadoo.fr"),
        ("jeanne quarante-deux arobase sfr point fr", "jeanne42@sfr.fr"),
        ("jeanne dix-neuf cent quarante-deux arobase orange point fr", "jeanne1942@orange.fr"),
        ("jeanne quatre deux arobase orange point fr", "jeanne42@orange.fr"),
        ("le goff point yves arobase neuf point fr", "legoff.yves@neuf.fr"),
        ("Jeanne.Petit@Orange.fr", "jeanne.petit@orange.fr"),
        ("mon mail: jeanne.petit@orange.fr, merci", "jeanne.petit@orange.fr"),
        ("jeanne arobase orange fr", "jeanne@orange.fr"),
        ("jeanne arobase orange point f r", "jeanne@orange.fr"),
        ("jeanne arobase s f r point fr", "jeanne@sfr.fr"),
        ("hélène point lefèvre arobase hotmail point fr", "helene.lefevre@hotmail.fr"),
        ("m comme marie d u p o n t arobase orange point fr", "mdupont@orange.fr"),
        ("j deux l arobase orange point fr", "jll@orange.fr"),
        ("michel zéro un arobase orange point fr", "michel01@orange.fr"),
        ("jeanne arobase orange point com non jeanne arobase orange point fr", "jeanne@orange.fr"),
        (
            "jean tiret pierre point le tiret goff arobase yahoo point fr",
            "jean-pierre.le-goff@yahoo.fr",
        ),
        ("o b r i e n arobase outlook point com", "obrien@outlook.com"),
        ("jeanne chez orange point fr", "jeanne@orange.fr"),
        ("jeanne arrobase orange point effe erre", "jeanne@orange.fr"),
        ("p point martin soixante-quinze arobase free point fr", "p.martin75@free.fr"),
        (
            "jeanne point petit tout en minuscules arobase orange point fr voilà",
            "jeanne.petit@orange.fr",
        ),
        ("jeanne @ orange . fr", "jeanne@orange.fr"),
        ("jeanne.petit@orange.fr.", "jeanne.petit@orange.fr"),
        ("je crois que c'est jean point durand arobase free point fr", "jean.durand@free.fr"),
        ("jeanne arobasse, euh, neuf point fr, en minuscules", "jeanne@neuf.fr"),
    ],
)
def test_an_address_said_or_typed_is_written(said: str, address: str) -> None:
    assert EMAIL.understand(said, FR) == Understood(address)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("mary dot smith at gmail dot com", "mary.smith@gmail.com"),
        ("john dash doe at yahoo dot co dot uk", "john-doe@yahoo.co.uk"),
        ("my email is j smith forty two at outlook dot com", "jsmith42@outlook.com"),
        ("mary underscore smith, all one word, at orange full stop fr", "mary_smith@orange.fr"),
    ],
)
def test_an_address_is_said_in_english(said: str, address: str) -> None:
    assert EMAIL.understand(said, EN) == Understood(address)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard()),
        ("euh", NothingHeard()),
        ("jeanne point petit orange point fr", AtSignMissing()),
        ("jeanne petit", AtSignMissing()),
        ("jeanne arobase gmail", NotAnEmail()),
        ("arobase orange point fr", NotAnEmail()),
        ("jeanne arobase petit arobase orange point fr", NotAnEmail()),
        ("je n'ai pas d'ordinateur moi vous savez", NotAnEmail()),
        ("a" * 10_000, NotAnEmail()),
    ],
)
def test_what_is_missing_in_an_address_is_said(said: str, refusal: Refusal) -> None:
    assert EMAIL.understand(said, FR) == refusal


def test_the_keypad_says_no_address() -> None:
    assert EMAIL.from_keys("12", FR) == NotByKeys()


def test_an_address_is_heard_with_its_signs() -> None:
    assert say_aloud("j.le-goff_42@orange.fr", "fr") == (
        "j point le tiret goff tiret du six 4 2 arobase orange point fr"
    )
    assert say_aloud("j@gmail.com", "en") == "j at gmail dot com"


@pytest.mark.parametrize(
    "address", ["jeanne.petit@orange.fr", "j_le-goff42@neuf.fr", "a.b@laposte.net"]
)
def test_an_address_heard_is_understood_again(address: str) -> None:
    assert EMAIL.understand(say_aloud(address, "fr"), FR) == Understood(address)
    assert EMAIL.understand(say_aloud(address, "en"), EN) == Understood(address)


@given(
    st.from_regex(
        r"[a-z0-9]{1,12}([._-][a-z0-9]{1,8}){0,2}@[a-z0-9]{1,10}\.(fr|com|net)", fullmatch=True
    )
)
def test_an_address_is_itself(address: str) -> None:
    assert EMAIL.understand(address, FR) == Understood(address)


_WORDS = st.sampled_from(
    [
        "jeanne",
        "point",
        "arobase",
        "orange",
        "fr",
        "tiret",
        "du",
        "six",
        "deux",
        "l",
        "a",
        "quarante",
        "@",
        ".",
        "-",
        "_",
        "com",
        "euh",
    ]
)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.lists(_WORDS, max_size=12).map(" ".join))
def test_an_address_said_back_is_understood_as_the_same(said: str) -> None:
    answer = EMAIL.understand(said, FR)
    if isinstance(answer, Understood):
        assert EMAIL.understand(EMAIL.say_back(answer.value, FR), FR) == answer


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_answered(said: str, times: int) -> None:
    assert isinstance(EMAIL.understand(said * times, FR), (Understood, *EMAIL.refusals))
