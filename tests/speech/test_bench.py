"""`bench voice` tells the time of each kind of answer: a year takes longer to hear than a yes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from assistant.bench.voice import measure_answers
from assistant.conversation import Conversation
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener, Manner
from assistant.speech.sound import Sound, silence
from assistant.speech.whole import Whole

KINDS = ("yes and no", "commands", "choices", "months", "days", "years")


class Ears(Listener):
    """What was listened to, by what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, int]] = []

    def begin(self, expected: Expected) -> Hearer:
        return Whole(self.heard, expected)

    def heard(self, sound: Sound, expected: Expected) -> Hearing | None:
        self.asked.append((expected.part, sound.hertz))
        return None

    def understands(self, expected: Expected) -> bool:
        return True

    def asks_in_parts(self, expected: Expected) -> bool:
        return True


class Mouth:
    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        yield silence(0.1, hertz or 8_000)


def test_each_kind_of_answer_is_timed_in_a_room_and_by_telephone(
    conversation: Conversation,
) -> None:
    ears, told = Ears(), list[str]()
    asyncio.run(measure_answers(ears, Mouth(), conversation, told.append, times=2))
    for place, hertz in (("in a room", 16_000), ("by telephone", 8_000)):
        for kind in KINDS:
            [line] = [line for line in told if line.startswith(f"{kind}, {place}")]
            figures = line.removeprefix(f"{kind}, {place}").split()
            assert len(figures) == 4, "median and 95th percentile, heard and replied to"
        assert ears.asked.count(("year", hertz)) == 1 + 2
