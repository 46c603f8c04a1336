"""What may well have been misheard is kept after a yes only, whatever was asked."""

from __future__ import annotations

import asyncio

import pytest

from assistant.conversation import Conversation, Replied, Said
from assistant.dossier.dossier import State
from assistant.store.store import Store
from tests.people import JEANNE, essential
from tests.talking import Person


def heard(conversation: Conversation, text: str, *, plainly: bool = False) -> Replied:
    said = Said("person", "phone", text=text, lang="fr", read_back=not plainly)
    return asyncio.run(conversation.turn(said))


def test_a_yes_to_the_consent_that_may_have_been_a_no_is_asked_back(
    conversation: Conversation, store: Store
) -> None:
    Person(conversation, lang="fr").says("start")
    replied = heard(conversation, "oui")
    assert (replied.asking, replied.confirming) == ("welcome.consent", True)
    assert "oui" in replied.replies[-1].text
    assert replied.dossier is None, "nothing is kept"
    replied = heard(conversation, "oui", plainly=True)
    assert replied.asking == "welcome.adult"
    assert store.dossier(str(replied.dossier)).value("welcome.consent") is True


def test_a_no_is_said_again_as_a_no_and_not_as_a_no_to_what_was_heard(
    conversation: Conversation, jeanne: Person
) -> None:
    """To "I heard no, is that right?" a no may mean both, so it is not asked."""
    jeanne.answers(JEANNE, until="trusted_person.knows_directives")
    replied = heard(conversation, "non")
    assert (replied.asking, replied.confirming) == ("trusted_person.knows_directives", True)
    assert replied.replies[-1].text.endswith("oui, ou non.")
    replied = heard(conversation, "non", plainly=True)
    assert replied.asking == "trusted_person.signed_on"


def test_two_that_differ_keep_neither_until_one_was_said_twice_in_a_row(
    conversation: Conversation, store: Store, jeanne: Person
) -> None:
    jeanne.answers(JEANNE, until="trusted_person.knows_directives")
    heard(conversation, "non")
    replied = heard(conversation, "oui", plainly=True)
    assert replied.confirming
    replied = heard(conversation, "non", plainly=True)
    assert replied.confirming
    replied = heard(conversation, "non", plainly=True)
    assert replied.asking == "trusted_person.signed_on"
    dossier = store.dossier(str(replied.dossier))
    assert dossier.value("trusted_person.knows_directives") is False


@pytest.mark.parametrize(
    "sentence",
    [
        "Oui mais non, je ne suis pas d'accord, monsieur le ministre !",
        "Non, ce n'est pas lui qui a tué la marquise.",
        "Bien sûr, oui, je vous aime, et depuis toujours.",
        "non, il va pleuvoir",
    ],
)
def test_a_sentence_with_a_yes_or_a_no_settles_nothing_where_one_is_awaited(
    conversation: Conversation, store: Store, jeanne: Person, sentence: str
) -> None:
    jeanne.answers(JEANNE, until="trusted_person.knows_directives")
    for _ in range(4):
        replied = heard(conversation, sentence)
        assert replied.asking == "trusted_person.knows_directives"
    assert replied.in_vain
    assert store.dossier(str(replied.dossier)).value("trusted_person.knows_directives") is None


def test_a_no_with_the_right_value_mends_what_was_read_back(
    conversation: Conversation, store: Store, jeanne: Person
) -> None:
    jeanne.answers(JEANNE, until="trusted_person.relation")
    heard(conversation, "mon fils")
    replied = heard(conversation, "ah non, pas du tout, c'est ma sœur")
    assert replied.confirming
    assert replied.in_vain, "until the yes"
    replied = heard(conversation, "oui", plainly=True)
    assert not replied.in_vain
    dossier = store.dossier(str(replied.dossier))
    assert dossier.value("trusted_person.relation") == "sibling"


def test_that_there_is_none_of_a_list_is_said_again(
    conversation: Conversation, store: Store, jeanne: Person
) -> None:
    jeanne.answers(JEANNE, until="health.allergies")
    replied = heard(conversation, "non, il va pleuvoir")
    assert (replied.asking, replied.confirming) == ("health.allergies", True)
    dossier = str(replied.dossier)
    assert store.dossier(dossier).answer("health.allergies") is None
    replied = heard(conversation, "non", plainly=True)
    assert replied.asking != "health.allergies"
    answer = store.dossier(dossier).answer("health.allergies")
    assert answer is not None
    assert answer.state is State.NONE


