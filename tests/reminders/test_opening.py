"""When a code opens a dossier elsewhere, who keeps it is told where they chose."""

from __future__ import annotations

import asyncio

import pytest

from assistant.conversation import Conversation, Replied, Said
from assistant.store.store import Store
from tests.reminders.telling import ADDRESS, Postman, begun

CODE = "482913"
JEANNE = "telegram:7"


def kept_by_jeanne(store: Store, notify: str) -> str:
    """The number of her dossier; she talked on Telegram, and has a secret code."""
    number = begun(store, {"identity.email": ADDRESS, "access.notify": notify})
    with store.turn("jeanne") as work:
        work.keep_reach("telegram", JEANNE)
        work.ways_back.set_secret_code(number, CODE)
        work.drop_conversation()
    return number


def opened(
    conversation: Conversation, number: str, code: str = CODE, *, on: str = "phone", reach: str = ""
) -> Replied:
    """Somebody comes back to the dossier with its number and a code."""

    async def scene() -> Replied:
        replied = await conversation.turn(Said("x", on, text="start", lang="fr", reach=reach))
        for said in ("je reprends mon dossier", number, code):
            replied = await conversation.turn(Said("x", on, text=said, reach=reach))
        await asyncio.gather(*conversation.telling)
        return replied

    return asyncio.run(scene())


@pytest.mark.parametrize(
    ("notify", "address"), [("email", ADDRESS), ("telegram", JEANNE)], ids=["mail", "telegram"]
)
def test_an_opening_by_telephone_is_told_where_it_was_asked_for(
    conversation: Conversation, store: Store, notify: str, address: str
) -> None:
    postman = Postman()
    conversation.messengers[notify] = postman
    number = kept_by_jeanne(store, notify)
    assert opened(conversation, number).dossier == number
    [(told_at, said)] = postman.told
    assert told_at == address
    assert "par téléphone" in said
    assert number not in said
    assert ADDRESS not in said


def test_who_opens_it_on_another_telegram_does_not_get_the_notice_in_her_stead(
    conversation: Conversation, store: Store
) -> None:
    conversation.messengers["telegram"] = postman = Postman()
    number = kept_by_jeanne(store, "telegram")
    assert opened(conversation, number, on="telegram", reach="telegram:8").dossier == number
    assert [address for address, _ in postman.told] == [JEANNE]


def test_who_opens_it_where_the_notice_would_come_knows_already(
    conversation: Conversation, store: Store
) -> None:
    conversation.messengers["telegram"] = postman = Postman()
    number = kept_by_jeanne(store, "telegram")
    assert opened(conversation, number, on="telegram", reach=JEANNE).dossier == number
    assert postman.told == []


def test_a_wrong_code_opens_nothing_and_nothing_is_told(
    conversation: Conversation, store: Store
) -> None:
    conversation.messengers["email"] = postman = Postman()
    assert opened(conversation, kept_by_jeanne(store, "email"), "000111").dossier is None
    assert postman.told == []


@pytest.mark.parametrize("notify", ["none", "phone"])
def test_where_nobody_can_be_told_the_dossier_opens_all_the_same(
    conversation: Conversation, store: Store, notify: str
) -> None:
    number = kept_by_jeanne(store, notify)
    assert opened(conversation, number).dossier == number


def test_a_line_that_is_cut_ends_no_talk(conversation: Conversation, store: Store) -> None:
    conversation.messengers["email"] = Postman(answer=OSError("the network is away"))
    number = kept_by_jeanne(store, "email")
    assert opened(conversation, number).dossier == number


def test_after_a_new_secret_code_nobody_is_told_where_another_came_in(
    conversation: Conversation, store: Store
) -> None:
    conversation.messengers["telegram"] = postman = Postman()
    number = kept_by_jeanne(store, "telegram")
    opened(conversation, number, on="telegram", reach="telegram:8")
    with store.turn("jeanne at home") as work:
        work.bind(number)
    asyncio.run(conversation.turn(Said("jeanne at home", "voice", text="mon code secret")))
    postman.told.clear()
    with store.turn("jeanne at home") as work:
        work.ways_back.set_secret_code(number, CODE)
    assert opened(conversation, number).dossier == number
    assert postman.told == []
