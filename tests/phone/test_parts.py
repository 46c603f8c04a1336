"""The small parts of the telephone: keys, tones, what is about to be heard, ports, settings."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from channels.phone.frames import Frame, Kind, NotAFrame, next_frame, packed
from channels.phone.keys import KeyEvents, key_in_message
from channels.phone.playing import BYTES_A_FRAME, SILENCE, Playing
from channels.phone.sip.ports import NoPort, Ports
from channels.phone.tones import HIGH, KEYS, LOW, Tones
from channels.phone.wiring import BadWiring, Wiring, host_and_port
from tests.phone.sounds import spoken, tone

FIVE, ENDS = b"\x05\x0a\x00\xa0", b"\x05\x8a\x03\x20"


def test_a_key_counts_once_however_often_and_late_its_packets_come() -> None:
    events = KeyEvents()
    packets = [(160, FIVE), (160, FIVE), (160, ENDS), (960, FIVE), (160, ENDS), (960, ENDS)]
    heard = [events.key(1, timestamp, payload) for timestamp, payload in packets]
    assert heard == ["5", None, None, "5", None, None]


def test_a_key_of_which_only_the_end_arrives_counts() -> None:
    assert KeyEvents().key(1, 160, ENDS) == "5"


def test_a_key_that_somebody_leans_on_counts_once() -> None:
    events = KeyEvents()
    begins = [events.key(1, (160 + part * 0xFFFF) % 2**32, FIVE) for part in range(5)]
    assert begins == ["5", None, None, None, None]


def test_another_stream_has_times_of_its_own() -> None:
    events = KeyEvents()
    assert [events.key(source, 160, FIVE) for source in (1, 2)] == ["5", "5"]


@given(st.binary(max_size=8))
def test_no_packet_is_a_key_that_telephones_do_not_have(payload: bytes) -> None:
    assert KeyEvents().key(1, 1, payload) in (None, *"0123456789*#")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("Signal=5\r\nDuration=160", "5"),
        ("signal = *", "*"),
        ("Signal=11", "#"),
        ("Signal=12", None),
        ("Signal=", None),
        ("Signal=A", None),
        ("", None),
    ],
)
def test_keys_in_messages(body: str, key: str | None) -> None:
    assert key_in_message(body) == key


def test_every_key_is_heard_in_its_two_tones_twice_when_it_is_pressed_twice() -> None:
    pressed = "".join(KEYS) + "55"
    sound = b"".join(tone(*_tones(key), seconds=0.06) + bytes(1_600) for key in pressed)
    tones = Tones()
    heard = [key for at in range(0, len(sound), 320) for key in tones.feed(sound[at : at + 320])]
    assert "".join(heard) == pressed


def test_one_long_press_is_one_key_and_a_tone_alone_is_none() -> None:
    assert Tones().feed(tone(*_tones("8"), seconds=3)) == ["8"]
    assert Tones().feed(tone(770, seconds=1)) == []


def test_nothing_that_is_said_is_taken_for_a_key() -> None:
    said = "Je m'appelle Jeanne Lefèvre, je suis née à Nantes, et mon numéro est le zéro six. "
    assert Tones().feed(spoken(said * 4).pcm) == []
    noise = np.random.default_rng(5).normal(0, 4_000, 80_000).astype("<i2").tobytes()
    assert Tones().feed(noise) == []


def _tones(key: str) -> tuple[int, int]:
    row = next(at for at, keys in enumerate(KEYS) if key in keys)
    return LOW[row], HIGH[KEYS[row].index(key)]


def test_one_sound_goes_on_where_the_other_ends_and_silence_follows() -> None:
    played: list[int] = []
    playing = Playing(played.append)
    playing.add(1, b"\1" * (BYTES_A_FRAME + 10))
    playing.add(2, b"\2" * 10)
    frames = [playing.frame() for _ in range(3)]
    assert frames[1] == b"\1" * 10 + b"\2" * 10 + SILENCE[20:]
    assert frames[2] == SILENCE
    assert played == [1, 2]


def test_what_is_cleared_was_played_as_far_as_it_was() -> None:
    played: list[int] = []
    playing = Playing(played.append)
    playing.add(1, bytes(10_000))
    playing.frame()
    playing.clear()
    assert played == [1]
    assert playing.frame() == SILENCE


def test_ports_go_round_and_come_back() -> None:
    ports = Ports(10_001, 10_006)
    assert [ports.take(), ports.take()] == [10_002, 10_004]
    ports.give_back(10_002)
    assert ports.take() == 10_002
    with pytest.raises(NoPort):
        ports.take()


def test_frames_come_as_they_were_said_and_anything_else_is_none() -> None:
    async def read(said: bytes) -> Frame | None:
        reader = asyncio.StreamReader()
        reader.feed_data(said)
        reader.feed_eof()
        return await next_frame(reader)

    frame = Frame(Kind.PLAY, 7, b"sound")
    assert asyncio.run(read(packed(frame))) == frame
    assert asyncio.run(read(packed(frame)[:-1])) is None
    for odd in (b"\xff" + bytes(8), bytes([Kind.PLAY, 0, 0, 0, 1, 255, 255, 255, 255])):
        with pytest.raises(NotAFrame):
            asyncio.run(read(odd))


def test_the_gateway_is_wired_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVEVOIX_SIP_REGISTRAR", "sip.example:5080")
    monkeypatch.setenv("VIVEVOIX_SIP_ALLOW", "192.0.2.7, 198.51.100.0/24")
    wiring = Wiring.of(Settings())
    assert (wiring.sip_port, wiring.host) == (5060, "127.0.0.1")
    assert host_and_port(wiring.registrar) == ("sip.example", 5080)
    assert [wiring.allows(a) for a in ("127.0.0.1", "198.51.100.9", "192.0.2.8")] == [
        True, True, False,
    ]  # fmt: skip
    assert Wiring.from_json(wiring.to_json()) == wiring


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIP_ALLOW", "everybody"),
        ("SIP_ALLOW", "::1"),
        ("SIP_HOST", "0.0.0.0"),  # noqa: S104, where a telephone would send no sound
        ("RTP_PORTS", "5"),
        ("RTP_PORTS", "9-8"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"VIVEVOIX_{name}", value)
    with pytest.raises(BadWiring, match=f"VIVEVOIX_{name}"):
        Wiring.of(Settings())
