"""A numeric keypad as the keys of a telephone, read from the kernel (linux/input.h).

Taken for the assistant alone, where the kernel lets it: what is keyed in is not typed elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from channels.spoken.line import Key

log = logging.getLogger(__name__)

EVENT = struct.Struct("llHHi")  # seconds, microseconds, type, code, value: struct input_event
EV_KEY, PRESSED = 1, 1
WORD = 8 * struct.calcsize("l")  # bits of the kernel's words
EVIOCGRAB = 0x40044590
LOOK_EVERY = 2.0  # seconds between two looks for a keypad that is not there
SYSTEM = Path("/sys/class/input")
DEVICES = Path("/dev/input")
MAY_READ = 'sudo usermod -aG input "$USER", and log in again'

KEYS = {
    82: "0", 79: "1", 80: "2", 81: "3", 75: "4", 76: "5", 77: "6", 71: "7", 72: "8", 73: "9",
    11: "0", 2: "1", 3: "2", 4: "3", 5: "4", 6: "5", 7: "6", 8: "7", 9: "8", 10: "9",
    55: "*", 98: "*", 96: "#", 28: "#", 83: "#", 121: "#",
}  # fmt: skip
"""The keypad's digits and the keyboard's; `*` and `/`; Enter, and the dot or comma."""


def keys_in(events: bytes) -> Iterator[Key]:
    """The keys pressed in what the kernel writes; releases and repeats are none."""
    whole = len(events) // EVENT.size * EVENT.size
    for _, _, kind, code, value in EVENT.iter_unpack(events[:whole]):
        if kind == EV_KEY and value == PRESSED and code in KEYS:
            yield Key(KEYS[code])


def find(wanted: str) -> Path | None:
    """The keypad whose path it is, or whose name holds it.

    One keypad may be several devices of one name, for its digits and for its volume or power.
    """
    if wanted.startswith("/"):
        return Path(wanted) if Path(wanted).exists() else None
    for folder in sorted(SYSTEM.glob("event*/device"), key=lambda path: len(path.parts[-2])):
        with suppress(OSError):  # unplugged at this moment
            name = (folder / "name").read_text("utf-8", errors="replace")
            if wanted.lower() in name.lower() and _has_digits(folder):
                return DEVICES / folder.parts[-2]
    return None


def _has_digits(folder: Path) -> bool:
    """Whether it has the keys 0 to 9: a bit for each code, in words of hexadecimal digits."""
    words = (folder / "capabilities" / "key").read_text("ascii").split()
    keys = sum(int(word, 16) << WORD * at for at, word in enumerate(reversed(words)))
    return {KEYS[code] for code in KEYS if keys >> code & 1} >= set("0123456789")


async def read(wanted: str, pressed: Callable[[Key], None]) -> None:
    """Tell every key until cancelled; a keypad that is unplugged is waited for."""
    told = ""
    while True:
        found, why = find(wanted), f"there is no keypad {wanted}"
        try:
            if found is not None:
                why = f"{found} is unplugged"
                await _read(found, pressed)
        except PermissionError:
            why = f"{found} may not be read. Run: {MAY_READ}"
        except OSError as fault:
            why = f"{found}: {fault.strerror}"
        if why != told:  # once, not every two seconds
            log.warning("keypad: %s", why)
            told = why
        await asyncio.sleep(LOOK_EVERY)


async def _read(path: Path, pressed: Callable[[Key], None]) -> None:
    """Until it is unplugged (`OSError`) or ends."""
    import fcntl
    import os

    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def came() -> None:
        try:
            events = os.read(descriptor, 64 * EVENT.size)
        except BlockingIOError:
            return
        except OSError:
            events = b""
        for key in keys_in(events):
            pressed(key)
        if not events:
            gone.set()

    try:
        with suppress(OSError):  # a pipe, or a kernel that refuses
            fcntl.ioctl(descriptor, EVIOCGRAB, 1)
        loop.add_reader(descriptor, came)
        await gone.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)
