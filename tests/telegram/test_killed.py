"""The process is killed at the worst moments; the answer then being given counts once."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.security.master_key import master_key
from assistant.settings import Settings
from assistant.store.store import Store
from tests.telegram.line import Line, line_to
from tests.telegram.phone import Phone

PROJECT = Path(__file__).parents[2]
TOKEN = "77:AAtesting-nobodys-token"
LONGEST = 240  # seconds
FIRST_ANSWERS = ("oui", "oui", "non", "comme maintenant", "l'essentiel")


class Process:
    """The assistant started as its operator starts it, and killed with no warning."""

    def __init__(self, home: Path, line: Line) -> None:
        self.environment = {
            **os.environ, "VIVEVOIX_HOME": str(home), "PYTHONPATH": str(PROJECT),
            "VIVEVOIX_TELEGRAM_TOKEN": TOKEN, "VIVEVOIX_TELEGRAM_API": line.address,
        }  # fmt: skip
        self.starts()

    def starts(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "start", "--no-talk"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def is_killed(self) -> None:
        self.process.kill()
        self.process.wait(30)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("before it has arrived", ("getUpdates", "hang")),
        ("after the turn, before its reply", ("sendMessage", "hang")),
        ("after its reply, before it is confirmed", ("sendMessage", "done_then_hang")),
    ],
)
def test_an_answer_given_when_the_process_is_killed_counts_once(
    moment: str, fault: tuple[str, str], upstream: str, home: Path
) -> None:
    async def scene() -> None:
        async with asyncio.timeout(LONGEST), line_to(upstream) as line:
            assistant = Process(home, line)
            try:
                jeanne = Phone(line, TOKEN, patience=LONGEST)
                await jeanne.says("/start")
                await jeanne.taps("Oui")
                for said in FIRST_ANSWERS:
                    await jeanne.says(said)
                line.faults = [fault]  # type: ignore[list-item]
                if fault[0] == "getUpdates":
                    await line.hanging.wait()
                await jeanne.types("Lefèvre")
                await line.hanging.wait()
                assistant.is_killed()
                assistant.starts()
                got = await jeanne.gets()
                assert "Lefèvre" in got.text, moment
                got = await jeanne.taps("Oui")
                again = await jeanne.gets() if "autre nom" not in got.text else got
                assert "autre nom" in again.text, "the question after the name"
            finally:
                assistant.is_killed()

    asyncio.run(scene())
    settings = Settings(home=home)
    store = Store.open("", home, master_key(settings))
    [listed] = store.dossiers()
    names = [a.value for a, _ in store.history(listed.id) if a.field == "identity.birth_name"]
    assert names == ["Lefèvre"]
