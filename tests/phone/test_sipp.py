"""Calls by sipp, which nobody here wrote: keys, faults, and too many at once."""

from __future__ import annotations

import asyncio
import random
import shutil
import socket
from pathlib import Path

import pytest

from tests.phone.exchange import Desk, exchange, until
from tests.phone.sipp import (
    ANSWERED,
    ANSWERED_OR_BUSY,
    BYE,
    HUNG_UP,
    SDP,
    SHIPPED,
    invite,
    keys_pcap,
    may_play,
    plays,
    refused,
    sipp,
)
from tests.phone.sounds import spoken

pytestmark = pytest.mark.skipif(
    shutil.which("sipp") is None, reason="no sipp: apt-get install sip-tester"
)
plays_packets = pytest.mark.skipif(bool(may_play()), reason=may_play() or "it can")

ENDING = "#"
NUMBER = "269059912345678"


@plays_packets
def test_a_recorded_voice_and_a_recorded_key_are_heard(tmp_path: Path) -> None:
    desk = Desk(spoken("Bonjour."), until="1")

    async def scene() -> int:
        async with exchange(desk) as board:
            voice = plays(SHIPPED / "g711a.pcap", pause=1.5)
            key = plays(SHIPPED / "dtmf_2833_1.pcap")
            return await sipp(tmp_path, board.ports["sip"], invite(), ANSWERED, voice, key, HUNG_UP)

    assert asyncio.run(scene()) == 0
    assert desk.keys == ["1"]
    assert len(desk.heard) > 8_000


@plays_packets
@pytest.mark.parametrize("share", [0.0, 0.2, 0.4])
def test_fifteen_digits_come_whole_though_packets_are_lost(tmp_path: Path, share: float) -> None:
    desk, chance = Desk(until=ENDING), random.Random(2)  # noqa: S311, of each key one packet is left
    pcap = keys_pcap(tmp_path / "keys.pcap", NUMBER + ENDING, lambda: chance.random() < share)

    async def scene() -> int:
        async with exchange(desk) as board:
            return await sipp(
                tmp_path, board.ports["sip"], invite(), ANSWERED, plays(pcap), HUNG_UP
            )

    assert asyncio.run(scene()) == 0
    assert "".join(desk.keys) == NUMBER + ENDING


@pytest.mark.parametrize(
    "sdp",
    [
        SDP.replace("[auto_media_port]", "seven"),
        SDP.replace("rtpmap:8 PCMA/8000", "rtpmap:8 PCMA/many"),
        SDP.replace("t=0 0", "t=now then"),
        SDP.replace("8 101", "18"),
        "v=0",
        "{}",
    ],
)
def test_an_offer_that_cannot_be_is_refused_at_once(tmp_path: Path, sdp: str) -> None:
    async def scene() -> int:
        async with exchange(Desk()) as board:
            return await sipp(tmp_path, board.ports["sip"], invite(sdp), refused(488))

    assert asyncio.run(scene()) == 0


def test_a_flood_finds_it_busy_and_the_next_caller_is_answered(tmp_path: Path) -> None:
    desk = Desk(spoken("Bonjour."))

    async def scene() -> int:
        async with exchange(desk, calls_at_once=5) as board:
            flood = ("-m", "200", "-r", "100", "-l", "200")
            port = board.ports["sip"]
            went = await sipp(tmp_path, port, invite(), ANSWERED_OR_BUSY, options=flood)
            await until(lambda: desk.closed == len(desk.lines))
            return went + await sipp(tmp_path, port, invite(), ANSWERED, BYE)

    assert asyncio.run(scene()) == 0
    assert 5 < len(desk.lines) < 201


def test_what_is_no_message_is_let_go_and_calls_go_on(tmp_path: Path) -> None:
    chance = random.Random(3261)  # noqa: S311
    whole = (
        b"INVITE sip:1000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1\r\n"
        b"From: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>\r\nCall-ID: odd\r\n"
        b"CSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n"
    )

    def odd() -> bytes:
        """A message with some of its bytes changed, lost or doubled."""
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        return bytes(data[: chance.randrange(1, len(data))])

    async def scene() -> int:
        async with exchange(Desk()) as board:
            address = "127.0.0.1", board.ports["sip"]
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
                for _ in range(500):
                    stranger.sendto(odd(), address)
                stranger.sendto(b"\r\n\r\n", address)
                stranger.sendto(chance.randbytes(30_000), address)
            gateway = board.process
            went = await sipp(tmp_path, board.ports["sip"], invite(), ANSWERED, BYE)
            assert board.process == gateway
            return went

    assert asyncio.run(scene()) == 0
