"""A telephone line at a registrar of somebody else's, with its password and with a wrong one."""

from __future__ import annotations

import asyncio
import logging
import shutil
from pathlib import Path

import pytest

from tests.phone.caller import calling
from tests.phone.exchange import Desk, exchange, until
from tests.phone.kamailio import PASSWORD, USER, registrar
from tests.phone.sounds import AS_GOOD_AS, likeness, spoken

pytestmark = pytest.mark.skipif(
    shutil.which("kamailio") is None, reason="no kamailio: apt-get install kamailio"
)

WELCOME = "Bonjour."


def test_whoever_calls_the_line_is_answered_here(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    desk = Desk(spoken(WELCOME), until="1")

    async def scene() -> None:
        async with registrar(tmp_path) as port:
            line = {"registrar": f"127.0.0.1:{port}", "user": USER, "password": PASSWORD}
            async with exchange(desk, **line):
                await until(lambda: "the line is there" in caplog.text)
                async with calling(port) as caller:
                    await until(lambda: likeness(caller.heard, spoken(WELCOME).pcm) > AS_GOOD_AS)
                    await caller.presses("1")
                    await caller.hung_up.wait()

    asyncio.run(scene())
    assert PASSWORD not in caplog.text


def test_a_wrong_password_is_told_to_the_operator(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        async with registrar(tmp_path) as port:
            line = {"registrar": f"127.0.0.1:{port}", "user": USER, "password": "another"}
            async with exchange(Desk(), **line):
                await until(lambda: "the line is not there: 401" in caplog.text)
                with pytest.raises(RuntimeError, match="404"):
                    async with calling(port):
                        pass

    asyncio.run(scene())
