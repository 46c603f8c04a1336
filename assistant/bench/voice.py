"""From the end of an answer to the first sound of the reply, by what the answer is.

And what a second of speech costs.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.bench.endings import measure as measure_endings
from assistant.bench.hearing import VOICES, Utterance, answers, said_in
from assistant.bench.hearing import measure as measure_hearing
from assistant.bench.machine import quantile
from assistant.bench.rooms import Room, speech
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
ANSWERS, WHEN_QUICK = 24, 8  # of each kind, in each place
YESES = 4  # in a talk
PLACES: dict[str, Room] = {"in a room": "quiet", "by telephone": "telephone"}
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
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open("", Path(folder) / "home", bytes(32))
        talk = Conversation(EmbeddedEngine(model_path()), store, lambda: datetime.now(UTC))
        asyncio.run(measure_answers(ears, mouth, talk, tell, WHEN_QUICK if quick else ANSWERS))
    _cost(ears, mouth, tell)
    asyncio.run(measure_waits(tell, ears, speech(PARAGRAPH)))
    measure_endings(tell)
    measure_hearing(tell, quick=quick)


async def measure_answers(
    ears: Listener, mouth: Speaker, talk: Conversation, tell: Tell, times: int
) -> None:
    """Print how soon answers of each kind are heard and replied to, in a room and by telephone."""
    kinds: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in answers("fr"):
        kinds[utterance.of].append(utterance)
    tell("from the end of an answer, milliseconds at the median and at the 95th percentile:")
    tell(f"{'':<28}{'until it is heard':>24}{'until the first sound':>24}")
    for place, room in PLACES.items():
        for kind, of_it in kinds.items():
            spread = [of_it[number * len(of_it) // times] for number in range(times)]
            taken = await _taken(ears, mouth, talk, room, [of_it[0], *spread])
            figures = "".join(_figures(seconds) for seconds in zip(*taken[1:], strict=True))
            tell(f"{f'{kind}, {place}':<28}{figures}")  # the first loaded what it listens for
    tell("the first sound must come within 300 at the 95th percentile")


async def _taken(
    ears: Listener, mouth: Speaker, talk: Conversation, room: Room, said: Sequence[Utterance]
) -> list[tuple[float, float]]:
    """Seconds until each is heard, and until the first sound after it: of a reply to a yes."""
    taken: list[tuple[float, float]] = []
    for number, utterance in enumerate(said):
        sender = f"bench {room} {utterance.of} {number // YESES}"
        if number % YESES == 0:
            await talk.turn(Said(sender, "bench", text="start", lang="fr"))
        sound = said_in(room, utterance.words, VOICES["fr"][number % len(VOICES["fr"])], number)
        began = time.perf_counter()
        ears.hear(sound, utterance.expected)
        heard = time.perf_counter()
        replied = await talk.turn(Said(sender, "bench", text="oui"))
        next(iter(mouth.say(replied.replies[0].text, replied.manner, 8_000)))
        taken.append((heard - began, time.perf_counter() - began))
    return taken


def _figures(seconds: Sequence[float]) -> str:
    return "".join(f"{1000 * quantile(seconds, share):12.0f}" for share in (0.5, 0.95))


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
