"""Calls from Asterisk: its AudioSocket, spoken here by a small client of the tests' own."""

from __future__ import annotations

import asyncio
import socket
import struct
import uuid
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from channels.phone.audiosocket import HANG_UP, IDENTITY, KEY, SOUND
from channels.phone.switchboard import Switchboard
from tests.phone.exchange import Desk, exchange, free_port, until
from tests.phone.sounds import AS_GOOD_AS, likeness, spoken

WELCOME, LONG = "Bonjour, tapez un.", "Prenez tout le temps qu'il vous faut. " * 4


class Asterisk:
    """One call, as Asterisk hands it over."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Say which call it is."""
        self._reader, self._writer = reader, writer
        self.heard = bytearray()
        self.hung_up = asyncio.Event()
        self.sends(IDENTITY, uuid.uuid4().bytes)
        self._listening = asyncio.create_task(self._listen())

    def sends(self, kind: int, payload: bytes = b"") -> None:
        """One frame."""
        self._writer.write(struct.pack("!BH", kind, len(payload)) + payload)

    async def says(self, pcm: bytes) -> None:
        """Speak, in the time that it takes."""
        for at in range(0, len(pcm), 320):
            self.sends(SOUND, pcm[at : at + 320])
            await asyncio.sleep(0.02)

    def cuts(self) -> None:
        """The connection is gone."""
        self._listening.cancel()
        self._writer.close()

    async def _listen(self) -> None:
        try:
            while True:
                kind, length = struct.unpack("!BH", await self._reader.readexactly(3))
                payload = await self._reader.readexactly(length)
                if kind == SOUND:
                    self.heard += payload
                if kind == HANG_UP:
                    self.hung_up.set()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.hung_up.set()


@asynccontextmanager
async def asterisk(port: int) -> AsyncIterator[Asterisk]:
    """Hand a call over."""
    call = Asterisk(*await asyncio.open_connection("127.0.0.1", port))
    try:
        yield call
    finally:
        call.cuts()


def _exchange(desk: Desk, **wiring: float) -> AbstractAsyncContextManager[Switchboard]:
    """One that Asterisk alone can reach."""
    port = free_port(socket.SOCK_STREAM)
    return exchange(desk, sip_port=0, audiosocket_port=port, **wiring)


def test_what_is_said_is_heard_and_keys_and_voice_come_in() -> None:
    desk = Desk(spoken(LONG), spoken(WELCOME), until="#")

    async def scene() -> None:
        async with _exchange(desk) as board, asterisk(board.ports["audiosocket"]) as call:
            await call.says(spoken(WELCOME).pcm)
            call.sends(KEY, b"5")
            await until(lambda: likeness(call.heard, spoken(WELCOME).pcm) > AS_GOOD_AS)
            assert len(call.heard) < len(spoken(LONG).pcm) + len(spoken(WELCOME).pcm)
            call.sends(KEY, b"#")
            await call.hung_up.wait()

    asyncio.run(scene())
    assert desk.keys == ["5", "#"]
    assert likeness(bytes(desk.heard), spoken(WELCOME).pcm[:16_000]) > AS_GOOD_AS


@pytest.mark.parametrize("politely", [True, False])
def test_a_caller_who_is_gone_closes_the_line(politely: bool) -> None:
    desk = Desk(spoken(LONG))

    async def scene() -> None:
        async with _exchange(desk) as board:
            async with asterisk(board.ports["audiosocket"]) as call:
                await until(lambda: desk.lines)
                assert await desk.lines[0].transfer("0123456789") is False
                if politely:
                    call.sends(HANG_UP)
                    await until(lambda: desk.closed)
            await until(lambda: desk.closed)

    asyncio.run(scene())
    assert desk.closed == 1


@pytest.mark.parametrize("odd", [b"\xff\xff\xff", b"\x03\x00\x00", b"\x03\x00\x01Z", b"GET / HTTP"])
def test_whatever_is_sent_costs_at_most_its_own_call(odd: bytes) -> None:
    desk = Desk()

    async def scene() -> None:
        async with _exchange(desk) as board:
            _, stranger = await asyncio.open_connection("127.0.0.1", board.ports["audiosocket"])
            stranger.write(odd)
            async with asterisk(board.ports["audiosocket"]) as call:
                call.sends(KEY, b"7")
                await until(lambda: desk.keys)
            stranger.close()

    asyncio.run(scene())
    assert desk.keys == ["7"]


def test_beyond_the_limit_of_calls_the_connection_is_closed() -> None:
    desk = Desk()

    async def scene() -> None:
        async with (
            _exchange(desk, calls_at_once=1) as board,
            asterisk(board.ports["audiosocket"]),
        ):
            await until(lambda: desk.lines)
            async with asterisk(board.ports["audiosocket"]) as second:
                await second.hung_up.wait()

    asyncio.run(scene())
    assert len(desk.lines) == 1


def test_an_endless_call_is_ended() -> None:
    async def scene() -> None:
        async with (
            _exchange(Desk(), longest_call=1) as board,
            asterisk(board.ports["audiosocket"]) as call,
        ):
            await call.hung_up.wait()

    asyncio.run(scene())
