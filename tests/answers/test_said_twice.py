"""A name said twice is one person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.address import ADDRESS
from assistant.answers.kind import Asked, Lang, Understood
from assistant.answers.name import NAME
from assistant.answers.phone import PHONE
from assistant.answers.place import PLACE
from assistant.answers.said_twice import said_once, without_echo

TODAY = date(2026, 11, 24)
FR = Asked(lang="fr", today=TODAY)


@pytest.mark.parametrize(
    ("lang", "said", "name"),
    [
        ("fr", "josette, josette marquet", "Josette Marquet"),
        ("fr", "josette josette marquet", "Josette Marquet"),
        ("fr", "Marquet, M A R Q U E T, Josette Marquet", "Josette Marquet"),
        ("fr", "Luc Forgeron, forgeron comme le métier", "Luc Forgeron"),
        ("fr", "José Garcia Garcia", "José Garcia Garcia"),
        ("fr", "mon beau-frère évidemment, Luc Marquet", "Luc Marquet"),
        ("fr", "Marquet, M A R", "Marquet"),
        ("fr", "mon père s'appelait Marquet", None),
        ("fr", "prévenez mon fils", None),
        ("en", "ring my son", None),
        ("en", "rose, rose marlow", "Rose Marlow"),
    ],
)
def test_a_name_said_twice_or_described_is_one_name(
    lang: Lang, said: str, name: str | None
) -> None:
    answer = NAME.understand(said, Asked(lang=lang, today=TODAY))
    assert (answer.value if isinstance(answer, Understood) else None) == name


@given(st.lists(st.sampled_from(["rose", "luc", "marquet", "le", "goff"]), min_size=1, max_size=6))
def test_what_is_said_once_stays_and_twice_is_once(words: list[str]) -> None:
    once = said_once(", ".join(dict.fromkeys(words)), str)
    assert said_once(once, str) == once
    assert said_once(f"{once}, {once}", str) == once
    assert set(without_echo(words)) == set(words)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("en Belgique", "Belgique"),
        ("à côté de Lens", "à côté de Lens"),
        ("au Mans", "Le Mans"),
        ("je viens de Lens", "Lens"),
        ("c'est à Lens que je suis née", "Lens"),
    ],
)
def test_a_place_is_kept_without_the_words_that_lead_to_it(said: str, place: str) -> None:
    assert PLACE.understand(said, FR) == Understood(place)


@given(st.text(max_size=60))
def test_a_place_said_back_is_the_same_place(said: str) -> None:
    answer = PLACE.understand(said, FR)
    if isinstance(answer, Understood):
        assert PLACE.understand(PLACE.say_back(answer.value, FR), FR) == answer


@pytest.mark.parametrize(
    "said",
    [
        "on loge toujours au 3 rue Haute à Lens, 62300",
        "le 3 rue Haute, 62300 Lens",
        "elle est à Lens, 3 rue Haute, 62300",
    ],
)
def test_an_address_begins_at_its_house(said: str) -> None:
    assert ADDRESS.understand(said, FR) == Understood("3 rue Haute, 62300 Lens")


@pytest.mark.parametrize(
    "said", ["06 42 17 30, attendez, 06 42 17 30 08", "06 42 17 30 08, enfin je crois"]
)
def test_a_telephone_begun_again_or_thought_right_is_the_whole_one(said: str) -> None:
    assert PHONE.understand(said, FR) == Understood("+33642173008")
