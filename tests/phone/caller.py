"""The telephone of the tests: what it hears is decoded by the standard library, not by ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from channels.phone import trial
from channels.phone.trial import OFFER, TrialPhone
from tests.phone.sounds import audioop


class Caller(TrialPhone):
    """One call, with ears and a mouth."""

    @property
    def heard(self) -> bytes:
        """All that its owner heard so far."""
        decode = audioop.alaw2lin if self.law == 8 else audioop.ulaw2lin
        return decode(b"".join(payload for _, payload in self.packets), 2)

    async def says(self, pcm: bytes) -> None:
        """Speak, in the time that it takes."""
        encode = audioop.lin2alaw if self.law == 8 else audioop.lin2ulaw
        await self.sends(encode(pcm, 2))

    def tells_of_transfer(self, status: int, port: int) -> None:
        """What became of the other telephone, as the assistant is told."""
        dialog, (host, own) = self.call.dialog, self.uac.transport.local_addr
        notify = dialog.create_request("NOTIFY", via_host=host, via_port=own)
        notify.headers.set_single("Event", "refer")
        notify.headers.set_single("Content-Type", "message/sipfrag;version=2.0")
        notify.text = f"SIP/2.0 {status} Whatever\r\n"
        self.uac.transport.send(notify, ("127.0.0.1", port))


@asynccontextmanager
async def calling(
    port: int,
    formats: str = "8 101",
    lost: Callable[[], bool] = lambda: False,
    offer: str = OFFER,
    speaks: bool = True,
) -> AsyncIterator[Caller]:
    """Call, and be answered. Raises `RuntimeError` with the number of a refusal."""
    async with trial.calling(port, formats, lost, offer, Caller) as caller:
        if speaks:
            await caller.says(bytes(320))
        yield caller
