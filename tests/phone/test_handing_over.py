"""A telephone that is asked to call a person instead, and keeps what came of it to itself."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from unittest import mock

import pytest

from channels.phone.leg import Told
from channels.phone.sip.call import SipCall
from channels.phone.sip.requests import Requests
from channels.phone.wiring import Wiring


@pytest.mark.parametrize("status", [202, None])
def test_who_never_heard_of_it_did_not_take_the_call(status: int | None) -> None:
    async def scene() -> bool:
        told = Told(1, *[lambda *_: None] * 4)  # type: ignore[arg-type]
        library = SimpleNamespace(dialog=None, source_addr=("127.0.0.1", 5060))
        call = SipCall(library, mock.Mock(Requests), told, Wiring(), lambda _: None)
        going = asyncio.create_task(call.transfer("+33123456789"))
        await asyncio.sleep(0)
        if status is not None:
            call.responded(
                SimpleNamespace(cseq=SimpleNamespace(method="REFER"), status_code=status)
            )
        return await going

    with mock.patch("channels.phone.sip.call.TAKEN_OVER_WITHIN", 0.05):
        assert asyncio.run(scene()) is (status is not None)
