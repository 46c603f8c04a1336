"""What `doctor` says about the loudspeaker."""

from __future__ import annotations

import os
from collections.abc import Iterator

from assistant.doctor import Finding
from assistant.settings import Settings
from channels.voice.devices import NoDevice, Way, device
from channels.voice.echo import is_cancelled
from channels.voice.keypad import MAY_READ, find

CURE = (
    "plug one in; arecord -L and aplay -L name those that are there. "
    "Those of PulseAudio and PipeWire take apt-get install libasound2-plugins"
)


def findings(settings: Settings) -> Iterator[Finding]:
    """The microphone, the loudspeaker, the keypad, and whether one may interrupt."""
    ways: tuple[tuple[str, Way, str], ...] = (
        ("microphone", "input", settings.microphone),
        ("loudspeaker", "output", settings.loudspeaker),
    )
    for what, way, wanted in ways:
        try:
            found = device(way, wanted)
        except NoDevice as missing:
            why, _, cure = str(missing).partition(". Run: ")
            yield Finding(what, False, why, cure or CURE, settings.voice)
        else:
            yield Finding(what, True, f"{found.name}, {found.hertz} Hz")
    if settings.keypad:
        yield _keypad(settings.keypad)
    cancelled = is_cancelled(settings)
    says = "cancelled: speech interrupts it" if cancelled else "it hears itself: keys interrupt it"
    cure = "VIVEVOIX_ECHO_CANCELLED=1, with a device that takes its own voice out"
    yield Finding("echo", cancelled, says, cure, needed=False)


def _keypad(wanted: str) -> Finding:
    there = find(wanted)
    if there is None:
        says, cure = f"none is called {wanted}", "grep Name /proc/bus/input/devices"
        return Finding("keypad", False, says, cure)
    may = os.access(there, os.R_OK)
    return Finding("keypad", may, f"{there}{'' if may else ' may not be read'}", MAY_READ)
