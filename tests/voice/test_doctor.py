"""What `doctor` says of the sound devices, and what mends each gap."""

from __future__ import annotations

import pytest

from assistant.settings import Settings
from channels.voice import devices
from channels.voice.findings import findings
from channels.voice.trial import Card


def lines(settings: Settings) -> dict[str, tuple[bool, str]]:
    return {found.what: (found.is_well, found.line()) for found in findings(settings)}


def test_what_is_there_is_named(here: Card) -> None:
    said = lines(Settings(voice=True))
    assert said["microphone"][0]
    assert said["loudspeaker"][0]
    assert "keypad" not in said
    assert "it hears itself" in said["echo"][1]
    assert "speech interrupts it" in lines(Settings(echo_cancelled=True))["echo"][1]


def test_what_is_not_there_is_a_gap_with_its_cure(here: Card) -> None:
    said = lines(Settings(voice=True, microphone="Jabra", keypad="Numpad"))
    assert not said["microphone"][0]
    assert "no input device is called Jabra; there are: " in said["microphone"][1]
    assert "arecord -L" in said["microphone"][1]
    assert not said["keypad"][0]
    assert "none is called Numpad" in said["keypad"][1]


def test_portaudio_that_is_missing_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise devices.NoDevice("PortAudio is missing. Run: apt-get install libportaudio2")

    monkeypatch.setattr(devices, "_portaudio", missing)
    assert "Cure: apt-get install libportaudio2" in lines(Settings())["microphone"][1]


def test_a_desktops_devices_that_are_not_seen_have_their_package_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without it PortAudio sees no device of PulseAudio's or PipeWire's."""

    def none(way: devices.Way, wanted: str) -> devices.Device:
        raise devices.NoDevice(f"this machine has no {way} device")

    monkeypatch.setattr("channels.voice.findings.device", none)
    said = lines(Settings())
    assert "libasound2-plugins" in said["microphone"][1]
    assert "libasound2-plugins" in said["loudspeaker"][1]
