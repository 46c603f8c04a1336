"""What a turn costs, and whether it stays flat as the conversation grows."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from assistant.bench.machine import quantile
from assistant.conversation import Conversation, Said
from assistant.engine.embedded import EmbeddedEngine
from assistant.engine.model import model_path
from assistant.store.store import Store

TURNS = 210
AROUND_EARLY, AROUND_LATE = slice(8, 28), slice(188, 208)  # twenty turns about the 10th, the 200th
WELCOME = ("/start", "français", "oui", "oui", "non", "normale", "tout")
A_TURN = ("Lefèvre", "non")  # a name is read back, and refused: understood, asked, and kept waiting

Tell = Callable[[str], None]


def measure(tell: Tell) -> list[float]:
    """Run one long conversation on a real store; the milliseconds of each turn."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open("", Path(folder) / "home", bytes(32))
        conversation = Conversation(EmbeddedEngine(model_path()), store, lambda: datetime.now(UTC))
        milliseconds = asyncio.run(talk(conversation))
    early, late = median(milliseconds[AROUND_EARLY]), median(milliseconds[AROUND_LATE])
    tell(f"turn, median        {median(milliseconds):6.1f} ms   must reach 15")
    tell(f"turn, p95           {quantile(milliseconds, 0.95):6.1f} ms   must reach 40")
    tell(f"turn 200 / turn 10  {late / early:6.2f}      must reach 1.3")
    return milliseconds


async def talk(conversation: Conversation, sender: str = "bench") -> list[float]:
    """One long conversation; the milliseconds of each turn after the welcome."""

    async def turn(text: str) -> float:
        replied = await conversation.turn(Said(sender=sender, channel="bench", text=text))
        return replied.seconds * 1000

    for text in WELCOME:
        await turn(text)
    return [await turn(A_TURN[number % 2]) for number in range(TURNS)]
