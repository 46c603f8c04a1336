"""The sound devices of this machine, by PortAudio: chosen by a part of their name."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from assistant.speech.sound import HERTZ

Way = Literal["input", "output"]


class NoDevice(RuntimeError):
    """No such device; the text says which, for the operator."""


@dataclass(frozen=True, slots=True)
class Device:
    """One way of one device."""

    number: int
    name: str
    hertz: int


def device(way: Way, wanted: str) -> Device:
    """The first device whose name holds `wanted`; the system's own choice when it is empty.

    Raises `NoDevice`, also where PortAudio itself is missing.
    """
    sd = _portaudio()
    try:
        return _device(sd, way, wanted)
    except sd.PortAudioError as refused:
        raise NoDevice(f"PortAudio: {refused}") from refused


def _device(sd: Any, way: Way, wanted: str) -> Device:
    channels = f"max_{way}_channels"
    there = [(i, d) for i, d in enumerate(sd.query_devices()) if d[channels] > 0]
    if wanted:
        fitting = [(i, d) for i, d in there if wanted.lower() in d["name"].lower()]
        if not fitting:
            names = ", ".join(d["name"] for _, d in there) or "none"
            raise NoDevice(f"no {way} device is called {wanted}; there are: {names}")
        number, found = fitting[0]
    else:
        number = sd.default.device[0 if way == "input" else 1]
        if number < 0 or not there:
            raise NoDevice(f"this machine has no {way} device")
        found = sd.query_devices(number)
    return Device(number, found["name"], _hertz(sd, way, number, found))


def _hertz(sd: Any, way: Way, number: int, found: dict[str, Any]) -> int:
    check = sd.check_input_settings if way == "input" else sd.check_output_settings
    try:
        check(device=number, channels=1, dtype="int16", samplerate=HERTZ)
    except (sd.PortAudioError, ValueError):
        return int(found["default_samplerate"])
    return HERTZ


def look_again() -> None:
    """See devices that were plugged in: PortAudio lists them only when it begins."""
    sd = _portaudio()
    with suppress(sd.PortAudioError):  # it may not have begun the last time either
        sd._terminate()
    with suppress(sd.PortAudioError):  # `device` says so
        sd._initialize()


def _portaudio() -> Any:
    try:
        import sounddevice
    except OSError as missing:
        raise NoDevice("PortAudio is missing. Run: apt-get install libportaudio2") from missing
    return sounddevice
