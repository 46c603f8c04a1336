"""What we ask of telephones, again until they hear it: UDP loses some, the library asks once."""

from __future__ import annotations

import asyncio
from typing import Any

from aiosipua.message import SipMessage

WAITS = (0.5, 1.0, 2.0, 4.0)  # seconds, from T1 to T2 (RFC 3261, 17.1.2.2)
REFUSED = 300  # and above: the answer is a no (RFC 3261, 7.2)

BEYOND_ALL = 1_000_000  # requests in one call

_Key = tuple[str, int, str]


class Requests:
    """Goodbyes and transfers, by the library's client."""

    def __init__(self, uac: Any) -> None:
        """Nothing was asked yet."""
        self._uac = uac
        self._waiting: dict[_Key, asyncio.Task[None]] = {}

    def bye(self, call: Any) -> None:
        """Hang up, where there is a call to hang up."""
        bye = call.hangup()
        if bye is not None:
            self._sent(bye, call.source_addr)

    def refer(self, dialog: Any, to: str, address: tuple[str, int]) -> None:
        """Ask the telephone to call the address `to` instead (RFC 3515)."""
        self._sent(self._uac.send_refer(dialog, to, address), address)

    def farewell(self, call: Any) -> bytes:
        """A goodbye to be kept by somebody else, and said by the next process if this one dies.

        Its number is beyond all that will be said before: a telephone takes no older ones.
        """
        dialog, (host, port) = call.dialog, self._uac.transport.local_addr
        before, dialog.local_cseq = dialog.local_cseq, BEYOND_ALL
        bye = dialog.create_request("BYE", via_host=host, via_port=port)
        dialog.local_cseq = before
        address, source = call.source_addr
        return f"{address} {source}\n".encode() + bytes(bye)

    def say(self, farewell: bytes) -> None:
        """Say what `farewell` gave, for a call that was cut off."""
        to, _, bye = farewell.partition(b"\n")
        address, port = to.decode().split()
        self._sent(SipMessage.parse(bye), (address, int(port)), at_once=True)

    def answered(self, response: Any) -> None:
        """What `response` is about was heard."""
        waiting = self._waiting.pop(_key(response) or ("", 0, ""), None)
        if waiting is not None:
            waiting.cancel()

    async def heard(self, patience: float) -> None:
        """Wait until all was heard, `patience` seconds at most; then ask no more."""
        if self._waiting:
            await asyncio.wait(self._waiting.values(), timeout=patience)
        for waiting in self._waiting.values():
            waiting.cancel()
        self._waiting.clear()

    def _sent(self, request: Any, address: tuple[str, int], *, at_once: bool = False) -> None:
        key = _key(request)
        if at_once:
            self._uac.transport.send(request, address)
        if key is not None:
            self._waiting[key] = asyncio.create_task(self._again(key, request, address))

    async def _again(self, key: _Key, request: Any, address: tuple[str, int]) -> None:
        for wait in WAITS:
            await asyncio.sleep(wait)
            self._uac.transport.send(request, address)
        self._waiting.pop(key, None)


def _key(message: Any) -> _Key | None:
    cseq = message.cseq
    return (message.call_id or "", cseq.seq, cseq.method) if cseq is not None else None
