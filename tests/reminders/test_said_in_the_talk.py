"""A reminder that no channel could tell is said once in the next talk, and its step taken up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversation import Conversation, Said
from assistant.engine.embedded import EmbeddedEngine
from assistant.reminders.sweep import sweep
from assistant.store.store import Store
from tests.conftest import MASTER_KEY
from tests.people import JEANNE, essential
from tests.reminders.telling import PARIS, Postman, at_once
from tests.talking import Person

BEGUN = datetime(2026, 11, 4, 10, 0, tzinfo=PARIS)
CODE_DUE = BEGUN + timedelta(weeks=3)
SHOULD_BE_THERE = "devrait être arrivé"


class Clock:
    """Moves on by a second each time it is read, and when it is told to."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open("", tmp_path / "home", MASTER_KEY)


@pytest.fixture
def talk(engine: EmbeddedEngine, store: Store, clock: Clock) -> Callable[[], Person]:
    """Somebody who comes back, each time in a new process."""
    return lambda: Person(Conversation(engine, store, clock))


def _awaits_a_code(person: Person, until: str | None = None, **more: str) -> str:
    person.says("/start")
    answers = {**JEANNE, "activation.requested_on": "aujourd'hui", "access.notify": "non"}
    person.answers({**answers, **more}, until=until)
    assert person.last is not None
    return str(person.last.dossier)


def test_the_code_that_is_due_is_asked_about_and_the_talk_goes_on(
    talk: Callable[[], Person], clock: Clock, store: Store
) -> None:
    number = _awaits_a_code(talk())
    clock.now = CODE_DUE
    back = talk()
    replied = back.says("/start")
    assert SHOULD_BE_THERE in back.heard()
    assert replied.asking == "activation.code_received"
    replied = back.says("oui, je l'ai")
    assert SHOULD_BE_THERE not in back.heard()
    assert replied.asking == "activation.first_login_done"
    assert back.says("oui").asking is None
    assert store.dossier(number).value("activation.code_received") is True
    again = talk()
    again.says("/start")
    assert SHOULD_BE_THERE not in again.heard()


def test_before_its_day_nothing_is_said(talk: Callable[[], Person], clock: Clock) -> None:
    _awaits_a_code(talk())
    clock.now = CODE_DUE - timedelta(days=1)
    back = talk()
    back.says("/start")
    assert SHOULD_BE_THERE not in back.heard()


def test_what_was_sent_by_a_channel_is_not_said_as_well(
    talk: Callable[[], Person], clock: Clock, store: Store
) -> None:
    _awaits_a_code(talk(), **{"access.notify": "par mail"})
    postman = Postman()
    sweep(store, {"email": postman}, at_once, CODE_DUE)
    assert len(postman.told) == 1
    clock.now = CODE_DUE
    back = talk()
    back.says("/start")
    assert SHOULD_BE_THERE not in back.heard()


def test_an_answer_that_waits_for_its_yes_is_not_interrupted(
    talk: Callable[[], Person], clock: Clock
) -> None:
    person = talk()
    _awaits_a_code(person, until="trusted_person.phone")
    person.says("07 98 76 54 32")
    clock.now = CODE_DUE
    replied = person.says("répétez")
    assert (replied.asking, replied.confirming) == ("trusted_person.phone", True)
    assert SHOULD_BE_THERE not in person.heard()
    replied = person.says("oui")
    assert SHOULD_BE_THERE in person.heard()
    assert replied.asking == "activation.code_received"
    person.says("oui")
    replied = person.says("oui")
    assert replied.asking == "trusted_person.address"


def test_an_emergency_is_answered_alone(talk: Callable[[], Person], clock: Clock) -> None:
    person = talk()
    _awaits_a_code(person)
    clock.now = CODE_DUE
    person.says("j'ai une douleur dans la poitrine je n'arrive plus à respirer")
    assert "15" in person.heard()
    assert SHOULD_BE_THERE not in person.heard()


def test_the_yearly_review_comes_back_and_asks_for_the_next_one(
    talk: Callable[[], Person], clock: Clock
) -> None:
    person = talk()
    person.says("/start")
    person.answers({**essential(JEANNE), "review.next_on": "oui"})
    clock.now = BEGUN + timedelta(days=366)
    back = talk()
    replied = back.says("/start")
    assert "Il est temps de relire votre dossier" in back.heard()
    assert replied.asking == "review.next_on"
    assert back.says("oui").asking is None


def test_where_a_channel_can_reach_the_person_is_kept_once_they_consented(
    engine: EmbeddedEngine, store: Store, clock: Clock
) -> None:
    conversation = Conversation(engine, store, clock)

    def says(text: str) -> str | None:
        said = Said(sender="telegram:42", channel="telegram", text=text, lang="fr", reach="42")
        return asyncio.run(conversation.turn(said)).dossier

    assert says("/start") is None
    number = says("oui")
    assert number is not None
    assert store.reach(number, "telegram") == "42"
