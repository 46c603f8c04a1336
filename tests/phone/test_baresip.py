"""A call by baresip: what its owner hears is what was said, by its own recording."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.phone.baresip import recorded, softphone
from tests.phone.exchange import Desk, exchange
from tests.phone.sounds import AS_GOOD_AS, likeness, spoken

pytestmark = pytest.mark.skipif(
    shutil.which("baresip") is None, reason="no baresip: apt-get install baresip-core"
)

WELCOME, THANKS = "Bonjour. Pour continuer, tapez un.", "Merci, au revoir."


def test_the_recording_of_a_softphone_is_the_prompt_and_its_keys_arrive(tmp_path: Path) -> None:
    desk = Desk(spoken(WELCOME), spoken(THANKS), until="2")

    async def scene() -> None:
        async with exchange(desk) as board, softphone(tmp_path) as phone:
            phone.command("dial", f"sip:assistant@127.0.0.1:{board.ports['sip']}")
            await phone.happens("CALL_ESTABLISHED")
            await asyncio.sleep(spoken(WELCOME).seconds + 0.5)
            phone.command("sndcode", "1")
            await asyncio.sleep(spoken(THANKS).seconds + 0.8)
            phone.command("sndcode", "\u0004")
            phone.command("sndcode", "2")
            await phone.happens("CALL_CLOSED")

    asyncio.run(scene())
    assert desk.keys == ["1", "2"]
    assert likeness(recorded(tmp_path), spoken(WELCOME).pcm) > AS_GOOD_AS
    assert likeness(recorded(tmp_path), spoken(THANKS).pcm) > AS_GOOD_AS