def test_that_there_is_no_telephone_is_said_again_and_kept(
    conversation: Conversation, store: Store, jeanne: Person
) -> None:
    jeanne.answers(JEANNE, until="identity.phone")
    replied = heard(conversation, "je n'en ai pas")
    assert (replied.asking, replied.confirming) == ("identity.phone", True)
    assert "non" in replied.replies[-1].text
    assert heard(conversation, "non").confirming, "that may be misheard as well"
    replied = heard(conversation, "non", plainly=True)
    assert replied.asking == "identity.email"
    answer = store.dossier(str(replied.dossier)).answer("identity.phone")
    assert answer is not None
    assert answer.state is State.NONE


@pytest.mark.parametrize(("then", "confirming"), [("oui", False), ("le 06 12 34 56 78", True)])
def test_who_was_misheard_as_having_no_telephone_gives_it(
    conversation: Conversation, store: Store, jeanne: Person, then: str, confirming: bool
) -> None:
    jeanne.answers(JEANNE, until="identity.phone")
    heard(conversation, "je n'en ai pas")
    replied = heard(conversation, then, plainly=True)
    assert (replied.asking, replied.confirming) == ("identity.phone", confirming)
    if not confirming:
        assert heard(conversation, "06 12 34 56 78").confirming
    assert heard(conversation, "oui", plainly=True).asking == "identity.email"
    assert store.dossier(str(replied.dossier)).value("identity.phone") == "+33612345678"


def test_that_nothing_else_is_wished_for_is_said_again(
    conversation: Conversation, jeanne: Person
) -> None:
    jeanne.says("je veux faire mes directives anticipées")
    jeanne.answers(JEANNE, until="directives.other")
    assert heard(conversation, "non").confirming
    keys = Said("person", "phone", keys="2", keypad=True)
    replied = asyncio.run(conversation.turn(keys))
    assert replied.asking != "directives.other"
    assert not replied.in_vain


def test_a_yes_to_a_list_that_was_said_again_begins_its_first_item(
    conversation: Conversation, jeanne: Person
) -> None:
    jeanne.answers(JEANNE, until="health.allergies")
    heard(conversation, "non, il va pleuvoir")
    assert heard(conversation, "oui", plainly=True).confirming
    replied = heard(conversation, "oui", plainly=True)
    assert replied.asking == "health.allergies.substance"


def test_a_key_says_yes_or_no_without_a_doubt(conversation: Conversation, jeanne: Person) -> None:
    jeanne.answers(JEANNE, until="trusted_person.knows_directives")
    heard(conversation, "oui")
    pressed = Said("person", "phone", keys="2", keypad=True)
    replied = asyncio.run(conversation.turn(pressed))
    assert replied.asking == "trusted_person.signed_on"


def test_a_no_to_that_keeps_nothing_and_asks_again(conversation: Conversation) -> None:
    Person(conversation, lang="fr").says("start")
    heard(conversation, "oui")
    replied = heard(conversation, "non", plainly=True)
    assert replied.asking == "welcome.consent"
    assert replied.dossier is None
    replied = heard(conversation, "non", plainly=True)
    assert replied.dossier is None


def test_a_choice_is_read_back(conversation: Conversation, jeanne: Person) -> None:
    for name in ("Lefèvre", "oui", "Martin", "oui", "Jeanne", "oui"):
        jeanne.says(name)
    assert jeanne.last is not None
    assert jeanne.last.asking == "identity.sex"
    replied = heard(conversation, "femme")
    assert (replied.asking, replied.confirming) == ("identity.sex", True)
    replied = heard(conversation, "oui", plainly=True)
    assert replied.asking == "identity.birth_date"


def test_typed_or_plainly_heard_it_is_kept_at_once(conversation: Conversation) -> None:
    Person(conversation, lang="fr").says("start")
    assert heard(conversation, "oui", plainly=True).asking == "welcome.adult"


def test_a_yes_to_a_proposed_date_is_read_back_as_the_date(
    conversation: Conversation, person: Person
) -> None:
    person.says("/start")
    person.answers(essential(JEANNE), until="review.next_on")
    said = Said(person.name, person.channel, text="oui", read_back=True)
    replied = asyncio.run(conversation.turn(said))
    assert (replied.asking, replied.confirming) == ("review.next_on", True)
    assert "24 novembre 2027" in replied.replies[-1].text.replace("\u00a0", " ")


def test_a_choice_that_is_turned_down_is_put_again_for_it_has_no_part_to_change(
    conversation: Conversation, jeanne: Person
) -> None:
    jeanne.answers(JEANNE, until="trusted_person.relation")
    asked = jeanne.heard()
    assert heard(conversation, "mon fils").confirming
    replied = heard(conversation, "non", plainly=True)
    assert (replied.asking, replied.confirming) == ("trusted_person.relation", False)
    assert replied.replies[-1].text in asked
    assert heard(conversation, "mon mari").confirming
