"""What `doctor` says about the loudspeaker."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.doctor import Finding
from assistant.settings import Settings
from channels.voice.devices import NoDevice, Way, device
from channels.voice.keypad import find

CURE = "plug one in; arecord -L and aplay -L name those that are there"


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
            yield Finding(what, False, str(missing).partition(". Run")[0], CURE, settings.voice)
        else:
            yield Finding(what, True, f"{found.name}, {found.hertz} Hz")
    if settings.keypad:
        there = find(settings.keypad)
        says = str(there) if there else f"none is called {settings.keypad}"
        yield Finding("keypad", there is not None, says, "grep Name /proc/bus/input/devices")
    cancelled = settings.echo_cancelled
    says = "speech interrupts it" if cancelled else "it hears itself: keys alone interrupt it"
    cure = "VIVEVOIX_ECHO_CANCELLED=1, with a device that takes its own voice out"
    yield Finding("echo", cancelled, says, cure, needed=False)
