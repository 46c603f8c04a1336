"""From Telegram to another channel and back, at the very question."""

from __future__ import annotations

import asyncio
import re

from assistant.conversation import Replied, Said
from assistant.store.store import Store
from tests.people import JEANNE
from tests.telegram.conftest import Bot, Started
from tests.telegram.test_dossier import answers, begun

CODE = re.compile(r"code de passage\s*: ([\d ]+)")


def heard(replied: Replied) -> str:
    return " ".join(reply.text for reply in replied.replies)


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[1].replace(" ", "")


async def on_the_phone(telegram: Bot, text: str) -> Replied:
    return await telegram.conversation.turn(Said(sender="phone:1", channel="phone", text=text))


def test_what_was_begun_here_goes_on_by_telephone(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_date")
            got = await jeanne.says("continuer au téléphone")
            replied = await on_the_phone(telegram, code_in(got.text))
            assert replied.asking == "identity.birth_date"

    asyncio.run(scene())
    assert len(store.dossiers()) == 1


def test_what_was_begun_elsewhere_goes_on_here_by_a_link(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            elsewhere = await begun(telegram)
            await answers(telegram, elsewhere, JEANNE, until="identity.birth_date")
            by_phone = code_in((await elsewhere.says("continuer au téléphone")).text)
            await on_the_phone(telegram, by_phone)
            code = code_in(heard(await on_the_phone(telegram, "continuer sur telegram")))
            other = telegram.phone()
            got = await other.says(f"/start {code}")
            assert got.inline == ["Oui", "Non"], "the privacy of the chat comes first"
            await other.taps("Oui")
            assert telegram.conversation.last.asking == "identity.birth_date"
            await other.says("le 12 mai 1942")
            await other.taps("Oui")
            assert telegram.conversation.last.asking == "identity.birth_place"

    asyncio.run(scene())
    assert len(store.dossiers()) == 1


def test_a_code_that_was_used_opens_nothing(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_date")
            code = code_in((await jeanne.says("continuer au téléphone")).text)
            await on_the_phone(telegram, code)
            thief = await begun(telegram)
            await thief.says(code)
            assert telegram.conversation.last.dossier is None

    asyncio.run(scene())
