"""What stays in the chat, what can be taken out of it, and what no log may hold."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from tests.people import JEANNE
from tests.telegram.conftest import Started
from tests.telegram.test_dossier import answers, begun

NIR = "2 79 03 51 215 189 89"


def test_its_messages_and_the_persons_are_deleted_on_request(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_date")
            assert "Lefèvre" in " ".join(await jeanne.sees())
            got = await jeanne.says("/effacer")
            assert "Votre dossier reste gardé." in got.text
            got = await jeanne.taps("Oui")
            assert got.text.startswith("C'est effacé.")
            assert await jeanne.sees() == [got.text]
            await jeanne.says("/reprendre")
            assert telegram.conversation.last.asking == "identity.birth_date"

    asyncio.run(scene())


def test_what_can_be_deleted_is_remembered_across_a_restart(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_date")
            await telegram.restarts()
            await jeanne.says("effacez nos messages")
            got = await jeanne.taps("Oui")
            assert await jeanne.sees() == [got.text]

    asyncio.run(scene())


def test_an_old_yes_erases_nothing(bot: Started) -> None:
    """The yes under a read-back is about the read-back, whatever was asked since."""

    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.phone")
            read_back = await jeanne.says("06 12 34 56 78")
            await jeanne.says("/effacer")
            await jeanne.taps("Oui", under=read_back)
            assert telegram.conversation.last.asking == "identity.email"
            assert "Lefèvre" in " ".join(await jeanne.sees())

    asyncio.run(scene())


def test_a_no_erases_nothing(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await jeanne.says("/effacer")
            got = await jeanne.taps("Non")
            assert got.text.startswith("Je n'efface rien.")
            assert got.text.endswith("Êtes-vous d'accord\u00a0?"), "the open question comes back"
            assert "Bonjour, ici Vive Voix." in " ".join(await jeanne.sees())

    asyncio.run(scene())


def test_a_yes_can_be_taken_back(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_name")
            await jeanne.says("/vie_privee")
            await jeanne.taps("Non")
            turns = len(telegram.conversation.turns)
            await jeanne.says("Lefèvre")
            assert len(telegram.conversation.turns) == turns
            await jeanne.says("vie privée")
            await jeanne.taps("Oui")
            assert telegram.conversation.last.asking == "identity.birth_name"

    asyncio.run(scene())


def test_an_emergency_waits_for_no_agreement(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            got = await telegram.phone().says("j'ai très mal dans la poitrine")
            assert "appelez le 15" in got.text
            assert got.buttons == []

    asyncio.run(scene())


def test_a_social_security_number_does_not_stay_in_the_chat(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.sex")
            got = await jeanne.says(f"mon numéro de sécu c'est {NIR}")
            assert got.text.startswith("J'ai effacé votre message avec ce numéro.")
            assert not [text for text in await jeanne.sees() if "279" in text.replace(" ", "")]

    asyncio.run(scene())


def test_in_a_group_nothing_is_said_but_that_it_talks_in_private(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            group = telegram.phone()
            message = group._message() | {"text": "bonjour"}
            message["chat"] = {"id": group.chat, "type": "group", "title": "Famille"}
            await group._post("sendMessage", message)
            await group.gets_nothing()
            await group._post("sendMessage", message | {"text": "/start"})
            got = await group.gets()
            assert got.text.startswith("Je ne parle qu'à une seule personne")
            assert telegram.conversation.turns == []

    asyncio.run(scene())


def test_no_log_holds_what_was_said_nor_the_token_whatever_its_level(
    bot: Started, caplog: pytest.LogCaptureFixture, home: Path
) -> None:
    caplog.set_level(logging.DEBUG)

    async def scene() -> str:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_name")
            telegram.line.faults = [("sendMessage", "bad_gateway"), ("sendMessage", "drop")]
            await jeanne.says("Zwyxkar")
            telegram.line.put({"update_id": 10_000_000, "message": {"text": "Zwyxkar"}})
            await jeanne.says("oui")
            return str(telegram.settings.telegram_token.get_secret_value())

    token = asyncio.run(scene())
    bots_own = [r for r in caplog.records if not r.name.startswith(("aiohttp", "asyncio"))]
    assert bots_own, "something was logged at all"
    logged = caplog.text.lower()
    assert "zwyxkar" not in logged
    assert "lefèvre" not in logged
    assert token not in logged
    assert token not in caplog.text
    for path in home.rglob("*"):
        assert path.is_dir() or b"zwyxkar" not in path.read_bytes().lower()
