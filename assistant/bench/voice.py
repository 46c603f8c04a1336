"""From the end of an answer to the first sound of the reply, and what a second of speech costs."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from assistant.bench.endings import measure as measure_endings
from assistant.bench.hearing import VOICES, said_in
from assistant.bench.hearing import measure as measure_hearing
from assistant.bench.rooms import speech
from assistant.bench.waits import measure as measure_waits
from assistant.conversation import Conversation, Said
from assistant.engine.embedded import EmbeddedEngine
from assistant.engine.model import model_path
from assistant.settings import Settings
from assistant.speech.protocols import Expected, Listener, Manner, Speaker
from assistant.speech.recognisers import listener
from assistant.speech.voices import speaker
from assistant.store.store import Store

Tell = Callable[[str], None]
ANSWERS = 40
PARAGRAPH = (
    "La personne de confiance parle pour vous, si vous ne pouvez plus le faire. "
    "Elle dit ce que vous vouliez. Elle peut venir avec vous aux rendez-vous. "
) * 3


def measure(tell: Tell, *, quick: bool, recordings: Path | None) -> None:
    """Print the speed, where answers end, then how well they are heard; of recordings only that."""
    if recordings is not None:
        measure_hearing(tell, quick=quick, recordings=recordings)
        return
    ears, mouth = listener(Settings()), speaker(Settings())
    asyncio.run(_answers(ears, mouth, tell))
    _cost(ears, mouth, tell)
    asyncio.run(measure_waits(tell, ears, speech(PARAGRAPH)))
    measure_endings(tell)
    measure_hearing(tell, quick=quick)


async def _answers(ears: Listener, mouth: Speaker, tell: Tell) -> None:
    """A yes at each of many questions, through ears, engine, store and voice."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open("", Path(folder) / "home", bytes(32))
        talk = Conversation(EmbeddedEngine(model_path()), store, lambda: datetime.now(UTC))
        milliseconds: dict[str, list[float]] = {"heard": [], "answered": [], "first sound": []}
        for number in range(ANSWERS):
            sender = f"bench {number // 4}"
            if number % 4 == 0:
                await talk.turn(Said(sender, "bench", text="start", lang="fr"))
            expected, _ = await talk.expecting(sender)
            voice = VOICES["fr"][number % len(VOICES["fr"])]
            sound = said_in("quiet", "oui", voice, number)
            began = time.perf_counter()
            ears.hear(sound, expected)
            heard = time.perf_counter()
            replied = await talk.turn(Said(sender, "bench", text="oui"))
            answered = time.perf_counter()
            next(iter(mouth.say(replied.replies[0].text, replied.manner, 8_000)))
            spoken = time.perf_counter()
            for name, since in (("heard", heard), ("answered", answered), ("first sound", spoken)):
                milliseconds[name].append((since - began) * 1000)
    tell("from the end of an answer, milliseconds: median, 95th percentile")
    for name, taken in milliseconds.items():
        tell(f"{name:<14}{median(taken):7.0f} {quantiles(taken, n=20)[-1]:7.0f}")
    tell("the first sound must come within 300 at the 95th percentile")


def _cost(ears: Listener, mouth: Speaker, tell: Tell) -> None:
    began = time.perf_counter()
    seconds = sum(sound.seconds for sound in mouth.say(PARAGRAPH, Manner("fr")))
    tell(f"speaking       {(time.perf_counter() - began) / seconds:7.4f} of the time it lasts")
    expected = Expected("trusted_person.relation", confirming=False, lang="fr")
    sound = said_in("quiet", "ma fille", "fr")
    began = time.perf_counter()
    ears.hear(sound, expected)
    taken = (time.perf_counter() - began) / sound.seconds
    tell(f"listening      {taken:7.4f} of the time it lasts")
