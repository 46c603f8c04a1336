"""From the end of an answer to what was heard: heard when it is over, and while it is said."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from assistant.bench.rooms import blocks, in_a_room
from assistant.speech.embedded.making.speakers import Samples
from assistant.speech.protocols import Expected, Listener
from assistant.speech.sound import HERTZ, Sound
from assistant.speech.while_said import WhileSaid

Tell = Callable[[str], None]
SECONDS = (2, 4, 8)  # that somebody speaks
BLOCK = 0.02  # seconds, as a telephone has them
CLOSED = Expected("trusted_person.relation", confirming=False, lang="fr")  # a grammar, and freely


async def measure(tell: Tell, ears: Listener, talk: Samples, expected: Expected = CLOSED) -> None:
    """Print it, of a `talk` that is long enough; people speak no faster for being measured."""
    tell("\nfrom the end of an answer to what was heard, milliseconds: when it is over, while said")
    for seconds in SECONDS:
        sound = in_a_room(talk[: seconds * HERTZ], before=0.3, after=0.6)
        whole = await _when_over(ears, sound, expected)
        while_said = await _while_said(ears, sound, expected)
        tell(f"{seconds:>3} s {whole:7.0f} {while_said:7.0f}   {whole / while_said:5.1f} times")


async def _when_over(ears: Listener, sound: Sound, expected: Expected) -> float:
    over = time.perf_counter()
    await asyncio.to_thread(ears.hear, sound, expected)
    return (time.perf_counter() - over) * 1000


async def _while_said(ears: Listener, sound: Sound, expected: Expected) -> float:
    answer, loop = WhileSaid(ears, expected, sound.hertz), asyncio.get_running_loop()
    began = loop.time()
    for number, block in enumerate(blocks(sound, BLOCK), 1):
        await asyncio.sleep(began + number * BLOCK - loop.time())
        answer.more(block)
    over = time.perf_counter()
    await answer.end()
    return (time.perf_counter() - over) * 1000
