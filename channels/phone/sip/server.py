"""Calls as they come by SIP: answered, or refused with the reason that telephones know."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiosipua import SipUAC, SipUAS
from aiosipua.message import SipResponse
from aiosipua.sdp import parse_sdp

from channels.phone.leg import Answered, Rings, Told
from channels.phone.sip.call import SipCall
from channels.phone.sip.door import Door
from channels.phone.sip.media import Media
from channels.phone.sip.offer import Accepted, accepted
from channels.phone.sip.ports import NoPort, Ports
from channels.phone.sip.requests import REFUSED, Requests
from channels.phone.wiring import Wiring

NAME = "Vive Voix"  # as telephones show it
REFRESHED_WITHIN = 1_800  # seconds between two signs of a call (RFC 4028, 4)
FORGOTTEN_AFTER = 32.0  # seconds that a refusal may be asked for again (64 times T1, RFC 3261)

NOT_ACCEPTABLE, BUSY, UNAVAILABLE = 488, 486, 503  # RFC 3261, 21
FINAL = 200  # and above: no longer trying (RFC 3261, 7.2)
PATIENCE = 1.0  # seconds for telephones to hear our goodbye when we stop
TRIES = 8  # ports that another program may have
ANY_PORT = 1  # for an answer that is not given yet


class SipServer:
    """The telephone number's end. `rings` says whether there is room for a call."""

    def __init__(self, wiring: Wiring, rings: Rings, answered: Answered) -> None:
        """Nothing is open before `start`."""
        self._wiring, self._rings, self._answered = wiring, rings, answered
        self._known: set[str] = set()
        self.door = Door(local_addr=(wiring.host, wiring.sip_port), allows=self._allows)
        self.uac = SipUAC(self.door)
        self._uas = SipUAS(
            self.door, uac=self.uac, user_agent=NAME, session_expires=REFRESHED_WITHIN
        )
        self._requests = Requests(self.uac)
        self._calls: dict[str, SipCall | None] = {}
        self._ports = Ports(*wiring.rtp_ports)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Open the port. Raises `OSError` when it is taken."""
        uas = self._uas
        uas.on_invite = self._invited
        uas.on_reinvite = self._invited_again
        uas.on_update = self._updated
        uas.on_bye = lambda call, _request: self._over(call.call_id)
        uas.on_cancel = lambda request, _address: self._over(request.call_id)
        uas.on_ack_timeout = uas.on_session_expired = lambda call: self._over(call.call_id)
        uas.on_transfer_progress = self._transferred
        await uas.start()
        self._library, self.door.on_message = self.door.on_message, self._came

    async def stop(self) -> None:
        """End every call, and close the port."""
        for call in list(self._calls.values()):
            if call is not None:
                call.hang_up()
        await self._requests.heard(PATIENCE)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._uas.stop()

    def say(self, farewell: bytes) -> None:
        """Goodbye to a caller whose call was cut off with the process before this one."""
        self._requests.say(farewell)

    def know(self, addresses: set[str]) -> None:
        """Take calls from the registrar too."""
        self._known |= addresses

    def _allows(self, address: str) -> bool:
        return address in self._known or self._wiring.allows(address)

    def _came(self, message: Any, address: tuple[str, int]) -> None:
        """What came, before the library sees it."""
        call_id = message.call_id or ""
        call = self._calls.get(call_id)
        if isinstance(message, SipResponse):
            self._requests.answered(message)
            if call is not None:
                call.responded(message)
        elif message.method == "INVITE" and self._was_seen(message, call_id, call):
            return  # its answer is on the way: the library would refuse what it took before
        elif message.method == "INFO" and call is not None:
            call.info(message)
            return
        self._library(message, address)

    def _was_seen(self, invite: Any, call_id: str, call: SipCall | None) -> bool:
        """Whether this is an invitation once more; a new one in the middle of a call is not."""
        if call_id not in self._calls:
            return False
        to, cseq = invite.to_addr, invite.cseq
        if call is None or to is None or not to.tag or cseq is None:
            return True
        return bool(cseq.seq <= call.call.dialog.remote_cseq)

    def _invited(self, call: Any) -> None:
        """A call comes. The library has said that we try."""
        if not _knows_timers(call.invite):
            call.session_interval = None  # or it would end the call of a telephone that has none
        if self._agree(call, ANY_PORT) is None:
            self._refuse(call, NOT_ACCEPTABLE)
            return
        told = self._rings()
        if told is None:
            self._refuse(call, BUSY)
            return
        self._calls[call.call_id] = None
        self._later(self._answer(call, told))

    async def _answer(self, call: Any, told: Told) -> None:
        answering = SipCall(call, self._requests, told, self._wiring, self._ended)
        media = await self._open(call, answering)
        called_off = call.call_id not in self._calls
        if media is None or called_off:
            self._calls.pop(call.call_id, None)
            told.closed()
            if media is not None:
                await self._close(media)
            if not called_off:
                self._refuse(call, UNAVAILABLE)
            return
        self._calls[call.call_id] = answering
        call.accept(media.agreed.answer)
        answering.start(media)
        self._answered(told, answering)

    async def _open(self, call: Any, answering: SipCall) -> Media | None:
        """Somewhere to speak and listen; None when there is nowhere."""
        for _ in range(TRIES):
            try:
                port = self._ports.take()
            except NoPort:
                return None
            agreed, local = self._agree(call, port), (self._wiring.host, port)
            try:
                if agreed is not None:
                    source = call.source_addr[0]
                    return await Media.open(agreed, local, source, answering.key, answering.sound)
            except OSError:  # another program's
                pass
            self._ports.give_back(port)
        return None

    async def _close(self, media: Media) -> None:
        await media.close()
        self._ports.give_back(media.port)

    def _agree(self, call: Any, port: int) -> Accepted | None:
        return accepted(call.sdp_offer, self._wiring.host, port, call.source_addr[0])

    def _refuse(self, call: Any, status: int) -> None:
        call.reject(status)
        loop = asyncio.get_running_loop()
        loop.call_later(FORGOTTEN_AFTER, self._forget, call)

    def _forget(self, call: Any) -> None:
        """The library keeps what it refused until that is heard, which may be never."""
        if self._uas.get_call(call.call_id) is call:
            self._uas._calls.pop(call.call_id)

    def _invited_again(self, call: Any) -> None:
        """In the middle of a call: hold, and back; other ports, another codec."""
        answer = self._agreed_anew(call)
        if answer is None:
            call._send_response(NOT_ACCEPTABLE, "Not Acceptable Here")
        else:
            call.accept(answer)

    def _updated(self, call: Any, request: Any) -> Any:
        """The same by UPDATE (RFC 3311), where it brings an offer."""
        if not request.body:
            return None
        call.sdp_offer = parse_sdp(request.text)
        return self._agreed_anew(call)

    def _agreed_anew(self, call: Any) -> Any:
        talking = self._calls.get(call.call_id)
        if talking is None or talking.media is None:
            return None
        agreed = self._agree(call, talking.media.port)
        if agreed is None or agreed.law != talking.media.agreed.law:
            return None
        talking.agreed(agreed)
        return agreed.answer

    def _transferred(self, call_id: str, status: int, _reason: str) -> None:
        call = self._calls.get(call_id)
        if call is not None and status >= FINAL:
            call.transfer_went(taken=status < REFUSED)

    def _over(self, call_id: str) -> None:
        """The telephone hung up, or was never there."""
        call = self._calls.pop(call_id, None)
        if call is not None:
            call.over()

    def _ended(self, call: SipCall) -> None:
        call_id = call.call.call_id
        self._calls.pop(call_id, None)
        self._uas._calls.pop(call_id, None)
        if call.media is not None:
            self._later(self._close(call.media))

    def _later(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _knows_timers(invite: Any) -> bool:
    """Whether the telephone refreshes its calls (RFC 4028)."""
    supported = " ".join(invite.headers.get("supported")).lower()
    return "timer" in supported or bool(invite.get_header("session-expires"))
