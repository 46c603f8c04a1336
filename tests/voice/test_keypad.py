"""A USB keypad is a telephone's keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from channels.spoken.line import Key
from channels.voice.keypad import EV_KEY, EVENT, KEYS, find, keys_in


def event(code: int, value: int, kind: int = EV_KEY) -> bytes:
    return EVENT.pack(0, 0, kind, code, value)


def test_a_key_counts_when_it_goes_down_and_not_when_it_is_held_or_let_go() -> None:
    assert list(keys_in(event(79, 1) + event(79, 2) + event(79, 2) + event(79, 0))) == [Key("1")]


def test_every_key_of_a_telephone_is_on_the_keypad() -> None:
    assert set(KEYS.values()) == set("0123456789*#")


def test_enter_is_the_hash_key() -> None:
    assert list(keys_in(event(96, 1))) == [Key("#")]


@given(st.binary(max_size=300))
def test_whatever_the_kernel_writes_is_read_without_a_fault(written: bytes) -> None:
    assert all(key.key in "0123456789*#" for key in keys_in(written))


def test_a_keypad_that_is_not_there_is_none() -> None:
    assert find("no keypad is called so") is None
    assert find("/dev/input/no-such-event") is None
