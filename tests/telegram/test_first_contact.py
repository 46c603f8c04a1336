"""Before anything of one's health: what Telegram keeps, and whether to go on."""

from __future__ import annotations

import asyncio

from tests.telegram.conftest import Started


def test_at_the_first_contact_it_says_what_telegram_keeps_and_asks(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            got = await telegram.phone().says("/start")
            assert got.text.startswith("Telegram garde sur ses machines")
            assert got.text.endswith("Voulez-vous continuer ici\u00a0?")
            assert got.inline == ["Oui", "Non"]
            assert telegram.conversation.turns == []

    asyncio.run(scene())


def test_after_a_yes_the_dossier_begins(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = telegram.phone()
            await jeanne.says("Bonjour")
            got = await jeanne.taps("Oui")
            assert got.text.startswith("Bonjour, ici Vive Voix.")
            assert telegram.conversation.last.asking == "welcome.consent"

    asyncio.run(scene())


def test_without_a_yes_nothing_reaches_the_dossier(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = telegram.phone()
            await jeanne.says("/start")
            assert (await jeanne.says("non merci")).text.startswith("C'est entendu.")
            got = await jeanne.says("je suis allergique à la pénicilline")
            assert got.text.startswith("Sans votre accord, je ne parle pas de votre santé ici.")
            general = await jeanne.says("c'est quoi une personne de confiance ?")
            assert "médecins écoutent" in general.text
            assert telegram.conversation.turns == []

    asyncio.run(scene())
