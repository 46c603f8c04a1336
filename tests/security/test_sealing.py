"""What is sealed opens with its key, at its place, unchanged; or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.security.sealing import WrongKeyOrDamaged, derive, new_key, seal, unseal

KEY = bytes(range(32))
PLACE = "answers/1234567897/12/record"


@given(st.binary(max_size=300), st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_is_sealed_is_unsealed(plaintext: bytes, place: str) -> None:
    assert unseal(KEY, seal(KEY, plaintext, place), place) == plaintext


def test_the_same_thing_is_never_sealed_twice_alike() -> None:
    assert len({seal(KEY, b"oui", PLACE) for _ in range(100)}) == 100


def test_nothing_of_it_shows() -> None:
    assert b"Jeanne" not in seal(KEY, b"Jeanne" * 20, PLACE)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(WrongKeyOrDamaged):
        unseal(new_key(), seal(KEY, b"oui", PLACE), PLACE)


def test_another_place_does_not_open_it() -> None:
    with pytest.raises(WrongKeyOrDamaged):
        unseal(KEY, seal(KEY, b"oui", PLACE), PLACE.replace("12", "13"))


@given(st.data())
def test_a_single_changed_bit_is_seen(data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, b"je veux mourir chez moi", PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(WrongKeyOrDamaged):
        unseal(KEY, bytes(sealed), PLACE)


@given(st.integers(0, 60))
def test_a_cut_one_is_refused(length: int) -> None:
    sealed = seal(KEY, b"x" * 40, PLACE)[:length]
    with pytest.raises(WrongKeyOrDamaged):
        unseal(KEY, sealed, PLACE)


def test_derived_keys_differ_by_purpose_secret_and_key() -> None:
    keys = {
        derive(KEY, "a"),
        derive(KEY, "b"),
        derive(KEY, "a", b"secret"),
        derive(bytes(32), "a"),
    }
    assert len(keys) == 4
    assert derive(KEY, "a") == derive(KEY, "a")
