"""What the operator hears about the bot before anybody talks with it."""

from __future__ import annotations

import asyncio

from pydantic import SecretStr

from assistant.settings import Settings
from channels.telegram.bot import bot_of
from channels.telegram.findings import _bot, findings
from channels.telegram.messenger import TelegramMessenger
from channels.telegram.sending import Sender
from tests.telegram.conftest import Started
from tests.telegram.line import line_to
from tests.telegram.server import free_port

TOKEN = SecretStr("99:AAtesting-nobodys-token")


def test_without_a_token_it_is_off_and_says_what_turns_it_on() -> None:
    [finding] = findings(Settings())
    assert finding.line().startswith("off  Telegram: no token.  Cure: VIVEVOIX_TELEGRAM_TOKEN=")


def test_with_a_token_it_says_which_bot_answers(upstream: str) -> None:
    async def scene() -> str:
        async with line_to(upstream) as line:
            settings = Settings(telegram_token=TOKEN, telegram_api=line.address)
            return (await _bot(settings)).line()

    assert asyncio.run(scene()) == "ok   Telegram: @TestNameBot answers, by long polling."


def test_an_address_where_nobody_answers_is_named() -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    finding = asyncio.run(_bot(Settings(telegram_token=TOKEN, telegram_api=nowhere)))
    assert finding.line().startswith(f"gap  Telegram: {nowhere} cannot be reached.")


def test_a_reminder_goes_to_the_chat_and_says_whether_it_went(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = telegram.phone()
            sentence = "Il est temps de demander votre code au pharmacien."
            async with bot_of(telegram.settings) as connected:
                messenger = TelegramMessenger(Sender(connected))
                assert await messenger.tell(str(jeanne.chat), sentence)
                assert (await jeanne.gets()).text == sentence
                assert not await messenger.tell("+33612345678", sentence)
                assert not await messenger.tell("../getMe", sentence)

    asyncio.run(scene())
