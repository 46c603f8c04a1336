"""Keys become an entry: none is lost, none counts twice, and a slow hand is waited for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.speech.protocols import Expected
from assistant.steps import QUESTIONS
from assistant.words.words import LANGUAGES
from channels.spoken.keys import (
    BETWEEN_KEYS,
    ONE_KEY,
    SECOND_KEY,
    Keys,
    digits_awaited,
    is_tail,
)

PHONE = Expected("identity.phone", confirming=False, lang="fr")
DATE = Expected("identity.birth_date", confirming=False, lang="fr")
CONSENT = Expected("welcome.consent", confirming=False, lang="fr")
RELATION = Expected("trusted_person.relation", confirming=False, lang="fr")
CODE = Expected(None, confirming=False, lang="fr", code=True)


def entries(pressed: str, awaited: int, between: float = 0.5) -> list[str]:
    """What comes of keys pressed one after the other, and of the silence after them."""
    return entries_of(Keys(awaited), pressed, between)


def entries_of(keys: Keys, pressed: str, between: float = 0.5) -> list[str]:
    now, found = 100.0, []
    for key in pressed:
        now += between
        found += [keys.passed(now), keys.press(key, now)]
    found.append(keys.passed(now + BETWEEN_KEYS + 1))
    return [entry for entry in found if entry is not None]


@pytest.mark.parametrize(
    ("expected", "pressed", "entry"),
    [
        (CONSENT, "1", ["1"]),
        (CONSENT, "0", ["0"]),
        (CONSENT, "00", ["00"]),
        (CONSENT, "#", ["#"]),
        (CONSENT, "*", ["*"]),
        (PHONE, "0612345678", ["0612345678"]),
        (PHONE, "061234", ["061234"]),
        (PHONE, "0612345678#", ["0612345678", "#"]),
        (PHONE, "0032212345678#", ["0032212345678#"]),
        (PHONE, "00", ["00"]),
        (PHONE, "0", ["0"]),
        (PHONE, "0612*0612345678", ["*", "0612345678"]),
        (DATE, "12051942", ["12051942"]),
        (CODE, "787506#", ["787506#"]),
        (RELATION, "12#", ["12#"]),
        (RELATION, "7", ["7"]),
    ],
)
def test_an_entry_is_what_was_pressed(expected: Expected, pressed: str, entry: list[str]) -> None:
    assert entries(pressed, digits_awaited(expected)) == entry


def test_ten_slow_digits_are_one_number() -> None:
    assert entries("0612345678", 10, between=BETWEEN_KEYS - 0.1) == ["0612345678"]


@pytest.mark.parametrize(
    ("asking", "pressed", "entry"),
    [
        ("identity.phone", "1", ["1"]),
        ("identity.phone", "#", ["#"]),
        ("identity.phone", "2", ["2"]),
        ("identity.phone", "0", ["0"]),
        ("identity.phone", "0612345679", ["0612345679"]),
        ("identity.birth_date", "12051943", ["12051943"]),
        ("health.contraindications.since", "1972#", ["1972#"]),
        ("trusted_person.relation", "12", ["1", "2"]),
    ],
)
def test_a_value_that_is_read_back_may_be_keyed_in_anew(
    asking: str, pressed: str, entry: list[str]
) -> None:
    keys = Keys.of(Expected(asking, confirming=True, lang="fr"))
    assert entries_of(keys, pressed) == entry


def test_the_first_digit_of_a_number_keyed_in_anew_is_no_yes() -> None:
    keys = Keys.of(Expected("identity.birth_date", confirming=True, lang="fr"))
    assert keys.press("1", 0.0) is None
    assert keys.passed(SECOND_KEY - 0.1) is None
    assert keys.passed(SECOND_KEY) == "1"


@pytest.mark.parametrize(
    ("entry", "key", "belongs"),
    [("0612345678", "#", True), ("0612345678", "9", True), ("1", "#", True), ("1", "1", True),
     ("1", "2", False), ("#", "1", False),
     ("1971#", "1", False), ("1971#", "#", True)],
)  # fmt: skip
def test_what_follows_at_once_may_belong_to_the_entry(entry: str, key: str, belongs: bool) -> None:
    assert is_tail(entry, key) is belongs


def test_while_something_is_to_be_confirmed_one_key_is_enough() -> None:
    confirming = Expected("identity.phone", confirming=True, lang="fr")
    assert digits_awaited(confirming) == ONE_KEY


EVERYTHING_EXPECTED = [
    Expected(asking, confirming=confirming, lang=lang, code=code)
    for asking in (None, *QUESTIONS)
    for lang in LANGUAGES
    for confirming, code in ((False, False), (True, False), (False, True))
]


@given(
    expected=st.sampled_from(EVERYTHING_EXPECTED),
    pressed=st.text("0123456789*#", max_size=30),
    between=st.floats(0.05, 6.0),
)
def test_whatever_is_pressed_every_key_is_in_one_entry_in_order(
    expected: Expected, pressed: str, between: float
) -> None:
    keys = Keys.of(expected)
    found = "".join(entries_of(keys, pressed, between))
    assert keys.deadline is None, "nothing is left waiting"
    after_the_last_star = pressed.rpartition("*")[2]
    assert found.endswith(after_the_last_star), "no key is lost"
    assert found.count("*") == pressed.count("*")
    in_order = iter(pressed)
    assert all(key in in_order for key in found), "none counts twice"
