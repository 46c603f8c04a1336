"""Keys become an entry: none is lost, none counts twice, and a slow hand is waited for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.speech.protocols import Expected
from channels.spoken.keys import BETWEEN_KEYS, ONE_KEY, UNTIL_HASH, Keys, digits_awaited

PHONE = Expected("identity.phone", confirming=False, lang="fr")
DATE = Expected("identity.birth_date", confirming=False, lang="fr")
CONSENT = Expected("welcome.consent", confirming=False, lang="fr")
RELATION = Expected("trusted_person.relation", confirming=False, lang="fr")
CODE = Expected(None, confirming=False, lang="fr", code=True)


def entries(pressed: str, awaited: int, between: float = 0.5) -> list[str]:
    """What comes of keys pressed one after the other, and of the silence after them."""
    keys, now, found = Keys(awaited), 100.0, []
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


def test_while_something_is_to_be_confirmed_one_key_is_enough() -> None:
    confirming = Expected("identity.phone", confirming=True, lang="fr")
    assert digits_awaited(confirming) == ONE_KEY


@given(
    pressed=st.text("0123456789*#", max_size=30),
    awaited=st.sampled_from([ONE_KEY, UNTIL_HASH, 6, 8, 10]),
    between=st.floats(0.05, 3.9),
)
def test_whatever_is_pressed_every_key_is_in_one_entry_in_order(
    pressed: str, awaited: int, between: float
) -> None:
    found = "".join(entries(pressed, awaited, between))
    after_the_last_star = pressed.rpartition("*")[2]
    assert found.endswith(after_the_last_star), "no key is lost"
    assert found.count("*") == pressed.count("*")
    in_order = iter(pressed)
    assert all(key in in_order for key in found), "none counts twice"
