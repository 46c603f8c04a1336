"""Messages that a channel hands over twice, late, or after the talk went elsewhere."""

from __future__ import annotations

import asyncio

import pytest

from assistant.conversation import Conversation, Replied, Said
from tests.talking import Person


@pytest.fixture
def chat(jeanne: Person) -> Person:
    """Jeanne is asked her birth name."""
    return jeanne


def sends(person: Person, message: int, text: str) -> Replied:
    said = Said(sender=person.name, channel="test", text=text, message=message)
    return asyncio.run(person.conversation.turn(said))


def values(conversation: Conversation, replied: Replied) -> list[object]:
    assert replied.dossier is not None
    history = conversation._store.history(replied.dossier)
    return [answer.value for answer, _ in history if answer.field == "identity.birth_name"]


def test_the_newest_message_again_gets_the_same_reply_and_changes_nothing(chat: Person) -> None:
    first = sends(chat, 10, "Lefèvre")
    again = sends(chat, 10, "Lefèvre")
    assert again.replies == first.replies
    assert (again.asking, again.confirming) == (first.asking, first.confirming)
    replied = sends(chat, 11, "oui")
    assert sends(chat, 11, "oui").replies == replied.replies
    assert values(chat.conversation, replied) == ["Lefèvre"]


def test_an_older_message_again_gets_no_reply(chat: Person) -> None:
    sends(chat, 10, "Lefèvre")
    replied = sends(chat, 11, "oui")
    assert sends(chat, 10, "Lefèvre").replies == ()
    assert values(chat.conversation, replied) == ["Lefèvre"]


def test_a_message_that_comes_late_is_not_taken_and_the_question_comes_back(chat: Person) -> None:
    question = sends(chat, 12, "Lefèvre").replies[-1]
    late = sends(chat, 11, "non")
    assert late.replies[0].text.startswith("Votre message est arrivé après un autre.")
    assert late.replies[-1] == question
    assert late.confirming


def test_what_was_answered_here_is_known_after_the_talk_went_on_elsewhere(chat: Person) -> None:
    """The state is one for both, and each channel counts its own messages."""
    sends(chat, 10, "Lefèvre")
    sends(chat, 11, "oui")
    chat.says("non")
    assert sends(chat, 11, "oui").replies != ()
    assert sends(chat, 10, "Lefèvre").replies == ()


def test_a_channel_without_numbers_says_the_same_thing_twice(chat: Person) -> None:
    chat.says("répéter")
    assert chat.says("répéter").replies != ()
