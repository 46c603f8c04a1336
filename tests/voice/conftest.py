"""A sound card for each test, and the assistant at it, in a process as at home."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.engine.model import PROJECT, is_trained, train
from channels.voice.devices import look_again
from channels.voice.trial import Card, sound_card

WITHIN = 60.0  # seconds, in which what is waited for must be shown on a busy machine


@pytest.fixture
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    """A sound card with nobody at it yet."""
    with sound_card(tmp_path_factory.mktemp("card")) as made:
        yield made


@pytest.fixture
def here(card: Card, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    """The sound card of the test, as that of the test's own process."""
    for name, value in card.environment.items():
        monkeypatch.setenv(name, value)
    look_again()
    yield card
    look_again()


@dataclass
class AtHome:
    """`./vivevoix talk --voice`, as it runs at home."""

    process: subprocess.Popen[str]
    card: Card
    shown: list[str] = field(default_factory=list)
    _lines: queue.Queue[str] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.replace("\u00a0", " "))

    def shows(self, text: str, within: float = WITHIN) -> None:
        """Wait until it is on the screen, in what was not waited for yet."""
        deadline, seen = time.monotonic() + within, ""
        while text not in seen:
            try:
                line = self._lines.get(timeout=max(deadline - time.monotonic(), 0.01))
            except queue.Empty:
                raise AssertionError(f"« {text} » is not shown; last: {self.shown[-6:]}") from None
            self.shown.append(line)
            seen += line

    def shows_nothing_more(self, within: float) -> None:
        """Nothing new is on the screen for so long."""
        time.sleep(within)
        assert self._lines.empty(), self._lines.get()

    def types(self, text: str) -> None:
        """A line on the keyboard beside it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()


Starts = Callable[..., AtHome]


@pytest.fixture
def at_home(card: Card, home: Path) -> Iterator[Starts]:
    """Start the assistant at the card; it is stopped at the end."""
    if not is_trained():
        train()
    running: list[AtHome] = []

    def start(*arguments: str, **settings: str) -> AtHome:
        environment = os.environ | card.environment | {"VIVEVOIX_HOME": str(home)} | settings
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "assistant.cli", "talk", "--voice",
             "--lang", "fr", *arguments],
            cwd=PROJECT, env=environment, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        running.append(AtHome(process, card))
        return running[-1]

    yield start
    for assistant in running:
        assistant.process.terminate()
        assistant.process.wait(WITHIN)
