"""Several commands at once where nothing is yet: a key, a database and a model for all of them."""

from __future__ import annotations

import base64
import fcntl
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from assistant.conversation import Conversation
from assistant.engine import model
from assistant.engine.model import model_path
from assistant.safety.lexicon import lexicon_in
from assistant.store.store import Store, Work
from assistant.words.words import words_in
from tests.talking import Person
from tests.test_kill import terminal


def test_conversations_begun_at_once_in_an_empty_home_are_all_kept(home: Path) -> None:
    names = ("Jeanne", "Marcel", "Odette")
    with ExitStack() as started, ThreadPoolExecutor(len(names)) as at_once:
        talks = [started.enter_context(terminal(home, "--lang", "fr", "--as", n)) for n in names]
        for replied in at_once.map(lambda talk: talk.says("/start"), talks):
            assert replied["asking"] == "welcome.consent"
        begun_by = {replied["dossier"] for replied in at_once.map(lambda t: t.says("oui"), talks)}
    store = Store.open("", home, base64.b64decode((home / "master.key").read_bytes()))
    assert {store.dossier(listed.id).id for listed in store.dossiers()} == begun_by
    assert len(begun_by) == len(names)


def test_a_first_turn_reads_its_words_before_it_holds_the_database(
    conversation: Conversation, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They take long to read, and the turns of every other process wait for the database."""
    turn, read_meanwhile = store.turn, []

    @contextmanager
    def watched(sender: str) -> Iterator[Work]:
        with turn(sender) as work:
            before = [read.cache_info().misses for read in (words_in, lexicon_in)]
            yield work
            read_meanwhile.append(before != [r.cache_info().misses for r in (words_in, lexicon_in)])

    words_in.cache_clear()
    lexicon_in.cache_clear()
    monkeypatch.setattr(store, "turn", watched)
    assert Person(conversation, lang="fr").says("/start").asking is not None
    assert read_meanwhile == [False]


def test_who_comes_while_another_trains_takes_the_model_that_it_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, somebody_waits, trained = fcntl.flock, Event(), []

    def flock(file: int, how: int) -> None:
        if how == fcntl.LOCK_EX:
            somebody_waits.set()
        lock(file, how)

    def train(*, output: str, **_: object) -> SimpleNamespace:
        assert somebody_waits.wait(60)
        made = Path(output) / "made"
        made.write_bytes(b"a model")
        trained.append(made)
        return SimpleNamespace(code=0, model=str(made))

    monkeypatch.setattr(model, "MODELS", tmp_path)
    monkeypatch.setattr(fcntl, "flock", flock)
    monkeypatch.setitem(sys.modules, "rasa.model_training", SimpleNamespace(train=train))
    with ThreadPoolExecutor(2) as at_once:
        made = [at_once.submit(model.train) for _ in range(2)]
        assert [path.result(120) for path in made] == [model_path()] * 2
    assert len(trained) == 1
    assert list(tmp_path.iterdir()) == [model_path()]
