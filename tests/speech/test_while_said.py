"""An answer is heard while it is said, and the event loop goes on meanwhile."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

import pytest

from assistant.speech.protocols import Expected, Hearer, Hearing, Listener
from assistant.speech.sound import Sound
from assistant.speech.while_said import WhileSaid

HERTZ = 8_000
ASKED = Expected("welcome.adult", confirming=False, lang="fr")
WITHIN = 60.0  # seconds, in which whatever is waited for must have come on a busy machine


class Noted(Listener):
    """Notes what each of its hearers is given; `at_each` happens at each piece, in its thread."""

    def __init__(self, at_each: Callable[[], None] = lambda: None) -> None:
        self.at_each = at_each
        self.hearers: list[NotedHearer] = []

    def begin(self, expected: Expected) -> Hearer:
        assert expected == ASKED
        self.hearers.append(NotedHearer(self.at_each))
        return self.hearers[-1]

    def understands(self, expected: Expected) -> bool:
        return True

    def asks_in_parts(self, expected: Expected) -> bool:
        return False


class NotedHearer(Hearer):
    def __init__(self, at_each: Callable[[], None]) -> None:
        self.at_each = at_each
        self.heard = b""
        self.threads: set[int] = set()
        self.is_over = False

    def more(self, sound: Sound) -> None:
        self.threads.add(threading.get_ident())
        self.at_each()
        self.heard += sound.pcm

    def end(self) -> Hearing | None:
        self.is_over = True
        return Hearing((str(len(self.heard)),), 1.0)


def second(number: int) -> list[Sound]:
    """A second of sound, in pieces as a telephone has them, each unlike the others."""
    return [Sound(bytes([number, piece] * (HERTZ // 50)), HERTZ) for piece in range(50)]


async def until(it_is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN):
        while not it_is_so():
            await asyncio.sleep(0.01)


def test_pieces_are_heard_in_their_order_and_none_is_left_out() -> None:
    async def scene() -> None:
        listener = Noted()
        answer, said = WhileSaid(listener, ASKED, HERTZ), b""
        for piece in second(1) + second(2)[:7]:
            answer.more(piece)
            said += piece.pcm
            await asyncio.sleep(0)
        assert await answer.end() == Hearing((str(len(said)),), 1.0)
        [hearer] = listener.hearers
        assert hearer.heard == said
        assert threading.get_ident() not in hearer.threads

    asyncio.run(scene())


def test_the_beginning_is_heard_before_the_end_is_said() -> None:
    async def scene() -> None:
        listener = Noted()
        answer = WhileSaid(listener, ASKED, HERTZ)
        for piece in second(1):
            answer.more(piece)
        await until(lambda: bool(listener.hearers) and len(listener.hearers[0].heard) == 2 * HERTZ)
        assert not listener.hearers[0].is_over
        answer.drop()

    asyncio.run(scene())


def test_the_event_loop_goes_on_while_a_recogniser_is_at_work() -> None:
    async def scene() -> None:
        goes_on = threading.Event()
        answer = WhileSaid(Noted(lambda: _passed(goes_on)), ASKED, HERTZ)
        for piece in second(1):
            answer.more(piece)
        await asyncio.sleep(0.05)
        goes_on.set()  # by the loop, which would wait for ever if it waited for the recogniser
        assert await answer.end() is not None

    asyncio.run(scene())


def _passed(gate: threading.Event) -> None:
    assert gate.wait(WITHIN)


def test_forty_people_who_speak_at_once_are_all_heard_and_hold_no_thread() -> None:
    """There are fewer threads than that: who held one until its end would leave others unheard."""

    async def scene() -> None:
        listener = Noted()
        answers = [WhileSaid(listener, ASKED, HERTZ) for _ in range(40)]
        for answer in answers:
            for piece in second(1):
                answer.more(piece)
        await until(lambda: sum(len(h.heard) for h in listener.hearers) == 40 * 2 * HERTZ)
        heard = await asyncio.gather(*(answer.end() for answer in answers))
        assert heard == [Hearing((str(2 * HERTZ),), 1.0)] * 40

    asyncio.run(scene())


def test_what_is_dropped_is_not_heard_to_its_end() -> None:
    async def scene() -> None:
        reached, goes_on = threading.Event(), threading.Event()

        def at_each() -> None:
            reached.set()
            _passed(goes_on)

        listener = Noted(at_each)
        answer = WhileSaid(listener, ASKED, HERTZ)
        for piece in second(1):
            answer.more(piece)
        await until(reached.is_set)
        for piece in second(2):
            answer.more(piece)
        answer.drop()
        goes_on.set()
        await asyncio.get_running_loop().shutdown_default_executor()
        [hearer] = listener.hearers
        assert len(hearer.heard) < 4 * HERTZ
        assert not hearer.is_over

    asyncio.run(scene())


@pytest.mark.parametrize("at", ["its beginning", "its end"])
def test_a_recogniser_that_fails_has_heard_nothing_and_its_words_are_not_logged(
    at: str, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("Jeanne Lefèvre")

    async def scene() -> None:
        listener = Noted()
        answer = WhileSaid(listener, ASKED, HERTZ)
        if at == "its beginning":
            listener.at_each = fails
        for piece in second(1):
            answer.more(piece)
        await until(lambda: bool(listener.hearers))
        if at == "its end":
            await until(lambda: len(listener.hearers[0].heard) == 2 * HERTZ)
            listener.hearers[0].at_each = fails
        assert await answer.end() is None

    with caplog.at_level(logging.ERROR):
        asyncio.run(scene())
    assert [record.getMessage() for record in caplog.records] == [
        "nothing could be heard: RuntimeError"
    ]
