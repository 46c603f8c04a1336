"""Between the gateway and the conversations: starts the process, and presents its calls."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from channels.phone.frames import Frame, Kind, NotAFrame, next_frame, packed
from channels.phone.line import PhoneLine
from channels.phone.wiring import Wiring
from channels.spoken.line import Line

log = logging.getLogger(__name__)

PROJECT = Path(__file__).parents[2]
STEADY = 10.0  # seconds that a gateway lived: the next is started at once, not later each time
ENDS_WITHIN = 5.0  # seconds, to say goodbye to the callers

Talk: TypeAlias = Callable[[Line], Awaitable[None]]
"""One call from its first word to its last."""


class GatewayEnded(RuntimeError):
    """The process ended by itself; the text says what it last said."""


class Switchboard:
    """The calls of one gateway after the other.

    The two ends of the socket between the processes have no name: nothing on the disk, and nobody
    else can connect.
    """

    def __init__(self, wiring: Wiring, talk: Talk) -> None:
        """Each call is talked with by `talk`, which hangs up when it is done."""
        self._wiring, self._talk = wiring, talk
        self._talks: dict[int, tuple[PhoneLine, asyncio.Task[None]]] = {}
        self._farewells: dict[int, bytes] = {}
        self._said = ""
        self.ready = asyncio.Event()
        """Set while calls can come."""
        self.process: int | None = None
        """The gateway's id."""
        self.ports: Mapping[str, int] = {}

    async def run(self) -> None:
        """Until cancelled. Raises `GatewayEnded` when it does not stay up."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            await self._one_gateway()
            if loop.time() - began < STEADY:
                raise GatewayEnded(self._said or "the gateway ended")
            log.error("the gateway ended, runs again: calls were cut off, nothing kept was lost")

    async def _one_gateway(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "channels.phone.gateway", str(theirs.fileno()),
                pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL, cwd=PROJECT,
                start_new_session=True,
            )  # fmt: skip
        self.process = process.pid
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        try:
            writer.write(packed(Frame(Kind.WIRING, body=self._wiring.to_json())))
            self._say_goodbye(writer)
            while (frame := await next_frame(reader)) is not None:
                self._came(frame, writer)
        except NotAFrame as odd:
            log.error("the gateway is not of this version: %s", odd)
        finally:
            self.ready.clear()
            writer.close()
            await self._all_over()
            await _ended(process)

    def _came(self, frame: Frame, writer: asyncio.StreamWriter) -> None:
        if frame.kind is Kind.CALL:
            if frame.body:
                self._farewells[frame.call] = frame.body
            self._begin(frame.call, writer)
        elif frame.kind is Kind.READY:
            self.ports = json.loads(frame.body)
            self.ready.set()
        elif frame.kind is Kind.STATE:
            self._said = frame.body.decode()
            log.warning("telephone: %s", self._said)
        else:
            if frame.kind is Kind.CLOSED:
                self._farewells.pop(frame.call, None)
            if frame.call in self._talks:
                self._talks[frame.call][0].came(frame.kind, frame.body)

    def _say_goodbye(self, writer: asyncio.StreamWriter) -> None:
        """To whoever was talking when the gateway before this one died: they hear nothing now."""
        for farewell in self._farewells.values():
            writer.write(packed(Frame(Kind.FAREWELL, body=farewell)))
        self._farewells.clear()

    def _begin(self, call: int, writer: asyncio.StreamWriter) -> None:
        def send(kind: Kind, body: bytes) -> None:
            if not writer.is_closing():
                writer.write(packed(Frame(kind, call, body)))

        line = PhoneLine(send)
        task = asyncio.create_task(self._talked(line))
        self._talks[call] = line, task
        task.add_done_callback(lambda _: self._talks.pop(call, None))

    async def _talked(self, line: PhoneLine) -> None:
        """Talk; whatever goes wrong in one call is not heard in another, and nobody is left."""
        log.info("a call begins")
        try:
            await self._talk(line)
        except Exception as fault:  # its words may be a person's: the class says enough
            log.error("a call failed: %s", type(fault).__name__)
        finally:
            await line.hang_up()
            log.info("a call ended")

    async def _all_over(self) -> None:
        """The lines are cut: each talk hears it, and ends by itself."""
        talks = list(self._talks.values())
        for line, _ in talks:
            line.closed()
        tasks = [task for _, task in talks]
        if tasks:
            _, left = await asyncio.wait(tasks, timeout=ENDS_WITHIN)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """It ends when its socket does; it is ended when it does not."""
    try:
        await asyncio.wait_for(process.wait(), ENDS_WITHIN)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
