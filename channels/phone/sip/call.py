"""One call by SIP: its sound, its keys, how it is handed over and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiosipua.dialog import dialog_matches, remote_cseq_valid

from channels.phone.keys import key_in_message
from channels.phone.leg import Told
from channels.phone.pauses import Pauses
from channels.phone.playing import FRAME, Playing, every_frame
from channels.phone.sip.media import Media
from channels.phone.sip.offer import Accepted
from channels.phone.sip.requests import REFUSED, Requests
from channels.phone.tones import Tones
from channels.phone.wiring import Wiring

TAKEN_OVER_WITHIN = 25.0  # seconds for the other telephone to ring and be taken
LOOKED_AT_EACH = int(1 / FRAME)  # frames: once a second, whether the line is still alive


class SipCall:
    """A `Leg`. It ends when the telephone does, when told to, at the limits, or when all is quiet.

    `ended` is called once, after the last of what `told` is told.
    """

    def __init__(
        self,
        call: Any,
        requests: Requests,
        told: Told,
        wiring: Wiring,
        ended: Callable[[SipCall], None],
    ) -> None:
        """`call` is the library's; `start` gives it sound."""
        self.call, self._requests, self._told, self._wiring = call, requests, told, wiring
        self._ended = ended
        self.playing = Playing(told.played)
        self._pauses = Pauses(told.sound)
        self.media: Media | None = None
        self._tones: Tones | None = None
        self._by_events = False
        self._held = False
        self._frames, self._seen, self._quiet, self._held_for = 0, 0, 0, 0
        self._clock: asyncio.Task[None] | None = None
        self._taken_over: asyncio.Future[bool] | None = None
        self._takes_over = False
        self._over = False

    def start(self, media: Media) -> None:
        """Speak and listen from now on."""
        self.media = media
        self.agreed(media.agreed)
        self._clock = asyncio.create_task(every_frame(self._frame))

    @property
    def farewell(self) -> bytes:
        """As `Leg`."""
        return self._requests.farewell(self.call)

    def agreed(self, accepted: Accepted) -> None:
        """What was agreed first, or anew in the middle of the call."""
        self._held = accepted.held
        self._tones = Tones() if accepted.events is None else None
        if self.media is not None:
            self.media.goes_on(accepted, self.call.source_addr[0])

    def key(self, key: str) -> None:
        """A key came as an event."""
        self._by_events = True
        self._told.key(key)

    def sound(self, pcm: bytes) -> None:
        """Something was said, or pressed on a telephone that knows no other way."""
        if self._held:
            return
        self._pauses.sound(pcm)
        if self._tones is not None and not self._by_events:
            for key in self._tones.feed(pcm):
                self._told.key(key)

    def info(self, request: Any) -> None:
        """A key as a message (INFO). A telephone that sends events is not heard twice."""
        dialog = self.call.dialog
        known = dialog_matches(dialog, request)
        is_new = known and remote_cseq_valid(dialog, request)
        answer = dialog.create_response(request, *((200, "OK") if known else (481, "Unknown")))
        self.call.transport.send_reply(answer)
        key = key_in_message(request.text)
        if is_new and key and not self._by_events:
            self._told.key(key)

    def responded(self, response: Any) -> None:
        """The telephone answered something that was asked of it."""
        if response.cseq is None or response.cseq.method != "REFER":
            return
        self._takes_over = response.status_code < REFUSED
        if not self._takes_over:
            self.transfer_went(taken=False)

    def transfer_went(self, *, taken: bool) -> None:
        """What became of the telephone that was to take over."""
        if self._taken_over is not None and not self._taken_over.done():
            self._taken_over.set_result(taken)

    async def transfer(self, to: str) -> bool:
        """By REFER (RFC 3515). True also where who agreed to it keeps to themselves how it went."""
        if self._over or self._taken_over is not None:
            return False
        self._taken_over = asyncio.get_running_loop().create_future()
        number = "".join(c for c in to if c in "+0123456789")
        address = self.call.source_addr
        domain = self._wiring.registrar.partition(":")[0] or address[0]
        self._requests.refer(self.call.dialog, f"sip:{number}@{domain}", address)
        try:
            taken = await asyncio.wait_for(self._taken_over, TAKEN_OVER_WITHIN)
        except TimeoutError:
            taken = self._takes_over
        self._taken_over = None
        return taken

    def hang_up(self) -> None:
        """Say goodbye (BYE), again until it is heard."""
        if self._over:
            return
        self._requests.bye(self.call)
        self.over()

    def over(self) -> None:
        """Nobody is there any more."""
        if self._over:
            return
        self._over = True
        self.call._stop_retransmissions()
        self.transfer_went(taken=True)
        if self._clock is not None:
            self._clock.cancel()
        self.playing.clear()
        self._told.closed()
        self._ended(self)

    def _frame(self) -> None:
        assert self.media is not None  # noqa: S101, the clock starts with it
        if not self._held:  # what is being said waits while nobody listens
            self.media.send_audio_pcm_auto(self.playing.frame())
            self._pauses.frame_passed()
        self._frames += 1
        if self._frames % LOOKED_AT_EACH == 0:
            self._look()

    def _look(self) -> None:
        """Once a second: is anybody there?"""
        packets = self.media.packets if self.media is not None else 0
        self._quiet = 0 if packets != self._seen or self._held else self._quiet + 1
        self._held_for = self._held_for + 1 if self._held else 0
        self._seen = packets
        if (
            self._quiet > self._wiring.longest_quiet
            or self._held_for > self._wiring.longest_hold
            or self._frames * FRAME > self._wiring.longest_call
        ):
            self.hang_up()
