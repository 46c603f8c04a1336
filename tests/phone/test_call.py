"""A call by SIP: what is said is heard, what is pressed counts once, strangers find no door."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
from unittest import mock

import numpy as np
import pytest
from aiosipua.sdp import parse_sdp

from channels.phone.sip.server import SipServer
from channels.phone.switchboard import GatewayEnded
from channels.phone.trial import HEADER, OFFER
from channels.phone.wiring import Wiring
from channels.spoken.line import Key, Line
from tests.phone.caller import calling
from tests.phone.exchange import Desk, exchange, until
from tests.phone.sounds import AS_GOOD_AS, likeness, spoken, tone

WELCOME = "Bonjour, tapez un."
NEXT = "Merci beaucoup."
LONG = "Prenez tout le temps qu'il vous faut, je ne suis pas pressé, et je reste là. " * 3


@pytest.mark.parametrize("formats", ["8 101", "0 101", "18 8 0 101"])
def test_what_is_said_is_heard_and_a_key_brings_the_next(formats: str) -> None:
    desk = Desk(spoken(WELCOME), spoken(NEXT))

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"], formats) as caller:
            await until(lambda: likeness(caller.heard, spoken(WELCOME).pcm) > AS_GOOD_AS)
            await caller.presses("1")
            await until(lambda: likeness(caller.heard, spoken(NEXT).pcm) > AS_GOOD_AS)

    asyncio.run(scene())
    assert desk.keys == ["1"]


def test_a_voice_of_any_rate_is_heard_at_the_telephones() -> None:
    desk = Desk(spoken(WELCOME, 22_050))

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            same_at_8000 = spoken(WELCOME, 22_050).at(8_000).pcm
            await until(lambda: likeness(caller.heard, same_at_8000) > AS_GOOD_AS)

    asyncio.run(scene())


def test_a_key_stops_what_is_being_said_at_once() -> None:
    desk = Desk(spoken(LONG), spoken(NEXT))

    async def scene() -> bytes:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            await until(lambda: len(caller.heard) > 16_000)
            await caller.presses("5")
            await until(lambda: likeness(caller.heard, spoken(NEXT).pcm) > AS_GOOD_AS)
            return bytes(caller.heard)

    heard = asyncio.run(scene())
    assert len(heard) < len(spoken(LONG).pcm)


def test_what_the_caller_says_arrives_as_they_said_it() -> None:
    desk = Desk()

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            await caller.says(spoken(WELCOME).pcm + bytes(3_200))
            await until(lambda: likeness(bytes(desk.heard), spoken(WELCOME).pcm) > AS_GOOD_AS)

    asyncio.run(scene())


def test_no_key_is_lost_or_counted_twice_when_a_fifth_of_the_packets_are_lost() -> None:
    number, desk, chance = "269059912345678", Desk(), random.Random(4733)  # noqa: S311

    async def scene() -> None:
        lost = lambda: chance.random() < 0.2  # noqa: E731
        async with exchange(desk) as board, calling(board.ports["sip"], lost=lost) as caller:
            await caller.presses(number)
            await until(lambda: len(desk.keys) >= len(number))
            await asyncio.sleep(0.3)

    asyncio.run(scene())
    assert "".join(desk.keys) == number


def test_keys_as_tones_are_heard_where_the_telephone_knows_no_other_way() -> None:
    desk = Desk()
    keys = tone(697, 1209) + bytes(1_600) + tone(770, 1336) + bytes(1_600) + tone(941, 1477)

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"], "8") as caller:
            await caller.says(spoken(LONG).pcm[:16_000] + keys + bytes(3_200))
            await until(lambda: len(desk.keys) >= 3)

    asyncio.run(scene())
    assert "".join(desk.keys) == "15#"


def test_keys_as_messages_count_once() -> None:
    desk = Desk()

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"], "8") as caller:
            for signal in ("3", "11"):
                body, kind = f"Signal={signal}\r\nDuration=160\r\n", "application/dtmf-relay"
                address = "127.0.0.1", board.ports["sip"]
                info = caller.uac.send_info(caller.call.dialog, body, kind, address)
                caller.uac.transport.send(info, address)  # its answer was lost
            await until(lambda: len(desk.keys) >= 2)

    asyncio.run(scene())
    assert desk.keys == ["3", "#"]


@pytest.mark.parametrize(
    "offer",
    [
        OFFER.replace("{formats}", "18 9"),
        OFFER.replace("RTP/AVP", "RTP/SAVP"),
        OFFER.replace("m=audio", "m=video"),
        OFFER.replace("{port}", "0"),
        "v=0\r\n",
    ],
    ids=["no codec of ours", "encrypted", "a film", "nothing", "empty"],
)
def test_an_offer_that_fits_nothing_is_refused_as_such(offer: str) -> None:
    async def scene() -> None:
        async with exchange(Desk()) as board:
            with pytest.raises(RuntimeError, match="488"):
                async with calling(board.ports["sip"], offer=offer):
                    pass

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("c=IN IP4 127.0.0.1", "c=IN IP6 fd00::2"),
        ("c=IN IP4 127.0.0.1", "c=IN IP4 telephone.example"),
        ("c=IN IP4 127.0.0.1\r\n", ""),
        ("o=- 1 1 IN IP4 127.0.0.1", "o=odd"),
        ("101 telephone-event/8000", "101 telephone-event/48000\r\na=rtpmap:96 opus/48000/2"),
    ],
)
def test_an_odd_offer_is_made_the_best_of(said: str, otherwise: str) -> None:
    desk = Desk(spoken(WELCOME))

    async def scene() -> None:
        offer = OFFER.replace(said, otherwise)
        async with exchange(desk) as board, calling(board.ports["sip"], offer=offer) as caller:
            await until(lambda: likeness(caller.heard, spoken(WELCOME).pcm) > AS_GOOD_AS)

    asyncio.run(scene())


def test_nobody_calls_from_an_address_that_was_not_allowed() -> None:
    assert not Wiring().allows("192.0.2.7")
    assert Wiring(allow=("192.0.2.0/24",)).allows("192.0.2.7")
    stranger = SipServer(Wiring(), lambda: None, lambda told, leg: None)
    assert not stranger.door.allows("192.0.2.7")
    stranger.know({"192.0.2.7"})
    assert stranger.door.allows("192.0.2.7")


def test_a_telephone_that_sends_nothing_in_a_pause_is_silent_not_still_speaking() -> None:
    desk, said = Desk(), spoken(WELCOME).pcm

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            await caller.says(said)
            so_far = len(desk.heard)
            await until(lambda: len(desk.heard) > so_far + 32_000)

    asyncio.run(scene())
    assert not np.any(np.abs(np.frombuffer(desk.heard[-16_000:], "<i2")) > 100)


def test_nobody_else_is_heard_nor_turns_the_sound_towards_themselves() -> None:
    desk = Desk(spoken(LONG))

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            await until(lambda: len(caller.packets) > 20)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
                stranger.bind(("127.0.0.2", 0))
                for number in range(50):
                    head = HEADER.pack(0x80, 8, number, number * 160, 9)
                    stranger.sendto(head + b"\x2a" * 160, caller.towards)
            so_far = len(caller.packets)
            await until(lambda: len(caller.packets) > so_far + 20)
            assert not np.any(np.abs(np.frombuffer(desk.heard, "<i2")) > 100)

    asyncio.run(scene())


def test_odd_packets_cost_nothing_but_themselves() -> None:
    desk, chance = Desk(), random.Random(3550)  # noqa: S311

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            for _ in range(500):
                odd = bytearray(chance.randbytes(chance.randrange(60)))
                if chance.random() < 0.8:
                    odd[:2] = 0x80 | chance.randrange(64), chance.choice((8, 101, 13, 200, 201))
                caller.socket.sendto(bytes(odd), caller.towards)
            del desk.keys[:]
            await caller.presses("7")
            await until(lambda: "7" in desk.keys)

    asyncio.run(scene())


def test_beyond_the_limit_of_calls_it_is_busy_and_then_there_is_room_again() -> None:
    desk = Desk()

    async def scene() -> None:
        async with exchange(desk, calls_at_once=1) as board:
            async with calling(board.ports["sip"]):
                with pytest.raises(RuntimeError, match="486"):
                    async with calling(board.ports["sip"]):
                        pass
            await until(lambda: desk.closed == 1)
            async with calling(board.ports["sip"]) as second:
                await second.presses("1")
                await until(lambda: desk.keys == ["1"])

    asyncio.run(scene())


def test_the_caller_who_hangs_up_closes_the_line_once() -> None:
    desk = Desk(spoken(LONG))

    async def scene() -> None:
        async with exchange(desk) as board:
            async with calling(board.ports["sip"]):
                await until(lambda: desk.lines)
            await until(lambda: desk.closed)
            assert await desk.lines[0].transfer("0123456789") is False

    asyncio.run(scene())
    assert desk.closed == 1


def test_we_hang_up_and_the_telephone_is_told() -> None:
    desk = Desk(until="9")

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            await caller.presses("9")
            await caller.hung_up.wait()

    asyncio.run(scene())


@pytest.mark.parametrize("limit", [{"longest_quiet": 1}, {"longest_call": 2}])
def test_a_dead_line_and_an_endless_call_are_ended(limit: dict[str, float]) -> None:
    desk = Desk()

    async def scene() -> None:
        async with exchange(desk, **limit) as board:
            async with calling(board.ports["sip"], speaks=False) as caller:
                await caller.hung_up.wait()
            await until(lambda: desk.closed)

    asyncio.run(scene())


def test_on_hold_nothing_is_said_into_the_music_and_it_goes_on_afterwards() -> None:
    desk = Desk(spoken(WELCOME))

    async def scene() -> None:
        async with exchange(desk) as board, calling(board.ports["sip"]) as caller:
            address = "127.0.0.1", board.ports["sip"]

            def again(direction: str) -> None:
                offer = OFFER.format(port=caller.port, formats="8 101") + f"a={direction}\r\n"
                caller.uac.send_reinvite(caller.call.dialog, parse_sdp(offer), address)

            await until(lambda: desk.lines)
            again("sendonly")
            await asyncio.sleep(0.3)
            so_far = len(caller.packets)
            await caller.says(tone(440, seconds=0.5))
            assert len(caller.packets) == so_far
            assert not np.any(np.abs(np.frombuffer(desk.heard, "<i2")) > 100)
            again("sendrecv")
            await until(lambda: len(caller.packets) > so_far + 10)

    asyncio.run(scene())


@pytest.mark.parametrize("taken", [True, False])
def test_a_person_takes_over_or_the_talk_goes_on(taken: bool) -> None:
    went: list[bool] = []

    async def talk(line: Line) -> None:
        went.append(await line.transfer("01 23 45 67 89"))
        async for event in line.events():
            if isinstance(event, Key):
                return

    async def scene() -> None:
        async with exchange(talk) as board, calling(board.ports["sip"]) as caller:
            await until(lambda: caller.referred)
            caller.tells_of_transfer(200 if taken else 486, board.ports["sip"])
            if not taken:
                await until(lambda: went)
                await caller.presses("1")
            await caller.hung_up.wait()
            assert caller.referred == ["sip:0123456789@127.0.0.1"]

    asyncio.run(scene())
    assert went == [taken]


def test_a_killed_gateway_cuts_the_calls_off_and_the_next_says_goodbye_and_takes_others() -> None:
    desk = Desk(spoken(LONG))

    async def scene() -> None:
        async with exchange(desk) as board:
            board.ready.clear()
            async with calling(board.ports["sip"]) as cut_off:
                await until(lambda: desk.lines)
                first = board.process
                os.kill(first, signal.SIGKILL)
                await until(lambda: desk.closed)
                await until(lambda: board.process != first and board.ready.is_set())
                await cut_off.hung_up.wait()
            async with calling(board.ports["sip"]) as caller:
                await caller.presses("1")
                await until(lambda: desk.keys == ["1"])

    with mock.patch("channels.phone.switchboard.STEADY", 0.0):
        asyncio.run(scene())


def test_a_port_that_is_taken_is_named_to_the_operator() -> None:
    async def scene() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
            taken.bind(("127.0.0.1", 0))
            with pytest.raises(GatewayEnded, match="cannot listen"):
                async with exchange(Desk(), sip_port=taken.getsockname()[1]):
                    pass

    asyncio.run(scene())
