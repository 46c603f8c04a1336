"""When a code opens a dossier elsewhere, who keeps it is told where they chose."""

from __future__ import annotations

import asyncio

import pytest

from assistant.conversation import Conversation, Said
from assistant.reminders.opening import tell_of_opening
from assistant.store.store import Store
from tests.conftest import NOW
from tests.reminders.telling import ADDRESS, Postman, begun

CODE = "482913"


@pytest.fixture
def number(store: Store) -> str:
    """Of Jeanne's dossier, which has a secret code; she is told of openings by e-mail."""
    number = begun(store, {"identity.email": ADDRESS, "access.notify": "email"})
    with store.turn("jeanne") as work:
        work.ways_back.set_secret_code(number, CODE)
        work.drop_conversation()
    return number


async def _calls(conversation: Conversation, *keys: str) -> None:
    """By telephone, from the greeting on."""
    await conversation.turn(Said("call", "phone", text="start"))
    for entry in ("1", *keys):
        await conversation.turn(Said("call", "phone", keys=entry))
    await asyncio.gather(*conversation.telling)


@pytest.mark.parametrize(
    ("code", "told"), [(CODE, ["par téléphone"]), ("000111", [])], ids=["right", "wrong"]
)
def test_a_code_that_opens_is_told_and_one_that_does_not_is_not(
    conversation: Conversation, number: str, code: str, told: list[str]
) -> None:
    postman = Postman()
    conversation.messengers["email"] = postman
    asyncio.run(_calls(conversation, f"{number}#", f"{code}#"))
    assert [address for address, _ in postman.told] == [ADDRESS] * len(told)
    assert all(where in said for where, (_, said) in zip(told, postman.told, strict=True))


def test_a_line_that_is_cut_ends_no_talk(conversation: Conversation, number: str) -> None:
    conversation.messengers["email"] = Postman(answer=OSError("the network is away"))
    asyncio.run(_calls(conversation, f"{number}#", f"{CODE}#"))


def test_who_is_reached_where_they_opened_it_knows_already(store: Store) -> None:
    number = begun(store, {"access.notify": "telegram"})
    with store.turn("jeanne") as work:
        work.keep_reach("telegram", "telegram:7")
    postman = Postman()

    def told(reach: str) -> bool:
        return asyncio.run(tell_of_opening(store, {"telegram": postman}, number, "telegram", reach))

    assert not told("telegram:7")
    assert told("telegram:8")
    assert [address for address, _ in postman.told] == ["telegram:7"]


def test_nothing_of_the_dossier_is_in_the_notice(store: Store, number: str) -> None:
    postman = Postman()
    asyncio.run(tell_of_opening(store, {"email": postman}, number, "phone", ""))
    [(_, said)] = postman.told
    assert number not in said
    assert ADDRESS not in said
    assert NOW.strftime("%Y") not in said
