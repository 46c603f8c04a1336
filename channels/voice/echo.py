"""Whether the microphone hears the loudspeaker: then nothing may be heard while it speaks."""

from __future__ import annotations

import subprocess

from assistant.settings import Settings

ECHO_CANCELLING = "echo-cancel"  # in the names that PulseAudio and PipeWire give what cancels it
WITHIN = 5.0  # seconds in which the sound server must answer


def is_cancelled(settings: Settings) -> bool:
    """Whether its own voice is taken out of what it hears.

    Told by the deployer; or seen, where the system's own choice of microphone and of loudspeaker
    is used: one alone cancels nothing.
    """
    if settings.echo_cancelled:
        return True
    if settings.microphone or settings.loudspeaker:
        return False
    return all(ECHO_CANCELLING in _default(way) for way in ("source", "sink"))


def _default(way: str) -> str:
    """The name of the system's own choice; nothing where there is no sound server."""
    try:
        done = subprocess.run(  # noqa: S603
            ["pactl", f"get-default-{way}"],  # noqa: S607
            capture_output=True, text=True, check=False, timeout=WITHIN,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.lower()
