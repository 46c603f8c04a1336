"""A USB keypad is a telephone's keys."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.spoken.line import Key
from channels.voice import keypad
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


def device(system: Path, number: int, name: str, keys: str) -> None:
    """As the kernel shows it (/sys/class/input)."""
    folder = system / f"event{number}" / "device"
    (folder / "capabilities").mkdir(parents=True)
    (folder / "name").write_text(f"{name}\n")
    (folder / "capabilities" / "key").write_text(f"{keys}\n")


KEYBOARD = "10000 7 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe"
VOLUME = "10000000000000 0 0 0 e000000000000 0"


def test_a_keypad_that_is_several_devices_of_one_name_is_read_where_its_digits_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keypad, "SYSTEM", tmp_path)
    monkeypatch.setattr(keypad, "WORD", 64)
    device(tmp_path, 3, "Power Button", "10000000000000 0")
    device(tmp_path, 5, "USB Keypad Consumer Control", VOLUME)
    device(tmp_path, 10, "USB Keypad", KEYBOARD)
    device(tmp_path, 11, "USB Keypad", "10000000000000 0")
    assert find("usb keypad") == Path("/dev/input/event10")
    assert find("Power") is None, "it has no digits"


def test_a_keypad_unplugged_while_it_is_looked_for_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keypad, "SYSTEM", tmp_path)
    (tmp_path / "event3" / "device").mkdir(parents=True)  # its name is gone already
    assert find("keypad") is None


def test_a_keypad_unplugged_and_plugged_again_is_read_again_and_the_operator_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keypad, "LOOK_EVERY", 0.01)
    caplog.set_level(logging.WARNING)
    path, pressed = tmp_path / "event7", list[Key]()

    async def until(count: int) -> None:
        async with asyncio.timeout(20):
            while len(pressed) < count:
                await asyncio.sleep(0.01)

    async def scene() -> None:
        reading = asyncio.create_task(keypad.read(str(path), pressed.append))
        await asyncio.sleep(0.2)
        for number, code in enumerate((79, 96), 1):
            os.mkfifo(path)
            plugged = os.open(path, os.O_RDWR)  # which waits for no reader
            os.write(plugged, event(code, 1) + event(code, 0))
            await until(number)
            path.unlink()
            os.close(plugged)
            await asyncio.sleep(0.2)
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading

    asyncio.run(scene())
    assert pressed == [Key("1"), Key("#")]
    told = [record.getMessage() for record in caplog.records if record.name == keypad.__name__]
    assert told[0] == f"keypad: there is no keypad {path}"
    assert len(told) < 8, "not at every look"
