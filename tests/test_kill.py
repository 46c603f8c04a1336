"""kill -9 between any two turns, and in the middle of one: nothing confirmed is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.conversation import Conversation
from assistant.engine.embedded import EmbeddedEngine
from assistant.store.store import Store
from assistant.turn_kept import keep
from tests.conftest import MASTER_KEY, ticking
from tests.people import JEANNE, LISTS
from tests.talking import Person

PROJECT = Path(__file__).parents[1]
SECONDS_TO_START = 60


class Terminal:
    """`talk --jsonl` in a process of its own."""

    def __init__(self, home: Path, *options: str) -> None:
        environment = {**os.environ, "VIVEVOIX_HOME": str(home), "PYTHONPATH": str(PROJECT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "talk", "--jsonl", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=environment, cwd=PROJECT,
        )  # fmt: skip

    def says(self, text: str) -> dict[str, Any]:
        """Say a line, and read the reply."""
        self.types(text)
        assert self.process.stdout is not None
        reply: dict[str, Any] = json.loads(self.process.stdout.readline())
        return reply

    def types(self, text: str) -> None:
        """Say a line, and do not wait for the reply."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"text": text}) + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """The harshest end there is."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(SECONDS_TO_START)


@contextmanager
def terminal(home: Path, *options: str) -> Iterator[Terminal]:
    started = Terminal(home, *options)
    try:
        yield started
    finally:
        started.kill()


def test_a_new_process_days_later_goes_on_at_the_exact_question(home: Path) -> None:
    with terminal(home) as first:
        first.says("/start")
        for said in ("français", "oui", "oui", "non", "normale", "tout", "Lefèvre", "oui", "non"):
            reply = first.says(said)
        assert reply["asking"] == "identity.first_names"
        assert first.says("Jeanne")["confirming"]
    with terminal(home) as second:
        reply = second.says("/start")
        assert (reply["asking"], reply["confirming"]) == ("identity.first_names", True)
        assert "Jeanne" in reply["replies"][-1]["text"]
        assert second.says("oui")["asking"] == "identity.sex"


def test_killed_at_every_question_nothing_confirmed_is_lost_and_nothing_is_kept_twice(
    engine: EmbeddedEngine, home: Path
) -> None:
    """Each turn is worked on by a store opened anew, as after a kill; each is begun twice.

    The first time the turn ends as a killed process leaves it: its transaction never committed.
    """
    answers = {**JEANNE}
    given: set[str] = set()
    said = "/start"
    for _ in range(200):
        _turn_cut_short(engine, home, said)
        store = Store.open("", home, MASTER_KEY)
        person = Person(Conversation(engine, store, ticking()))
        replied = person.says(said)
        if replied.dossier:
            _nothing_twice(store, replied.dossier)
        if replied.asking is None:
            break
        if replied.confirming:
            said = "oui"
        elif replied.asking in LISTS and replied.asking in given:
            said = "non"
        else:
            given.add(replied.asking)
            said = answers[replied.asking]
    assert replied.asking is None
    assert replied.dossier is not None
    kept = store.dossier(replied.dossier)
    assert kept.value("identity.phone") == "+33612345678"
    assert kept.value("review.confirmed") is True
    assert len(kept.items("health.allergies")) == 1


class _Killed(BaseException):
    """Stands for the process's end: nothing after it runs."""


def _turn_cut_short(engine: EmbeddedEngine, home: Path, said: str) -> None:
    store = Store.open("", home, MASTER_KEY)
    conversation = Conversation(engine, store, ticking())

    def keep_and_die(*all_of_it: Any) -> None:
        keep(*all_of_it)
        raise _Killed

    person = Person(conversation)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("assistant.conversation.keep", keep_and_die)
        with pytest.raises(_Killed):
            person.says(said)


def _nothing_twice(store: Store, dossier_id: str) -> None:
    standing = [(a.field, a.item) for a, superseded in store.history(dossier_id) if not superseded]
    assert len(standing) == len(set(standing))


@pytest.mark.long
def test_a_process_killed_in_the_middle_of_a_turn_keeps_all_of_it_or_nothing(home: Path) -> None:
    """The kill comes at a random moment of the turn, many times over."""
    talking = Terminal(home)
    try:
        talking.says("/start")
        for said in ("français", "oui", "oui", "non", "normale", "tout"):
            reply = talking.says(said)
        assert reply["asking"] == "identity.birth_name"
        for attempt in range(6):
            talking.types("Lefèvre")
            try:
                talking.process.wait(attempt * 0.004)
            except subprocess.TimeoutExpired:
                talking.kill()
            talking = Terminal(home)
            reply = talking.says("répéter")
            assert reply["asking"] == "identity.birth_name"
            if reply["confirming"]:
                assert talking.says("non, c'est Durand")["confirming"]
                talking.says("non")
    finally:
        talking.kill()


def test_ctrl_c_ends_the_conversation_at_once_while_it_waits_for_a_line(home: Path) -> None:
    started = Terminal(home)
    try:
        started.says("/start")
        started.process.send_signal(signal.SIGINT)
        assert started.process.wait(SECONDS_TO_START) == 0
    finally:
        started.kill()
