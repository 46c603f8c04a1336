"""A telephone line at an operator's, or a box's: we say where we are, and again (REGISTER)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiosipua import SipDigestAuth
from aiosipua.registration import Registration

from channels.phone.sip.server import NAME, SipServer
from channels.phone.wiring import Wiring, host_and_port

ASKED_FOR = 300  # seconds that the line should keep us
ANSWER_WITHIN = 5.0  # seconds; UDP may have lost it
KEPT_OPEN_EACH = 25.0  # seconds; boxes close a passage after thirty (RFC 5626, 4.4.1)
FIRST_WAIT, LONGEST_WAIT = 2.0, 120.0  # seconds after a failure, doubled: servers lock out haste


async def keep_registered(server: SipServer, wiring: Wiring, state: Callable[[str], None]) -> None:
    """Stay on the line until cancelled, then leave it. `state` hears what the operator should."""
    line = _Line(server, wiring, state)
    wait = FIRST_WAIT
    try:
        while True:
            try:
                granted = await line.register()
            except (OSError, TimeoutError, _Refused) as failed:
                line.tell(f"the line is not there: {failed or type(failed).__name__}")
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            line.tell("the line is there")
            await line.keep_open(granted / 2)
    finally:
        line.leave()


class _Refused(RuntimeError):
    """The server's answer: its number, and its reason."""


class _Line:
    def __init__(self, server: SipServer, wiring: Wiring, state: Callable[[str], None]) -> None:
        self._server, self._wiring, self._state = server, wiring, state
        self._host, self._port = host_and_port(wiring.registrar)
        self._registration: Any = None
        self._told = ""

    def tell(self, state: str) -> None:
        """Once, until it is otherwise."""
        if state != self._told:
            self._told = state
            self._state(state)

    async def register(self) -> float:
        """The seconds that the server keeps us. Raises `_Refused`, `TimeoutError`, `OSError`."""
        address = await self._address()
        if self._registration is None or self._registration.registrar != address:
            self._registration = self._new(address)
        answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def granted(registration: Any) -> None:
            if not answered.done():
                answered.set_result(registration.granted_expires)

        def refused(_registration: Any, status: int, reason: str) -> None:
            if not answered.done():
                answered.set_exception(_Refused(f"{status} {reason}"))

        self._registration.on_registered, self._registration.on_failed = granted, refused
        self._registration.register()
        return await asyncio.wait_for(answered, ANSWER_WITHIN)

    def _new(self, address: tuple[str, int]) -> Any:
        user, password = self._wiring.user, self._wiring.password
        return Registration(
            self._server.uac,
            f"sip:{user}@{self._host}",
            address,
            expires=ASKED_FOR,
            auth=SipDigestAuth(user, password),
            user_agent=NAME,
        )

    async def _address(self) -> tuple[str, int]:
        """The server's by name: any of its addresses may call us."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(
            self._host, self._port, family=socket.AF_INET, type=socket.SOCK_DGRAM
        )
        self._server.know({str(address[0]) for *_, address in found})
        return str(found[0][4][0]), self._port

    async def keep_open(self, seconds: float) -> None:
        """Wait, and keep the passage of a box on the way open meanwhile."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while (left := until - loop.time()) > 0:
            self._server.door.keep_open(self._registration.registrar)
            await asyncio.sleep(min(left, KEPT_OPEN_EACH))

    def leave(self) -> None:
        """Take our address back."""
        if self._registration is not None:
            with suppress(Exception):  # whatever the library says when it is closed already
                self._registration.unregister()
